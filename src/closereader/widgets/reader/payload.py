"""What the reader tells the browser: the text, the codebook and the marks as plain JSON.

All places are code points into the canonical text, half-open; the front end converts them
to UTF-16 units once. A trait is resent whole whenever it changes, so what changes often
(marks) is kept small and apart from what does not (the text).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from closereader.annotations import Anchor, Annotation, Earlier, Link, Passage, anchor
from closereader.texts import Block, Text, TextError, open_text
from closereader.work import earlier

if TYPE_CHECKING:
    from closereader.codebook import Codebook
    from closereader.widgets.reader._history import Step

Json = dict[str, Any]

# What a person changes of a mark, and where that puts it.
_PARTS = ("s", "e", "theme", "move", "note", "status")
_LEAD = ("author", "author_note", "date", "publisher", "genre", "addressed_to", "url", "version")


def text_payload(text: Text) -> Json:
    """Give the whole text with its blocks, notes, emphasis and sentences, alike for all widgets."""
    meta = text.meta
    return {
        "id": text.id,
        "title": text.title,
        "byline": next((block.text for block in text.blocks if block.kind == "byline"), ""),
        "fingerprint": text.fingerprint,
        "language": meta.language,
        "lead": {name: value for name in _LEAD if (value := getattr(meta, name))},
        "words": text.words,
        "body": text.body,
        "blocks": [_block(block) for block in text.blocks],
        "notes": [{"n": note.number, "at": note.offset, "text": note.text} for note in text.notes],
        "emphasis": [[span.start, span.end] for span in text.emphasis],
        "sentences": [[span.start, span.end] for span in text.sentences],
    }


def no_text(text_id: str) -> Json:
    """Give an empty text, for an edition that cannot be opened."""
    return {
        "id": text_id,
        "title": text_id,
        "byline": "",
        "fingerprint": "",
        "language": "en",
        "lead": {},
        "body": "",
        "blocks": [],
        "notes": [],
        "emphasis": [],
        "sentences": [],
    }


def _block(block: Block) -> Json:
    kind = {"heading": f"h{block.level}", "byline": "b", "paragraph": "p", "verse": "v"}
    found: Json = {"k": kind[block.kind], "s": block.start, "e": block.end, "label": block.label}
    return found | ({"in": list(block.indents)} if block.indents else {})


def codebook_payload(codebook: Codebook) -> Json:
    """Give themes and moves with everything a student is told about them."""
    return {
        "version": codebook.version,
        "themes": [asdict(theme) for theme in codebook.themes],
        "moves": [
            {name: value for name, value in asdict(move).items() if name != "role"}
            for move in codebook.moves
        ],
    }


def mark_payload(annotation: Annotation, found: Anchor) -> Json:
    """Give one mark at the place where it was found.

    ``status`` says how sure the place is (`closereader.annotations.Anchor`), ``message`` what
    to tell the reader about it. A mark whose words are not in the text has no place of its own:
    ``s`` and ``e`` are the best proposal, 0 when there is none, and ``quote`` its words. ``was``
    has the words of a mark some of which were replaced in their place.
    """
    mark: Json = {
        "id": annotation.id,
        "s": found.span.start if found.span else 0,
        "e": found.span.end if found.span else 0,
        "theme": annotation.theme,
        "move": annotation.move,
        "note": annotation.note,
        "at": annotation.modified,
        "by": annotation.creator,
        "status": found.status,
    }
    if found.status != "exact":
        mark["message"] = found.message
    if found.reworded:
        mark["was"] = annotation.exact
    if found.status in {"offered", "lost"}:
        places = [[span.start, span.end] for span in found.candidates]
        mark |= {"quote": annotation.exact, "score": round(found.score, 3), "places": places}
    return mark


def found_mark(annotation: Annotation, text: Text, states: Earlier) -> Json:
    """Give one mark at the place where it is found in a text; ``states`` as `anchor` takes them."""
    return mark_payload(annotation, anchor(annotation, text, states))


def found_link(link: Link, text: Text, states: Earlier, marks: Iterable[Json] = ()) -> Json | None:
    """Give a link within a text, None when one of its places is not certain.

    ``from`` and ``to`` name those of the `marks` that have exactly these places. A link into
    another text is always given; see `_link_away`.
    """
    if link.first.text != text.id:
        return None
    if link.second.text != text.id:
        return _link_away(link, text, states, marks)
    first, second = (anchor(each, text, states).certain for each in (link.first, link.second))
    if first is None or second is None:
        return None
    homes = {(mark["s"], mark["e"]): mark["id"] for mark in marks}
    return {
        "id": link.id,
        "from": homes.get(first),
        "to": homes.get(second),
        "a": [*first],
        "b": [*second],
        "note": link.note,
        "at": link.modified,
        "by": link.creator,
    }


def _link_away(link: Link, text: Text, states: Earlier, marks: Iterable[Json]) -> Json:
    """Give a link into another text: ``away`` names that text, ``quotes`` has both passages.

    A place that is not certain, or in a text that cannot be opened, is ``[0, 0]``.
    """
    other = _opened(link.second.text)
    a = _certain(link.first, text, states)
    b = _certain(link.second, other, earlier(other)) if other is not None else [0, 0]
    homes = {(mark["s"], mark["e"]): mark["id"] for mark in marks}
    return {
        "id": link.id,
        "from": homes.get((a[0], a[1])),
        "to": None,
        "a": a,
        "b": b,
        "note": link.note,
        "at": link.modified,
        "by": link.creator,
        "away": link.second.text,
        "quotes": [link.first.exact, link.second.exact],
    }


def _certain(passage: Passage, text: Text, states: Earlier) -> list[int]:
    return [*(anchor(passage, text, states).certain or (0, 0))]


def _opened(text_id: str) -> Text | None:
    try:
        return open_text(text_id)
    except TextError:
        return None


def found_thing(thing: Annotation | Link | None, text: Text | None, states: Earlier) -> Json | None:
    """Give a mark or a link as `found_mark` and `found_link` do."""
    if thing is None or text is None:
        return None
    if isinstance(thing, Annotation):
        return found_mark(thing, text, states)
    return found_link(thing, text, states)


def only_what_changed(begun: Json | None, goal: Json | None, current: Json | None) -> Json | None:
    """Give `goal`, but of a mark that stands elsewise now only what the step itself changed.

    Another window may have written the note since; taking back a theme must not take that along.
    """
    if begun is None or goal is None or current is None or "theme" not in current:
        return goal
    return {**current, **{k: goal[k] for k in _PARTS if begun.get(k) != goal.get(k) and k in goal}}


def step_payload(step: Step, text: Text | None, states: Earlier) -> Json:
    """Give one step of the history as an edit that says what was there before."""
    before, after = (found_thing(thing, text, states) for thing in (step.before, step.after))
    link = isinstance(step.after or step.before, Link)
    ops = ("link", "unlink") if link else ("put", "delete")
    return {
        "id": step.id,
        "op": ops[0] if step.after is not None else ops[1],
        "at": step.at,
        "base": step.before.modified if step.before is not None else None,
        "before": before,
        "value" if link else "mark": after or before,
    }

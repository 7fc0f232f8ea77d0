"""Bring notes from elsewhere onto our editions, and say of each what became of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from closereader.annotations import (
    Annotation,
    AnnotationError,
    Collection,
    Link,
    anchor,
    checks,
    read_iri,
)
from closereader.exchange._graph import from_graph
from closereader.exchange.notes import ForeignNote, mark_id, notes_of
from closereader.exchange.placing import NotePlace, place, words_at
from closereader.pages.lines import counted
from closereader.texts import Text, fingerprint_of
from closereader.work import earlier

if TYPE_CHECKING:
    from closereader.codebook import Codebook

# What can become of a note, in the order of the report, and what the report says of it.
FATES = {
    "placed": "Placed, at the same words",
    "offered": "Offered: kept as marks without a place; the reader asks you where they belong",
    "unsure": "Not brought in, because the text is not certain: name it with --text",
    "lost": "Lost: nothing like these words stands in the text",
    "no theme": "Not brought in, because no tag is a theme: give them one with --theme",
    "no words": "Not brought in: they are about a passage, but without its words. Mark it yourself",
    "no passage": "Not brought in, because they are about no passage (page notes and replies)",
}
_SHOWN = 90
_SPACES = str.maketrans("-_‐‑", "    ")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One note on one passage: what became of it, and a line that says so."""

    fate: str
    line: str
    note: str = ""
    """The id of the note; several rows have one when it is about several passages."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file holds for us. Nothing is saved yet."""

    name: str
    rows: tuple[ReportRow, ...]
    marks: tuple[Annotation | Link, ...]
    """What can be saved: what was placed, and what is offered in a text that is certain."""
    tags: Mapping[str, int]
    """Tags that are no theme and no move, and how often; they are kept with their marks."""
    problems: tuple[str, ...]

    def count(self, fate: str) -> int:
        """Return how many passages had this fate, one of `FATES`."""
        return sum(row.fate == fate for row in self.rows)

    def report(self) -> Iterator[str]:
        """Give the report, line by line."""
        notes = len({row.note for row in self.rows})
        several = f" about {len(self.rows)} passages" if notes < len(self.rows) else ""
        yield f"{self.name}: {counted(notes, 'note')}{several}."
        for fate, heading in FATES.items():
            if found := [row.line for row in self.rows if row.fate == fate]:
                yield f"{heading} ({len(found)})"
                yield from (f"  {line}" for line in found)
        if self.tags:
            listed = ", ".join(f"{tag} ({times})" for tag, times in sorted(self.tags.items()))
            yield f"Tags that are no theme and no move: {listed}."
        yield from self.problems


def bring(  # noqa: PLR0913 - what a person may say about a file
    found: object,
    texts: Sequence[Text],
    codebook: Codebook,
    *,
    name: str,
    named: Text | None = None,
    theme: str | None = None,
    reader: tuple[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Brought:
    """Place what a file holds: notes from Hypothes.is, or our own marks.

    Parameters
    ----------
    found
        The JSON of the file; nothing is taken for granted.
    texts
        The editions of the course.
    name
        What to call the file.
    named
        The edition that the notes are about, when somebody said so.
    theme
        The id of a theme for notes without a tag that is one; without it they are only listed.
    reader
        Id (an IRI) and name of the reader who says that these notes are theirs; without it, marks
        keep the author that the file names.
    progress
        Called before each note with how many are done and how many there are.

    Raises
    ------
    ExchangeError, CollectionError
        When the file as a whole is not what it has to be.
    CodebookError
        When there is no such theme.
    """
    found, absent = from_graph(found, name)
    if _is_ours(found):
        own = Collection.from_w3c(found, name=name)
        return _own(own, {text.id: text for text in texts}, (*absent, *own.problems), name)
    default = codebook.theme(theme).id if theme else None
    foreign = notes_of(found, name)
    rows: list[ReportRow] = []
    marks: list[Annotation | Link] = []
    unknown: Counter[str] = Counter()
    problems = [*absent, *foreign.problems]
    for done, note in enumerate(foreign.notes):
        if progress:
            progress(done, len(foreign.notes))
        themes, move, others = _sorted_tags(note.tags, codebook)
        unknown.update(others if note.part == 0 else ())
        where = place(note, texts, named) if note.exact.strip() else None
        fate = _fate(note, where, themed=bool(themes or default))
        try:
            made = [
                _mark(note, where, each, move, others, codebook.version, reader)
                for each in (themes or ([default] if default else []))
                if where is not None and fate in {"placed", "offered"}
            ]
        except AnnotationError as error:
            problems.append(f"{name}: a note was left out: {error.reason}.")
            continue
        marks += made
        line = _line(note, where, [*themes, *([move] if move else [])])
        if fate == "no words" and (there := words_at(note, texts, named)):
            line += f", perhaps {_cut(there)}"
        if fate in {"lost", "no theme", "unsure"} and note.note:
            line += f", with the note {_shown(note.note)}"
        rows.append(ReportRow(fate, line, note.id))
    return Brought(name, tuple(rows), tuple(marks), dict(unknown), tuple(problems))


def _fate(note: ForeignNote, where: NotePlace | None, *, themed: bool) -> str:
    if where is None:
        return "no words" if note.selectors else "no passage"
    if where.status == "lost":
        return "lost"
    if where.status == "offered" and not where.certain:
        return "unsure"
    return where.status if themed else "no theme"


def _sorted_tags(
    tags: tuple[str, ...], codebook: Codebook
) -> tuple[list[str], str | None, list[str]]:
    """Tell themes, the first move, and other tags apart.

    By id, by name, by the IRI that our own marks name them with, a theme by its code.
    """
    themes = {_key(w): one.id for one in codebook.themes for w in (one.id, one.name)}
    themes |= {one.code: one.id for one in codebook.themes}  # in capitals, as they are shown
    moves = {_key(w): one.id for one in codebook.moves for w in (one.id, one.name)}
    found: dict[str, None] = {}
    named: dict[str, None] = {}
    others = []
    for tag in tags:
        kind, name = read_iri(tag)
        bare = name or tag.strip().removeprefix("#")
        theme, move = themes.get(bare) or themes.get(_key(bare)), moves.get(_key(bare))
        if theme and kind in {"", "theme"}:
            found[theme] = None
        elif move and kind in {"", "move"}:
            named[move] = None
        else:
            others.append(tag)
    return [*found], next(iter(named), None), [*others, *[*named][1:]]


def _key(words: str) -> str:
    """Compare tags without capitals; ``rentier-state`` is “Rentier state”."""
    return " ".join(words.casefold().translate(_SPACES).split())


def _mark(  # noqa: PLR0913, PLR0917 - a mark has this many parts
    note: ForeignNote,
    where: NotePlace,
    theme: str,
    move: str | None,
    tags: list[str],
    version: int,
    reader: tuple[str, str] | None,
) -> Annotation:
    """Make a mark of a note; one that is only offered keeps its words and gets no place."""
    text = where.text
    assert text is not None  # noqa: S101 - what is placed or offered has a text
    creator, creator_name = reader or (note.creator, note.creator_name)
    said: dict[str, Any] = {
        "theme": theme,
        "move": move,
        "note": note.note,
        "creator": creator,
        "creator_name": creator_name,
        "id": mark_id(note, theme),
        "created": note.created,
        "modified": note.modified,
        "codebook": version,
        "extra": _extra(note, tags, mark_id(note, theme)),
    }
    if where.status == "placed":
        (span,) = where.spans
        return replace(Annotation.on(text, span.start, span.end, theme=theme), **said)
    # The state of the page is not known; what the note holds of it is what can be named.
    state = fingerprint_of(note.prefix + note.exact + note.suffix)
    return Annotation(
        **said,
        text=text.id,
        fingerprint=state,
        start=0,
        end=len(note.exact),
        exact=note.exact,
        prefix=note.prefix,
        suffix=note.suffix,
    )


def _extra(note: ForeignNote, tags: list[str], id: str) -> str:  # noqa: A002 - the model's word
    """Keep where the note came from (W3C 3.3.7, ``via``) and the tags that mean nothing here."""
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    extra: dict[str, Any] = {} if id == note.id else {"head": {"via": note.id}}
    extra |= {"bodies": {"bodies": bodies}} if bodies else {}
    return json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else ""


def _line(note: ForeignNote, where: NotePlace | None, names: list[str]) -> str:
    said = note.exact.strip() or note.note or ", ".join(note.tags)
    words = _shown(said) if said else "A passage"
    if not note.exact.strip() and note.selectors:
        words += f" ({_cut('; '.join(note.selectors))})"
    if where is None or where.text is None:
        return words
    labels = ", ".join(dict.fromkeys(where.text.label_of(*span) for span in where.spans))
    line = f"{words} ({where.text.id}{f' {labels}' if labels else ''})"
    if where.status == "offered":
        span = where.spans[0]
        there = _shown(where.text.body[span.start : span.end])
        line += f", perhaps {there}" if there != words else ""
    return line + (f": {', '.join(names)}" if names and where.status == "placed" else "")


def _own(
    collection: Collection, texts: Mapping[str, Text], problems: tuple[str, ...], name: str
) -> Brought:
    """Take marks that this program wrote: with their ids, and by the rule of `anchor`."""
    rows: list[ReportRow] = []
    marks: list[Annotation | Link] = []
    for item in collection.items:
        line = " and ".join(f"{_shown(one.exact)} ({one.text})" for one in item.passages)
        if any(one.text not in texts for one in item.passages):
            rows.append(ReportRow("lost", f"{line}: the course here has no such text", item.id))
            continue
        known = all(
            anchor(one, texts[one.text], earlier(texts[one.text])).certain for one in item.passages
        )
        rows.append(ReportRow("placed" if known else "offered", line, item.id))
        marks.append(item)
    return Brought(name, tuple(rows), tuple(marks), {}, problems)


def _is_ours(found: object) -> bool:
    """Tell a collection of ours by the state of its passages: nothing else needs their places."""
    page = found.get("first") if isinstance(found, Mapping) else None
    items = page.get("items") if isinstance(page, Mapping) else None
    if not isinstance(items, list):
        return False
    aims = (item.get("target") for item in items if isinstance(item, Mapping))
    targets = (one for aim in aims for one in (aim if isinstance(aim, list) else [aim]))
    states = (one.get("state") for one in targets if isinstance(one, Mapping))
    return not items or any(read_iri(one)[0] == "state" for one in checks.inside([*states]))


def _shown(words: str) -> str:
    return f"“{_cut(words)}”"


def _cut(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:60]} […] {flat[-24:]}"

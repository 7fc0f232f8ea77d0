"""Citations of places: the one grammar that answers, notebooks, rubrics and exports share.

Written as it should be: ``alieva-2024 ¶12``, ``alieva-2024 ¶12–14``, ``¶12, ¶14``, ``§2``, ``n9``,
``verse 3``, ``byline``, and ``alieva-2024`` for a text as a whole. Read as well is what people
type instead: ``Alieva 2024, para. 12``, ``¶¶ 12-14``, ``see Alieva, ¶12 and 14``.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from closereader.texts import Span, Text, TextError, current_id, former_ids, join_labels, open_text

_LABEL = (
    r"(?:(?:¶{1,2}|⁋|par(?:a|agraph)?s?\.?)\s?\d+|(?:§{1,2}|section|heading)\s?\d+"
    r"|(?:n|fn|(?:foot|end)?notes?)\.?\s?\d+|byline(?:\s\d+)?|(?:verse|stanza)s?\s\d+)"
)
_DASH = r"\s?(?:[–—‐‑-]|to)\s?"
_RANGE = rf"{_LABEL}(?:{_DASH}(?:{_LABEL}|\d+))?"
_AND = r"\s?(?:[,;&+]|and)\s?"
_PLACES = rf"{_RANGE}(?:{_AND}(?:{_RANGE}|\d+(?:{_DASH}\d+)?))*"
_AT_THE_END = re.compile(rf"(?:(?<=[\s,:])|^){_PLACES}$", re.IGNORECASE)
_IN_PROSE = re.compile(rf"\b(?P<text>[^\W_][\w-]*),?\s(?P<places>{_PLACES})", re.IGNORECASE)
_SPLIT = re.compile(_AND, re.IGNORECASE)
_ENDS = re.compile(rf"(?P<first>{_LABEL}|\d+)(?:{_DASH}(?P<last>{_LABEL}|\d+))?", re.IGNORECASE)
_LEAD = re.compile(r"(?:see|cf\.?|in)\s+", re.IGNORECASE)
_ONE_NAME = re.compile(r"[A-Za-z][\w-]*(?:[ ,-]+(?:1[5-9]|20)\d\d)?")
_ID = re.compile(r"[a-z]\w*-(?:1[5-9]|20)\d\d[a-z]?")


class Place(NamedTuple):
    """From one block or note to another; both labels are equal for one place."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation names: ``(alieva-2024 ¶12–14, ¶16)``, also ``(¶12)`` or ``(alieva-2024)``.

    Attributes
    ----------
    text
        The text's id, "" when none is named.
    places
        Labels as `closereader.texts.Text.block` and `note` know them; none for a whole text.
    """

    text: str
    places: tuple[Place, ...] = ()

    def __str__(self) -> str:
        """Write it as citations are written."""
        return f"{self.text} {', '.join(join_labels(*place) for place in self.places)}".strip()


class Region(NamedTuple):
    """A cited stretch of a text: of its body, or of one of its notes."""

    note: str
    """``n9``, or "" for the body, in which the span counts."""
    span: Span


def read_citation(words: str, ids: Collection[str] = ()) -> Cited | None:
    """Read what stands in brackets as a citation of a place.

    Parameters
    ----------
    words
        Without the brackets.
    ids
        Texts that may be meant: a name such as ``Alieva`` or ``Leila Alieva 2024`` is led back to
        the one id that it fits.

    Returns
    -------
    Cited or None
        None when this is something else: a remark, another work. A text that is not among `ids` is
        kept as it was written, so that somebody can say that there is none.
    """
    words = _LEAD.sub("", words.strip(), count=1)
    found = _AT_THE_END.search(words)
    name = (words[: found.start()] if found else words).strip(" ,:;\t\n")
    text = _id_of(name, ids)
    if text is None and (_ID if found is None else _ONE_NAME).fullmatch(name):
        text = re.sub(r"[ ,-]+", "-", name.casefold())
    if found is None:
        return Cited(current_id(text)) if text else None
    return None if text is None and name else Cited(current_id(text or ""), _places(found[0]))


def citations(prose: str) -> Iterator[Cited]:
    """Give the places that prose names with their text, in brackets or not."""
    for found in _IN_PROSE.finditer(prose):
        yield Cited(current_id(found["text"].casefold()), _places(found["places"]))


def regions(cited: Cited, text: Text) -> tuple[Region, ...]:
    """Give the cited stretches of a text, neighbours as one; none when it is cited as a whole.

    Raises
    ------
    TextError
        When a place does not exist, or a range runs backwards.
    """
    found: list[Region] = []
    for note, span in sorted(each for place in cited.places for each in _regions(place, text)):
        last = found[-1] if found else None
        if last and not note and not text.body[last.span.end : span.start].strip():
            found[-1] = Region("", Span(last.span.start, max(last.span.end, span.end)))
        else:
            found.append(Region(note, span))
    return tuple(found)


def blocks(cited: Cited, text: Text) -> tuple[str, ...]:
    """Give the labels of all paragraphs, stanzas, headings and bylines in what is cited, in order.

    Raises
    ------
    TextError
        When a place does not exist, or a range runs backwards.
    """
    spans = [region.span for region in regions(cited, text) if not region.note]
    return tuple(
        block.label
        for block in text.blocks
        if any(start <= block.start and block.end <= end for start, end in spans)
    )


def cited_blocks(prose: str) -> set[tuple[str, str]]:
    """Give text and label of each paragraph, heading and byline that prose cites.

    What the course does not have is passed over: a text of another one, a place of another edition.
    """
    found: set[tuple[str, str]] = set()
    for cited in citations(prose):
        with suppress(TextError):
            found |= {(cited.text, label) for label in blocks(cited, open_text(cited.text))}
    return found


def _regions(place: Place, text: Text) -> Iterator[Region]:
    if place.first.startswith("n") and place.last.startswith("n"):
        first, last = text.note(place.first), text.note(place.last)
        if last.number < first.number:
            raise _backwards(text, place)
        for note in text.notes[text.notes.index(first) : text.notes.index(last) + 1]:
            yield Region(note.label, Span(0, len(note.text)))
        return
    start, end = text.block(place.first), text.block(place.last)
    if end.start < start.start:
        raise _backwards(text, place)
    yield Region("", Span(start.start, end.end))


def _backwards(text: Text, place: Place) -> TextError:
    return TextError(f"{text.id} {place.first} does not stand before {place.last}.")


def _places(words: str) -> tuple[Place, ...]:
    found: list[Place] = []
    kind = "¶"
    for part in _SPLIT.split(words):
        ends = _ENDS.fullmatch(part.strip())
        if ends is None:
            continue
        first = _label(ends["first"], kind)
        kind = first[0]
        found.append(Place(first, _label(ends["last"], kind) if ends["last"] else first))
    return tuple(found)


def _label(raw: str, kind: str) -> str:
    flat = re.sub(r"\s", "", raw.casefold())
    number = re.sub(r"\D", "", flat)
    if flat.startswith(("verse", "stanza")) or (kind == "v" and flat.isdigit()):
        return f"verse {number}"
    if flat.startswith("byline") or (kind == "b" and flat.isdigit()):
        return f"byline {number}".strip() if number != "1" else "byline"
    if flat.isdigit():
        return f"{kind}{number}"
    if flat[0] in "§sh":
        return f"§{number}"
    return f"¶{number}" if flat[0] in "¶⁋p" else f"n{number}"


def _id_of(name: str, ids: Collection[str]) -> str | None:
    """Lead a name back to the one text that it can mean; one that it had before counts too."""
    if name in ids:  # most names are written out, and the disk need not be asked
        return name
    former = {old: text_id for old, text_id in former_ids().items() if text_id in ids}
    named = former | {text_id: text_id for text_id in ids}
    for other, text_id in named.items():
        if other.casefold() == name.casefold():
            return text_id
    said = set(re.findall(r"[^\W_]+", name.casefold()))
    dated = any(part.isdigit() for part in said)
    meant = [
        other
        for other in named
        if (parts := other.casefold().split("-"))
        and (said.issuperset(parts) or (not dated and parts[0] in said and len(said) <= 3))  # noqa: PLR2004 - a name
    ]
    return named[meant[0]] if len({named[name] for name in meant}) == 1 else None

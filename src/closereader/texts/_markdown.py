"""Read the body of an edition: headings, bylines, paragraphs and notes, in a small Markdown."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from closereader.texts._errors import TextError
from closereader.texts._inline import Inline, note_number, parse_inline
from closereader.texts._model import Block, Kind, Note, Span

if TYPE_CHECKING:
    from pathlib import Path

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*))?")
_NOTE = re.compile(r"\[\^([^\]\s]*)\]:[ \t]*(.*)")
_REFUSED = (
    (re.compile(r">"), "a block quotation", "write \\> where a plain > is meant"),
    (re.compile(r"[-+*](?:[ \t]|$)"), "a list", "write it as a paragraph, or \\ before the mark"),
    (re.compile(r"```|~~~"), "a code block", "write \\ before its first mark"),
    (re.compile(r"(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$|=+$"), "a rule", "leave a blank line instead"),
    (re.compile(r"\|"), "a table", "a line of a byline begins with | and a space"),
)
# These two mean something only where a block begins: "1991. So" may follow within a paragraph.
_REFUSED_FIRST = (
    (re.compile(r"\d{1,9}[.)](?:[ \t]|$)"), "a numbered list", "write \\ before the full stop"),
    (re.compile(r"\[[^\]^][^\]]*\]:"), "a link definition", "write \\ before its first bracket"),
)


@dataclass(slots=True)
class _Raw:
    """Lines of one block, or of one note, as they stand in the file."""

    kind: Kind | Literal["note"]
    line: int
    rank: int = 0
    """The level of a heading; the number of a note."""
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Body:
    """What a body says: its canonical text and everything that has a place in it."""

    text: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    emphasis: tuple[Span, ...]


def parse_body(source: str, path: Path, first_line: int = 1) -> Body:
    """Read the Markdown body of an edition.

    Parameters
    ----------
    source
        Everything after the front matter, in NFC, with newlines as line ends.
    path
        The file, for messages.
    first_line
        The line of the file that ``source`` begins on, for messages.

    Returns
    -------
    Body
        The canonical text: blocks separated by one blank line; no notes, markers or asterisks.

    Raises
    ------
    TextError
        When the body is empty, when it uses Markdown outside the subset, or when notes and
        markers do not belong together one to one.
    """
    raws = _raw_blocks(source, path, first_line)
    parts: list[str] = []
    blocks: list[Block] = []
    emphasis: list[Span] = []
    marked: dict[int, int] = {}
    counts: Counter[str] = Counter()
    at = 0
    for raw in raws:
        if raw.kind == "note":
            continue
        where = f"{path}, line {raw.line}"
        inline = _block_text(raw, where)
        counts[raw.kind] += 1
        end = at + len(inline.text)
        blocks.append(Block(raw.kind, counts[raw.kind], raw.rank, at, end, inline.text))
        emphasis += [Span(at + span.start, at + span.end) for span in inline.emphasis]
        for offset, number in inline.markers:
            if number in marked:
                raise TextError(f"{where}: the marker [^{number}] stands twice; remove one.")
            marked[number] = at + offset
        parts.append(inline.text)
        at = end + 2
    if not blocks:
        raise TextError(f"{path}: the edition has no text after its front matter; add some.")
    notes = _notes([raw for raw in raws if raw.kind == "note"], marked, path)
    return Body("\n\n".join(parts), tuple(blocks), notes, tuple(emphasis))


def _raw_blocks(source: str, path: Path, first_line: int) -> list[_Raw]:
    raws: list[_Raw] = []
    current: _Raw | None = None
    for number, line in enumerate(source.split("\n"), start=first_line):
        text = line.strip(" \t")
        where = f"{path}, line {number}"
        if not text:
            current = None
        elif heading := _HEADING.fullmatch(text):
            words = _unclosed(heading[2] or "")
            raws.append(_Raw("heading", number, len(heading[1]), [words]))
            current = None
        elif note := _NOTE.match(text):
            current = _Raw("note", number, note_number(note[1], where), [note[2]])
            raws.append(current)
        elif text.startswith("| ") and (current is None or current.kind == "byline"):
            if re.fullmatch(r"[|\s:-]+", text):
                _refuse(text, where, first=True)
            current = _continued(raws, current, "byline", number)
            current.lines.append(text[2:].strip(" \t"))
        else:
            _refuse(text, where, first=current is None)
            if current is not None and current.kind == "byline":
                raise TextError(f"{where}: a blank line is missing between a byline and this line.")
            current = _continued(raws, current, "paragraph", number)
            current.lines.append(text)
    return raws


def _unclosed(words: str) -> str:
    """Take away the closing marks of a heading: ``A heading ##``, not ``A heading in C#``."""
    bare = words.rstrip("#")
    cut = bare.rstrip(" \t")
    return cut if len(cut) < len(bare) < len(words) else words


def _continued(raws: list[_Raw], current: _Raw | None, kind: Kind, line: int) -> _Raw:
    if current is None:
        current = _Raw(kind, line)
        raws.append(current)
    return current


def _refuse(text: str, where: str, *, first: bool) -> None:
    for pattern, name, remedy in (*_REFUSED, *(_REFUSED_FIRST if first else ())):
        if pattern.match(text):
            raise TextError(
                f"{where}: {name} is not part of an edition (headings, paragraphs, bylines and "
                f"notes are); {remedy}."
            )


def _block_text(raw: _Raw, where: str) -> Inline:
    """Join the lines of a block: a byline keeps its lines, everything else flows."""
    if raw.kind != "byline":
        inline = parse_inline(" ".join(raw.lines), where)
        if not inline.text.strip():
            raise TextError(f"{where}: this {raw.kind} has no words; take it out or fill it.")
        return inline
    whole = Inline("")
    for line in raw.lines:
        part = parse_inline(line, where)
        if not part.text.strip():
            raise TextError(f"{where}: a line of this byline has no words; take it out.")
        at = len(whole.text) + 1 if whole.text else 0
        whole.text += ("\n" if whole.text else "") + part.text
        whole.markers += [(at + offset, number) for offset, number in part.markers]
        whole.emphasis += [Span(at + span.start, at + span.end) for span in part.emphasis]
    return whole


def _notes(raws: list[_Raw], marked: dict[int, int], path: Path) -> tuple[Note, ...]:
    found: dict[int, Note] = {}
    for raw in raws:
        where, number = f"{path}, line {raw.line}", raw.rank
        if number in found:
            raise TextError(f"{where}: note {number} is given twice; remove or renumber one.")
        if number not in marked:
            raise TextError(
                f"{where}: note {number} has no marker; put [^{number}] into the text where the "
                "note belongs."
            )
        inline = parse_inline(" ".join(raw.lines), where)
        if inline.markers:
            raise TextError(f"{where}: note {number} holds a note marker; notes cannot have notes.")
        if not inline.text:
            raise TextError(f"{where}: note {number} has no words; write them after the colon.")
        found[number] = Note(number, inline.text, marked[number])
    for number in marked:
        if number not in found:
            raise TextError(
                f"{path}: the marker [^{number}] has no note; add a line that begins [^{number}]: "
                "at the end of the file."
            )
    return tuple(found[number] for number in sorted(found, key=lambda n: (marked[n], n)))

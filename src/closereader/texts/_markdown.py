"""Read the body of an edition: headings, bylines, paragraphs, verse, notes; a small Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from closereader.texts._errors import TextError
from closereader.texts._inline import Inline, note_number, parse_inline
from closereader.texts._model import Block, Kind, Note, Span

MOST_BLOCKS = 10_000
"""Headings, bylines, paragraphs and notes of one edition; the longest of the course has 98."""
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*))?")
_NOTE = re.compile(r"\[\^([^\]\s]*)\]:[ \t]*(.*)")
_NUMBERED = ("a numbered list", "write \\ before the full stop")
_REFUSED = (
    (re.compile(r">"), "a block quotation", "write \\> where a plain > is meant"),
    (re.compile(r"[-+*](?:[ \t]|$)"), "a list", "write it as a paragraph, or \\ before the mark"),
    (re.compile(r"```|~~~"), "a code block", "write \\ before its first mark"),
    (re.compile(r"\|"), "a table", "a line of a byline begins with | and a space"),
    (
        re.compile(r"(?:_[ \t]*){3,}$|=+$|[-:][-:| \t]*$"),
        "a rule, or a line below a heading or the head of a table,",
        "leave a blank line instead, or write \\ before the first mark",
    ),
    # only a list that begins with 1 may begin within a paragraph: "1991. So" is plain there
    (re.compile(r"0{0,8}1[.)](?:[ \t]|$)"), *_NUMBERED),
)
_NUMBERED_FIRST = (re.compile(r"\d{1,9}[.)](?:[ \t]|$)"), *_NUMBERED)
_DEFINITION = (
    re.compile(r"\[(?:[^\[\]\\]|\\.)+\]:"),
    "a link definition",
    "write \\ before its first bracket",
)
_CODE = 4
"""Columns: what is indented so far is code in Markdown, or belongs to the note above."""
_DEEP = (
    "a line that begins with four spaces or a tab",
    "take them away; after a note, four spaces begin its next paragraph",
)
_VERSE = (
    "a line break (\\ or two spaces at the end of a line)",
    "take it away, or begin each line of verse with | and a space, as in a byline",
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

    `source`: everything after the front matter, in NFC, with newlines as line ends.
    `path`: the file, for messages.
    `first_line`: the line of the file that ``source`` begins on, for messages.
    Returns the canonical text: blocks separated by one blank line; no notes, markers or asterisks.
    Raises `TextError` when the body is empty, when it uses Markdown outside the subset, or when
    notes and markers do not belong together one to one.
    """
    lines = _Lines()
    for line, words in enumerate(source.split("\n"), start=first_line):
        lines.take(words, line, f"{path}, line {line}")
        if len(lines.raws) > MOST_BLOCKS:
            raise TextError(
                f"{path}, line {line}: there are more than {MOST_BLOCKS:,} headings, paragraphs "
                "and notes; divide the text into several editions."
            )
    parts: list[str] = []
    blocks: list[Block] = []
    emphasis: list[Span] = []
    marked: dict[int, int] = {}
    counts: Counter[str] = Counter()
    at = 0
    for kind, raw in _told_apart(lines.raws):
        where = f"{path}, line {raw.line}"
        inline = _block_text(raw, where)
        counts[kind] += 1
        end = at + len(inline.text)
        indents = _indents(raw)
        blocks.append(Block(kind, counts[kind], raw.rank, at, end, inline.text, indents))
        emphasis += [Span(at + span.start, at + span.end) for span in inline.emphasis]
        for offset, number in inline.markers:
            if number in marked:
                raise TextError(f"{where}: the marker [^{number}] stands twice; remove one.")
            marked[number] = at + offset
        parts.append(inline.text)
        at = end + 2
    if not blocks:
        raise TextError(f"{path}: the edition has no text after its front matter; add some.")
    notes = _notes([raw for raw in lines.raws if raw.kind == "note"], marked, path)
    return Body("\n\n".join(parts), tuple(blocks), notes, tuple(emphasis))


class _Lines:
    """Divides the lines of a body into blocks and notes."""

    def __init__(self) -> None:
        self.raws: list[_Raw] = []
        self.current: _Raw | None = None

    def take(self, line: str, number: int, where: str) -> None:
        """Take the next line."""
        text = line.strip(" \t")
        kept = line.lstrip(" \t")  # with what stands at its end: two spaces may break a line
        depth = len(line[: len(line) - len(kept)].expandtabs(_CODE)) // _CODE
        heading, note = _HEADING.fullmatch(text), _NOTE.match(text)
        if not text:
            self.current = None
        elif depth and (heading or note):
            raise _unfit(where, *_DEEP)
        elif depth and self.current is None:
            if depth > 1 or not self.raws or self.raws[-1].kind != "note":
                raise _unfit(where, *_DEEP)
            _refuse(text, where, first=True)
            self.current = self.raws[-1]
            self.current.lines += ["", kept]
        elif heading:
            self.raws.append(
                _Raw("heading", number, len(heading[1]), [_unclosed(heading[2] or "")])
            )
            self.current = None
        elif note:
            self.note(note, number, where)
            self.raws[-1].lines.append(kept[note.start(2) :])
        else:
            self.words(text, kept, number, where)

    def note(self, note: re.Match[str], number: int, where: str) -> None:
        """Begin a note, unless it begins with something that is no paragraph."""
        label, words = note.groups()
        if not words:
            raise TextError(f"{where}: a note has no words; write them after its colon.")
        if len(note[0][note.end(1) + 2 : note.start(2)].expandtabs(_CODE)) > _CODE:
            raise _unfit(where, "a note that begins with so much space", "leave one space")
        if _HEADING.fullmatch(words):
            raise _unfit(where, "a heading in a note", "write \\ before its first mark")
        _refuse(words, where, first=True)
        self.current = _Raw("note", number, note_number(label, where))
        self.raws.append(self.current)

    def words(self, text: str, kept: str, number: int, where: str) -> None:
        """Take a line of a byline, of a paragraph, or of the note above."""
        kind = self.current.kind if self.current else ""
        if text.startswith("| ") and kind in {"", "byline"}:
            if re.fullmatch(r"[|\s:-]+", text):
                _refuse(text, where, first=True)
            kind, kept = "byline", kept[2:]
        else:
            # viewers differ on whether a list may begin within a note
            _refuse(text, where, first=kind in {"", "note"})
            if kind == "byline":
                raise TextError(f"{where}: a blank line is missing between a byline and this line.")
        if self.current is None:
            self.current = _Raw("byline" if kind == "byline" else "paragraph", number)
            self.raws.append(self.current)
        self.current.lines.append(kept)


def _told_apart(raws: list[_Raw]) -> Iterator[tuple[Kind, _Raw]]:
    """Give all but notes; lines that keep their ends are verse where no byline can stand.

    A byline stands above the first paragraph and below no second heading. Where a text has no
    paragraph at all it is a poem: only the first such lines are its byline.
    """
    seen: Counter[str] = Counter()
    prose = any(raw.kind == "paragraph" for raw in raws)
    for raw in raws:
        if raw.kind == "note":
            continue
        kind: Kind = raw.kind
        if kind == "byline" and (
            seen["paragraph"] or seen["heading"] > 1 or (seen["byline"] and not prose)
        ):
            raw.kind = kind = "verse"
        seen[kind] += 1
        yield kind, raw


def _indents(raw: _Raw) -> tuple[int, ...]:
    """Count the spaces before each line of verse."""
    wide = [line.expandtabs(_CODE) for line in raw.lines if raw.kind == "verse"]
    found = tuple(len(line) - len(line.lstrip(" ")) for line in wide)
    return found if any(found) else ()


def _unclosed(words: str) -> str:
    """Take away the closing marks of a heading: ``A heading ##``, not ``A heading in C#``."""
    bare = words.rstrip("#")
    cut = bare.rstrip(" \t")
    return cut if bare != words and (cut != bare or not bare) else words


def _refuse(text: str, where: str, *, first: bool) -> None:
    for pattern, name, remedy in (*_REFUSED, *((_NUMBERED_FIRST,) if first else ())):
        if pattern.match(text):
            raise _unfit(where, name, remedy)


def _unfit(where: str, name: str, remedy: str) -> TextError:
    return TextError(
        f"{where}: {name} is not part of an edition (headings, paragraphs, bylines and notes "
        f"are); {remedy}."
    )


def _flowing(lines: list[str], where: str) -> Inline:
    """Join the lines of a paragraph, when nothing in them keeps them apart."""
    _unbroken(lines, where)
    words = " ".join(line.strip(" \t") for line in lines)
    pattern, name, remedy = _DEFINITION
    if pattern.match(words):
        raise _unfit(where, name, remedy)
    return parse_inline(words, where)


def _unbroken(lines: list[str], where: str, *, spaces: bool = True) -> None:
    """Refuse a line break that Markdown keeps: a backslash or two spaces before the next line."""
    for line in lines[:-1]:
        words = line.rstrip(" \t")
        backslashes = len(line) - len(line.rstrip("\\"))
        if backslashes % 2 or (spaces and line[len(words) :].count(" ") > 1):
            raise _unfit(where, *_VERSE)


def _block_text(raw: _Raw, where: str) -> Inline:
    """Join the lines of a block: a byline and verse keep them, everything else flows."""
    if raw.kind not in {"byline", "verse"}:
        heading = raw.kind == "heading"
        inline = parse_inline(raw.lines[0], where) if heading else _flowing(raw.lines, where)
        if not inline.text.strip():
            raise TextError(f"{where}: this {raw.kind} has no words; take it out or fill it.")
        return inline
    _unbroken(raw.lines, where, spaces=False)
    whole = _joined([parse_inline(line.strip(" \t"), where) for line in raw.lines], "\n")
    if any(not line.strip() for line in whole.text.split("\n")):
        raise TextError(f"{where}: a line of this {raw.kind} has no words; take it out.")
    return whole


def _joined(parts: list[Inline], between: str) -> Inline:
    """Put texts one after the other, with all that was marked in them."""
    whole = Inline(between.join(part.text for part in parts))
    at = 0
    for part in parts:
        whole.markers += [(at + offset, number) for offset, number in part.markers]
        whole.emphasis += [Span(at + span.start, at + span.end) for span in part.emphasis]
        at += len(part.text) + len(between)
    return whole


def _note_text(raw: _Raw, where: str) -> Inline:
    """Join the lines of each paragraph of a note; an empty line stands between two."""
    paragraphs: list[list[str]] = [[]]
    for line in raw.lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return _joined([_flowing(lines, where) for lines in paragraphs], "\n\n")


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
        inline = _note_text(raw, where)
        if inline.markers:
            raise TextError(f"{where}: note {number} holds a note marker; notes cannot have notes.")
        if not inline.text.strip():
            raise TextError(f"{where}: note {number} has no words; write them after the colon.")
        found[number] = Note(number, inline.text, marked[number])
    for number in marked:
        if number not in found:
            raise TextError(
                f"{path}: the marker [^{number}] has no note; add a line that begins [^{number}]: "
                "at the end of the file."
            )
    return tuple(found[number] for number in marked)

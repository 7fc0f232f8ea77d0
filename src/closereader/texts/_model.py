"""The parts of a text: spans, blocks, notes, and what its front matter says.

All offsets are Unicode code points into the canonical body, and every span is half-open:
``body[span.start:span.end]`` is what it covers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal, NamedTuple

Kind = Literal["heading", "byline", "paragraph", "verse"]


class Span(NamedTuple):
    """A stretch of the body, from ``start`` up to but not including ``end``."""

    start: int
    end: int


def join_labels(first: str, last: str) -> str:
    """Write the labels of a stretch as one: ``¶4``, ``¶4–5``, and ``§1–¶1`` over two kinds."""
    if first == last:
        return first
    same = first[0] in "¶§n" and first[0] == last[0]
    return f"{first}–{last[1:] if same else last}"


class Close(NamedTuple):
    """A place whose words come close to a quotation. It may be offered, never assumed."""

    span: Span
    text: str
    score: float
    """Likeness from 0 to 1: `difflib.SequenceMatcher.ratio` of the folded words, compared letter by
    letter, or word by word when there are more than 40."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a byline, a paragraph or a stanza of the body."""

    kind: Kind
    number: int
    """Counted from 1 within the kind."""
    level: int
    """Heading level 1 to 6; 0 for everything else."""
    start: int
    end: int
    text: str
    """``body[start:end]``."""
    indents: tuple[int, ...] = ()
    """Of verse: by how many spaces each line is set in; they are no part of the text. Empty when
    no line is."""

    @property
    def label(self) -> str:
        """How it is cited: ``¶12``, ``§2``, ``verse 3``, ``byline`` (a second: ``byline 2``)."""
        if self.kind == "paragraph":
            return f"¶{self.number}"
        if self.kind == "heading":
            return f"§{self.number}"
        if self.kind == "verse":
            return f"verse {self.number}"
        return "byline" if self.number == 1 else f"byline {self.number}"

    @property
    def set_in(self) -> dict[int, int]:
        """Where each line begins that is set in, with its spaces."""
        starts = accumulate((len(line) + 1 for line in self.text.split("\n")), initial=self.start)
        return {at: spaces for at, spaces in zip(starts, self.indents, strict=False) if spaces}

    @property
    def span(self) -> Span:
        """The block as a span."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote, kept apart from the body."""

    number: int
    text: str
    """Plain text: no asterisks of emphasis, no angle brackets around addresses; an empty line
    stands between two paragraphs."""
    offset: int
    """The place of its marker: the marker stands before ``body[offset]``."""

    @property
    def label(self) -> str:
        """How the note is cited: ``n9``."""
        return f"n{self.number}"


@dataclass(frozen=True, slots=True)
class EditionChange:
    """One entry of ``edited:``, that is, one thing the edition changed in its original."""

    what: str
    why: str
    removed: str = ""
    """The exact string that was taken out, when something was."""
    joined: tuple[tuple[str, str], ...] = ()
    """Places where a break was mended: the words before it and the words after it."""
    broken: tuple[str, ...] = ()
    """Places where a break was put in: the first words after it."""
    notes: tuple[int, ...] = ()
    """Numbers of the notes that were moved out of the running text."""


@dataclass(frozen=True, slots=True)
class Meta:
    """The front matter of an edition. Fields that are not required may be empty."""

    id: str
    title: str
    author: str
    date: str
    language: str
    """A BCP 47 tag such as ``en``."""
    rights: str
    author_note: str = ""
    cited_as: str = ""
    """What figures, tables and citations call the text instead of naming its author, who is a
    private person; "" where the author may be named."""
    formerly: str = ""
    """Ids that the text had before, with spaces between them: what was saved under them stays."""
    publisher: str = ""
    url: str = ""
    version: str = ""
    genre: str = ""
    addressed_to: str = ""
    source_file: str = ""
    """The original, relative to the folder of the edition."""
    source_sha256: str = ""
    edited: tuple[EditionChange, ...] = field(default=())

    @property
    def short(self) -> str:
        """What the text is called in a figure: the author's last name, or `cited_as`."""
        return self.cited_as or self.author.split()[-1]

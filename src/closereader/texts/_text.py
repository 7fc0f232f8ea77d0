"""A text as it is read: its canonical words, its parts, and how to find and cite a place."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from closereader.texts import _search
from closereader.texts._errors import TextError
from closereader.texts._fold import Folded, fold, fold_with_places, nfc
from closereader.texts._model import Block, Close, Meta, Note, Span, join_labels
from closereader.texts._sentences import sentences_of

if TYPE_CHECKING:
    from closereader.texts._markdown import Body


@dataclass(frozen=True, eq=False, repr=False)
class Text:
    """One text of the course. Every offset is a code point of ``body``; spans are half-open."""

    meta: Meta
    """What the front matter says: author, date, rights, what was edited, and so on."""
    parsed: Body
    """The body as `parse_body` read it; use the properties below instead."""
    path: Path
    """The file of the edition."""
    seal: str = "none"
    """``whole``: the words are those that were sealed; ``broken``: they are not; ``none``."""
    warning: str = ""
    """A sentence for the reader when the seal is broken, else empty."""

    @property
    def id(self) -> str:
        """The short name that citations use, for example ``alieva-2024``."""
        return self.meta.id

    @property
    def title(self) -> str:
        """The title, from the front matter."""
        return self.meta.title

    @property
    def body(self) -> str:
        r"""The canonical text: NFC, blocks separated by ``\n\n``, notes and markers left out."""
        return self.parsed.text

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Headings, bylines, paragraphs and verse in their order, a blank line between them."""
        return self.parsed.blocks

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes, in the order of their markers."""
        return self.parsed.notes

    @property
    def emphasis(self) -> tuple[Span, ...]:
        """The runs set in italics."""
        return self.parsed.emphasis

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        """The numbered paragraphs; ``paragraphs[0]`` is ¶1."""
        return tuple(block for block in self.blocks if block.kind == "paragraph")

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        """The headings; ``headings[0]`` is §1, the title where the edition has one."""
        return tuple(block for block in self.blocks if block.kind == "heading")

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of every block, in order."""
        return tuple(
            span for block in self.blocks for span in sentences_of(block, self.meta.language)
        )

    @cached_property
    def fingerprint(self) -> str:
        """``sha256:`` and the SHA-256 of the body in UTF-8, as 64 hexadecimal digits."""
        return fingerprint_of(self.body)

    @cached_property
    def words(self) -> int:
        """How many words the body has: runs without white space that hold a letter or a digit."""
        return sum(any(char.isalnum() for char in word) for word in self.body.split())

    def __len__(self) -> int:
        """Return the length of the body in code points."""
        return len(self.body)

    def __repr__(self) -> str:
        """Name the text and its size."""
        return (
            f"Text({self.id!r}: {len(self.paragraphs)} paragraphs, {len(self.notes)} notes, "
            f"{self.words} words)"
        )

    def find(self, quote: str, *, folded: bool = False) -> tuple[Span, ...]:
        """Find every place of the body that has exactly these words.

        Parameters
        ----------
        quote
            The words; they are put into NFC first.
        folded
            Treat curly and straight quotation marks, long and short dashes, and any run of white
            space alike, and leave out white space around the quotation.

        Returns
        -------
        tuple of Span
            All places, in order; they may overlap. None for an empty quotation.
        """
        if not folded:
            wanted = nfc(quote)
            return tuple(Span(at, at + len(wanted)) for at in _search.places(self.body, wanted))
        wanted = fold(nfc(quote)).strip()
        found = {
            Span(*self._folded.span(at, at + len(wanted)))
            for at in _search.places(self._folded.text, wanted)
        }
        # A place that takes half of a folded sign ("." of "…") is not these words.
        return tuple(sorted(s for s in found if fold(self.body[s.start : s.end]) == wanted))

    def places(self, words: str, most: int | None = None) -> list[int]:
        """Return where these very words begin in the body; of very many, the first ``most``."""
        return _search.places(self.body, words, most, self.__dict__.get("_index"))

    def closest(
        self, quote: str, limit: int = 3, *, least: float = _search.LEAST
    ) -> tuple[Close, ...]:
        """Find places whose words resemble the quotation. They may be offered, never assumed.

        Returns
        -------
        tuple of Close
            At most ``limit`` places that do not overlap, the best first; none below a likeness
            of ``least``. The higher it is, the faster the search.
        """
        return _search.closest(self._index, nfc(quote), limit, least)

    def find_note(self, quote: str, *, folded: bool = False) -> tuple[Note, ...]:
        """Find the notes that hold these words; see `find` for ``folded``."""
        wanted = fold(nfc(quote)).strip() if folded else nfc(quote)
        return tuple(
            note
            for note in self.notes
            if wanted and wanted in (self._folded_notes[note.label] if folded else note.text)
        )

    def paragraph_at(self, offset: int) -> Block:
        """Return the block (paragraph, stanza, heading or byline) that a place lies in.

        The blank line after a block belongs to that block, and so does the end of the body.
        """
        self._inside(offset)
        return self.blocks[max(bisect_right(self._block_starts, offset) - 1, 0)]

    def block(self, label: str) -> Block:
        """Return the block with this label: ``¶12``, ``§2``, ``verse 3`` or ``byline``.

        A stanza is found as ``byline 2`` as well, as it was cited before verse had a name.
        """
        found = self._labels.get(label.strip())
        if found is None:
            raise TextError(f"{self.id} has no {label!r}: it has {self._there_is()}.")
        return found

    def note(self, label: str | int) -> Note:
        """Return the note with this number (9) or label (``n9``)."""
        for note in self.notes:
            if label in (note.number, note.label):
                return note
        raise TextError(f"{self.id} has no note {label!r}: it has {len(self.notes)} notes.")

    def cite(self, start: int, end: int) -> str:
        """Quote a place: ``“words” (alieva-2024 ¶12)``, over a border (alieva-2024 ¶4–5).

        The words stand as they do in the text, except that white space around them is left out
        and the blank line between two blocks becomes a space.
        """
        self._inside(start)
        self._inside(end)
        words = self.body[start:end].strip().replace("\n\n", " ")
        if not words:
            raise TextError(f"{self.id}: the place {start} to {end} holds no words to cite.")
        return f"“{words}” ({self.id} {self.label_of(start, end)})"

    def label_of(self, start: int, end: int) -> str:
        """Say where a stretch stands: ``¶12``, over a border ``¶4–5`` or ``§1–¶1``.

        White space at its ends, a border for example, does not count.
        """
        self._inside(start)
        self._inside(end)
        words = self.body[start:end]
        first = start + len(words) - len(words.lstrip())
        last = max(start + len(words.rstrip()) - 1, first)
        if not words.strip():
            first = last = start
        return join_labels(self.paragraph_at(first).label, self.paragraph_at(last).label)

    def _there_is(self) -> str:
        """Name the paragraphs, headings and stanzas: ``¶1 to ¶5, §1 and verse 1``."""
        found = [
            [block.label for block in self.blocks if block.kind == kind]
            for kind in ("paragraph", "heading", "verse")
        ]
        ends = [" to ".join(dict.fromkeys((each[0], each[-1]))) for each in found if each]
        return " and ".join(filter(None, (", ".join(ends[:-1]), *ends[-1:]))) or "a byline only"

    def _inside(self, offset: int) -> None:
        if not 0 <= offset <= len(self.body):
            raise TextError(
                f"{self.id} has no place {offset}: places run from 0 to {len(self.body)}."
            )

    @cached_property
    def _folded(self) -> Folded:
        return fold_with_places(self.body)

    @cached_property
    def _folded_notes(self) -> dict[str, str]:
        return {note.label: fold(note.text) for note in self.notes}

    @cached_property
    def _index(self) -> _search.Index:
        return _search.make_index(self.body)

    @cached_property
    def _block_starts(self) -> tuple[int, ...]:
        return tuple(block.start for block in self.blocks)

    @cached_property
    def _labels(self) -> dict[str, Block]:
        kept = [block for block in self.blocks if block.kind in {"byline", "verse"}]
        older = {f"byline {number}": block for number, block in enumerate(kept, 1)}
        return older | {block.label: block for block in self.blocks}


def fingerprint_of(body: str) -> str:
    """Return ``sha256:`` and the digest of a canonical text in UTF-8."""
    return "sha256:" + hashlib.sha256(body.encode("utf-8")).hexdigest()

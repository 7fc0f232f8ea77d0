r"""Read one block's running text: emphasis, note markers, addresses, escapes.

The subset of Markdown: ``*emphasis*``, ``[^9]`` note markers, ``<https://…>`` addresses, and a
backslash before any punctuation mark to have it plain. Everything that Markdown would treat as
something else (bold, links, images, code, HTML) is refused, so that an edition never shows one
thing in a Markdown viewer and another in the course. What a viewer does is CommonMark 0.31.2, with
the notes, tables and struck words that many viewers add; the tests compare with one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from closereader.texts._errors import TextError
from closereader.texts._model import Span

_TOKEN = re.compile(
    r"""
    \\(?P<plain>[!-/:-@\[-`{-~])                     # an escaped punctuation mark
  | <(?P<address>(?:https?://|mailto:)[^\s<>]*)>     # an address in angle brackets
  | \[\^(?P<marker>[^\]\s]*)\](?!\()                 # a note marker
  | (?P<strong>\*{2,}|(?:(?<!\w)|(?<=\\_))__+(?=[^\s_]))
  | (?P<star>\*)
  | (?P<image>!\[)
  | (?P<link>\]\()
  | (?P<html></?[A-Za-z!?]|<[^\s<>@]*@)
  | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]*|\#[0-9]+|\#[xX][0-9A-Fa-f]+);)
  | (?P<underscore>(?:(?<!\w)|(?<=\\_))_(?=[^\s_]))
  | (?P<code>`)
  | (?P<struck>~~)
  | (?P<note>\^\[)
    """,
    re.VERBOSE,
)
_STRAY = (
    "an asterisk has no partner in its paragraph; write \\* where a plain asterisk is meant, or "
    "add the missing one"
)
_REFUSED = {
    "strong": "bold (** or __) is not part of an edition; write *one asterisk* for emphasis",
    "image": "images are not part of an edition; take it out, or write \\! before the bracket",
    "link": "a link must be written as its words followed by <https://…>, or write ] \\( instead",
    "html": "HTML is not part of an edition; write \\< where a plain < is meant",
    "entity": "write the character itself instead of its HTML name, or \\& for a plain &",
    "underscore": "emphasis is written *so*; for a plain underscore write \\_, and put an address "
    "between < and >",
    "code": "code (`) is not part of an edition; write \\` where a plain ` is meant",
    "struck": "struck words are not part of an edition; write \\~\\~ where plain signs are meant",
    "note": "a note is written [^1] here, and [^1]: with its words at the end; write ^\\[ for "
    "plain signs",
}


@dataclass(slots=True)
class Inline:
    """One block's plain text, with what was marked in it (offsets into ``text``)."""

    text: str
    markers: list[tuple[int, int]] = field(default_factory=list)
    """Pairs of offset and note number."""
    emphasis: list[Span] = field(default_factory=list)


def parse_inline(source: str, where: str) -> Inline:
    """Read the running text of one block.

    `source`: the block's Markdown, its lines already joined.
    `where`: file and line, for messages.
    Raises `TextError` when something outside the subset is met.
    """
    return _Reader(source, where).read()


class _Reader:
    """Goes through one block from left to right."""

    def __init__(self, source: str, where: str) -> None:
        self.source = source
        self.where = where
        self.out: list[str] = []
        self.length = 0
        self.markers: list[tuple[int, int]] = []
        self.emphasis: list[Span] = []
        self.opened: int | None = None

    def read(self) -> Inline:
        at = 0
        for token in _TOKEN.finditer(self.source):
            self.put(self.source[at : token.start()])
            at = token.end()
            kind = token.lastgroup or ""
            if kind in _REFUSED:
                raise TextError(f"{self.where}: {token[0]!r} was found, but {_REFUSED[kind]}.")
            if kind == "marker":
                self.markers.append((self.length, note_number(token["marker"], self.where)))
            elif kind == "star":
                self.star(token.start())
            else:
                self.put(token[kind])
        self.put(self.source[at:])
        if self.opened is not None:
            raise TextError(f"{self.where}: {_STRAY}.")
        return _trimmed(Inline("".join(self.out), self.markers, self.emphasis), self.where)

    def put(self, text: str) -> None:
        self.out.append(text)
        self.length += len(text)

    def star(self, at: int) -> None:
        """Open or close emphasis, by the signs around it."""
        before, after = self.source[at - 1 : at], self.source[at + 1 : at + 2]
        opens, closes = _flanks(after, before), _flanks(before, after)
        if not opens and not closes:
            self.put("*")
        elif self.opened is None and opens:
            self.opened = self.length
        elif self.opened is not None and closes:
            if self.opened < self.length:
                self.emphasis.append(Span(self.opened, self.length))
            self.opened = None
        else:
            raise TextError(f"{self.where}: {_STRAY}.")


def _flanks(inner: str, outer: str) -> bool:
    """Tell whether emphasis may begin or end here (CommonMark 0.31.2, 6.2: flanking runs)."""
    if not inner.strip():
        return False
    return not _is_mark(inner) or not outer.strip() or _is_mark(outer)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def note_number(label: str, where: str) -> int:
    """Read the number in ``[^9]``, or say that it is none."""
    if not re.fullmatch(r"[1-9][0-9]{0,5}", label):
        raise TextError(
            f"{where}: the note [^{label}] has no number; number the notes [^1], [^2], … "
            "in their order."
        )
    return int(label)


def _trimmed(inline: Inline, where: str) -> Inline:
    """Take off space left at the ends by a marker, and see that the text is in NFC."""
    kept = inline.text.lstrip(" \t")
    cut = len(inline.text) - len(kept)
    kept = kept.rstrip(" \t")

    def inside(offset: int) -> int:
        return min(max(offset - cut, 0), len(kept))

    if not unicodedata.is_normalized("NFC", kept):
        raise TextError(
            f"{where}: an accent that belongs to the letter before it is cut off from it by an "
            "asterisk, a note marker or a backslash; put the two together."
        )
    spans = [Span(inside(s.start), inside(s.end)) for s in inline.emphasis]
    return Inline(
        kept,
        [(inside(offset), number) for offset, number in inline.markers],
        [span for span in spans if span.start < span.end],
    )

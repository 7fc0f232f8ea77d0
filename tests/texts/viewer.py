"""What a Markdown viewer shows: markdown-it, which follows CommonMark, with notes and tables.

A page of it and an edition of ours are given in one form, so that the two can be compared.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from closereader.texts._markdown import parse_body

_VIEWER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
# CommonMark shows an address as it was written; markdown-it would tidy it, or take some for unsafe.
_VIEWER.normalizeLinkText = str  # type: ignore[assignment]
_VIEWER.validateLink = bool  # type: ignore[assignment]

_SILENT = {
    "heading_close", "paragraph_close", "footnote_block_open", "footnote_block_close",
    "footnote_close", "footnote_anchor", "link_open", "link_close",
}  # fmt: skip
_SIGNS = {"em_open": "\x01", "em_close": "\x02", "softbreak": "\n"}
_MARK = re.compile("(?P<open>\x01)|(?P<close>\x02)|\x03(?P<note>[^\x03]*)\x03")


class Said(NamedTuple):
    """A block: its words, and what is marked in them, at places that no white space moves."""

    kind: str
    """``p``, or ``h1`` to ``h6``."""
    lines: list[str]
    """One, but for a byline."""
    markers: list[tuple[int, str]]
    emphasis: list[tuple[int, int]]


class Page(NamedTuple):
    """Blocks in their order, and the paragraphs of each note."""

    blocks: list[Said]
    notes: dict[str, list[str]]


def edition(source: str) -> Page:
    """Read a body as an edition; raises `TextError`."""
    body = parse_body(source, Path("x.md"))
    blocks = []
    for block in body.blocks:

        def place(offset: int, start: int = block.start) -> int:
            return len("".join(body.text[start:offset].split()))

        here = range(block.start, block.end + 1)
        blocks.append(
            Said(
                f"h{block.level}" if block.kind == "heading" else "p",
                [_flat(line) for line in block.text.split("\n")],
                [(place(n.offset), str(n.number)) for n in body.notes if n.offset in here],
                [(place(start), place(end)) for start, end in body.emphasis if start in here],
            )
        )
    notes = {str(note.number): note.text.split("\n\n") for note in body.notes}
    return Page(blocks, {number: [_flat(p) for p in text] for number, text in notes.items()})


def viewer(source: str) -> Page:
    """Show a body in a viewer; what no edition has comes as a block of an odd kind, or as NUL."""
    blocks: list[Said] = []
    notes: dict[str, list[str]] = {}
    kind, note = "", ""
    lines = source.split("\n")
    for token in _VIEWER.parse(source):
        if token.type in {"heading_open", "paragraph_open"}:
            first = lines[token.map[0]].lstrip(" \t") if token.map else ""
            kind = "byline" if first.startswith("| ") else token.tag
        elif token.type == "footnote_open":
            note = str(token.meta["label"])
            notes[note] = []
        elif token.type == "inline":
            words = "".join(_written(child) for child in token.children or [])
            if note:
                notes[note].append(_flat(re.sub("[\x01\x02]", "", words)))
            else:
                blocks.append(_said(kind, words))
        elif token.type not in _SILENT:
            blocks.append(Said(token.type, [token.content], [], []))
    return Page(blocks, notes)


def _written(child: Token) -> str:
    if child.type == "text":
        return child.content
    if child.type == "footnote_ref":
        return f"\x03{child.meta['label']}\x03"
    if child.type in _SILENT:
        return ""
    return _SIGNS.get(child.type, f"\x00{child.type}\x00{child.content}")


def _said(kind: str, words: str) -> Said:
    lines = [words]
    if kind == "byline":  # a viewer shows its bars, and a line break kept keeps it whole
        lines = [line.removeprefix("|") for line in re.split("\n|\x00hardbreak\x00", words)]
    plain, at, marked = "", 0, "\n".join(lines)
    markers, emphasis, opened = [], [], []
    for found in _MARK.finditer(marked):
        plain += marked[at : found.start()]
        at, place = found.end(), len("".join(plain.split()))
        if found["open"]:
            opened.append(place)
        elif found["note"]:
            markers.append((place, found["note"]))
        elif (start := opened.pop()) < place:
            emphasis.append((start, place))
    shown = _MARK.sub("", marked).split("\n") if kind == "byline" else [_MARK.sub("", marked)]
    kind = "p" if kind == "byline" else kind
    return Said(kind, [_flat(line) for line in shown], markers, emphasis)


def _flat(words: str) -> str:
    return " ".join(words.split())

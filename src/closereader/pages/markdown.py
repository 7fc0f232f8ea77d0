"""The Markdown that the notebooks of the course are written in, as HTML that is only words.

Headings, paragraphs, lists, tables, code, **strong**, *emphasis* and links; a link shows its words
and its address and leads nowhere. Everything else stays as it was typed. HTML in it is text.

A table is named by the words above it, see `name_of_table`: Markdown has no captions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from closereader.pages import Html, el, join, text

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*#*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|(\d{1,4})[.)])[ \t]+(.+)")
_RULE = re.compile(r"\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?")
_FENCE = re.compile(r"[ \t]*(```+|~~~+)")
_PIPE = re.compile(r"(?<!\\)\|")
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|`(?P<code>[^`]+)`"
    r"|\*\*(?P<strong>\S(?:.*?\S)??)\*\*"
    r"|(?P<edge>[*_])(?P<em>[^\s*_](?:[^*_]*[^\s*_])?)(?P=edge)(?!\w)"
    r"|\[(?P<words>[^\]]+)\]\((?P<address>[^()\s]+)\)"
)
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LOWEST = 6


def render(source: str, *, below: int = 2) -> Html:
    """Give Markdown as HTML; its highest heading stands one level below `below`."""
    lines = source.replace("\r\n", "\n").expandtabs(4).split("\n")
    levels = [len(found[1]) for line in lines if (found := _HEADING.fullmatch(line))]
    return join(_blocks(lines, below + 1 - min(levels, default=1)))


def inline(words: str) -> Html:
    """Give a line of prose."""
    parts: list[Html] = []
    at = 0
    for found in _INLINE.finditer(words):
        before = found.start()
        if found["em"] and found["edge"] == "_" and words[before - 1 : before].isalnum():
            continue  # an underscore within a word is a letter of it
        parts += [text(words[at:before]), _span(found)]
        at = found.end()
    return join([*parts, text(words[at:])])


def _span(found: re.Match[str]) -> Html:
    if found["escaped"]:
        return text(found["escaped"])
    if found["code"]:
        return el("code", found["code"])
    if found["strong"]:
        return el("strong", inline(found["strong"]))
    if found["em"]:
        return el("em", inline(found["em"]))
    return join([inline(found["words"]), f" ({found['address']})"])


def name_of_table(lines: list[str], at: int) -> str:
    """Give the name of the table that begins in this line; nothing when no words are above it.

    The block right above counts when it announces the table: a heading, a line that is all
    **strong**, or a sentence that ends with a colon. Otherwise the heading of the section does.
    The JupyterLab plugin names the tables of a lesson by the same rule (``lab/front/tables.js``).
    """
    above = "\n".join(lines[:at]).rstrip().rpartition("\n\n")[2].strip()
    heading = next(
        (found[2] for line in reversed(lines[:at]) if (found := _HEADING.fullmatch(line))), ""
    )
    if strong := _STRONG.fullmatch(above):
        return _bare(strong[1])
    last = _SENTENCE.split(above)[-1]
    if above and not _HEADING.fullmatch(above) and last.endswith(":"):
        return _bare(last[:-1])
    return _bare(heading)


def tables(source: str) -> Iterator[tuple[str, list[str]]]:
    """Give the name of each table of a Markdown source, and its headings."""
    lines = source.replace("\r\n", "\n").expandtabs(4).split("\n")
    for at, line in enumerate(lines[1:]):
        if "|" in lines[at] and "|" in line and _RULE.fullmatch(line.strip()):
            yield name_of_table(lines, at), _cells(lines[at])


def _bare(words: str) -> str:
    """Leave the marks of Markdown out of a name."""
    words = re.sub(r"\[([^\]]+)\]\([^)\s]*\)", r"\1", words)
    return " ".join(re.sub(r"[*_`]", "", words).split())


def _blocks(lines: list[str], deeper: int) -> Iterator[Html]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif fence := _FENCE.match(line):
            at, block = _code(lines, at + 1, fence[1])
            yield block
        elif heading := _HEADING.fullmatch(line):
            level = min(_LOWEST, len(heading[1]) + deeper)
            yield el(f"h{level}", inline(heading[2]))
            at += 1
        elif "|" in line and at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1].strip()):
            at, block = _table(lines, at)
            yield block
        elif _ITEM.fullmatch(line):
            at, block = _list(lines, at)
            yield block
        else:
            at, block = _paragraph(lines, at)
            yield block


def _code(lines: list[str], at: int, fence: str) -> tuple[int, Html]:
    end = at
    while end < len(lines) and not lines[end].strip().startswith(fence):
        end += 1
    return end + 1, el("pre", "\n".join(lines[at:end]))


def _table(lines: list[str], at: int) -> tuple[int, Html]:
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    head, *rows = [_cells(line) for line in (lines[at], *lines[at + 2 : end])]
    header = el(
        "tr", *(el("th", inline(cell), scope="col") if cell else el("td") for cell in head)
    )  # an empty heading would be announced as one
    body = [
        el(
            "tr",
            el("th", inline(row[0]), scope="row"),
            *(el("td", inline(cell)) for cell in row[1:]),
        )
        for row in rows
    ]
    named = {"aria_label": name} if (name := name_of_table(lines, at)) else {}
    table = el("table", el("thead", header), el("tbody", *body), **named)
    return end, el("div", table, class_="wide")


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith(r"\|") else inner
    return [cell.strip().replace(r"\|", "|") for cell in _PIPE.split(inner)]


def _list(lines: list[str], at: int) -> tuple[int, Html]:
    items: list[list[str]] = []
    numbered = bool((first := _ITEM.fullmatch(lines[at])) and first[1])
    while at < len(lines):
        line = lines[at]
        if found := _ITEM.fullmatch(line):
            items.append([found[2]])
        elif not line.strip():
            after = lines[at + 1] if at + 1 < len(lines) else ""
            if not _ITEM.fullmatch(after):
                break
        elif _begins(line):
            break
        else:
            items[-1].append(line.strip())
        at += 1
    tag = "ol" if numbered else "ul"
    return at, el(tag, *(el("li", inline(" ".join(item))) for item in items))


def _paragraph(lines: list[str], at: int) -> tuple[int, Html]:
    end = at + 1
    while end < len(lines) and lines[end].strip() and not _begins(lines[end]):
        end += 1
    return end, el("p", inline(" ".join(line.strip() for line in lines[at:end])))


def _begins(line: str) -> bool:
    """Say whether a line begins something new, with no empty line before it."""
    return bool(_HEADING.fullmatch(line) or _FENCE.match(line) or _ITEM.fullmatch(line))

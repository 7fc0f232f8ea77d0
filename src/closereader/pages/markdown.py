"""The Markdown that the notebooks of the course are written in, as HTML that is only words.

mistune reads it. A link shows its words and its address and leads nowhere; HTML in it is text. A
table is named by the words above it, because Markdown has no captions: `tables` gives the names.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import mistune

from closereader.pages.elements import Html, el, join, table, text

Token = dict[str, Any]

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LOWEST = 6  # heading
_TAGS = {
    "block_quote": "blockquote",
    "emphasis": "em",
    "list_item": "li",
    "paragraph": "p",
    "strong": "strong",
}


def render(source: str, *, below: int = 2) -> Html:
    """Give Markdown as HTML; its highest heading stands one level below `below`."""
    tokens = _parsed(source)
    levels = [token["attrs"]["level"] for token in tokens if token["type"] == "heading"]
    deeper = below + 1 - min(levels, default=1)
    named = zip(tokens, _names(tokens), strict=True)
    return join(_html(token, deeper, name) for token, name in named)


def tables(source: str) -> Iterator[tuple[str, list[str]]]:
    """Give the name of each table of a Markdown source, and its headings.

    The block right above names a table when it announces it: a heading, a line that is all
    **strong**, or a sentence that ends with a colon. Otherwise the heading of the section does.
    The JupyterLab plugin names the tables of a lesson by the same rule (``lab/front/naming.js``).
    """
    tokens = _parsed(source)
    for token, name in zip(tokens, _names(tokens), strict=True):
        if token["type"] == "table":
            yield name, [_words(cell).strip() for cell in token["children"][0]["children"]]


def _parsed(source: str) -> list[Token]:
    read = mistune.create_markdown(renderer=None, plugins=["table"])
    tokens: list[Token] = read(source)  # type: ignore[assignment] # without a renderer it is this
    return [token for token in tokens if token["type"] != "blank_line"]


def _names(tokens: Iterable[Token]) -> Iterator[str]:
    """Give what a table that stands there would be called, for each place."""
    heading, announced = "", ""
    for token in tokens:
        yield announced or heading
        words = _words(token)
        if token["type"] == "heading":
            heading = words
        inside = [each for each in token.get("children", ()) if each.get("raw") != ""]
        last = _SENTENCE.split(words.strip())[-1]
        announced = last[:-1] if last.endswith(":") and token["type"] != "heading" else ""
        if token["type"] == "paragraph" and [each["type"] for each in inside] == ["strong"]:
            announced = words


def _words(token: Token) -> str:
    """Give the words without their marks."""
    if token["type"] in {"softbreak", "linebreak"}:
        return " "
    if "children" not in token:
        return str(token.get("raw", ""))
    return " ".join("".join(_words(each) for each in token["children"]).split(" "))


def _html(token: Token, deeper: int = 0, name: str = "") -> Html:  # noqa: PLR0911 - one for each kind
    kind, attrs = token["type"], token.get("attrs", {})
    inside = join(_html(each, deeper) for each in token.get("children", ()))
    if kind in _TAGS:
        return el(_TAGS[kind], inside)
    if kind == "heading":
        return el(f"h{min(_LOWEST, attrs['level'] + deeper)}", inside)
    if kind == "list":
        return el("ol" if attrs["ordered"] else "ul", inside)
    if kind in {"link", "image"}:
        return inside if _words(token) == attrs["url"] else join([inside, f" ({attrs['url']})"])
    if kind == "table":
        return _table(token, name)
    if kind == "block_code":
        return el("pre", token["raw"].rstrip("\n"))
    if kind == "block_html":
        return el("p", token["raw"].strip())
    if kind == "codespan":
        return el("code", token["raw"])
    if kind in {"softbreak", "linebreak"}:
        return text(" ")
    return inside or text(token.get("raw", ""))


def _table(token: Token, name: str) -> Html:
    head, *bodies = token["children"]
    cells = [join(map(_html, cell["children"])) for cell in head["children"]]
    name = name or ", ".join(filter(None, (_words(cell).strip() for cell in head["children"])))
    rows = [
        [join(map(_html, cell["children"])) for cell in row["children"]]
        for body in bodies
        for row in body["children"]
    ]
    return table(name, cells, rows)

"""Markdown as a reader sees it: without marks, code and addresses."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import mistune

_FENCE = re.compile(r"^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_PARSE = mistune.create_markdown(renderer=None, plugins=["table"])
# What holds one run of prose each, by the names that mistune has for them.
_PROSE = ("paragraph", "block_text", "block_html")
_RUNS = (*_PROSE, "heading", "table_cell")

Token = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a Markdown source."""

    level: int
    title: str


def without_code(source: str) -> str:
    """Leave out code and comments; what is code is nobody's prose."""
    for pattern in (_FENCE, _COMMENT, _INLINE_CODE):
        source = pattern.sub(" ", source)
    return source


def headings(source: str) -> list[Heading]:
    """Give the headings in order."""
    found = _of(source, "heading")
    return [Heading(one["attrs"]["level"], _words_of(one, code=True)) for one in found]


def images(source: str) -> list[tuple[str, str]]:
    """Give (alternative text, address) of every image."""
    return [(_words_of(one), one["attrs"]["url"]) for one in _of(source, "image")]


def links(source: str) -> list[str]:
    """Give the address of every link in brackets."""
    return [one["attrs"]["url"] for one in _of(source, "link")]


def passages(source: str) -> list[str]:
    """Give the runs of prose - paragraphs, items, cells of a table - as plain text."""
    runs = map(_words_of, _of(source, *_RUNS))
    return [run for run in runs if any(char.isalnum() for char in run)]


def plain(words: str) -> str:
    """Take the marks of Markdown and HTML away; runs of white space become one space."""
    return " ".join(_words_of(run) for run in _of(words, *_RUNS))


def count_words(source: str) -> int:
    """Count the words of prose: headings and tables are not prose, addresses no words."""
    return _count(source, *_PROSE)


def count_words_of_tables(source: str) -> int:
    """Count the words that stand in tables, the heads of their columns among them."""
    return _count(source, "table_cell")


def shown(source: str) -> str:
    """Give the text of an HTML output: blocks on lines of their own, tags left out."""
    broken = re.sub(r"</?(?:p|div|li|tr|td|th|h\d|table|ul|ol|br|section)\b[^<>]*>", "\n\n", source)
    return html.unescape(_TAG.sub("", broken))


@lru_cache(maxsize=2048)
def _tokens(source: str) -> tuple[Token, ...]:
    """Give all tokens of a source, in order; a notebook is parsed once for all checks."""
    return tuple(_walk(_PARSE(source)))


def _walk(tokens: Any) -> Iterator[Token]:  # noqa: ANN401 - mistune has no types for them
    for token in tokens:
        yield token
        yield from _walk(token.get("children", ()))


def _of(source: str, *kinds: str) -> list[Token]:
    return [token for token in _tokens(source) if token["type"] in kinds]


def _words_of(token: Mapping[str, Any], *, code: bool = False) -> str:
    """Give the words of a token on one line; code among them only where it is asked for."""
    return re.sub(r"[ \t\r\n]+", " ", _text(token, code=code)).strip(" ")


def _text(token: Mapping[str, Any], *, code: bool) -> str:
    match token["type"]:
        case "codespan":
            return str(token["raw"]) if code else " "
        case "softbreak" | "linebreak":
            return " "
        case "inline_html" | "block_html":
            return html.unescape(_TAG.sub("", _COMMENT.sub("", token["raw"])))
        case _ if "children" in token:
            return "".join(_text(one, code=code) for one in token["children"])
    return html.unescape(token.get("raw", ""))


def _count(source: str, *kinds: str) -> int:
    words = " ".join(_words_of(run, code=True) for run in _of(source, *kinds)).split()
    return sum(any(char.isalnum() for char in word) for word in words)

"""Markdown as a reader sees it: without marks, code and addresses."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_FENCE = re.compile(r"^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]*)[^)]*\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# Where one run of prose ends: a blank line, a heading, an item of a list, a row or cell of a table.
_BREAK = re.compile(r"\n[ \t]*\n|\n(?= {0,3}#{1,6} )|\n(?=[ \t]*(?:[-*+]|\d+[.)])[ \t])")
_MARKER = re.compile(r"\A\s*(?:#{1,6}|[-*+]|\d+[.)])[ \t]+")
_TABLE_LINE = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)


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
    """Give the headings (``#`` form) in order."""
    found = _HEADING.finditer(without_fences(source))
    return [Heading(len(one[1]), plain(one[2])) for one in found]


def without_fences(source: str) -> str:
    """Leave out fenced code and comments, and keep code inside a line."""
    return _COMMENT.sub(" ", _FENCE.sub(" ", source))


def images(source: str) -> list[tuple[str, str]]:
    """Give (alternative text, address) of every image."""
    return [(one[1].strip(), one[2].strip()) for one in _IMAGE.finditer(without_code(source))]


def links(source: str) -> list[str]:
    """Give the address of every link in brackets."""
    return [one[2] for one in _LINK.finditer(without_code(source))]


def passages(source: str) -> list[str]:
    """Give the runs of prose - paragraphs, items, cells of a table - as plain text."""
    source = re.sub(r"^[ \t]*(?:>[ \t]?)+", "", without_code(source), flags=re.MULTILINE)
    source = _TABLE_LINE.sub(lambda row: "\n\n" + re.sub(r"(?<!\\)\|", "\n\n", row[0]), source)
    runs = (plain(_MARKER.sub("", run)) for run in _BREAK.split(source))
    return [run for run in runs if any(char.isalnum() for char in run)]


def plain(words: str) -> str:
    """Take the marks of Markdown and HTML away; runs of white space become one space."""
    words = _IMAGE.sub(r"\1", words)
    words = _LINK.sub(r"\1", words)
    words = _TAG.sub("", words)
    words = re.sub(r"(?<!\\)\*", "", words)
    words = re.sub(r"(?<![\\\w])_(?=\w)|(?<=\w)_(?!\w)", "", words)
    words = re.sub(r"\\([^\w\s])", r"\1", words)
    return re.sub(r"[ \t\r\n]+", " ", html.unescape(words)).strip()


def count_words(source: str) -> int:
    """Count the words of prose: headings and tables are not prose, code and addresses no words."""
    source = _TABLE_LINE.sub("", _HEADING.sub("", without_fences(source)))
    return _words(re.sub(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]", "", source, flags=re.MULTILINE))


def count_words_of_tables(source: str) -> int:
    """Count the words that stand in tables, the heads of their columns among them."""
    rows = _TABLE_LINE.findall(without_fences(source))
    return sum(_words(re.sub(r"(?<!\\)\|", " ", row)) for row in rows)


def _words(source: str) -> int:
    words = plain(source.replace("`", " ")).split()
    return sum(any(char.isalnum() for char in word) for word in words)


def shown(source: str) -> str:
    """Give the text of an HTML output: blocks on lines of their own, tags left out."""
    broken = re.sub(r"</?(?:p|div|li|tr|td|th|h\d|table|ul|ol|br|section)\b[^<>]*>", "\n\n", source)
    return html.unescape(_TAG.sub("", broken))

"""Sentences that name questions: which words lead to which heading, in whatever language."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Part: TypeAlias = str | dict[str, str]
"""Words of a sentence; or ``{"words", "heading", "page"}``, a link to the heading of this page or,
where one is named, of another (``cite_links.js``)."""


def lead(words: str, heading: str, page: str = "") -> Part:
    """Let words lead to a heading of their page, or of one that is named by its path in the course.

    Plain words where there is no heading: "".
    """
    if not heading:
        return words
    return {"words": words, "heading": heading} | ({"page": page} if page else {})


def leads(sentence: str, headings: Iterable[str]) -> list[Part]:
    """Let headings lead to themselves where a sentence names them; they come in its order."""
    parts: list[Part] = []
    for heading in headings:
        before, found, rest = sentence.partition(heading)
        if found:
            parts += [before, lead(heading, heading)]
            sentence = rest
    return [part for part in (*parts, sentence) if part]


def words_of(parts: Sequence[Part]) -> str:
    """Give the sentence as plain words."""
    return "".join(part if isinstance(part, str) else part["words"] for part in parts)

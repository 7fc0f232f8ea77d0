"""Sentences that name questions: which words lead to which heading, in whatever language."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Part: TypeAlias = str | dict[str, str]
"""Words of a sentence; or ``{"words", "heading"}``, a link to the heading (``cite_links.js``)."""


def lead(words: str, heading: str) -> Part:
    """Let words lead to a heading of their page; plain words where the heading is elsewhere: ""."""
    return {"words": words, "heading": heading} if heading else words


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

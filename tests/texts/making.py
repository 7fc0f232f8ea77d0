"""Editions made up for a test: texts of odd characters, and how to write them as Markdown."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from hypothesis import strategies as st

from closereader.texts import Meta, Text
from closereader.texts._markdown import parse_body

FRONT = """\
---
id: {id}
title: A made-up text
author: Nobody
date: 2020
language: en
rights: none
---

"""
_ODD = "a b.“”‘’'\"-–—… \u00a0é\u0301\u0323\u200b😀👩‍🚀שלוםְעβ漢한*_[^1]<>&#|\\Z1I!?。"
LETTERS = st.one_of(
    st.sampled_from(_ODD),
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
)


def tidy(words: str) -> str:
    """Bring words into the form that a canonical text has."""
    return unicodedata.normalize("NFC", words).strip(" \t")


WORDS = st.text(LETTERS, min_size=1, max_size=60).map(tidy).filter(lambda words: words.strip())
BLOCKS = st.lists(st.tuples(st.sampled_from("hbp"), WORDS), min_size=1, max_size=8)


def escape(words: str) -> str:
    """Write words so that every one of them is plain text in Markdown."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", words)


def markdown(blocks: list[tuple[str, str]]) -> str:
    begin = {"h": "## ", "b": "| ", "p": ""}
    return "\n\n".join(begin[kind] + escape(words) for kind, words in blocks) + "\n"


def text_of(source: str, text_id: str = "made-up") -> Text:
    """Make a text of a Markdown body, without a file."""
    meta = Meta(text_id, "A made-up text", "Nobody", "2020", "en", "none")
    return Text(meta, parse_body(source, Path("made-up.md")), Path("made-up.md"))


TEXTS = BLOCKS.map(markdown).map(text_of)

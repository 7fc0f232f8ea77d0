"""Texts made up for a test of the concordance."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from closereader.texts import Text
from closereader.texts._front import parse_front, split_front
from closereader.texts._markdown import parse_body

FRONT = "---\nid: made-up\ntitle: t\nauthor: An Author\ndate: d\nlanguage: en\nrights: r\n---\n"


def made(body: str) -> Text:
    """Make a text of this Markdown, without a file."""
    path = Path("made-up.md")
    front, words, line = split_front(FRONT + unicodedata.normalize("NFC", body), path)
    return Text(parse_front(front, path), parse_body(words, path, line), path)

"""Reading editions: the words of a text, its parts, and how to find and cite a place in it.

Offsets everywhere are Unicode code points into `Text.body`, the canonical text, and every span is
half-open. The body is in NFC; its blocks (headings, bylines, paragraphs) are separated by one
blank line; notes are kept apart from it, each with the place of its marker.
"""

from __future__ import annotations

from closereader.texts._editions import Editions, holds_sentence
from closereader.texts._errors import TextError, UnknownText
from closereader.texts._fold import Folded, fold, fold_with_places, is_same_folded, nfc
from closereader.texts._model import Block, Close, EditionChange, Meta, Note, Span, join_labels
from closereader.texts._search import places
from closereader.texts._shelf import (
    Readable,
    current_id,
    former_ids,
    load_edition,
    open_text,
    readable_ids,
    readable_texts,
    seal,
    sealed,
    text_ids,
)
from closereader.texts._stretches import Stretches, reached
from closereader.texts._text import Text, fingerprint_of

__all__ = [
    "Block",
    "Close",
    "EditionChange",
    "Editions",
    "Folded",
    "Meta",
    "Note",
    "Readable",
    "Span",
    "Stretches",
    "Text",
    "TextError",
    "UnknownText",
    "current_id",
    "fingerprint_of",
    "fold",
    "fold_with_places",
    "former_ids",
    "holds_sentence",
    "is_same_folded",
    "join_labels",
    "load_edition",
    "nfc",
    "open_text",
    "places",
    "reached",
    "readable_ids",
    "readable_texts",
    "seal",
    "sealed",
    "text_ids",
]

"""Sentences on a scale from fate to choice: what the points mean, and who placed what where."""

from __future__ import annotations

from closereader.scale._compare import YOU, Comparison, Pair, compare
from closereader.scale._file import open_scale
from closereader.scale._model import (
    CANNOT_SAY,
    Placement,
    Placer,
    Point,
    Scale,
    ScaleError,
    Sentence,
)
from closereader.scale._words import alpha_in_words, pair_in_words, words_for

__all__ = [
    "CANNOT_SAY",
    "YOU",
    "Comparison",
    "Pair",
    "Placement",
    "Placer",
    "Point",
    "Scale",
    "ScaleError",
    "Sentence",
    "alpha_in_words",
    "compare",
    "open_scale",
    "pair_in_words",
    "words_for",
]

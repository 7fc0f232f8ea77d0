"""Sentences on a scale between two ends: what the points mean, and who placed what where."""

from closereader.scale._compare import YOU, Pair, ScaleComparison, compare
from closereader.scale._file import open_scale
from closereader.scale._model import (
    CANNOT_SAY,
    Placement,
    Placer,
    RatingScale,
    ScaleError,
    ScalePoint,
    Sentence,
)
from closereader.scale._words import alpha_in_words, pair_in_words, words_for

__all__ = [
    "CANNOT_SAY",
    "YOU",
    "Pair",
    "Placement",
    "Placer",
    "RatingScale",
    "ScaleComparison",
    "ScaleError",
    "ScalePoint",
    "Sentence",
    "alpha_in_words",
    "compare",
    "open_scale",
    "pair_in_words",
    "words_for",
]

"""Where words begin and end, in several scripts and languages."""

from __future__ import annotations

import pytest

from closereader.quotations._words import cut_at, word_at


def borders(words: str, language: str = "en") -> str:
    """Write | at every place that is not inside a word."""
    free = [at for at in range(1, len(words)) if not cut_at(words, at, language)]
    return "".join("|" * (at in free) + sign for at, sign in enumerate(words))


@pytest.mark.parametrize(
    ("words", "language", "written"),
    [
        ("an unlike one", "en", "an| |unlike| |one"),
        ("it can’t be", "en", "it| |can’t| |be"),
        ("Russia's war", "en", "Russia|'s| |war"),
        ("the states' end", "en", "the| |states|'| |end"),
        ("anti-western", "en", "anti-western"),
        ("a war – and", "en", "a| |war| |–| |and"),
        ("so—but", "en", "so|—|but"),
        ("3.5 of 1,000.", "en", "3.5| |of| |1,000|."),
        ("so.But", "en", "so|.|But"),
        ("1990s", "en", "1990s"),
        ("im\u00adpossible", "en", "im\u00adpossible"),
        ("l’homme", "fr", "l|’|homme"),
        ("فالجسد والعمر", "ar", "ف|الجسد| |و|العمر"),
        ("وَقَدْ قال", "ar-EG", "وَ|قَدْ| |قال"),
        ("هو في وقت", "ar", "هو| |في| |و|قت"),
        ("فوق بالجسد ولا", "ar", "ف|وق| |بالجسد| |و|لا"),
        ("والعمر", "fa", "والعمر"),
        ("והחולה שאל", "he", "ו|החולה| |שאל"),
        ("l’homme", "fr-CA", "l|’|homme"),
        ("об’єкт", "uk", "об’єкт"),
        ("हिंदी में", "hi", "हिंदी| |में"),
        ("戦争が続く", "ja", "戦|争|が|続|く"),
        ("สงคราม", "th", "ส|ง|ค|ร|า|ม"),
        ("전쟁은", "ko", "전쟁은"),
    ],
)
def test_the_borders_of_words(words: str, language: str, written: str) -> None:
    assert borders(words, language) == written


@pytest.mark.parametrize(
    ("words", "at", "word"),
    [
        ("an unlike one", 5, "unlike"),
        ("it can’t be", 6, "can’t"),
        ("it can’t be", 7, "can’t"),
        ("Russia's war", 2, "Russia's"),
        ("anti-western", 5, "anti-western"),
        ("an end", 2, ""),
    ],
)
def test_the_word_around_a_place(words: str, at: int, word: str) -> None:
    start, end = word_at(words, at, "en")
    if cut_at(words, at, "en"):
        assert words[start:end] == word
    else:
        assert word == ""

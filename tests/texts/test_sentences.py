"""Sentences: they tile their block, and they end where a reader would say so."""

from __future__ import annotations

import pytest
from hypothesis import given

from closereader.texts import Text, open_text
from tests.texts.making import TEXTS, text_of


def sentences(source: str) -> list[str]:
    text = text_of(source)
    return [text.body[s.start : s.end] for s in text.sentences]


def check_tiling(text: Text) -> None:
    at = 0
    for span in text.sentences:
        assert at <= span.start < span.end
        assert text.body[at : span.start].strip() == ""
        assert text.paragraph_at(span.start) == text.paragraph_at(span.end - 1)
        assert text.body[span.start : span.end] == text.body[span.start : span.end].strip()
        at = span.end
    assert text.body[at:].strip() == ""


@given(TEXTS)
def test_sentences_tile_any_text(text: Text) -> None:
    check_tiling(text)


@pytest.mark.parametrize("text_id", ["alieva-2024", "artiukh-2022", "post-2022"])
def test_sentences_tile_the_real_texts(text_id: str) -> None:
    check_tiling(open_text(text_id))


@pytest.mark.parametrize(
    "whole",
    [
        "Chinese scholars, such as P.C. Chang, have been studying it.",
        "In the words of Mark B. Smith, they live with history.",
        "Dr. Alieva and Prof. Smith agree.",
        "The ability of the US and EU, etc. to lead it.",
        "Countries divided in two (e.g. Korea) exist.",
        "See Vol. 94, No. 1, pp. 7 and p. 15 of it.",
        "He asked “what now?” and left.",
        "Some ... perhaps … many.",
        "It grew by 3.5 points in 1994.",
    ],
)
def test_one_sentence(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Of course you have, so have I.", "I am sure, however."),
        ("The “white project.”", "The idea grew."),
        ('Someone would "put things in order."', "The country did not."),
        ("It was “toward democracy”.", "The direction remains."),
        ("The revolutions etc.", "In short, it ended."),
        ("Peskov called it “the best”).", "The universality can be."),
        ("“Well, good riddance then...”", "He left."),
        ("Why is it important?", "Firstly, it is."),
        ("It fell in 1991.", "1992 was worse."),
        ("What now?!", "“Nothing,” she said."),
        ("הוא הלך.", "היא נשארה."),
        ("Done. 😀", ""),
    ],
)
def test_two_sentences(first: str, second: str) -> None:
    expected = [first, second] if second else first.split(" ")
    assert sentences(f"{first} {second}".strip()) == expected


def test_full_stops_without_spaces() -> None:
    assert sentences("これは本です。あれはペンです。") == ["これは本です。", "あれはペンです。"]


def test_headings_and_bylines() -> None:
    found = sentences("# What now? A reply\n\n| [Ed. note: A copy.]\n| Dr. Who\n\nOne. Two.")
    assert found == ["What now? A reply", "[Ed. note: A copy.]", "Dr. Who", "One.", "Two."]


@pytest.mark.parametrize(
    ("text_id", "label", "sentence"),
    [
        ("post-2022", "¶5", "The country chose not to."),
        ("post-2022", "¶8", "Of course you have, so have I."),
        ("post-2022", "¶6", "Not for Putin."),
        ("artiukh-2022", "¶6", "Russia’s toolkit is different from that of the US."),
        ("alieva-2024", "¶21", "It will also reduce the manipulation by autocrats of anti-western"),
    ],
)
def test_sentences_of_the_real_texts(text_id: str, label: str, sentence: str) -> None:
    text = open_text(text_id)
    (place,) = text.find(sentence)
    (found,) = [one for one in text.sentences if one.start == place.start]
    if sentence.endswith("."):
        assert found == place
    assert text.paragraph_at(place.start).label == label

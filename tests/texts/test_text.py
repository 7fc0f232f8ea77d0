"""Finding, citing and asking where a place lies, in real texts and in made-up ones."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.texts import Span, Text, TextError, fold, open_text
from tests.texts.making import TEXTS, text_of

SOIL = "The atmosphere of freedom of the late 80s and all 90s did not take root, and it could not"


@st.composite
def places(draw: st.DrawFn) -> tuple[Text, int, int]:
    """Draw a text and a stretch of it that is not empty."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(places())
def test_find_finds_every_place(place: tuple[Text, int, int]) -> None:
    text, start, end = place
    words = text.body[start:end]
    found = text.find(words)
    assert Span(start, end) in found
    assert all(text.body[s.start : s.end] == words for s in found)
    overlapping = [m.start() for m in re.finditer(f"(?={re.escape(words)})", text.body)]
    assert [s.start for s in found] == overlapping


@given(places())
def test_find_takes_decomposed_words(place: tuple[Text, int, int]) -> None:
    text, start, end = place
    words = text.body[start:end]
    decomposed = unicodedata.normalize("NFD", words)
    if unicodedata.normalize("NFC", decomposed) == words:
        assert Span(start, end) in text.find(decomposed)


@given(places())
def test_folded_find_looks_past_typography(place: tuple[Text, int, int]) -> None:
    text, start, end = place
    words = text.body[start:end]
    typed = fold(words).replace("-", "–").replace('"', "“").replace("'", "’").replace(" ", "\n  ")
    found = text.find(typed, folded=True)
    assert all(fold(text.body[s.start : s.end]) == fold(words).strip() for s in found)
    if fold(words).strip():
        assert any(start <= s.start and s.end <= end for s in found)
    else:
        assert found == ()


@given(TEXTS, st.data())
def test_a_place_lies_in_one_block_and_at_most_one_sentence(
    text: Text, data: st.DataObject
) -> None:
    offset = data.draw(st.integers(0, len(text)))
    block = text.paragraph_at(offset)
    assert block.start <= offset <= block.end + 1
    assert block == text.block(block.label)
    assert sum(s.start <= offset < s.end for s in text.sentences) <= 1


@given(places())
def test_a_citation_can_be_followed_back(place: tuple[Text, int, int]) -> None:
    text, start, end = place
    if not text.body[start:end].strip():
        with pytest.raises(TextError, match="no words to cite"):
            text.cite(start, end)
        return
    cited = text.cite(start, end)
    first, last = text.paragraph_at(start), text.paragraph_at(end - 1)
    whole = re.fullmatch(r"“(.*)” \(made-up ([^()]*)\)", cited, re.DOTALL)
    assert whole is not None
    labels = whole[2].split("–")
    assert whole[1] == text.body[start:end].strip().replace("\n\n", " ")
    if first == last:
        assert labels == [first.label]
        assert whole[1] in text.block(labels[0]).text


@given(TEXTS)
def test_words_and_length(text: Text) -> None:
    assert len(text) == len(text.body)
    assert sum(len(b.text) for b in text.blocks) + 2 * (len(text.blocks) - 1) == len(text)


def test_a_stretch_is_labelled_by_all_that_it_lies_in() -> None:
    essay = open_text("alieva-2024")
    heading, one, two = essay.block("§1"), essay.block("¶1"), essay.block("¶2")
    assert essay.label_of(one.start, one.end) == "¶1"
    assert essay.label_of(one.start, two.start) == "¶1", "a border belongs to what it ends"
    assert essay.label_of(one.end - 4, two.start + 4) == "¶1–2"
    assert essay.label_of(heading.start, one.end) == "§1–¶1"
    assert essay.label_of(one.end, two.start) == "¶1", "nothing but a border"
    assert essay.label_of(len(essay), len(essay)) == essay.blocks[-1].label
    assert essay.label_of(0, 0) == essay.blocks[0].label


def test_citations_of_the_real_texts() -> None:
    post = open_text("post-2022")
    (place,) = post.find(SOIL)
    assert post.cite(*place) == f"“{SOIL}” (post-2022 ¶7)"
    start, end = post.block("¶3").end - 4, post.block("¶4").start + 5
    assert post.cite(start, end) == "“now. I see” (post-2022 ¶3–4)"


def test_find_is_exact_unless_asked() -> None:
    essay = open_text("alieva-2024")
    assert essay.find('"crisis of success," because') == ()
    (place,) = essay.find('"crisis  of success,"   because', folded=True)
    assert essay.body[slice(*place)] == "“crisis of success,” because"
    assert essay.find("") == ()
    assert essay.find("  ", folded=True) == ()
    assert essay.find("CRISIS OF SUCCESS") == ()


def test_part_of_a_folded_sign_is_no_match() -> None:
    text = text_of("Wait… what")
    assert text.find("Wait...", folded=True) == (Span(0, 5),)
    assert text.find("Wait..", folded=True) == ()


def test_find_note() -> None:
    essay = open_text("alieva-2024")
    assert [n.label for n in essay.find_note("COP28 in 2023 in Saudi Arabia")] == ["n9"]
    assert [n.label for n in essay.find_note('"answer to those critics', folded=True)] == []
    assert [n.label for n in essay.find_note('"an answer to those critics', folded=True)] == ["n13"]
    assert essay.find_note("") == ()


@pytest.mark.parametrize(
    ("text_id", "quote", "closest"),
    [
        ("post-2022", "the soil was just not suitable", "the soil was simply not suitable"),
        (
            "alieva-2024",
            "Putin's Russia must inevitably loose",
            "Putin's Russia will inevitably lose",
        ),
        (
            "alieva-2024",
            "roots of freedom and right in every nation",
            "roots of freedoms and rights in the history of any nation",
        ),
        (
            "artiukh-2022",
            "democratic socialist, Left anarchist, feminist scholars",
            "democratic socialist Left anarchist and feminist scholars",
        ),
    ],
)
def test_closest_offers_what_was_meant(text_id: str, quote: str, closest: str) -> None:
    text = open_text(text_id)
    best = text.closest(quote)[0]
    assert best.text == closest
    assert text.body[slice(*best.span)] == closest
    assert 0.5 <= best.score < 1


@pytest.mark.parametrize("quote", ["", "…", "xyzzy plugh", "Fox jumps over a lazy dog"])
def test_closest_offers_nothing_when_nothing_is_close(quote: str) -> None:
    assert open_text("alieva-2024").closest(quote) == ()


def test_closest_keeps_to_its_limit_and_order() -> None:
    found = open_text("alieva-2024").closest("liberal democracies", limit=2)
    assert len(found) == 2
    assert found[0].score >= found[1].score
    assert open_text("alieva-2024").closest("liberal democracy", limit=0) == ()


STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


@pytest.mark.parametrize("text_id", ["artiukh-2022", "vorobiev-2022", "alieva-2024"])
def test_closest_offers_the_signs_around_the_words_too(text_id: str) -> None:
    text = open_text(text_id)
    compared = 0
    for start, end in text.sentences:
        words = text.body[start:end]
        if end - start < 200 and len(text.find(words)) == 1 and not words[-1].isalnum():
            compared += 1
            assert text.closest(words.translate(STRAIGHT), 1)[0].text == words
    assert compared > 10


@given(places(), st.text(max_size=30))
def test_closest_is_always_a_place(place: tuple[Text, int, int], other: str) -> None:
    text, start, end = place
    for close in text.closest(text.body[start:end] + other):
        assert text.body[slice(*close.span)] == close.text
        assert close.text
        assert 0.5 <= close.score <= 1


def test_closest_finds_a_whole_changed_paragraph() -> None:
    essay = open_text("alieva-2024")
    block = essay.block("¶21")
    best = essay.closest(block.text.replace(" the ", " this "))[0]
    assert essay.paragraph_at(best.span.start) == block
    assert best.score > 0.8


@pytest.mark.parametrize("offset", [-1, 10**9])
def test_places_outside_are_refused(offset: int) -> None:
    letter = open_text("artiukh-2022")
    with pytest.raises(TextError, match=r"places run from 0 to \d+"):
        letter.paragraph_at(offset)


def test_unknown_labels_say_what_there_is() -> None:
    essay = open_text("alieva-2024")
    with pytest.raises(TextError, match="¶1 to ¶47 and §1 to §8"):
        essay.block("¶48")
    with pytest.raises(TextError, match="has no note 'n43': it has 42 notes"):
        essay.note("n43")


def test_labels() -> None:
    post = open_text("post-2022")
    assert [b.label for b in post.blocks[:4]] == ["byline", "§1", "byline 2", "¶1"]
    assert post.block("§1").text == "The War of the Worlds"


def test_repr_is_stable() -> None:
    shown = repr(open_text("alieva-2024"))
    assert shown == "Text('alieva-2024': 47 paragraphs, 42 notes, 6238 words)"

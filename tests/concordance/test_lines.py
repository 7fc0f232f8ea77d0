"""Lines stand where their words stand; patterns find what they say and nothing else."""

from __future__ import annotations

import gc
import tracemalloc
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.concordance import PatternError, concordance, kwic, nearest, read_pattern
from closereader.concordance._lines import accented, left_out
from closereader.texts import UnknownText, fold, open_text
from tests.concordance.making import made

TEXTS = ("alieva-2024", "artiukh-2022", "post-2022")


def hits(body: str, pattern: str) -> list[str]:
    return [line.hit for line in kwic(made(body), pattern)]


# Whatever is typed and whatever is read: letters, marks, quotation marks, spaces, stars and bars.
ODD = "abus US Iwe’'“”\"-–… \u00a0\u0301éİßשָׁहि漢😀."
WRITTEN = st.text(st.sampled_from(ODD), min_size=1, max_size=60).filter(
    lambda s: any(char.isalnum() for char in s)
)
TYPED = st.text(st.sampled_from(ODD + "|*"), min_size=1, max_size=12)


@given(WRITTEN, TYPED, st.integers(1, 30))
def test_every_line_is_cut_from_its_text(written: str, typed: str, width: int) -> None:
    text = made("Begin " + " ".join(written.split()) + "\n\nand end.\n")
    try:
        lines = kwic(text, typed, width=width)
    except PatternError:
        return
    last = -1
    for line in lines:
        start, end = line.span
        block = text.paragraph_at(start)
        assert line.label == block.label
        assert text.body[start:end] == line.hit != ""
        assert text.body[block.start : start].endswith(line.left)
        assert text.body[end : block.end].startswith(line.right)
        assert len(line.left) <= width >= len(line.right)
        assert start >= last
        last = end


@given(st.sampled_from(TEXTS), st.data())
def test_a_word_of_a_text_is_found_at_every_place_it_has(text_id: str, data: st.DataObject) -> None:
    text = open_text(text_id)
    words = [word for word in fold(text.body).split() if word.isalpha() and not word.isupper()]
    word = data.draw(st.sampled_from(words))
    found = {line.span.start for line in kwic(text_id, word.lower())}
    alone = {
        span.start
        for span in text.find(word)
        if not text.body[span.start - 1 : span.start].isalnum()
        and not text.body[span.end : span.end + 1].isalnum()
    }
    assert alone <= found


def test_or_star_and_phrase() -> None:
    body = "We see our imperial past; imperialism sees us.\nSoft\npower is soft. Powerful."
    assert hits(body, "we | our|us") == ["We", "our", "us"]
    assert hits(body, "imperial*") == ["imperial", "imperialism"]
    assert hits(body, "imperial") == ["imperial"]
    assert hits(body, '"soft power"') == hits(body, "“soft power”") == hits(body, "soft power")
    assert hits(body, "soft power") == ["Soft power"]
    assert hits(body, "soft|soft power*") == ["Soft power", "soft"]


def test_capitals_part_words_from_abbreviations() -> None:
    body = "The US told us: Us too. I said i.e. World IT; it is Nato or NATO."
    assert hits(body, "us") == ["us", "Us"]
    assert hits(body, "US") == ["US"]
    assert hits(body, "I") == ["I"]
    assert hits(body, "it") == ["it"]
    assert hits(body, "nato") == ["Nato", "NATO"]
    assert hits(body, "NATO") == ["NATO"]


def test_a_capital_typed_at_the_beginning_is_no_abbreviation() -> None:
    said = "Us, not the US. Let us ask who. Who? The WHO."
    assert hits(said, "Us") == hits(said, "us") == ["Us", "us"]
    assert hits(said, "Who") == ["who", "Who"]
    assert left_out(made(said), read_pattern("Us|Who")) == 2
    assert hits(said, "US") == ["US"]


def test_the_us_of_the_letter_is_a_country() -> None:
    assert kwic("artiukh-2022", "us") == ()
    assert len(kwic("artiukh-2022", "US")) == 5


def test_words_end_where_letters_and_marks_end() -> None:
    assert hits("We’re here; it isn't 'we', were, we-they, web, eẉe.", "we") == ["We", "we", "we"]
    assert hits("It isn’t so. It isn't.", "isn't") == hits("It isn’t so. It isn't.", "isn’t")
    assert hits("xq\u0331 q", "q") == ["q"]
    assert hits("naïve nai\u0308ve", "naïve") == ["naïve", "naïve"]


def test_a_line_shows_whole_words_of_its_paragraph_only() -> None:
    body = "# Head\n\nOne two three four five six seven.\n\nfive\n"
    first, second = kwic(made(body), "five", width=8)
    assert (first.left, first.hit, first.right) == ("four ", "five", " six")
    assert (second.left, second.right) == ("", "")
    assert (first.place, second.label) == ("made-up ¶1", "¶2")
    with pytest.raises(ValueError, match="at least one character"):
        kwic(made(body), "five", width=0)


def test_notes_are_looked_in_when_asked() -> None:
    body = "Body says oil.[^1]\n\n[^1]: A note about oil and *more oil*.\n"
    text = made(body)
    assert [line.label for line in kwic(text, "oil")] == ["¶1"]
    lines = kwic(text, "oil", notes=True)
    assert [line.label for line in lines] == ["¶1", "n1", "n1"]
    assert [line.in_note for line in lines] == [False, True, True]
    assert all(text.note(1).text[slice(*line.span)] == "oil" for line in lines[1:])


def test_several_texts_come_one_after_the_other_each_once() -> None:
    lines = kwic(["artiukh-2022", "post-2022", "artiukh-2022"], "we|our|us")
    assert [line.text for line in lines] == ["artiukh-2022"] * 9 + ["post-2022"] * 9


@pytest.mark.parametrize("typed", ["", "   ", "|", "*", '""', "“ ”", "...", "…|–"])
def test_a_pattern_without_a_word_is_refused(typed: str) -> None:
    with pytest.raises(PatternError, match=r"no word|The quotation marks"):
        read_pattern(typed)


@pytest.mark.parametrize("typed", ["imp*rial", "we|*", "soft * power", "*ism"])
def test_a_star_elsewhere_is_refused(typed: str) -> None:
    with pytest.raises(PatternError, match="a star may stand at the end of a word only"):
        read_pattern(typed)


def test_other_mistakes_are_named() -> None:
    with pytest.raises(PatternError, match="quotation marks do not fit"):
        read_pattern('"soft power')
    with pytest.raises(PatternError, match="has 600 characters, and 500"):
        read_pattern("a" * 600)
    with pytest.raises(UnknownText, match="Did you mean 'alieva-2024'"):
        kwic("alieva-2023", "we")
    with pytest.raises(ValueError, match="No text is named"):
        kwic([], "we")


def test_regular_expressions_mean_themselves() -> None:
    assert hits("a.b a+b axb (a)", "a.b") == ["a.b"]
    assert hits("a.b a+b axb (a)", "a+b") == ["a+b"]


def test_the_nearest_forms_are_offered() -> None:
    assert "imperialism" in nearest("artiukh-2022", "imperialistic")
    assert "imperial" in nearest("alieva-2024", "imperiall")
    assert nearest("artiukh-2022", "zzzzzz") == ()


def test_other_accents_are_told_and_not_counted() -> None:
    text = made("Naive readers, a naïve reader, Naïve words; a resume.")
    assert len(kwic(text, "naive")) == 1
    assert accented(text, "Naive") == ("naïve",)
    assert accented(text, "naïve") == ("naive",)
    assert accented(text, "naive|naïve") == ()
    assert accented(text, "resume") == ()
    shown = str(concordance(text, "naive"))
    assert f"Not counted in {text.id}, with other accents: naïve." in shown


def test_normalisation_does_not_move_a_place() -> None:
    body = unicodedata.normalize("NFD", "Café, 😀 and café.")
    text = made(body)
    assert [text.body[slice(*line.span)] for line in kwic(text, "cafe\u0301")] == ["Café", "café"]


@pytest.mark.parametrize(
    ("body", "longer"),
    [
        ("a petro-state, then", "petro-state"),
        ("(“state-led”) then", "state-led"),
        ("this state’s laws", "state’s"),
        ("word/state/word", "word/state/word"),
        ("the “state”, and", ""),
        ("the state - and", ""),
        ("state", ""),
    ],
)
def test_a_hit_names_the_longer_word_that_it_is_a_part_of(body: str, longer: str) -> None:
    [line] = kwic(made(body), "state")
    assert line.longer == longer


def test_of_a_paragraph_that_need_not_be_folded_next_to_nothing_is_kept() -> None:
    """A text of a million words has ten thousand of them; its own words are in memory already."""
    text = made("\n\n".join(f"Paragraph {number} says nothing." for number in range(3_000)))
    kwic(text, "anything")  # what is made once, for whatever text
    other = made(text.body)
    gc.collect()
    tracemalloc.start()
    try:
        assert kwic(other, "anything") == ()
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept / len(other.blocks) <= 64

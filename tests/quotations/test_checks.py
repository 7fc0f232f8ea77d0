"""A quotation is compared with the text character by character, and the place with the label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader import open_text, text_ids
from closereader.quotations import (
    AnswerCheck,
    QuotationCheck,
    check_answer,
    closest,
    differences,
)
from closereader.texts import Text, load_edition

HEAD = "id: {id}\ntitle: T\nauthor: A\ndate: '2024'\nlanguage: en\nrights: none\n"
ONE = """# A heading here

The state isn’t absent – it lives “from rents” alone.[^1] Oil is oil.

Nothing could change at all. The oil ran out, and Nothing could change at all.

It ends… with these words.

[^1]: A note about the price of oil in 1998.
"""
TWO = "# Other\n\nHere nothing is the same, but Oil is oil. A café in Kyïv.\n"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> list[Text]:
    folder = tmp_path_factory.mktemp("texts")
    texts = []
    for name, body in (("one-2024", ONE), ("two-2024", TWO)):
        file = folder / f"{name}.md"
        file.write_text(f"---\n{HEAD.format(id=name)}---\n\n{body}", encoding="utf-8")
        texts.append(load_edition(file))
    return texts


def check(prose: str, shelf: list[Text], asked: int = 2) -> QuotationCheck:
    [found] = check_answer(prose, shelf[:asked], shelf).quotations
    return found


@pytest.mark.parametrize(
    ("quote", "status", "place"),
    [
        ("The state isn’t absent – it", "verbatim", "one-2024 ¶1"),
        ("The state isn't absent - it", "typography", "one-2024 ¶1"),
        ("The state  isn’t absent", "typography", "one-2024 ¶1"),
        ("\u2067The state\u2069 isn’t\u200f absent", "typography", "one-2024 ¶1"),
        ("The \u202estate isn’t absent", "not found", ""),
        ('lives "from rents" alone', "typography", "one-2024 ¶1"),
        ("The oil ran out.", "typography", "one-2024 ¶2"),
        ("The oil ran out,", "verbatim", "one-2024 ¶2"),
        ("The state […] alone", "verbatim", "one-2024 ¶1"),
        ("The state [...] alone", "verbatim", "one-2024 ¶1"),
        ("The state … alone", "typography", "one-2024 ¶1"),
        ("The state ... alone", "typography", "one-2024 ¶1"),
        ("It ends… with these", "verbatim", "one-2024 ¶3"),
        ("It ends... with these", "typography", "one-2024 ¶3"),
        ("The state (...) alone", "verbatim", "one-2024 ¶1"),
        ("The state <…> alone", "verbatim", "one-2024 ¶1"),
        ("The state [ . . . ] alone", "verbatim", "one-2024 ¶1"),
        ("The state [….] alone", "verbatim", "one-2024 ¶1"),
        ("[t]he oil ran out", "verbatim", "one-2024 ¶2"),
        ("[it] he oil ran out", "altered", "one-2024 ¶2"),
        ("[]he oil ran out", "altered", "one-2024 ¶2"),
        ("The oil [never] ran out", "verbatim", "one-2024 ¶2"),
        ("The state [is] absent", "altered", "one-2024 ¶1"),
        ("Nothing could chang[e]", "verbatim", "one-2024 ¶2"),
        ("Nothing could chang[ed]", "altered", "one-2024 ¶2"),
        ("thing could change", "altered", "one-2024 ¶2"),
        ("Nothing could chan", "altered", "one-2024 ¶2"),
        ("The state isn", "altered", "one-2024 ¶1"),
        ("t absent – it lives", "altered", "one-2024 ¶1"),
        ("rice of oil in 199", "altered", "one-2024 n1"),
        ("ate isn’t […] alone", "altered", "one-2024 ¶1"),
        ("alone. Oil is oil. Nothing could", "verbatim", "one-2024 ¶1–2"),
        ("alone. Oil is oil.\nNothing could", "verbatim", "one-2024 ¶1–2"),
        ("A heading here The state", "verbatim", "one-2024 §1–¶1"),
        ("heading […] The state", "altered", "one-2024 §1, one-2024 ¶1"),
        ("A cafe\u0301 in Kyi\u0308v", "verbatim", "two-2024 ¶1"),
        ("A cafe in Kyiv", "not found", ""),
        ("The state\u00a0isn’t absent", "typography", "one-2024 ¶1"),
        ("The sta\u00adte isn’t absent", "typography", "one-2024 ¶1"),
        ("[In this country] the oil [never] ran out", "not found", ""),
        ("alone […] The state isn’t", "not found", ""),
        ("lives from rents only", "not found", ""),
        ("Oil is oil", "verbatim", "one-2024 ¶1, two-2024 ¶1"),
        ("absent […] could change", "altered", "one-2024 ¶1, one-2024 ¶2"),
        ("price of oil in 1998", "verbatim", "one-2024 n1"),
        ("A heading here", "verbatim", "one-2024 §1"),
    ],
)
def test_what_is_found_and_where(quote: str, status: str, place: str, shelf: list[Text]) -> None:
    mark = "«»" if '"' in quote else "“”"
    found = check(f"{mark[0]}{quote}{mark[1]}", shelf)
    assert (found.quote, found.status, found.place) == (quote, status, place)


@pytest.mark.parametrize(
    ("prose", "asked", "place", "wrong"),
    [
        ("“Oil is oil” (two-2024 ¶1)", 2, "two-2024 ¶1", ""),
        ("“The oil ran out” (¶2)", 1, "one-2024 ¶2", ""),
        ("“Nothing could change” (one-2024 ¶1–3)", 2, "one-2024 ¶2", ""),
        ("“absent […] could change” (one-2024 ¶1–2)", 2, "one-2024 ¶1–2", ""),
        ("“absent […] could change” (one-2024 ¶1, ¶2)", 2, "one-2024 ¶1–2", ""),
        ("“absent […] could change” (one-2024 ¶1)", 2, "one-2024 ¶1, one-2024 ¶2", ""),
        ("“absent […] could change” (one-2024)", 2, "one-2024 ¶1, one-2024 ¶2", ""),
        ("“The oil ran out” (one-2024)", 2, "one-2024 ¶2", ""),
        ("“alone. Oil is oil. Nothing could” (one-2024 ¶2, ¶1)", 2, "one-2024 ¶1–2", ""),
        ("“alone […] with these” (one-2024 ¶3, ¶1)", 2, "one-2024 ¶1–3", ""),
        ("“price of oil” (one-2024 ¶1, n1)", 2, "one-2024 n1", ""),
        ("“The oil ran out” (One)", 2, "one-2024 ¶2", ""),
        (
            "“The oil ran out” (two-2024)",
            2,
            "one-2024 ¶2",
            "You cite two-2024; these words do not stand there.",
        ),
        (
            "“alone. Oil is oil. Nothing could” (one-2024 ¶1)",
            2,
            "one-2024 ¶1–2",
            "You cite one-2024 ¶1; these words do not stand there.",
        ),
        ("“price of oil” (one-2024 n1)", 2, "one-2024 n1", ""),
        (
            "“The oil ran out” (one-2024 ¶1)",
            2,
            "one-2024 ¶2",
            "You cite one-2024 ¶1; these words do not stand there.",
        ),
        (
            "“The oil ran out” (¶1)",
            1,
            "one-2024 ¶2",
            "You cite one-2024 ¶1; these words do not stand there.",
        ),
        (
            "“The oil ran out” (nobody-1999 ¶1)",
            2,
            "one-2024 ¶2",
            "You cite nobody-1999 ¶1, but no text is called nobody-1999.",
        ),
        (
            "“price of oil” (one-2024 ¶1)",
            2,
            "one-2024 n1",
            "You cite one-2024 ¶1; these words do not stand there.",
        ),
    ],
)
def test_the_cited_place_is_looked_at(
    prose: str, asked: int, place: str, wrong: str, shelf: list[Text]
) -> None:
    found = check(prose, shelf, asked)
    assert (found.place, found.wrong) == (place, wrong)


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("The state isn’t absent", "Verbatim in one-2024 ¶1."),
        (
            "The state isn't absent",
            "The words of one-2024 ¶1; quotation marks, dashes or spaces differ.",
        ),
        ("The oil ran out.", "The words of one-2024 ¶2; the punctuation at the end is yours."),
        (
            "The state … alone",
            "The words of one-2024 ¶1; words are left out between them, which is written […].",
        ),
        ("The state […] lives", "Verbatim in one-2024 ¶1. Left out: “isn’t absent – it”."),
        ("The […] absent – it lives", "Verbatim in one-2024 ¶1. Left out: “state isn’t”."),
        ("The state […] alone", "Verbatim in one-2024 ¶1."),
        (
            "The oil [never] ran out",
            "Verbatim in one-2024 ¶2. The words in square brackets are yours.",
        ),
        (
            "The state [is] absent",
            "Your [is] stands where one-2024 ¶1 has “isn’t”. Write […] where you leave words out.",
        ),
        (
            "hing could change at al",
            (
                "Your words begin inside the word “Nothing” and end inside the word “all” "
                "(one-2024 ¶2). Quote whole words."
            ),
        ),
        (
            "The state […] from ren",
            "“from ren”: these words end inside the word “rents” (one-2024 ¶1). Quote whole words.",
        ),
        (
            "absent […] could change",
            (
                "Your words are joined from one-2024 ¶1 and ¶2. Quote each passage by itself, or "
                "cite all places: (one-2024 ¶1, ¶2)."
            ),
        ),
    ],
)
def test_the_sentence_says_what_is_the_matter_and_what_to_do(
    quote: str, said: str, shelf: list[Text]
) -> None:
    assert check(f"“{quote}”", shelf[:1], 1).sentence == said


def test_the_sentence_names_the_wrong_place_too(shelf: list[Text]) -> None:
    assert check("“The oil ran out” (one-2024 ¶1)", shelf).sentence == (
        "These words stand in one-2024 ¶2. You cite one-2024 ¶1; these words do not stand there."
    )


def test_a_place_that_does_not_exist_is_named_even_when_the_words_are_not_found(
    shelf: list[Text],
) -> None:
    found = check("“nowhere at all to be seen” (one-2024 ¶99)", shelf)
    assert found.status == "not found"
    assert found.wrong.startswith("You cite one-2024 ¶99, but one-2024 has no '¶99': it has ¶1 to")


def test_the_closest_passage_is_offered_with_the_difference(shelf: list[Text]) -> None:
    found = check("“Nothing would ever change at all” (one-2024 ¶2)", shelf)
    assert found.status == "not found"
    assert found.place == ""
    assert found.closest is not None
    assert found.closest.place == "one-2024 ¶2"
    assert found.sentence == "In no text word for word. The closest passage is in one-2024 ¶2."
    assert differences(found.quote, found.closest.words) == [
        ("same", "Nothing"),
        ("mine", "would ever"),
        ("theirs", "could"),
        ("same", "change at all"),
    ]


def test_nothing_is_offered_that_is_not_like_it(shelf: list[Text]) -> None:
    found = check("“quantum zebras dance joyfully tonight”", shelf)
    assert found.closest is None
    assert found.sentence == "In no text word for word."
    assert closest("", shelf) == ()


def test_a_quotation_stands_where_it_says_in_the_answer(shelf: list[Text]) -> None:
    prose = "🛢 First “Oil is oil” and then “The oil ran out”."
    checked = check_answer(prose, shelf)
    assert [prose[each.start : each.end] for each in checked.quotations] == [
        "Oil is oil",
        "The oil ran out",
    ]


def test_the_count_and_its_words(shelf: list[Text]) -> None:
    checked = check_answer("He says “Oil is oil” and “Oil isn't oil”, too.", shelf)
    assert (checked.words, checked.quoted) == (10, 6)
    assert repr(checked) == "AnswerCheck(10 words, 2 quotations: 1 verbatim, 1 not found)"
    assert repr(AnswerCheck(0, 0, ())) == "AnswerCheck(0 words, 0 quotations)"


def test_without_a_text_nothing_is_found() -> None:
    assert check_answer("“Oil is oil”", []).quotations[0].status == "not found"


TEXTS = [open_text(text_id) for text_id in text_ids()]


@given(data=st.data())
def test_any_words_of_the_texts_are_verbatim_where_they_stand(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS), label="text")
    block = data.draw(st.sampled_from(text.paragraphs), label="block")
    words = block.text.split(" ")
    first = data.draw(st.integers(0, max(0, len(words) - 3)), label="first")
    count = data.draw(st.integers(3, 30), label="count")
    quote = " ".join(words[first : first + count]).strip("“”‘’")
    inner = check_answer(f"«{quote}» ({text.id} {block.label})", [text], TEXTS).quotations
    if "»" in quote or "[" in quote or len(inner) != 1 or inner[0].quote != quote:
        return
    assert inner[0].status == "verbatim"
    assert inner[0].wrong == ""
    assert f"{text.id} {block.label}" in inner[0].place


MARKS = str.maketrans("“”‘’–—", "\"\"''--")


def test_what_a_keyboard_makes_of_words_stands_where_it_is_cited() -> None:
    """Short words stand elsewhere with the very sign that the writer has put behind them."""
    wrong = []
    for text, block in [(one, block) for one in TEXTS for block in one.paragraphs]:
        words = block.text.translate(MARKS).split(" ")
        for first in range(0, len(words), 4):
            quote = " ".join(words[first : first + 2]).rstrip(".,;:?!")
            prose = f"«{quote}.» ({text.id} {block.label})"
            found = check_answer(prose, [text], TEXTS, near=False).quotations
            wrong += [(prose, one.sentence) for one in found if one.wrong]
    assert wrong == []


@given(data=st.data())
def test_one_other_word_is_never_verbatim(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS), label="text")
    words = data.draw(st.sampled_from(text.paragraphs), label="block").text.split(" ")[:9]
    words[data.draw(st.integers(0, len(words) - 1), label="changed")] = "zwrkq"
    for checked in check_answer(f"«{' '.join(words)}»", [text]).quotations:
        assert checked.status == "not found"

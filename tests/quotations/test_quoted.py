"""What an answer quotes, and which place it cites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.quotations import (
    Cited,
    Place,
    citations,
    count_words,
    find_quoted,
    read_citation,
)


@pytest.mark.parametrize(
    ("prose", "quoted"),
    [
        ("She says “three whole words” here.", ["three whole words"]),
        ('She says "three whole words" here.', ["three whole words"]),
        ("She says „three whole words“ here.", ["three whole words"]),
        ("She says „three whole words” here.", ["three whole words"]),
        ("She says «three whole words» here.", ["three whole words"]),
        ("She says ‘three whole words’ here.", ["three whole words"]),
        ("She says ‚three whole words‘ here.", ["three whole words"]),
        ("She says ‚three whole words’ here.", ["three whole words"]),
        ("She says 'three whole words' here.", ["three whole words"]),
        ("She says ”three whole words” here.", ["three whole words"]),
        ("She says »three whole words« here.", ["three whole words"]),
        ("She says « three whole words » here.", ["three whole words"]),
        ("She says ‹three whole words› here.", ["three whole words"]),
        ("She says ›three whole words‹ here.", ["three whole words"]),
        ("She says 「three whole words」 here.", ["three whole words"]),
        ("She says 『three whole words』 here.", ["three whole words"]),
        ("She says ,,three whole words'' here.", ["three whole words"]),
        ("She says ``three whole words'' here.", ["three whole words"]),
        ("She says ''three whole words'' here.", ["three whole words"]),
        ("She says <<three whole words>> here.", ["three whole words"]),
        ("「三つの言葉」", ["三つの言葉"]),
        ("the workers' own words and the students' rights", []),
        ("in the ’90s and the workers’ own year", []),
        ("'the workers' own words' (alieva-2024 ¶3)", ["the workers' own words"]),
        ("‘the workers’ own words’ (alieva-2024 ¶3)", ["the workers’ own words"]),
        ("'a term' and 'three whole words' (¶3)", ["three whole words"]),
        ("an ‘unclosed mark, “three whole words” (¶3), workers’", ["three whole words"]),
        ("the so-called “new order” is a term", []),
        ("a term “roots” (alieva-2024 ¶3) with its place", ["roots"]),
        ("“one of ‘their own words’ inside”", ["one of ‘their own words’ inside"]),
        ("“one of “their own words” inside”", ["one of “their own words” inside"]),
        ("‘the author’s own words’ with an apostrophe", ["the author’s own words"]),
        ("don’t take ‘this isn’t a quotation’ apart", ["this isn’t a quotation"]),
        ('a board of 5" and one of 6" in length', []),
        ("“one two three” and “four five six”", ["one two three", "four five six"]),
        ("“never closed one two three", []),
        ("“never closed one two\n\nnext” paragraph", []),
        ("“over a\nline of three” goes on", ["over a\nline of three"]),
        ("“one “two three four” five six", ["one “two three four"]),
        ("“one two […] three”", ["one two […] three"]),
        ("“…”", []),
        ("", []),
    ],
)
def test_what_is_a_quotation(prose: str, quoted: list[str]) -> None:
    found = find_quoted(prose)
    assert [each.words for each in found] == quoted
    for each in found:
        assert prose[each.start : each.end] == each.words


IDS = ("alieva-2024", "artiukh-2022", "luther")


def cited(text: str, *places: str) -> Cited:
    """Write ``¶12..¶14`` for a range."""
    pairs = [place.split("..") for place in places]
    return Cited(text, tuple(Place(pair[0], pair[-1]) for pair in pairs))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("alieva-2024 ¶12", cited("alieva-2024", "¶12")),
        ("alieva-2024, ¶ 12", cited("alieva-2024", "¶12")),
        ("Alieva 2024, ¶12", cited("alieva-2024", "¶12")),
        ("Alieva, 2024 paragraph 12", cited("alieva-2024", "¶12")),
        ("Leila Alieva 2024: ¶12", cited("alieva-2024", "¶12")),
        ("Alieva, ¶12", cited("alieva-2024", "¶12")),
        ("see Alieva ¶12", cited("alieva-2024", "¶12")),
        ("cf. ¶12", cited("", "¶12")),
        ("¶12", cited("", "¶12")),
        ("⁋12", cited("", "¶12")),
        ("para. 12", cited("", "¶12")),
        ("¶12–14", cited("", "¶12..¶14")),
        ("¶¶ 12-14", cited("", "¶12..¶14")),
        ("¶12 to ¶14", cited("", "¶12..¶14")),
        ("alieva-2024 ¶12-¶14", cited("alieva-2024", "¶12..¶14")),
        ("alieva-2024 ¶4, ¶6–8", cited("alieva-2024", "¶4", "¶6..¶8")),
        ("alieva-2024 ¶4, 6 and 8", cited("alieva-2024", "¶4", "¶6", "¶8")),
        ("alieva-2024 ¶4; n9", cited("alieva-2024", "¶4", "n9")),
        ("alieva-2024 §2", cited("alieva-2024", "§2")),
        ("alieva-2024 §2–¶3", cited("alieva-2024", "§2..¶3")),
        ("alieva-2024 n9", cited("alieva-2024", "n9")),
        ("alieva-2024, note 9", cited("alieva-2024", "n9")),
        ("alieva-2024 byline", cited("alieva-2024", "byline")),
        ("alieva-2024 verse 3", cited("alieva-2024", "verse 3")),
        ("alieva-2024, verses 3–4 and 6", cited("alieva-2024", "verse 3..verse 4", "verse 6")),
        ("alieva-2024 stanza 2, ¶3", cited("alieva-2024", "verse 2", "¶3")),
        ("alieva-2024 byline 2", cited("alieva-2024", "byline 2")),
        ("alieva-2024", cited("alieva-2024")),
        ("Alieva 2024", cited("alieva-2024")),
        ("Alieva", cited("alieva-2024")),
        ("Luther", cited("luther")),
        ("alieva-2023", cited("alieva-2023")),
        ("nobody-1999 ¶3", cited("nobody-1999", "¶3")),
        ("Nobody ¶3", cited("nobody", "¶3")),
        ("my emphasis", None),
        ("my emphasis ¶3", None),
        ("Ross 2001, 356", None),
        ("Alieva 2023", None),
        ("2022", None),
        ("see below", None),
        ("", None),
    ],
)
def test_what_is_a_citation(words: str, meant: Cited | None) -> None:
    assert read_citation(words, IDS) == meant


def test_a_citation_is_written_as_citations_are() -> None:
    assert str(cited("alieva-2024", "¶12..¶14")) == "alieva-2024 ¶12–14"
    assert str(cited("alieva-2024", "¶12", "§1..¶2")) == "alieva-2024 ¶12, §1–¶2"
    assert str(cited("", "¶12")) == "¶12"
    assert str(cited("alieva-2024")) == "alieva-2024"


def test_citations_are_found_in_running_prose() -> None:
    prose = "Compare alieva-2024 ¶4–6 (and artiukh-2022 ¶2, n1) with 2022 ¶."
    assert list(citations(prose)) == [
        cited("alieva-2024", "¶4..¶6"),
        cited("artiukh-2022", "¶2", "n1"),
    ]


@pytest.mark.parametrize("between", ["", " ", ", ", ". ", "\n"])
def test_a_citation_may_follow_a_stop(between: str) -> None:
    [quoted] = find_quoted(f"“three whole words”{between}(alieva-2024 ¶12)")
    assert quoted.cited == cited("alieva-2024", "¶12")


def test_a_remark_in_brackets_is_no_citation() -> None:
    [quoted] = find_quoted("“three whole words” (my emphasis)")
    assert quoted.cited is None


COUNTED = [
    ("", 0), ("  \n ", 0), ("one", 1), ("one – two", 2), ("it's 3.5 %", 2), ("a\nb\tc", 3),
    ("well-known post-Soviet states", 3), ("it's the author’s", 3), ("one—two", 1),
    ("1990–2021 and 1,200", 3), ("¶12 (alieva-2024 ¶4).", 3), ("« — … !", 0),
    ("a\u00a0b\u2009c", 3),
    ("a\u0085b\u001cc", 3), ("a\ufeffb", 1), ("Это кое-что, и «его» слова", 5), ("第一 ½ Ⅻ", 3),
    ("cafe\u0301 e\u0301tat", 2), ("\N{SLIGHTLY SMILING FACE} yes", 1),
]  # fmt: skip
"""Words as the box, the card and the hand-in count them; the front end is held to the same."""


@pytest.mark.parametrize(("prose", "words"), COUNTED)
def test_words_are_counted_as_texts_count_theirs(prose: str, words: int) -> None:
    assert count_words(prose) == words


@given(prose=st.text(alphabet='ab ,.“”„«»"‘’()¶1…\n[]', max_size=80))
def test_nothing_that_is_typed_is_too_strange(prose: str) -> None:
    last = 0
    for each in find_quoted(prose):
        assert prose[each.start : each.end] == each.words
        assert each.start > last or each.start == 1
        last = each.end


@pytest.mark.parametrize("sign", '“”„«"‘’')
def test_a_page_of_open_marks_quotes_nothing_and_is_soon_read(sign: str) -> None:
    # With the square of the length this would take hours, and a hand-in may hold it.
    assert find_quoted(f"{sign} " * 200_000) == ()
    [one] = find_quoted(f"{'“' * 200_000}\n\n“three words here”")
    assert one.words == "three words here"

"""What the authors' gate refuses is never called verbatim for a student; what is true always is.

Cuts of all texts are made: inside words, over paragraphs, with a word changed, with a negation
taken off or left out. Each is put before both.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closereader import check_quotations, open_text, text_ids
from closereader.authoring.quotations import verify
from closereader.quotations import QuotationCheck, check_answer
from closereader.texts import Text

TEXTS = [open_text(text_id) for text_id in text_ids()]
SHELF = {text.id: text for text in TEXTS}
BLOCKS = [(text, block) for text in TEXTS for block in text.blocks]
PARAGRAPHS = [(text, block) for text in TEXTS for block in text.paragraphs]
MARKS = [
    "“”",
    "„“",
    "„”",
    "«»",
    "»«",
    "‹›",
    "›‹",
    "‚‘",
    "‚’",
    "‘’",
    "””",
    '""',
    "''",
    "「」",
    "『』",
]
CLIPPED = re.compile(r"\d\ds?\b|(?:em|tis|twas|cause|til|n)\b", re.IGNORECASE)
PAUSES = ["[…]", "[...]", "(…)", "(...)", "<…>", "[ … ]"]

mild = settings(max_examples=60, deadline=None, derandomize=True)


def judged(words: str, mark: str, place: str) -> list[QuotationCheck]:
    """Check a quotation as an answer; what its marks enclose is for the answer to say."""
    checks = check_answer(f"He says {mark[0]}{words}{mark[1]} ({place}).", TEXTS, near=False)
    return list(checks.quotations)


@st.composite
def whole(draw: st.DrawFn, least: int = 3, most: int = 25) -> tuple[str, str, str]:
    """Draw whole words, as white space divides them, of one block."""
    text, block = draw(st.sampled_from(BLOCKS))
    words = block.text.split()
    first = draw(st.integers(0, max(0, len(words) - least)))
    count = draw(st.integers(least, most))
    return text.id, block.label, " ".join(words[first : first + count])


def free_of(words: str, mark: str) -> bool:
    """Whether a quotation in such marks can be read at all: it does not hold the mark itself."""
    return not set(mark) & set(words)


@given(cut=whole(), mark=st.sampled_from(MARKS), cited=st.sampled_from(["place", "text", "none"]))
@settings(mild, max_examples=200)
def test_every_true_quotation_is_verbatim(cut: tuple[str, str, str], mark: str, cited: str) -> None:
    text, label, words = cut
    place = {"place": f" ({text} {label})", "text": f" ({text})", "none": ""}[cited]
    if len(words.split()) < 3 and not place:
        return
    if mark[0] in "'’" and CLIPPED.match(words):
        return  # ’90s: that mark is an apostrophe
    if not free_of(words, mark) and not (set(mark) <= set("‘’'\"“”") and place):
        return
    found = check_answer(f"He says {mark[0]}{words}{mark[1]}{place}.", TEXTS).quotations
    if not free_of(words, mark) and [each.quote for each in found] != [words]:
        return  # where one ends is then anybody's guess
    assert [(each.quote, each.verbatim) for each in found] == [(words, True)], found
    assert f"{text} {label}" in found[0].places
    assert verify(words, f"{text} {label}", SHELF) is None


@given(data=st.data(), pause=st.sampled_from(PAUSES))
@mild
def test_parts_of_one_paragraph_are_verbatim(data: st.DataObject, pause: str) -> None:
    text, block = data.draw(st.sampled_from(PARAGRAPHS))
    words = block.text.split()
    if len(words) < 9:
        return
    a, b = sorted(data.draw(st.tuples(st.integers(3, len(words) - 5), st.integers(3, 99))))
    b = min(max(b, a + 1), len(words) - 3)
    quote = f"{' '.join(words[a - 3 : a])} {pause} {' '.join(words[b : b + 3])}"
    for prose in (f"«{quote}» ({text.id} {block.label})", f"«{quote}»"):
        [found] = check_answer(prose, TEXTS).quotations
        assert found.verbatim, (prose, found)


@given(data=st.data())
@mild
def test_parts_of_two_paragraphs_are_said_to_be_joined(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    one, two = sorted(
        data.draw(st.lists(st.sampled_from(text.paragraphs), min_size=2, max_size=2, unique=True)),
        key=lambda block: block.start,
    )
    first, last = " ".join(one.text.split()[:7]), " ".join(two.text.split()[-7:])
    quote = f"{first} […] {last}"
    for place in (text.id, f"{text.id} {one.label}", f"{text.id} {two.label}"):
        [found] = judged(quote, "«»", place)
        assert not found.verbatim, found
        assert (found.status, f"{one.label} and {two.label}" in found.sentence) == ("altered", True)
    [found] = judged(quote, "«»", f"{text.id} {one.label}–{two.label}")
    assert found.verbatim, found
    assert verify(quote, f"{text.id} {one.label}–{two.label}", SHELF) is None
    assert verify(quote, f"{text.id} {one.label}", SHELF) is not None


@given(data=st.data(), mark=st.sampled_from(MARKS))
@settings(mild, max_examples=300)
def test_what_the_gate_refuses_is_never_verbatim(data: st.DataObject, mark: str) -> None:
    text, block = data.draw(st.sampled_from(BLOCKS))
    start = data.draw(st.integers(0, len(block.text) - 1))
    length = data.draw(st.integers(12, 200))
    words = block.text[start : start + length].strip()
    change = data.draw(st.sampled_from(["none", "other word", "no word", "other place"]))
    parts = words.split()
    if change == "other word":
        parts[data.draw(st.integers(0, len(parts) - 1))] = "zwrkq"
    elif change == "no word" and len(parts) > 2:
        del parts[data.draw(st.integers(1, len(parts) - 2))]
    where = data.draw(st.sampled_from(text.blocks)) if change == "other place" else block
    place = f"{text.id} {where.label}"
    for found in judged(" ".join(parts), mark, place):
        if found.cited == place and verify(found.quote, place, SHELF) is not None:
            assert not found.verbatim, found
            assert "Verbatim" not in found.sentence


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.id)
def test_a_word_cut_anywhere_is_never_verbatim(text: Text) -> None:
    # Every word of five letters or more, with its first and with its last letter taken off.
    seen = 0
    for block in text.blocks:
        for word in list(re.finditer(r"[^\W\d_]{5,}", block.text))[::7]:
            after = " ".join(block.text[word.start() + 1 :].split()[:4])
            before = " ".join(block.text[: word.end() - 1].split()[-4:])
            for cut in (after, before):
                place = f"{text.id} {block.label}"
                if verify(cut, place, SHELF) is not None:
                    seen += 1
                    for found in judged(cut, "«»", place):
                        assert not found.verbatim, found
                        assert found.status == "altered", found
    assert seen > 40


NEGATED = re.compile(
    r"(?<![\w-])(?P<not>un|in|im|ir|non-|anti-|dis)(?P<rest>[a-z]{4,}) (?P<more>\S+ \S+)",
    re.IGNORECASE,
)


def negations() -> list[tuple[str, str, str, str]]:
    """Give (place, true words, the same without their negation, the word) from all texts."""
    found = []
    for text, block in BLOCKS:
        for one in NEGATED.finditer(" ".join(block.text.split())):
            cut = f"{one['rest']} {one['more']}"
            if cut not in block.text.replace(one[0], ""):
                found.append((f"{text.id} {block.label}", one[0], cut, one[0].split()[0]))
    return found


@pytest.mark.parametrize(("place", "true", "cut", "word"), negations())
def test_a_negation_that_is_cut_off_is_said(place: str, true: str, cut: str, word: str) -> None:
    [found] = check_quotations(f"«{true}» ({place})")
    assert found.verbatim, found
    [found] = check_quotations(f"«{cut}» ({place})")
    assert not found.verbatim
    assert f"begin inside the word “{word}" in found.sentence
    assert "Quote whole words." in found.sentence
    assert verify(cut, place, SHELF) is not None


def test_a_not_that_is_taken_out_is_found() -> None:
    seen = 0
    for text, block in BLOCKS:
        words = block.text.split()
        for at, word in enumerate(words):
            if word.casefold() in {"not", "no", "never", "cannot"} and 2 <= at < len(words) - 2:
                seen += 1
                place = f"{text.id} {block.label}"
                [kept] = judged(" ".join(words[at - 2 : at + 3]), "«»", place)
                [gone] = judged(
                    " ".join([*words[at - 2 : at], *words[at + 1 : at + 3]]), "«»", place
                )
                assert kept.verbatim, kept
                assert gone.status == "not found", gone
                quote = " ".join([*words[at - 2 : at], "[…]", *words[at + 1 : at + 3]])
                [left_out] = judged(quote, "«»", place)
                assert f"Left out: “{word}”." in left_out.sentence
    assert seen > 30


@pytest.mark.parametrize(
    ("words", "place", "word"),
    [
        ("like himself, had parents who were diplomats", "¶4", "unlike"),
        ("possible to resolve without cooperation", "¶44", "impossible"),
        ("ability of autocratic leaders to create an", "¶6", "inability"),
    ],
)
@pytest.mark.parametrize("cited", [True, False])
def test_three_quotations_that_turn_the_essay_round(
    words: str, place: str, word: str, *, cited: bool
) -> None:
    [found] = check_quotations(f"“{words}”" + f" (alieva-2024 {place})" * cited)
    assert not found.verbatim
    assert found.places == (f"alieva-2024 {place}",)
    assert found.sentence == (
        f"Your words begin inside the word “{word}” (alieva-2024 {place}). Quote whole words."
    )
    assert found.closest is not None
    assert found.closest.words.startswith(f"{word} ")
    assert verify(words, f"alieva-2024 {place}", SHELF) is not None


@pytest.mark.parametrize("step", [1, 1_000])
def test_words_at_the_end_of_a_long_quotation_are_looked_up_too(step: int) -> None:
    """Many parts, and many letters: none of them is taken for granted."""
    text = SHELF["alieva-2024"]
    first, last = text.paragraphs[0], text.paragraphs[9]
    blocks = [one.text.split() for one in text.paragraphs[:10]]
    runs = [words[at : at + step] for words in blocks for at in range(0, len(words), step)]
    quote = " […] ".join(" ".join(run) for run in runs[: 61 if step == 1 else None])
    place = f"alieva-2024 {first.label}–{last.label[1:]}"
    (true,) = judged(quote, "«»", place)
    assert step == 1 or (true.verbatim and len(quote) > 4_000)
    for invented in ("zzzz", f"[…] {quote.split()[0]} zzzz"):
        (check,) = judged(f"{quote} {invented}", "«»", place)
        assert check.status == "not found"

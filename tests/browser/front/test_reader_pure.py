"""What of the reader touches no page and keeps no state: counting, finding, painting in lanes."""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.quotations import count_words
from closereader.texts._fold import _SAME, fold
from tests.browser.front.pure import HERE, MIXED, loaded
from tests.browser.front.reader_kit import Json
from tests.quotations.test_quoted import COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ENTRY = """
import { count_words } from "./base/counting.js";
import { make_offsets, trim_span, words_in } from "./reader/offsets.js";
import { bare_quote, fold } from "./reader/find.js";
import { move_letters } from "./reader/choice.js";
import { in_lanes, in_order, reaching_into, to_tints, touched } from "./reader/lanes.js";
import { out_of_word, segment_words } from "./reader/words.js";

export default {
  make_offsets, trim_span, words_in, count_words, bare_quote, fold, move_letters,
  out_of_word, segment_words, in_lanes, in_order, reaching_into, to_tints, touched,
};
"""


@pytest.fixture(scope="module")
def js(chromium_browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with loaded(chromium_browser, tmp_path_factory.mktemp("pure"), ENTRY) as page:
        yield page


@HERE
@given(body=MIXED)
def test_points_and_units_agree_with_python(js: Page, body: str) -> None:
    units, points = js.evaluate(
        """(body) => { const o = make_offsets(body);
          return [Array.from({ length: o.points + 1 }, (_, n) => o.unit(n)),
                  Array.from({ length: body.length + 1 }, (_, n) => o.point(n))]; }""",
        body,
    )
    expected = [len(body[:n].encode("utf-16-le")) // 2 for n in range(len(body) + 1)]
    assert units == expected
    for unit, point in enumerate(points):  # in the middle of a pair: the character it begins
        assert expected[point] <= unit
        assert point == len(body) or expected[point + 1] > unit


@HERE
@given(body=MIXED, data=st.data())
def test_a_span_is_trimmed_of_white_space_only(js: Page, body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    s, e = js.evaluate(
        "([body, s, e]) => trim_span(body, make_offsets(body), s, e)", [body, start, end]
    )
    words = js.evaluate("([body, s, e]) => words_in(body, make_offsets(body), s, e)", [body, s, e])
    assert start <= s <= e <= end
    assert words == body[s:e]
    assert words == js.evaluate("(words) => words.trim()", body[start:end])


@pytest.mark.parametrize(("prose", "words"), COUNTED)
def test_words_are_counted_as_python_counts_them(js: Page, prose: str, words: int) -> None:
    assert js.evaluate("(prose) => count_words(prose)", prose) == words


@HERE
@given(prose=MIXED)
def test_whatever_is_typed_is_counted_as_python_counts_it(js: Page, prose: str) -> None:
    assert js.evaluate("(prose) => count_words(prose)", prose) == count_words(prose)


def test_every_sign_parts_or_makes_words_as_in_python(js: Page) -> None:
    signs = [
        sign for sign in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(sign) not in {"Cn", "Co", "Cs"}
    ]  # fmt: skip
    found = js.evaluate(
        "(signs) => JSON.stringify(JSON.parse(signs).map((sign) =>"
        " count_words(sign) + 10 * count_words(`a${sign}b`)))",
        json.dumps(signs),  # one string is sent in a tenth of the time
    )
    found = json.loads(found)
    expected = [count_words(sign) + 10 * count_words(f"a{sign}b") for sign in signs]
    assert [sign for sign, a, b in zip(signs, found, expected, strict=True) if a != b] == []


@pytest.mark.parametrize(
    ("pasted", "bare"),
    [
        ("“words” (alieva-2024 ¶12)", "words"),
        ('"words"', "words"),
        ("«words»", "words"),
        ("words", "words"),
        ("“one” and “two”", "“one” and “two”"),
    ],
)
def test_a_copied_quotation_is_taken_out_of_its_marks(js: Page, pasted: str, bare: str) -> None:
    assert js.evaluate("(words) => bare_quote(words)", pasted) == bare


def test_every_move_has_a_letter_of_its_own(js: Page) -> None:
    moves = [
        "Claim",
        "Grounds",
        "Warrant",
        "Qualifier",
        "Rebuttal",
        "Concession",
        "Metaphor",
        "Position",
    ]
    letters = js.evaluate(
        "(names) => [...move_letters(names.map((name) => ({ id: name, name }))).values()]", moves
    )
    assert letters == ["c", "g", "w", "q", "r", "o", "m", "p"]


PAINTED = """([before, now]) => {
  for (const strokes of [before, now]) strokes.sort(in_order);
  const pieces = (strokes) => [
    ...to_tints(strokes).map((tint) => [`tint ${tint.s}`, tint]),
    ...in_lanes(strokes).map((stroke) => [stroke.id, stroke]),
  ];
  const { strokes, s, e } = touched(before, now);
  const left = pieces(before).filter(([, one]) => one.s < s || one.s > e);
  const shown = (some) => [...some].map((one) => JSON.stringify(one)).sort();
  return [shown(new Map([...left, ...pieces(strokes)])), shown(pieces(now))];
}"""


@pytest.mark.parametrize("seed", range(8))
def test_painting_only_what_a_change_touches_paints_what_painting_all_does(
    js: Page, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    for _ in range(60):
        marks: list[Json] = []
        for number in range(chance.randrange(14)):
            start = chance.randrange(60)
            size = chance.choice((1, 2, 3, 5, 20))
            marks.append({"id": f"m{number}", "s": start, "e": start + size, "index": number % 3})
        later = [dict(mark) for mark in marks if chance.random() > 0.1]
        for mark in chance.sample(later, min(len(later), chance.randrange(3))):
            mark["s"], mark["index"] = chance.randrange(mark["e"]), chance.randrange(3)
        in_pieces, at_once = js.evaluate(PAINTED, [marks, later])
        assert in_pieces == at_once


NEAR = """([marks, from, to]) => {
  const whole = new Map(in_lanes(marks).map((one) => [one.id, one.lane]));
  const near = reaching_into(marks, from, to);
  const wrong = in_lanes(near).filter((one) => one.lane !== whole.get(one.id));
  const missing = marks.filter((one) => one.s <= to && one.e > from && !near.includes(one));
  return [...wrong, ...missing, ...near.filter(({ s }) => s > to)];
}"""


@pytest.mark.parametrize("seed", range(4))
def test_what_is_painted_near_sight_has_the_lanes_that_it_has_in_the_whole(
    js: Page, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    for _ in range(60):
        starts = sorted(chance.randrange(80) for _ in range(chance.randrange(16)))
        marks: list[Json] = [
            {"id": f"m{at}", "s": s, "e": s + chance.choice((1, 2, 5, 20)), "index": at % 3}
            for at, s in enumerate(starts)
        ]
        marks.sort(key=lambda mark: (mark["s"], -int(mark["e"])))
        start = chance.randrange(80)
        assert js.evaluate(NEAR, [marks, start, start + chance.randrange(30)]) == []


@HERE
@given(body=st.text(st.sampled_from([*_SAME, *"ab \n\t\x1c\x85\u00a0\u2028\u3000"]), max_size=20))
def test_typography_is_folded_as_python_folds_it(js: Page, body: str) -> None:
    assert js.evaluate("(body) => fold(body, false).text", body) == fold(body)


@HERE
@given(body=MIXED, chance=st.randoms(use_true_random=False))
def test_the_places_of_folded_words_are_found_in_any_order(
    js: Page, body: str, chance: random.Random
) -> None:
    length = js.evaluate("(body) => fold(body, true).text.length", body)
    order = list(range(length + 1))
    chance.shuffle(order)
    one_by_one, shuffled = js.evaluate(
        """([body, order]) => {
          const { unit } = fold(body, true);
          const fresh = order.map((index) => fold(body, true).unit(index));
          return [fresh, order.map(unit)]; }""",
        [body, order],
    )
    assert shuffled == one_by_one

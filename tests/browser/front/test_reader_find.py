"""Words are found as people type them, and where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.front.pure import HERE, MIXED, loaded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ENTRY = """
import { make_offsets } from "./reader/offsets.js";
import { find_words, fold } from "./reader/find.js";

export default { make_offsets, find_words, fold };
"""
# Letter by letter, as slow as it is plain: what is compared, and where each unit of it came from.
LETTER_BY_LETTER = """([body, any_case]) => {
  const [pieces, units] = [[], []];
  let [unit, in_space] = [0, false];
  for (const letter of body) {
    const unseen = /[\u00ad\u061c\u200b\u200e\u200f\u2060\u2066-\u2069\ufeff]/u.test(letter);
    const space = /[\\p{White_Space}\\x1c-\\x1f]/u.test(letter);
    const other = /[\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`\uff07]/u.test(letter) ? "'"
      : /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02]/u.test(letter) ? '"'
      : /[\u2010-\u2015\u2212]/u.test(letter) ? "-"
      : letter === "\u2026" ? "..." : unseen ? "" : letter;
    const plain = space ? (in_space ? "" : " ") : other;
    const piece = any_case ? plain.toLowerCase() : plain;
    pieces.push(piece);
    for (let at = 0; at < piece.length; at += 1)
      units.push(piece.length === letter.length ? unit + at : unit);
    in_space = unseen ? in_space : space;
    unit += letter.length;
  }
  const expected = [pieces.join(""), [...units, unit]];
  const found = fold(body, any_case);
  const seen = expected[1].map((_, at) => found.unit(at));
  return [expected, [found.text, seen]];
}"""


@pytest.fixture(scope="module")
def js(chromium_browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with loaded(chromium_browser, tmp_path_factory.mktemp("find"), ENTRY) as page:
        yield page


@HERE
@given(
    body=st.one_of(MIXED, st.text("aΣς σİIı \u00ad…\n\t’“–\u00a0", max_size=30)),
    any_case=st.booleans(),
)
def test_what_is_compared_leads_back_to_the_words(js: Page, body: str, any_case: bool) -> None:
    expected, found = js.evaluate(LETTER_BY_LETTER, [body, any_case])
    assert found == expected


@HERE
@given(before=MIXED, words=st.text("aAé’–…“ 🙂ש", min_size=1, max_size=8), after=MIXED)
def test_what_stands_in_the_text_is_found_there(
    js: Page, before: str, words: str, after: str
) -> None:
    wanted = words.strip()
    if not wanted:
        return
    body = f"{before}|{wanted}|{after}"
    places = js.evaluate(
        "([body, words]) => find_words(fold(body, true), make_offsets(body), words, true)",
        [body, wanted],
    )
    assert [len(before) + 1, len(before) + 1 + len(wanted)] in places or any(
        s <= len(before) + len(wanted) and e > len(before) + 1 for s, e in places
    )  # an overlapping hit may come first
    found = [body[s:e] for s, e in places]
    assert found


@pytest.mark.parametrize(
    ("body", "typed", "hits"),
    [
        ("He said “it’s over” – twice", "it's over\" - twice", ["it’s over” – twice"]),
        ("one\n\ntwo", "one two", ["one\n\ntwo"]),
        ("Exclusion, exclusion", "EXCLUSION", ["Exclusion", "exclusion"]),
        ("wait… and", "wait...", ["wait…"]),
        ("🙂 cafe\u0301", "cafe", ["cafe"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing", "", []),
        ("nothing", "  ", []),
    ],
)
def test_words_are_found_as_people_type_them(
    js: Page, body: str, typed: str, hits: list[str]
) -> None:
    places = js.evaluate(
        "([body, words]) => find_words(fold(body, true), make_offsets(body), words, true)",
        [body, typed],
    )
    assert [body[s:e] for s, e in places] == hits

"""The search of a comparison: what it finds, what it says, and that Python finds the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from closereader import Compare
from closereader.concordance import PatternError, count, kwic
from tests.browser.front.harness import Front

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

ESSAY, LETTER, POST = "alieva-2024", "artiukh-2022", "post-2022"
PATTERNS = [
    "we|our|us", "US", "us", "I", "it|who|am", "soil|roots", "imperial*", "west*|East",
    "soft power", '"soft power"', "“brute force”|brute", "Soft|soft power", "post-Soviet",
    "post–soviet", "russia’s", "Putin's", "Russia'", "not", "the", "199*", "a | an |  the ",
    "agency|AGENCY", "don’t|doesn't", "zzz", "ex*|exclu*", "“traditional values”", "us*",
    "neo-imperialism.", "é", "left|LEFT|Left", "We|Our|Us", "Who", "It's", "IT",
    "|".join(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz"),
]  # fmt: skip
NONSENSE = ["*", "a*b", '"soft', "|", "…", "soft* *", "-*", "?", "we|*"]


@pytest.fixture(autouse=True)
def _work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, front: Front) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    front.page.set_viewport_size({"width": 1400, "height": 900})


class Search:
    """The search of a comparison on the page."""

    def __init__(self, front: Front, first: str, second: str, **options: str) -> None:
        self.page = front.page
        self.el = front.view(front.live(Compare(first, second, **options)))  # type: ignore[arg-type]
        self.box = self.el.get_by_role("searchbox", name="Search both texts")
        self.count = self.el.locator(".crc-search .crr-search-count")
        expect(self.box).to_be_visible()

    def column(self, side: int) -> Locator:
        return self.el.locator(".crc-hits .crc-pair > div").nth(side)

    def rate(self, side: int) -> str:
        return self.column(side).locator(".crc-rate").text_content() or ""

    def lines(self, side: int) -> list[tuple[str, str]]:
        found: list[list[str]] = self.column(side).evaluate(
            "(el) => [...el.querySelectorAll('li')].map((li) =>"
            " ['mark', '.crr-kwic-place'].map((part) => li.querySelector(part).textContent))"
        )
        return [(words, place) for words, place in found]

    def painted(self, kind: str) -> int:
        total: int = self.page.evaluate(
            "(kind) => [...CSS.highlights].filter(([name]) => name.endsWith(kind))"
            ".reduce((sum, [, ranges]) => sum + ranges.size, 0)",
            f"-{kind}",
        )
        return total

    def in_text(self, side: int) -> None:
        expect(self.el.locator(".crr-scroll").nth(side)).to_be_focused()


@pytest.mark.parametrize("texts", [(LETTER, POST), (ESSAY, LETTER)])
def test_python_finds_the_same_and_counts_the_same(front: Front, texts: tuple[str, str]) -> None:
    search = Search(front, *texts)
    for pattern in PATTERNS:
        search.box.fill(pattern)
        for side, text in enumerate(texts):
            there = [(line.hit, line.label) for line in kwic(text, pattern)]
            assert search.lines(side) == there[:300], (pattern, text)
            sentence = str(count(text, pattern)).split("; of these")[0].rstrip(".")
            assert search.rate(side).split("; the first")[0] == sentence, (pattern, text)


def test_what_python_refuses_is_refused_here_with_a_sentence(front: Front) -> None:
    search = Search(front, LETTER, POST)
    for pattern in NONSENSE:
        with pytest.raises(PatternError):
            kwic(LETTER, pattern)
        search.box.fill("the")
        expect(search.column(0)).to_be_visible()
        search.box.fill(pattern)
        expect(search.count).to_have_text(re.compile(r"^[A-Z].*\.$"))
        expect(search.column(0)).to_be_hidden()
        assert search.painted("hit") == 0
    search.box.fill("")
    expect(search.count).to_have_text("")


def test_it_opens_with_the_words_a_lesson_asks_for(front: Front) -> None:
    search = Search(front, LETTER, POST, search="soil|roots")
    expect(search.box).to_have_value("soil|roots")
    expect(search.count).to_have_text("0 and 2 hits")
    assert search.painted("hit") == 2
    expect(search.el.locator(".crc-limits")).to_contain_text("do not compare the rates")


def test_next_and_previous_go_through_both_texts(front: Front) -> None:
    search = Search(front, LETTER, POST, search="west*")
    left, right = (len(kwic(text, "west*")) for text in (LETTER, POST))
    seen = []
    for _ in range(left + right + 1):
        search.box.press("Enter")
        seen.append(search.count.text_content())
        assert search.painted("now") == 1
    assert seen[0] == f"Hit 1 of {left + right}: {LETTER} ¶1"
    assert seen[left] == f"Hit {left + 1} of {left + right}: {POST} ¶1"
    assert seen[-1] == seen[0]
    search.box.press("Shift+Enter")
    expect(search.count).to_contain_text(f"Hit {left + right} of {left + right}: {POST}")
    expect(search.box).to_be_focused()
    search.box.press("Escape")
    search.in_text(1)
    expect(search.box).to_have_value("west*")
    assert search.page.evaluate("() => getSelection().toString()").lower().startswith("west")


def test_a_line_is_a_door_to_its_place(front: Front) -> None:
    search = Search(front, LETTER, POST, search="soil")
    line = search.column(1).get_by_role("listitem").nth(1).get_by_role("button")
    line.focus()
    search.page.keyboard.press("Enter")
    search.in_text(1)
    expect(search.el.get_by_text("the soil was simply not suitable").last).to_be_in_viewport()
    expect(line).to_have_attribute("data-now", "")
    search.page.keyboard.press("4")  # the hit is selected, ready to be marked
    expect(search.el.locator("[data-key=list]").nth(1)).to_contain_text("1")


def test_the_lines_can_be_folded_up(front: Front) -> None:
    search = Search(front, LETTER, POST, search="soil")
    fold = search.el.get_by_role("button", name="Lines", exact=True)
    expect(fold).to_have_attribute("aria-expanded", "true")
    fold.press("Enter")
    expect(search.column(1)).to_be_hidden()
    expect(fold).to_have_attribute("aria-expanded", "false")
    search.box.fill("west*")
    expect(search.column(1)).to_be_hidden()


def test_a_hit_lies_over_the_words_that_are_held_for_the_other_text(front: Front) -> None:
    search = Search(front, LETTER, POST, search="appreciate")
    search.el.locator(".crr-scroll").first.focus()
    for key in ("w", "w", "F6"):
        search.page.keyboard.press(key)
    search.in_text(1)
    assert (search.painted("held"), search.painted("hit") > 0) == (1, True)
    lie = search.page.evaluate(
        "() => Object.fromEntries([...CSS.highlights]"
        ".map(([name, { priority }]) => [name.split('-').at(-1), priority]))"
    )
    assert lie["held"] < lie["hit"] < lie["now"]

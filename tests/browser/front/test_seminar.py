"""The views of a class of thirty in Chromium, with the real Python behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from closereader.seminar import difference_map, heat_map, open_seminar, shaded_text
from closereader.seminar.showing import SeminarView
from tests.browser.front.harness import Front
from tests.seminar.classes import hand_in_class, name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, ViewportSize

    from closereader.seminar import Seminar

pytestmark = pytest.mark.browser

LETTER = "artiukh-2022"
SIZE = 30
ROOM: ViewportSize = {"width": 1280, "height": 720}
TWICE = """(root) => {
  for (let n = 0; n < 2; n += 1)
    root.dispatchEvent(new KeyboardEvent("keydown", { key: "p", code: "KeyP", bubbles: true }));
}"""


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Seminar:
    folder = tmp_path_factory.mktemp("class") / "handins"
    hand_in_class(folder, SIZE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("closereader.seminar.opening.is_teachers", lambda: True)
        return open_seminar(folder)


def show(front: Front, make: Callable[..., Any], *given: Any, **named: Any) -> Locator:
    view = make(*given, **named)
    assert isinstance(view, SeminarView)
    return front.view(front.live(view))


def test_a_cell_of_the_map_opens_its_words_with_keys_alone(
    front: Front, page: Page, thirty: Seminar
) -> None:
    page.set_viewport_size(ROOM)
    view = show(front, heat_map, thirty, LETTER)
    cells = view.locator(".crw-cell")
    expect(cells).to_have_count(5 * 18)
    many = int(cells.first.inner_text())
    assert 1 <= many <= SIZE
    expect(cells.first).to_have_attribute(
        "aria-label", f"Exclusion, ¶1, sentence 1: {many} of {SIZE} readers"
    )
    assert view.locator('[tabindex="0"].crw-cell').count() == 1, "one stop for Tab"
    cells.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    readers = view.locator(".crw-readers")
    expect(readers).to_contain_text("Here in the post-Soviet world")
    expect(readers).to_contain_text(f"{many} of {SIZE} readers marked these words")
    expect(readers).to_contain_text("Exclusion")
    expect(readers).to_contain_text(re.compile(r"Reader \d+"))
    expect(cells.first).to_be_focused()
    assert front.axe() == []


def test_the_text_keeps_its_lines(front: Front, thirty: Seminar) -> None:
    view = show(front, shaded_text, thirty, "post-2022")
    by = view.locator(".crw-byline p").nth(1)
    assert by.evaluate("(p) => p.innerText") == "Dmitri Vorobiev\nSoftware Engineer"


def test_every_reader_of_a_passage_is_reached_and_has_no_name(
    front: Front, page: Page, thirty: Seminar
) -> None:
    view = show(front, shaded_text, thirty, LETTER)
    first = view.locator(".crw-run[role=button]").first
    many = int((first.get_attribute("title") or "").split(" of ")[0])
    first.click()
    readers = view.locator(".crw-readers")
    expect(readers).to_contain_text(f"{many} of {SIZE} readers")
    shown = {each for line in readers.locator(".crw-who").all_inner_texts()
             for each in line.split(", ")}  # fmt: skip
    assert len(shown) == many
    runs = view.locator(".crw-run[role=button]")
    page.keyboard.press("ArrowRight")  # the way of who has no mouse
    expect(runs.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(runs.nth(1)).to_have_class(re.compile("crw-open"))
    whole = view.inner_text()
    assert not [name_of(each) for each in range(SIZE) if name_of(each) in whole]
    assert "without a note" not in whole

    view.get_by_label("Names").check()
    expect(readers).to_contain_text(re.compile("Anna|Jonas|Elif|Іванна|Leyla|Zoë"))
    view.get_by_label("Names").uncheck()
    expect(readers).to_contain_text(re.compile(r"Reader \d+"))


def test_a_theme_and_a_reader_are_chosen_from_all(
    front: Front, page: Page, thirty: Seminar
) -> None:
    view = show(front, shaded_text, thirty, LETTER)
    reader = view.get_by_role("combobox", name="Reader")
    expect(reader.locator("option")).to_have_count(SIZE + 1)
    counts = [
        int(each.rsplit("(", 1)[1][:-1]) for each in reader.locator("option").all_inner_texts()[1:]
    ]
    assert counts == sorted(counts, reverse=True), "readers with marks stand first"
    reader.focus()
    page.keyboard.press("ArrowDown")
    runs = view.locator(".crw-run[role=button]")
    expect(runs.first).to_have_attribute("title", "1 of 1")
    expect(reader).to_be_focused()
    reader.select_option("")
    view.get_by_role("combobox", name="Theme").select_option("gender")
    expect(view.locator(".crw-text")).to_contain_text("Gender")
    runs.first.click()
    expect(view.locator(".crw-theme")).to_have_count(1)


def test_sides_are_chosen_with_keys_and_any_words_make_two(
    front: Front, page: Page, thirty: Seminar
) -> None:
    page.set_viewport_size({"width": 800, "height": 720})
    view = show(front, difference_map, thirty, LETTER)
    sides = view.get_by_role("combobox", name="Sides")
    said = view.locator(".crw-said")
    expect(said).to_contain_text(re.compile("A marked something of these words as .* B did not"))
    before = said.inner_text()
    sides.focus()
    page.keyboard.press("ArrowDown")
    expect(said).not_to_have_text(before)
    expect(sides).to_be_focused()
    view.locator(".crw-cell:not(.crw-level-0)").first.click()
    view.get_by_role("button", name="Compare who marked these words with who did not").click()
    expect(sides).to_have_value(re.compile(r"marked:\w+:\d+:\d+"))
    sides.select_option("twice")
    expect(view.locator(".crw-body")).to_contain_text("Nobody in this seminar handed")
    sides.select_option("lists")
    expect(view.locator(".crw-body")).to_contain_text("Put at least one reader on each side.")
    readers = view.locator(".crw-lists fieldset")
    expect(readers).to_have_count(SIZE)
    expect(readers.locator("legend").first).to_have_text("Reader 1")
    readers.nth(0).get_by_label("A", exact=True).check()
    readers.nth(1).get_by_label("B", exact=True).check()
    expect(view.locator(".crw-cell").first).to_be_visible()
    expect(readers.nth(1).get_by_label("B", exact=True)).to_be_focused()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert front.axe() == []


def test_for_the_room_digits_are_large_with_one_key(
    front: Front, page: Page, thirty: Seminar
) -> None:
    page.set_viewport_size(ROOM)
    view = show(front, heat_map, thirty, LETTER)
    # Looked up and measured in one go: the table may be drawn anew between two.
    size = "(root) => parseFloat(getComputedStyle(root.querySelector('.crw-cell')).fontSize)"
    assert view.evaluate(size) >= 14
    view.locator(".crw-cell").first.focus()
    # Pressed twice before the browser has made the screen whole: it is not whole in the end.
    view.locator(".crw").evaluate(TWICE)
    page.wait_for_timeout(500)
    page.wait_for_timeout(500)
    assert page.evaluate("document.fullscreenElement") is None
    page.keyboard.press("p")
    expect(view.locator(".crw")).to_have_class(re.compile("crw-room"))
    page.wait_for_function("() => document.fullscreenElement")
    assert view.evaluate(size) >= 18
    small = """(root) => [...root.querySelectorAll(".crw-band *, .crw-readers *, .crw-words *")]
        .filter((each) => each.childElementCount === 0 && each.textContent.trim()
            && each.checkVisibility() && parseFloat(getComputedStyle(each).fontSize) < 18)
        .map((each) => each.textContent)"""
    assert view.evaluate(small) == []
    page.keyboard.press("p")
    expect(view.locator(".crw")).not_to_have_class(re.compile("crw-room"))
    page.wait_for_function("() => !document.fullscreenElement")


def test_without_python_it_says_so_and_waits(front: Front, thirty: Seminar) -> None:
    front.python("deaf")
    view = show(front, heat_map, thirty, LETTER)
    expect(view.locator(".crw-status")).to_have_text("Waiting for Python …")
    front.python("honest")
    expect(view.locator(".crw-cell")).to_have_count(90)
    front.kernel("restart")
    expect(view.locator(".crw-status")).to_contain_text("Press “Run this cell again” (Shift+Enter)")


def test_a_click_touches_only_the_passages_that_change(front: Front, thirty: Seminar) -> None:
    """A text of 200 readers has thousands of passages, and the room waits for each click."""
    view = show(front, shaded_text, thirty, LETTER)
    runs = view.locator(".crw-run[role=button]")
    runs.nth(0).click()
    expect(runs.nth(0)).to_have_class(re.compile("crw-open"))
    view.locator(".crw-page").evaluate(
        """(page) => {
          window.touched = [];
          new MutationObserver((all) => window.touched.push(...all.map((one) => one.target)))
            .observe(page, { attributes: true, subtree: true });
        }"""
    )
    runs.nth(4).click()
    expect(runs.nth(4)).to_have_class(re.compile("crw-open"))
    expect(runs.nth(0)).not_to_have_class(re.compile("crw-open"))
    assert view.evaluate("() => new Set(window.touched).size") == 2
    assert view.locator('.crw-run[tabindex="0"]').count() == 1

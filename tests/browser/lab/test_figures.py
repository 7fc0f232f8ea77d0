"""Every figure of the course, in a window that is resized, folded, zoomed, printed and darkened.

With scrollbars that take room: without them a resized figure never loses its height.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE
from tests.browser.lab.course_figures import figure_calls
from tests.browser.lab.notebook_page import NotebookPage
from tests.browser.lab.server import COURSE, Lab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

MANY_CELLS = 4 * PATIENCE
"""Milliseconds until the last of so many figures has come, on a machine that does much else."""
WIDTHS = (1400, 1100, 800, 700)
FIGURES = figure_calls()
_HANDINS = COURSE / "tests" / "seminar" / "fixtures"
_FIRST = f"""
from closereader.figures import *
from whose_lessons.figures import *
from closereader.seminar import *

seminar = Seminar(open_seminar({str(_HANDINS)!r}).readings, "a test")
"""
_WRONG = (Path(__file__).parent / "figures.js").read_text(encoding="utf-8")
_BOXES = """() => [...document.querySelectorAll(".jp-RenderedPlotly")].map((root) => {
    const [outer, inner] = [root, root.querySelector(".main-svg")].map((each) =>
        each?.getBoundingClientRect());
    return [outer.width, outer.height, inner?.width ?? 0].map(Math.round);
})"""
_MOMENT, _MOMENTS = 300, 200
"""Milliseconds between two looks, and how many: a busy machine is no failure."""


class Desk(NotebookPage):
    """A notebook with every figure, all of them drawn."""

    first: list[list[int]]
    """Width and height of each figure in the first window."""

    def resize(self, width: int, height: int = 900) -> list[list[int]]:
        """Make the window this wide, and return width and height of each figure."""
        before = self._seen()
        size = self.page.viewport_size
        same = size is not None and size["width"] == width
        self.page.set_viewport_size({"width": width, "height": height})
        return self.settled() if same else self.changed(before)

    def changed(self, before: list[list[int]]) -> list[list[int]]:
        """Wait until the figures have other widths than before, and rest."""
        for _ in range(_MOMENTS):
            if [box[0] for box in self._seen()] != [box[0] for box in before]:
                break
            self.page.wait_for_timeout(_MOMENT)
        return self.settled()

    def settled(self, *, drawn: bool = True) -> list[list[int]]:
        """Wait until every figure rests: width and height of each.

        As wide as its place, unless it is not ``drawn`` anew: a sheet of paper has the drawing
        that was there.
        """
        before: list[list[int]] = []
        for _ in range(_MOMENTS):
            seen = self._seen()
            if seen == before and all(place == own for place, _, own in seen if drawn):
                break
            before = seen
            self.page.wait_for_timeout(_MOMENT)
        assert not drawn or all(place == own for place, _, own in before), before
        return [box[:2] for box in before]

    def _seen(self) -> list[list[int]]:
        seen: list[list[int]] = self.page.evaluate(_BOXES)
        return seen

    def wrong(self, *, dark: bool = False) -> dict[str, list[str]]:
        """Say of each figure, which is at rest, what is wrong with it."""
        found: list[list[str]] = self.page.evaluate(_WRONG, dark)
        return {name: each for name, each in zip(FIGURES, found, strict=True) if each}

    def theme(self, name: str) -> None:
        """Choose a theme by its name in the command palette."""
        self.page.keyboard.press("ControlOrMeta+Shift+c")
        self.page.locator(".lm-CommandPalette-input").fill(f"Use Theme: {name}")
        self.page.keyboard.press("Enter")
        light = str(name.endswith("Light")).lower()
        expect(self.page.locator("body")).to_have_attribute("data-jp-theme-light", light)

    def menu(self, *names: str) -> None:
        """Choose from JupyterLab's menus."""
        for name in names[:-1]:
            self.page.get_by_role("menuitem", name=name, exact=True).first.click()
        self.page.get_by_role("menuitem", name=names[-1], exact=True).last.click()


@pytest.fixture(scope="module")
def teachers_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Start a JupyterLab that keeps all figures in the page, also those that are out of sight."""
    settings = {"notebook-extension/tracker": {"windowingMode": "none"}}
    with Lab(tmp_path_factory.mktemp("figures"), settings_of_lab=settings) as lab:
        # A course with model readings is a teacher's, to whom the seminar is not sealed.
        readings = Path("solutions", "readings")
        shutil.copytree(COURSE / readings, lab.course / readings)
        yield lab


@pytest.fixture(scope="module")
def desk(chromium_browser: Browser, teachers_lab: Lab) -> Iterator[Desk]:
    """Open and run the notebook once, for all tests of this file."""
    path = teachers_lab.notebook("figures.ipynb", _FIRST, *FIGURES)
    context = chromium_browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(PATIENCE)
    desk = Desk(context.new_page(), teachers_lab)
    desk.open(path)
    desk.menu("Run", "Run All Cells")
    ran = desk.cells.last.locator(".jp-InputPrompt")
    expect(ran).to_have_text(f"[{len(FIGURES) + 1}]:", timeout=MANY_CELLS)
    assert desk.in_the_way() == []
    drawn = desk.page.locator(".jp-RenderedPlotly .main-svg:first-child")
    expect(drawn).to_have_count(len(FIGURES), timeout=MANY_CELLS)
    desk.first = desk.settled()
    yield desk
    context.close()


def test_a_figure_is_one_picture_with_a_name_and_its_words(desk: Desk) -> None:
    told = heard(desk)
    assert [len(nodes) for nodes in told] == [1] * len(FIGURES)  # no loose word inside
    pictures = [nodes[0] for nodes in told]
    assert {each["role"]["value"] for each in pictures} == {"image"}
    names = [each["name"]["value"] for each in pictures]
    assert [name for name in names if len(name) < 10 or name.startswith("Figure")] == []
    described = [each.get("description", {}).get("value", "") for each in pictures]
    sentence = re.compile(r"\S.{20,}[.!?]")
    assert [words for words in described if not sentence.fullmatch(words)] == []


def heard(desk: Desk) -> list[list[dict[str, Any]]]:
    """Give all that a screen reader is told of each figure."""
    browser = desk.page.context.new_cdp_session(desk.page)
    tree = browser.send("Accessibility.getFullAXTree")["nodes"]
    root = browser.send("DOM.getDocument")["root"]["nodeId"]
    query = {"nodeId": root, "selector": ".jp-RenderedPlotly"}
    found = []
    for node in browser.send("DOM.querySelectorAll", query)["nodeIds"]:
        whole = browser.send("DOM.describeNode", {"nodeId": node, "depth": -1})["node"]
        inside = set(_ids(whole))
        told = [each for each in tree if each.get("backendDOMNodeId") in inside]
        found.append([each for each in told if not each["ignored"]])
    browser.detach()
    return found


def _ids(node: dict[str, Any]) -> Iterator[int]:
    yield node["backendNodeId"]
    for child in node.get("children", ()):
        yield from _ids(child)


def heights(boxes: list[list[int]]) -> list[int]:
    return [height for _, height in boxes]


# From here on in this order: in most windows all figures are drawn anew, once.
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_is_cut_or_covers_another_and_every_figure_keeps_its_height(
    desk: Desk, width: int
) -> None:
    now = desk.resize(width)
    assert desk.wrong() == {}
    assert heights(now) == heights(desk.first)
    assert all(height > 150 for height in heights(now))
    if width == 800:
        assert all(each < 400 for each, _ in now)
    if width == 1100:
        desk.page.emulate_media(media="print")
        desk.settled(drawn=False)
        assert desk.wrong() == {}
        desk.page.emulate_media(media="screen")


def test_at_twice_the_size_nothing_is_cut(desk: Desk) -> None:
    assert heights(desk.resize(700, 450)) == heights(desk.first)
    assert desk.wrong() == {}


def test_a_figure_comes_back_as_it_was_whatever_the_order_of_widths(desk: Desk) -> None:
    assert desk.resize(1400) == desk.first
    assert desk.wrong() == {}
    for _ in range(2):  # the side bar goes, and comes back
        before = desk.page.evaluate(_BOXES)
        desk.page.keyboard.press("ControlOrMeta+b")
        now = desk.changed(before)
        assert heights(now) == heights(desk.first)
        assert desk.wrong() == {}
    assert now == desk.first


def test_a_figure_comes_back_from_its_fold_as_it_was(desk: Desk) -> None:
    desk.resize(1400)
    desk.menu("View", "Collapse All Outputs")
    folded = desk.panel.locator(".jp-OutputPlaceholder .jp-PlaceholderText")
    # The first cell puts out nothing.
    expect(folded.nth(1)).to_have_text("Who says we, you, they and I, and how often?")
    desk.page.set_viewport_size({"width": 800, "height": 900})
    desk.menu("View", "Expand All Outputs")
    assert heights(desk.settled()) == heights(desk.first)
    assert desk.wrong() == {}


def test_in_the_dark_text_is_legible_and_no_paper_white(desk: Desk) -> None:
    desk.theme("JupyterLab Dark")
    assert heights(desk.resize(800)) == heights(desk.first)
    assert desk.wrong(dark=True) == {}
    assert desk.resize(1400) == desk.first  # after the fold, too
    assert desk.wrong(dark=True) == {}
    desk.page.emulate_media(media="print")  # the sheet is white, whatever the theme
    paper = desk.page.locator(".jp-RenderedPlotly .main-svg:first-child").first
    expect(paper).to_have_css("background-color", "rgb(255, 255, 255)")

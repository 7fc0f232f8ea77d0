"""The explorer in Chromium, with the real Python behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from closereader import open_work
from tests.browser.front.harness import Front
from whose_lessons import Explore

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

OIL = "oil_gas_value_pc_2014usd"


class Explorer:
    """The widget, and the ways to its parts."""

    def __init__(self, front: Front, folder: Path, of: str = "rents", **wishes: object) -> None:
        self.front = front
        self.widget = Explore(of, work=open_work(folder / "work"), **wishes)  # type: ignore[arg-type]
        self.view = front.view(front.live(self.widget))
        self.plot = self.view.locator(".cre-plot")
        self.title = self.view.locator(".cre-title")
        self.words = self.view.locator(".cre-words")
        self.readout = self.view.locator(".cre-readout")
        self.trouble = self.view.locator(".cre-trouble")
        self.rows = self.view.locator(".cre-scroll tbody tr")
        expect(self.plot.locator("svg")).to_be_visible()

    def control(self, label: str) -> Locator:
        return self.view.get_by_role("combobox", name=label, exact=True)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.view.get_by_role("button", name=name, exact=True)

    def dots(self) -> int:
        return self.plot.locator("svg > g:not(.cre-active) .cre-dot").count()

    def agrees(self) -> None:
        """Figure, words and rows are of one picture: the one that Python has drawn."""
        picture = self.widget.picture
        expect(self.title).to_have_text(picture["title"])
        expect(self.words).to_contain_text(picture["summary"][0])
        count = len(picture["points"])
        assert self.dots() == count
        expect(self.view.locator(".cre-left")).to_contain_text(picture["leaves_out"][-1])
        expect(self.view.locator(".cre-source")).to_have_text(f"Source: {picture['source']}")
        if count > 12:
            expect(self.button(f"Show all {count} rows")).to_be_visible()
        else:
            expect(self.rows).to_have_count(count)


@pytest.fixture
def rents(front: Front, tmp_path: Path) -> Explorer:
    return Explorer(front, tmp_path)


def test_figure_words_and_rows_follow_the_keyboard(rents: Explorer, page: Page) -> None:
    rents.agrees()
    rents.control("Across (x axis)").focus()
    page.keyboard.press("ArrowDown")
    expect(rents.title).to_have_text(re.compile("more fuel exports.* 2021$"))
    expect(rents.control("Across (x axis)")).to_be_focused()
    rents.agrees()
    page.keyboard.press("ArrowDown")
    expect(rents.title).to_have_text(re.compile("more oil and gas.* 2014$"))
    expect(rents.trouble).to_contain_text("The year moved from 2021 to 2014")
    expect(rents.control("Year")).to_have_value("2014")
    rents.agrees()
    rents.control("Draw").select_option("post-soviet")
    expect(rents.rows).to_have_count(11)
    expect(rents.words).to_contain_text("Armenia, Estonia, Latvia and Moldova")
    rents.agrees()


def test_over_time_and_back_and_undone(rents: Explorer, page: Page) -> None:
    rents.control("View").select_option("over time")
    expect(rents.plot.locator(".cre-end")).to_have_count(6)
    expect(rents.view.locator("select[name=year]")).to_be_hidden()
    rents.control("Indicator").select_option("rents_total_pct_gdp")
    expect(rents.title).to_contain_text("How did natural-resource rents change")
    rents.control("From").select_option("2000")
    expect(rents.title).to_contain_text("2000-2021")
    rents.plot.focus()
    page.keyboard.press("Control+z")
    expect(rents.title).to_contain_text("1990-2021")
    page.keyboard.press("Control+z")
    expect(rents.title).to_contain_text("How did liberal democracy change")
    page.keyboard.press("Control+z")
    expect(rents.title).to_contain_text("Do countries with more resource rents")
    rents.agrees()
    rents.button("Redo").click()
    expect(rents.title).to_contain_text("How did liberal democracy change")
    assert rents.widget.choice.view == "over time"


def test_the_arrow_keys_walk_and_every_point_names_its_row(rents: Explorer, page: Page) -> None:
    rents.plot.focus()
    page.keyboard.press("Home")
    page.keyboard.press("End")
    said = "Libya, 2021: natural-resource rents 61.0 % of GDP; liberal democracy 0.12"
    expect(rents.readout).to_contain_text(said)
    expect(rents.readout).to_contain_text("row LBY, 2021 of the table panel")
    expect(page.locator("#closereader-voice")).to_contain_text(said)  # announced
    expect(rents.view.locator("tr.cre-here")).to_contain_text("Libya")
    page.keyboard.press("ArrowLeft")
    expect(rents.readout).to_contain_text("Iraq, 2021")
    page.keyboard.press("Enter")  # points it out
    expect(rents.button("Remove Iraq")).to_be_visible()
    assert "IRQ" in rents.widget.choice.countries
    expect(rents.plot).to_be_focused()


def test_over_time_the_keys_go_along_a_line_and_to_the_next(
    front: Front, tmp_path: Path, page: Page
) -> None:
    explorer = Explorer(front, tmp_path, "trajectories")
    explorer.plot.focus()
    page.keyboard.press("ArrowLeft")
    expect(explorer.readout).to_contain_text("Estonia, 20")
    page.keyboard.press("End")
    expect(explorer.readout).to_contain_text("Estonia, 2024")
    page.keyboard.press("ArrowDown")
    expect(explorer.readout).to_contain_text("Latvia, 2024")
    page.keyboard.press("Home")
    expect(explorer.readout).to_contain_text("Latvia, 1990: liberal democracy 0.45")


def test_an_unknown_country_is_said_and_close_names_are_offered(
    rents: Explorer, page: Page
) -> None:
    box = rents.view.get_by_role("combobox", name="Add a country")
    box.fill("Kuwayt")
    page.keyboard.press("Enter")
    expect(rents.trouble).to_contain_text("The table panel has no country 'Kuwayt'.")
    expect(rents.trouble).to_contain_text("The last picture stays.")
    expect(box).to_have_value("Kuwayt")  # to be mended
    rents.agrees()
    rents.button("Add Kuwait").click()
    expect(rents.button("Remove Kuwait")).to_be_visible()
    expect(rents.trouble).to_be_empty()
    expect(rents.words).to_contain_text("among them Kuwait and Turkmenistan")


def test_an_empty_selection_keeps_the_last_picture(front: Front, tmp_path: Path) -> None:
    explorer = Explorer(front, tmp_path, "panel", draw="chosen", countries=["NOR"])
    explorer.button("Remove Norway").click()
    expect(explorer.trouble).to_contain_text("No country is chosen")
    expect(explorer.button("Remove Norway")).to_be_visible()
    explorer.agrees()
    explorer.control("Year").select_option("2023")
    expect(explorer.trouble).to_contain_text("in 2023. There are such values from 1990 to 2021")
    expect(explorer.control("Year")).to_have_value("2021")
    explorer.agrees()


def test_rows_are_sorted_by_their_head_and_all_are_shown(rents: Explorer) -> None:
    expect(rents.rows).to_have_count(12)
    rents.button("Liberal democracy").click()
    expect(rents.view.locator("th[aria-sort=descending]")).to_contain_text("Liberal democracy")
    expect(rents.rows.first).to_contain_text("Denmark")
    rents.button(re.compile("Liberal democracy")).click()
    expect(rents.rows.first).to_contain_text("Burma/Myanmar")
    rents.button("Show all 166 rows").click()
    expect(rents.rows).to_have_count(166)
    rents.button("Show 12 rows").click()
    expect(rents.rows).to_have_count(12)


def test_the_rows_are_copied_with_their_source(rents: Explorer, page: Page) -> None:
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    rents.button("Copy all rows as CSV").click()
    lines = rents.view.get_by_label("Rows as CSV").input_value().splitlines()
    assert lines[0] == (
        "country,rents_total_pct_gdp,v2x_libdem,v2x_libdem_codelow,v2x_libdem_codehigh,iso3,year,"
        "source"
    )
    assert len(lines) == 167
    assert lines[1].startswith("Libya,61.035,0.12")
    assert "V-Dem, version 15 of 2025 (v2x_libdem)" in lines[1]


def test_the_mouse_names_the_point_it_is_on(rents: Explorer, page: Page) -> None:
    rents.plot.scroll_into_view_if_needed()
    libya = rents.plot.locator("circle.cre-dot[r='5']").first.bounding_box()
    assert libya is not None
    page.mouse.move(libya["x"] + 4, libya["y"] + 4)
    expect(rents.readout).to_contain_text("Libya, 2021")
    page.mouse.move(2, 2)
    expect(rents.readout).to_contain_text("Point at the figure")
    rents.rows.nth(1).hover()
    expect(rents.readout).to_contain_text("Mongolia, 2021")


def test_markup_in_a_prompt_stays_text(front: Front, tmp_path: Path) -> None:
    explorer = Explorer(front, tmp_path, prompt="Choose <b>one</b>.")
    expect(explorer.view).to_contain_text("Choose <b>one</b>.")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("of", ["rents", "trajectories"])
def test_axe_finds_nothing(front: Front, tmp_path: Path, page: Page, of: str, dark: bool) -> None:
    front.open(dark=dark)
    explorer = Explorer(front, tmp_path, of, id="03/q4", prompt="Choose one.")
    explorer.plot.focus()
    page.keyboard.press("ArrowRight")
    explorer.button(re.compile("Show all")).click()
    count = len(explorer.widget.picture["points"])
    expect(explorer.rows).to_have_count(count)
    # Hundreds of rows are of one make: the first, the one pointed at and the last stand for all.
    alike = f".cre-scroll tbody tr:nth-child(n+20):nth-child(-n+{count - 1}):not(.cre-here)"
    assert front.axe(without=alike) == []


@pytest.mark.parametrize("width", [560, 800, 1400])
def test_nothing_sticks_out(front: Front, tmp_path: Path, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    explorer = Explorer(front, tmp_path, "trajectories")
    expect(explorer.plot.locator("svg")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    beside = page.evaluate(
        "() => document.querySelector('.cre-side').getBoundingClientRect().top"
        " < document.querySelector('.cre-plot').getBoundingClientRect().top"
    )
    assert beside == (width == 1400)
    text = "() => [...document.querySelectorAll('.cre-plot text')].every(t => "
    box = "t.getBoundingClientRect().right <= t.closest('.cre-plot').getBoundingClientRect().right"
    assert page.evaluate(f"{text} {box} + 1)")

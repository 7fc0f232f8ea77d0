"""What a narrow window, and JupyterLab's own rules for outputs, must not do to a widget."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Ask, Coding, Compare, Matrix, ReadingDesk, Scale
from closereader.concordance import concordance
from closereader.handin.home import Home
from tests.browser.front.comparison_kit import Pair
from tests.widgets.test_coding import CASES, CODES
from whose_lessons import Explore

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

NARROW = 384
"""What JupyterLab leaves of 800 px beside its file list, with our margins."""

LAB = """
.jp-OutputArea-output pre { word-break: break-all; }
.jp-OutputArea-output dl, .jp-OutputArea-output dt, .jp-OutputArea-output dd { display: block; }
.jp-OutputArea-output dl { width: 100%; overflow: hidden; padding: 0; margin: 0; }
.jp-OutputArea-output dt { font-weight: bold; float: left; width: 20%; padding: 0; margin: 0; }
.jp-OutputArea-output dd { float: left; width: 80%; padding: 0; margin: 0; }
"""
"""What JupyterLab 4.6 says of every output."""


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


OUTSIDE = """(host) => {
  const frame = host.getBoundingClientRect();
  if (frame.width === 0) throw new Error("There is no frame to stay in.");
  const cuts = (el) => getComputedStyle(el).overflowX !== 'visible';
  const inside = (el) => {
    for (let box = el.parentElement; box && box !== host; box = box.parentElement)
      if (cuts(box)) return true;
    return false;
  };
  return [...host.querySelectorAll('*')].filter((el) => {
    const box = el.getBoundingClientRect();
    return box.width > 0 && !el.closest('.cr-sr') && !inside(el) && box.right > frame.right + 1;
  }).map((el) => `${el.className}: ${el.textContent.slice(0, 40)}`);
}"""


CUT_EXAMPLES = """(host) => {
  const pen = document.createElement('canvas').getContext('2d');
  return [...host.querySelectorAll('input[placeholder]')].filter((one) => {
    const { font, paddingLeft, paddingRight } = getComputedStyle(one);
    pen.font = font;
    const room = one.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return one.checkVisibility() && pen.measureText(one.placeholder).width > room;
  }).map((one) => one.placeholder);
}"""


@pytest.mark.parametrize("width", [NARROW, 800])
def test_no_button_of_the_comparison_leaves_its_frame(front: Front, width: int) -> None:
    front.page.set_viewport_size({"width": width, "height": 900})
    compared = Pair(front, Compare("alieva-2024", "post-2022"))
    expect(compared.el.get_by_role("group", name="Text shown")).to_be_visible()
    assert compared.el.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("searched", ["", "we|our|us"])
def test_the_search_for_two_texts_stands_on_one_line(front: Front, searched: str) -> None:
    front.page.set_viewport_size({"width": 708, "height": 900})  # what a window of 800 px leaves
    compared = Pair(front, Compare("alieva-2024", "post-2022"))
    compared.box.fill(searched)
    compared.settle()
    for row in (".crc-search", ".crc-switch"):
        middles = compared.el.locator(row).evaluate(
            """(row) => [...row.children].filter((one) => one.offsetWidth).map((one) => {
              const { top, bottom } = one.getBoundingClientRect(); return (top + bottom) / 2; })"""
        )
        assert len(middles) > 2
        assert max(middles) - min(middles) < 4
    assert compared.el.evaluate(OUTSIDE) == []


def test_the_switch_of_two_texts_stands_at_the_text_that_it_turns(front: Front) -> None:
    front.page.set_viewport_size({"width": 708, "height": 640})
    compared = Pair(front, Compare("artiukh-2022", "post-2022", search="we|our|us"))
    switch = compared.el.locator(".crc-switch").bounding_box()
    texts = compared.el.locator(".crc-columns").bounding_box()
    assert switch is not None
    assert texts is not None
    assert 0 <= texts["y"] - (switch["y"] + switch["height"]) < 4  # no lines that were found


@pytest.mark.parametrize("width", [708, 1000])  # of windows of 800 and of 1366
def test_what_links_two_passages_stands_on_one_line(front: Front, width: int) -> None:
    front.page.set_viewport_size({"width": width, "height": 640})
    front.live(ReadingDesk("post-2022"))
    compared = Pair(front, Compare("artiukh-2022", "post-2022"))
    row = compared.el.locator(".crc-link-do")
    expect(row.get_by_role("button", name="Pick from text")).to_be_visible()
    tops = row.evaluate("(row) => [...row.children].map((one) => one.getBoundingClientRect().top)")
    assert max(tops) - min(tops) < 12


@pytest.mark.parametrize("width", [NARROW, 560, 610, 708])
def test_no_example_in_a_field_is_cut(front: Front, width: int) -> None:
    front.page.set_viewport_size({"width": width, "height": 900})
    for widget in (
        Compare("alieva-2024", "post-2022"),
        Matrix("02/q6", columns=[("who", "Who?", "")]),
        Scale("05/q2", "Where does each sentence stand?"),
        Explore("trajectories"),
    ):
        view = front.view(front.live(widget))
        expect(view.get_by_placeholder(re.compile(".")).first).to_be_attached()
        front.settle()
        assert view.evaluate(CUT_EXAMPLES) == []


def test_the_way_past_the_search_moves_nothing(front: Front) -> None:
    compared = Pair(front, Compare("alieva-2024", "post-2022"))
    before = compared.box.bounding_box()
    skip = compared.el.get_by_role("button", name="To the texts")
    skip.focus()
    assert compared.box.bounding_box() == before
    shown = skip.bounding_box()
    assert shown is not None
    assert shown["height"] >= 24


def test_a_table_whose_cells_stand_below_each_other_names_each_case_once(front: Front) -> None:
    front.page.set_viewport_size({"width": 500, "height": 900})
    rows = [("essay", "Essay (alieva-2024)"), ("post", "Post (post-2022)")]
    view = front.view(front.live(Matrix("02/q6", rows=rows, columns=[("who", "Who?", "")])))
    cell = view.get_by_role("button", name="Choose a passage: Who? Post (post-2022)")
    expect(cell).to_be_visible()
    expect(view.get_by_role("columnheader", name="Essay (alieva-2024)")).to_have_count(1)
    above = view.locator("tbody").evaluate(
        "(body) => body.getBoundingClientRect().top"
        " - body.closest('.crx-table').getBoundingClientRect().top"
    )
    assert above < 6
    view.get_by_label("Name of another case").fill("A speech")
    view.get_by_role("button", name="Add a case").click()
    expect(view.get_by_role("button", name="Remove the case A speech")).to_be_visible()


@pytest.mark.parametrize("height", [450, 700])
def test_who_comes_to_a_box_with_tab_sees_all_of_it(front: Front, height: int) -> None:
    front.page.set_viewport_size({"width": 700, "height": height})
    front.page.evaluate(
        """(room) => { const before = document.createElement("button");
          before.style = `display: block; margin-bottom: ${room}px`;
          document.querySelector("#widgets").before(before);
          document.querySelector("#more").style.height = "2000px"; }""",
        height - 110,  # the first line of the box is in sight
    )
    box = front.view(front.live(Ask("01/q1", prompt="Who speaks?"))).get_by_role("textbox")
    front.page.get_by_role("button").first.focus()
    front.page.keyboard.press("Tab")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport(ratio=1)


def test_minutes_stay_beside_their_number(front: Front) -> None:
    """The table of the first page, as wide as it is at 200 %."""
    front.page.set_viewport_size({"width": 600, "height": 450})
    sheet = resources.files("closereader.lab").joinpath("front/lesson.css")
    front.page.add_style_tag(content=sheet.read_text(encoding="utf-8"))
    front.page.evaluate(
        "(html) => { document.querySelector('#more').innerHTML = html; }", Home()._repr_html_()
    )
    times = front.page.locator(".closereader-home td:nth-child(3)")
    expect(times.filter(has_text="45 min").first).to_be_visible()
    lines = times.evaluate_all(
        "(all) => all.map((one) => { const words = document.createRange();"
        " words.selectNodeContents(one); return words.getClientRects().length; })"
    )
    assert set(lines) == {1}


def test_no_citation_in_a_table_lies_over_the_next_cell(front: Front) -> None:
    front.page.set_viewport_size({"width": 590, "height": 900})  # of a window of 800 px
    sheet = resources.files("closereader.lab").joinpath("front/lesson.css")
    front.page.add_style_tag(
        content=".jp-RenderedHTMLCommon { font: 13px/1.5 sans-serif; } .cr-cite { white-space: "
        "nowrap; } .jp-RenderedHTMLCommon table { table-layout: fixed; border-collapse: collapse; }"
    )
    # The page has no file list and no margins, so it is narrower than the window that is meant.
    words = sheet.read_text(encoding="utf-8").replace("(max-width: 600px)", "(max-width: 500px)")
    front.page.add_style_tag(content=words)
    counted = concordance(["alieva-2024"], 'should|must|"have to"|"need to"', width=28)
    front.page.evaluate(
        """(html) => { document.querySelector("#more").innerHTML =
          `<div class="closereader-lesson"><div class="jp-OutputArea">
           <div class="jp-RenderedHTMLCommon">${html}</div></div></div>`;
          for (const place of document.querySelectorAll("tbody th")) {
            const link = document.createElement("span");
            link.className = "cr-cite";
            link.append(...place.childNodes);
            place.append(link);
          } }""",
        counted._repr_html_(),
    )
    cells = front.page.locator("#more").locator("th, td")
    assert cells.count() > 50
    over = cells.evaluate_all(
        "(all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((o) => o.innerText)"
    )
    assert over == []


def test_no_point_of_the_scale_leaves_its_frame(front: Front) -> None:
    front.page.set_viewport_size({"width": NARROW, "height": 900})
    view = front.view(front.live(Scale("05/q2", "Where does each sentence stand?")))
    expect(view.get_by_text("cannot say").first).to_be_visible()
    assert view.evaluate(OUTSIDE) == []


def test_a_legend_has_room_around_its_words_in_jupyterlab(front: Front) -> None:
    front.page.add_style_tag(content=LAB)
    front.page.evaluate(
        "() => document.querySelector('#widgets').classList.add('jp-OutputArea-output')"
    )
    view = front.view(front.live(Coding("04/q3", "Code them.", CASES, codes=CODES)))
    legend = view.locator(".crk-legend")
    room = legend.evaluate(
        """(el) => { const box = el.getBoundingClientRect();
          const dt = el.querySelector('dt'), words = document.createRange();
          words.selectNodeContents(dt);
          const first = words.getBoundingClientRect();
          const last = el.lastElementChild.getBoundingClientRect();
          return [first.left - box.left, first.top - box.top, box.bottom - last.bottom]; }"""
    )
    assert min(room) >= 5
    for term, meaning in zip(legend.locator("dt").all(), legend.locator("dd").all(), strict=True):
        above, below = term.bounding_box(), meaning.bounding_box()
        assert above is not None
        assert below is not None
        assert below["y"] >= above["y"] + above["height"] - 1

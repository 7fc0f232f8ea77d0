"""The first answer beside the last, in Chromium, with the real Python behind it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from closereader import Ask, open_work
from closereader.work import Work
from tests.browser.front.harness import Front
from tests.browser.front.test_ask import ask, box, status
from tests.widgets.course import make_course

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(make_course(tmp_path)))
    monkeypatch.delenv("CLOSEREADER_WORK", raising=False)
    monkeypatch.delenv("CLOSEREADER_SEEDS", raising=False)
    return tmp_path


def last() -> Ask:
    return Ask("02/q9", "And now?", again="02/q1")


def test_the_first_answer_stands_beside_the_box(front: Front) -> None:
    ask().keep({"text": "One idea,\nin two lines.\n\nAnd <b>another</b>."})
    front.live(last())
    view = front.view()
    first = view.get_by_role(
        "group", name=re.compile(r"^Your answer to question 1 of 02, written \d\d:\d\d$")
    )
    expect(first.locator("p").nth(1)).to_have_text("One idea,\nin two lines.", use_inner_text=True)
    expect(first.locator("p").nth(2)).to_have_text("And <b>another</b>.")
    expect(first.get_by_role("textbox")).to_have_count(0)
    expect(view.get_by_role("textbox", name="And now?", exact=True)).to_have_count(1)
    expect(view.get_by_role("textbox")).to_have_value("")
    expect(view.locator(".cr-count")).to_have_text("0 words")
    box(front).fill("It has changed.")
    expect(status(front)).to_contain_text("Saved")
    assert (ask().answer[:8], last().answer) == ("One idea", "It has changed.")
    assert front.axe() == []


def test_the_first_answer_follows(front: Front) -> None:
    earlier, widget = ask(), last()
    front.live(widget)
    front.live(earlier)
    expect(front.view()).to_contain_text("You have not answered question 1 of 02 yet.")
    assert "written" not in front.view().locator(".cr-first").inner_text()
    box(front, 1).fill("A first idea.")
    expect(status(front, 1)).to_contain_text("Saved")
    front.page.evaluate("() => mock.views[0].model.send({ type: 'refresh' })")
    expect(front.view().locator(".cr-first")).to_contain_text("A first idea.")


# Hide the widgets, and wait until the browser has told those who watch whether they are seen.
GONE = """() => new Promise((done) => {
    const widgets = document.querySelector("#widgets");
    new IntersectionObserver(([one]) => { if (!one.isIntersecting) done(); }).observe(widgets);
    widgets.style.display = "none";
})"""


def test_who_comes_back_from_another_notebook_sees_what_was_changed_there(front: Front) -> None:
    front.page.clock.install()
    front.live(last())
    expect(front.view().locator(".cr-first")).to_be_visible()
    Work(open_work().folder).save_answer("02", "q1", {"kind": "prose", "text": "From elsewhere."})
    front.page.evaluate(GONE)
    front.page.clock.run_for(5000)
    front.page.evaluate("() => { document.querySelector('#widgets').style.display = ''; }")
    expect(front.view().locator(".cr-first")).to_contain_text("From elsewhere.")
    assert len(front.sent("refresh")) == 1


def test_it_asks_nothing_of_a_question_that_has_no_first_answer(front: Front) -> None:
    front.live(ask())
    expect(front.view().locator(".cr-first")).to_be_hidden()
    front.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    assert front.sent("refresh") == []


@pytest.mark.parametrize(
    ("width", "beside"), [(320, False), (500, False), (900, True), (1400, True)]
)
def test_beside_where_it_is_wide_and_above_where_it_is_narrow(
    front: Front, width: int, beside: bool
) -> None:
    front.page.set_viewport_size({"width": width, "height": 800})
    ask().keep({"text": "A first idea, and some words more to fill the line. " * 4 + "W" * 200})
    front.live(last())
    first, mine = front.view().locator(".cr-first").bounding_box(), box(front).bounding_box()
    assert first is not None
    assert mine is not None
    if beside:
        assert first["x"] + first["width"] < mine["x"]
        assert first["y"] < mine["y"] + mine["height"]
    else:
        assert first["y"] + first["height"] < mine["y"]
    assert front.page.evaluate("() => document.documentElement.scrollWidth") <= width

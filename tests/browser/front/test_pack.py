"""Pages of a marking pack in a browser: hostile words run nothing and ask for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from closereader.seminar import collect
from closereader.seminar.pack import write_pack
from tests.seminar.making import FIXTURES, FORMULA, HOSTILE, a_mark, handin

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from playwright.sync_api import Page

STYLED = "<style>*{display:none}</style><meta http-equiv=refresh content='0;url=//x.invalid'>"
FRAMED = "<iframe srcdoc='<script>parent.ran=3</script>'></iframe><a href=javascript:ran=4>x</a>"
WORDS = f"{HOSTILE}{STYLED}{FRAMED} “tried to theorise” (artiukh-2022 ¶4)"

GROUND = "getComputedStyle(document.body).backgroundColor"
WHITE = "rgb(255, 255, 255)"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of the readers of the fixtures, and of one whose every word is hostile."""
    folder = tmp_path_factory.mktemp("pack")
    upload = folder / "in"
    upload.mkdir()
    prose = {"kind": "prose", "text": WORDS}
    label = {"kind": "matrix", "rows": [{"label": WORDS, "cells": {"x": {"note": WORDS}}}]}
    odd = {"kind": WORDS, "x": [WORDS]}
    answers = {"02/exercise-question-1": label, "02/exercise-question-3": odd, "02/q3": prose,
               "02/exercise-question-4": prose, "02/elsewhere": prose}  # fmt: skip
    content = handin(1, f"{HOSTILE[:99]}", marks=(a_mark(1, note=WORDS),), answers=answers)
    (upload / "1.html").write_bytes(content)
    (upload / "2.html").write_bytes(handin(2, FORMULA))
    found = collect([upload, FIXTURES])
    return write_pack(found, folder / "pack").folder


def test_hostile_words_run_nothing_and_ask_for_nothing(page: Page, pack: Path) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    every = [pack / "index.html", *sorted(pack.rglob("*/*.html"))]
    for path in every:
        page.goto(path.as_uri())
        assert page.evaluate("window.ran") is None, path.name
        assert page.locator("img, iframe, form, object, meta[http-equiv=refresh]").count() == 0
        assert page.locator("script").count() == (path.parent.name == "questions")
        assert page.locator("h1").count() == 1
        assert page.locator("main").is_visible()
    assert asked == [path.as_uri() for path in every]
    assert said == []


def test_a_question_reads_well_in_every_width(page: Page, pack: Path) -> None:
    page.goto((pack / "questions" / "02-04-question-4.html").as_uri())
    assert any(WORDS[:40] in one for one in page.locator("article").all_inner_texts())
    for width, beside in ((1400, True), (800, False)):
        page.set_viewport_size({"width": width, "height": 900})
        answers = page.locator(".answers").bounding_box()
        rubric = page.locator("aside").bounding_box()
        assert answers
        assert rubric
        assert (rubric["x"] > answers["x"] + answers["width"]) is beside
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_pages_are_worked_by_keyboard(page: Page, pack: Path) -> None:
    page.goto((pack / "index.html").as_uri())
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Question 1:"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/02-01-question-1.html")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page itself")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    skip.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [800, 1400])
def test_axe_finds_nothing_by_day_and_by_night(
    scheme: Literal["light", "dark"], width: int, page: Page, pack: Path
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    grounds = set[str]()
    [reader] = (f"readers/{one.name}" for one in pack.glob("readers/*margin-writer*.html"))
    names = ["index.html", *(f"questions/02-0{n}-question-{n}.html" for n in (1, 2, 3)), reader]
    for name in names:
        page.goto((pack / name).as_uri())
        grounds.add(page.evaluate(GROUND))
        found = Axe().run(page).response["violations"]
        flaws = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
        assert flaws == [], name
    assert (grounds == {WHITE}) is (scheme == "light")


def test_paper_stays_light(page: Page, pack: Path) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto((pack / "index.html").as_uri())
    assert page.evaluate(GROUND) == WHITE
    assert (
        page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(26, 26, 26)"
    )

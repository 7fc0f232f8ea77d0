"""What takes something away never throws the focus to the top of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Locator, expect

from closereader import Choose, Coding, Matrix, Reader, Scale
from closereader.argument import Node, settled
from closereader.widgets.claims import ClaimCards
from tests.browser.front.argument_kit import WORDS, Map, built
from tests.browser.front.comparison_kit import pair
from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import Desk, mark, small_text
from tests.browser.front.test_explorer import Explorer
from tests.widgets.course import make_course
from tests.widgets.test_coding import CASES, CODES

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

POEM = small_text("One heading", "First words here.", "Second paragraph.")
MARKS = [mark(1, "First", "exclusion", POEM), mark(2, "Second", "gender", POEM)]


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def use(button: Locator, *gone: Locator) -> None:
    """Press a button by key, wait until what it takes away is gone, and look for the focus."""
    button.focus()
    button.press("Enter")
    for each in gone:
        expect(each).to_be_hidden()
    button.page.wait_for_timeout(150)
    button.page.wait_for_function("() => Boolean(document.activeElement?.closest('.cr'))")


def named(view: Locator, name: str) -> Locator:
    return view.get_by_role("button", name=name, exact=True)


def use_up(view: Locator, name: str = "Undo") -> None:
    """Press Undo until there is nothing left, and once more."""
    button = named(view, name).first
    for _ in range(20):
        if button.get_attribute("aria-disabled") == "true":
            break
        use(button)
    expect(button).to_have_attribute("aria-disabled", "true")
    use(button)
    expect(button).to_be_focused()


def matrix(front: Front) -> Locator:
    rows = [("one", "Letter (artiukh-2022)"), ("two", "Post (post-2022)")]
    columns = [("who", "Who?", ""), ("how", "How?", "")]
    return front.view(front.live(Matrix("02/q6", columns=columns, rows=rows)))


def add_case(view: Locator, name: str) -> None:
    box = view.get_by_label("Name of another case")
    box.fill(name)
    box.press("Enter")


def fill_note(view: Locator, case: str) -> None:
    named(view, f"Choose a passage: Who? {case}").press("Enter")
    view.get_by_label("A note in your own words").fill("mine")
    named(view, "Save").press("Enter")


def test_a_matrix(front: Front) -> None:
    view = matrix(front)
    for name in ("Third", "Fourth", "Fifth"):
        add_case(view, name)
    use(named(view, "Remove the case Fourth"), named(view, "Remove the case Fourth"))
    expect(named(view, "Choose a passage: Who? Fifth")).to_be_focused()
    use(named(view, "Remove the case Fifth"), named(view, "Remove the case Fifth"))
    expect(named(view, "Choose a passage: Who? Third")).to_be_focused()
    fill_note(view, "Third")
    remove = named(view, "Remove the case Third")
    use(remove)
    use(named(view, "Keep it"), named(view, "Keep it"))
    expect(remove).to_be_focused()
    use(remove)
    use(named(view, "Remove it"), remove)
    fill_note(view, "Post (post-2022)")
    view.get_by_role("button", name="or change the note: Who? Post").press("Enter")
    use(named(view, "Remove"), view.locator(".crx-note"))
    use_up(view)
    use_up(view, "Redo")


def test_words_that_are_not_put_in(front: Front) -> None:
    view = matrix(front)
    for case in ("Letter (artiukh-2022)", "Post (post-2022)"):
        named(view, f"Choose a passage: Who? {case}").press("Enter")
        view.get_by_label("A note in your own words").fill("begun")
        view.get_by_label("A note in your own words").press("Escape")
    throw = named(view, "Throw it away")
    expect(throw).to_have_count(2)
    use(throw.first)
    expect(throw).to_have_count(1)
    use(throw, throw)


def test_a_refused_change(front: Front) -> None:
    desk = Desk(front).show(POEM)
    front.python("strict")
    desk.text.focus()
    desk.press("w", "1")
    desk.el.locator(".cr-refused summary").click()
    use(named(desk.el, "Put away"), named(desk.el, "Put away"))


def test_a_map(front: Front) -> None:
    Reader("artiukh-2022").mark(WORDS, theme="agency")
    shown = Map(front, built())
    shown.parts.nth(1).focus()
    use(shown.button("Open"))
    use(shown.button("Take the passage out"), shown.button("Take the passage out"))
    use(shown.button("Remove this part"), shown.view.locator(".cra-editor"))
    use(shown.button("Down"))
    use(shown.button("Remove"))
    use(shown.button("Up"))
    shown.parts.first.focus()
    use(shown.button("Remove"))  # the main claim stays, and so does the focus
    expect(shown.button("Remove")).to_be_focused()
    use_up(shown.view)
    use_up(shown.view, "Redo")


def test_a_map_from_before_an_import(front: Front) -> None:
    shown = Map(front, settled(Node("claim", "One.")))
    shown.view.get_by_text("Import a map").click()
    shown.view.get_by_label("Paste Argdown or JSON").fill("<<<")
    shown.button("Read it").click()
    use(shown.button("Exchange the two"))
    expect(shown.button("Exchange the two")).to_be_focused()


def test_an_explorer(front: Front, tmp_path: Path) -> None:
    shown = Explorer(front, tmp_path, id="03/q4")
    box = shown.view.locator(".cre-controls input, input.cr-field").first
    box.fill("Norway")
    box.press("Enter")
    use(shown.button("Remove Norway"), shown.button("Remove Norway"))
    keep = shown.button("Use this picture in my answer")
    use(keep)
    expect(keep).to_be_focused()
    use(shown.button("Take it back"), shown.button("Take it back"))
    use_up(shown.view)


def test_a_comparison(front: Front) -> None:
    compared = pair(front)
    compared.link()
    compared.el.get_by_role("button", name="Linked passages").press("Enter")
    use(named(compared.el, "Remove link"), named(compared.el, "Remove link"))


def test_a_reader(front: Front) -> None:
    lost = {**mark(3, "First", "rentier", POEM), "status": "lost", "s": 0, "e": 0, "quote": "gone"}
    desk = Desk(front).show(POEM, marks=[*MARKS, lost])
    desk.el.locator(".crr-banner summary").click()
    use(named(desk.el, "Remove"), desk.el.locator(".crr-banner"))
    desk.text.focus()
    desk.press("Control+Home", "]", "Enter")
    use(named(desk.card, "Remove"), desk.card)
    desk.press("v")
    last = desk.el.get_by_role("button", name="Remove: ")
    expect(last).to_have_count(1)
    use(last, last)
    use_up(desk.el)


def test_a_choice(front: Front, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(make_course(tmp_path)))
    view = front.view(front.live(Choose("02/q2")))
    view.get_by_label("Both").check()
    use(named(view, "Undo"), named(view, "Take my choice back"))


def questions() -> list[Any]:
    return [
        Coding("04/q3", "Code them.", CASES, codes=CODES),
        Scale("05/q2", "Where does each sentence stand?"),
        ClaimCards("01/q5", ["c07", "c03", "c22"]),
    ]


@pytest.mark.parametrize("which", range(3), ids=["coding", "scale", "claim cards"])
def test_undo_of_choices(front: Front, which: int) -> None:
    view = front.view(front.live(questions()[which]))
    view.get_by_role("radio").first.check()
    undo = named(view, "Undo")
    use(undo)
    expect(view.get_by_role("radio", checked=True)).to_have_count(0)
    use_up(view)

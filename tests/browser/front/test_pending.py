"""Words that were typed and not taken: no button drops them. The real Python is behind the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from closereader import HandIn, Matrix, Reader, WhoAmI
from closereader.argument import Node, settled
from closereader.handin import read_handin
from closereader.widgets.base.edit import Edit, EditError
from closereader.work import Work, open_work
from tests.browser.front.argument_kit import WORDS, Map
from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import POEM, Desk, mark

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

PUT = "Save"
PASTED = "Paste words from a text"


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    return open_work()


def matrix(front: Front) -> tuple[Matrix, Locator]:
    widget = Matrix(
        "02/q6",
        columns=[("who", "Who?", ""), ("how", "How?", "")],
        rows=[("one", "Letter (artiukh-2022)"), ("two", "Post (post-2022)")],
    )
    return widget, front.view(front.live(widget))


def press(view: Locator, name: str) -> None:
    view.get_by_role("button", name=name, exact=True).click()


def offered(view: Locator) -> Locator:
    return view.get_by_role("group", name="Words that are not put in yet").get_by_role("listitem")


def saved(view: Locator) -> None:
    expect(view.locator(".cr-status-text")).to_have_text(re.compile(r"^Saved \d"))


def test_putting_in_looks_pasted_words_up(front: Front) -> None:
    widget, view = matrix(front)
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    view.get_by_label(PASTED).fill(f"‘{WORDS}’")
    press(view, PUT)  # not "Look them up" first
    expect(view.locator(".crx-passage")).to_have_text(f"{WORDS} (artiukh-2022 ¶4)")
    saved(view)
    assert widget.filled == (1, 4)


def test_pasting_looks_up_at_once(front: Front) -> None:
    _, view = matrix(front)
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    view.get_by_label(PASTED).evaluate(
        "(box, words) => { box.value = words; box.dispatchEvent(new Event('paste')); }", WORDS
    )
    expect(view.locator(".cr-looked")).to_have_text("Found in artiukh-2022 ¶4.")


def test_words_that_no_text_has_keep_the_editor_open(front: Front) -> None:
    widget, view = matrix(front)
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    box = view.get_by_label(PASTED)
    box.fill("zzzz qqqq")
    view.get_by_label("A note in your own words").fill("mine")
    press(view, PUT)
    expect(view.locator(".cr-looked")).to_contain_text("No text has these words")
    expect(box).to_have_value("zzzz qqqq")
    assert widget.filled == (0, 4)
    front.page.keyboard.press("Escape")
    expect(offered(view)).to_contain_text("zzzz qqqq / mine")
    front.open()  # the page is loaded again
    _, view = matrix(front)
    press(view, "Go on with it")
    expect(view.get_by_label(PASTED)).to_have_value("zzzz qqqq")
    expect(view.get_by_label("A note in your own words")).to_have_value("mine")
    expect(offered(view)).to_have_count(0)


@pytest.mark.parametrize("way", ["escape", "cancel", "another cell", "reload"])
def test_a_passage_that_was_found_and_not_put_in_comes_back(front: Front, way: str) -> None:
    widget, view = matrix(front)
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    view.get_by_label(PASTED).fill(WORDS)
    view.get_by_label("A note in your own words").fill("mine")
    press(view, "Look them up")
    expect(view.locator(".crx-chosen")).to_contain_text(f"Chosen: {WORDS}")
    if way == "escape":
        front.page.keyboard.press("Escape")
    elif way == "cancel":
        press(view, "Cancel")
    elif way == "another cell":
        press(view, "Choose a passage: How? Letter (artiukh-2022)")
    else:
        front.open()
        widget, view = matrix(front)
    expect(offered(view)).to_contain_text(f"{WORDS} / mine")
    press(view, "Go on with it")
    expect(offered(view)).to_have_count(0)
    expect(view.get_by_label(PASTED)).to_have_value(WORDS)
    expect(view.get_by_label("A note in your own words")).to_have_value("mine")
    expect(view.locator(".crx-chosen")).to_contain_text(f"Chosen: {WORDS}")
    press(view, PUT)
    saved(view)
    assert widget.filled == (1, 4)
    assert front.sent("find")[1:] == []  # what was chosen need not be looked up again
    assert front.stored() == []


def test_an_own_mark_does_not_push_pasted_words_out(front: Front) -> None:
    Reader("artiukh-2022").mark(WORDS, theme="agency")
    _, view = matrix(front)
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    view.get_by_label(PASTED).fill("zzzz qqqq")
    view.locator(".cr-place").first.click()
    expect(view.locator(".crx-passage")).to_have_count(1)
    expect(offered(view)).to_contain_text("zzzz qqqq")


def test_two_drafts_of_one_cell_do_not_push_each_other_out(front: Front) -> None:
    _, view = matrix(front)
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    view.get_by_label("A note in your own words").fill("zzzz one")
    front.page.keyboard.press("Escape")
    front.page.evaluate(  # what another tab wrote into the same cell and set aside
        """() => {
          const [name] = Object.keys(localStorage).filter((key) => key.includes(":draft:"));
          const draft = localStorage.getItem(name).replace("zzzz one", "zzzz two");
          localStorage.setItem(`${name}-2`, draft);
        }"""
    )
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    expect(view.get_by_label("A note in your own words")).to_have_value("zzzz one")
    expect(offered(view)).to_contain_text("zzzz two")
    press(view, "Go on with it")
    expect(view.get_by_label("A note in your own words")).to_have_value("zzzz two")
    expect(offered(view)).to_contain_text("zzzz one")
    front.page.keyboard.press("Escape")
    expect(offered(view)).to_have_count(2)


def test_undo_lives_when_a_cell_holds_a_passage(front: Front) -> None:
    Reader("artiukh-2022").mark(WORDS, theme="agency")
    widget, view = matrix(front)
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    view.locator(".cr-place").first.click()
    saved(view)
    press(view, "Undo")
    expect(view.locator(".crx-passage")).to_have_count(0)
    saved(view)
    assert widget.filled == (0, 4)
    press(view, "Redo")
    expect(view.locator(".crx-passage")).to_have_count(1)


def test_done_puts_pasted_words_into_the_map(front: Front) -> None:
    shown = Map(front)
    shown.button("Grounds: add below Claim “There is a lesson left.”").click()
    shown.view.get_by_label("Words as the text has them").fill(WORDS)
    shown.button("Save").click()
    expect(shown.view.locator(".cra-editor")).to_be_hidden()
    passage = shown.saved().children[0].passage
    assert passage is not None
    assert passage.exact == WORDS


def test_done_stays_when_the_map_cannot_take_the_words(front: Front) -> None:
    shown = Map(front)
    shown.button("Grounds: add below Claim “There is a lesson left.”").click()
    shown.view.get_by_label("Words as the text has them").fill("zzzz qqqq")
    shown.button("Save").click()
    expect(shown.view.locator(".cr-looked")).to_contain_text("No text has these words")
    expect(shown.view.locator(".cra-editor")).to_be_visible()
    shown.view.locator(".cra-row").first.dblclick()  # another part is opened
    expect(offered(shown.view)).to_contain_text("zzzz qqqq")
    shown.parts.nth(1).click()
    expect(shown.view.get_by_label("Words as the text has them")).to_have_value("zzzz qqqq")
    shown.button("Remove this part").click()
    expect(offered(shown.view)).to_contain_text("zzzz qqqq")


def test_writing_into_an_empty_claim_writes(front: Front) -> None:
    shown = Map(front, settled(Node("claim", "")))
    shown.parts.first.click()
    front.page.keyboard.type("Nobody can teach freedom, but people can learn together.")
    shown.press("Enter")
    expect(shown.parts).to_have_count(1)
    assert shown.saved().text == "Nobody can teach freedom, but people can learn together."
    expect(shown.parts.first).to_be_focused()
    front.page.keyboard.type("So?")  # a letter, on a part that has words
    shown.press("Enter")
    expect(shown.parts.first).to_contain_text("learn together. So?")


def test_the_hand_in_takes_the_name_that_stands_in_its_box(front: Front, work: Work) -> None:
    view = front.view(front.live(HandIn("02", work=work)))
    view.get_by_role("textbox", name="Reader name").fill("Student L")
    press(view, "Make my file")
    expect(view).to_contain_text("Your file was made")
    (file,) = (work.folder / "handins").glob("*.html")
    assert read_handin(file.read_bytes()).name == "Student L"
    assert "student-l" in file.name


def test_a_name_that_came_back_can_be_used(front: Front, work: Work) -> None:
    front.view(front.live(HandIn("02", work=work)))
    front.page.get_by_role("textbox", name="Reader name").fill("Student L")
    front.page.evaluate("() => mock.hide(0)")  # the cell is run again
    front.live(HandIn("02", work=work))
    expect(front.page.get_by_role("textbox", name="Reader name")).to_have_value("Student L")
    press(front.view(), "Use this name")
    expect(front.page.get_by_role("button", name="Use this name")).to_be_disabled()
    assert work.reader.name == "Student L"


def test_a_refused_name_can_be_tried_again(
    front: Front, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = HandIn("02", work=work)
    save, answers = widget.apply_edit, iter(["The disk was away."])

    def refuse_once(edit: Edit) -> str:
        for why in answers:
            raise EditError(why)
        return save(edit)

    monkeypatch.setattr(widget, "apply_edit", refuse_once)
    view = front.view(front.live(widget))
    view.get_by_role("textbox", name="Reader name").fill("Student L")
    press(view, "Use this name")
    expect(view.locator(".cr-status")).to_have_attribute("data-state", "refused")
    press(view, "Use this name")
    expect(view.get_by_role("button", name="Use this name")).to_be_disabled()
    assert work.reader.name == "Student L"


def test_a_name_survives_the_cell(front: Front) -> None:
    front.live(WhoAmI())
    front.view().get_by_label("Reader name", exact=True).fill("Heron")
    front.page.evaluate("() => mock.hide(0)")  # the cell is run again
    front.live(WhoAmI())
    expect(front.page.get_by_label("Reader name", exact=True)).to_have_value("Heron")
    expect(front.page.get_by_role("button", name="Use this name")).to_be_enabled()


def test_escape_keeps_a_note_without_a_theme(front: Front) -> None:
    desk = Desk(front).show(POEM)
    desk.text.focus()
    desk.press("w", "n")
    front.page.keyboard.type("why they say it")
    desk.press("Escape")
    expect(desk.card).to_be_hidden()
    assert desk.marks() == []
    expect(offered(desk.el)).to_contain_text("“why they say it”")
    press(desk.el, "Go on with it")
    expect(desk.card.get_by_label("Note")).to_be_focused()
    expect(desk.card.get_by_label("Note")).to_have_value("why they say it")
    expect(offered(desk.el)).to_have_count(0)
    desk.press("Escape")
    press(desk.el, "Throw it away")
    expect(offered(desk.el)).to_have_count(0)
    assert front.stored() == []


def test_a_note_comes_back_with_what_was_chosen_beside_it(front: Front) -> None:
    desk = Desk(front).show(POEM)
    desk.text.focus()
    desk.press("w", "Enter", "2", "n")
    front.page.keyboard.type("why they say it")
    theme = desk.card.locator(".crr-themes input:checked")
    before = theme.input_value()
    desk.press("Escape", "Enter")  # the same words again, and not by the offer above the text
    expect(desk.card.get_by_label("Note")).to_have_value("why they say it")
    expect(theme).to_have_value(before)
    desk.press("Escape")
    expect(offered(desk.el)).to_contain_text("“why they say it”")


def test_a_note_that_was_emptied_is_not_offered(front: Front) -> None:
    given = mark(1, "First words", "agency", POEM, note="mine")
    desk = Desk(front).show(POEM, marks=[given])
    desk.text.focus()
    desk.press("]", "n", "ControlOrMeta+a", "Delete")
    expect(desk.card.get_by_label("Note")).to_have_value("")
    desk.press("Escape")
    expect(desk.card).to_be_hidden()
    expect(offered(desk.el)).to_have_count(0)
    assert front.stored() == []


def test_drafts_of_a_work_folder_that_was_mended_are_found(front: Front) -> None:
    front.live(WhoAmI())
    front.page.evaluate(
        """(key) => localStorage.setItem(key, JSON.stringify(
             { slot: "name", label: "reader name", words: { words: "Heron" } }))""",
        f"closereader:{open_work().provisional_id}:draft:name:reader|1-a",
    )
    front.page.evaluate("() => mock.hide(0)")
    front.live(WhoAmI())
    expect(front.page.get_by_label("Reader name", exact=True)).to_have_value("Heron")


def test_two_tabs_do_not_keep_each_other_busy(front: Front, work: Work) -> None:
    front.live(HandIn("02", work=work))
    written: int = front.page.evaluate(
        """() => {
          let count = 0;
          Storage.prototype.setItem = () => { count += 1; };
          dispatchEvent(new StorageEvent("storage", { key: "closereader:other" }));
          return count;
        }"""
    )
    assert written == 0

"""Handing in, in Chromium, with the real Python behind it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from closereader import Ask, HandIn
from closereader.handin import read_handin
from closereader.work import Work, open_work
from tests.browser.front.harness import Front
from tests.handin.making import HOSTILE, full_work, hostile_page, mark, short_work
from tests.handin.test_progress import SHORT

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ANSWER = {"kind": "prose", "text": "It says “the masses hated the freedom” (post-2022 ¶4)."}


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return open_work(tmp_path / "work")


def status(front: Front) -> Locator:
    return front.view().locator(".cr-status-text")


def button(front: Front, name: str = "Make my file") -> Locator:
    return front.view().get_by_role("button", name=name)


def stir(front: Front) -> None:
    """Let the widget's news of other saves reach the browser, as the comm would bring it."""
    front.set(stirred=front.living[0].widget.stirred)


def test_it_says_what_will_be_handed_in_and_follows_the_work(front: Front, work: Work) -> None:
    front.live(HandIn("02", work=work))
    view = front.view()
    expect(view).to_contain_text("0 of 6 questions answered, 0 passages marked.")
    expect(view).to_contain_text("Question 2 has no mark under Exclusion.")
    expect(view).to_contain_text("Question 1, Question 3, Question 4, Question 5 and Question 6")
    expect(view).to_contain_text("No passage is marked in the texts of this exercise.")
    work.save_answer("02", "exercise-question-4", ANSWER)
    mark(work, "artiukh-2022", "tried to theorise", "exclusion")
    stir(front)
    expect(view).to_contain_text(
        "2 of 6 questions answered, 2 of them with less than is asked for, 1 passage marked."
    )
    items = view.get_by_role("listitem")
    expect(items.filter(has_text="Question 4: 9 of 30-70 words.")).to_be_visible()
    expect(view.get_by_role("listitem").filter(has_text="artiukh-2022 1 passage")).to_be_visible()


def test_the_file_is_made_and_downloaded_by_keyboard_alone(front: Front, work: Work) -> None:
    work.save_answer("02", "exercise-question-4", ANSWER)
    front.live(HandIn("02", work=work))
    name = front.view().get_by_role("textbox", name="Reader name")
    name.focus()
    front.page.keyboard.type("Тихий Reader")
    front.page.keyboard.press("Enter")
    expect(front.view()).not_to_contain_text("No reader name is chosen")
    button(front).focus()
    front.page.keyboard.press("Enter")
    link = front.view().get_by_role("link", name="Download the file")
    expect(link).to_be_visible()
    expect(front.view()).to_contain_text("It lies in work/handins.")
    (file,) = (work.folder / "handins").glob("*.html")
    assert re.fullmatch(r"handin-02-tihii-reader-[0-9a-f]{8}\.html", file.name)
    with front.page.expect_download() as download:
        link.press("Enter")
    assert download.value.suggested_filename == file.name
    assert Path(download.value.path()).read_bytes() == file.read_bytes()
    assert read_handin(file.read_bytes()).name == "Тихий Reader"


def test_it_says_when_something_changed_since(front: Front, work: Work) -> None:
    work.save_answer("02", "exercise-question-4", ANSWER)
    front.live(HandIn("02", work=work))
    button(front).click()
    expect(front.view()).to_contain_text("It holds what is here now.")
    work.save_answer("02", "exercise-question-5", ANSWER)
    stir(front)
    expect(front.view()).to_contain_text("Something changed since.")
    expect(front.view().get_by_role("link", name="Download the file")).to_be_visible()
    button(front).click()
    expect(front.view()).to_contain_text("It holds what is here now.")
    assert len(list((work.folder / "handins" / "earlier").glob("*.html"))) == 1


def test_a_hurried_exercise_is_told_what_is_short_of_what_is_asked(
    front: Front, tmp_path: Path
) -> None:
    work = short_work(tmp_path)
    front.live(HandIn("02", work=work))
    view = front.view()
    items = view.locator(".cr-handin-list").first.get_by_role("listitem")
    for item, sentence in zip([0, 1, 3, 4, 5], SHORT, strict=True):
        expect(items.nth(item)).to_contain_text(sentence)
        expect(items.nth(item)).to_have_attribute("data-there", "partly")
    expect(items.nth(2)).to_contain_text("Question 3: 60 words.")
    expect(items.nth(2)).to_have_attribute("data-there", "true")
    expect(view).to_contain_text("5 of them with less than is asked for")
    expect(view).not_to_contain_text("Nothing is missing")


def put_down(front: Front, work: Work, shelf: str, at: str, number: int = 1) -> None:
    """Leave a change in the browser's store, as a page that was closed leaves it."""
    edit = {"id": f"e{number}", "op": "answer", "at": at, "value": ANSWER}
    front.page.evaluate(
        "([key, edit]) => { localStorage.setItem(key, JSON.stringify(edit));"
        " dispatchEvent(new StorageEvent('storage', { key })); }",
        [f"closereader:{work.id}:{shelf}|{number:09}|e{number}", edit],
    )


LATE = "2099-01-01T00:00:00.000Z"


def test_what_waits_in_the_browser_is_warned_of(front: Front, work: Work) -> None:
    front.live(HandIn("02", work=work))
    warning = front.view().locator(".cr-handin-warning")
    expect(warning).not_to_be_visible()
    put_down(front, work, "reader:alieva-2024", LATE)
    expect(warning).to_contain_text("1 change made in this browser is not saved yet")
    expect(warning).to_contain_text("marks in alieva-2024")
    front.page.evaluate(
        "() => { localStorage.clear(); dispatchEvent(new StorageEvent('storage', { key: 'x' })); }"
    )
    expect(warning).not_to_be_visible()


def test_a_question_of_the_lesson_is_named_by_its_words(front: Front, work: Work) -> None:
    front.live(HandIn("02", work=work))
    warning = front.view().locator(".cr-handin-warning")
    put_down(front, work, "ask:02/q3", LATE)
    expect(warning).to_contain_text(
        "would not be in the file: question 3 of the lesson, “Somebody explains a group, but does "
    )
    expect(warning.locator("[data-heading]")).to_have_count(0)  # its heading is on another page
    put_down(front, work, "ask:02/exercise-question-3", LATE, 2)
    expect(warning.locator("[data-heading]")).to_have_text("Question 3")


def told(front: Front) -> None:
    """Wait until Python has said which changes the file would lack."""
    sent = len(front.sent("waiting"))
    front.page.evaluate("() => dispatchEvent(new StorageEvent('storage', { key: 'x' }))")
    front.page.wait_for_function("(n) => mock.sent(0, 'waiting').length > n", arg=sent)
    front.page.wait_for_timeout(200)


def test_what_is_on_disk_or_of_another_exercise_is_not_warned_of(front: Front, work: Work) -> None:
    work.save_answer("02", "exercise-question-6", ANSWER)
    saved = work.answer("02", "exercise-question-6")
    assert saved is not None
    front.live(HandIn("02", work=work))
    put_down(front, work, "ask:02/exercise-question-6", saved.modified)
    put_down(front, work, "ask:03/exercise-question-5", LATE, 2)
    told(front)
    warning = front.view().locator(".cr-handin-warning")
    expect(warning).not_to_be_visible()
    put_down(front, work, "ask:02/exercise-question-6", LATE, 3)
    expect(warning).to_contain_text("1 change made in this browser")
    expect(warning).to_contain_text("Question 6")


def test_a_change_whose_answer_was_lost_is_in_the_file_and_not_warned_of(
    front: Front, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    front.live(HandIn("02", work=work))
    ask = Ask("02/exercise-question-6", "Which passage?", words=(120, 180), work=work)
    front.live(ask)
    living = front.living[1]
    answer = living.answer

    def lose(message: dict[str, Any]) -> dict[str, Any]:
        found = answer(message)
        found["messages"] = [one for one in found["messages"] if one["type"] != "ack"]
        return found

    monkeypatch.setattr(living, "answer", lose)
    front.view(1).get_by_role("textbox").fill("Seven words of the last question, saved.")
    expect(front.view(1).locator(".cr-status-text")).to_contain_text("Saving…")
    assert len(front.stored()) == 1
    assert ask.answer == "Seven words of the last question, saved."
    told(front)
    expect(front.view().locator(".cr-handin-warning")).not_to_be_visible()
    stir(front)
    expect(front.view()).to_contain_text("Question 6: 7 of 120-180 words.")


def test_a_python_that_is_gone_is_not_asked(front: Front, work: Work) -> None:
    front.live(HandIn("02", work=work))
    front.kernel("restart")
    put_down(front, work, "ask:02/exercise-question-6", LATE)
    front.page.wait_for_timeout(600)
    assert front.sent("waiting") == []
    expect(front.view().locator(".cr-handin-warning")).not_to_be_visible()
    expect(status(front)).to_contain_text("Run this cell again")


def test_it_says_whether_the_cell_of_a_change_has_run(front: Front, work: Work) -> None:
    front.live(HandIn("02", work=work))
    warning = front.view().locator(".cr-handin-warning")
    put_down(front, work, "ask:02/exercise-question-6", LATE)
    expect(warning).to_contain_text("That cell has not run on this page yet: run it (Shift+Enter)")
    ask = Ask("02/exercise-question-6", "Which passage?", work=work)
    front.python("deaf")
    front.live(ask)
    expect(warning).to_contain_text("Wait until it says Saved there.")
    expect(warning).not_to_contain_text("has not run")
    front.page.evaluate("() => mock.hide(1)")
    expect(warning).to_contain_text("has not run on this page yet")


def test_a_dead_kernel_is_named_and_the_file_made_later(front: Front, work: Work) -> None:
    front.live(HandIn("02", work=work))
    front.kernel("crash")
    button(front).click()
    expect(status(front)).to_contain_text(
        "Press “Run this cell again” (Shift+Enter) to save 1 change."
    )
    assert not (work.folder / "handins").exists()
    front.open()
    front.live(HandIn("02", work=work))
    expect(front.view()).to_contain_text("It holds what is here now.")
    assert len(list((work.folder / "handins").glob("*.html"))) == 1


def test_what_hinders_the_disk_is_said_and_tried_again(front: Front, work: Work) -> None:
    front.live(HandIn("02", work=work))
    (work.folder / "handins").write_text("a file where a folder should be", encoding="utf-8")
    button(front).click()
    expect(status(front)).to_contain_text("a file where a folder is needed")
    (work.folder / "handins").unlink()
    front.view().get_by_role("button", name="Try again").click()
    expect(front.view()).to_contain_text("It holds what is here now.")


def test_keys_stay_in_the_widget(front: Front, work: Work) -> None:
    front.live(HandIn("02", work=work))
    front.page.evaluate(
        "() => { window.keys = []; addEventListener('keydown', (e) => keys.push(e.key)); }"
    )
    front.view().get_by_role("textbox").focus()
    front.page.keyboard.type("ddx")
    assert front.page.evaluate("() => keys") == []


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_for_axe_to_object_to(front: Front, tmp_path: Path, dark: bool) -> None:
    front.open(dark=dark)
    front.live(HandIn("02", work=full_work(tmp_path)))
    for summary in front.view().locator("summary").all():
        summary.click()
    button(front).click()
    expect(front.view().get_by_role("link", name="Download the file")).to_be_visible()
    assert front.axe() == []


@pytest.mark.parametrize("width", [320, 800])
def test_nothing_is_wider_than_the_page(front: Front, tmp_path: Path, width: int) -> None:
    front.page.set_viewport_size({"width": width, "height": 800})
    front.live(HandIn("02", work=full_work(tmp_path)))
    button(front).click()
    expect(front.view().get_by_role("link", name="Download the file")).to_be_visible()
    assert front.page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_hostile_hand_in_runs_nothing_and_asks_for_nothing(page: Page, tmp_path: Path) -> None:
    file = hostile_page(tmp_path)
    asked: list[str] = []
    trouble: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text))
    page.goto(file.as_uri())
    expect(page.locator("mark").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert asked == [file.as_uri()]
    assert trouble == []
    assert page.evaluate("() => document.scripts.length") == 1
    assert page.locator("img, iframe, object, form, a:not([href^='#part-'])").count() == 0
    shown = page.locator("main").inner_text()
    assert shown.count(HOSTILE.split("\u2028")[0].strip()[:40]) > 5


@pytest.mark.parametrize("width", [320, 1000])
def test_the_page_itself_has_nothing_for_axe_to_object_to(
    page: Page, tmp_path: Path, width: int
) -> None:
    file = HandIn("02", work=full_work(tmp_path)).make()
    for one in (file, hostile_page(tmp_path / "hostile")):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(one.as_uri())
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_in_a_class_with_a_folder_it_says_where_the_copy_is(
    front: Front, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = tmp_path / "exchange"
    monkeypatch.setenv("CLOSEREADER_EXCHANGE", str(exchange))
    front.live(HandIn("02", work=full_work(tmp_path)))
    view = front.view()
    expect(view).to_contain_text("goes into the folder of your class")
    button(front).click()
    expect(view).to_contain_text("No copy could be put into the folder of your class")
    expect(view.get_by_role("link", name="Download the file")).to_be_visible()
    exchange.mkdir()
    button(front).click()
    expect(view).to_contain_text("A copy lies in the folder of your class")
    expect(view).not_to_contain_text("Upload this one file")
    assert len([*exchange.iterdir()]) == 1
    assert front.axe() == []

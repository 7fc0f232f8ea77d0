"""A prose question in Chromium, with the real Python behind it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from closereader import Ask
from tests.browser.front.harness import Front
from tests.widgets.course import make_course

pytestmark = pytest.mark.browser

WORDS = "nothing could change"


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(make_course(tmp_path)))
    monkeypatch.delenv("CLOSEREADER_WORK", raising=False)
    monkeypatch.delenv("CLOSEREADER_SEEDS", raising=False)
    return tmp_path


def ask() -> Ask:
    return Ask(
        "02/q1",
        "What could change?\n\nQuote the text.",
        texts=("small-2024",),
        words=(5, 20),
        hints=("Read ¶2.", "Look at the verb.", "Compare both."),
    )


@pytest.fixture
def desk(front: Front) -> Front:
    front.live(ask())
    return front


def box(front: Front, number: int = 0) -> Locator:
    return front.view(number).get_by_role("textbox")


def status(front: Front, number: int = 0) -> Locator:
    return front.view(number).locator(".cr-status-text")


def checks(front: Front) -> Locator:
    return front.view().locator(".cr-checks > li")


def test_the_question_names_its_box(desk: Front) -> None:
    named = desk.view().get_by_role(
        "textbox", name="What could change? Quote the text.", exact=True
    )
    expect(named).to_have_count(1)
    expect(named).to_have_accessible_description("0 words · 5 to 20 are asked for")


def test_saved_never_stands_below_words_that_are_not(desk: Front) -> None:
    box(desk).press_sequentially("Two")
    expect(status(desk)).to_have_text(re.compile(r"^Saved"))
    desk.page.evaluate(
        "() => { window.said = []; const line = document.querySelector('.cr-status-text');"
        " const box = document.querySelector('textarea'); box.addEventListener('input',"
        " () => said.push(line.textContent)); }"
    )
    box(desk).press_sequentially(" words")
    said = desk.page.evaluate("() => said.slice(1)")
    assert said
    assert not [words for words in said if words.startswith("Saved")]
    expect(status(desk)).to_have_text(re.compile(r"^Saved"))
    assert ask().answer == "Two words"


def test_writing_without_a_pause_is_saved_too(desk: Front) -> None:
    box(desk).press_sequentially("a " * 20, delay=200)
    assert len(desk.edits()) >= 1


def test_words_are_saved_a_moment_after_they_are_written(desk: Front) -> None:
    box(desk).press_sequentially("Two words")
    expect(status(desk)).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    assert ask().answer == "Two words"
    assert len(desk.edits()) < len("Two words"), "not with every key"


def test_leaving_the_box_saves_at_once(desk: Front) -> None:
    desk.page.clock.install()
    desk.page.clock.pause_at(desk.page.evaluate("() => Date.now() / 1000 + 1"))
    box(desk).fill("At once")
    assert desk.edits() == []
    box(desk).blur()
    expect(status(desk)).to_contain_text("Saved")
    assert ask().answer == "At once"


def test_what_was_typed_last_is_saved_when_the_view_goes(desk: Front) -> None:
    box(desk).fill("Half a sent")
    desk.page.evaluate("() => mock.hide(0)")
    desk.page.wait_for_function("() => localStorage.length === 0 || mock.sent(0, 'edits').length")
    assert ask().answer == "Half a sent"


def test_words_are_counted_and_nobody_is_scolded(desk: Front) -> None:
    count = desk.view().locator(".cr-count")
    for words, said in (("", "0 words"), ("one", "1 word"), ("one " * 30, "30 words")):
        box(desk).fill(words)
        expect(count).to_have_text(f"{said} · 5 to 20 are asked for")
    assert count.evaluate("(el) => getComputedStyle(el).color") == desk.view().locator(
        ".cr-number"
    ).evaluate("(el) => getComputedStyle(el).color")


def test_what_describes_the_box_does_not_change_while_one_writes(desk: Front) -> None:
    box(desk).press_sequentially("One two")
    expect(desk.view().locator(".cr-count")).to_have_text("2 words · 5 to 20 are asked for")
    expect(box(desk)).to_have_accessible_description("0 words · 5 to 20 are asked for")
    box(desk).blur()
    expect(box(desk)).to_have_accessible_description("2 words · 5 to 20 are asked for")


def test_a_verbatim_quotation_and_its_place(desk: Front) -> None:
    box(desk).fill(f"It says “{WORDS}” somewhere.")
    expect(checks(desk)).to_have_count(1)
    expect(checks(desk)).to_contain_text("Verbatim")
    expect(checks(desk)).to_contain_text("small-2024 ¶2")
    expect(desk.view().locator(".cr-summary")).to_have_text("1 quotation: 1 verbatim.")
    checks(desk).get_by_role("button", name="Insert (small-2024 ¶2)").click()
    expect(box(desk)).to_have_value(f"It says “{WORDS}” (small-2024 ¶2) somewhere.")
    expect(checks(desk).get_by_role("button")).to_have_count(0)


def test_ctrl_z_takes_an_inserted_place_back(desk: Front) -> None:
    box(desk).press_sequentially(f"🛢 “{WORDS}”")
    checks(desk).get_by_role("button", name="Insert").click()
    expect(box(desk)).to_have_value(f"🛢 “{WORDS}” (small-2024 ¶2)")
    box(desk).press("ControlOrMeta+z")
    expect(box(desk)).to_have_value(f"🛢 “{WORDS}”")


def test_words_that_are_not_there_and_what_comes_closest(desk: Front) -> None:
    box(desk).fill("It says “nothing will ever change” (¶2).")
    expect(checks(desk)).to_contain_text("Not found")
    expect(checks(desk).locator("del")).to_have_text("yours: will ever")
    expect(checks(desk).locator("ins")).to_have_text("the text: could")
    checks(desk).get_by_role("button", name="Quote these words instead").click()
    expect(box(desk)).to_have_value(f"It says “{WORDS}” (¶2).")
    expect(checks(desk)).to_contain_text("Verbatim")


def test_a_place_that_is_cited_wrongly(desk: Front) -> None:
    box(desk).fill(f"It says “{WORDS}” (small-2024 ¶1).")
    expect(checks(desk).locator(".cr-wrong")).to_have_text(
        "You cite small-2024 ¶1; these words do not stand there."
    )
    expect(checks(desk)).to_contain_text("At another place")
    expect(checks(desk).get_by_role("button")).to_have_count(0)


def test_words_that_are_cut_are_said_and_offered_whole(desk: Front) -> None:
    box(desk).fill("It says “othing could chang” (¶2).")
    expect(checks(desk)).to_contain_text("Altered")
    expect(checks(desk)).to_contain_text(
        "Your words begin inside the word “nothing” and end inside the word “change” "
        "(small-2024 ¶2). Quote whole words."
    )
    expect(desk.view().locator(".cr-summary")).to_have_text("1 quotation: 1 altered.")
    checks(desk).get_by_role("button", name="Quote these words instead").click()
    expect(box(desk)).to_have_value(f"It says “{WORDS}” (¶2).")
    expect(checks(desk)).to_contain_text("Verbatim")


def test_other_typography_is_named_as_such(desk: Front) -> None:
    box(desk).fill("It says “First  words of the first” paragraph.")
    expect(checks(desk)).to_contain_text("Other typography")
    expect(checks(desk)).to_contain_text("The words of small-2024 ¶1; quotation marks")


def test_hints_come_one_after_the_other(desk: Front) -> None:
    view = desk.view()
    for n, hint in enumerate(("Read ¶2.", "Look at the verb.", "Compare both."), 1):
        expect(view.get_by_text(hint)).to_have_count(0)
        view.get_by_role("button", name=f"Hint {n} of 3").press("Enter")
        expect(view.get_by_text(hint)).to_be_visible()
    expect(view.get_by_role("button", name=re.compile("Hint"))).to_have_count(0)
    expect(view.get_by_role("list", name="Hints")).to_be_focused()


def test_a_question_without_hints_has_no_button_for_them(front: Front) -> None:
    front.live(Ask("02/q9", "Why?"))
    expect(front.view().get_by_role("button")).to_have_count(0)
    expect(front.view().locator(".cr-count")).to_have_text("0 words")


def test_the_cell_run_again_shows_the_answer(desk: Front) -> None:
    box(desk).fill("Some words.")
    expect(status(desk)).to_contain_text("Saved")
    number = desk.live(ask())
    expect(box(desk, number)).to_have_value("Some words.")
    expect(status(desk, number)).to_contain_text("Saved")


def test_written_while_python_was_away_and_shown_after_a_reload(desk: Front) -> None:
    desk.kernel("restart")
    box(desk).fill("Written in the dark, “with three words”")
    expect(status(desk)).to_contain_text(
        "Press “Run this cell again” (Shift+Enter) to save 1 change."
    )
    assert ask().answer == ""
    desk.open()
    number = desk.live(ask())
    expect(box(desk)).to_have_value("Written in the dark, “with three words”")
    expect(status(desk)).to_contain_text("Saved")
    assert ask().answer.startswith("Written in the dark")
    assert number == 0


def test_an_answer_from_elsewhere_appears_unless_one_is_writing(desk: Front) -> None:
    desk.live(ask())
    box(desk, 1).fill("From the other view.")
    expect(status(desk, 1)).to_contain_text("Saved")
    desk.page.evaluate("() => mock.views[0].model.send({ type: 'refresh' })")
    expect(box(desk)).to_have_value("From the other view.")
    desk.page.clock.install()
    desk.page.clock.pause_at(desk.page.evaluate("() => Date.now() / 1000 + 1"))
    box(desk).press("End")
    box(desk).press_sequentially(" And mine")
    desk.set(0, kept={"value": {"text": "Something else."}, "modified": "2030-01-01T00:00:00Z"})
    expect(box(desk)).to_have_value("From the other view. And mine")


def test_a_full_disk_keeps_the_words(desk: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    from closereader.work import Work, WorkError  # noqa: PLC0415 - only here

    def full(self: Work, *_: object, **__: object) -> None:
        raise WorkError("The disk is full. Make room on it.", self.folder)

    with monkeypatch.context() as patch:
        patch.setattr(Work, "save_answer", full)
        box(desk).fill("Precious words")
        expect(status(desk)).to_contain_text("The disk is full. Make room on it.")
    desk.view().get_by_role("button", name="Try again").click()
    expect(status(desk)).to_contain_text("Saved")
    assert ask().answer == "Precious words"


def test_keys_stay_in_the_widget_and_tab_leaves_it(desk: Front) -> None:
    desk.page.evaluate(
        "() => { window.keys = []; addEventListener('keydown', (e) => keys.push(e.key)); }"
    )
    for key in ("d", "d", "x", "Enter", "ArrowUp", "Control+Enter", "Shift+Enter", "Backspace"):
        box(desk).press(key)
    box(desk).press("Tab")
    expect(desk.view().get_by_role("button", name="Hint 1 of 3")).to_be_focused()
    desk.page.keyboard.press("d")
    desk.page.keyboard.press("Escape")
    assert desk.page.evaluate("() => keys.filter((k) => k !== 'Control' && k !== 'Shift')") == [
        "Tab",
        "Escape",
    ]
    unguarded = "el => el.querySelectorAll('textarea:not([data-lm-suppress-shortcuts]),"
    unguarded += "button:not([data-lm-suppress-shortcuts])').length"
    assert desk.view().evaluate(unguarded) == 0


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_for_axe_to_object_to(front: Front, dark: bool) -> None:
    front.open(dark=dark)
    front.live(ask())
    front.view().get_by_role("button", name="Hint 1 of 3").click()
    box(front).fill(f"“{WORDS}” “nothing will ever change” (¶1) “First  words of”")
    expect(checks(front)).to_have_count(3)
    expect(status(front)).to_contain_text("Saved")
    assert front.axe() == []


@pytest.mark.parametrize("width", [320, 800, 1400])
def test_nothing_is_wider_than_the_page(front: Front, width: int) -> None:
    front.page.set_viewport_size({"width": width, "height": 800})
    front.live(ask())
    box(front).fill("W" * 300 + f" “{'nothing will ever change ' * 9}”")
    expect(checks(front)).to_have_count(1)
    assert front.page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_what_was_written_can_be_taken_back_in_the_box(desk: Front) -> None:
    desk.page.evaluate(  # what JupyterLab 4.6 does at every key that reaches it
        """() => document.addEventListener('keydown', (key) => {
          const dead = (event) => {
            if (event.inputType.startsWith('history')) event.preventDefault();
          };
          key.target.addEventListener('beforeinput', dead, { once: true });
          setTimeout(() => key.target.removeEventListener('beforeinput', dead), 50);
        })"""
    )
    box(desk).press_sequentially("Two words")
    expect(status(desk)).to_have_text(re.compile(r"^Saved"))
    box(desk).press("Control+a")
    box(desk).press("Delete")
    expect(box(desk)).to_have_value("")
    box(desk).press("Control+z")
    expect(box(desk)).to_have_value("Two words")
    box(desk).press("Control+Shift+z")
    expect(box(desk)).to_have_value("")
    box(desk).press("Control+z")
    expect(status(desk)).to_have_text(re.compile(r"^Saved"))
    assert ask().answer == "Two words"


def test_what_comes_late_and_is_older_than_what_was_saved_is_not_shown(desk: Front) -> None:
    box(desk).press_sequentially("Two words")
    expect(status(desk)).to_have_text(re.compile(r"^Saved"))
    late = {"value": {"kind": "prose", "text": "Of before"}, "modified": "2001-01-01T00:00:00.000Z"}
    desk.set(kept=late)
    expect(box(desk)).to_have_value("Two words")
    desk.set(kept={**late, "modified": "2999-01-01T00:00:00.000Z"})
    expect(box(desk)).to_have_value("Of before")

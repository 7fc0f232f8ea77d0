"""A choice and a reader name in Chromium, with the real Python behind them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from closereader import Choose, WhoAmI, open_work
from tests.browser.front.harness import Front
from tests.widgets.course import QUESTIONS, make_course

pytestmark = pytest.mark.browser

SHOW_DOWN_TO = """(el) => {
  document.body.style.padding = '1000px 0';
  window.scrollBy(0, el.getBoundingClientRect().bottom + 4 - window.innerHeight);
}"""


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(make_course(tmp_path)))
    monkeypatch.delenv("CLOSEREADER_WORK", raising=False)
    monkeypatch.delenv("CLOSEREADER_SEEDS", raising=False)
    return tmp_path


def choose(*, multiple: bool = False) -> Choose:
    return Choose("02/q3" if multiple else "02/q2")


def say_sure(view: Locator, words: str = "Fairly sure") -> None:
    view.get_by_role("button", name=words, exact=True).click()


def show_down_to(last: Locator) -> None:
    """Scroll so that something is the last that the window shows."""
    last.evaluate(SHOW_DOWN_TO)


def status(front: Front) -> Locator:
    return front.view().locator(".cr-status-text")


def test_the_question_is_the_legend_of_a_group(front: Front) -> None:
    front.live(choose())
    group = front.view().get_by_role("group", name="Question 2. Yes or no?", exact=True)
    expect(group.get_by_role("radio")).to_have_count(3)
    expect(group.get_by_role("radio", checked=True)).to_have_count(0)


def test_an_option_explains_itself_once_it_is_chosen(front: Front) -> None:
    front.live(choose())
    view = front.view()
    expect(view.get_by_text("It speaks for yes.")).not_to_be_visible()
    sure = view.get_by_role("group", name="How sure are you? The replies come then.")
    expect(sure).to_be_hidden()
    view.get_by_label("Yes, it does").check()
    expect(sure).to_be_visible()
    expect(status(front)).to_contain_text("Saved")
    expect(view.get_by_text("It speaks for yes.")).to_have_count(0)
    say_sure(view)
    expect(sure).to_be_hidden()
    expect(view.get_by_label("Yes, it does")).to_be_focused()
    expect(view.get_by_text("You were fairly sure.")).to_be_visible()
    expect(view.get_by_text("It speaks for yes.")).to_be_visible()
    expect(view.get_by_label("Yes, it does")).to_have_accessible_description("It speaks for yes.")
    expect(status(front)).to_contain_text("Saved")
    assert choose().chosen == ("yes",)
    expect(view.get_by_text("It speaks for no.")).not_to_be_visible()
    view.get_by_text("What the other options say").click()
    expect(view.get_by_text("It speaks for no.")).to_be_visible()


def test_the_next_step_of_a_choice_is_in_sight(front: Front, page: Page) -> None:
    front.live(choose())
    view = front.view()
    sure = view.get_by_role("button", name="Sure", exact=True)
    last = view.get_by_role("radio").last
    show_down_to(last)
    last.check()
    expect(sure).to_be_in_viewport(ratio=0.9)
    show_down_to(last)
    view.get_by_role("radio").nth(1).check()
    page.wait_for_timeout(100)
    # Nothing came: who has chosen and chooses anew reads on where they are.
    expect(sure).not_to_be_in_viewport(ratio=0.9)


def test_a_choice_may_be_changed_and_taken_back(front: Front) -> None:
    front.live(choose())
    view = front.view()
    view.get_by_label("Both").check()
    say_sure(view, "I am guessing")
    view.get_by_label("No, it does not").check()
    expect(view.get_by_text("You were guessing.")).to_be_visible()
    expect(view.get_by_text("It keeps two things apart.")).not_to_be_visible()
    expect(status(front)).to_contain_text("Saved")
    assert choose().chosen == ("no",)
    view.get_by_role("button", name="Undo").click()
    expect(view.get_by_role("radio", checked=True)).to_have_count(0)
    expect(view.get_by_label("Yes, it does")).to_be_focused()
    expect(view.get_by_text("You were guessing.")).to_have_count(0)
    expect(status(front)).to_contain_text("Saved")
    assert choose().chosen == ()
    view.get_by_label("Both").check()
    expect(view.get_by_role("button", name="Sure", exact=True)).to_be_visible()


def test_several_may_be_chosen(front: Front) -> None:
    front.live(choose(multiple=True))
    view = front.view()
    view.get_by_label("Both").check()
    view.get_by_label("Yes, it does").check()
    expect(status(front)).to_contain_text("Saved")
    expect(view.get_by_role("button", name="Undo")).not_to_be_visible()
    front.live(choose(multiple=True))
    expect(front.view(1).get_by_role("checkbox", checked=True)).to_have_count(2)
    assert choose(multiple=True).chosen == ("yes", "both")


def test_arrows_choose_and_stay_in_the_widget(front: Front) -> None:
    front.live(choose())
    front.page.evaluate(
        "() => { window.keys = []; addEventListener('keydown', (e) => keys.push(e.key)); }"
    )
    front.view().get_by_label("Yes, it does").focus()
    front.page.keyboard.press("Space")
    front.page.keyboard.press("ArrowDown")
    expect(front.view().get_by_label("No, it does not")).to_be_checked()
    assert front.page.evaluate("() => keys") == []


def test_chosen_while_python_was_away(front: Front) -> None:
    front.live(choose())
    front.kernel("crash")
    front.view().get_by_label("Both").check()
    front.view().get_by_label("Yes, it does").check()
    say_sure(front.view(), "Sure")
    expect(status(front)).to_contain_text("to save 1 change.")
    expect(front.view()).to_contain_text("The reply comes when your choice is saved.")
    expect(front.view()).not_to_contain_text("It speaks for yes.")
    front.open()
    front.live(choose())
    expect(front.view().get_by_label("Yes, it does")).to_be_checked()
    expect(status(front)).to_contain_text("Saved")
    expect(front.view()).to_contain_text("It speaks for yes.")
    assert choose().chosen == ("yes",)


def test_a_damaged_file_is_said_on_the_page(front: Front, course: Path) -> None:
    (course / "seeds/questions.yml").write_text("questions: [", encoding="utf-8")
    front.live(choose())
    expect(front.view()).to_contain_text("this is not YAML")
    expect(front.view()).to_contain_text("run this cell again")
    expect(front.view().get_by_role("radio")).to_have_count(0)


def test_the_summary_keeps_the_focus_while_the_choice_is_saved(front: Front) -> None:
    front.live(choose())
    front.view().get_by_label("Both").check()
    say_sure(front.view())
    expect(status(front)).to_contain_text("Saved")
    summary = front.view().locator("summary")
    summary.focus()
    front.set(0, replies={"yes": "It speaks for yes.", "no": "It speaks for no.", "both": "Kept."})
    expect(front.view()).to_contain_text("Kept.")
    expect(summary).to_be_focused()


def test_a_name_is_chosen_and_shown_everywhere(front: Front) -> None:
    front.live(WhoAmI())
    front.live(choose())
    view = front.view()
    expect(view).to_contain_text("A pseudonym is enough")
    expect(view).to_contain_text("work/reader.json")
    expect(view).to_contain_text("No name is chosen yet.")
    use = view.get_by_role("button", name="Use this name")
    expect(use).to_be_disabled()
    view.get_by_label("Reader name", exact=True).fill("  Grey   Heron ")
    view.get_by_label("Reader name", exact=True).press("Enter")
    expect(view).to_contain_text("You read as “Grey Heron”.")
    expect(status(front)).to_have_text(re.compile(r"^Saved "))
    expect(use).to_be_disabled()
    assert WhoAmI().name == "Grey Heron"
    front.page.evaluate("() => mock.views[1].model.send({ type: 'refresh' })")
    expect(front.view(1)).to_contain_text("Reader: Grey Heron")


def test_the_sentence_that_a_name_was_taken_is_in_sight(front: Front) -> None:
    front.live(WhoAmI())
    box = front.view().get_by_label("Reader name", exact=True)
    show_down_to(box)
    box.fill("Grey Heron")
    box.press("Enter")
    expect(front.view().get_by_text("You read as “Grey Heron”.")).to_be_in_viewport(ratio=0.9)


def test_the_name_on_a_hub_is_offered_and_another_is_possible(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "anna.b")
    front.live(WhoAmI())
    take = front.view().get_by_role("button", name="Use “anna.b”, your name on the hub")
    expect(front.view()).to_contain_text("No name is chosen yet.")
    expect(front.view().get_by_label("Reader name", exact=True)).to_have_value("")
    take.focus()
    front.page.keyboard.press("Enter")
    expect(front.view()).to_contain_text("You read as “anna.b”.")
    expect(front.view().get_by_label("Reader name", exact=True)).to_be_focused()
    expect(take).to_be_hidden()
    front.page.keyboard.press("Control+A")
    front.page.keyboard.type("Heron")
    front.page.keyboard.press("Enter")
    expect(front.view()).to_contain_text("You read as “Heron”.")
    expect(status(front)).to_contain_text("Saved")
    assert WhoAmI().name == "Heron"
    assert front.axe() == []


def test_a_name_chosen_while_python_was_away(front: Front) -> None:
    front.live(WhoAmI())
    front.kernel("restart")
    front.view().get_by_label("Reader name", exact=True).fill("Heron")
    front.view().get_by_role("button", name="Use this name").click()
    expect(front.view()).to_contain_text("You read as “Heron”.")
    assert WhoAmI().name == ""
    front.live(WhoAmI())
    expect(front.view(1).locator(".cr-status-text")).to_contain_text("Saved")
    assert WhoAmI().name == "Heron"


def test_of_two_names_chosen_while_python_was_away_the_first_is_kept(front: Front) -> None:
    front.live(WhoAmI())
    front.kernel("restart")
    for name in ("Heron", "Bittern"):
        front.view().get_by_label("Reader name", exact=True).fill(name)
        front.view().get_by_role("button", name="Use this name").click()
        expect(front.view()).to_contain_text(f"You read as “{name}”.")
    front.live(WhoAmI())
    expect(front.view(1).locator(".cr-status-text")).to_contain_text("Saved")
    assert WhoAmI().name == "Bittern"
    kept = (open_work().folder / "trash").rglob("*.json")
    assert any("Heron" in file.read_text(encoding="utf-8") for file in kept)


def test_a_name_that_python_refuses_is_not_shown_as_chosen(front: Front) -> None:
    front.live(WhoAmI())
    front.python("strict", "This name cannot be used: it is taken.")
    front.page.evaluate("() => { delete mock.views[0].model.real }")
    front.view().get_by_label("Reader name", exact=True).fill("Heron")
    front.view().get_by_role("button", name="Use this name").click()
    expect(front.view()).to_contain_text("No name is chosen yet.")
    expect(status(front)).to_contain_text("This name cannot be used: it is taken.")


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_for_axe_to_object_to(front: Front, dark: bool) -> None:
    front.open(dark=dark)
    front.live(choose())
    front.live(WhoAmI())
    front.view().get_by_label("Both").check()
    assert front.axe() == []
    say_sure(front.view())
    front.view().get_by_text("What the other options say").click()
    expect(status(front)).to_contain_text("Saved")
    assert front.axe() == []


@pytest.mark.parametrize("width", [320, 800, 1400])
def test_nothing_is_wider_than_the_page(front: Front, course: Path, width: int) -> None:
    front.page.set_viewport_size({"width": width, "height": 800})
    long = QUESTIONS.replace("Yes, it does", "W" * 200).replace("speaks for yes.", "V" * 200)
    (course / "seeds/questions.yml").write_text(long, encoding="utf-8")
    front.live(choose())
    front.live(WhoAmI())
    front.view().get_by_role("radio").first.check()
    say_sure(front.view())
    expect(front.view()).to_contain_text("V" * 200)
    assert front.page.evaluate("() => document.documentElement.scrollWidth") <= width

"""Questions that a widget names lead to their headings, where somebody can lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Ask, HandIn, open_work

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.work import Work
    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

# Stands for JupyterLab's plugin (lab/front/leading.js): it knows some headings, and notes who asks.
HEADINGS = """(known) => {
  window.led = [];
  addEventListener("closereader:can-lead", (event) => {
    if (known.includes(event.detail.heading)) event.preventDefault();
  });
  addEventListener("closereader:lead", (event) => {
    window.led.push(event.detail.heading);
    event.preventDefault();
  });
}"""


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return open_work(tmp_path / "work")


def test_what_is_missing_leads_to_its_question(front: Front, work: Work) -> None:
    front.page.evaluate(HEADINGS, [f"Question {number}" for number in (1, 2, 4, 5)])
    front.live(HandIn("02", work=work))
    missing = front.view().locator(".cr-handin-missing")
    entry = missing.get_by_role("listitem").filter(has_text="no answer")
    expect(entry).to_have_text(
        "Question 1, Question 3, Question 4, Question 5 and Question 6 have no answer."
    )
    expect(entry.get_by_role("link")).to_have_text(["Question 1", "Question 4", "Question 5"])
    entry.get_by_role("link", name="Question 4").press("Enter")
    missing.get_by_role("link", name="Question 2").click()
    front.view().get_by_role("listitem").filter(has_text="Question 5: ").get_by_role("link").click()
    assert front.page.evaluate("led") == ["Question 4", "Question 2", "Question 5"]
    assert front.axe() == []


def test_by_keys_the_button_is_a_few_stops_away_however_much_is_missing(
    front: Front, work: Work
) -> None:
    front.page.evaluate(HEADINGS, [f"Question {number}" for number in range(1, 7)])
    front.live(HandIn("02", work=work))
    view = front.view()
    links = view.get_by_role("link")
    expect(links).to_have_count(12)  # six in the list, and each of them once as missing
    make = view.get_by_role("button", name="Make my file")
    view.evaluate("(el) => { el.tabIndex = -1; el.focus(); }")  # the cell that “Hand in” leads to
    for _ in range(3):
        front.page.keyboard.press("Tab")
        if make.evaluate("(el) => el === document.activeElement"):
            break
    expect(make).to_be_focused()
    # So does the eye meet it: the order is the same.
    below = make.evaluate("(el) => el.getBoundingClientRect().bottom")
    assert links.first.evaluate("(el) => el.getBoundingClientRect().top") >= below


def test_what_leads_nowhere_is_words(front: Front, work: Work) -> None:
    front.live(HandIn("02", work=work))
    expect(front.view()).to_contain_text("Question 2 has no mark under Exclusion.")
    expect(front.view().get_by_role("link")).to_have_count(0)


def test_text_that_is_not_put_in_is_named_by_its_heading(front: Front, work: Work) -> None:
    front.page.evaluate(HEADINGS, ["Question 1"])
    front.live(HandIn("02", work=work))
    front.page.evaluate(
        """([id]) => { const key = `closereader:${id}:draft:matrix:02/exercise-question-1|one`;
          localStorage.setItem(key, JSON.stringify(
            { slot: "one/who", label: "Claim", words: { paste: "some" } }));
          dispatchEvent(new StorageEvent("storage", { key })); }""",
        [work.id],
    )
    warning = front.view().locator(".cr-handin-waiting")
    expect(warning).to_contain_text("would not be in the file: Question 1 (Claim).")
    warning.get_by_role("link", name="Question 1").press("Enter")
    assert front.page.evaluate("led") == ["Question 1"]


def test_no_word_of_a_language_decides_where_a_question_is(front: Front, work: Work) -> None:
    """A question of the lesson has the same number; it, or what it asks, may name another one."""
    front.page.evaluate(HEADINGS, ["Frage 1"])
    front.live(HandIn("02", work=work))
    front.set(
        about={"lesson": {"02/q1": "Frage 1 der Lektion, „Was war in Frage 1 offen?“"}},
        preview={"questions": [{"key": "02/x1", "label": "Frage 1", "state": "", "asked": ""}]},
    )
    front.page.evaluate(
        """([id]) => { for (const of of ["02/q1", "02/x1"]) {
          const key = `closereader:${id}:draft:ask:${of}|one`;
          localStorage.setItem(key, JSON.stringify(
            { slot: "one/who", label: "here", words: { paste: "some" } }));
          dispatchEvent(new StorageEvent("storage", { key })); } }""",
        [work.id],
    )
    warning = front.view().locator(".cr-handin-waiting")
    expect(warning).to_contain_text("Frage 1 der Lektion, „Was war in Frage 1 offen?“ (here)")
    expect(warning).to_contain_text("Frage 1 (here)")
    expect(warning.get_by_role("link")).to_have_text(["Frage 1"])


def test_the_first_answer_leads_to_where_it_stands(front: Front, work: Work) -> None:
    front.page.evaluate(HEADINGS, ["Question 3"])
    front.live(Ask("02/q8", "And now?", again="02/q3", work=work))
    first = front.view().locator(".cr-first")
    expect(first).to_contain_text("You have not answered question 3 yet.")
    first.get_by_role("link", name="question 3").last.press("Enter")
    assert front.page.evaluate("led") == ["Question 3"]
    Ask("02/q3", "First?", work=work).keep({"text": "A first idea."})
    front.page.evaluate("() => mock.views[0].model.send({ type: 'refresh' })")
    expect(first).to_contain_text("A first idea.")
    expect(first.get_by_role("link")).to_have_text(["question 3"])

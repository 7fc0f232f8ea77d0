"""A page that came back, opened in the course, in Chromium, with the real Python behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from closereader import HandIn
from tests.handin.making import HOSTILE, new_work
from tests.handin.test_returned import WAS, comment, data, page

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.work import Work
    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

NOW = WAS.replace("the masses", "the people")


@pytest.fixture
def work(tmp_path: Path) -> Work:
    work = new_work(tmp_path)
    work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": WAS})
    return work


def opened(front: Front, work: Work, tmp_path: Path) -> Locator:
    """Open a page with two comments by keys alone; return what is shown of it."""
    file = tmp_path / "feedback-02.html"
    file.write_bytes(page(data(work, comment(), comment("", body=HOSTILE))))
    front.live(HandIn("02", work=work))
    view = front.view()
    view.get_by_text("Open what came back").press("Enter")
    view.get_by_label("File", exact=True).set_input_files(file)
    expect(view).to_contain_text("handed in 2 January 2026, 03:04 UTC. 2 comments.")
    view.get_by_role("button", name="Open it", exact=True).press("Enter")
    expect(view).to_contain_text("Opened: it stands above")
    return view.get_by_role("region", name="What came back")


def test_what_was_said_stands_beside_the_words_that_changed_since(
    front: Front, work: Work, tmp_path: Path
) -> None:
    shown = opened(front, work, tmp_path)
    question = shown.get_by_role("group", name="Question 4")
    expect(question).to_contain_text("Reasons: thin")
    expect(question).to_contain_text("Say whom.")
    expect(question.get_by_role("listitem").first).to_contain_text("You have not changed this.")
    expect(question).to_contain_text("Your answer is as it was read.")
    expect(question).to_contain_text(f"About the whole answer: {HOSTILE[:30]}")
    assert shown.locator("img, script").count() == 0
    work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": NOW})
    front.page.evaluate("window.dispatchEvent(new Event('focus'))")  # back from another notebook
    expect(question.locator("li del")).to_have_text("before: masses”")
    expect(question.locator("li ins")).to_have_text("now: people”")
    expect(shown).to_contain_text("You changed the words behind 1 of 1 comment on words.")
    question.get_by_text("What you changed in this answer").press("Enter")
    expect(question.locator("details")).to_contain_text("It reports.")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [800, 1400])
def test_it_is_accessible_and_no_wider_than_the_page(
    width: int, dark: bool, front: Front, work: Work, tmp_path: Path
) -> None:
    front.open(dark=dark)
    front.page.set_viewport_size({"width": width, "height": 900})
    opened(front, work, tmp_path)
    work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": NOW + "x" * 300})
    front.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(front.view().locator("li ins")).to_be_visible()
    assert front.page.evaluate("document.documentElement.scrollWidth") <= width
    assert front.axe() == []

"""What a screen reader is given to say by the hand-in, with the real Python behind it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from closereader import HandIn, Reader
from closereader.work import Work
from tests.browser.front.harness import Front
from tests.browser.front.test_handin import ANSWER, LATE, button, put_down, stir, work
from tests.browser.front.test_voice import LISTEN, heard

__all__ = ["work"]  # the fixture

pytestmark = pytest.mark.browser


def test_who_works_elsewhere_hears_nothing_of_it(front: Front, work: Work) -> None:
    front.page.clock.install()
    front.open()
    front.live(HandIn("02", work=work))
    reader = front.view(front.live(Reader("artiukh-2022", work=work)))
    front.page.evaluate(LISTEN)
    button(front).click()
    expect(front.view()).to_contain_text("It holds what is here now.")
    front.page.wait_for_function("() => window.heard.length")  # said a moment after it is shown
    assert "Your file was made" in " ".join(heard(front))
    reader.locator(".crr-scroll").focus()
    for key in ("w", "1"):
        front.page.keyboard.press(key)
    expect(reader.locator(".cr-status-text")).to_contain_text("Saved")
    stir(front)
    expect(front.view()).to_contain_text("1 passage marked.")
    expect(front.view()).to_contain_text("Something changed since.")
    put_down(front, work, "reader:alieva-2024", LATE)
    expect(front.view().locator(".cr-handin-waiting")).to_contain_text("not saved yet")
    front.page.clock.fast_forward(11_000)
    said = " ".join(heard(front))
    # The reader may say as well that a slow Python has not saved the mark yet.
    assert said.startswith("1 word selected. Marked as Exclusion, ¶1.")
    assert re.search("Something changed|passage marked|not saved yet", said) is None


def test_who_is_at_the_hand_in_hears_what_changes_once(front: Front, work: Work) -> None:
    front.page.clock.install()
    front.open()
    front.live(HandIn("02", work=work))
    front.page.evaluate(LISTEN)
    button(front).press("Enter")
    expect(front.view().get_by_role("link", name="Download the file")).to_be_visible()
    [made] = heard(front)
    assert re.match(r"Your file was made at .* It lies in work/handins\. It holds what", made)
    work.save_answer("02", "exercise-question-4", ANSWER)
    stir(front)
    expect(front.view()).to_contain_text("Something changed since.")
    [said] = heard(front)
    assert "1 of 6 questions answered" in said
    assert "Something changed since." in said
    put_down(front, work, "reader:alieva-2024", LATE)
    expect(button(front)).to_have_accessible_description(re.compile("not saved yet"))
    assert heard(front, nothing=True) == []  # most are saved a moment later
    front.page.clock.fast_forward(11_000)
    [warning] = heard(front)
    assert "1 change made in this browser is not saved yet" in warning

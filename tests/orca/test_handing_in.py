"""The hand-in under Orca: silent while one works elsewhere, and told once when it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closereader import HandIn, Reader
from tests.browser.front.test_handin import stir, work

if TYPE_CHECKING:
    from closereader.work import Work
    from tests.browser.front.harness import Front
    from tests.orca.listener import Listener

__all__ = ["work"]  # the fixture


def test_the_hand_in_is_silent_until_it_is_asked(
    front: Front, work: Work, listener: Listener
) -> None:
    front.live(HandIn("02", work=work))
    front.live(Reader("artiukh-2022", work=work))
    listener.expect("Finished loading Front.", 0)
    listener.press_until("Tab", "read only entry")
    listener.press("w", until="1 word selected.")
    place = listener.desktop.orca.size()
    said = listener.press("1", until="Marked as Exclusion")
    listener.page.wait_for_timeout(2000)  # by then it is saved
    stir(front)  # and the hand-in hears of it
    listener.settle(place)
    said = listener.desktop.orca.spoken(place)
    assert " ".join(said).count("Marked as Exclusion") == 1
    assert [one for one in said if "file" in one or "answered" in one or "saved" in one] == []
    listener.press_until("shift+Tab", "Make my file")
    said = listener.press("Return", until="It lies in work/handins")
    assert " ".join(said).count("Your file was made") == 1

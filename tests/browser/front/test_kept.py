"""The page that one test leaves to the next: nothing of the first is found by the second."""

from __future__ import annotations

import pytest

from tests.browser.conftest import WINDOW
from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

SPOIL = """() => {
  localStorage.setItem("closereader:left", "1");
  sessionStorage.setItem("left", "1");
  window.left = 1;
  document.addEventListener("keydown", () => localStorage.setItem("closereader:heard", "1"));
  setInterval(() => localStorage.setItem("closereader:late", "1"), 10);
  mock.python.mode = "deaf";
  Storage.prototype.left = 1;
  addEventListener("pagehide", () => localStorage.setItem("closereader:gone", "1"));
}"""
PRESSED = "() => addEventListener('mousedown', ({ x, y }) => { window.at = [x, y] })"
LEFT = """() => ({
  stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
  own: [window.left, Storage.prototype.left, mock.python.mode, mock.views.length],
  media: matchMedia("print, (forced-colors: active), (prefers-reduced-motion)").matches,
  seen: [innerWidth, innerHeight],
})"""


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_nothing_of_one_test_is_found_by_the_next(front: Front, turn: int) -> None:
    found = front.page.evaluate(LEFT)
    front.page.keyboard.press("a")
    assert found["stored"] == front.stored("") == [], turn
    assert found["own"] == [None, None, "honest", 0]
    assert not found["media"]
    front.page.evaluate(PRESSED)
    front.page.mouse.down()
    front.page.mouse.up()
    assert front.page.evaluate("() => window.at") == [0, 0]
    assert found["seen"] == [WINDOW["width"], WINDOW["height"]]
    assert front.living == []
    front.page.set_viewport_size({"width": 320, "height": 300})
    front.page.emulate_media(media="print", forced_colors="active", reduced_motion="reduce")
    front.page.mouse.move(160, 150)
    front.page.evaluate(SPOIL)
    front.page.wait_for_function("() => localStorage.getItem('closereader:late')")


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_clock_that_was_set_is_not_found_by_the_next(front: Front, turn: int) -> None:
    now = front.page.evaluate("() => [Date.now(), String(Date), String(setTimeout)]")
    assert now[0] > 1_700_000_000_000, turn
    assert all("native code" in words for words in now[1:])
    front.page.clock.install(time="2001-03-01T12:02:59Z")
    front.open()
    assert front.page.evaluate("() => Date.now()") < 1_000_000_000_000


def test_what_is_asked_of_elsewhere_is_an_error(front: Front) -> None:
    front.page.evaluate("() => fetch('https://example.org/').catch(() => {})")
    assert "ERR_NAME_NOT_RESOLVED" in " ".join(front.errors)
    front.errors.clear()

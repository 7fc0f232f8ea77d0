"""Every widget at 320 pixels, as on a phone or at 400 %: nothing is cut, everything can be hit."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.lab.course_cells import WIDGETS, course_cells
from tests.browser.lab.test_narrow import OUT_OF_PLACE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

    from closereader.widgets.base.sync import Synced
    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

SMALL = 280
"""What JupyterLab leaves of 320 px, with our margins."""
LEAST = 24
"""WCAG 2.2, 2.5.8: pixels that a target has in both directions, or that it has around it."""
TARGETS = """
(el, least) => {
  const targets = "button, a[href], input, select, textarea, summary, [role=link]";
  // What stands in a sentence is as high as its line (the exception “inline” of the criterion).
  const in_words = ".crr-noteref, .cr-cite, .crr-sign, .cr-sr *";
  const boxes = [...el.querySelectorAll(targets)]
    .map((one) => (one.matches("input") && one.closest("label")) || one)
    .filter((one) => !one.matches(in_words) && getComputedStyle(one).visibility !== "hidden")
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 1 && height > 1)
    .filter(([, { width, height }]) => Math.min(width, height) < least - 0.5);
  return boxes.map(([one, { width, height }]) =>
    `${one.tagName}.${one.className} ${Math.round(width)} x ${Math.round(height)}`);
}
"""


def widget_of(source: str) -> Synced:
    """Run a cell of the course and give what it shows."""
    tree = ast.parse(source)
    names: dict[str, Any] = {}
    last = tree.body.pop()
    assert isinstance(last, ast.Expr)
    exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102 - a cell of our own
    shown = ast.Expression(last.value)
    made: Synced = eval(compile(shown, "<cell>", "eval"), names)  # noqa: S307 - ours too
    return made


@pytest.fixture
def shown(
    front: Front, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Locator:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    front.page.set_viewport_size({"width": SMALL, "height": 820})
    front.page.evaluate(
        "() => document.querySelector('#widgets').classList.add('jp-OutputArea-output')"
    )
    view = front.view(front.live(widget_of(course_cells()[request.param])))
    expect(view.locator(".cr:not(.cr-stage), .cre").first).to_be_visible()
    front.page.wait_for_timeout(300)
    return view


@pytest.mark.parametrize("shown", WIDGETS, indirect=True)
def test_nothing_sticks_out_or_is_cut(shown: Locator) -> None:
    found: list[str] = shown.evaluate(OUT_OF_PLACE)
    assert found == []


@pytest.mark.parametrize("shown", WIDGETS, indirect=True)
def test_every_target_is_large_enough(shown: Locator) -> None:
    assert shown.evaluate(TARGETS, LEAST) == []


@pytest.mark.parametrize("shown", ["Reader"], indirect=True)
def test_the_code_of_a_theme_keeps_its_width(shown: Locator) -> None:
    beyond = """(all) => all.filter((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      const room = one.clientWidth - 2 * parseFloat(getComputedStyle(one).paddingLeft);
      return range.getBoundingClientRect().width > room + 0.5;
    }).map((one) => one.textContent)"""
    assert shown.locator(".crr-chip .crr-badge").evaluate_all(beyond) == []

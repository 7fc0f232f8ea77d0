"""A page or a notebook that nobody sees: what was asked for is there all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.lab.conftest import Desktop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

EXERCISE = "exercises/04_gender_in_expertise.ipynb"
ANSWER = "answers/04/exercise-question-3.json"
LESSON = "notebooks/01_three_voices.ipynb"
# As Chromium has a tab behind another one: no frame comes, and nothing is observed, until it is
# seen again. Playwright keeps every tab in front.
BACKGROUND = """
(() => {
  let unseen = false;
  let frames = [];
  const watching = new Map();
  const frame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (call) =>
    frame((time) => (unseen ? void frames.push(call) : call(time)));
  for (const name of ["IntersectionObserver", "ResizeObserver"]) {
    const Usual = window[name];
    window[name] = class extends Usual {
      constructor(call, options) {
        super((entries, me) => void (unseen || call(entries, me)), options);
        watching.set(this, new Set());
      }
      observe(target, options) {
        watching.get(this).add(target);
        super.observe(target, options);
      }
      unobserve(target) {
        watching.get(this).delete(target);
        super.unobserve(target);
      }
      disconnect() {
        watching.get(this).clear();
        super.disconnect();
      }
    };
  }
  const visible = () => (unseen ? "hidden" : "visible");
  Object.defineProperty(document, "visibilityState", { get: visible });
  Object.defineProperty(document, "hidden", { get: () => unseen });
  window.put_behind = (behind) => {
    unseen = behind;
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    if (behind) return;
    for (const call of frames.splice(0)) frame(call);
    for (const [watch, targets] of watching) {
      const again = [...targets];
      watch.disconnect();
      for (const target of again) watch.observe(target);
    }
  };
})();
"""
LIVE = "({ node }) => node.querySelector('.cr-handin .cr-main') !== null"
IS_THERE = f"""(path) => {{
  const opened = [...jupyterapp.shell.widgets("main")];
  const panel = opened.find(({{ context }}) => context?.path === path);
  return panel.content.widgets.some({LIVE});
}}"""
OTHER_IN_FRONT = """(path) => {
  void jupyterapp.commands.execute("docmanager:open", { path });
}"""
PRESS_HAND_IN = """() => {
  const strip = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden) .closereader-strip");
  [...strip.querySelectorAll("button")].find((one) => one.textContent === "Hand in").click();
}"""
# One step of the interpreter: while it adds, no other thread answers either.
BUSY = """() => void jupyterapp.shell.currentWidget.sessionContext.session.kernel
  .requestExecute({ code: "sum(range(10**8))", silent: true })"""
KEPT = """(words) => Object.keys(localStorage).some((key) => localStorage[key].includes(words))"""
WORDS = "Nobody was asked who they are."


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    """Give a tab that can be put behind another one."""
    own = Desktop(BACKGROUND)
    yield own
    own.close()


def opened(notebook: NotebookPage, lab: Lab) -> None:
    """Open an exercise and look at its beginning."""
    notebook.load().page.evaluate("put_behind(false)")
    lab.take(EXERCISE)
    lab.take(LESSON)
    notebook.open(EXERCISE)
    expect(notebook.panel.locator(".cr:not(.cr-stage)").first).to_be_visible()
    expect(notebook.panel.locator(".closereader-coming").last).to_contain_text("On its way")


def test_what_was_asked_for_comes_in_a_tab_behind_another_one(
    notebook: NotebookPage, lab: Lab
) -> None:
    opened(notebook, lab)
    page = notebook.page
    page.evaluate("put_behind(true)")
    page.evaluate(PRESS_HAND_IN)
    page.wait_for_function(IS_THERE, arg=EXERCISE, polling=200)
    notebook.panel.locator(".cr-handin .cr-main").dispatch_event("click")
    expect(notebook.panel.get_by_role("link", name="Download the file")).to_have_count(1)
    assert len(list((lab.work / "handins").glob("*.html"))) == 1
    page.evaluate("put_behind(false)")
    expect(notebook.panel.locator(".cr-handin .cr-main")).to_be_visible()
    # Somebody writes while Python is busy, turns to another tab, and the browser freezes this one.
    answer = notebook.panel.locator(".cr-question:has(textarea)").first
    page.evaluate(BUSY)
    answer.locator("textarea").fill(WORDS)
    page.evaluate("put_behind(true)")
    assert page.evaluate(KEPT, WORDS)
    freezer = page.context.new_cdp_session(page)
    freezer.send("Page.setWebLifecycleState", {"state": "frozen"})
    page.wait_for_timeout(500)
    freezer.send("Page.setWebLifecycleState", {"state": "active"})
    page.evaluate("put_behind(false)")
    expect(answer.locator(".cr-status-text")).to_contain_text("Saved")
    assert WORDS in (lab.work / ANSWER).read_text(encoding="utf-8")


def test_what_was_asked_for_comes_in_a_notebook_behind_another_one(
    notebook: NotebookPage, lab: Lab
) -> None:
    opened(notebook, lab)
    page = notebook.page
    page.evaluate("put_behind(true)")  # between the press and the next frame
    page.evaluate(PRESS_HAND_IN)
    page.evaluate(OTHER_IN_FRONT, LESSON)
    expect(page.locator(".lm-DockPanel-tabBar .lm-mod-current")).to_contain_text("01")
    page.evaluate("put_behind(false)")
    page.wait_for_function(IS_THERE, arg=EXERCISE, polling=200)


def test_a_tab_behind_another_one_is_run_as_far_as_it_was_scrolled(
    notebook: NotebookPage, lab: Lab
) -> None:
    opened(notebook, lab)
    page = notebook.page
    page.evaluate("put_behind(true)")
    page.evaluate("jupyterapp.shell.currentWidget.content._runOnIdleTime(Infinity)")
    outer = notebook.panel.locator(".jp-WindowedPanel-outer")
    outer.evaluate("(el) => { el.scrollTop = el.scrollHeight; }")
    page.wait_for_function(IS_THERE, arg=EXERCISE, polling=200)

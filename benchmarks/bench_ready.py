"""Time from the click on a lesson to its first widget, beside a bare notebook with one Textarea.

In a real JupyterLab, in turns (A B A B …), each time in a new page with a new kernel. Nothing is
pressed in the lesson; in the bare notebook its one cell is run as soon as its kernel is idle.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a student's Python compiles a module once

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS, PATIENCE, find_chromium
from tests.browser.lab.server import Lab

ROUNDS = 5
FOLDER, LESSON, BARE = "notebooks", "02_exclusion.ipynb", "bare.ipynb"
IDLE = "() => document.getElementById('jp-main-statusbar').textContent.includes('| Idle')"
LIVE = ".jp-OutputArea-output .cr:not(.cr-stage)"
AIM = 1.25


def _begin(page: Page, lab: Lab) -> None:
    """Open JupyterLab on the folder of the lesson, with no kernel, and let it rest."""
    lab.forget()
    page.goto(f"{lab.url}/lab/workspaces/w{time.time_ns()}/tree/{FOLDER}?token={lab.token}")
    expect(page.locator(".jp-Launcher")).to_be_visible()
    expect(page.locator(".jp-DirListing-item", has_text=LESSON)).to_be_visible()
    page.wait_for_timeout(2000)


def _open(page: Page, name: str) -> float:
    page.locator(".jp-DirListing-item", has_text=name).dblclick()
    return time.perf_counter()


def _bare(page: Page) -> float:
    begun = _open(page, BARE)
    page.locator(".jp-Cell .cm-content").first.wait_for()
    page.wait_for_function(IDLE)
    page.locator(".jp-Cell .cm-content").first.click()
    page.keyboard.press("Shift+Enter")
    page.locator(".widget-textarea").first.wait_for()
    return time.perf_counter() - begun


def _lesson(page: Page) -> float:
    begun = _open(page, LESSON)
    # Not `expect`: it describes the whole page at each look, and half a second is measured of that.
    page.locator(LIVE).first.wait_for()
    return time.perf_counter() - begun


def main() -> None:
    """Measure both in turns, and print the medians and what one is of the other."""
    expect.set_options(timeout=PATIENCE)
    bare, lesson = [], []
    with tempfile.TemporaryDirectory() as folder, Lab(Path(folder)) as lab, sync_playwright() as pw:
        browser = pw.chromium.launch(executable_path=find_chromium(pw), args=list(ARGUMENTS))
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        lab.take(f"{FOLDER}/{LESSON}")
        lab.notebook(f"{FOLDER}/{BARE}", "import ipywidgets\nipywidgets.Textarea()")
        for turn in range(ROUNDS + 1):
            _begin(page, lab)
            one = _bare(page)
            _begin(page, lab)
            other = _lesson(page)
            if turn:  # in the first, modules are compiled
                bare.append(one)
                lesson.append(other)
        browser.close()
    a, b = statistics.median(bare), statistics.median(lesson)
    print(f"a bare notebook with one Textarea, opened and run\t{a:.2f}\ts\t")
    print(f"lesson 02, opened: its first widget is live\t{b:.2f}\ts\t")
    print(f"the lesson beside the bare notebook\t{b / a:.2f}\ttimes\t{AIM}")


if __name__ == "__main__":
    main()

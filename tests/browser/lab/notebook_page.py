"""A notebook in JupyterLab, as a person has it before them."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Self

from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, ViewportSize

    from tests.browser.lab.server import Lab

WINDOW: ViewportSize = {"width": 1400, "height": 900}
INDEX = "data-windowed-list-index"
STEPS = 60
SETTLED = 150
"""Milliseconds after which a cell that was scrolled to should still be in sight."""
ANSWERED = 3000
"""Milliseconds after which somebody presses the keys for saving again."""
IN_SIGHT = """(all) => all.some((el) => {
  const { top, bottom } = el.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
})"""
# The notebook that a page opens which is loaded already; of what JupyterLab gives back, nothing.
# What ran for the journey before has been ended meanwhile, and not by this page: it looks anew.
OPEN = """async ([path, with_python, patience]) => {
  const { commands, serviceManager: { kernels, sessions }, shell } = window.jupyterapp;
  const open = async () => {
    await Promise.all([kernels.refreshRunning(), sessions.refreshRunning()]);
    const others = [...shell.widgets("main")];
    const opened = await commands.execute("docmanager:open", { path });
    for (const one of others) one.dispose();
    await opened.context.ready;
    if (with_python) await opened.sessionContext.ready;
  };
  const late = new Promise((_, fail) => setTimeout(fail, patience, Error(`${path} stays away.`)));
  await Promise.race([open(), late]);
}"""
# All is closed, saved or not. Where nothing is open, JupyterLab opens its launcher, a moment later.
LEAVE = """async () => {
  const { shell } = window.jupyterapp;
  for (const one of [...shell.widgets("main")]) one.dispose();
  while (![...shell.widgets("main")].length) await new Promise((done) => setTimeout(done, 20));
  localStorage.clear(); // what waits there for Python belongs to the journey that ends here
  return document.querySelector(".jp-Dialog, .Toastify__toast, .lm-Menu") === null;
}"""
WHEN_LOADED = "() => performance.timeOrigin"


def _new_name() -> str:
    return secrets.token_hex(4)


class NotebookPage:
    """One browser tab with one notebook open."""

    def __init__(self, page: Page, lab: Lab) -> None:
        self.page = page
        self.lab = lab
        self.path = ""
        self._loaded: float | None = None

    def load(self) -> Self:
        """Have JupyterLab on the page, with nothing open where it had to be loaded."""
        if not self.is_loaded:
            self.page.goto(f"{self.lab.url}/lab/workspaces/{_new_name()}?token={self.lab.token}")
            expect(self.page.locator(".jp-Launcher")).to_be_visible()
        return self

    def open(self, path: str) -> Self:
        """Open a notebook and wait until its kernel is idle."""
        return self.begin(path, with_python=True).settle()

    def begin(self, path: str, *, with_python: bool = False) -> Self:
        """Open a notebook; its kernel need not come.

        As the command line does; where JupyterLab is on the page already, as its file browser does.
        """
        self.path = path
        self.in_front()
        if self.is_loaded:
            self._loaded = self.page.evaluate(WHEN_LOADED)
            self.page.evaluate(OPEN, [path, with_python, PATIENCE])
            return self
        # A workspace of its own: another journey's tabs are not opened again beside this one.
        place = f"lab/workspaces/{_new_name()}/tree/{path}"
        self.page.goto(f"{self.lab.url}/{place}?token={self.lab.token}")
        self._loaded = self.page.evaluate(WHEN_LOADED)
        return self

    def in_front(self) -> Self:
        """Choose this tab: in one that nobody sees, the browser draws nearly nothing."""
        self.page.bring_to_front()
        return self

    @property
    def is_loaded(self) -> bool:
        """Say whether JupyterLab is on this page."""
        return self.page.url.startswith(f"{self.lab.url}/lab")

    def leave(self) -> bool:
        """Close all that is open, and say whether the page is as good as new then."""
        # One that was loaded again meanwhile may open what it had, also once `restored`.
        if not self.is_loaded or self.page.evaluate(WHEN_LOADED) != self._loaded:
            return False
        self.page.set_viewport_size(WINDOW)
        self.page.mouse.move(0, 0)
        return bool(self.page.evaluate(LEAVE))

    def reload(self) -> Self:
        """Load the page again."""
        self.page.reload()
        return self.settle()

    def settle(self) -> Self:
        expect(self.cells.first).to_be_visible()
        return self.idle()

    def idle(self) -> Self:
        """Wait for the status bar's word; the execution indicator comes too early."""
        status = self.page.locator("#jp-main-statusbar")
        expect(status).to_contain_text(re.compile(r"\| Idle"))
        return self

    @property
    def panel(self) -> Locator:
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    @property
    def toolbar(self) -> Locator:
        """What JupyterLab has above the notebook: looked for by role, all texts take seconds."""
        return self.panel.locator(".jp-NotebookPanel-toolbar")

    @property
    def cells(self) -> Locator:
        return self.panel.locator(".jp-Cell")

    @property
    def outputs(self) -> Locator:
        return self.panel.locator(".jp-OutputArea-output")

    def run(self, cell: int) -> Self:
        """Run one cell as the lessons say: click into it, Shift+Enter."""
        self.cells.nth(cell).locator(".jp-InputArea-editor").click()
        self.page.keyboard.press("Shift+Enter")
        return self

    def run_through(self, cells: int) -> Self:
        """Run a whole notebook as a student does: Shift+Enter, again and again."""
        self.cells.first.click()
        self.page.keyboard.press("Escape")
        for _ in range(cells):
            self.page.keyboard.press("Shift+Enter")
        return self.idle()

    def restart(self) -> Self:
        """Restart the kernel with the button above the notebook."""
        self.toolbar.get_by_role("button", name="Restart the kernel", exact=True).click()
        self.page.locator(".jp-Dialog").get_by_role("button", name="Confirm").click()
        return self.idle()

    def restart_and_run_all(self) -> Self:
        """Restart the kernel and run all cells with the button above the notebook."""
        again = self.toolbar.get_by_role("button", name="Restart the kernel and run all cells")
        strip = self.panel.locator(".closereader-strip")
        show = strip.get_by_role("button", name="Show code", pressed=False)
        if show.is_visible():  # a page of the course hides what belongs to code
            show.click()
        again.click()
        self.page.locator(".jp-Dialog").get_by_role("button", name="Confirm").click()
        last = self.panel.locator(".jp-CodeCell .jp-InputPrompt").last
        expect(last).to_have_text(re.compile(r"\[\d+\]:"))
        return self.idle()

    def cell(self, number: int) -> Locator:
        """Bring a cell into sight and give it; JupyterLab does not draw what is far away."""
        found = self.panel.locator(f".jp-Cell[{INDEX}='{number}']")
        for _ in range(STEPS):
            if found.count():
                found.evaluate("(el) => el.scrollIntoView({ block: 'start' })")
                # What is run on the way changes the heights: JupyterLab may draw other cells then.
                self.page.wait_for_timeout(SETTLED)
                if found.evaluate_all(IN_SIGHT):
                    return found
                continue
            # Of those that are drawn: what is folded has no place that one could scroll to.
            drawn = self.panel.locator(".jp-Cell:visible")
            seen = [
                int(n)
                for n in drawn.evaluate_all(
                    f"(all) => all.map((one) => one.getAttribute('{INDEX}'))"
                )
            ]
            last = drawn.nth(0 if number < seen[0] else len(seen) - 1)
            last.evaluate("(el) => el.scrollIntoView({ block: 'center' })")
            self.page.wait_for_timeout(SETTLED)
        raise AssertionError(f"Scrolling does not lead to cell {number}.")

    def type_into_cell(self, cell: int, words: str) -> None:
        """Change a cell, so that there is something to save."""
        self.cells.nth(cell).locator(".jp-InputArea-editor").click()
        self.page.keyboard.type(words)
        expect(self.page.locator(".lm-DockPanel-tabBar .jp-mod-dirty")).to_have_count(1)

    def save(self) -> Self:
        """Save with the keyboard and wait until the tab has no unsaved changes.

        JupyterLab does not hear the keys while it still makes the checkpoint of the save before.
        """
        unsaved = self.page.locator(".lm-DockPanel-tabBar .jp-mod-dirty")
        for _ in range(STEPS):
            self.page.keyboard.press("ControlOrMeta+s")
            try:
                expect(unsaved).to_have_count(0, timeout=ANSWERED)
            except AssertionError:
                continue
            return self
        raise AssertionError("The notebook was not saved.")

    def in_the_way(self) -> list[str]:
        """Say what stands between a student and the notebook: dialogs, prompts, errors."""
        found = self.page.locator(
            ".jp-Dialog, .Toastify__toast, [data-mime-type='application/vnd.jupyter.stderr'], "
            "[data-mime-type='application/vnd.jupyter.error'], .jp-ErrorBoundary"
        )
        words = [text.strip() for text in found.all_inner_texts()]
        outputs = self.outputs.all_inner_texts()
        return words + [text for text in outputs if "Error displaying widget" in text]

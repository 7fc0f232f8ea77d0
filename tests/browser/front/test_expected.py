"""The room that JupyterLab keeps for widgets beside what they take: no strip stays empty.

The notebooks are the course's own, the widgets real, and nothing was answered.
"""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING, Any

import pytest

from closereader.lab._build import FRONT
from closereader.widgets.base.bundle import join
from closereader.widgets.base.sync import Synced
from tests.browser.lab.server import COURSE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

AROUND = 23
"""What JupyterLab lays around a widget in its cell."""
STRIP = 24
CLOSE = {"Ask", "Choose", "Number", "Reader", "WhoAmI"}
"""The first screen of a lesson is made of these: what is below them does not move at all."""
EXPECTED = f"{join(FRONT / 'expected.js')}\nexport {{ expected_heights }};"
STYLES = (FRONT / "lesson.css").read_text(encoding="utf-8")
LOAD = """async (code) => { window.expected = await import(URL.createObjectURL(
  new Blob([code], { type: "text/javascript" }))); }"""
ASK = """([code, data, width]) => expected.expected_heights(document.body, [{ model: {
  outputs: { length: 1, get: () => ({ data }) }, sharedModel: { getSource: () => code },
} }], width)[0]"""


def widgets_of(path: str) -> Iterator[tuple[Synced, str, dict[str, str]]]:
    """Make the widgets of a notebook, each with its code and what is stored of it."""
    names: dict[str, Any] = {}
    for cell in json.loads((COURSE / path).read_text(encoding="utf-8"))["cells"]:
        data = cell["outputs"][-1].get("data", {}) if cell.get("outputs") else {}
        stored = {kind: "".join(lines) for kind, lines in data.items()}
        if "closereader-card" not in stored.get("text/html", ""):
            continue
        code = "".join(cell["source"])
        *before, last = ast.parse(code).body
        if "HandIn(" in code or not isinstance(last, ast.Expr):
            continue
        exec(compile(ast.Module(before, []), path, "exec"), names)  # noqa: S102 - the course's own
        made = eval(compile(ast.Expression(last.value), path, "eval"), names)  # noqa: S307
        if isinstance(made, Synced):
            yield made, code, stored


def width_of(view: Locator, width: int) -> None:
    """Give the widget a width, in a notebook of the course."""
    view.evaluate(
        """(el, width) => {
          document.body.className = "closereader-lesson";
          el.style.width = `${width}px`;
        }""",
        width,
    )


@pytest.mark.parametrize(
    "path",
    [
        "notebooks/00_start_here.ipynb",
        "notebooks/01_three_voices.ipynb",
        "notebooks/05_determinism.ipynb",
        "exercises/02_exclusion.ipynb",
        "exercises/04_gender_in_expertise.ipynb",
    ],
)
def test_no_more_room_is_kept_than_a_widget_takes(
    front: Front, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(COURSE))
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path))
    front.page.set_viewport_size({"width": 1400, "height": 900})
    front.page.add_style_tag(content=STYLES)
    front.page.evaluate(LOAD, EXPECTED)
    measured = []
    for widget, code, stored in widgets_of(path):
        number = front.live(widget)
        view = front.view()  # the one that is there
        drawn = view.locator(".cr:not(.cr-stage)").first
        drawn.wait_for()
        for width in (1025, 677):  # as in a window of 1400 and of 800 pixels
            width_of(view, width)
            takes = drawn.evaluate("(el) => el.getBoundingClientRect().height") + AROUND
            room = front.page.evaluate(ASK, [code, stored, width])
            measured.append((repr(widget), width, round(takes), room))
        # What stays is laid out anew at each width.
        front.page.evaluate("(n) => mock.hide(n)", number)
    assert len(measured) >= 6
    strips = [one for one in measured if one[3] - one[2] > STRIP]
    assert strips == []
    jumps = [one for one in measured if abs(one[3] - one[2]) > 8 and one[0].split("(")[0] in CLOSE]
    assert jumps == []

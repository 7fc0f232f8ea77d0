"""Keys and the focus: what stays in the reader, what stays JupyterLab's, and never a trap."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import POEM, Desk, mark, span

pytestmark = pytest.mark.browser


SPY = """() => {
  window.seen = [];
  document.addEventListener('keydown', (event) => window.seen.push(event.key));
}"""


def test_jupyterlab_hears_no_plain_key(desk: Desk) -> None:
    desk.page.evaluate(SPY)
    desk.press("d", "d", "x", "a", "b", "m", "0", "0", "Shift+M", "Enter", "ArrowDown", "Delete")
    desk.press("w", "Enter", "d", "x", "n", "d", "x", "Control+Enter")
    desk.press("Escape", "Control+Enter", "Control+z")
    assert (
        desk.page.evaluate("() => seen.filter((key) => !['Escape', 'Control'].includes(key))") == []
    )
    assert (
        desk.page.evaluate(
            """() => [...document.querySelectorAll('.crr :is(button, input, textarea, [tabindex])')]
          .filter((el) => el.dataset.lmSuppressShortcuts !== 'true').length"""
        )
        == 0
    )


def test_jupyterlab_keeps_its_own_keys(desk: Desk) -> None:
    desk.page.evaluate(SPY)
    desk.press("Control+s", "Control+Shift+c", "Escape")
    assert {"s", "c", "Escape"} <= set(desk.page.evaluate("() => seen"))


def test_tab_goes_through_and_out(desk: Desk) -> None:
    desk.page.evaluate(
        """() => {
          for (const [where, id] of [['afterbegin', 'before'], ['beforeend', 'after']]) {
            const button = document.createElement('button');
            button.id = id; button.textContent = id;
            document.querySelector('main').insertAdjacentElement(where, button);
          }
          document.querySelector('#before').focus();
        }"""
    )
    passed = []
    for _ in range(40):
        desk.press("Tab")
        passed.append(
            desk.page.evaluate(
                "() => document.activeElement.id || document.activeElement.className"
            )
        )
        if passed[-1] == "after":
            break
    assert passed[-1] == "after"
    assert "crr-scroll" in passed
    assert len(passed) < 25
    desk.press(*["Shift+Tab"] * len(passed))
    assert desk.page.evaluate("() => document.activeElement.id") == "before"


def test_readonly_reads_and_does_not_mark(front: Front) -> None:
    desk = Desk(front).show(
        POEM, readonly=True, marks=[mark(1, "First words", "agency", POEM, note="Seen.")]
    )
    desk.text.focus()
    desk.press("w", "1", "Enter")
    expect(desk.card).to_be_hidden()
    desk.press("]", "Enter")
    expect(desk.el.locator(".crr-chooser")).to_contain_text("Seen.")
    desk.press("Escape", "Delete")
    assert front.edits() == []
    expect(desk.el.get_by_role("button", name="Mark by quoting")).to_have_count(0)


def test_only_some_themes_can_be_chosen(front: Front) -> None:
    desk = Desk(front).show(POEM, themes=["gender", "agency"])
    desk.text.focus()
    desk.press("w", "2")
    assert desk.marks()[0]["theme"] == "agency"
    assert span("One heading", POEM) == (0, 11)
    desk.press("ArrowDown", "w", "3")
    assert len(desk.marks()) == 1


def test_shift_enter_runs_the_cell_again_when_the_status_line_asks_for_it(desk: Desk) -> None:
    desk.page.evaluate(
        """() => {
          const cell = document.createElement('div');
          cell.className = 'jp-CodeCell'; cell.tabIndex = -1; window.runs = 0;
          cell.addEventListener('keydown', ({ key }) => { if (key === 'Enter') window.runs += 1; });
          const host = document.querySelector('.widget-host');
          host.before(cell); cell.append(host);
        }"""
    )
    desk.text.focus()
    desk.press("w", "Shift+Enter")
    assert desk.page.evaluate("() => runs") == 0
    expect(desk.card).to_be_hidden()
    desk.front.kernel("restart")
    expect(desk.el.locator(".cr-status-text")).to_contain_text("Shift+Enter")
    desk.press("Shift+Enter")
    assert desk.page.evaluate("() => runs") == 1


def test_the_focus_is_never_dropped(front: Front) -> None:
    marks = [mark(1, "First words", "exclusion", POEM), mark(2, "words here", "agency", POEM)]
    desk = Desk(front).show(POEM, marks=marks)
    body = "() => document.activeElement === document.body"
    desk.text.focus()
    desk.press("]", "Enter")
    desk.card.get_by_label("Link to another mark").select_option(marks[1]["id"])
    assert not front.page.evaluate(body)
    desk.card.get_by_role("button", name="Remove the link").press("Enter")
    assert not front.page.evaluate(body)
    desk.press("Escape")
    desk.text.focus()
    desk.press("ArrowLeft", "Control+ArrowRight", "Control+ArrowRight", "Delete", "1")
    expect(desk.text).to_be_focused()
    undo = desk.el.get_by_role("group", name="Tools").get_by_role("button", name="Undo")
    for _ in range(6):
        undo.press("Enter")
        assert not front.page.evaluate(body)


def test_escape_always_returns_to_the_caret(desk: Desk) -> None:
    desk.press("v", "Escape")
    expect(desk.text).to_be_focused()
    desk.press("Shift+Tab", "Shift+Tab", "Escape")
    expect(desk.text).to_be_focused()
    desk.press("w", "Escape")
    assert desk.selection() == ""
    expect(desk.text).to_be_focused()

"""A widget's code comes in parcels: from the page, from their models, or from Python when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Ask, Choose
from closereader.widgets.base import _parcels
from closereader.widgets.base.bundle import LOADER
from tests.browser.front.harness import Front, state_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from closereader.widgets.base.sync import Synced

pytestmark = pytest.mark.browser

MODELS = """(parcels) => {
  window.fetched = [];
  window.made = 0;
  const usual = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.made += 1; return usual.call(URL, blob); };
  mock.manager.get_model = async (id) => {
    if (!(id in parcels)) return undefined;
    window.fetched.push(id);
    return { get: () => parcels[id] };
  };
}"""
PACKED = """(contents) => { mock.python.handle = (message) =>
  message.type === "parcels" ? { type: "parcels", parcels: contents } : null; }"""


def models() -> dict[str, str]:
    return {parcel.model_id: parcel.packed for parcel in _parcels._SENT.parcels.values()}


@pytest.fixture
def widgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Synced, Synced, Synced]:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    _parcels._forget()
    return Choose("02/q1"), Choose("02/q2"), Ask("02/q3", "Why?")


def show(front: Front, widget: Synced) -> None:
    front.show(LOADER.script(), state_of(widget))


def live(page: Page) -> None:
    expect(page.locator(".cr:not(.cr-stage)")).to_have_count(3)


def test_each_module_is_unpacked_once_and_the_style_comes_with_it(
    front: Front, widgets: tuple[Synced, Synced, Synced]
) -> None:
    front.page.evaluate(MODELS, models())
    for widget in widgets:
        show(front, widget)
    live(front.page)
    assert len(front.page.evaluate("fetched")) == 2  # Choose, and what Ask needs beside it
    assert front.page.evaluate("made") == 3 + 2  # the mock makes one for each widget shown
    sheets = front.page.evaluate(
        "[...document.querySelectorAll('style')].map((one) => one.textContent)"
    )
    assert sum(sheet.count("/* ---- base/base.css */") for sheet in sheets) == 1
    assert front.errors == []


def test_widgets_that_begin_together_share_one_parcel(
    front: Front, widgets: tuple[Synced, Synced, Synced]
) -> None:
    front.page.evaluate(MODELS, models())
    front.page.evaluate(
        "([source, states]) => Promise.all(states.map((state) => mock.show(source, state)))",
        [LOADER.script(), [state_of(widget) for widget in widgets]],
    )
    live(front.page)
    assert len(front.page.evaluate("fetched")) == 2


def test_where_no_parcel_can_be_reached_python_is_asked(
    front: Front, widgets: tuple[Synced, Synced, Synced]
) -> None:
    front.page.evaluate(MODELS, {})
    front.page.evaluate(PACKED, dict(_parcels._SENT.contents))
    for widget in widgets:
        show(front, widget)
    live(front.page)
    assert front.errors == []


def test_what_failed_is_tried_again_by_the_next_widget(
    front: Front, widgets: tuple[Synced, Synced, Synced]
) -> None:
    front.page.evaluate(MODELS, {})
    front.page.evaluate(PACKED, {})
    failed = front.page.evaluate(
        "([source, state]) => mock.show(source, state).catch((error) => error.message)",
        [LOADER.script(), state_of(widgets[0])],
    )
    assert failed.startswith("Python sent no code")
    front.page.evaluate(MODELS, models())
    show(front, widgets[1])
    expect(front.page.locator(".cr:not(.cr-stage)")).to_have_count(1)

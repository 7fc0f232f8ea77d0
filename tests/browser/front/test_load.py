"""A widget's code comes in parcels: from the page, from their models, or from Python when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Ask, Choose, Reader, ReadingDesk
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
  message.type === "parcel"
    ? { type: "parcel", digest: message.digest, contents: contents[message.digest] ?? null }
    : null; }"""


def models() -> dict[str, str]:
    return {parcel.model_id: parcel.packed for parcel in _parcels._SENT.parcels.values()}


@pytest.fixture(autouse=True)
def nothing_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a kernel does: no work, and no parcel on a page."""
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    _parcels._forget()


@pytest.fixture
def widgets() -> tuple[Synced, Synced, Synced]:
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
    assert front.page.evaluate("made") == 2
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
    assert failed.startswith("Python sent no parcel")
    front.page.evaluate(MODELS, models())
    show(front, widgets[1])
    expect(front.page.locator(".cr:not(.cr-stage)")).to_have_count(1)


def sent(front: Front, *widgets: Synced) -> None:
    """Show widgets with the state that their comms open with."""
    for widget in widgets:
        whole = widget.get_state()
        front.show(LOADER.script(), {name: whole[name] for name in state_of(widget)})


def test_texts_and_codebook_come_once_however_many_widgets_show_them(front: Front) -> None:
    first, second, desk = Reader("post-2022"), Reader("post-2022"), ReadingDesk("post-2022")
    front.page.evaluate(MODELS, models())
    sent(front, first, second, desk)
    expect(front.page.locator(".cr-stage:visible")).to_have_count(0)
    expect(front.page.locator(".crr-block").first).to_be_visible()
    expect(front.page.get_by_text(first.text["body"][:40]).first).to_be_visible()
    expect(front.page.locator(".crr-scroll")).to_have_count(3)
    fetched = front.page.evaluate("fetched")
    assert len(fetched) == len(set(fetched))
    held = {parcel["parcel"][1] for parcel in (first.get_state()[n] for n in first.in_parcels)}
    assert held < set(fetched)
    assert front.errors == []


def test_a_whole_state_that_comes_again_leaves_the_reader_as_it_is(front: Front) -> None:
    reader = Reader("post-2022")
    front.page.evaluate(MODELS, models())
    sent(front, reader)
    block = front.page.locator(".crr-block").first
    expect(block).to_be_visible()
    whole = reader.get_state()
    again = {name: whole[name] for name in state_of(reader)}
    front.page.evaluate("(state) => mock.views[0].model.set_state(state)", again)
    expect(block).to_be_visible()
    expect(front.page.locator(".cr-stage:visible")).to_have_count(0)
    assert front.errors == []


def test_where_no_parcel_of_a_text_can_be_reached_python_is_asked(front: Front) -> None:
    reader = Reader("post-2022")
    front.page.evaluate(MODELS, {})
    front.page.evaluate(PACKED, dict(_parcels._SENT.contents))
    sent(front, reader)
    expect(front.page.locator(".crr-block").first).to_be_visible()
    assert front.errors == []

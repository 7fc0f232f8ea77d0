"""A map is taken out and brought in, in Chromium with the real Python behind the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader.argument import Node, passage_of, settled, to_argdown
from tests.browser.front.argument_kit import WORDS, Map, built

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> [a]: {b} </script>"
FOREIGN = "[God]: There is a God.\n  + <Design>: It looks designed.\n  - [Evil]: There is evil."


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def test_it_goes_out_as_shown_and_comes_in_again(front: Front) -> None:
    shown = Map(front, built())
    shown.view.get_by_text("Export this map").click()
    shown.button("Argdown").click()
    written = shown.view.get_by_label("The map as text")
    expect(written).to_have_value(to_argdown(built()))
    link = shown.view.get_by_role("link", name="Save as argument-06-q4.argdown")
    with shown.page.expect_download() as download:
        link.click()
    assert download.value.path().read_text(encoding="utf-8") == to_argdown(built())
    shown.button("Plain text").click()
    expect(written).to_have_value(repr(built()) + "\n")

    shown.view.get_by_text("Import a map").click()
    shown.view.get_by_label("Paste Argdown or JSON").fill("<<<")
    shown.button("Read it").click()
    expect(shown.parts).to_have_count(1)  # words that are no relation become a claim
    shown.button("Exchange the two").click()
    assert shown.saved() == built()
    shown.view.get_by_label("or choose a file").set_input_files(
        {"name": "god.argdown", "mimeType": "text/plain", "buffer": FOREIGN.encode()}
    )
    expect(shown.parts).to_have_count(3)
    assert [part.kind for part in shown.saved().walk()] == ["claim", "grounds", "rebuttal"]
    shown.button("Undo").click()
    assert shown.saved() == built()


def test_a_file_that_is_no_map_changes_nothing(front: Front) -> None:
    shown = Map(front, built())
    shown.view.get_by_text("Import a map").click()
    for source, said in (("// only a comment", "no statement"), ('{"schema": "x"}', "no argument")):
        shown.view.get_by_label("Paste Argdown or JSON").fill(source)
        shown.button("Read it").click()
        expect(shown.view.locator(".cra-trade")).to_contain_text(said)
        expect(shown.view.locator(".cra-trade")).to_contain_text("The map is as it was.")
    shown.view.get_by_label("or choose a file").set_input_files(
        {"name": "big.txt", "mimeType": "text/plain", "buffer": b"x" * 600_000}
    )
    expect(shown.view.locator(".cra-trade")).to_contain_text("600,000 characters")
    assert shown.saved() == built()


def test_hostile_words_stay_words(front: Front) -> None:
    below = Node("grounds", HOSTILE, passage_of("artiukh-2022", WORDS), note=HOSTILE)
    shown = Map(front, settled(Node("claim", HOSTILE, children=(below,))))
    for name in ("Tree", "List"):
        shown.button(name).click()
        expect(shown.parts.first).to_contain_text(HOSTILE)
        expect(shown.view.locator("img")).to_have_count(0)
    shown.view.get_by_text("Export this map").click()
    shown.button("Argdown").click()
    source = shown.view.get_by_label("The map as text").input_value()
    shown.view.get_by_text("Import a map").click()
    shown.view.get_by_label("Paste Argdown or JSON").fill(source)
    before = shown.saved()
    shown.button("Read it").click()
    expect(shown.view.locator(".cra-trade")).to_contain_text("Imported, nothing left out.")
    assert shown.saved() == before


def test_a_python_that_does_not_answer_is_said(front: Front) -> None:
    front.page.clock.install()
    shown = Map(front)
    front.kernel("restart")
    shown.view.get_by_text("Export this map").click()
    shown.button("Argdown").click()
    front.page.clock.run_for(7000)
    expect(shown.view.locator(".cra-trade")).to_contain_text("Python does not answer")
    expect(shown.view.get_by_label("The map as text")).to_be_hidden()

"""An exercise in Firefox and in Safari's engine: it opens ready, is marked in, and handed in.

Looked for: ``firefox-esr`` or ``firefox``; ``WebKitWebDriver``, MiniBrowser and ``xvfb-run``
(Debian: ``apt-get install firefox-esr webkit2gtk-driver xvfb``). What is not there is skipped
with a loud sentence; CLOSEREADER_REQUIRE_ENGINES=1 makes it a failure.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from closereader.handin import read_handin
from tests.browser.engines.engine import Engine, Firefox, WebKit
from tests.browser.lab.server import Lab

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.lab

EXERCISE = "exercises/02_exclusion.ipynb"
PATIENCE = 120
QUIET = 3  # times that something is seen at the same place, before it is taken to stay there
PICTURES = Path(__file__).parents[3] / "test-results"
BY_MOUSE, BY_KEYS = "brute force is a powerful tool", "It has regained agency"

READER = "[...document.querySelectorAll('section.crr')].find((one) => one.offsetHeight > 0)"
PLACE = f"""
(words) => {{
  const page = {READER}.querySelector(".crr-page");
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node && !node.data.includes(words)) node = walker.nextNode();
  if (!node) return null;
  const range = document.createRange();
  range.setStart(node, node.data.indexOf(words));
  range.setEnd(node, node.data.indexOf(words) + words.length);
  node.parentElement.scrollIntoView({{ block: "center" }});
  const rects = [...range.getClientRects()];
  const [first, last] = [rects[0], rects[rects.length - 1]];
  return [first.left + 0.5, (first.top + first.bottom) / 2,
          last.right - 0.5, (last.top + last.bottom) / 2];
}}
"""
CENTRE = """
(selector, words) => {
  const all = [...document.querySelectorAll(selector)].filter((one) => one.offsetHeight > 0);
  const found = all.find((one) => (one.innerText || "").includes(words));
  if (!found) return null;
  found.scrollIntoView({ block: "nearest" });
  const box = found.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}
"""
# Words in italics are marked like those around them: what is painted of a block and not of them.
LEFT_OUT = """
() => {
  const block = document.querySelector(".crr-block");
  const italics = document.createElement("em");
  block.append(italics);
  const painted = (el, name) => {
    const { backgroundColor, textDecorationLine } = getComputedStyle(el, `::highlight(${name})`);
    return `${backgroundColor} ${textDecorationLine}`;
  };
  const names = [...CSS.highlights.keys()];
  const found = names.filter((name) => painted(block, name) !== painted(italics, name));
  italics.remove();
  return names.length ? found : null;
}
"""
CELLS = "(many) => document.querySelectorAll('.jp-Notebook .jp-Cell').length === many"
STATUS = f"() => {READER}?.querySelector('.cr-status-text')?.innerText ?? ''"


def absent(kind: type[Firefox | WebKit]) -> str | None:
    if kind is Firefox:
        return None if Firefox.program else "NO FIREFOX: install firefox-esr."
    whole = WebKit.program and WebKit.browser and WebKit.screen
    return None if whole else "NO SAFARI'S ENGINE: install webkit2gtk-driver and xvfb (Debian)."


@pytest.fixture(params=[Firefox, WebKit], ids=lambda kind: kind.name)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Give a window of a browser that is no Chromium."""
    if reason := absent(request.param):
        if os.environ.get("CLOSEREADER_REQUIRE_ENGINES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with request.param(tmp_path) as window:
        yield window
        PICTURES.mkdir(exist_ok=True)
        window.picture(PICTURES / f"engine-{window.name}.png")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with Lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture
def lab(server: Lab) -> Iterator[Lab]:
    """Give the running JupyterLab, without kernels and with an empty work folder."""
    yield server
    server.forget()


def until(window: Engine, what: str, function: str, *given: object) -> Any:
    """Ask the page again until the answer is something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if answer := window.run(function, *given):
            return answer
        time.sleep(0.2)
    raise AssertionError(f"{window.name}: {what}")


def at_rest(window: Engine, what: str, function: str, *given: object) -> list[float]:
    """Wait until something is there and no longer moves."""
    seen: list[Any] = []
    while True:
        seen.append(until(window, what, function, *given))
        if len(seen) > QUIET and all(each == seen[-1] for each in seen[-QUIET:]):
            return list(seen[-1])
        time.sleep(0.3)


def idle(lab: Lab) -> None:
    """Wait until the whole page has been run: what comes later moves what stands below it."""
    deadline = time.monotonic() + PATIENCE
    while any(each["execution_state"] != "idle" for each in lab.api("kernels")):
        assert time.monotonic() < deadline, "the kernel is still at work"
        time.sleep(0.5)


def click(window: Engine, selector: str, words: str = "") -> None:
    x, y = at_rest(window, f"no {selector} with {words!r}", CENTRE, selector, words)
    window.draw((x, y), (x, y))


def saved(window: Engine, lab: Lab, count: int) -> list[str]:
    """Wait until so many marks are on the disk, and give their words."""
    deadline = time.monotonic() + PATIENCE
    while len(found := lab.marks("artiukh-2022")) < count and time.monotonic() < deadline:
        time.sleep(0.2)
    assert len(found) == count, (window.name, window.run(STATUS))
    until(window, "it does not say that it is saved", f"() => ({STATUS})().startsWith('Saved')")
    return sorted(
        selector["exact"]
        for mark in found
        for selector in mark["target"]["selector"]
        if selector["type"] == "TextQuoteSelector"
    )


def test_an_exercise_is_opened_marked_and_handed_in(engine: Engine, lab: Lab) -> None:
    lab.take(EXERCISE)
    engine.open(f"{lab.url}/lab/tree/{EXERCISE}?token={lab.token}")
    until(engine, "no reader became live", f"() => Boolean({READER})")
    # Nobody has touched the page: the rest waits for what is seen first, and comes by itself.
    until(engine, "cells are missing", CELLS, len(lab.read(EXERCISE)["cells"]))
    idle(lab)

    left, top, right, bottom = at_rest(engine, "the words are not there", PLACE, BY_MOUSE)
    engine.draw((left, top), ((left + right) / 2, bottom), (right, bottom))
    click(engine, "section.crr [role=dialog] [role=radio], section.crr [role=dialog] label")
    click(engine, "section.crr [role=dialog] button", "Save")
    assert saved(engine, lab, 1) == [BY_MOUSE]
    assert engine.run(LEFT_OUT) == []

    left, top, *_ = at_rest(engine, "the words are not there", PLACE, BY_KEYS)
    engine.draw((left + 1, top), (left + 1, top))
    for _ in BY_KEYS.split():
        engine.press("Control+Shift+ArrowRight")
    engine.press("1")
    assert [words.strip() for words in saved(engine, lab, 2)] == sorted([BY_MOUSE, BY_KEYS])

    click(engine, "button", "Hand in")
    click(engine, ".jp-OutputArea button", "Make my file")
    until(
        engine,
        "no file was made",
        "() => [...document.links].some((one) => one.innerText.includes('Download the file'))",
    )
    (file,) = (lab.work / "handins").glob("*.html")
    assert len(read_handin(file.read_bytes()).marks) == 2

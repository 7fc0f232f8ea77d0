"""The file that is handed in, as teachers see it first: no word of a table is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader.codebook import open_codebook
from tests.seminar.make_fixtures import made

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ADDRESS = "https://example.org/" + "long" * 50
"""A word that fits nowhere: it alone may be broken, and may not widen the page."""

BROKEN = """() => {
  const broken = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.closest('table')) continue;
    for (const word of node.data.matchAll(/[\\p{L}\\p{N}’']+/gu)) {
      if (word[0].length > 60) continue;
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter((rect) => rect.width > 0);
      if (new Set(lines.map((rect) => Math.round(rect.top))).size > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""

WIDER = """() => [...document.querySelectorAll('table')].filter((table) =>
  table.getBoundingClientRect().right > table.parentElement.getBoundingClientRect().right + 1
).length"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What six readers with six habits hand in, each once more with a long address in it."""
    folder = tmp_path_factory.mktemp("files")
    files = []
    for name, content in made():
        for front, words in (
            ("", content),
            ("long-", content.replace("</td>", f" {ADDRESS}</td>", 1)),
        ):
            files.append(folder / f"{front}{name}")
            files[-1].write_text(words, encoding="utf-8")
    return files


@pytest.mark.parametrize(
    ("width", "media"), [(1400, "screen"), (800, "screen"), (400, "screen"), (672, "print")]
)
def test_no_word_of_a_table_is_broken(
    page: Page, files: list[Path], width: int, media: str
) -> None:
    """672 px are the page of A4 between its margins."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="print" if media == "print" else "screen")
    broken, wider = {}, {}
    for file in files:
        page.goto(file.as_uri())
        broken[file.name] = page.evaluate(BROKEN)
        wider[file.name] = page.evaluate(WIDER)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert {name: words for name, words in broken.items() if words} == {}
    if width > 400:  # where there is less room, the box around a table scrolls
        assert {name for name, tables in wider.items() if tables} == set()


LINES = """() => {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const paint = (...colours) => {
    for (const colour of ['white', ...colours]) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => colour
    .map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const found = {};
  for (const mark of document.querySelectorAll('mark')) {
    const style = getComputedStyle(mark);
    const ground = light(paint(style.backgroundColor));
    const line = light(paint(style.backgroundColor, style.textDecorationColor));
    found[mark.className] = (ground + 0.05) / (line + 0.05);
  }
  return found;
}"""


def test_the_line_under_each_theme_stands_out_from_its_tint(page: Page, files: list[Path]) -> None:
    page.goto(files[0].as_uri())
    names = [f"t-{theme.code.lower()}" for theme in open_codebook().themes]
    page.evaluate(
        """(names) => document.querySelector('main').append(...names.map((name) =>
          Object.assign(document.createElement('mark'), { className: name, innerText: name })))""",
        names,
    )
    found: dict[str, float] = page.evaluate(LINES)
    assert set(names) <= set(found)
    assert {name: ratio for name, ratio in found.items() if ratio < 3} == {}

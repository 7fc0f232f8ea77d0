"""The lines below marked words, as the screen shows them: told apart in any overlap."""

from __future__ import annotations

import base64
import functools
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import Desk, mark, small_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

THEMES = ("exclusion", "rentier", "gender", "determinism", "agency")
OVERLAPS = [over for n in range(1, 6) for over in combinations(THEMES, n)]
SHARP = 3
"""Device pixels to the pixel: fine enough for a line of one pixel."""

# Each word has no letter that reaches below the line, so that only lines are there.
WORDS = [f"Line {n:02d} on its own." for n in range(len(OVERLAPS))]
TEXT = small_text("Heading", *WORDS)

SEEN = """async ([png, boxes, themes, sharp]) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const pixels = canvas.getImageData(0, 0, image.width, image.height);
  const from = (x, y) => (y * image.width + x) * 4;
  const at = (x, y) => [...pixels.data.slice(from(x, y), from(x, y) + 3)];
  const dot = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgb = (colour) => {
    dot.fillStyle = colour;
    dot.fillRect(0, 0, 1, 1);
    return [...dot.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const block = document.querySelector('.crr-p');
  const expected = themes.map((_, index) => {
    const name = [...CSS.highlights.keys()].find((one) => one.endsWith(`own-${index}`));
    return rgb(getComputedStyle(block, `::highlight(${name})`).textDecorationColor);
  });
  const { data } = pixels;
  const near = (i, [r, g, b]) => // of millions of points
    Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) <= 24;
  return boxes.map(({ x1, x2, y1, y2 }) => {
    const [left, right] = [Math.round(x1 * sharp) + 1, Math.round(x2 * sharp) - 1];
    const ground = at(left, Math.round(y1 * sharp) + 4); // above the letters
    const paper = at(left, Math.round((y2 + 26) * sharp)); // below all lines
    const foot = Math.round(((y1 + y2) / 2) * sharp);
    const lines = expected.map((colour) => {
      const rows = [];
      for (let y = foot; y < (y2 + 24) * sharp; y += 1) {
        let hits = 0;
        for (let x = left; x < right; x += 1) if (near(from(x, y), colour)) hits += 1;
        if (hits > (right - left) / 12) rows.push([y, hits / (right - left)]);
      }
      return { colour, rows };
    });
    return { ground, paper, lines };
  });
}"""
BOXES = """(words) => words.map((one) => {
  const block = [...document.querySelectorAll('.crr-p')].find((each) => each.textContent === one);
  const range = document.createRange();
  range.selectNodeContents(block);
  const box = range.getBoundingClientRect();
  return { x1: box.left, x2: box.right, y1: box.top, y2: box.bottom };
})"""


def contrast(one: list[int], two: list[int]) -> float:
    """Return the contrast of WCAG 2.2, 1 to 21, of two colours in sRGB."""

    def luminance(colour: list[int]) -> float:
        parts = [v / 255 for v in colour]
        line = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
        return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2]

    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(scope="module")
def sharp(chromium_browser: Browser) -> Iterator[Front]:
    """Give a page on a screen with nine device pixels to each pixel."""
    context = chromium_browser.new_context(
        viewport={"width": 800, "height": 2400}, device_scale_factor=SHARP
    )
    yield Front(context.new_page())
    context.close()


@functools.cache  # one page, one picture of it for all tests
def seen(front: Front, *, dark: bool = False, forced: bool = False) -> list[dict[str, Any]]:
    """Mark each paragraph with its themes, and return what of each line is on the screen."""
    front.page.emulate_media(forced_colors="active" if forced else "none")
    front.open(dark=dark)
    marks = [
        mark(100 * n + i, words, theme, TEXT)
        for n, (words, over) in enumerate(zip(WORDS, OVERLAPS, strict=True))
        for i, theme in enumerate(over)
    ]
    desk = Desk(front).show(TEXT, marks=marks, height="2300px")
    desk.page.add_style_tag(content=".crr-cell { display: none !important; }")
    boxes = desk.page.evaluate(BOXES, WORDS)
    png = base64.b64encode(desk.page.screenshot(animations="disabled")).decode()
    found: list[dict[str, Any]] = desk.page.evaluate(SEEN, [png, boxes, THEMES, SHARP])
    assert len(found) == len(OVERLAPS)
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_line_of_every_overlap_is_seen_on_its_ground(sharp: Front, dark: bool) -> None:
    faint = {}
    for over, words in zip(OVERLAPS, seen(sharp, dark=dark), strict=True):
        for theme, line in zip(THEMES, words["lines"], strict=True):
            if theme not in over:
                continue
            ratios = [contrast(line["colour"], words[on]) for on in ("ground", "paper")]
            if not line["rows"] or min(ratios) < 3:
                faint[over, theme] = ratios if line["rows"] else "not there"
    assert faint == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_line_lies_on_another(sharp: Front, dark: bool) -> None:
    for over, words in zip(OVERLAPS, seen(sharp, dark=dark), strict=True):
        bands = [
            (line["rows"][0][0], line["rows"][-1][0])
            for theme, line in zip(THEMES, words["lines"], strict=True)
            if theme in over
        ]
        assert bands == sorted(bands), "the order of the lines is not that of the codes"
        for (_, end), (start, _) in pairwise(bands):
            assert start > end + 1, (over, bands)


def test_words_keep_their_contrast_on_every_ground(sharp: Front) -> None:
    for dark, ink in ((False, [0x1C] * 3), (True, [0xEC] * 3)):
        for over, words in zip(OVERLAPS, seen(sharp, dark=dark), strict=True):
            assert words["ground"] != words["paper"], over
            assert contrast(ink, words["ground"]) >= 7, (over, words["ground"])


def test_forced_colours_leave_each_theme_its_own_line(sharp: Front) -> None:
    shapes = set()
    for words in seen(sharp, forced=True)[: len(THEMES)]:
        rows = words["lines"][0]["rows"]
        assert rows, "a mark without a line"
        assert words["ground"] == words["paper"]
        first = rows[0][0]
        shapes.add(tuple((y - first, round(share, 1)) for y, share in rows))
    assert len(shapes) == len(THEMES)

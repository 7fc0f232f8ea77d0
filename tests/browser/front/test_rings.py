"""Whoever steers by keys sees where they are: no part of a focus ring is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader import ArgumentMap, Compare, Reader, ReadingDesk, open_work
from tests.browser.front.test_dock import dock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

CUT = """(host) => {
  const el = document.activeElement;
  if (!host.contains(el)) return null;
  el.scrollIntoView({ block: 'nearest' });
  const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(el);
  if (outlineStyle === 'none') return [];
  const out = parseFloat(outlineWidth) + parseFloat(outlineOffset);
  const ring = el.getBoundingClientRect();
  const cut = [];
  const name = el.textContent.trim().slice(0, 30) || el.className;
  for (let box = el.parentElement; box && box !== document.body; box = box.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(box);
    const frame = box.getBoundingClientRect();
    const left = frame.left + box.clientLeft, top = frame.top + box.clientTop;
    const missing = {
      left: overflowX !== 'visible' ? left - (ring.left - out) : 0,
      right: overflowX !== 'visible' ? ring.right + out - left - box.clientWidth : 0,
      top: overflowY !== 'visible' ? top - (ring.top - out) : 0,
      bottom: overflowY !== 'visible' ? ring.bottom + out - top - box.clientHeight : 0,
    };
    for (const [side, by] of Object.entries(missing))
      if (by > 0.5) cut.push(`${name}: ${side}, ${by} px`);
  }
  return cut;
}"""


@pytest.mark.parametrize(
    "make",
    [
        lambda work: Reader("post-2022", work=work),
        lambda work: Compare("artiukh-2022", "post-2022", search="war", work=work),
        lambda work: ArgumentMap("02/q6", "One claim.", work=work),
        lambda work: ReadingDesk(work=work),
    ],
    ids=["reader", "comparison", "map", "desk"],
)
@pytest.mark.parametrize("size", [(700, 450), (1400, 900)], ids=["low", "usual"])
def test_no_ring_is_cut(
    front: Front, tmp_path: Path, make: Callable[..., Reader], size: tuple[int, int]
) -> None:
    width, height = size
    front.page.set_viewport_size({"width": width, "height": height})
    widget = make(open_work(tmp_path / "work"))
    view = front.view(front.live(widget))
    if isinstance(widget, ReadingDesk):
        dock(front, view, 560, height - 89)
    else:  # as JupyterLab lays an output out
        view.evaluate("(host) => { host.style.overflow = 'auto'; }")
    for more in view.locator(".crr-more:visible").all():
        more.click()
    view.evaluate("(host) => { host.tabIndex = -1; host.focus(); }")
    cut: set[str] = set()
    for _ in range(40):
        front.page.keyboard.press("Tab")
        found = view.evaluate(CUT)
        if found is None:
            break
        cut.update(found)
    assert cut == set()

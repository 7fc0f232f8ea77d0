"""The outbox and the status line on a page of their own, with a clock that stands still."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from closereader.widgets.base.bundle import BASE, css, join
from tests.browser.front.harness import Front
from tests.widgets.fronts import copy_widgets

TRIAL = """
import { keys_of, make_outbox } from "./base/outbox.js";
import { make_status } from "./base/status.js";
import { guard_keys } from "./base/keys.js";
import { h } from "./base/dom.js";
import { lend_voice } from "./base/voice.js";

function render({ model, el }) {
  const acks = [];
  const status = make_status({
    on_retry: () => box.flush(), on_put_away: (id) => box.put_away(id),
  });
  const end_voice = lend_voice(el);
  const words = h("textarea", { "aria-label": "words", class: "cr-field" });
  el.append(h("div", { class: "cr cr-box" }, words, status.el));
  const box = make_outbox({
    model, ...keys_of(model, "trial:1"),
    on_status: status.show, on_ack: (ack) => acks.push(ack),
  });
  const unguard = guard_keys(el, { may_rerun: box.is_gone });
  el.box = box;
  el.acks = acks;
  return () => { box.close(); unguard(); end_voice(); };
}
export default { render };
"""


def join_trial(folder: Path) -> str:
    """Join the trial widget with the real modules, copied to `folder`."""
    copy_widgets(folder)
    (folder / "trial.js").write_text(TRIAL, encoding="utf-8")
    return join(folder / "trial.js")


STATE: dict[str, Any] = {"work": {"id": "w1", "label": "work"}, "saved": ""}


class Trial:
    """A page with trial widgets, a clock that stands still, and short words for both."""

    def __init__(self, front: Front, module: str) -> None:
        self.front = front
        self.module = module
        front.page.clock.install(time="2026-03-01T12:02:59Z")
        front.page.clock.pause_at("2026-03-01T12:03:00Z")
        front.open()
        self.show()

    def show(self, of: int | None = None, work: str = "w1", was: str = "") -> int:
        state = {**STATE, "work": {"id": work, "was": was, "label": "work"}}
        return self.front.show(self.module, state, css=css(BASE / "base.css"), of=of)

    def push(self, number: int = 0, **edit: Any) -> str:
        return str(
            self.front.page.evaluate(
                "([n, edit]) => mock.views[n].el.box.push(edit).id",
                [number, {"op": "put", **edit}],
            )
        )

    def wait(self, milliseconds: int) -> None:
        self.front.page.clock.run_for(milliseconds)

    def says(self, words: str, number: int = 0) -> None:
        expect(self.front.view(number).locator(".cr-status-text")).to_have_text(words)

    def pending(self, number: int = 0) -> list[str]:
        found: list[str] = self.front.page.evaluate(
            "(n) => mock.views[n].el.box.pending().map((edit) => edit.id)", number
        )
        return found

// Hints, one after the other, when they are asked for.

import { h } from "./dom.js";
import { say_aloud } from "./voice.js";

/** @param {string[]} hints */
export function make_hints(hints) {
  const list = h("ol", { class: "cr-hints", tabindex: "-1", "aria-label": "Hints" });
  let shown = 0;
  const next = h("button", { type: "button", class: "cr-button cr-small", onclick: reveal });
  const el = h("div", { class: "cr-hint-box", hidden: hints.length === 0 }, list, next);

  function label() {
    next.textContent = `Hint ${shown + 1} of ${hints.length}`;
    next.hidden = shown >= hints.length;
    list.hidden = shown === 0;
  }

  function reveal() {
    list.append(h("li", {}, hints[shown]));
    say_aloud(list, hints[shown]);
    shown += 1;
    label();
    if (next.hidden) list.focus(); // the button is gone; do not lose the place
  }
  label();
  return { el };
}

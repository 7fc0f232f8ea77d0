// When several marks share the words at the caret: a short list to choose from. Marks of other
// readings are shown here too, with their notes; they can be read, not changed.

import { h, refill, small_button, turn_tab } from "../base/dom.js";
import { badge } from "./badge.js";
import { make_float } from "./float.js";
import { shorten } from "./view.js";

/** @import { Shown, View } from "./view.js" */
/** @import { Mark } from "./state.js" */
/** @import { Page } from "./page.js" */

/** @param {View} view @param {Page} page */
export function make_chooser(view, page) {
  const el = h("div", { class: "crr-card crr-chooser", role: "dialog", hidden: true, tabindex: "-1" });
  el.addEventListener("keydown", on_key);
  let open = false;
  const float = make_float(view, page, el, () => view.places.spot(view.selected.focus), () => page.wide);

  function close() {
    if (!open) return;
    open = false;
    el.hidden = true;
    page.focus();
  }

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    turn_tab(el, event);
    const buttons = [...el.querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const number = Number(event.key);
    if (event.key === "Escape") close();
    else if (step !== undefined) buttons[(at + step + buttons.length) % buttons.length]?.focus();
    else if (number >= 1 && number <= buttons.length) buttons[number - 1]?.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Shown} shown @param {number} index @param {(mark: Mark) => void} take */
  function entry({ mark, reader }, index, take) {
    const inside = [
      h("span", { class: "crr-choice-head" }, badge(view.theme(mark.theme)), ` ${view.describe(mark)}`),
      h("span", { class: "cr-quote" }, `“${shorten(view.mark_words(mark), 80)}”`),
      mark.note ? h("span", { class: "crr-choice-note" }, mark.note) : null,
    ];
    if (reader !== null) return h("li", {}, h("strong", {}, `${reader} `), inside);
    const pick = () => {
      close();
      take(mark);
    };
    return h("li", {},
      h("button", { type: "button", onclick: pick },
        h("kbd", { "aria-hidden": "true" }, String(index + 1)),
        inside,
      ),
    );
  }

  return {
    el,
    close,
    is_open: () => open,
    /** @param {string} question @param {Shown[]} marks @param {(mark: Mark) => void} take */
    ask(question, marks, take) {
      const own = marks.filter(({ reader }) => reader === null);
      const others = marks.filter(({ reader }) => reader !== null);
      open = true;
      el.setAttribute("aria-label", question);
      refill(
        el,
        h("p", { class: "crr-label" }, question),
        h("ul", {}, [...own, ...others].map((shown, index) => entry(shown, index, take))),
        small_button("Close", close),
      );
      el.hidden = false;
      page.sheet.append(el);
      float();
      (el.querySelector("button") ?? el).focus({ preventScroll: true });
    },
  };
}

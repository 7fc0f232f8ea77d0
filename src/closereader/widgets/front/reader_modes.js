// Three views of the same marks: the page, the table, the marked text. One is shown at a time.

import { h } from "./dom.js";

/** @typedef {import("./reader_view.js").View} View */
/** @typedef {import("./reader_view.js").Mode} Mode */
/** @typedef {ReturnType<typeof make_modes>} Modes */

/** @type {Record<Mode, string>} */
const MODE_NAMES = { page: "Page", list: "Table of marks", marked: "Marked text" };

/**
 * @param {View} view
 * @param {import("./reader_page.js").Page} page
 * @param {{list: HTMLElement, marked: HTMLElement}} others
 * @param {() => boolean} may_leave whether an open card could be closed
 */
export function make_modes(view, page, others, may_leave) {
  const elements = { page: page.el, ...others };
  const frame = h("div", { class: "crr-frame" }, page.el, others.list, others.marked);

  /** @param {Mode} mode */
  function show(mode) {
    if (view.mode !== mode && !may_leave()) return;
    view.mode = mode;
    for (const [name, el] of Object.entries(elements)) el.hidden = name !== mode;
    view.emit("mode");
  }

  /** Put the focus into the view that is shown. */
  function focus() {
    if (view.mode === "page") page.focus();
    else elements[view.mode].focus({ preventScroll: true });
  }

  /** Go on to the next view. */
  function turn() {
    const order = /** @type {Mode[]} */ (Object.keys(elements));
    show(order[(order.indexOf(view.mode) + 1) % order.length]);
    focus();
    view.announce(MODE_NAMES[view.mode]);
  }

  for (const el of Object.values(others)) {
    el.addEventListener("keydown", (event) => {
      if (event.target === el && event.key === "v") turn();
    });
  }
  return { frame, show, focus, turn };
}

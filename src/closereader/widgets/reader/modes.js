// Three views of the same marks: the page, the table, the marked text. One is shown at a time.

import { latin } from "../base/layout.js";
import { h } from "../base/dom.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("./view.js").Mode} Mode */
/** @typedef {ReturnType<typeof make_modes>} Modes */

/** @type {Record<Mode, string>} */
const MODE_NAMES = { page: "Page", list: "Table of marks", marked: "Marked text" };

/**
 * @param {View} view
 * @param {import("./page.js").Page} page
 * @param {HTMLElement} list
 * @param {ReturnType<typeof import("./marked.js").make_marked>} marked
 * @param {() => boolean} may_leave whether an open card could be closed
 */
export function make_modes(view, page, list, marked, may_leave) {
  const elements = { page: page.el, list, marked: marked.el };
  const frame = h("div", { class: "crr-frame" }, Object.values(elements));

  /** @param {Mode} mode */
  function show(mode) {
    if (view.mode !== mode && !may_leave()) return;
    const before = view.mode;
    view.mode = mode;
    for (const [name, el] of Object.entries(elements)) el.hidden = name !== mode;
    view.emit("mode");
    // Page and marked text show the same place, the one where one reads.
    if (mode === "marked") marked.jump(view.selected.focus);
    else if (mode === "page" && before === "marked") page.jump(view.selected.focus);
  }

  /** Put the focus into the view that is shown. */
  function focus() {
    if (view.mode === "page") page.focus();
    else if (view.mode === "marked") marked.focus();
    else list.focus({ preventScroll: true });
  }

  /** Go on to the next view. */
  function turn() {
    const order = /** @type {Mode[]} */ (Object.keys(elements));
    show(order[(order.indexOf(view.mode) + 1) % order.length]);
    focus();
    view.announce(MODE_NAMES[view.mode]);
  }

  /** Bring a place of the text into sight, on the page unless the marked text is shown. @param {number} point */
  function jump(point) {
    if (view.mode === "list") show("page");
    if (view.mode === "page") page.jump(point);
    else marked.jump(point);
  }

  list.addEventListener("keydown", (event) => {
    if (event.target === list && latin(event) === "v") turn();
  });
  return { frame, show, focus, turn, jump };
}

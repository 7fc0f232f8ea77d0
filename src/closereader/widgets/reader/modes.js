// Three views of the same marks: the page, the table, the marked text. One is shown at a time.

import { h } from "../base/dom.js";

/** @import { Mode, View } from "./view.js" */
/** @typedef {ReturnType<typeof make_modes>} Modes */

/** @type {Record<Mode, string>} */
const MODE_NAMES = { page: "Page", list: "Table of marks", marked: "Marked text" };

/**
 * @param {View} view
 * @param {import("./page.js").Page} page
 * @param {ReturnType<typeof import("./list.js").make_list>} list
 * @param {ReturnType<typeof import("./marked.js").make_marked>} marked
 * @param {() => boolean} may_leave whether an open card could be closed
 */
export function make_modes(view, page, list, marked, may_leave) {
  const elements = { page: page.el, list: list.el, marked: marked.el };
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
    else list.el.focus({ preventScroll: true });
  }

  /** Go on to the next view. */
  function turn() {
    const order = /** @type {Mode[]} */ (Object.keys(elements));
    show(order[(order.indexOf(view.mode) + 1) % order.length]);
    if (view.mode !== "list") {
      focus();
      return view.announce(MODE_NAMES[view.mode]);
    }
    list.turn.focus({ preventScroll: true });
    // Orca 43 leaves what is hidden under its focus without a word about where it has come to.
    return view.announce(`${MODE_NAMES.list}. Enter goes on to the marked text.`);
  }

  /** Bring a place of the text into sight, on the page unless the marked text is shown. @param {number} point */
  function jump(point) {
    if (view.mode === "list") show("page");
    if (view.mode === "page") page.jump(point);
    else marked.jump(point);
  }

  return { frame, show, focus, turn, jump };
}

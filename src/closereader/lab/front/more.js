// The sections *More* of a lesson go beyond its core: of each, only the heading is shown until its
// reader asks for it, or for all of them.

import { h } from "../../widgets/base/dom.js";
import { recall, remember } from "./remembered.js";
import { add_button } from "./strip.js";

const OPENED = "closereader-more:"; // in the browser: whose reader wants to see them, by path
const SECTION = /^##? /;
const MORE = /^## More: (.+)/;

/** @import { CellWidget } from "./jupyter.js" */

/** @param {import("./jupyter.js").NotebookPanel} panel */
export function fold_more(panel) {
  const cells = panel.content.widgets;
  const folds = cells.flatMap((cell, at) => {
    const title = MORE.exec(prose_of(cell))?.[1];
    if (title === undefined) return [];
    const end = cells.findIndex((one, index) => index > at && SECTION.test(prose_of(one)));
    return [make_section(cell, title, cells.slice(at + 1, end < 0 ? cells.length : end))];
  });
  if (folds.length === 0) return;
  const key = OPENED + panel.context.path;
  const opened = recall(key) !== null;
  for (const fold of folds) fold(!opened);
  add_button(panel, {
    rank: 80,
    label: `More (${folds.length})`,
    title: `The core of the lesson is open. ${folds.length} sections go beyond it: show or fold them`,
    pressed: opened,
    run(button) {
      const open = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(open));
      if (open) remember(key, "open");
      else remember(key, null);
      for (const fold of folds) fold(!open);
    },
  });
}

/** @param {CellWidget} cell */
export function prose_of({ model }) {
  return model.type === "markdown" ? model.sharedModel.getSource() : "";
}

/**
 * @param {CellWidget} head
 * @param {string} title
 * @param {CellWidget[]} rest  the cells below the heading's own
 * @returns {(folded: boolean) => void}
 */
function make_section(head, title, rest) {
  const turn = () => fold(button.getAttribute("aria-expanded") === "true");
  const button = h("button", { type: "button", class: "closereader-section", "aria-description": title, onclick: turn });
  const fold = (/** @type {boolean} */ folded) => {
    head.node.classList.toggle("closereader-folded", folded);
    button.textContent = folded ? "Show this section" : "Fold this section";
    button.setAttribute("aria-expanded", String(!folded));
    for (const cell of rest) cell.setHidden(folded);
  };
  head.node.append(button);
  return fold;
}

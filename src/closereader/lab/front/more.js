// The sections *More* of a lesson go beyond its core: of each, only the heading is shown until its
// reader asks for it, or for all of them. JupyterLab's own folding hides the cells below.

import { add_button } from "./strip.js";

const OPENED = "closereader-more:"; // in the browser: whose reader wants to see them, by path
const HEADING = /^## More: (.+)/;

/** @typedef {import("./jupyter.js").CellWidget} CellWidget */

/**
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {{ setHeadingCollapse(cell: CellWidget, folded: boolean, notebook: unknown): unknown }} actions
 */
export async function fold_more(panel, actions) {
  const heads = panel.content.widgets.filter((cell) => title_of(cell) !== "");
  if (heads.length === 0) return;
  const key = OPENED + panel.context.path;
  const opened = localStorage.getItem(key) !== null;
  add_button(panel, {
    rank: 80,
    label: `More (${heads.length})`,
    title: `The core of the lesson is open. ${heads.length} sections go beyond it: show or fold them`,
    pressed: opened,
    run(button) {
      const open = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(open));
      if (open) localStorage.setItem(key, "open");
      else localStorage.removeItem(key);
      for (const each of sections) each(!open);
    },
  });
  // Where a section ends, the next heading tells; JupyterLab looks for headings when it finds time.
  await Promise.all(panel.content.widgets.map((cell) => cell.getHeadings?.()));
  const sections = heads.map((head) => make_section(head, (folded) => {
    actions.setHeadingCollapse(head, folded, panel.content);
  }));
  for (const each of sections) each(!opened);
}

/** @param {CellWidget} cell */
function title_of({ model }) {
  return model.type === "markdown" ? HEADING.exec(model.sharedModel.getSource())?.[1] ?? "" : "";
}

/**
 * @param {CellWidget} head
 * @param {(folded: boolean) => void} fold_below
 * @returns {(folded: boolean) => void}
 */
function make_section(head, fold_below) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "closereader-section";
  const fold = (/** @type {boolean} */ folded) => {
    head.node.classList.toggle("closereader-folded", folded);
    button.textContent = folded ? "Show this section" : "Fold this section";
    button.setAttribute("aria-expanded", String(!folded));
    fold_below(folded);
  };
  button.setAttribute("aria-description", title_of(head));
  button.addEventListener("click", () => fold(button.getAttribute("aria-expanded") === "true"));
  head.node.append(button);
  return fold;
}

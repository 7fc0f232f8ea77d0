// The sections *More* of a lesson go beyond its core: they are folded until their reader asks for
// them. JupyterLab's own folding of headings is used, so each can be unfolded where it stands.

import { add_button } from "./strip.js";

const OPENED = "closereader-more:"; // in the browser: whose reader wants to see them, by path

/** @typedef {import("./jupyter.js").CellWidget} CellWidget */

/**
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {{ setHeadingCollapse(cell: CellWidget, folded: boolean, notebook: unknown): unknown }} actions
 */
export async function fold_more(panel, actions) {
  const heads = panel.content.widgets.filter(
    ({ model }) => model.type === "markdown" && /^## More: /.test(model.sharedModel.getSource()),
  );
  if (heads.length === 0) return;
  const key = OPENED + panel.context.path;
  const fold = (/** @type {boolean} */ folded) => {
    for (const head of heads) actions.setHeadingCollapse(head, folded, panel.content);
  };
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
      fold(!open);
    },
  });
  // Where a section ends, the next heading tells; JupyterLab looks for headings when it finds time.
  await Promise.all(panel.content.widgets.map((cell) => cell.getHeadings?.()));
  fold(!opened);
}

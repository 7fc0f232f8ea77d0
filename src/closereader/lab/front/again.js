// "Run this cell": a button at a result that is folded, or that follows what its reader does, where the
// code above it is hidden. What never changes by itself, as a table of the codebook, has none.

import { h } from "../../widgets/base/dom.js";
import { data_of, html_of, shows_widget } from "./cards.js";
import { settle } from "./heights.js";
import { FIGURE } from "./jupyter.js";
import { give_focus } from "./keeping.js";

const AGAIN = "Run this cell again";

/**
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {{ execute(cell: unknown, session: unknown): Promise<{ content: { status: string } } | void> }} CodeCell
 */
export function add_run_buttons(panel, CodeCell) {
  for (const cell of panel.content.widgets) {
    if (cell.model.type !== "code" || shows_widget(cell)) continue;
    const { follows = false } = /** @type {{ follows?: boolean }} */ (cell.model.getMetadata("closereader") ?? {});
    if (!follows && !cell.outputHidden) continue;
    const run = () => {
      button.textContent = AGAIN;
      settle(panel, cell);
      void CodeCell.execute(cell, panel.sessionContext).then((reply) => {
        if (!follows && reply?.content.status === "ok") leave();
      });
    };
    const words = cell.outputHidden ? `Run this cell: ${what_waits(cell)} waits here` : AGAIN;
    const button = h("button", { type: "button", class: "closereader-again", onclick: run }, words);
    cell.node.append(button);
    const leave = () => {
      if (document.activeElement === button) give_focus(cell.node, true);
      button.remove();
    };
  }
}

/** What a folded output holds: nobody presses a button for they know not what. @param {import("./jupyter.js").CellWidget} cell */
function what_waits(cell) {
  const outputs = data_of(cell);
  if (outputs.some((data) => FIGURE in data)) return "a figure";
  return outputs.some((data) => html_of(data).includes("<table")) ? "a table" : "its result";
}

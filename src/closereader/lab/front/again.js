// "Run this cell": a button at each result that is no widget, where the code above it is hidden.

import { h } from "../../widgets/base/dom.js";
import { data_of, html_of } from "./cards.js";
import { settle } from "./heights.js";
import { FIGURE } from "./jupyter.js";

const AGAIN = "Run this cell again";

/**
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {{ execute(cell: unknown, session: unknown): Promise<unknown> }} CodeCell
 */
export function add_run_buttons(panel, CodeCell) {
  for (const cell of panel.content.widgets) {
    if (cell.model.type !== "code" || shows_widget(cell)) continue;
    const run = () => {
      button.textContent = AGAIN;
      settle(panel, cell);
      void CodeCell.execute(cell, panel.sessionContext);
    };
    const words = cell.outputHidden ? `Run this cell: ${what_waits(cell)} waits here` : AGAIN;
    const button = h("button", { type: "button", class: "closereader-again", onclick: run }, words);
    cell.node.append(button);
  }
}

/** What a folded output holds: nobody presses a button for they know not what. @param {import("./jupyter.js").CellWidget} cell */
function what_waits(cell) {
  const outputs = data_of(cell);
  if (outputs.some((data) => FIGURE in data)) return "a figure";
  return outputs.some((data) => html_of(data).includes("<table")) ? "a table" : "its result";
}

/** It keeps itself up to date. @param {import("./jupyter.js").CellWidget} cell */
export function shows_widget(cell) {
  return data_of(cell).some((data) => html_of(data).includes("closereader-card"));
}

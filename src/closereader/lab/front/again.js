// "Run this cell": a button at each result that is no widget, where the code above it is hidden.

import { settle } from "./heights.js";

/**
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {{ execute(cell: unknown, session: unknown): Promise<unknown> }} CodeCell
 */
export function add_run_buttons(panel, CodeCell) {
  for (const cell of panel.content.widgets) {
    if (cell.model.type !== "code" || shows_widget(cell)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "closereader-again";
    button.textContent = cell.outputHidden ? "Run this cell" : "Run this cell again";
    button.addEventListener("click", () => {
      button.textContent = "Run this cell again";
      settle(panel, cell);
      void CodeCell.execute(cell, panel.sessionContext);
    });
    cell.node.append(button);
  }
}

/** It keeps itself up to date. @param {import("./jupyter.js").CellWidget} cell */
export function shows_widget(cell) {
  const outputs = cell.model.outputs;
  for (let n = 0; outputs !== undefined && n < outputs.length; n += 1) {
    if (String(outputs.get(n).data["text/html"] ?? "").includes("closereader-card")) return true;
  }
  return false;
}

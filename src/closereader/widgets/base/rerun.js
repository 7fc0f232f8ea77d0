// Run a cell again from within its output.

import { h, small_button } from "./dom.js";
import { spoken } from "./voice.js";

const RERUN_PATIENCE = 2000; // ms that JupyterLab may take to begin
const RERUN_LOOK = 100; // ms between two looks whether it has

/**
 * Run the cell that `el` is the output of, as Ctrl+Enter in it would. Returns whether there is one.
 *
 * A front end has no way to Lab's commands, so we press the key ourselves. Lab takes it when the
 * cell has the focus, not a text box in its output.
 * @param {Element} el
 */
export function rerun_cell(el) {
  const cell = cell_around(el);
  if (!cell) return false;
  const used = document.activeElement;
  cell.focus();
  const enter = { key: "Enter", code: "Enter", keyCode: 13, which: 13, ctrlKey: true };
  cell.dispatchEvent(new KeyboardEvent("keydown", { ...enter, bubbles: true, cancelable: true }));
  // Who writes goes on writing: at the cell, letters are commands.
  if (used instanceof HTMLElement && el.contains(used) && used.matches("textarea, input")) used.focus({ preventScroll: true });
  return true;
}

/** @param {Element} el */
function cell_around(el) {
  const cell = el.closest(".jp-CodeCell");
  return cell instanceof HTMLElement ? cell : null;
}

/** What stands before the cell: "[9]:", and "[*]:" while it runs. @param {Element} cell */
function prompt_of(cell) {
  return [...cell.querySelectorAll(".jp-InputPrompt, .jp-Placeholder-prompt")].map((one) => one.textContent).join();
}

/**
 * A button that runs the cell, and says so when JupyterLab did not take the key. Outside of a
 * notebook's cell it is not shown (see base.css).
 * @param {Element} el  anything in the cell's output
 */
export function make_rerun(el) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  const told = spoken(h("span", {}));
  const button = small_button("Run this cell again", run);

  function run() {
    const cell = cell_around(el);
    const before = cell ? prompt_of(cell) : "";
    const waits = before.includes("*"); // it is queued already, and looks the same when it is so twice
    const begun = Date.now();
    clearInterval(timer);
    told.textContent = "";
    if (!rerun_cell(el)) return;
    timer = setInterval(() => {
      if (cell && !waits && el.isConnected && prompt_of(cell) === before) {
        if (Date.now() - begun < RERUN_PATIENCE) return;
        told.textContent = "JupyterLab did not run it. Click beside this cell, on its left, and press Shift+Enter.";
      }
      clearInterval(timer);
    }, RERUN_LOOK);
  }

  return h("span", { class: "cr-rerun" }, button, " ", told);
}

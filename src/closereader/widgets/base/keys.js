// Keep a widget's keys from JupyterLab.
//
// Unguarded, Lab takes keys that are typed into a cell's output for notebook commands: `d d`
// deletes the very cell, `x` cuts it. Measured in Lab 4.6: the attribute
// data-lm-suppress-shortcuts works only on the element that has the focus, not on an ancestor;
// stopPropagation() on keydown works. We do both.

import { rerun_cell } from "./rerun.js";

const SUPPRESS = "data-lm-suppress-shortcuts";
const FOCUSABLE =
  "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]";

/**
 * Must this key stay inside the widget?
 *
 * Every plain key (with or without Shift) but Tab and Escape, and Ctrl+Enter, which would run the
 * cell again. Ctrl+S and the like stay Lab's.
 * @param {KeyboardEvent} event
 */
export function is_ours(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return event.getModifierState("AltGraph");
  return event.key !== "Tab" && event.key !== "Escape";
}

// JupyterLab's own keys with Ctrl that have nothing to do with cells: save, palette, side bars.
// Not among them: Ctrl+A, which would select all cells, and Ctrl+Z, which would undo their edits.
const LABS = { plain: "bijps,", shift: "bcfhklsu" };

/**
 * Is this a key that JupyterLab must get although the focus is in the widget?
 *
 * The attribute keeps every key from Lab, Ctrl+S too: without this, the browser would save the
 * page instead of Lab the notebook (measured in Lab 4.6).
 * @param {KeyboardEvent} event
 */
export function is_labs(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.length !== 1) return false;
  return LABS[event.shiftKey ? "shift" : "plain"].includes(event.key.toLowerCase());
}

/**
 * Take the attribute off every element on a key's way, until Lab has seen the key.
 *
 * Lab walks up from the focused element and stops at the first one that has the attribute.
 * @param {KeyboardEvent} event
 */
function let_through(event) {
  const way = event.composedPath().filter((one) => one instanceof Element && one.hasAttribute(SUPPRESS));
  const elements = /** @type {Element[]} */ (way);
  for (const element of elements) element.removeAttribute(SUPPRESS);
  setTimeout(() => elements.forEach((element) => element.setAttribute(SUPPRESS, "true")));
}

/**
 * Keep undo and redo in a text box the browser's.
 *
 * At every key that reaches it, Lab 4.6 puts a listener on the very text box, which prevents the
 * next `beforeinput` of undo or redo inside a notebook, to undo the notebook's own edits instead:
 * Ctrl+Z was dead in every box. Caught on its way down, the event does not get there, and since the
 * box has the attribute, Lab runs no undo of its own either.
 * @param {InputEvent} event
 */
function keep_history(event) {
  if (event.inputType.startsWith("history")) event.stopPropagation();
}

/**
 * Guard everything inside `el`, also what is added later. Returns the function that ends it.
 *
 * `may_rerun` says when Shift+Enter runs the cell: when Python was restarted, the status line asks
 * for exactly this key, and it must work from within the widget too.
 * @param {HTMLElement} el
 * @param {{ may_rerun?: () => boolean }} [options]
 */
export function guard_keys(el, { may_rerun = () => false } = {}) {
  const mark = (/** @type {Element} */ one) => {
    if (!one.hasAttribute(SUPPRESS)) one.setAttribute(SUPPRESS, "true");
  };
  const mark_in = (/** @type {Element} */ root) => root.querySelectorAll(FOCUSABLE).forEach(mark);
  const on_key = (/** @type {KeyboardEvent} */ event) => {
    const rerun =
      event.key === "Enter" && event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (is_ours(event)) event.stopPropagation();
    if (is_labs(event)) let_through(event);
    if (rerun && may_rerun() && rerun_cell(el)) event.preventDefault(); // no line break
  };
  // Only what is new is looked through: a long text has many buttons, and changes all the time.
  const observer = new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (!(node instanceof Element)) continue;
      if (node.matches(FOCUSABLE)) mark(node);
      if (node.firstElementChild) mark_in(node);
    }
  });
  const on_focus = (/** @type {FocusEvent} */ { target }) => target instanceof Element && mark(target);
  mark(el);
  mark_in(el);
  observer.observe(el, { childList: true, subtree: true });
  el.addEventListener("focusin", on_focus); // it may have become focusable only since
  el.addEventListener("keydown", on_key);
  el.addEventListener("beforeinput", keep_history, true);
  return () => {
    observer.disconnect();
    el.removeEventListener("beforeinput", keep_history, true);
    el.removeEventListener("keydown", on_key);
    el.removeEventListener("focusin", on_focus);
  };
}

// Keep a widget's keys from JupyterLab.
//
// Unguarded, Lab takes keys that are typed into a cell's output for notebook commands: `d d`
// deletes the very cell, `x` cuts it. Measured in Lab 4.6: the attribute
// data-lm-suppress-shortcuts works only on the element that has the focus, not on an ancestor;
// stopPropagation() on keydown works. We do both.

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

/**
 * Guard everything inside `el`, also what is added later. Returns the function that ends it.
 *
 * `may_rerun` says when Shift+Enter belongs to Lab: when Python was restarted, the status line
 * asks for exactly this key, and it must work from within the widget too.
 * @param {HTMLElement} el
 * @param {{ may_rerun?: () => boolean }} [options]
 */
export function guard_keys(el, { may_rerun = () => false } = {}) {
  const mark = () => {
    for (const child of [el, ...el.querySelectorAll(FOCUSABLE)]) child.setAttribute(SUPPRESS, "true");
  };
  const on_key = (/** @type {KeyboardEvent} */ event) => {
    const rerun =
      event.key === "Enter" && event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (rerun && may_rerun() && event.target instanceof Element) {
      const { target } = event;
      event.preventDefault(); // no line break in a text box
      target.removeAttribute(SUPPRESS);
      setTimeout(() => target.setAttribute(SUPPRESS, "true"));
    } else if (is_ours(event)) {
      event.stopPropagation();
    }
  };
  const observer = new MutationObserver(mark);
  mark();
  observer.observe(el, { childList: true, subtree: true });
  el.addEventListener("keydown", on_key);
  return () => {
    observer.disconnect();
    el.removeEventListener("keydown", on_key);
  };
}

// A key by its letter, on keyboards of other alphabets too: who writes Ukrainian or Russian need not
// change the layout for one key.

/** @typedef {{ key: string, code: string, shiftKey: boolean }} Pressed */

/**
 * The Latin letter or the digit at a key's place, "" where there is none.
 * @param {Pressed} event
 */
export function placed({ code, shiftKey }) {
  const at = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/u.exec(code);
  if (!at) return "";
  return at[2] ?? (shiftKey ? at[1] : at[1]?.toLowerCase()) ?? "";
}

/**
 * What a key says; where it says a letter of another alphabet, the Latin one at its place.
 * @param {Pressed} event
 */
export function latin(event) {
  // not ń or ż, which are Latin and stand behind AltGr
  const other = event.key.length === 1 && /\p{L}/u.test(event.key) && !/\p{Script=Latin}/u.test(event.key);
  return (other && event.code.startsWith("Key") && placed(event)) || event.key;
}

/**
 * What Ctrl+Z and the like ask for, null for any other key.
 * @param {KeyboardEvent} event
 * @returns {"undo" | "redo" | null}
 */
export function undo_key(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = latin(event).toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" ? "redo" : null;
}

/**
 * Take Ctrl+Z and the like for the steps that a widget keeps itself.
 * @param {KeyboardEvent} event
 * @param {(from: "done" | "undone", to: "done" | "undone") => unknown} step
 */
export function step_by_key(event, step) {
  const way = undo_key(event);
  if (way === null) return;
  event.preventDefault();
  event.stopPropagation();
  if (way === "redo") step("undone", "done");
  else step("done", "undone");
}

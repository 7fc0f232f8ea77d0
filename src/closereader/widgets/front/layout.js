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
  const other = event.key.length === 1 && /\p{L}/u.test(event.key) && !/[a-z]/iu.test(event.key);
  return (other && event.code.startsWith("Key") && placed(event)) || event.key;
}

// The two-letter code of a theme in its colour and with its line: never the colour alone.

import { h } from "../base/dom.js";

/** @import { Theme } from "./store.js" */

/** @param {Theme} theme @returns {HTMLElement} */
export function badge(theme) {
  const el = h("span", { class: "crr-badge", title: theme.name, "data-line": theme.underline }, theme.code);
  paint_with(el, theme);
  return el;
}

/**
 * Give an element a theme's colour, for the rules in reader.css.
 * @param {HTMLElement} el
 * @param {Theme} theme
 */
export function paint_with(el, theme) {
  el.style.setProperty("--crr-colour", theme.colour);
  el.style.setProperty("--crr-line", theme.underline);
}

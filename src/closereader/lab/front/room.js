// A narrow window is the lesson's: the list of files would leave a strip of it, or nothing.

import { recall, remember } from "./remembered.js";

/** @import { Shell } from "./jupyter.js" */

const NARROW_WINDOW = "(max-width: 899px)"; // also a wide window at 200 % and more
const PHONE = "(max-width: 599px)";
/** @type {("left" | "right")[]} */
const SIDES = ["left", "right"];

let watched = false;

/**
 * Fold the side bar away while the window is narrow, and the bars of buttons at both edges while it
 * is as narrow as a phone; the View menu brings them back. JupyterLab remembers what is folded, so
 * a note in the browser says what is to be put back in a wide window, also after a reload.
 * @param {Shell} shell
 */
export function give_room(shell) {
  if (watched || !shell.collapseLeft) return;
  watched = true;
  keep_fitting(NARROW_WINDOW, "closereader-folded", {
    is_open: () => !shell.leftCollapsed,
    fold: () => shell.collapseLeft?.(),
    unfold: () => shell.expandLeft?.(),
  });
  for (const side of SIDES) {
    const toggle = () => shell.toggleSideTabBarVisibility?.(side);
    keep_fitting(PHONE, `closereader-no-bar-${side}`, {
      is_open: () => shell.isSideTabBarVisible?.(side) ?? false,
      fold: toggle,
      unfold: toggle,
    });
  }
}

/**
 * @param {string} width  the media query of windows that have no room
 * @param {string} note  where the browser keeps that we folded it
 * @param {{ is_open: () => boolean, fold: () => void, unfold: () => void }} part
 */
function keep_fitting(width, note, { is_open, fold, unfold }) {
  const narrow = window.matchMedia(width);
  const fit = () => {
    if (narrow.matches && is_open()) {
      remember(note, "yes");
      fold();
    } else if (!narrow.matches && recall(note)) {
      remember(note, null);
      if (!is_open()) unfold();
    }
  };
  narrow.addEventListener("change", fit);
  fit();
}

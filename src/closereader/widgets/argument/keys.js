// The keys of the map: the same in the list and in the drawing.

import { h } from "../base/dom.js";

/** @import { Kind } from "./ops.js" */
/** @typedef {{ go?: "previous" | "next" | "first" | "last" | "parent" | "child", move?: "up" | "down" | "out" | "in", add?: Kind, open?: boolean, write?: boolean, remove?: boolean }} Deed */

/** @type {[string, string][]} */
const KEY_HELP = [
  ["Tab", "from the buttons above to the map, to the buttons below, to what is missing"],
  ["← → ↑ ↓, Home, End", "beside the map: from button to button, and to what is missing one by one"],
  ["↑ ↓", "in the map: the part before and after"],
  ["← →", "to the part it stands below, to the first part below it"],
  ["Home, End", "the first and the last part"],
  ["Enter, or just write", "open the part and write into it; Enter in its words closes it again"],
  ["Esc", "close the open part, back to the map"],
  ["Alt + C G W B Q R", "add a claim, grounds, a warrant, a backing, a qualifier, a rebuttal below (on a Mac: ⌥)"],
  ["Alt + ↑ ↓ ← →", "move the part up, down, outwards, inwards"],
  ["Delete", "delete the part and all below it"],
  ["Ctrl + Z, Ctrl + Shift + Z", "take back, do again (on a Mac: ⌘)"],
];

// By the place of the key: with Alt, a Mac writes another letter.
/** @type {Record<string, Kind>} */
const LETTERS = { KeyC: "claim", KeyG: "grounds", KeyW: "warrant", KeyB: "backing", KeyQ: "qualifier", KeyR: "rebuttal" };
/** @type {Record<string, NonNullable<Deed["go"]>>} */
const WAYS = { ArrowUp: "previous", ArrowDown: "next", ArrowLeft: "parent", ArrowRight: "child", Home: "first", End: "last" };
/** @type {Record<string, NonNullable<Deed["move"]>>} */
const MOVES = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };

/** @param {KeyboardEvent} event @returns {Deed | null} */
export function deed_of(event) {
  const { key, code } = event;
  // AltGr writes letters
  if ((event.ctrlKey || event.metaKey) && !event.getModifierState("AltGraph")) return null;
  if (event.altKey && !event.ctrlKey) {
    return MOVES[key] ? { move: MOVES[key] } : LETTERS[code] && !event.shiftKey ? { add: LETTERS[code] } : null;
  }
  if (WAYS[key]) return { go: WAYS[key] };
  if ([...key].length === 1 || key === "Dead" || key === "Process") return { write: true };
  if (key === "Enter" && !event.shiftKey) return { open: true };
  return key === "Delete" || key === "Backspace" ? { remove: true } : null;
}

/** The list of keys, folded. */
export function key_help() {
  return h("details", { class: "cra-help" }, h("summary", {}, "Keys"),
    h("dl", {}, KEY_HELP.map(([keys, words]) => h("div", {}, h("dt", {}, keys), h("dd", {}, words)))));
}

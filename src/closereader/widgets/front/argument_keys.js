// The keys of the map: the same in the list and in the drawing.

import { h } from "./dom.js";

/** @typedef {import("./argument_ops.js").Kind} Kind */
/** @typedef {{ go?: "previous" | "next" | "first" | "last" | "parent" | "child", move?: "up" | "down" | "out" | "in", add?: Kind, open?: boolean, remove?: boolean }} Deed */

/** @type {[string, string][]} */
const KEY_HELP = [
  ["↑ ↓", "the part before and after"],
  ["← →", "to the part it stands below, to the first part below it"],
  ["Home, End", "the first and the last part"],
  ["Enter", "open the part; in its words: close it again"],
  ["Esc", "close the open part, back to the map"],
  ["C G W B Q R", "add a claim, grounds, a warrant, a backing, a qualifier, a rebuttal below"],
  ["Alt + ↑ ↓ ← →", "move the part up, down, outwards, inwards"],
  ["Delete", "delete the part and all below it"],
  ["Ctrl + Z, Ctrl + Shift + Z", "take back, do again (on a Mac: ⌘)"],
];

/** @type {Record<string, Kind>} */
const LETTERS = { c: "claim", g: "grounds", w: "warrant", b: "backing", q: "qualifier", r: "rebuttal" };
/** @type {Record<string, NonNullable<Deed["go"]>>} */
const WAYS = { ArrowUp: "previous", ArrowDown: "next", ArrowLeft: "parent", ArrowRight: "child", Home: "first", End: "last" };
/** @type {Record<string, NonNullable<Deed["move"]>>} */
const MOVES = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };

/**
 * @param {KeyboardEvent} event
 * @returns {Deed | null}
 */
export function deed_of(event) {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) return null;
  if (event.altKey) return MOVES[key] ? { move: MOVES[key] } : null;
  if (WAYS[key]) return { go: WAYS[key] };
  if (LETTERS[key.toLowerCase()]) return { add: LETTERS[key.toLowerCase()] };
  if (key === "Enter" && !event.shiftKey) return { open: true };
  return key === "Delete" || key === "Backspace" ? { remove: true } : null;
}

/** The list of keys, folded. */
export function key_help() {
  return h("details", { class: "cra-help" }, h("summary", {}, "Keys"),
    h("dl", {}, KEY_HELP.map(([keys, words]) => h("div", {}, h("dt", {}, keys), h("dd", {}, words)))));
}

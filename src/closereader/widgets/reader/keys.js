// The keys of the text. This table is also what the help shows, so the two cannot disagree.

import { count_of } from "../base/dom.js";
import { latin, undo_key } from "../base/layout.js";
import { shorten } from "./view.js";

/** @import { View } from "./view.js" */
/** @import { Page } from "./page.js" */
/**
 * What keys can ask for, besides moving the caret.
 * @typedef {{
 *   mark: (number: number) => void, open: () => void, note: () => void, remove: () => void,
 *   next: (way: 1 | -1) => void, step: (way: "undo" | "redo") => void, footnote: () => void,
 *   panel: (name: "search" | "quote" | "help") => void, copy: () => void, turn: () => void,
 *   escape: () => void,
 * }} Asks
 */

/** The keys as they are explained: what is pressed, what it does. */
export const KEY_TABLE = [
  ["← → ↑ ↓", "move the cursor; with Ctrl by words and paragraphs (on a Mac: with Option)"],
  ["Home End", "start and end of the line; with Ctrl of the text"],
  ["Page Up, Page Down", "one page up or down"],
  ["Shift + any of these", "select: single steps ← → to the letter, all others whole words"],
  ["w or +", "grow the selection: word, sentence, paragraph"],
  ["W or −", "shrink it again"],
  ["1 2 3 4 5", "mark the selected words with this theme"],
  ["Enter", "on selected words: open the card; on a mark: open it"],
  ["n", "write a note on the selected words or the mark"],
  ["[ and ]", "previous and next mark"],
  ["Delete", "remove the mark at the cursor"],
  ["Ctrl + Z", "undo; Ctrl + Shift + Z or Ctrl + Y: do it again"],
  ["c", "copy the selected words with their citation"],
  ["f", "open the next of the text’s own notes"],
  ["/", "search"],
  ["q", "mark by quoting"],
  ["v", "next view: page, table of marks, marked text (where each sentence has a menu)"],
  ["?", "this list"],
  ["Esc", "back to the cursor"],
];

/**
 * Alt with a letter or digit. (With Option or AltGr keyboards type brackets, which do count.)
 * @param {KeyboardEvent} event
 */
function is_alt_letter(event) {
  return event.altKey && !event.getModifierState("AltGraph") && /^[a-z0-9]$/iu.test(event.key);
}

/** @param {View} view @param {Page} page @param {Asks} asks */
export function watch_keys(view, page, asks) {
  const { motion, selected, places } = view;
  /** @type {[number, number][]} the spans that growing left behind */
  let smaller = [];

  /** @param {number} to @param {boolean} extend @param {{x?: number, exact?: boolean}} [how] */
  function go(to, extend, how) {
    smaller = [];
    view.select(extend ? selected.anchor : to, to, how);
    page.reveal(selected.focus);
  }

  /**
   * Orca 43 is silent when a caret goes by paragraph, so where it has come to is said here.
   * @param {1 | -1} way @param {boolean} extend
   */
  function go_paragraph(way, extend) {
    go(motion.paragraph(selected.focus, way), extend);
    const part = places.part_at(selected.focus);
    if (!extend) view.announce(`${part.label} ${shorten(part.words, 60)}`.trim());
  }

  /** @param {1 | -1} way @param {boolean} extend @param {number} times */
  function go_lines(way, extend, times) {
    const x = selected.x ?? places.spot(selected.focus).left;
    let to = selected.focus;
    for (let count = 0; count < times; count += 1) to = motion.line(to, way, x);
    go(to, extend, { x });
  }

  function lines_on_page() {
    const spot = places.spot(selected.focus);
    return Math.max(1, Math.floor(page.el.clientHeight / ((spot.bottom - spot.top) * 1.45)) - 2);
  }

  function grow() {
    const [start, end] = view.span();
    const [s, e] = motion.grow([start, end]);
    if (s === start && e === end)
      return view.announce(`It grows no further: ${places.part_at(start) === places.part_at(end) ? "the whole paragraph is selected" : "words of several paragraphs are selected"}.`);
    const before = smaller;
    view.select(s, e);
    smaller = [...before, [start, end]];
    return view.announce(`${count_of(view.count(s, e), "word")} selected.`); // which, a screen reader says itself
  }

  function shrink() {
    const last = smaller.pop();
    if (!last) return;
    const left = smaller;
    view.select(last[0], last[1], { exact: true }); // as it was before it grew
    smaller = left;
    view.announce(
      last[0] === last[1] ? "Nothing selected." : `${count_of(view.count(last[0], last[1]), "word")} selected.`,
    );
  }

  /** Keys that move the caret. @param {KeyboardEvent} event @returns {boolean} */
  function move(event) {
    const { key, shiftKey: extend } = event;
    const big = event.ctrlKey || event.metaKey || event.altKey;
    const at = selected.focus;
    const end = places.parts[places.parts.length - 1].e;
    const [first, last] = [Math.min(selected.anchor, at), Math.max(selected.anchor, at)];
    const collapse = !extend && !big && first < last;
    // Who counts single characters means them; every other way of selecting means words.
    const exact = !big;
    if (key === "ArrowRight")
      go(collapse ? last : big ? motion.word(at, 1) : motion.character(at, 1), extend, { exact });
    else if (key === "ArrowLeft")
      go(collapse ? first : big ? motion.word(at, -1) : motion.character(at, -1), extend, { exact });
    else if (big && key === "ArrowDown") go_paragraph(1, extend);
    else if (big && key === "ArrowUp") go_paragraph(-1, extend);
    else if (key === "ArrowDown") go_lines(1, extend, 1);
    else if (key === "ArrowUp") go_lines(-1, extend, 1);
    else if (key === "PageDown") go_lines(1, extend, lines_on_page());
    else if (key === "PageUp") go_lines(-1, extend, lines_on_page());
    else if (key === "Home") go(big ? places.parts[0].s : motion.line_edge(at, -1), extend);
    else if (key === "End") go(big ? end : motion.line_edge(at, 1), extend);
    else return false;
    return true;
  }

  /** @type {Record<string, () => void>} */
  const plain = {
    w: grow,
    "+": grow,
    W: shrink,
    "-": shrink,
    "−": shrink,
    Enter: asks.open,
    n: asks.note,
    Delete: asks.remove,
    Backspace: asks.remove,
    "[": () => asks.next(-1),
    "]": () => asks.next(1),
    "/": () => asks.panel("search"),
    q: () => asks.panel("quote"),
    "?": () => asks.panel("help"),
    c: asks.copy,
    f: asks.footnote,
    v: asks.turn,
  };

  /**
   * Undo and redo; the other keys with Ctrl belong to the browser and to JupyterLab.
   * @param {KeyboardEvent} event
   * @returns {boolean}
   */
  function with_ctrl(event) {
    const way = undo_key(event);
    if (way) asks.step(way);
    return way !== null;
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was meant for the text */
  function press(event) {
    if (event.key === "Escape") {
      asks.escape();
      return false; // Escape goes on to JupyterLab
    }
    if (move(event)) return true;
    if ((event.ctrlKey || event.metaKey) && !event.getModifierState("AltGraph")) return with_ctrl(event);
    // Shift+Enter may be asked for by the status line, and Alt with a letter is the browser's.
    if ((event.key === "Enter" && event.shiftKey) || is_alt_letter(event)) return false;
    if (/^[1-9]$/u.test(event.key)) {
      asks.mark(Number(event.key));
      return true;
    }
    const deed = plain[latin(event)];
    deed?.();
    return deed !== undefined;
  }

  view.on("selection", () => {
    if (!page.reading_native) return;
    smaller = [];
  });
  page.el.addEventListener("keydown", (event) => {
    // Keys in the card, a note or the margin belong to them.
    if (event.target !== page.el || event.isComposing) return;
    if (!press(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

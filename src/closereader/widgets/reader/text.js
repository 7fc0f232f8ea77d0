// The text as a page: one row per block with its number, its words and its margin.
// Only the words are text; numbers and note markers are drawn by CSS, so that what the DOM
// counts in a block is exactly what the canonical text counts there.

import { h } from "../base/dom.js";

const SECTION = 10; // rows; what a browser does for text out of sight grows with their number

/** @typedef {import("./offsets.js").Offsets} Offsets */
/** @typedef {{k: string, s: number, e: number, label: string}} Block */
/** @typedef {{n: number | string, at: number, text: string}} Note */
/**
 * The `text` trait; offsets are code points into `body`.
 * @typedef {{
 *   id: string, title: string, byline?: string | null, fingerprint: string, body: string,
 *   blocks: Block[], notes: Note[], emphasis: [number, number][], sentences: [number, number][],
 *   language?: string, lead?: Record<string, string | number | null>,
 * }} TextPayload
 */
/** @typedef {{node: Text, u: number}} Piece one text node and the unit where it begins */
/**
 * A block on the page; `u` is the unit where it begins in the body.
 * @typedef {Block & {
 *   index: number, u: number, words: string, el: HTMLElement, row: HTMLElement,
 *   cell: HTMLElement, pieces: Piece[],
 * }} Part
 */
/** @typedef {{el: HTMLElement, parts: Part[]}} Section */
/** @typedef {{unit: number, kind: "on" | "off" | "note", note?: Note}} Cut */

/**
 * Where a block's text is cut into text nodes: italics and note markers.
 * @param {Block} block
 * @param {TextPayload} text
 * @param {Offsets} offsets
 * @returns {Cut[]} units from the start of the block, in order
 */
function cuts_of(block, text, offsets) {
  const from = offsets.unit(block.s);
  /** @type {Cut[]} */
  const cuts = [];
  for (const [start, end] of text.emphasis) {
    if (end <= block.s || start >= block.e) continue;
    cuts.push({ unit: offsets.unit(Math.max(start, block.s)) - from, kind: "on" });
    cuts.push({ unit: offsets.unit(Math.min(end, block.e)) - from, kind: "off" });
  }
  for (const note of text.notes) {
    if (note.at < block.s || note.at > block.e) continue;
    cuts.push({ unit: offsets.unit(note.at) - from, kind: "note", note });
  }
  const order = { off: 0, note: 1, on: 2 };
  return cuts.sort((a, b) => a.unit - b.unit || order[a.kind] - order[b.kind]);
}

/**
 * @param {Note} note
 * @returns {HTMLButtonElement}
 */
export function note_marker(note) {
  return h("button", {
    type: "button",
    class: "crr-noteref",
    tabindex: "-1",
    "data-note": note.n,
    "aria-label": `Note ${note.n}`,
  });
}

/**
 * Fill a block's element with its words.
 * @param {HTMLElement} el
 * @param {string} words
 * @param {Cut[]} cuts
 * @returns {Piece[]}
 */
function fill_words(el, words, cuts) {
  /** @type {Piece[]} */
  const pieces = [];
  /** @type {HTMLElement} */
  let target = el;
  let from = 0;
  const put_until = (/** @type {number} */ unit) => {
    if (unit <= from) return;
    const node = document.createTextNode(words.slice(from, unit));
    target.append(node);
    pieces.push({ node, u: from });
    from = unit;
  };
  for (const cut of cuts) {
    put_until(cut.unit);
    if (cut.kind === "note" && cut.note) target.append(note_marker(cut.note));
    else if (cut.kind === "on") el.append((target = h("em")));
    else target = el;
  }
  put_until(words.length);
  return pieces;
}

/**
 * The element for a block. A notebook has one heading of level 1, above us; whatever stands
 * between, level 2 never skips one.
 * @param {Block} block
 * @param {TextPayload} text
 * @returns {"p" | "h2" | "h3" | "h4" | "h5" | "h6"}
 */
export function block_tag(block, text) {
  const level = (/** @type {Block} */ { k }) => Number(/^h([1-6])$/u.exec(k)?.[1] ?? NaN);
  if (Number.isNaN(level(block))) return "p";
  const top = Math.min(...text.blocks.map(level).filter((found) => !Number.isNaN(found)));
  const tags = /** @type {const} */ (["h2", "h3", "h4", "h5", "h6"]);
  return tags[Math.min(level(block) - top, tags.length - 1)];
}

/** The class of a block. @param {Block} block */
export function block_class(block) {
  return `crr-block crr-${block.k === "p" || block.k === "b" ? block.k : "h"}`;
}

/**
 * The number in the margin, which copies its citation.
 * @param {Block} block
 * @param {string} text_id
 * @returns {HTMLElement}
 */
function margin_number(block, text_id) {
  if (block.k !== "p") return h("span", { class: "crr-number" });
  return h("button", {
    type: "button",
    class: "crr-number",
    tabindex: "-1",
    title: `Copy “${text_id} ${block.label}”`,
    "aria-label": `Copy the citation ${text_id} ${block.label}`,
    "data-label": block.label,
  });
}

/**
 * Build one row.
 * @param {Block} block
 * @param {number} index
 * @param {TextPayload} text
 * @param {Offsets} offsets
 * @returns {Part}
 */
function build_part(block, index, text, offsets) {
  const u = offsets.unit(block.s);
  const words = text.body.slice(u, offsets.unit(block.e));
  /** @type {HTMLElement} */
  const el = h(block_tag(block, text), {
    class: block_class(block),
    dir: "auto",
    "data-part": index,
  });
  const pieces = fill_words(el, words, cuts_of(block, text, offsets));
  const cell = h("div", { class: "crr-cell" });
  const row = h("div", { class: "crr-row", "data-k": block.k, "data-part": index });
  row.append(margin_number(block, text.id), el, cell);
  return { ...block, index, u, words, el, row, cell, pieces };
}

/**
 * Build the page of a text.
 * @param {TextPayload} text
 * @param {Offsets} offsets
 * @returns {Part[]}
 */
export function build_parts(text, offsets) {
  return text.blocks.map((block, index) => build_part(block, index, text, offsets));
}

/**
 * Put the rows into sections, which the browser leaves out of its work while they are out of sight.
 * @param {Part[]} parts
 * @returns {Section[]}
 */
export function build_sections(parts) {
  /** @type {Section[]} */
  const sections = [];
  for (let at = 0; at < parts.length; at += SECTION) {
    const some = parts.slice(at, at + SECTION);
    const el = h("div", { class: "crr-section" }, some.map((part) => part.row));
    // The room they take before they have been drawn: about 66 characters a line, 1.8 rem high.
    const lines = some.reduce((sum, { words }) => sum + Math.ceil(words.length / 66), 0);
    el.style.containIntrinsicBlockSize = `auto ${lines * 1.8 + some.length}rem`;
    // Tags that find no room move down, over the section below.
    el.style.zIndex = String(-sections.length);
    sections.push({ el, parts: some });
  }
  return sections;
}

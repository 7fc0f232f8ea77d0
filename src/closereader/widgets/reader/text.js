// The text as a page: one row per block with its number, its words and its margin.
// Only the words are text; numbers and note markers are drawn by CSS, so that what the DOM
// counts in a block is exactly what the canonical text counts there.

import { h, set_in } from "../base/dom.js";
import { direction_of } from "../base/direction.js";
import { count_first } from "./halving.js";

const SECTION = 5; // rows; what a browser does for text out of sight grows with their number
const CHAPTER = 24; // sections; the rows of a chapter are made together

/** @import { Offsets } from "./offsets.js" */
/** @typedef {{k: string, s: number, e: number, label: string, in?: number[]}} Block  `in`: how far its lines are set in */
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
/** @typedef {{el: HTMLElement, row: HTMLElement, cell: HTMLElement, pieces: Piece[]}} Made what stands on the page for a block */
/** @typedef {{el: HTMLElement, parts: Part[]}} Section */
/**
 * Sections that come onto the page together: there are none before `fill`.
 * @typedef {{el: HTMLElement, parts: Part[], sections: Section[], fill: () => void}} Chapter
 */
/** @typedef {{unit: number, kind: "on" | "off" | "note" | "in", note?: Note, far?: number}} Cut */

/** A block on the page. Its row is made when its chapter comes near, or when it is asked for. */
export class Part {
  /** @type {Made | null} */
  made = null;
  /** @type {Chapter | null} */
  chapter = null;

  /** @param {Block} block @param {number} index @param {string} body @param {number} u @param {number} end units */
  constructor({ k, s, e, label, in: far }, index, body, u, end) {
    this.k = k;
    this.in = far;
    this.s = s;
    this.e = e;
    this.label = label;
    this.index = index;
    this.body = body;
    /** The unit where it begins in the body. */
    this.u = u;
    this.end = end;
  }
  get words() {
    return this.body.slice(this.u, this.end);
  }
  get el() {
    return this.there().el;
  }
  get row() {
    return this.there().row;
  }
  get cell() {
    return this.there().cell;
  }
  get pieces() {
    return this.there().pieces;
  }
  there() {
    if (this.made === null) this.chapter?.fill();
    return /** @type {Made} */ (this.made);
  }
}

/**
 * Those of some things in order that lie in or at a stretch.
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => boolean} is_before
 * @param {(thing: T) => boolean} is_behind
 */
function within(things, is_before, is_behind) {
  const first = count_first(things.length, (index) => is_before(things[index]));
  let end = first;
  while (end < things.length && !is_behind(things[end])) end += 1;
  return things.slice(first, end);
}

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
  for (const [start, end] of within(text.emphasis, ([, e]) => e <= block.s, ([s]) => s >= block.e)) {
    cuts.push({ unit: offsets.unit(Math.max(start, block.s)) - from, kind: "on" });
    cuts.push({ unit: offsets.unit(Math.min(end, block.e)) - from, kind: "off" });
  }
  for (const note of within(text.notes, ({ at }) => at < block.s, ({ at }) => at > block.e)) {
    cuts.push({ unit: offsets.unit(note.at) - from, kind: "note", note });
  }
  let line = 0; // its unit from the start of the block
  for (const [index, far] of (block.in ?? []).entries()) {
    if (far > 0) cuts.push({ unit: line, kind: "in", far });
    if (index + 1 < (block.in ?? []).length) line = text.body.indexOf("\n", from + line) + 1 - from;
  }
  const order = { off: 0, note: 1, in: 2, on: 3 };
  return cuts.sort((a, b) => a.unit - b.unit || order[a.kind] - order[b.kind]);
}

/** @param {Note} note @returns {HTMLButtonElement} */
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
    else if (cut.kind === "in") target.append(set_in(cut.far ?? 0));
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
  const level = level_of(block);
  if (level === null) return "p";
  const top = tops.get(text) ?? text.blocks.reduce((least, one) => Math.min(least, level_of(one) ?? least), level);
  tops.set(text, top);
  const tags = /** @type {const} */ (["h2", "h3", "h4", "h5", "h6"]);
  return tags[Math.min(level - top, tags.length - 1)];
}

/** @type {WeakMap<TextPayload, number>} the highest level of the headings of each text */
const tops = new WeakMap();

/** @type {WeakMap<TextPayload, "rtl" | "ltr">} */
const directions = new WeakMap();

/** The numbers of a text stand where its lines begin. @param {TextPayload} text */
export function direction(text) {
  const found = directions.get(text) ?? direction_of(text.body);
  directions.set(text, found);
  return found;
}

/** The level of a heading, null of another block. @param {Block} block */
function level_of({ k }) {
  const found = /^h([1-6])$/u.exec(k);
  return found ? Number(found[1]) : null;
}

/** The class of a block. @param {Block} block */
export function block_class(block) {
  return `crr-block crr-${"pbv".includes(block.k) ? block.k : "h"}`;
}

/** @param {Block} block */
const is_numbered = ({ k }) => k === "p" || k === "v";

/** What stands beside a block: “¶3”, and of a stanza “v. 3”. @param {Block} block */
export const in_margin = (block) => (is_numbered(block) ? block.label.replace(/^verse /u, "v. ") : "");

/**
 * The number in the margin, which copies its citation.
 * @param {Block} block
 * @param {string} text_id
 * @returns {HTMLElement}
 */
function margin_number(block, text_id) {
  if (!is_numbered(block)) return h("span", { class: "crr-number" });
  return h("button", {
    type: "button",
    class: "crr-number",
    tabindex: "-1",
    title: `Copy “${text_id} ${block.label}”`,
    "aria-label": `Copy the citation ${text_id} ${block.label}`,
    "data-label": in_margin(block),
  });
}

/**
 * Build one row.
 * @param {Part} part
 * @param {TextPayload} text
 * @param {Offsets} offsets
 * @returns {Made}
 */
function build_row(part, text, offsets) {
  const { index, k } = part;
  /** @type {HTMLElement} */
  const el = h(block_tag(part, text), { class: block_class(part), dir: "auto", "data-part": index });
  const pieces = fill_words(el, part.words, cuts_of(part, text, offsets));
  const cell = h("div", { class: "crr-cell", dir: "ltr" });
  const row = h("div", { class: "crr-row", dir: direction(text), "data-k": k, "data-part": index });
  row.append(margin_number(part, text.id), el, cell);
  return { el, row, cell, pieces };
}

/**
 * The blocks of a text, in chapters whose rows are not made yet.
 * @param {TextPayload} text
 * @param {Offsets} offsets
 * @returns {{parts: Part[], chapters: Chapter[]}}
 */
export function build_parts(text, offsets) {
  const parts = text.blocks.map(
    (block, index) => new Part(block, index, text.body, offsets.unit(block.s), offsets.unit(block.e)),
  );
  const make = (/** @type {Part} */ part) => build_row(part, text, offsets);
  /** @type {Chapter[]} */
  const chapters = [];
  for (let at = 0; at < parts.length; at += SECTION * CHAPTER) {
    const chapter = build_chapter(parts.slice(at, at + SECTION * CHAPTER), chapters.length, make);
    if (parts.length > SECTION * CHAPTER) chapter.el.classList.add("crr-chapter");
    chapters.push(chapter);
  }
  return { parts, chapters };
}

/**
 * @param {Part[]} parts
 * @param {number} number
 * @param {(part: Part) => Made} make
 * @returns {Chapter}
 */
function build_chapter(parts, number, make) {
  const el = box_of(parts, number);
  el.style.height = room_of(parts); // while it is empty
  /** @type {Chapter} */
  const chapter = {
    el,
    parts,
    sections: [],
    fill() {
      if (chapter.sections.length > 0) return;
      for (const part of parts) part.made = make(part);
      for (let at = 0; at < parts.length; at += SECTION) {
        const some = parts.slice(at, at + SECTION);
        const section = box_of(some, chapter.sections.length);
        section.className = "crr-section";
        section.append(...some.map(({ row }) => row));
        chapter.sections.push({ el: section, parts: some });
      }
      el.append(...chapter.sections.map((section) => section.el));
      el.style.height = "";
    },
  };
  for (const part of parts) part.chapter = chapter;
  return chapter;
}

/** The room that parts take before they have been drawn: about 66 characters a line, 1.8 rem high. @param {Part[]} parts */
function room_of(parts) {
  const lines = parts.reduce((sum, { s, e }) => sum + Math.ceil((e - s) / 66), 0);
  return `${lines * 1.8 + parts.length}rem`;
}

/**
 * A box that the browser leaves out of its work while it is out of sight.
 * @param {Part[]} parts @param {number} number
 */
function box_of(parts, number) {
  const el = h("div");
  el.style.containIntrinsicBlockSize = `auto ${room_of(parts)}`;
  // Tags that find no room move down, over the box below.
  el.style.zIndex = String(-number);
  return el;
}

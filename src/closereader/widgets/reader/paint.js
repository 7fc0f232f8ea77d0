// Marks are painted with the CSS Custom Highlight API: one highlight per theme, lane and view,
// whatever the number of marks, and only near sight: the browser looks at every range of the page
// whenever one comes or goes. The registry belongs to the whole page, so every name carries the
// view's own id, and only our own ranges and names are ever taken away.

import { h } from "../base/dom.js";
import { in_lanes, in_order, reaching_into, to_tints, touched } from "./lanes.js";

/** @import { View } from "./view.js" */
/** @import { Theme } from "./store.js" */
/** @typedef {{name: string, s: number, e: number, ranges: StaticRange[], round: number, over: boolean}} Painted */
/** @typedef {ReturnType<typeof make_paint>} Paint */
/** @typedef {keyof typeof EXTRA} Extra what is painted beside marks, with its priority */

/** Can this browser paint marks without touching the text? */
export function can_paint() {
  return typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight === "function";
}

/** How far below the words each lane runs: lines of one mark stay apart from those of the next. */
const OFFSETS = ["2px", "5.5px", "9px", "12.5px", "15.5px"];
const THICKNESS = { solid: "2px", dashed: "2px", dotted: "2px", double: "1px", wavy: "1px" };

// Held words, of the text one has just left, lie below the hits of a search in them.
const EXTRA = { open: 20, held: 25, hit: 30, now: 40, cited: 45, chosen: 50 };

const FEW = 100; // of these are painted wherever they are

/** What is painted: italics by name, since Firefox hands no highlight on to what is inside. */
const WORDS = ":is(.crr-block, .crr-block em)";

/** Colours for lines and small marks: dark enough on paper, light enough on black. */
const line_colour = (/** @type {string} */ colour) =>
  `light-dark(color-mix(in oklab, ${colour} 72%, black), color-mix(in oklab, ${colour} 66%, white))`;

const tint_of = (/** @type {string} */ colour) =>
  `light-dark(color-mix(in srgb, ${colour} 22%, transparent), color-mix(in srgb, ${colour} 26%, transparent))`;

/**
 * A line with each of its properties apart: WebKit reads no shorthand that says more than the line.
 * @param {"underline" | "overline"} where
 * @param {string} style
 * @param {string} thickness
 */
const line = (where, style, thickness) =>
  `text-decoration-line: ${where}; text-decoration-style: ${style}; text-decoration-thickness: ${thickness}; text-decoration-skip-ink: none;`;

/**
 * The rules for one theme: own marks get a line below in their lane, and a tint where no other mark
 * lies; readings laid over get a line above.
 * @param {string} uid
 * @param {Theme} theme
 * @param {number} index
 */
function theme_rules(uid, theme, index) {
  const style = theme.underline in THICKNESS ? theme.underline : "solid";
  const thickness = THICKNESS[/** @type {keyof typeof THICKNESS} */ (style)];
  const colour = `text-decoration-color: ${line_colour(theme.colour)};`;
  const below = OFFSETS.map(
    (offset, lane) => `
${WORDS}::highlight(${uid}-${lane}-own-${index}) { ${line("underline", style, thickness)} ${colour} text-underline-offset: ${offset}; }`,
  );
  return `
${WORDS}::highlight(${uid}-tint-${index}) { background-color: ${tint_of(theme.colour)}; }
${WORDS}::highlight(${uid}-over-${index}) { ${line("overline", style, thickness)} ${colour} }${below.join("")}`;
}

/**
 * Forced colours: only those of the system, and no ground, which would lie over the lowest line of
 * the words above.
 * @param {string} uid
 * @param {Theme[]} themes
 */
function forced_rules(uid, themes) {
  const tints = [`${uid}-many`, ...themes.map((_, index) => `${uid}-tint-${index}`)];
  const lines = themes.flatMap((_, index) => [
    `${uid}-over-${index}`,
    ...OFFSETS.map((_offset, lane) => `${uid}-${lane}-own-${index}`),
  ]);
  const rules = (/** @type {string[]} */ names) => names.map((name) => `${WORDS}::highlight(${name})`).join(", ");
  return `
@media (forced-colors: active) {
  ${rules(tints)} { background-color: transparent; }
  ${rules(lines)} { text-decoration-color: CanvasText; }
  ${WORDS}::highlight(${uid}-hit), ${WORDS}::highlight(${uid}-open) { background-color: Mark; color: MarkText; }
  ${WORDS}::highlight(${uid}-now), ${WORDS}::highlight(${uid}-cited), ${WORDS}::highlight(${uid}-chosen), ${WORDS}::highlight(${uid}-held) { background-color: Highlight; color: HighlightText; }
}`;
}

/** @param {string} uid @param {Theme[]} themes */
function all_rules(uid, themes) {
  const fixed = `
${WORDS}::highlight(${uid}-many) { background-color: light-dark(rgb(0 0 0 / 8%), rgb(255 255 255 / 10%)); }
${WORDS}::highlight(${uid}-hit) { background-color: light-dark(#fff3a8, #6b5a00); }
${WORDS}::highlight(${uid}-now), ${WORDS}::highlight(${uid}-cited) { background-color: light-dark(#ffd94a, #a88c00); color: light-dark(#000, #fff); }
${WORDS}::highlight(${uid}-chosen), ${WORDS}::highlight(${uid}-held) { background-color: light-dark(#cfe0f5, #2b4a6e); }
${WORDS}::highlight(${uid}-open) { text-shadow: 0 0 0.6px currentColor; background-color: light-dark(rgb(0 0 0 / 7%), rgb(255 255 255 / 12%)); }`;
  const each = themes.map((theme, index) => theme_rules(uid, theme, index));
  return fixed + each.join("") + forced_rules(uid, themes);
}

/** The painter of a view. @param {View} view @param {import("./near.js").Near} near */
export function make_paint(view, near) {
  const { uid, places } = view;
  const sheet = h("style");
  /** @type {Map<string, Highlight>} the highlights of this view, by name */
  const own = new Map();
  /** @type {Map<string | number, Painted>} what is painted, by mark; tints by their first letter */
  const painted = new Map();
  /** @type {Map<Extra, [number, number][]>} what is painted beside marks */
  const extra = new Map();
  let round = 0;
  /** @type {import("./lanes.js").Stroke[]} one's own marks as they are painted, in order */
  let own_painted = [];

  /** @param {string} name @param {number} priority */
  function highlight(name, priority) {
    let found = own.get(name);
    if (!found) {
      found = new Highlight();
      found.priority = priority;
      own.set(name, found);
      CSS.highlights.set(name, found);
    }
    return found;
  }

  /** @param {Painted} entry */
  function unpaint({ name, ranges }) {
    for (const range of ranges) own.get(name)?.delete(range);
  }

  /**
   * Paint a stretch unless it is painted already.
   * @param {string | number} id
   * @param {string} name
   * @param {number} priority
   * @param {{s: number, e: number}} span
   */
  function paint(id, name, priority, { s, e }) {
    const before = painted.get(id);
    if (before) before.round = round;
    if (before?.name === name && before.s === s && before.e === e) return;
    if (before) unpaint(before);
    const ranges = places.ranges(s, e);
    const target = highlight(name, priority);
    for (const range of ranges) target.add(range);
    painted.set(id, { name, s, e, ranges, round, over: name.startsWith(`${uid}-over-`) });
  }

  /** Bring the page in line with the marks; what has not changed is left alone. */
  function marks() {
    round += 1;
    const order = new Map(view.store.codebook().themes.map((theme, index) => [theme.id, index]));
    const [from, to] = near.span();
    const [own, ...others] = view.layers();
    for (const { reader, marks: over } of others) {
      for (const mark of over) {
        const index = order.get(mark.theme);
        if (index === undefined || mark.s > to || mark.e < from) continue;
        paint(`${reader}|${mark.id}`, `${uid}-over-${index}`, index, mark);
      }
    }
    const own_marks = reaching_into(own.marks, from, to).flatMap(({ id, s, e, theme }) => {
      const index = order.get(theme);
      return index === undefined ? [] : [{ id, s, e, index }];
    });
    own_marks.sort(in_order);
    const { strokes, s, e } = touched(own_painted, own_marks);
    own_painted = own_marks;
    for (const tint of to_tints(strokes)) {
      const name = tint.index === null ? `${uid}-many` : `${uid}-tint-${tint.index}`;
      paint(tint.s, name, 5, tint);
    }
    for (const { lane, ...stroke } of in_lanes(strokes))
      paint(stroke.id, `${uid}-${lane}-own-${stroke.index}`, 10 + lane, stroke);
    for (const [id, entry] of painted) {
      if (entry.round === round || (!entry.over && (entry.s < s || entry.s > e))) continue;
      unpaint(entry);
      painted.delete(id);
    }
  }

  /**
   * Paint something that is not a mark: hits of a search, the words a card is about.
   * @param {Extra} what
   * @param {[number, number][]} spans
   */
  function spans(what, spans) {
    extra.set(what, spans);
    paint_extra(what);
  }

  /** @param {Extra} what */
  function paint_extra(what) {
    if (!can_paint()) return;
    const target = highlight(`${uid}-${what}`, EXTRA[what]);
    target.clear(); // this highlight, which is ours alone; never the registry
    const spans = extra.get(what) ?? [];
    const [from, to] = spans.length > FEW ? near.span() : [0, Infinity];
    for (const [start, end] of spans) {
      if (start > to || end < from) continue;
      for (const range of places.ranges(start, end)) target.add(range);
    }
  }

  function dress() {
    sheet.textContent = all_rules(uid, view.store.codebook().themes);
  }

  if (can_paint()) {
    dress();
    view.on("near", () => {
      marks();
      for (const [what, { length }] of extra) if (length > FEW) paint_extra(what);
    });
    view.on("marks", marks);
    view.on("filter", marks);
    view.on("traits", () => {
      dress();
      marks();
    });
    view.signal.addEventListener("abort", () => {
      for (const [name, target] of own) {
        target.clear();
        if (CSS.highlights.get(name) === target) CSS.highlights.delete(name);
      }
    });
  }
  return { sheet, marks: can_paint() ? marks : () => undefined, spans };
}

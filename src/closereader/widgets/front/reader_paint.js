// Marks are painted with the CSS Custom Highlight API: one highlight per theme and view, whatever
// the number of marks. The registry belongs to the whole page, so every name carries the view's
// own id, and only our own ranges and names are ever taken away.

import { h } from "./dom.js";

/** @typedef {import("./reader_view.js").View} View */
/** @typedef {import("./reader_store.js").Theme} Theme */
/** @typedef {{key: string, name: string, ranges: StaticRange[]}} Painted */
/** @typedef {ReturnType<typeof make_paint>} Paint */

/** Can this browser paint marks without touching the text? */
export function can_paint() {
  return typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight === "function";
}

/** How far below the words each theme's line runs (px), so that lines of overlaps do not collide. */
const LANES = ["0.12em", "0.24em", "0.36em", "0.38em", "0.52em"];
const THICKNESS = { solid: "2px", dashed: "2px", dotted: "2.5px", double: "1.2px", wavy: "1px" };

/** Colours for lines and small marks: dark enough on paper, light enough on black. */
function line_colour(/** @type {string} */ colour) {
  return `light-dark(color-mix(in oklab, ${colour} 78%, black), color-mix(in oklab, ${colour} 72%, white))`;
}

/**
 * The rules for one theme: own marks get a tint and a line below, readings laid over a line above.
 * @param {string} uid
 * @param {Theme} theme
 * @param {number} index
 */
function theme_rules(uid, theme, index) {
  const tint = `light-dark(color-mix(in srgb, ${theme.colour} 22%, transparent), color-mix(in srgb, ${theme.colour} 26%, transparent))`;
  const line = line_colour(theme.colour);
  const thickness = THICKNESS[/** @type {keyof typeof THICKNESS} */ (theme.underline)] ?? "2px";
  const style = theme.underline in THICKNESS ? theme.underline : "solid";
  return `
::highlight(${uid}-own-${index}) { background-color: ${tint}; text-decoration: underline ${style} ${thickness} ${line}; text-underline-offset: ${LANES[index % LANES.length]}; text-decoration-skip-ink: none; }
::highlight(${uid}-over-${index}) { text-decoration: overline ${style} ${thickness} ${line}; text-decoration-skip-ink: none; }
@media (forced-colors: active) {
  ::highlight(${uid}-own-${index}) { background-color: Canvas; color: CanvasText; text-decoration-color: CanvasText; }
  ::highlight(${uid}-over-${index}) { text-decoration-color: CanvasText; }
}`;
}

/**
 * @param {string} uid
 * @param {Theme[]} themes
 */
function all_rules(uid, themes) {
  const fixed = `
::highlight(${uid}-hit) { background-color: light-dark(#fff3a8, #6b5a00); }
::highlight(${uid}-now), ::highlight(${uid}-cited) { background-color: light-dark(#ffd94a, #a88c00); color: light-dark(#000, #fff); }
::highlight(${uid}-chosen), ::highlight(${uid}-held) { background-color: light-dark(#cfe0f5, #2b4a6e); }
::highlight(${uid}-open) { text-shadow: 0 0 0.6px currentColor; background-color: light-dark(rgb(0 0 0 / 7%), rgb(255 255 255 / 12%)); }
@media (forced-colors: active) {
  ::highlight(${uid}-hit), ::highlight(${uid}-open) { background-color: Mark; color: MarkText; }
  ::highlight(${uid}-now), ::highlight(${uid}-cited), ::highlight(${uid}-chosen), ::highlight(${uid}-held) { background-color: Highlight; color: HighlightText; }
}`;
  return fixed + themes.map((theme, index) => theme_rules(uid, theme, index)).join("");
}

/** The painter of a view. @param {View} view */
export function make_paint(view) {
  const { uid, places } = view;
  const sheet = h("style");
  /** @type {Map<string, Highlight>} the highlights of this view, by name */
  const own = new Map();
  /** @type {Map<string, Painted>} what is painted, by mark */
  const painted = new Map();

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

  /** Bring the page in line with the marks; what has not changed is left alone. */
  function marks() {
    /** @type {Set<string>} */
    const wanted = new Set();
    for (const { mark, reader } of view.shown()) {
      const index = view.store.codebook().themes.findIndex((theme) => theme.id === mark.theme);
      if (index < 0) continue;
      const name = `${uid}-${reader === null ? "own" : "over"}-${index}`;
      const id = `${reader ?? ""}|${mark.id}`;
      const key = `${name}|${mark.s}|${mark.e}`;
      wanted.add(id);
      const before = painted.get(id);
      if (before?.key === key) continue;
      if (before) unpaint(before);
      const ranges = places.ranges(mark.s, mark.e);
      const target = highlight(name, reader === null ? 10 + index : index);
      for (const range of ranges) target.add(range);
      painted.set(id, { key, name, ranges });
    }
    for (const [id, entry] of painted) {
      if (wanted.has(id)) continue;
      unpaint(entry);
      painted.delete(id);
    }
  }

  /**
   * Paint something that is not a mark: hits of a search, the words a card is about.
   * @param {"hit" | "now" | "cited" | "chosen" | "open" | "held"} what
   * @param {[number, number][]} spans
   */
  function spans(what, spans) {
    if (!can_paint()) return;
    // Held words, of the text one has just left, lie below the hits of a search in them.
    const priority = { hit: 30, now: 40, cited: 45, chosen: 50, open: 20, held: 25 }[what];
    const target = highlight(`${uid}-${what}`, priority);
    target.clear(); // this highlight, which is ours alone; never the registry
    for (const [start, end] of spans) {
      for (const range of places.ranges(start, end)) target.add(range);
    }
  }

  function dress() {
    sheet.textContent = all_rules(uid, view.store.codebook().themes);
  }

  if (can_paint()) {
    dress();
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

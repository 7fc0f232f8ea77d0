// Search in context: every hit on a line of its own, aligned at the hit, with its paragraph.

import { count_of, dom_id, h, refill, small_button } from "../base/dom.js";
import { find_words } from "./find.js";
import { spoken } from "../base/voice.js";

/** @import { View } from "./view.js" */
/** @import { Place } from "./find.js" */

const CONTEXT = 110; // characters on each side of a hit
export const MOST_LINES = 300;
const LINES_AT_FIRST = 30; // with each letter that is typed
const UNTIL_REST = 200; // ms without a letter, then come the rest

/**
 * One hit on a line of its own: a door to its place.
 * @param {View} view
 * @param {Place} hit
 * @param {number} index
 * @param {(index: number) => void} jump
 */
export function kwic_line(view, [s, e], index, jump) {
  const part = view.places.part_at(s);
  // Whole words at the far ends; what does not fit the line is cut by the page.
  const left = view
    .words(Math.max(part.s, s - CONTEXT), s)
    .replace(s - CONTEXT > part.s ? /^\S*\s/u : "", "");
  const right = view
    .words(e, Math.min(part.e, e + CONTEXT))
    .replace(e + CONTEXT < part.e ? /\s\S*$/u : "", "");
  return h("li", {},
    h("button", { type: "button", onclick: () => jump(index), "data-hit": index },
      h("span", { class: "crr-kwic-left" }, h("bdi", {}, left)),
      h("mark", {}, view.words(s, e)),
      h("span", { class: "crr-kwic-right" }, right),
      h("span", { class: "crr-kwic-place" }, part.label),
    ),
  );
}

/** Show which line is the current hit's. @param {HTMLElement} lines @param {number} index */
export function point_at_line(lines, index) {
  for (const line of lines.querySelectorAll("button")) {
    const current = line.dataset.hit === String(index);
    line.toggleAttribute("data-now", current);
    if (current) lines.scrollTop = line.offsetTop - lines.offsetTop - lines.clientHeight / 2;
  }
}

/**
 * A field to search with: Enter leads to the next hit, as its buttons do.
 * @param {string} label
 * @param {(step: 1 | -1) => void} move
 * @param {Record<string, unknown>} [more]  of the field
 */
export function make_search_field(label, move, more = {}) {
  const id = dom_id("crr-search");
  const input = h("input", { type: "search", id, class: "cr-field", autocomplete: "off", spellcheck: "false", ...more });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    move(event.shiftKey ? -1 : 1);
  });
  const parts = [h("label", { for: id }, label), input, small_button("Previous", () => move(-1)), small_button("Next", () => move(1))];
  return { input, parts };
}

/**
 * The number of the hit after another one, or before it; -1 is none. After the last comes the first.
 * @param {number} now @param {1 | -1} step @param {number} count
 */
export function next_hit(now, step, count) {
  const from = now === -1 && step === -1 ? 0 : now;
  return (from + step + count) % count;
}

/**
 * @param {View} view
 * @param {{
 *   go: (s: number, e: number) => void,
 *   paint: (all: Place[], now: Place | null) => void,
 *   enter: () => void,
 * }} on
 */
export function make_search(view, on) {
  const { input, parts } = make_search_field("Search this text", move);
  const count = spoken(h("span", { class: "crr-search-count" }));
  const lines = h("ol", { class: "crr-kwic", "aria-label": "Hits in context" });
  const el = h("div", { class: "crr-search" }, h("div", { class: "cr-row" }, parts, count), lines);
  /** @type {Place[]} */
  let hits = [];
  let now = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  /** @param {number} from @param {number} to */
  const lines_of = (from, to) =>
    hits.slice(from, to).map((hit, index) => kwic_line(view, hit, from + index, jump));

  /** Add the lines that waited for a pause. */
  function finish() {
    clearTimeout(pause);
    const there = lines.childElementCount;
    if (there < Math.min(hits.length, MOST_LINES)) lines.append(...lines_of(there, MOST_LINES));
  }

  function search() {
    clearTimeout(pause);
    hits = find_words(view.folded(true), view.offsets, input.value, true);
    now = -1;
    const shown = hits.length > MOST_LINES ? `; the first ${MOST_LINES} are listed` : "";
    count.textContent = input.value.trim() === "" ? "" : `${count_of(hits.length, "hit")}${shown}`;
    refill(lines, lines_of(0, LINES_AT_FIRST));
    pause = setTimeout(() => !view.signal.aborted && finish(), UNTIL_REST);
    on.paint(hits, null);
  }

  /** @param {number} index */
  function jump(index) {
    show(index);
    on.enter();
  }

  /** @param {number} index */
  function show(index) {
    finish();
    now = index;
    const hit = hits[index];
    on.paint(hits, hit);
    on.go(hit[0], hit[1]);
    point_at_line(lines, index);
    count.textContent = `Hit ${index + 1} of ${hits.length}, ${view.place(...hit)}`;
  }

  /** @param {1 | -1} step */
  function move(step) {
    if (hits.length > 0) show(next_hit(now, step, hits.length));
  }

  input.addEventListener("input", search);
  return {
    el,
    title: "Search in context",
    focus() {
      input.focus();
      input.select();
      on.paint(hits, hits[now] ?? null);
    },
    leave: () => on.paint([], null),
  };
}

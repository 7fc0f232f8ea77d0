// One search for two texts: the hits of both side by side, each line a door to its place.

import { h, refill, small_button } from "../base/dom.js";
import { kwic_line, make_search_field, MOST_LINES, next_hit, point_at_line } from "../reader/search.js";
import { find_pattern, read_pattern } from "./pattern.js";
import { say_limits, say_rate } from "./rate.js";
import { SIDES } from "./side.js";
import { make_one_stop } from "../base/roving.js";

/** @import { Side } from "./side.js" */
/** @import { Place } from "../reader/find.js" */
/** @import { Whole } from "../reader/whole.js" */
/** @typedef {{side: Side, index: number}} Hit */

/**
 * @param {{
 *   whole: (side: Side) => Whole, turn_to: (side: Side) => void, back: () => void,
 *   announce: (sentence: string) => void,
 * }} on
 */
export function make_pair_search(on) {
  const { input, parts } = make_search_field("Search both texts", move, { placeholder: "we|our|us  begin*  “two words”" });
  const count = h("span", { class: "crr-search-count" });
  const limits = h("p", { class: "crc-limits" });
  const columns = SIDES.map(() => ({
    rate: h("p", { class: "crc-rate" }),
    lines: h("ol", { class: "crr-kwic" }),
  }));
  const stops = columns.map(({ lines }) => make_one_stop(lines));
  const fold_up = small_button("Lines", () => unfold(!open), { "aria-expanded": true });
  const el = h("div", { class: "cr-row crc-search", role: "search", "aria-label": "Search both texts" },
    parts,
    fold_up,
    count,
  );
  const panel = h("div", { class: "crc-hits" },
    h("div", { class: "crc-pair" }, columns.map(({ rate, lines }) => h("div", {}, rate, lines))),
    limits,
  );
  /** @type {[Place[], Place[]]} */
  let hits = [[], []];
  /** @type {Hit | null} */
  let now = null;
  let open = true;
  let sound = false; // is there something to look for?

  /** @param {boolean} wanted */
  function unfold(wanted) {
    open = wanted;
    fold_up.setAttribute("aria-expanded", String(open));
    panel.hidden = !open || !sound;
  }

  function paint() {
    for (const side of SIDES) {
      const whole = on.whole(side);
      whole.spans("hit", hits[side]);
      whole.spans("now", now?.side === side ? [hits[side][now.index]] : []);
    }
  }

  /** Look again; also after a text has changed. */
  function search() {
    const pattern = read_pattern(input.value);
    now = null;
    for (const side of SIDES) {
      const { view } = on.whole(side);
      const found = find_pattern(view, pattern);
      const { rate, lines } = columns[side];
      hits[side] = found;
      const words = /** @type {{words?: number}} */ (view.text).words ?? 0;
      const listed = found.length > MOST_LINES ? `; the first ${MOST_LINES} are listed` : "";
      refill(rate, h("strong", {}, view.text.id), `: ${words ? say_rate(found.length, words) : found.length}${listed}`);
      lines.setAttribute("aria-label", `Hits in ${view.text.title}`);
      refill(
        lines,
        found.slice(0, MOST_LINES).map((hit, index) =>
          kwic_line(view, hit, index, () => {
            show({ side, index });
            on.whole(side).focus();
          }),
        ),
      );
      stops[side]();
    }
    count.textContent = pattern.fault || (pattern.regex ? `${hits[0].length} and ${hits[1].length} hits` : "");
    limits.textContent = say_limits(hits.map((found) => found.length));
    sound = pattern.regex !== null;
    unfold(open);
    paint();
  }

  /** @param {Hit} hit */
  function show(hit) {
    now = hit;
    const { side, index } = hit;
    const [s, e] = hits[side][index];
    on.turn_to(side);
    paint();
    const { view, go } = on.whole(side);
    go(s, e);
    for (const other of SIDES) point_at_line(columns[other].lines, other === side ? index : -1);
    const number = index + 1 + (side === 1 ? hits[0].length : 0);
    const place = `${view.text.id} ${view.place(s, e)}`;
    count.textContent = `Hit ${number} of ${hits[0].length + hits[1].length}: ${place}`;
    on.announce(`${count.textContent}, ${view.words(s, e)}`);
  }

  /** @param {1 | -1} step */
  function move(step) {
    const all = SIDES.flatMap((side) => hits[side].map((_, index) => ({ side, index })));
    if (all.length === 0) return;
    const at = all.findIndex((hit) => hit.side === now?.side && hit.index === now.index);
    show(all[next_hit(at, step, all.length)]);
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let telling;
  input.addEventListener("input", () => {
    search();
    // Said once the typing pauses; what is shown follows every letter.
    clearTimeout(telling);
    telling = setTimeout(() => on.announce(count.textContent ?? ""), 600);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // the browser would empty the box
    event.stopPropagation();
    on.back();
  });
  return {
    el,
    panel,
    search,
    /** @param {string} words */
    begin(words) {
      input.value = words;
      search();
    },
    focus() {
      input.focus();
      input.select();
    },
    close: () => clearTimeout(telling),
  };
}

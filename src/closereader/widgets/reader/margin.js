// The margin: a tag with code, move and note beside each marked passage. Tags never lie over one
// another; one that finds its place taken moves down. Only rows near the visible part are drawn.

import { count_of, h, refill } from "../base/dom.js";
import { badge, paint_with } from "./badge.js";
import { in_order } from "./lanes.js";
import { shorten } from "./view.js";

/** @import { Shown, View } from "./view.js" */
/** @import { Part } from "./text.js" */
/** @import { Page } from "./page.js" */
/** @typedef {{width: number, height: number, tags: {el: HTMLElement, line: number, height: number}[]}} Measured a row */

const GAP = 4; // px between two tags

/**
 * @param {View} view
 * @param {Page} page
 * @param {import("./near.js").Near} near
 * @param {{open: (shown: Shown) => void, point_at: (shown: Shown | null) => void}} on
 */
export function make_margin(view, page, near, on) {
  const { parts, store } = view;
  /** @type {Map<number, Shown[]>} the marks that begin in each part that is near */
  let by_part = new Map();
  /** @type {Map<number, {state: string, tags: Map<string, HTMLElement>}>} what has been drawn; tags by what they show */
  const drawn = new Map();
  /** @type {Map<number, Measured>} */
  const measured = new Map();

  function sort_out() {
    by_part = new Map();
    for (const shown of view.beginning_in(...near.span())) {
      const { index } = view.places.part_at(shown.mark.s);
      const marks = by_part.get(index);
      if (marks) marks.push(shown);
      else if (near.parts.has(index)) by_part.set(index, [shown]);
    }
    const themes = store.codebook().themes.map((theme) => theme.id);
    const placed = (/** @type {Shown} */ { mark: { s, e, theme } }) => ({ s, e, index: themes.indexOf(theme) });
    for (const marks of by_part.values()) marks.sort((a, b) => in_order(placed(a), placed(b)));
  }

  /** A tag. @param {Shown} shown */
  function tag({ mark, reader }) {
    const theme = view.theme(mark.theme);
    const linked = store.links().filter((link) => link.from === mark.id || link.to === mark.id).length;
    const about = `${view.describe(mark)}: “${shorten(view.mark_words(mark), 60)}”`;
    const el = h("button", {
      type: "button",
      class: `crr-tag${reader === null ? "" : " crr-over"}`,
      tabindex: "-1",
      "data-mark": mark.id,
      "aria-label": reader === null ? `Open the mark ${about}` : `${reader}: ${about}`,
      onclick: () => on.open({ mark, reader }),
      onpointerenter: () => on.point_at({ mark, reader }),
      onpointerleave: () => on.point_at(null),
    },
      badge(theme),
      h("span", { class: "crr-tag-move" }, view.move_name(mark.move).toLowerCase()),
      reader === null ? null : h("span", { class: "crr-tag-reader" }, reader),
      linked > 0 ? h("span", { class: "crr-tag-sign", title: count_of(linked, "link") }, "↔") : null,
      store.is_waiting(mark.id) ? h("span", { class: "crr-tag-sign" }, "waiting") : null,
      mark.status === "moved" ? h("span", { class: "crr-tag-sign" }, "moved") : null,
      mark.note ? h("span", { class: "crr-tag-note", dir: "auto" }, mark.note) : null,
    );
    paint_with(el, theme);
    return el;
  }

  /** What a tag would show, as one string. @param {Shown} shown */
  const state_of = ({ mark, reader }) =>
    [
      mark.id,
      mark.at,
      mark.s,
      mark.status,
      reader,
      store.is_waiting(mark.id),
      store.links().filter((link) => link.from === mark.id || link.to === mark.id).length,
    ].join("|");

  /** @param {Part} part @param {Shown[]} marks @param {HTMLElement[]} els the tags of the marks */
  function fill_cell(part, marks, els) {
    const tags = part.cell.querySelector(".crr-tags") ?? h("div", { class: "crr-tags" });
    line_up(tags, els);
    const notes = marks.filter(({ mark }) => mark.note).length;
    const fold = h("button", {
      type: "button",
      class: "crr-fold",
      tabindex: "-1",
      "aria-expanded": part.cell.classList.contains("crr-unfolded"),
      "aria-label": `${count_of(marks.length, "mark")} in ${part.label}`,
      onclick: () => {
        const open = part.cell.classList.toggle("crr-unfolded");
        fold.setAttribute("aria-expanded", String(open));
      },
    },
      marks.slice(0, 8).map(({ mark }) => badge(view.theme(mark.theme))),
      marks.length > 8 ? ` +${marks.length - 8}` : null,
      notes > 0 ? h("span", { class: "crr-fold-notes" }, count_of(notes, "note")) : null,
    );
    part.cell.querySelector(".crr-fold")?.remove();
    part.cell.prepend(fold);
    if (tags.parentElement !== part.cell) part.cell.append(tags);
  }

  /** @param {boolean} moved are other rows near now, or the rows elsewhere? */
  function draw(moved) {
    sort_out();
    let is_new = moved;
    for (const index of [...near.parts].sort((a, b) => a - b)) {
      const marks = by_part.get(index) ?? [];
      const states = marks.map(state_of);
      const state = states.join("\n");
      const before = drawn.get(index);
      if ((before?.state ?? "") === state) continue;
      is_new = true;
      const els = marks.map((shown, at) => before?.tags.get(states[at]) ?? tag(shown));
      drawn.set(index, { state, tags: new Map(els.map((el, at) => [states[at], el])) });
      measured.delete(index);
      if (marks.length > 0) fill_cell(parts[index], marks, els);
      else refill(parts[index].cell);
    }
    // Nothing is near before the first layout, and measuring would force one.
    if (is_new && page.wide && near.parts.size > 0) spread();
  }

  /**
   * The tags of a row with the line that each belongs to, from the top of the row: this stays while
   * they and the size of the row do.
   * @param {number} index @param {DOMRect} row
   */
  function measure(index, { top, width, height }) {
    const known = measured.get(index);
    if (known?.width === width && known.height === height) return known.tags;
    const marks = by_part.get(index) ?? [];
    /** @type {Measured["tags"]} */
    const tags = [];
    for (const el of /** @type {NodeListOf<HTMLElement>} */ (parts[index].cell.querySelectorAll(".crr-tag"))) {
      const mark = marks.find((shown) => shown.mark.id === el.dataset.mark)?.mark;
      const line = mark && view.places.rects(mark.s, Math.min(mark.s + 1, mark.e))[0];
      if (line) tags.push({ el, line: line.top - top, height: el.offsetHeight });
    }
    measured.set(index, { width, height, tags });
    return tags;
  }

  /** Put the tags beside their words. All measuring comes before all moving. */
  function spread() {
    const top = page.sheet.getBoundingClientRect().top;
    const rows = [...by_part.keys()].sort((a, b) => a - b);
    const tags = rows.flatMap((index) => {
      const box = parts[index].row.getBoundingClientRect();
      const row = box.top - top;
      return measure(index, box).map((tag) => ({ ...tag, row, y: row + tag.line }));
    });
    let free = 0;
    for (const { el, y, height, row } of tags.sort((a, b) => a.y - b.y)) {
      const place = Math.max(y, free);
      el.style.top = `${place - row}px`;
      free = place + height + GAP;
    }
  }

  const renew = () => draw(false);
  view.on("near", () => draw(true));
  view.on("marks", renew);
  view.on("filter", renew);
  view.on("traits", renew);
  view.on("layout", () => page.wide && spread());
}

/**
 * Bring the children of an element in line; those that stay are not touched.
 * @param {Element} el
 * @param {HTMLElement[]} children
 */
function line_up(el, children) {
  for (const old of [...el.children]) if (!children.includes(/** @type {HTMLElement} */ (old))) old.remove();
  children.forEach((child, at) => {
    if (el.children[at] !== child) el.insertBefore(child, el.children[at] ?? null);
  });
}

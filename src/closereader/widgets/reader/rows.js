// A long table of which only the rows near sight are there: five thousand marks are 180,000 nodes.
//
// The rows stand in slices, each a body of the table. A slice out of sight is one empty row of its
// height. A screen reader is told how many rows there are, and which of them each row is.

import { h, refill } from "../base/dom.js";

const SLICE = 50;
const SHORT = 2 * SLICE; // rows, up to which all of them are there
const AHEAD = 800; // px above and below what is in sight
const GUESS = 60; // px of a row that was never there
const HEADING = 1; // rows of headings, which count as rows

/**
 * @template T
 * @typedef {{ body: HTMLElement, items: T[], first: number, there: boolean, high: number }} Slice
 */

/**
 * @template T
 * @param {HTMLElement} scroller what scrolls the table
 * @param {HTMLElement} table
 * @param {(item: T) => HTMLElement} make_row
 * @param {AbortSignal} signal of the end of the view
 */
export function make_rows(scroller, table, make_row, signal) {
  /** @type {Slice<T>[]} */
  let slices = [];
  const sight = new IntersectionObserver(look, { root: scroller, rootMargin: `${AHEAD}px 0px` });
  signal.addEventListener("abort", () => sight.disconnect());
  // On paper all rows are in sight.
  window.addEventListener("beforeprint", () => slices.filter(({ there }) => !there).forEach(put), { signal });

  /** @param {IntersectionObserverEntry[]} entries */
  function look(entries) {
    for (const { target, isIntersecting } of entries) {
      const slice = slices.find(({ body }) => body === target);
      if (slice === undefined || slice.there === isIntersecting) continue;
      if (isIntersecting) put(slice);
      else if (!is_used(slice.body)) empty(slice);
    }
  }

  /** Whether the focus is in these rows, or a card is open in them. @param {HTMLElement} body */
  function is_used(body) {
    const root = /** @type {Document | ShadowRoot} */ (body.getRootNode());
    return body.contains(root.activeElement) || body.querySelector(".crr-list-card") !== null;
  }

  /** @param {Slice<T>} slice */
  function put(slice) {
    slice.there = true;
    const rows = slice.items.map(make_row);
    if (slices.length > 1) {
      rows.forEach((row, at) => row.setAttribute("aria-rowindex", `${slice.first + at + HEADING + 1}`));
    }
    refill(slice.body, rows);
  }

  /** @param {Slice<T>} slice */
  function empty(slice) {
    if (slice.there) slice.high = slice.body.offsetHeight;
    slice.there = false;
    const columns = table.querySelectorAll("th").length;
    const gap = h("td", { colspan: `${columns}`, style: `height: ${slice.high}px` });
    refill(slice.body, h("tr", { class: "crr-list-gap", "aria-hidden": "true" }, gap));
  }

  /** Show other rows; those near sight are there at once. @param {T[]} items */
  function show(items) {
    const before = slices;
    const size = items.length > SHORT ? SLICE : Math.max(items.length, 1);
    sight.disconnect();
    slices = [];
    for (let first = 0; first < Math.max(items.length, 1); first += size) {
      const own = items.slice(first, first + size);
      const old = before[slices.length];
      const high = old && old.items.length === own.length ? old.high : own.length * GUESS;
      slices.push({ body: h("tbody"), items: own, first, there: false, high });
    }
    // The same slices are there as before, so that the focus finds its place among their buttons.
    const same = before.slice(0, slices.length).some(({ there }) => there);
    slices.forEach((slice, at) => {
      if (same ? before[at]?.there : at === 0) put(slice);
      else empty(slice);
    });
    for (const { body } of before) body.remove();
    table.append(...slices.map(({ body }) => body));
    table.classList.toggle("crr-list-long", slices.length > 1);
    if (slices.length === 1) table.removeAttribute("aria-rowcount");
    else {
      table.setAttribute("aria-rowcount", `${items.length + HEADING}`);
      for (const { body } of slices) sight.observe(body);
    }
  }
  return { show };
}

// What is near sight: only there are marks painted and tags drawn, so that one more mark, a filter
// or a frame of scrolling costs little more in a long text with many marks than in a short one.

import { last_of } from "./halving.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {ReturnType<typeof make_near>} Near */

const MARGIN = "400px 0px"; // how far outside of the visible part

/**
 * Watch the sections of a page; "near" is emitted when others have come near.
 * @param {View} view
 * @param {import("./page.js").Page} page
 */
export function make_near(view, page) {
  /** @type {Set<number>} */
  const parts = new Set();
  let printing = false;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        for (const { index } of page.sections.find(({ el }) => el === target)?.parts ?? []) {
          if (isIntersecting) parts.add(index);
          else parts.delete(index);
        }
      }
      view.emit("near");
    },
    { root: page.el, rootMargin: MARGIN },
  );
  for (const { el } of page.sections) observer.observe(el);
  view.signal.addEventListener("abort", () => observer.disconnect());
  const print = (/** @type {Event} */ { type }) => {
    printing = type === "beforeprint"; // paper takes the whole text
    view.emit("near");
  };
  window.addEventListener("beforeprint", print, { signal: view.signal });
  window.addEventListener("afterprint", print, { signal: view.signal });

  return {
    /** The parts, by number; none before the first layout. */
    parts,
    /**
     * From where to where, in code points. Before the first layout: where the page will open.
     * @returns {[number, number]}
     */
    span() {
      if (printing) return [0, Infinity];
      if (parts.size > 0) return [view.parts[Math.min(...parts)].s, view.parts[Math.max(...parts)].e];
      const at = last_of(page.sections, (section) => section.parts[0].s <= view.selected.focus);
      const [first, last] = [page.sections[Math.max(0, at - 1)], page.sections[at + 1] ?? page.sections[at]];
      return [first.parts[0].s, last.parts[last.parts.length - 1].e];
    },
  };
}

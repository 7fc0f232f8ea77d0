// What is near sight: only there are marks painted and tags drawn, so that one more mark, a filter
// or a frame of scrolling costs little more in a long text with many marks than in a short one.

import { last_of } from "./halving.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {ReturnType<typeof make_near>} Near */

const MARGIN = "400px 0px"; // how far outside of the visible part
const FAR = 0.5; // of what is seen at once: nobody reads what goes by in such steps
const SOON = 300; // ms between two such steps, also where a frame takes long
const CALM = 100; // ms without a step: the text has come to rest

/**
 * Watch the sections of a page; "near" is emitted when others have come near.
 * @param {View} view
 * @param {import("./page.js").Page} page
 */
export function make_near(view, page) {
  /** @type {Set<number>} */
  const parts = new Set();
  let printing = false;
  const wait_for_rest = watch_flings(page.el);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** Words first: while the text is flung by, marks and tags would only keep its words away. */
  function come() {
    clearTimeout(waiting);
    const wait = wait_for_rest();
    if (wait > 0) waiting = setTimeout(come, wait);
    else view.emit("near");
  }
  const sections = new Map(page.sections.map((section) => [/** @type {Element} */ (section.el), section]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        for (const { index } of sections.get(target)?.parts ?? []) {
          if (isIntersecting) parts.add(index);
          else parts.delete(index);
        }
      }
      come();
    },
    { root: page.el, rootMargin: MARGIN },
  );
  for (const { el } of page.sections) observer.observe(el);
  view.signal.addEventListener("abort", () => {
    clearTimeout(waiting);
    observer.disconnect();
  });
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

/**
 * Know whether something is scrolled by faster than it can be read: a fling, a dragged scrollbar.
 * One far step alone, as to the end of a text, is none.
 * @param {HTMLElement} el
 * @returns {() => number} ms until it can have come to rest; 0 when it is not flung
 */
function watch_flings(el) {
  let [top, far, last] = [0, -Infinity, -Infinity];
  let flung = false;
  el.addEventListener(
    "scroll",
    () => {
      const now = performance.now();
      const is_far = Math.abs(el.scrollTop - top) > FAR * el.clientHeight;
      flung = now - far < SOON && (flung || is_far);
      if (is_far) far = now;
      [top, last] = [el.scrollTop, now];
    },
    { passive: true },
  );
  return () => (flung ? Math.max(0, last + CALM - performance.now()) : 0);
}

// What is near sight: only there are marks painted and tags drawn, so that one more mark, a filter
// or a frame of scrolling costs little more in a long text with many marks than in a short one.

/** @import { View } from "./view.js" */
/** @typedef {ReturnType<typeof make_near>} Near */

const MARGIN = "400px 0px"; // how far outside of the visible part
const FIRST = 20; // rows on both sides of the place where a page opens
const LATER = 500; // ms after a text was opened: others on the page come first
const AT_ONCE = 8; // ms that are spent at once on what nobody sees
const FAR = 0.5; // of what is seen at once: nobody reads what goes by in such steps
const SOON = 1000; // ms between two such steps, also where a frame takes long
const CALM = 100; // ms without a step: the text has come to rest

/**
 * Watch the sections of a page; "near" is emitted when others have come near.
 * @param {View} view
 * @param {import("./page.js").Page} page
 */
export function make_near(view, page) {
  const { chapters } = view;
  /** @type {Set<number>} */
  const parts = new Set();
  let printing = false;
  const fling = watch_fling(page.el);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** Where the page opens: those rows are there at once. */
  const opening = () => {
    const at = view.places.part_at(view.selected.focus).index;
    return [view.parts[Math.max(0, at - FIRST)], view.parts[Math.min(view.parts.length - 1, at + FIRST)]];
  };
  for (const part of opening()) part.chapter?.fill();
  /** Words first: while the text is flung by, marks and tags would only keep its words away. */
  function look() {
    waiting = undefined;
    if (view.signal.aborted) return;
    // A frame that takes long is no rest: what was scrolled meanwhile is known in the next one.
    if (fling.is_on()) waiting = setTimeout(() => requestAnimationFrame(look), CALM);
    else view.emit("near");
  }
  /** @type {Map<Element, number[]>} the numbers of the parts of each section that is watched */
  const watched = new Map();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        for (const index of watched.get(target) ?? []) {
          if (isIntersecting) parts.add(index);
          else parts.delete(index);
        }
      }
      if (waiting === undefined) look();
    },
    { root: page.el, rootMargin: MARGIN },
  );
  /** Sections are watched in chapters near sight only. @type {IntersectionObserverCallback} */
  const turn = (entries) => {
    for (const { target, isIntersecting } of entries) {
      const chapter = chapters.find(({ el }) => el === target);
      if (!chapter || (!isIntersecting && chapter.sections.length === 0)) continue;
      chapter.fill();
      for (const { el, parts: own } of chapter.sections) {
        if (isIntersecting === watched.has(el)) continue;
        if (isIntersecting) {
          watched.set(el, own.map(({ index }) => index));
          observer.observe(el);
        } else {
          for (const { index } of own) parts.delete(index);
          watched.delete(el);
          observer.unobserve(el);
        }
      }
    }
  };
  const around = new IntersectionObserver(turn, { root: page.el, rootMargin: MARGIN });
  for (const { el } of chapters) around.observe(el);
  fill_at_leisure(view);
  view.signal.addEventListener("abort", () => {
    clearTimeout(waiting);
    observer.disconnect();
    around.disconnect();
  });
  const print = (/** @type {Event} */ { type }) => {
    printing = type === "beforeprint"; // paper takes the whole text
    if (printing) for (const chapter of chapters) chapter.fill();
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
      const [first, last] = opening();
      return [first.s, last.e];
    },
  };
}

/**
 * Know whether something is scrolled by faster than it can be read: a fling, a dragged scrollbar.
 * One far step alone, as to the end of a text, is none.
 * @param {HTMLElement} el
 */
function watch_fling(el) {
  let [top, far] = [0, -Infinity];
  let on = false;
  let moved = false; // since it was last asked for
  el.addEventListener(
    "scroll",
    () => {
      const now = performance.now();
      const is_far = Math.abs(el.scrollTop - top) > FAR * el.clientHeight;
      on = now - far < SOON && (on || is_far);
      moved = true;
      if (is_far) far = now;
      top = el.scrollTop;
    },
    { passive: true },
  );
  return {
    is_on() {
      on &&= moved;
      moved = false;
      return on;
    },
  };
}

/**
 * Make the rows that nobody has come near yet, when there is nothing else to do, those next to where
 * the text was opened first: the browser searches them, and a screen reader goes through them.
 * @param {View} view
 */
function fill_at_leisure({ chapters, places, selected, signal }) {
  const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act, LATER / 10));
  const at = places.part_at(selected.focus).index;
  const far = (/** @type {import("./text.js").Chapter} */ { parts }) =>
    Math.max(parts[0].index - at, at - parts[parts.length - 1].index);
  const left = [...chapters].sort((a, b) => far(b) - far(a));
  const go_on = () => {
    if (signal.aborted) return;
    const begun = performance.now();
    while (left.length > 0 && performance.now() - begun < AT_ONCE) left.pop()?.fill();
    if (left.length > 0) idle(go_on);
  };
  setTimeout(() => idle(go_on), LATER);
}

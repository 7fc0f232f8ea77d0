// What opens over the page (card, chooser, a note of the text): beside its words, never larger
// than what can be seen at once, so that no button of it is ever out of sight. A reader that is
// lower than what opens in it grows for as long as it is open.

import { keep_in_sight } from "../base/in_sight.js";

/** @import { Page } from "./page.js" */
/** @typedef {{top: number, bottom: number}} Lines in the viewport */

const AIR = 8; // px around what floats
const ONE_LINE = 34; // px: one line of the words stays in sight

/**
 * How high something in the page can be and still be seen whole: what cuts it off may be the page,
 * JupyterLab's panel, or the window.
 * @param {Element} el
 */
function seen_at_once(el) {
  let room = window.innerHeight;
  for (let box = /** @type {Element | null} */ (el); box; box = parent_of(box)) {
    const { clientHeight } = box; // 0: it makes no box of its own, and cuts nothing off
    if (clientHeight > 0 && getComputedStyle(box).overflowY !== "visible") room = Math.min(room, clientHeight);
  }
  return room;
}

/** The element around another, also out of a shadow tree. @param {Element} el */
function parent_of(el) {
  const root = el.getRootNode();
  return el.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

/**
 * Let something float near its words for as long as it is open: also when the page gets another
 * width, and the window another size.
 * @param {import("./view.js").View} view
 * @param {Page} page
 * @param {HTMLElement} el
 * @param {() => Lines | null} words  where its words are; null while it does not float
 * @param {() => boolean} [beside]  whether it stands beside them, not over the text
 * @returns {() => void}  to be called when it opens
 */
export function make_float(view, page, el, words, beside = () => false) {
  const keep = keep_in_sight(() => place(), view.signal);
  let screen = "";
  const screen_now = () => `${innerWidth} ${innerHeight}`;
  function place(follow = false) {
    const lines = el.hidden ? null : words();
    if (!lines || screen !== screen_now()) ask_room(page, el, 0);
    screen = screen_now();
    if (lines) float_near(page, el, lines, { beside: beside(), follow });
  }
  // What is chosen in it makes it higher, and closing it leaves nothing; another window is heard of above.
  // One that has made room is not what is looked at.
  const size = new ResizeObserver(() => place(screen !== screen_now() || el.classList.contains("crr-small")));
  view.signal.addEventListener("abort", () => size.disconnect());
  view.on("layout", () => place(true));
  return () => {
    place();
    keep(el);
    size.observe(el);
  };
}

/** @type {WeakMap<Page, Map<HTMLElement, number>>} how high each page has to be for what is open in it */
const rooms = new WeakMap();

/**
 * @param {Page} page
 * @param {HTMLElement} el
 * @param {number} height  px of the page; 0: nothing is open
 */
function ask_room(page, el, height) {
  const asked = rooms.get(page) ?? new Map();
  rooms.set(page, asked.set(el, height));
  body_of(page)?.style.setProperty("--crr-least", `${Math.max(...asked.values())}px`);
}

/** @param {Page} page */
const body_of = (page) => /** @type {HTMLElement | null} */ (page.el.closest(".crr-body"));

/**
 * Put something beside its words where there is a margin, else below or above them, and bring it
 * into sight.
 * @param {Page} page
 * @param {HTMLElement} el
 * @param {Lines} lines
 * @param {{beside: boolean, follow: boolean}} how  `follow`: only put it right, do not scroll
 */
function float_near(page, el, lines, { beside, follow }) {
  const at = page.sheet.getBoundingClientRect().top;
  const [first, last] = [lines.top - at, lines.bottom - at]; // they stay, whatever is scrolled
  const body = body_of(page);
  const around = (body?.offsetHeight ?? 0) - page.el.clientHeight; // panels above the text
  const spare = 2 * AIR + (beside ? 0 : ONE_LINE);
  el.style.maxHeight = `${seen_at_once(body?.parentElement ?? page.el) - around - spare}px`;
  const height = el.offsetHeight;
  // Never less than before: where its own height depends on the page's, both would change for ever.
  ask_room(page, el, Math.max(rooms.get(page)?.get(el) ?? 0, around + height + spare));
  const sheet = page.sheet.getBoundingClientRect().top;
  const port = page.el.getBoundingClientRect();
  const [begin, end] = [port.top - sheet, port.bottom - sheet];
  let top = last + AIR;
  if (beside) top = Math.max(begin + AIR, Math.min(first - AIR, end - height - AIR));
  else if (top + height > end && first - height - AIR > begin) top = first - height - AIR;
  el.style.top = `${top}px`;
  if (follow) return;
  el.scrollIntoView({ block: "nearest" });
  page.stay();
}

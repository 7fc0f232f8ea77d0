// The page itself: a scroll region of its own with the text in it, the caret, and the selection,
// which is ours (code points) and the browser's (so that it is seen, and can be copied) at once.

import { dom_id, h } from "../base/dom.js";
import { bring_row, place_of, top_of } from "./begin.js";
import { last_of } from "./halving.js";

/** @import { View } from "./view.js" */
/** @typedef {ReturnType<typeof make_page>} Page */

const SETTLED = 450; // ms without a change: fingers have let go of the handles
const SCROLLBAR = 17; // px
const BELOW = 24; // px between the upper edge and the paragraph that a page begins with
const BEGINS = 48; // px below the upper edge: what begins there is what is read
const WIDE = 880; // px from which there is a margin beside the text

/**
 * @param {View} view
 * @param {{selected: (how: "mouse" | "touch") => void, clicked: (point: number) => void}} on
 */
export function make_page(view, on) {
  const { places, selected, signal } = view;
  const caret = h("div", { class: "crr-caret", "aria-hidden": "true" });
  const { chapters } = view;
  const sheet = h("div", { class: "crr-page" }, chapters.map((chapter) => chapter.el), caret);
  // A screen reader keeps the keys for itself, except in what it takes for a text box; so that is
  // what the text is, one that cannot be written in. It must be so from the start: a role that is
  // changed later is not noticed.
  const hint = h("p", { id: dom_id("crr-hint"), hidden: true }, "Press question mark for the keys.");
  const el = h("div", {
    class: "crr-scroll",
    tabindex: "0",
    role: "textbox",
    "aria-multiline": "true",
    "aria-readonly": "true",
    "aria-label": `Text: ${view.text.title}`,
    "aria-describedby": hint.id,
  },
    sheet,
    hint,
  );
  sheet.lang = view.text.language ?? "";
  sheet.classList.toggle("crr-wide", view.el.clientWidth >= WIDE + SCROLLBAR);

  const place = keep_place(el, chapters, signal);
  let led = false; // to another place than where the page begins
  const page = {
    el,
    sheet,
    caret,
    pointer: "", // the kind of pointer that is down in the text
    reading_native: false, // the selection comes from the browser, so it need not be shown there
    // Is there room for a margin? Guessed while nothing is laid out yet, so that the first layout
    // is the right one; known afterwards.
    wide: view.el.clientWidth >= WIDE + SCROLLBAR,
    has_focus: () => root_of(el).activeElement === el,
    /** Put the focus back into the text, where the caret is. */
    focus() {
      el.focus({ preventScroll: true });
      if (page.has_focus()) show_native();
    },
    show_native,
    /** Bring a place of the text into sight. @param {number} point @param {number} [from] */
    reveal(point, from = el.scrollTop) {
      place.leave();
      place_caret(point);
      caret.scrollIntoView({ block: "nearest", inline: "nearest" });
      // What was far away is drawn only now, and moves while it gets its true height.
      const { row } = places.part_at(point);
      if (Math.abs(el.scrollTop - from) > el.clientHeight) place.bring(row, place_of(row, el));
    },
    /** Bring a place to the upper third: for jumps, where what follows matters. @param {number} point */
    jump(point) {
      led = true;
      const from = el.scrollTop;
      const spot = places.spot(point);
      const box = el.getBoundingClientRect();
      el.scrollTop += spot.top - box.top - el.clientHeight / 4;
      page.reveal(point, from);
    },
    /** Begin with the paragraph of a place. @param {number} point */
    begin_at: (point) => led || place.bring(places.part_at(point).row, BELOW),
    place_caret: () => place_caret(selected.focus),
    stay: place.stay,
  };

  /** @param {number} point */
  function place_caret(point) {
    const spot = places.spot(point);
    const box = sheet.getBoundingClientRect();
    caret.style.translate = `${spot.left - box.left}px ${spot.top - box.top}px`;
    caret.style.height = `${spot.bottom - spot.top}px`;
    // Begin the blinking anew, so that a moving caret is always seen.
    for (const animation of caret.getAnimations()) animation.currentTime = 0;
  }

  /** Show our selection as the browser's. */
  function show_native() {
    const native = native_selection(el);
    if (!native || places.parts.length === 0) return;
    const a = places.boundary(selected.anchor);
    const b = places.boundary(selected.focus);
    native.setBaseAndExtent(a.node, a.offset, b.node, b.offset);
  }

  watch_native(view, page, on);
  view.on("selection", () => {
    if (view.mode !== "page") return;
    place_caret(selected.focus);
    if (!page.reading_native && page.has_focus()) show_native();
  });
  el.addEventListener("focus", () => {
    place_caret(selected.focus);
    if (!page.pointer) show_native();
  });
  el.addEventListener("scroll", place.keep);
  const observer = new ResizeObserver(() => {
    const away = place.look();
    if (view.mode !== "page" || away) return;
    page.wide = el.clientWidth >= WIDE;
    sheet.classList.toggle("crr-wide", page.wide);
    place_caret(selected.focus);
    view.emit("layout");
  });
  observer.observe(el);
  observer.observe(sheet);
  signal.addEventListener("abort", () => observer.disconnect());
  return page;
}

/**
 * JupyterLab may take a cell that is out of sight out of the document; it comes back scrolled up. And
 * in a new width the lines break anew, and what is there moves as it is drawn.
 *
 * What is out of sight has a guessed height, another one before than after. So we keep the row that
 * is at the upper edge, and where.
 * @param {HTMLElement} el  what is scrolled
 * @param {import("./text.js").Chapter[]} chapters
 * @param {AbortSignal} signal
 */
function keep_place(el, chapters, signal) {
  let away = false;
  let asked = false;
  let width = 0;
  /** @type {AbortController | undefined} */
  let bringing;
  /** @type {{ row: HTMLElement, at: number } | undefined} */
  let kept;
  const is_busy = () => away || bringing?.signal.aborted === false;
  /** Measured once a frame, after the browser has laid it out. */
  function keep() {
    if (asked || is_busy()) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      if (is_busy() || el.clientHeight === 0) return;
      // In a width that `look` has not heard of yet, nothing is in its place.
      if (!kept || el.clientWidth === width) kept = begins_now();
    });
  }

  function begins_now() {
    // Rows are asked only in the section that is in sight: to measure others, they would be drawn.
    const above = (/** @type {HTMLElement} */ one) => top_of(one, el) <= BEGINS;
    const { sections } = chapters[last_of(chapters, (one) => above(one.el))];
    const section = sections[last_of(sections, (one) => above(one.el))];
    const row = section?.parts[last_of(section.parts, (one) => above(one.row))]?.row;
    return row && { row, at: place_of(row, el) };
  }

  /** Put a row where it was, or is to be. @param {HTMLElement} row @param {number} at */
  function bring(row, at) {
    bringing?.abort();
    kept = { row, at };
    bringing = bring_row(el, row, at, signal);
    bringing.signal.addEventListener("abort", keep);
  }

  return {
    keep,
    bring,
    /** What is used was brought into sight: this is held from now on, not what was read before. */
    stay() {
      const now = is_busy() && begins_now();
      if (now) bring(now.row, now.at);
    },
    /** Somebody is led to another place. */
    leave() {
      bringing?.abort();
      kept = undefined;
      keep();
    },
    /** Notice that the page has gone or come, or has a new width; says whether it is away. */
    look() {
      const back = away && el.clientHeight > 0 && el.scrollTop === 0;
      const anew = el.clientHeight > 0 && width > 0 && el.clientWidth !== width;
      away = el.clientHeight === 0;
      if (!away) width = el.clientWidth;
      if (kept && (back || anew)) bring(kept.row, kept.at);
      else keep(); // what has just been drawn may have moved the rest
      return away;
    },
  };
}

/**
 * The document or shadow tree that an element lives in.
 * @param {Element} el
 * @returns {Document | ShadowRoot}
 */
export function root_of(el) {
  return /** @type {Document | ShadowRoot} */ (el.getRootNode());
}

/** @param {Element} el @returns {Selection | null} */
function native_selection(el) {
  const root = /** @type {any} */ (el.getRootNode());
  return root.getSelection?.() ?? document.getSelection();
}

/**
 * Follow the browser's selection: mouse, fingers, and whatever else may select.
 * @param {View} view
 * @param {Page} page
 * @param {{selected: (how: "mouse" | "touch") => void, clicked: (point: number) => void}} on
 */
function watch_native(view, page, on) {
  const { places, signal } = view;
  const { el, sheet } = page;
  let touched = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settled;
  let exact = false; // Alt is held: to the letter, not to the word

  /** Take the browser's selection over when it lies in our text. @returns {boolean} */
  function read_native() {
    const native = native_selection(el);
    const { anchorNode, focusNode } = native ?? {};
    if (!native || !anchorNode || !focusNode) return false;
    if (!sheet.contains(anchorNode) || !sheet.contains(focusNode)) return false;
    if (in_tool(anchorNode) || in_tool(focusNode)) return false;
    const order = anchorNode.compareDocumentPosition(focusNode);
    const backwards =
      order & Node.DOCUMENT_POSITION_PRECEDING || (order === 0 && native.anchorOffset > native.focusOffset);
    const anchor = places.point(anchorNode, native.anchorOffset, backwards ? "end" : "start");
    const edge = native.isCollapsed || backwards ? "start" : "end";
    const focus = places.point(focusNode, native.focusOffset, edge);
    if (anchor === view.selected.anchor && focus === view.selected.focus) return true;
    page.reading_native = true;
    view.select(anchor, focus);
    page.reading_native = false;
    return true;
  }

  el.addEventListener("pointerdown", (event) => {
    settle(finish); // a slow page may not have come to it yet, and this press ends the selection
    if (event.button !== 0 || in_tool(event.target)) return;
    page.pointer = event.pointerType;
    touched = event.pointerType !== "mouse";
  });
  // The button may be let go outside of the text, or of the window's part that is ours.
  window.addEventListener(
    "pointerup",
    (event) => {
      if (page.pointer === "") return;
      const was = page.pointer;
      page.pointer = "";
      exact = event.altKey;
      if (was !== "mouse") return;
      // The browser clears a selection that was clicked on only after this event.
      settled = setTimeout(finish, 0);
    },
    { signal },
  );
  // Whoever types already has gone on: the keyboard takes over from where the pointer left off.
  el.addEventListener("keydown", () => settle(read_native));
  window.addEventListener("pointercancel", () => (page.pointer = ""), { signal });

  /** Take what was selected before the next press, or key. @param {() => unknown} take */
  function settle(take) {
    if (settled === undefined) return;
    clearTimeout(settled);
    settled = undefined;
    take();
  }

  function finish() {
    settled = undefined;
    if (signal.aborted || !read_native()) return;
    const [start, end] = view.span();
    view.selected.exact = exact;
    if (end > start) on.selected("mouse");
    else on.clicked(view.selected.focus);
  }

  document.addEventListener(
    "selectionchange",
    () => {
      if (view.mode !== "page" || !read_native() || !touched) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const [start, end] = view.span();
        if (end > start && !signal.aborted) on.selected("touch");
      }, SETTLED);
    },
    { signal },
  );
  el.addEventListener("click", (event) => {
    if (!touched || in_tool(event.target)) return;
    const [start, end] = view.span();
    if (start === end && read_native()) on.clicked(view.selected.focus);
  });
}

/**
 * Is this a part of a card, a note or the margin rather than of the text?
 * @param {EventTarget | null} target
 */
function in_tool(target) {
  const element = target instanceof Element ? target : target instanceof Node ? target.parentElement : null;
  return Boolean(element?.closest(".crr-card, .crr-note, .crr-cell, .crr-number, .crr-noteref"));
}

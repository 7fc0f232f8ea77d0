// Whoever writes in a widget goes on writing while its cell is run again.
//
// JupyterLab takes a cell's output away as soon as the cell is due (Restart and Run All: seconds
// before the new output is there), and gives the focus to the notebook, where letters are commands:
// `d d` deletes a cell, `x` cuts one. Seen in Lab 4.6: two words typed in those seconds took two
// cells of three away. So what has the focus stays, below its cell, until the new output is there
// or somebody leaves it. Then it closes as ever: what was written in it waits in the browser.
//
// The two views share no module state, so they find each other in the page.

import { h } from "./dom.js";

const HOMES = ".jp-Cell, .closereader-dock-texts"; // what stays when an output is taken away
const SHELTER = "cr-shelter";
const END = "closereader-shelter-end"; // asked for
const ENDED = "closereader-shelter-ended";
const LEAVING = ["Tab", "Escape", "F6"];
const USABLE = "input, textarea, select, button, summary, a[href], [tabindex]";

/**
 * @param {HTMLElement} el  the view, which JupyterLab takes away
 * @param {HTMLElement} place  what is drawn in it
 */
export function make_shelter(el, place) {
  /** @type {{ field: HTMLElement, home: Element } | null} where the focus is, or was when the view was taken away */
  let used = null;
  const on_focus = (/** @type {FocusEvent} */ { target }) => {
    const home = el.closest(HOMES);
    used = home && target instanceof HTMLElement ? { field: target, home } : null;
  };
  // A field that is taken away loses the focus too, and has not been left.
  const on_blur = () => void setTimeout(() => {
    if (el.isConnected && document.hasFocus() && !el.contains(document.activeElement)) used = null;
  });
  el.addEventListener("focusin", on_focus);
  el.addEventListener("focusout", on_blur);

  return {
    /**
     * The view is taken away: close what is drawn, now or when it is not used any more.
     * @param {string} name  the view that comes after it is called the same
     * @param {() => void} close
     */
    leave(name, close) {
      el.removeEventListener("focusin", on_focus);
      el.removeEventListener("focusout", on_blur);
      if (used?.home.isConnected && place.contains(used.field)) keep(place, used, name, close);
      else close();
    },
  };
}

/**
 * @param {HTMLElement} place
 * @param {{ field: HTMLElement, home: Element }} used
 * @param {string} name
 * @param {() => void} close
 */
function keep(place, { field, home }, name, close) {
  const end = new AbortController();
  const { signal } = end;
  const shelter = h("div", { class: SHELTER, "data-of": name }, place);
  let leaves = false;
  let pressed = false; // a finger or a mouse is down
  const tell = (/** @type {EventTarget | null} */ detail) => {
    shelter.remove();
    shelter.dispatchEvent(new CustomEvent(ENDED, { detail }));
  };
  const tell_when_released = () => {
    const over = new AbortController();
    for (const one of ["pointerup", "pointercancel"]) {
      window.addEventListener(one, ({ type, target }) => {
        over.abort();
        tell(type === "pointerup" ? target : null);
      }, { capture: true, signal: over.signal });
    }
  };
  const leave = () => {
    if (signal.aborted) return;
    end.abort();
    if (pressed) shelter.style.minHeight = `${shelter.offsetHeight}px`; // nothing moves under it
    try {
      close();
    } finally {
      if (pressed) tell_when_released();
      else tell(null);
    }
  };
  const stay = () => {
    if (!signal.aborted && document.hasFocus()) focus_on(field, selection_of(field));
  };
  home.append(shelter);
  stay();
  window.addEventListener("pointerdown", ({ target }) => {
    pressed = true;
    leaves = !(target instanceof Node && shelter.contains(target));
  }, { capture: true, signal });
  window.addEventListener("pointerup", () => void (pressed = false), { capture: true, signal });
  window.addEventListener("keydown", ({ key }) => {
    leaves = LEAVING.includes(key);
  }, { capture: true, signal });
  shelter.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement) field = target;
  }, { signal });
  shelter.addEventListener("focusout", ({ relatedTarget: to }) => {
    if (to instanceof Element && (shelter.contains(to) || to.closest(".jp-Dialog"))) return;
    queueMicrotask(leaves ? leave : stay); // when nobody left it, JupyterLab took the focus
  }, { signal });
  shelter.addEventListener(END, leave, { signal });
}

/**
 * A view was drawn: take over from what was kept of the one before, as soon as the page has it.
 * @param {HTMLElement} el
 * @param {HTMLElement} place
 * @param {string} name
 * @param {() => void} draw_anew  so that it shows what was written in the meantime
 * @param {AbortSignal} signal  the view is taken away
 */
export function take_over(el, place, name, draw_anew, signal) {
  if (!document.querySelector(`.${SHELTER}`)) return;
  const seen = new ResizeObserver(() => {
    if (!el.clientHeight) return; // not in the page yet
    seen.disconnect();
    const home = el.closest(HOMES);
    const shelter = shelter_of(home, name);
    if (!shelter) return;
    /**
     * @param {HTMLElement} where  what is given up for the new drawing
     * @param {unknown} [clicked]  what would have been clicked, had it stayed
     */
    const redraw = (where, clicked) => {
      const used = document.activeElement;
      const inside = used instanceof HTMLElement && where.contains(used);
      const same = inside ? place_among(used, where) : () => undefined;
      if (where === shelter && inside && is_text(used) && !same(place)) {
        // No such field is open here: wait until it is left.
        shelter.addEventListener(ENDED, (ended) => redraw(el, /** @type {CustomEvent} */ (ended).detail), { signal });
        return;
      }
      const selection = inside ? selection_of(used) : null;
      shelter.dispatchEvent(new Event(END));
      draw_anew();
      const now = same(place);
      if (now) focus_on(now, selection);
      if (now && clicked instanceof Node && used?.contains(clicked)) now.click();
      else if (!now && inside && home instanceof HTMLElement) home.focus({ preventScroll: true });
    };
    redraw(shelter);
  });
  seen.observe(el);
  signal.addEventListener("abort", () => seen.disconnect());
}

/** @param {Element | null} home @param {string} name */
function shelter_of(home, name) {
  const all = /** @type {HTMLElement[]} */ ([...(home?.children ?? [])]);
  return all.find((one) => one.classList.contains(SHELTER) && one.dataset.of === name);
}

/**
 * How to find the same control in another drawing: by what it is, its name, and how many are before it.
 * @param {HTMLElement} used
 * @param {HTMLElement} where
 * @returns {(other: HTMLElement) => HTMLElement | undefined}
 */
function place_among(used, where) {
  const looks = looks_of(used);
  const all_like = (/** @type {HTMLElement} */ other) =>
    /** @type {HTMLElement[]} */ ([...other.querySelectorAll(USABLE)]).filter((one) => one.checkVisibility() && looks_of(one) === looks);
  const at = all_like(where).indexOf(used);
  return (other) => all_like(other)[at];
}

/** @param {HTMLElement} el */
function looks_of(el) {
  const { labels } = /** @type {HTMLInputElement} */ (el);
  const name = el.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? (is_text(el) ? "" : el.textContent);
  return `${el.tagName} ${el.className} ${name}`;
}

/** @param {Element} el */
function is_text(el) {
  return el.matches("textarea, input:not([type]), input[type=text], input[type=search]");
}

/** @param {HTMLElement} field @returns {[number, number] | null} */
function selection_of(field) {
  const { selectionStart: start, selectionEnd: end } = /** @type {HTMLInputElement} */ (field);
  return typeof start === "number" && typeof end === "number" ? [start, end] : null;
}

/** @param {HTMLElement} field @param {[number, number] | null} selection */
function focus_on(field, selection) {
  field.focus({ preventScroll: true });
  if (selection) /** @type {HTMLInputElement} */ (field).setSelectionRange(...selection);
}

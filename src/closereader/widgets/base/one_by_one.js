// Items of one question shown one at a time, or all as a list: cards, sentences. Which of the two
// is the reader's choice, for all such questions, and is kept in the browser.
//
// What is not shown is `hidden="until-found"`: a search of the page finds it, and leads to it.

import { h, set_idle } from "./dom.js";
import { browser_store } from "./shelf.js";

const CHOICE = "closereader-one-by-one"; // "list" when the reader has asked for all at once

/**
 * @param {object} options
 * @param {HTMLElement} options.list  whose children are the items
 * @param {string} options.thing  "card": what one of them is called
 * @param {() => void} [options.on_turn]  after another item is shown, or all of them
 */
export function make_one_by_one({ list, thing, on_turn = () => {} }) {
  const store = browser_store();
  let one = store?.getItem(CHOICE) !== "list";
  let at = 0;
  const back = h("button", { type: "button", class: "cr-button", onclick: () => go(at - 1) }, "Back ", key_of("p"));
  const next = h("button", { type: "button", class: "cr-button", onclick: () => go(at + 1) }, "Next ", key_of("n"));
  const where = h("span", { class: "cr-where" });
  const choice = h("button", { type: "button", class: "cr-button cr-small cr-as-list", onclick: choose });
  const el = h("div", { class: "cr-row cr-steps", role: "group", "aria-label": `One ${thing} at a time` }, back, where, next, choice);
  list.addEventListener("beforematch", (event) => {
    const found = items().findIndex((item) => event.target instanceof Node && item.contains(event.target));
    if (found >= 0) turn_to(found);
  });

  function items() {
    return /** @type {HTMLElement[]} */ ([...list.children]);
  }

  /** Show what is to be seen of the items that are there now. */
  function show() {
    const all = items();
    const alone = one && all.length > 1;
    at = Math.max(0, Math.min(at, all.length - 1));
    list.classList.toggle("cr-one", alone);
    all.forEach((item, index) => {
      item.tabIndex = -1;
      if (alone && index !== at) item.setAttribute("hidden", "until-found");
      else item.removeAttribute("hidden");
    });
    el.hidden = all.length < 2;
    back.hidden = next.hidden = where.hidden = !alone;
    where.textContent = `${at + 1} of ${all.length}`;
    set_idle(back, at === 0);
    set_idle(next, at === all.length - 1);
    choice.textContent = one ? "All in a list" : `One ${thing} at a time`;
  }

  /** @param {number} index */
  function turn_to(index) {
    at = index;
    show();
    on_turn();
  }

  /** Go to an item, and give it the focus: it is read aloud, and Tab goes on in it. @param {number} index */
  function go(index) {
    if (!one || index < 0 || index >= items().length) return;
    turn_to(index);
    const item = items()[index];
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  function choose() {
    one = !one;
    try {
      store?.setItem(CHOICE, one ? "one" : "list");
    } catch { /* a full or forbidden store: the choice holds for this page */ }
    show();
    on_turn();
    choice.scrollIntoView({ block: "nearest" });
  }

  return {
    el,
    show,
    turn_to,
    /** Whether one item is shown, and it is the last. */
    is_last: () => at === items().length - 1,
    is_one: () => one,
    /** n and p go on and back. Returns whether the key was one of them. @param {KeyboardEvent} event */
    on_key(event) {
      if (!one || event.ctrlKey || event.metaKey || event.altKey || is_typing(event.target)) return false;
      const key = event.key.toLowerCase();
      if (key !== "n" && key !== "p") return false;
      go(at + (key === "n" ? 1 : -1));
      return true;
    },
  };
}

/** @param {string} letter */
function key_of(letter) {
  return h("kbd", { class: "cr-soft", "aria-hidden": "true" }, letter);
}

/** @param {EventTarget | null} target */
function is_typing(target) {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type === "text");
}

// A menu that a button opens: one key for each entry, the arrows, or the first letter of its name.
// A screen reader passes the keys on by itself in a menu, so nobody has to change its mode first.

import { latin } from "../base/layout.js";
import { h, refill } from "../base/dom.js";

/**
 * One entry; `key` does it at once, wherever the focus is in the menu. `sign` is seen, not read.
 * @typedef {{name: string, deed: () => void, key?: string, sign?: HTMLElement}} Entry
 */
/** @typedef {ReturnType<typeof make_menu>} Menu */

/** One menu, for one button at a time. */
export function make_menu() {
  const el = h("div", { class: "cr-menu", role: "menu", hidden: true, onkeydown: on_key, onfocusout: on_leave });
  /** @type {Entry[]} */
  let entries = [];
  let back = () => {};

  const items = () => /** @type {HTMLElement[]} */ ([...el.querySelectorAll("[role=menuitem]")]);

  /** @param {boolean} home whether the focus goes back to where the menu came from */
  function close(home) {
    if (el.hidden) return;
    el.hidden = true;
    if (home) back();
  }

  /** @param {Entry} entry */
  function take(entry) {
    close(true); // first back, so that what a deed opens can take the focus from there
    entry.deed();
  }

  /** @param {FocusEvent} event */
  function on_leave(event) {
    const away = event.relatedTarget === null && !document.hasFocus(); // another window; it comes back
    if (!away && !(event.relatedTarget instanceof Node && el.contains(event.relatedTarget))) close(false);
  }

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    const all = items();
    const at = all.indexOf(/** @type {HTMLElement} */ (event.target));
    if (event.key === "Tab") return close(true); // and on from the button
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const edge = { Home: 0, End: all.length - 1 }[event.key];
    const keyed = entries.find(({ key }) => key === latin(event).toLowerCase());
    const letter = event.key.length === 1 ? event.key.toLowerCase() : null;
    const begins = (/** @type {Entry} */ { name }) => letter !== null && name.toLowerCase().startsWith(letter);
    if (event.key === "Escape") close(true);
    else if (step !== undefined) all[(at + step + all.length) % all.length].focus();
    else if (edge !== undefined) all[edge].focus();
    else if (keyed) take(keyed);
    else if (entries.some(begins)) {
      const turned = entries.map((_, index) => (at + 1 + index) % entries.length);
      all[turned.find((index) => begins(entries[index])) ?? at].focus();
    } else return undefined;
    event.preventDefault();
    return event.stopPropagation();
  }

  return {
    el,
    close,
    /**
     * @param {string} name what the menu is about
     * @param {Entry[]} list at least one
     * @param {() => void} home gives the focus back
     */
    open(name, list, home) {
      entries = list;
      back = home;
      el.setAttribute("aria-label", name);
      refill(
        el,
        entries.map((entry) =>
          h("button", { type: "button", role: "menuitem", tabindex: "-1", "aria-keyshortcuts": entry.key, onclick: () => take(entry) },
            entry.key ? h("kbd", { "aria-hidden": "true" }, entry.key) : null,
            entry.sign ? h("span", { "aria-hidden": "true" }, entry.sign) : null,
            h("span", {}, entry.name),
          ),
        ),
      );
      el.hidden = false;
      items()[0].focus({ preventScroll: true });
      el.scrollIntoView({ block: "nearest" });
    },
  };
}

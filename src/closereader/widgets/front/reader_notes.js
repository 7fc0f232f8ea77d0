// The text's own notes open where their markers stand, and close with Esc.

import { h, refill } from "./dom.js";
import { float_near } from "./reader_float.js";

/** @typedef {import("./reader_view.js").View} View */
/** @typedef {import("./reader_page.js").Page} Page */
/** @typedef {import("./reader_text.js").Note} Note */

const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:)\]])/u;

/**
 * A note's words, with its addresses as links.
 * @param {string} words
 */
function with_links(words) {
  return words
    .split(ADDRESS)
    .map((piece, index) =>
      index % 2 === 0 ? piece : h("a", { href: piece, target: "_blank", rel: "noopener noreferrer" }, piece),
    );
}

/**
 * @param {View} view
 * @param {Page} page
 */
export function make_notes(view, page) {
  const { text, places } = view;
  const el = h("aside", { class: "crr-note", role: "note", tabindex: "-1", hidden: true });
  /** @type {HTMLElement | null} */
  let marker = null;

  function close() {
    if (!marker) return;
    marker.setAttribute("aria-expanded", "false");
    marker = null;
    el.hidden = true;
    page.focus();
  }

  /** @param {Note} note */
  function open(note) {
    const part = places.part_at(note.at);
    const next = /** @type {HTMLElement | null} */ (
      part.el.querySelector(`[data-note="${CSS.escape(String(note.n))}"]`)
    );
    if (!next) return;
    marker?.setAttribute("aria-expanded", "false");
    marker = next;
    marker.setAttribute("aria-expanded", "true");
    el.setAttribute("aria-label", `Note ${note.n}`);
    refill(
      el,
      h("strong", {}, `${note.n} `),
      with_links(note.text),
      " ",
      h("button", { type: "button", class: "cr-button cr-small", onclick: close }, "Close"),
    );
    view.select(note.at, note.at);
    el.hidden = false;
    page.sheet.append(el);
    float_near(page, el, next.getBoundingClientRect());
    el.focus({ preventScroll: true });
  }

  page.sheet.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest("[data-note]") : null;
    if (!pressed) return;
    if (pressed === marker) return close();
    const note = text.notes.find((one) => String(one.n) === pressed.getAttribute("data-note"));
    if (note) open(note);
  });
  el.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });

  return {
    el,
    close,
    is_open: () => marker !== null,
    /** Open the note at the caret, or the next one after it. @param {number} point */
    open_near(point) {
      const note = text.notes.find((one) => one.at >= point);
      if (note) open(note);
      else view.announce("The text has no note further down.");
    },
  };
}

// The text's own notes open where their markers stand, and close with Esc.

import { h, refill, small_button } from "../base/dom.js";
import { make_float } from "./float.js";

/** @import { View } from "./view.js" */
/** @import { Page } from "./page.js" */
/** @import { Note } from "./text.js" */

const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:)\]])/u;

/** A note's words, with its addresses as links. @param {string} words */
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
 * @param {HTMLElement} marked the same text as marked text, with markers of its own
 */
export function make_notes(view, page, marked) {
  const { text, places } = view;
  const el = h("aside", { class: "crr-note", role: "note", tabindex: "-1", hidden: true });
  /** @type {HTMLElement | null} */
  let marker = null;
  const float = make_float(view, page, el, () =>
    (view.mode === "page" && marker ? marker.getBoundingClientRect() : null));

  function close() {
    if (!marker) return;
    const from = marker;
    from.classList.remove("crr-opened");
    marker = null;
    el.hidden = true;
    if (view.mode === "page") page.focus();
    else from.focus(); // back to the word
  }

  /** @param {Note} note */
  function open(note) {
    const on_page = view.mode === "page";
    const next = /** @type {HTMLElement | null} */ (
      (on_page ? places.part_at(note.at).el : marked).querySelector(`[data-note="${CSS.escape(String(note.n))}"]`)
    );
    if (!next) return;
    marker?.classList.remove("crr-opened");
    marker = next;
    marker.classList.add("crr-opened"); // seen only: the focus goes to the note, which says its name
    el.setAttribute("aria-label", `Note ${note.n}`);
    refill(
      el,
      h("strong", {}, `${note.n} `),
      with_links(note.text),
      " ",
      small_button("Close", close),
    );
    view.select(note.at, note.at);
    el.hidden = false;
    el.classList.toggle("crr-inflow", !on_page);
    if (on_page) {
      page.sheet.append(el);
      float();
    } else next.closest(".crr-marked-row")?.after(el);
    el.focus({ preventScroll: on_page });
  }

  /** @param {string | null} number */
  function open_number(number) {
    const note = text.notes.find((one) => String(one.n) === number);
    if (note) open(note);
  }

  /** What pressing a marker does. @param {HTMLElement} pressed */
  function turn(pressed) {
    if (pressed === marker) close();
    else open_number(pressed.getAttribute("data-note"));
  }

  page.sheet.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest("[data-note]") : null;
    if (pressed instanceof HTMLElement) turn(pressed);
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
    open_number,
    turn,
    /** Open the note at the caret, or the next one after it. @param {number} point */
    open_near(point) {
      const note = text.notes.find((one) => one.at >= point);
      if (note) open(note);
      else view.announce("The text has no note further down.");
    },
  };
}

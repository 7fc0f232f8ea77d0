// A card makes room while words are to be selected in the text: it shrinks to its heading and one
// sentence, and comes back whole, with the focus where it was.

import { h, refill, small_button } from "../base/dom.js";

/** @typedef {{say: string, back: string}} Room  what to do meanwhile, and the button for the whole card */

/**
 * @param {HTMLElement} el  the card
 * @param {() => void} begin  gives the focus to what a card begins with
 * @param {() => void} changed  told when it has become small or whole
 */
export function make_room(el, begin, changed) {
  const said = h("p", { class: "crr-card-said" });
  /** What had the focus when the card was whole. @type {HTMLElement | null} */
  let last = null;
  const is_small = () => el.classList.contains("crr-small");

  /** @param {boolean} small */
  function set(small) {
    if (small === is_small()) return false;
    el.classList.toggle("crr-small", small);
    changed();
    return true;
  }

  /** The whole card, if it is small. @param {boolean} [enter]  with the focus in it */
  function grow(enter = false) {
    if (!set(false)) return false;
    if (enter && last?.isConnected) last.focus({ preventScroll: true });
    else if (enter) begin();
    return true;
  }

  el.addEventListener("focusin", ({ target }) => {
    if (is_small() && target === el) grow(true); // it was clicked on
    else if (!is_small() && target instanceof HTMLElement && target !== el) last = target;
  });
  return {
    said,
    is_small,
    grow,
    /** @param {Room} room */
    shrink({ say, back }) {
      refill(said, `${say} `, small_button(back, () => grow(true)));
      set(true);
    },
    /** Another card begins. @param {Room} [room] */
    begin(room) {
      last = null;
      if (room) this.shrink(room);
      else grow();
    },
  };
}

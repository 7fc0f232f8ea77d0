// Words of an answer chosen by keys.

import { latin } from "../../../widgets/base/layout.js";
import { range_in } from "./words.js";

/**
 * @typedef {import("./page.js").Marking} Marking
 * @typedef {import("./words.js").Chosen} Chosen
 */

/**
 * Choose words by keys: a first word, and how far it goes.
 * @param {HTMLElement} article
 * @param {Marking} marking
 * @param {(chosen: Chosen) => void} then
 */
export function pick_words(article, marking, then) {
  const words = /** @type {HTMLElement | null} */ (article.querySelector(".words[data-answer]"));
  const found = words ? [...(words.textContent ?? "").matchAll(/\S+/gu)] : [];
  if (!words || found.length === 0) {
    then({ article, words: null, start: 0, end: 0 }); // a table or a choice: about the whole answer
    return;
  }
  let first = 0;
  let last = 0;
  const unit = (/** @type {number} */ at) => found[at]?.index ?? 0;
  const span = () => /** @type {[number, number]} */ ([unit(first), unit(last) + (found[last]?.[0].length ?? 0)]);
  const show = () => {
    const range = range_in(words, ...span());
    const selection = getSelection();
    if (!range || !selection) return;
    selection.removeAllRanges();
    selection.addRange(range);
    words.scrollIntoView({ block: "nearest" });
  };
  const stop = () => {
    words.removeAttribute("data-own-keys");
    words.removeAttribute("tabindex");
    words.removeEventListener("keydown", hear);
    words.removeEventListener("blur", stop);
  };
  const most = found.length - 1;
  const clamp = (/** @type {number} */ at) => Math.max(0, Math.min(most, at));
  const ends = (/** @type {number} */ at) => at < 0 || at >= most || /[.!?…]["”’)]*$/.test(found[at]?.[0] ?? "");
  /** The first word of a sentence after or before. @param {number} by */
  const sentence = (by) => {
    let at = last + by;
    while (at > 0 && at < most && !ends(at - 1)) at += by;
    return clamp(at);
  };
  /** The end of this sentence, or of the next one; back, the end of the one before. @param {number} by */
  const sentence_end = (by) => {
    let at = by > 0 && !ends(last) ? last : last + by;
    while ((by > 0 || at > first) && at < most && !ends(at)) at += by;
    return clamp(at);
  };
  /** @param {KeyboardEvent} event */
  const hear = (event) => {
    const key = latin(event);
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const far = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined || far !== undefined) {
      const step = far ?? 1;
      const to = by !== undefined ? clamp(last + by) : event.shiftKey ? sentence_end(step) : sentence(step);
      if (event.shiftKey) last = Math.max(first, to);
      else first = last = to;
      show();
    } else if (event.key === "Enter" || key === "c") {
      const [start, end] = span();
      stop();
      then({ article, words, start, end });
    } else if (key === "w") {
      stop();
      then({ article, words: null, start: 0, end: 0 });
    } else if (event.key === "Escape") {
      stop();
      getSelection()?.removeAllRanges();
      article.focus({ preventScroll: true });
    } else if (key === "b") {
      stop(); // the page hears it, and finds the words selected
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  words.setAttribute("data-own-keys", "");
  words.tabIndex = -1;
  words.addEventListener("keydown", hear);
  words.addEventListener("blur", stop);
  words.focus({ preventScroll: true });
  show();
  marking.say("Choose words with ← →, more with Shift, sentences with ↑ ↓. Enter: comment. w: the whole answer.");
}

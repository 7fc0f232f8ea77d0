// “Pick from text”: a field takes words from the desk. The button takes those that are selected
// there, and else leads to the text; F6 always leads there, and F6 there brings the words back.
// Where there is no desk, the button is not shown.

import { ask_page, hear_places } from "./desk_events.js";
import { h } from "./dom.js";

/** @import { TakenPassage } from "./desk_events.js" */

/** What a passage is called while it is dragged. */
export const DRAGGED = "application/x-closereader-passage";

/**
 * The button, for one field or for whatever part of a widget asks last.
 * @param {object} given
 * @param {() => string} given.asks  what the words are for, in the desk's sentence “Words for …”
 * @param {() => string[]} [given.of]  the texts that the words may be of, none when any will do
 * @param {(passage: TakenPassage) => void} given.take  puts the words in, and the focus where it belongs
 * @param {AbortSignal} [given.signal]  of the model
 */
export function make_pick({ asks, of = () => [], take, signal = new AbortController().signal }) {
  const button = h("button", { type: "button", class: "cr-button cr-small cr-pick", hidden: true, onclick: () => pick(true) },
    "Pick from text ", h("kbd", { class: "cr-soft", "aria-hidden": "true" }, "F6"));
  const look = () => {
    button.hidden = !button.isConnected || !ask_page(button, "has-desk");
  };
  const seen = new ResizeObserver(look);
  /** Told when the button's parent comes onto the page: the button itself has no size yet. */
  const watch = () => button.parentElement && seen.observe(button.parentElement);
  hear_places(look, signal);
  signal.addEventListener("abort", () => seen.disconnect());
  queueMicrotask(watch);

  /** @param {boolean} now @param {Element | null} [from]  where the focus goes back to */
  function pick(now, from = document.activeElement) {
    const back = () => from instanceof HTMLElement && from.focus();
    return ask_page(from ?? button, "pick", { now, asks: asks(), texts: of(), take, back });
  }
  return { button, pick };
}

/**
 * F6 inside an element leads to the text.
 * @param {HTMLElement} el
 * @param {(event: KeyboardEvent) => boolean} go  false: there is no desk
 * @param {AbortSignal} [signal]
 */
export function pick_by_key(el, go, signal) {
  el.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!go(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
}

/**
 * Passages can be dropped here. They are refused where `target` gives nothing.
 * @template T
 * @param {HTMLElement} el
 * @param {(event: DragEvent) => T | null | undefined} target
 * @param {(passage: TakenPassage, target: T) => void} take
 * @param {AbortSignal} [signal]
 */
export function take_drops(el, target, take, signal) {
  /** @param {DragEvent} event */
  const wanted = (event) => (event.dataTransfer?.types.includes(DRAGGED) ? target(event) : null);
  el.addEventListener("dragover", (event) => {
    if (wanted(event)) event.preventDefault(); // it may be dropped
  }, { signal });
  el.addEventListener("drop", (event) => {
    const at = wanted(event);
    const passage = at && read_passage(event.dataTransfer?.getData(DRAGGED) ?? "");
    if (!at || !passage) return;
    event.preventDefault();
    take(passage, at);
  }, { signal });
}

/** @param {string} raw  it may come from any page @returns {TakenPassage | null} */
function read_passage(raw) {
  try {
    const { text, s, e, quote, label } = JSON.parse(raw);
    const words = [text, quote, label].every((one) => typeof one === "string");
    return words && Number.isInteger(s) && Number.isInteger(e) ? { text, s, e, quote, label } : null;
  } catch {
    return null;
  }
}

/** A passage as prose quotes it. @param {TakenPassage} passage */
export function quoted({ text, quote, label }) {
  return `“${quote.replace(/\s*\n\s*/gu, " ")}” (${text} ${label})`;
}

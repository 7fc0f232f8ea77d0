// Words of a reader for use elsewhere: taken by a field that asks for them, or dragged there.

import { answer_page, tell_places } from "../base/desk_events.js";
import { DRAGGED, quoted } from "../base/pick.js";
import { marks_at } from "./deeds.js";
import { find_words } from "./find.js";

/** @import { CiteRequest, TakenPassage } from "../base/desk_events.js" */
/** @import { Whole } from "./whole.js" */
/** @import { View } from "./view.js" */

const SHOWN = 6000; // ms that cited words stay lit

/** @param {View} view @param {number} s @param {number} e @returns {TakenPassage} */
function passage_of(view, s, e) {
  return { text: view.text.id, s, e, quote: view.words(s, e), label: view.place(s, e) };
}

/** The words selected in a text, null when none are. @param {Whole} whole */
export function selected_passage({ view }) {
  const [s, e] = view.taken();
  return e > s ? passage_of(view, s, e) : null;
}

/**
 * The words that are meant in a text: those selected, else those of the mark at the caret.
 * @param {Whole} whole
 */
export function meant_passage(whole) {
  const { view } = whole;
  const at = view.span()[0];
  const own = marks_at(view, at, at).find(({ reader }) => reader === null)?.mark;
  return selected_passage(whole) ?? (own ? passage_of(view, own.s, own.e) : null);
}

/** Let words that are dragged out of a text carry their place. @param {Whole} whole */
export function carry_place(whole) {
  whole.page.sheet.addEventListener("dragstart", (event) => {
    const passage = selected_passage(whole);
    if (!passage || !event.dataTransfer) return;
    event.dataTransfer.setData(DRAGGED, JSON.stringify(passage));
    event.dataTransfer.setData("text/plain", quoted(passage));
    event.dataTransfer.effectAllowed = "copy";
  });
}

/**
 * The stretch of a text that a citation names: the quoted words if they stand at the place, else
 * the place itself; null when there is no such place.
 * @param {View} view
 * @param {CiteRequest} cited
 * @returns {[number, number] | null}
 */
function cited_span(view, { first, last, quote }) {
  const note = view.text.notes.find(({ n }) => first === `n${n}`);
  if (note) return [note.at, note.at];
  const begin = view.parts.find((part) => part.label === first);
  const end = view.parts.find((part) => part.label === last) ?? begin;
  if (!begin || !end) return null;
  const longest = quote.split("[…]").map((part) => part.trim()).sort((a, b) => b.length - a.length)[0];
  const found = find_words(view.folded(true), view.offsets, longest, true).find(([s, e]) => s >= begin.s && e <= end.e);
  return found ?? [begin.s, end.e];
}

/**
 * Bring a cited place into sight and light its words for a while.
 * @param {Whole} whole
 * @param {CiteRequest} cited
 * @returns {boolean} false when the text has no such place
 */
export function show_cited(whole, cited) {
  const { view, page } = whole;
  const span = cited_span(view, cited);
  if (!span) return false;
  const [s, e] = span;
  whole.go(s, s);
  page.el.closest(".cr")?.scrollIntoView({ block: "nearest" });
  page.focus();
  whole.spans("cited", e > s ? [span] : []);
  setTimeout(() => !view.signal.aborted && whole.spans("cited", []), SHOWN);
  if (s === e) view.places.part_at(s).el.querySelector(`[data-note="${CSS.escape(cited.first.slice(1))}"]`)?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  else view.announce(`${view.text.id} ${view.place(s, e)}: ${view.words(s, e).slice(0, 200)}`);
  return true;
}

/**
 * A reader of its own shows the places that are cited on its page, where no desk does.
 * @param {HTMLElement} el
 * @param {() => Whole | null} whole  null while there is none
 * @param {AbortSignal} signal
 */
export function answer_citations(el, whole, signal) {
  const has = (/** @type {{text: string}} */ { text }) => whole()?.view.text.id === text;
  answer_page(el, "can-cite", has, { signal });
  answer_page(el, "cite", (cited) => {
    const here = whole();
    return has(cited) && here !== null && show_cited(here, cited);
  }, { signal });
  watch_presence(el, signal);
}

/**
 * Tell the page when an element comes onto it, and when it goes.
 * @param {HTMLElement} el
 * @param {AbortSignal} signal
 * @param {() => void} [there]  told as well when it comes
 */
export function watch_presence(el, signal, there = () => {}) {
  let was = false;
  const seen = new ResizeObserver(() => {
    if (el.isConnected === was) return;
    was = el.isConnected;
    tell_places();
    if (was) there();
  });
  seen.observe(el);
  signal.addEventListener("abort", () => {
    seen.disconnect();
    setTimeout(tell_places); // when it is gone
  });
}

// How what is on one page finds the desk, and the desk what is on the page. Widgets share no module
// and no model, so they ask with events that rise through the document: whoever can do what is asked
// does it and says so by preventing the default; nobody else then does it again.
//
//   closereader:has-desk   is there a desk, or one that can be opened?
//   closereader:can-cite   {text}                       can a place of this text be shown?
//   closereader:cite       {text, first, last, quote}   show it, and let its words be seen
//   closereader:can-lead   {heading, page}              can somebody be led to this heading? `page`:
//                                                       its path in the course, "" for the same page
//   closereader:lead       {heading, page}              lead there
//   closereader:pick       {now, asks, text, take, back}  give words of the desk to a field
//   closereader:desk-ready told, by a desk that has come onto the page
//   closereader:names      told {names}, by a widget: how texts may be called, each with its id
//   closereader:places     told, not asked: what can be answered has changed
//
// A desk answers before a reader does, and whoever opens desks (JupyterLab's plugin) before both.

/** @typedef {{ text: string, s: number, e: number, quote: string, label: string }} TakenPassage */
/** @typedef {{ text: string, first: string, last: string, quote: string }} CiteRequest */
/**
 * A field that wants words. `now`: those that are selected already will do; else the person is led
 * to the text first, to one of `texts` where some are named. `back` puts the focus where it was.
 * @typedef {{ now: boolean, asks: string, texts?: string[], take: (passage: TakenPassage) => void, back: () => void }} PickRequest
 */
/** @typedef {"has-desk" | "can-cite" | "cite" | "can-lead" | "lead" | "pick" | "desk-ready" | "names"} Asked */

const EVENT = "closereader:";
const PLACES_CHANGED = `${EVENT}places`;

/**
 * What belongs together: a notebook in JupyterLab, where each has its own Python; else the page.
 * @param {Node} node
 * @returns {Node}
 */
function surroundings(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest(".jp-NotebookPanel") ?? document;
}

/**
 * @param {Element} el  who asks; it must be on the page
 * @param {Asked} what
 * @param {unknown} [detail]
 * @returns {boolean} whether somebody has answered
 */
export function ask_page(el, what, detail = {}) {
  return !el.dispatchEvent(new CustomEvent(EVENT + what, { bubbles: true, composed: true, cancelable: true, detail }));
}

/**
 * Answer from now on, until the signal ends it.
 * @param {Element} el  who answers: only what comes from its own surroundings
 * @param {Asked} what
 * @param {(detail: any) => boolean} answer  false: somebody else may
 * @param {{ signal: AbortSignal, early?: boolean }} how
 */
export function answer_page(el, what, answer, { signal, early = false }) {
  document.addEventListener(
    EVENT + what,
    (event) => {
      if (event.defaultPrevented || !el.isConnected || !(event.target instanceof Node)) return;
      const mine = surroundings(el);
      if (mine !== document && mine !== surroundings(event.target)) return;
      if (answer(/** @type {CustomEvent} */ (event).detail)) event.preventDefault();
    },
    { signal, capture: early },
  );
}

/** Tell everybody that there is another place to go to, or one less. */
export function tell_places() {
  document.dispatchEvent(new CustomEvent(PLACES_CHANGED));
}

/** @param {() => void} listener @param {AbortSignal} signal */
export function hear_places(listener, signal) {
  document.addEventListener(PLACES_CHANGED, listener, { signal });
}

// What is said to a screen reader: one polite live region for all widgets of a page, and only the
// widget that was used last speaks in it. Regions of their own speak over one another, and a widget
// that follows what is done elsewhere would speak of it too.
//
// Widgets share no module state, so who was used and what is about to be said stand at the region.

import { h } from "./dom.js";

const REGION = "closereader-voice";
const HIDDEN = "position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap";

/** @typedef {HTMLElement & { used?: HTMLElement | null, words?: string[] }} Voice */

/**
 * The region. A browser tells only of changes in one that it knows, so it is made before it is needed.
 * @returns {Voice}
 */
function voice() {
  const there = document.getElementById(REGION);
  if (there) return there;
  const region = h("div", { id: REGION, role: "status", "aria-live": "polite", style: HIDDEN });
  document.body.append(region);
  return region;
}

/**
 * Let a widget speak from when it is used until another one is. Returns the function that ends it.
 * @param {HTMLElement} host
 */
export function lend_voice(host) {
  const region = voice();
  const take = () => void (region.used = host);
  const events = /** @type {const} */ (["focusin", "pointerdown"]);
  for (const event of events) host.addEventListener(event, take, true);
  return () => {
    for (const event of events) host.removeEventListener(event, take, true);
    if (region.used === host) region.used = null;
  };
}

/**
 * Say a sentence, if it comes from the widget that is used. What is said at one moment is said in
 * one go, each sentence once; and a sentence that is said again is heard again.
 * @param {Node} from  anything in the widget
 * @param {string} sentence
 */
export function say_aloud(from, sentence) {
  if (voice().used?.contains(from)) speak(sentence);
}

/**
 * Say what a cell has opened, when somebody waits for that: the focus is in the cell, or it was run by
 * hand; then it is the one that is chosen, or the one before, as Shift+Enter goes on to the next. A
 * page that runs by itself says nothing otherwise.
 * @param {HTMLElement} host
 * @param {string} sentence
 */
export function say_opened(host, sentence) {
  const cell = host.closest(".jp-Cell");
  const next = cell?.nextElementSibling;
  const waits = cell?.contains(document.activeElement);
  const chosen = [cell, next].some((one) => one?.classList.contains("jp-mod-active"));
  if (voice().used === host || waits || (chosen && navigator.userActivation?.isActive)) speak(sentence);
}

/** @param {string} sentence */
function speak(sentence) {
  const region = voice();
  const words = (region.words ??= []);
  if (sentence.trim() === "" || words.includes(sentence)) return;
  if (words.push(sentence) > 1) return;
  setTimeout(() => {
    const now = words.splice(0).join(" ");
    region.textContent = region.textContent === now ? `${now}\u00a0` : now;
  });
}

/**
 * Say what an element shows whenever that changes, but not what it is made with.
 * @template {HTMLElement} T
 * @param {T} el
 * @returns {T} the same element
 */
export function spoken(el) {
  let before = "";
  let made = false;
  setTimeout(() => (made = true));
  const observer = new MutationObserver(() => {
    const now = el.textContent?.replace(/\s+/gu, " ").trim() ?? "";
    if (now === before) return;
    before = now;
    if (made && el.isConnected && el.checkVisibility()) say_aloud(el, now);
  });
  observer.observe(el, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ["hidden"] });
  return el;
}

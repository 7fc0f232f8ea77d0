// A widget that is on its way has a Tab stop in its cell: on a slow machine, who goes on by keys
// would pass by it, and not know that it is there. So have the cells that are not there yet, all
// together.

import { h } from "../../widgets/base/dom.js";
import { page_of } from "./cards.js";
import { give_focus, stay_at_end } from "./keeping.js";
import { set_up_all } from "./waiting.js";

const STANDS_IN = ".closereader-card";
const ARRIVED = ".jp-OutputArea .cr";
const HAS_ENDS = "input, textarea, select, [contenteditable], [role='textbox']"; // of its own
const GOES_ON = ["wheel", "pointerdown", "keydown"];

/**
 * Put a stop into each cell that will show a widget, until it does. Returns what takes the rest away.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @returns {() => void}
 */
export function announce_widgets(panel) {
  const ends = panel.content.widgets.flatMap((cell) => {
    const name = name_of_card(cell);
    return name === "" ? [] : [await_widget(cell.node, name)];
  });
  const end = () => ends.forEach((one) => one());
  panel.disposed.connect(end);
  return end;
}

/**
 * Let Tab lead from the last cell that is there to the next one, and not out of the notebook; and the
 * key End to the end of all, not to that of what is there.
 * @param {import("./jupyter.js").NotebookPanel} panel
 */
export function announce_rest({ node, content, disposed }) {
  const outer = content.node.querySelector(".jp-WindowedPanel-outer");
  const missing = () => content.widgets.find((cell) => cell.isPlaceholder() && !cell.isHidden);
  if (outer === null || !missing()) return;
  const words = "The rest of the page is on its way";
  const stop = make_stop("closereader-rest", words, { "aria-label": words });
  stop.addEventListener("focus", async () => {
    const next = missing();
    await set_up_all(content);
    if (next && document.activeElement === stop) give_focus(next.node);
    end();
  });
  stop.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && !event.shiftKey) event.preventDefault(); // in a moment it leads on
  });
  node.addEventListener("keydown", to_end);
  const watch = new MutationObserver(() => missing() || document.activeElement === stop || end());
  watch.observe(outer, { childList: true, subtree: true });
  disposed.connect(end);
  outer.append(stop);

  /** @param {KeyboardEvent} event */
  async function to_end({ key, target, defaultPrevented }) {
    const own = target instanceof Element && target.closest(HAS_ENDS);
    if (key !== "End" || defaultPrevented || own) return;
    const left = new AbortController();
    for (const act of GOES_ON) {
      const once = { signal: left.signal, capture: true, passive: true };
      window.addEventListener(act, () => left.abort(), once);
    }
    await set_up_all(content);
    if (outer && !left.signal.aborted) stay_at_end(outer);
    left.abort();
  }

  function end() {
    watch.disconnect();
    node.removeEventListener("keydown", to_end);
    stop.remove();
  }
}

/**
 * The first words of the card that stands for a widget; "" where none does.
 * @param {import("./jupyter.js").CellWidget} cell
 */
function name_of_card(cell) {
  return page_of(cell).querySelector(`${STANDS_IN} strong`)?.textContent ?? "";
}

/** @param {HTMLElement} node  of the cell @param {string} name */
function await_widget(node, name) {
  const stop = make_stop("closereader-coming", "On its way: opens here by itself",
    { "aria-busy": "true", "aria-label": `${name}: on its way, opens here by itself` });
  const look = () => {
    if (node.querySelector(ARRIVED) !== null && node.querySelector(STANDS_IN) === null) end();
  };
  const watch = new MutationObserver(look);
  watch.observe(node, { childList: true, subtree: true });
  node.append(stop);
  look();

  function end() {
    watch.disconnect();
    const place = node.querySelector(".jp-OutputArea");
    // The widget has said that it is there (voice.js); the next Tab leads into it.
    if (document.activeElement === stop && place instanceof HTMLElement) lend_focus(place);
    stop.remove();
  }
  return end;
}

/** @param {string} name @param {string} words @param {Record<string, string>} more */
function make_stop(name, words, more) { // "a" would put in a cell
  return h("div", { class: name, role: "group", tabindex: "0", "data-lm-suppress-shortcuts": "true", ...more }, words);
}

/** @param {HTMLElement} place */
function lend_focus(place) {
  place.tabIndex = -1;
  place.dataset.lmSuppressShortcuts = "true";
  const give_back = () => {
    place.removeAttribute("tabindex");
    delete place.dataset.lmSuppressShortcuts;
  };
  place.addEventListener("blur", give_back, { once: true });
  place.focus({ preventScroll: true });
}

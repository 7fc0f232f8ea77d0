// The comparison: two texts side by side, each a whole reader with its own store, and above and
// below them what they share: the search, the links between passages, undo, and the keys.

import { dom_id, h } from "../base/dom.js";
import { guard_keys } from "../base/keys.js";
import { latin, undo_key } from "../base/layout.js";
import { open_store } from "../reader/store.js";
import { keep_text } from "../reader/whole.js";
import { other_side, SIDES } from "./side.js";
import { make_pair_search } from "./search.js";
import { make_pair_links, picked_words } from "./links.js";
import { part_model } from "../reader/several.js";
import { stage } from "../base/stage.js";
import { say_aloud } from "../base/voice.js";
import { LABELS } from "../base/labels.js";

/** @import { Model } from "../base/kernel.js" */
/** @import { Side } from "./side.js" */
/** @import { Store } from "../reader/store.js" */
/** @import { Whole } from "../reader/whole.js" */

/** @import { Room } from "../reader/card_room.js" */

const PAIR_NAMES = ["First", "Second"]; // left and right only where there is room for both
/** @type {[string, string][]} */
const PAIR_KEYS = [
  ["F6", "to the other text"],
  ["l", "link the words selected here with those selected in the other text"],
];

/**
 * Put a comparison into an element.
 * @param {{model: Model, el: HTMLElement}} given
 * @returns {() => void} takes it away
 */
function render({ model, el }) {
  const stores = SIDES.map((side) => open_store(part_model(model, side)));
  const close = show_pair(stores, el, String(model.get("search") ?? ""));
  const unguard = guard_keys(el, { may_rerun: () => stores.some((store) => store.status()?.rerun) });
  const refresh = () => document.visibilityState === "visible" && stores[0].refresh();
  document.addEventListener("visibilitychange", refresh, { signal: model.signal });
  window.addEventListener("focus", refresh, { signal: model.signal });
  return () => {
    unguard();
    close();
    for (const store of stores) store.close();
  };
}

/**
 * @param {Store[]} stores
 * @param {HTMLElement} el
 * @param {string} words what to search at first
 * @returns {() => void}
 */
function show_pair(stores, el, words) {
  /** @type {Whole[]} */
  const wholes = [];
  const whole = (/** @type {Side} */ side) => wholes[side];
  /** The text that the person is in, or was in last. @type {Side} */
  let current = 0;

  const announce = (/** @type {string} */ sentence) => say_aloud(el, sentence);
  const back = () => whole(current).focus();
  const switches = make_switch(stores, (side) => turn_to(side));

  /** Where only one text is shown at a time, show this one. @param {Side} side */
  function turn_to(side) {
    current = side;
    root.dataset.side = String(side);
    switches.press(side);
  }

  /** @param {Side} side */
  function enter(side) {
    turn_to(side);
    whole(side).focus();
  }

  /** The text in which the next step back, or forth, is made. @param {"undo" | "redo"} way @returns {Side} */
  function side_of(way) {
    const at = SIDES.map((side) => stores[side].last(way)?.at ?? "");
    const both = at.every(Boolean);
    const left_first = way === "undo" ? at[0] >= at[1] : at[0] <= at[1];
    return both ? (at[0] === at[1] ? current : left_first ? 0 : 1) : at[1] ? 1 : at[0] ? 0 : current;
  }

  /**
   * Undo the last change of both texts, whichever it was made in; do again in the same order.
   * @param {"undo" | "redo"} way
   */
  function step(way) {
    const side = side_of(way);
    const was_inside = columns.some((column) => column.matches(":focus-within"));
    whole(side).step(way);
    if (side === current) return;
    if (was_inside) enter(side);
    else turn_to(side);
  }

  const search = make_pair_search({ whole, turn_to, back, announce });
  const links = make_pair_links({ stores, whole, turn_to, back, announce, undo: () => step("undo"), last: () => stores[side_of("undo")].last("undo")?.id });
  const columns = SIDES.map((side) => h("div", { class: "crc-column", "data-of": side }));
  const root = h("section", { class: "cr crc", "data-side": 0 },
    h("button", { type: "button", class: "cr-button cr-skip", onclick: () => enter(current) }, "To the texts"),
    h("div", { class: "crc-bar" }, search.el),
    search.panel,
    switches.el, // beside what it turns: the lines that were found may be taller than a window
    h("div", { class: "crc-columns" }, columns),
    links.el,
    links.list,
  );
  root.id = dom_id("crc");
  el.replaceChildren(root);

  /** The text whose card is small, because words are selected in the other. @type {Side | null} */
  let waiting = null;

  /** A card covers no text while words are selected that belong to its own. @param {Side} side */
  function make_room_for(side) {
    const other = other_side(side);
    if (waiting === side) {
      waiting = null;
      whole(side).card.grow();
    }
    if (whole(other).card.is_whole()) {
      waiting = other;
      const say = `Now select words in the ${PAIR_NAMES[side].toLowerCase()} text. Esc leads back.`;
      whole(other).card.shrink({ say, back: "Back to this card" });
    }
  }

  /** A selection in a text when the card of the other one is open. @param {Side} side @returns {Room | undefined} */
  function small_card(side) {
    const other = other_side(side);
    if (waiting !== other || !whole(other).card.is_open()) return undefined;
    const say = `“${LABELS.link}”, below, joins them with those of the ${PAIR_NAMES[other].toLowerCase()} text.`;
    return { say, back: "Mark them" };
  }

  /** Esc in a text leads back to the card of the other one. @param {Side} side */
  function go_back(side) {
    const other = other_side(side);
    if (waiting !== other || !whole(other).card.is_open()) return;
    waiting = null;
    turn_to(other);
    whole(other).card.grow(true);
  }

  /** The words selected in a text stay visible while the focus is elsewhere. */
  function hold() {
    for (const side of SIDES) {
      const { page, spans } = whole(side);
      const place = page.has_focus() ? null : picked_words(whole(side));
      spans("held", place ? [place] : []);
    }
  }

  /** @param {Side} side @param {Whole} made */
  function ready(side, made) {
    wholes[side] = made;
    const follow = () => {
      if (wholes.length < 2) return;
      links.follow();
      hold();
    };
    made.view.on("selection", follow);
    made.view.on("marks", follow);
    if (wholes.length < 2) return;
    root.setAttribute("aria-label", `Comparison: ${wholes.map(({ view }) => view.text.title).join(" | ")}`);
    search.search();
    follow();
  }

  const kept = SIDES.map((side) => {
    const can = (/** @type {"undo" | "redo"} */ way) => stores.some((store) => store.can(way));
    return keep_text({ ...stores[side], can }, columns[side], {
      name: `${PAIR_NAMES[side]} text: ${stores[side].text().title}`,
      search: search.focus,
      step,
      keys: PAIR_KEYS,
      room: () => small_card(side),
      escaped: () => go_back(side),
      ready: (made) => ready(side, made),
    });
  });
  // What can be undone here changes with the other text, too.
  const unsubscribe = SIDES.map((side) =>
    stores[side].subscribe((event) => {
      if (event === "marks" || event === "status") whole(other_side(side)).view.emit("status");
    }),
  );
  for (const side of SIDES) {
    columns[side].addEventListener("focusin", ({ relatedTarget }) => {
      turn_to(side);
      if (!(relatedTarget instanceof Node && columns[side].contains(relatedTarget))) make_room_for(side);
    });
  }
  root.addEventListener("focusin", hold);
  root.addEventListener("focusout", () => requestAnimationFrame(() => root.isConnected && hold()));
  root.addEventListener("keydown", (event) => {
    if (event.altKey || event.defaultPrevented) return;
    const way = wanted_step(event);
    if (way) step(way);
    else if (event.ctrlKey || event.metaKey) return;
    else if (event.key === "F6") {
      const inside = columns[current].matches(":focus-within");
      enter(inside ? other_side(current) : current);
    } else if (latin(event) === "l" && event.target === whole(current).page.el) links.begin();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  search.begin(words);
  return () => {
    for (const stop of unsubscribe) stop();
    for (const text of kept) text.close();
    search.close();
    links.close();
    el.replaceChildren();
  };
}

/**
 * Ctrl+Z and the like, wherever they are not needed for what is being written.
 * @param {KeyboardEvent} event
 */
function wanted_step(event) {
  const { target } = event;
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return null;
  return undo_key(event);
}

/**
 * Which text is shown where there is no room for both.
 * @param {Store[]} stores
 * @param {(side: Side) => void} on_choice
 */
function make_switch(stores, on_choice) {
  const buttons = SIDES.map((side) =>
    h("button", { type: "button", class: "crr-button", "aria-pressed": side === 0, onclick: () => on_choice(side) },
      `${PAIR_NAMES[side]}: ${stores[side].text().title}`,
    ),
  );
  const el = h("div", { class: "crr-group crr-views crc-switch", role: "group", "aria-label": "Text shown" },
    buttons,
    h("kbd", { class: "cr-soft", "aria-hidden": "true" }, "F6"),
  );
  return {
    el,
    press: (/** @type {Side} */ side) =>
      buttons.forEach((button, of) => button.setAttribute("aria-pressed", String(of === side))),
  };
}

export default { render: stage(render, ["texts"], (model) => model.get("texts").map((/** @type {{ title: string }} */ { title }) => title).join(" and ")) };

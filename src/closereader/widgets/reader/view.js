// One view of the reader: the text on the page, the selection in it, and what all tools share.

import { count_words } from "../base/counting.js";
import { make_offsets, trim_span, words_in } from "./offsets.js";
import { build_parts } from "./text.js";
import { make_places } from "./places.js";
import { make_motion } from "./motion.js";
import { fold } from "./find.js";
import { is_placed, make_shown } from "./shown.js";
import { dom_id } from "../base/dom.js";
import { say_aloud } from "../base/voice.js";

/** @import { Reading, Store, Theme } from "./store.js" */
/** @import { Mark } from "./state.js" */
/** @typedef {"page" | "list" | "marked"} Mode */
/**
 * Which marks are shown: themes that are hidden, one's own or not, and the readings laid over.
 * @typedef {{hidden: Set<string>, mine: boolean, over: Set<string>}} Filter
 */
/**
 * A selection as it was made; without direction see `span`. `x` is the column that vertical
 * movement keeps. `exact`: its ends are meant to the letter, even within words.
 * @typedef {{anchor: number, focus: number, x: number | null, exact: boolean}} Selected
 */
/** @typedef {"selection" | "marks" | "filter" | "mode" | "status" | "traits" | "open" | "layout" | "near"} ViewEvent */
/** @typedef {{mark: Mark, reader: string | null}} Shown */
/** @typedef {ReturnType<typeof make_view>} View */

/**
 * The words of a text on the page, with everything that measures them. A text that could not be
 * opened has no blocks; it gets an empty one, so that there is a place for the caret.
 * @param {import("./text.js").TextPayload} payload
 */
function lay_out(payload) {
  const nothing = [{ k: "b", s: 0, e: 0, label: "" }];
  const text = payload.blocks.length > 0 ? payload : { ...payload, blocks: nothing };
  const offsets = make_offsets(text.body);
  const { parts, chapters } = build_parts(text, offsets);
  const places = make_places(parts, offsets);
  const motion = make_motion(places, offsets, text.sentences, text.language ?? "en");
  return { text, offsets, parts, chapters, places, motion };
}

/**
 * @param {Store} store
 * @param {HTMLElement} el the element that the widget was given
 * @param {AbortSignal} signal aborted when the view goes
 */
export function make_view(store, el, signal) {
  const uid = dom_id("crr");
  /** @type {Map<ViewEvent, Set<() => void>>} */
  const listeners = new Map();
  const laid = lay_out(store.text());
  const { text, offsets, parts, places, motion } = laid;
  const { options, codebook } = { options: store.options, codebook: store.codebook };
  const first = options().focus?.[0] ?? parts[0].s;
  /** @type {Selected} */
  const selected = { anchor: first, focus: first, x: null, exact: false };
  /** @type {Filter} */
  const filter = { hidden: new Set(), mine: true, over: new Set() };

  const theme = (/** @type {string} */ id) =>
    codebook().themes.find((one) => one.id === id) ?? unknown_theme(id);
  const label = (/** @type {number} */ point) => places.part_at(point).label;

  /** @type {import("./find.js").Folded[]} */
  const folded = [];
  const shown = make_shown(store, filter);
  const view = {
    ...laid,
    store,
    el,
    uid,
    signal,
    /** Words that are typed here and belong to no mark yet. */
    pending: store.open_pending(`reader:${text.id}`),
    selected,
    filter,
    mode: /** @type {Mode} */ ("page"),
    /** The mark whose card is open, by id. */
    open_id: /** @type {string | null} */ (null),
    /** Is a card open, on a mark or on words that may become one? */
    writing: false,
    /** The text as it is compared, made when it is first needed. @param {boolean} any_case */
    folded: (any_case) => (folded[Number(any_case)] ??= fold(text.body, any_case)),

    /** @param {ViewEvent} event @param {() => void} listener */
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
    },
    /** @param {ViewEvent} event */
    emit(event) {
      if (event === "filter") shown.forget();
      for (const listener of listeners.get(event) ?? []) listener();
    },
    announce: (/** @type {string} */ sentence) => say_aloud(el, sentence),

    theme,
    /** The themes that can be chosen here, in the order of their number keys. */
    themes: () => {
      const only = options().themes;
      return codebook().themes.filter((one) => !only || only.includes(one.id));
    },
    move_name: (/** @type {string | null} */ id) =>
      id === null ? "" : (codebook().moves.find((one) => one.id === id)?.name ?? id),
    label,
    /** The paragraph of a passage, or the first and the last of several: “¶4”, “¶4–5”. */
    place(/** @type {number} */ s, /** @type {number} */ e) {
      const [from, to] = [label(s), label(Math.max(s, e - 1))];
      if (from === to || to === "") return from;
      return `${from}–${from[0] === to[0] ? to.slice(1) : to}`;
    },
    words: (/** @type {number} */ s, /** @type {number} */ e) => words_in(text.body, offsets, s, e),
    readonly: () => Boolean(options().readonly),

    /** The selection in reading order, without white space at its ends; empty at a bare caret. */
    span() {
      const start = Math.min(selected.anchor, selected.focus);
      const end = Math.max(selected.anchor, selected.focus);
      return trim_span(text.body, offsets, start, end);
    },
    /**
     * What a mark on the selection takes: whole words, for no quotation begins or ends within one,
     * unless the ends are meant to the letter.
     */
    taken() {
      const [s, e] = view.span();
      return e > s && !selected.exact ? motion.whole([s, e]) : /** @type {[number, number]} */ ([s, e]);
    },
    /**
     * Move the selection. Everything that shows it listens to "selection".
     * @param {number} anchor
     * @param {number} focus
     * @param {{x?: number | null, exact?: boolean}} [how]
     */
    select(anchor, focus, { x = null, exact = false } = {}) {
      selected.anchor = places.clamp(anchor);
      selected.focus = places.clamp(focus);
      selected.x = x;
      selected.exact = exact;
      view.emit("selection");
    },
    /** The marks to be painted: own ones and readings laid over, after the filters. */
    shown: shown.all,
    layers: shown.layers,
    beginning_in: shown.beginning_in,
    /** A short account of a mark: “Exclusion, claim, ¶4”. @param {Mark} mark */
    describe(mark) {
      const move = view.move_name(mark.move).toLowerCase();
      const where = is_placed(mark) ? view.place(mark.s, mark.e) : "no place";
      return [theme(mark.theme).name, move, where].filter(Boolean).join(", ");
    },
    /** The words of a mark, wherever it now stands. @param {Mark} mark */
    mark_words: (mark) => (is_placed(mark) ? view.words(mark.s, mark.e) : (mark.quote ?? "")),
    /** @param {number} s @param {number} e */
    count: (s, e) => count_words(view.words(s, e)),
  };
  return view;
}

/**
 * A theme that this codebook does not have is shown as such; its marks are not dropped.
 * @param {string} id
 * @returns {Theme}
 */
function unknown_theme(id) {
  return {
    id,
    name: `${id} (not in the codebook)`,
    code: id.slice(0, 2).toUpperCase(),
    colour: "#7f7f7f",
    underline: "solid",
    definition: "",
    mark_when: "",
    not_when: "",
  };
}

/**
 * Shorten words, keeping how they begin and how they end; the cut is shown.
 * @param {string} words
 * @param {number} most characters
 */
export function shorten_middle(words, most) {
  const flat = words.replace(/\s+/gu, " ").trim();
  const characters = [...flat];
  if (characters.length <= most) return flat;
  const begin = characters.slice(0, Math.ceil(most * 0.65)).join("");
  const end = characters.slice(-Math.floor(most * 0.35)).join("");
  return `${begin.replace(/\s+\S*$/u, "") || begin} […] ${end.replace(/^\S*\s+/u, "") || end}`;
}

/**
 * Shorten words for a line; the cut is shown.
 * @param {string} words
 * @param {number} most characters
 */
export function shorten(words, most) {
  const flat = words.replace(/\s+/gu, " ").trim();
  const characters = [...flat];
  if (characters.length <= most) return flat;
  const cut = characters.slice(0, most).join("");
  return `${cut.replace(/\s+\S*$/u, "") || cut} […]`;
}

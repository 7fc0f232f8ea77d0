// Marking without a caret: every sentence has a button, and the button a menu. A screen reader that
// reads a page keeps most keys for itself; a button and a menu it always gives the keys for.

import { h, refill, small_button } from "../base/dom.js";
import { LABELS } from "../base/labels.js";
import { badge } from "./badge.js";
import { last_of } from "./halving.js";
import { make_menu } from "./menu.js";
import { shorten } from "./view.js";

/** @import { View } from "./view.js" */
/** @import { Part } from "./text.js" */
/** @import { Mark } from "./state.js" */
/** @typedef {[number, number]} Span code points, half-open */
/** A sentence, or what of it stands in one block; `name` is “sentence 3 of ¶4”. @typedef {{index: number, s: number, e: number, name: string, part: number}} Sentence */
/**
 * What can be done to words.
 * @typedef {{
 *   mark: (theme: string, span: Span) => void,
 *   write: (span: Span, host: HTMLElement, back: () => void) => void,
 *   edit: (mark: Mark, host: HTMLElement, back: () => void) => void,
 *   remove: (mark: Mark) => void, copy: (span: Span) => void, footnote: (number: string) => void,
 * }} Deeds
 */

/**
 * The sentences of all blocks, in the order of the text.
 * @param {View} view
 * @returns {Sentence[]}
 */
function list_sentences({ parts, text }) {
  /** @type {Sentence[]} */
  const list = [];
  let next = 0;
  for (const part of parts) {
    while (next < text.sentences.length && text.sentences[next][1] <= part.s) next += 1;
    for (let at = next, number = 1; at < text.sentences.length && text.sentences[at][0] < part.e; at += 1, number += 1) {
      const [s, e] = text.sentences[at];
      const place = { s: Math.max(s, part.s), e: Math.min(e, part.e), part: part.index };
      list.push({ ...place, index: list.length, name: `sentence ${number} of ${part.label || "the heading"}` });
    }
  }
  return list;
}

/**
 * @param {View} view
 * @param {Deeds} deeds
 * @param {(index: number) => HTMLElement | null} button_of the button of a sentence
 */
export function make_sentences(view, deeds, button_of) {
  /** @type {Sentence[] | null} */
  let listed = null;
  const list = () => (listed ??= list_sentences(view)); // of a long text only when it is asked for
  const menu = make_menu();
  const host = h("div", { class: "crr-sentence-host" }, menu.el);

  /** The sentence at a place of the text. @param {number} point */
  const at = (point) => list()[last_of(list(), ({ s }) => s <= point)];

  /** @param {Sentence} sentence @param {Span} span */
  function entries({ s, e }, span) {
    const own = view.store.marks().filter((mark) => mark.s < e && mark.e > s && mark.status !== "offered" && mark.status !== "lost");
    const back = () => home(s);
    const notes = view.text.notes.filter((note) => s <= note.at && note.at <= e);
    const about = (/** @type {Mark} */ mark) => `${view.describe(mark)}, “${shorten(view.mark_words(mark), 60)}”`;
    const whole = span[0] === s && span[1] === e;
    /** @type {import("./menu.js").Entry[]} */
    const writing = view.readonly()
      ? []
      : [
          ...view.themes().map((theme, number) => ({
            name: theme.name, key: String(number + 1), sign: badge(theme), deed: () => deeds.mark(theme.id, span),
          })),
          { name: "Theme with a note", key: "n", deed: () => deeds.write(span, host, back) },
          { name: whole ? "Only some words" : "Other words", key: "w", deed: () => choose_words(at(s), span) },
        ];
    const changing = view.readonly() || !whole
      ? []
      : own.flatMap((mark) => [
          { name: `Open the mark ${about(mark)}`, deed: () => deeds.edit(mark, host, back) },
          { name: `Remove the mark ${about(mark)}`, deed: () => deeds.remove(mark) },
        ]);
    return [
      ...writing,
      ...changing,
      { name: "Copy with its place", key: "c", deed: () => deeds.copy(span) },
      ...notes.map(({ n }) => ({ name: `Read note ${n}`, deed: () => deeds.footnote(String(n)) })),
    ];
  }

  /** Give the focus back to the sentence. @param {number} point */
  function home(point) {
    refill(host, menu.el);
    button_of(at(point).index)?.focus();
  }

  /** @param {Sentence} sentence @param {Span} [span] words of it, when not all are meant */
  function open(sentence, span = [sentence.s, sentence.e]) {
    const button = button_of(sentence.index);
    refill(host, menu.el);
    button?.closest(".crr-marked-row")?.after(host);
    const whole = span[0] === sentence.s && span[1] === sentence.e;
    const name = whole ? sentence.name : `“${shorten(view.words(...span), 80)}”`;
    menu.open(`${view.readonly() ? "" : "Mark "}${name}`, entries(sentence, span), () => home(sentence.s));
  }

  /** Ask for the first and the last word. @param {Sentence} sentence @param {Span} span the words to begin with */
  function choose_words(sentence, span) {
    const words = view.motion.words([sentence.s, sentence.e]);
    const names = words.map(([s, e]) => view.words(s, e));
    // Open lists: of a closed one Orca speaks only the first word that one comes to.
    const select = (/** @type {number} */ now) =>
      h("select", { class: "cr-field", size: 6 }, names.map((name, index) => h("option", { value: index, selected: index === now }, number_twin(names, name, index))));
    const from = select(Math.max(0, words.findIndex(([s]) => s >= span[0])));
    const to = select(words.filter(([, e]) => e <= span[1]).length - 1);
    /** @returns {Span} */
    const chosen = () => {
      const [first, last] = [Number(from.value), Number(to.value)].sort((a, b) => a - b);
      return [words[first][0], words[last][1]];
    };
    const take = () => open(sentence, chosen());
    /** @param {KeyboardEvent} event Enter goes on to the themes, a theme's key takes it at once, Esc leads back */
    const on_key = (event) => {
      const theme = event.ctrlKey || event.metaKey || event.altKey ? undefined : view.themes()[Number(event.key) - 1];
      const in_list = event.target instanceof HTMLSelectElement;
      if (event.key === "Escape") home(sentence.s);
      else if (event.key === "Enter" && in_list) take();
      else if (theme && in_list) {
        const span = chosen();
        home(sentence.s);
        deeds.mark(theme.id, span);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const form = h("form", {
      class: "crr-some cr-row",
      "aria-label": `Words of ${sentence.name}`,
      "aria-description": "A letter goes to a word that begins with it, Page Up and Page Down go five words.",
      onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), take()),
      onkeydown: on_key,
    },
      h("label", {}, "First word ", from),
      h("label", {}, "Last word ", to),
      h("button", { type: "submit", class: "cr-button cr-small" }, "Choose the theme"),
      small_button(LABELS.cancel, () => home(sentence.s)),
    );
    refill(host, menu.el, form);
    form.scrollIntoView({ block: "nearest" });
    from.focus();
  }

  return {
    get list() {
      return list();
    },
    at,
    open,
    close: () => menu.close(false),
  };
}

/**
 * A word with its number where the sentence has it more than once.
 * @param {string[]} names
 * @param {string} name
 * @param {number} index
 */
function number_twin(names, name, index) {
  const twins = names.flatMap((other, place) => (other === name ? [place] : []));
  return twins.length === 1 ? name : `${name}, ${twins.indexOf(index) + 1} of ${twins.length}`;
}

// Marking by quoting: paste or type words, choose what they are about, press Save. It needs no
// pointing at all, so it is also the way for readers who do not see the page.

import { count_of, dom_id, h, refill, small_button } from "../base/dom.js";
import { latin } from "../base/layout.js";
import { bare_quote, find_words } from "./find.js";
import { LABELS } from "../base/labels.js";
import { make_choice } from "./choice.js";
import { spoken } from "../base/voice.js";

/** @import { View } from "./view.js" */
/** @import { Place } from "./find.js" */
/** @import { Draft } from "./card.js" */

const AROUND = 40; // characters on each side when several places are to choose from

/**
 * @param {View} view
 * @param {{save: (draft: Draft) => void, show: (s: number, e: number) => void}} on
 */
export function make_quote(view, on) {
  const id = dom_id("crr-quote");
  const choice = make_choice(view, id);
  choice.set({ theme: null, move: null });
  const words = h("textarea", { class: "cr-field", id: `${id}-words`, rows: "2" });
  const note = h("textarea", { class: "cr-field", id: `${id}-note`, rows: "1" });
  const result = spoken(h("div", { class: "crr-quote-result" }));
  const el = h("form", { class: "crr-quote", onsubmit: on_submit, onkeydown: on_key },
    h("div", {}, h("label", { class: "crr-label", for: `${id}-words` }, "Words from the text"), words),
    h("div", { class: "crr-quote-choice" }, choice.el), // asked for before the button
    h("div", {},
      h("label", { class: "crr-label", for: `${id}-note` }, "Note"),
      note,
      h("div", { class: "cr-row crr-quote-do" },
        h("button", { type: "submit", class: "cr-button cr-main" }, LABELS.save),
      ),
      result,
    ),
  );
  words.addEventListener("input", () => look(false));

  /** @returns {Place[]} word for word if possible, else whatever the case of the letters */
  function places() {
    const quote = bare_quote(words.value);
    const exact = find_words(view.folded(false), view.offsets, quote, false);
    return exact.length > 0 ? exact : find_words(view.folded(true), view.offsets, quote, true);
  }

  /** @param {Event} event */
  function on_submit(event) {
    event.preventDefault();
    look(true);
  }

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    const radio = event.target instanceof HTMLInputElement && event.target.type === "radio";
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (radio && plain && choice.press(latin(event))) event.preventDefault();
    if (radio && event.key === "Enter") {
      event.preventDefault();
      look(true);
    }
  }

  /**
   * Look for the words; with `now`, mark them if there is one place, else ask.
   * @param {boolean} now
   */
  function look(now) {
    const found = places();
    if (words.value.trim() === "") return say(now ? "Paste or type some words of the text first." : "");
    if (found.length === 1 && !now) return say(`Found once, ${view.place(...found[0])}.`);
    if (found.length > 1) return ask_which(found);
    if (found.length === 0) return now ? offer() : say("These words are not in the text so far.");
    return mark_at(found[0]);
  }

  /** @param {string} sentence */
  function say(sentence) {
    refill(result, sentence);
  }

  /** @param {Place} place */
  function mark_at([s, e]) {
    if (choice.chosen.theme === null) {
      say("Choose a theme first.");
      return choice.focus();
    }
    on.save({ mark: null, s, e, ...choice.chosen, note: note.value.trim() });
    on.show(s, e);
    say("Paste the next words, or press Esc."); // what was marked is said by who saved it
    words.value = "";
    note.value = "";
    return words.focus();
  }

  /** @param {Place} place @param {string} [extra] */
  function place_line([s, e], extra = "") {
    const part = view.places.part_at(s);
    const left = view.words(Math.max(part.s, s - AROUND), s);
    const right = view.words(e, Math.min(part.e, e + AROUND));
    return h("li", {},
      small_button(`Mark in ${part.label}`, () => mark_at([s, e])),
      h("span", { class: "cr-quote" }, ` …${left}`, h("strong", {}, view.words(s, e)), `${right}… `),
      extra,
    );
  }

  /** @param {Place[]} found */
  function ask_which(found) {
    refill(
      result,
      h("p", {}, `These words stand in ${count_of(found.length, "place")}. Which one is meant?`),
      h("ul", {}, found.slice(0, 20).map((place) => place_line(place))),
    );
  }

  async function offer() {
    const wanted = words.value;
    say("These words are not in the text. Looking for similar ones …");
    const close = await view.store.closest(bare_quote(wanted));
    if (words.value !== wanted) return;
    if (close === null)
      say("These words are not in the text, and Python, which looks for similar ones, does not answer.");
    else if (close.length === 0) say("These words are not in the text, nor anything close to them.");
    else {
      refill(
        result,
        h("p", {}, "These words are not in the text. The closest:"),
        h("ul", {},
          close.map(({ s, e, score }) => place_line([s, e], `${Math.round(score * 100)} % alike`)),
        ),
      );
    }
  }

  /** @returns {import("../base/pending.js").Draft} */
  function draft() {
    /** @type {Record<string, string>} */
    const typed = {};
    if (words.value.trim()) typed["words"] = words.value;
    if (note.value.trim()) typed["note"] = note.value;
    return { slot: "quote", label: "words to mark", words: typed };
  }

  /** @param {import("../base/pending.js").Draft} kept */
  function resume(kept) {
    view.pending.keep(draft());
    fill(kept);
  }

  /** @param {import("../base/pending.js").Draft} kept */
  function fill({ words: typed }) {
    words.value = typed["words"] ?? "";
    note.value = typed["note"] ?? "";
    look(false);
  }

  return {
    el,
    title: "Mark by quoting",
    draft,
    resume,
    focus() {
      const before = view.pending.take_up("quote");
      if (before) fill(before);
      words.focus();
    },
    /** Closed without marking: what was written is offered again. */
    leave() {
      view.pending.keep(draft());
      words.value = note.value = "";
      say("");
    },
  };
}

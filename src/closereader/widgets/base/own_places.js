// Passages to put in: one of one's own marks, or words that are pasted and looked up. Words get in
// only as the text has them.

import { dom_id, h, refill } from "./dom.js";
import { LABELS } from "./labels.js";
import { make_one_stop } from "./roving.js";
import { spoken } from "./voice.js";

/** @import { Asker } from "./ask.js" */
/** @typedef {{ text: string, s: number, e: number, quote: string, label: string, theme?: string, before?: string, after?: string }} Place */

/** @param {{ text?: string, s?: number, e?: number }} place */
export const place_key = ({ text, s, e }) => `${text}|${s}|${e}`;

/**
 * @param {object} given
 * @param {import("./kernel.js").Model} given.model
 * @param {{ texts: { id: string }[], themes: Record<string, string> }} given.question
 * @param {Asker} given.ask
 * @param {[string, string]} given.filters  the labels of the two filters, by text and by theme
 * @param {string} given.paste  the label of the box
 * @param {() => string} [given.first]  the id of the text that is meant before others
 * @param {(place: Place) => void} given.take  one's own mark is taken
 * @param {(place: Place) => void} given.choose  what the pasted words mean is chosen, or the only place that has them
 * @param {() => { text?: string, s?: number, e?: number }} [given.chosen]  where a choice waits to be saved
 */
export function make_places({ model, question, ask, filters, paste, first = () => "", take, choose, chosen }) {
  const id = dom_id("cr");
  const text = h("select", { class: "cr-field", id: `${id}-text`, onchange: () => list() },
    h("option", { value: "" }, "all texts"),
    question.texts.map((one) => h("option", { value: one.id }, one.id)));
  const theme = h("select", { class: "cr-field", id: `${id}-theme`, onchange: () => list() },
    h("option", { value: "" }, "all themes"),
    Object.entries(question.themes).map(([key, name]) => h("option", { value: key }, name)));
  const marks = h("ul", { class: "cr-places", "aria-label": "Your marks" });
  const tend = make_one_stop(marks); // there may be forty, and the box for words stands behind them
  const own = h("details", {},
    h("summary", {}, "Take one of your marks"),
    h("div", { class: "cr-row" },
      h("label", { for: text.id }, filters[0]), text,
      h("label", { for: theme.id }, filters[1]), theme),
    marks);
  const words = h("textarea", {
    class: "cr-field", id: `${id}-words`, rows: "2", onpaste: () => setTimeout(() => void look_up()),
  });
  const found = spoken(h("div", { class: "cr-looked" }));
  const form = h("form", { onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); look_up(); } },
    h("label", { for: words.id }, paste), words,
    h("button", { type: "submit", class: "cr-button cr-small" }, LABELS.look_up), found);
  let give_up = () => {}; // nobody waits any more for the answer that is under way

  function list() {
    /** @type {Place[]} */
    const all = model.get("marks") ?? [];
    const shown = all.filter((mark) =>
      (!theme.value || mark.theme === theme.value) && (!text.value || mark.text === text.value));
    refill(marks, shown.map((mark) => h("li", {}, place_button(mark, take))),
      shown.length === 0
        ? h("li", { class: "cr-soft" }, all.length === 0
            ? "You have no marks in the texts of this question yet. Mark a passage in a reader, or paste words below."
            : "None of your marks is of this text and theme.")
        : null);
    tend();
  }

  /** @param {Place} place @param {(place: Place) => void} pick @param {boolean} [around]  with the words beside it */
  function place_button(place, pick, around = false) {
    const name = place.theme ? question.themes[place.theme] ?? place.theme : "";
    const key = place_key(place);
    return h("button", {
      type: "button", class: "cr-place", "data-place": key, onclick: () => pick(place),
      "aria-pressed": chosen && pick === choose ? String(place_key(chosen()) === key) : null,
    },
      around ? h("span", { class: "cr-soft" }, `… ${place.before ?? ""}`) : null,
      h("q", { class: "cr-quote" }, place.quote),
      around ? h("span", { class: "cr-soft" }, `${place.after ?? ""} …`) : null,
      h("span", { class: "cr-soft cr-small" }, ` ${place.text} ${place.label}${name ? ` · ${name}` : ""}`));
  }

  /** @returns {Promise<boolean>} whether the words stand in one place, which is chosen now */
  async function look_up() {
    give_up();
    const quote = words.value.trim();
    if (!quote) return refill(found, "Paste some words of a text first."), false;
    refill(found, "Looking…");
    const answer = await Promise.race([
      ask("find", { quote, first: first() }),
      new Promise((resolve) => (give_up = () => resolve(null))),
    ]);
    if (!answer) return false;
    /** @type {{ problem?: string, places?: Place[], near?: Place[] }} */
    const { problem, places = [], near = [] } = answer;
    if (places.length === 1) {
      refill(found, `Found in ${places[0].text} ${places[0].label}.`);
      choose(places[0]);
      return true;
    }
    if (problem) refill(found, problem);
    else if (places.length > 1) refill(found, "These words stand in several places. Choose one:", options(places));
    else if (near.length > 0) refill(found, "No text has these words. What comes closest:", options(near));
    else refill(found, "No text has these words, or anything like them. Correct them, or empty this box.");
    words.closest("details")?.setAttribute("open", "");
    const at = document.activeElement;
    const elsewhere = at instanceof HTMLTextAreaElement || !words.closest(".cr-question")?.contains(at);
    if (!elsewhere || at === document.body) words.focus(); // but not out of what is being written
    return false;
  }

  /** @param {Place[]} places */
  function options(places) {
    const twice = (/** @type {Place} */ { quote }) => places.filter((one) => one.quote === quote).length > 1;
    return h("ul", { class: "cr-places" }, places.map((place) => h("li", {}, place_button(place, choose, twice(place)))));
  }

  return {
    own,
    form,
    words,
    found,
    list,
    look_up,
    /** Begin anew, for another part of the widget. @param {string} [text_id]  whose marks are listed */
    clear(text_id = text.value) {
      give_up();
      text.value = text_id;
      theme.value = "";
      words.value = "";
      refill(found);
      list();
    },
    give_up: () => give_up(),
  };
}

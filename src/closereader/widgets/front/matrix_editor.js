// Fill one cell: take one of your own marks, or paste words and have them looked up, and add a
// note of your own. Words get in only as the text has them.

import { clock, dom_id, h, new_id, refill } from "./dom.js";
import { cell_id } from "./matrix_table.js";

/** @typedef {import("./kernel.js").Model} Model */
/** @typedef {import("./matrix.js").Cell} Cell */
/** @typedef {import("./matrix.js").Row} Row */
/** @typedef {import("./matrix.js").Question} Question */
/** @typedef {{ text: string, s: number, e: number, quote: string, label: string, theme?: string, note?: string, score?: number }} Place */

const LOOK_UP_PATIENCE = 4000; // ms before we say that Python does not answer

/**
 * @param {object} given
 * @param {Model} given.model
 * @param {Question} given.question
 * @param {(row: string, column: string, cell: Cell, focus: string) => void} given.put
 * @param {(focus: string) => void} given.close
 */
export function make_editor({ model, question, put, close }) {
  const id = dom_id("crx");
  /** @type {{ row: Row, column: string } | null} */
  let at = null;
  /** @type {Cell} what would be put in now */
  let chosen = {};
  let asked = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const title = h("p", { class: "crx-title", id: `${id}-title`, tabindex: "-1" });
  const now = h("div", { class: "crx-chosen", role: "status" });
  const theme = h("select", { class: "cr-field", id: `${id}-theme`, onchange: () => list_marks() });
  const text = h("select", { class: "cr-field", id: `${id}-text`, onchange: () => list_marks() },
    h("option", { value: "" }, "all texts"),
    question.texts.map((one) => h("option", { value: one.id }, one.id)));
  const marks = h("ul", { class: "crx-list", "aria-label": "Your marks" });
  const words = h("textarea", { class: "cr-field", id: `${id}-words`, rows: "2" });
  const found = h("div", { class: "crx-found", role: "status" });
  const note = h("textarea", { class: "cr-field", id: `${id}-note`, rows: "2", maxlength: "2000" });
  const el = h("div", { class: "crx-editor", role: "group", "aria-labelledby": `${id}-title` },
    title, now,
    h("details", { class: "crx-way", open: true },
      h("summary", {}, "Take one of your marks"),
      h("div", { class: "cr-row" },
        h("label", { for: `${id}-text` }, "from"), text,
        h("label", { for: `${id}-theme` }, "theme"), theme),
      marks),
    h("form", { class: "crx-way", onsubmit: look_up },
      h("label", { for: `${id}-words` }, "Or paste words from a text"), words,
      h("button", { type: "submit", class: "cr-button cr-small" }, "Look them up"), found),
    h("div", { class: "crx-way" },
      h("label", { for: `${id}-note` }, "A note in your own words (may stay empty; for example: not said)"), note),
    h("div", { class: "cr-row" },
      h("button", { type: "button", class: "cr-button cr-main", onclick: save }, "Put into the cell"),
      h("button", { type: "button", class: "cr-button", onclick: () => { chosen = {}; note.value = ""; save(); } }, "Empty the cell"),
      h("button", { type: "button", class: "cr-button", onclick: () => stop() }, "Cancel")));
  model.on("msg:custom", on_message);

  const button = () => (at ? cell_id(question, at.row.id, at.column) : "");

  function stop() {
    const focus = button();
    at = null;
    clearTimeout(timer);
    close(focus);
  }

  function save() {
    if (!at) return;
    const { row, column } = at;
    const focus = button();
    const cell = { ...chosen, note: note.value.trim() };
    at = null;
    put(row.id, column, cell, focus);
  }

  /** @param {Place} place */
  function choose({ text: of, s, e, quote, label }) {
    chosen = { text: of, s, e, quote, label };
    show_chosen();
  }

  function show_chosen() {
    refill(now, chosen.quote
      ? h("p", {}, "Chosen: ", h("q", { class: "cr-quote" }, chosen.quote), ` (${[chosen.text, chosen.label].filter(Boolean).join(" ")})`)
      : h("p", { class: "cr-soft" }, "No passage chosen yet."));
  }

  function list_marks() {
    /** @type {Place[]} */
    const all = model.get("marks") ?? [];
    const shown = all.filter((mark) =>
      (!theme.value || mark.theme === theme.value) && (!text.value || mark.text === text.value));
    refill(marks, shown.map((mark) => h("li", {}, place_button(mark, take))),
      shown.length === 0
        ? h("li", { class: "cr-soft" }, all.length === 0
            ? "You have no marks yet. Mark a passage in a reader, or paste words below."
            : "None of your marks is of this text and theme.")
        : null);
  }

  /** One's own mark needs no second look: it goes into the cell at once. @param {Place} place */
  function take(place) {
    choose(place);
    save();
  }

  /** @param {Place} place @param {(place: Place) => void} [pick] */
  function place_button(place, pick = choose) {
    const name = place.theme ? question.themes[place.theme] ?? place.theme : "";
    return h("button", { type: "button", class: "crx-place", onclick: () => pick(place) },
      h("q", { class: "cr-quote" }, place.quote),
      h("span", { class: "cr-soft cr-small" }, ` ${place.text} ${place.label}${name ? ` · ${name}` : ""}`));
  }

  /** @param {Event} event */
  function look_up(event) {
    event.preventDefault();
    const quote = words.value.trim();
    if (!quote) return refill(found, "Paste some words of a text first.");
    asked = new_id();
    refill(found, "Looking…");
    model.send({ type: "find", id: asked, quote });
    clearTimeout(timer);
    timer = setTimeout(() => refill(found,
      `Python does not answer (${clock(new Date().toISOString())}). Your words stay here; run the cell again and look them up then.`),
    LOOK_UP_PATIENCE);
  }

  /** @param {any} message */
  function on_message(message) {
    if (message?.type !== "found" || message.id !== asked) return;
    clearTimeout(timer);
    /** @type {Place[]} */
    const places = message.places ?? [];
    /** @type {Place[]} */
    const near = message.near ?? [];
    if (places.length === 1) {
      choose(places[0]);
      refill(found, `Found in ${places[0].text} ${places[0].label}.`);
    } else if (places.length > 1) {
      refill(found, "These words stand in several places. Choose one:", options(places));
    } else if (near.length > 0) {
      refill(found, "No text has these words. What comes closest:", options(near));
    } else {
      refill(found, "No text has these words, or anything like them.");
    }
  }

  /** @param {Place[]} places */
  function options(places) {
    return h("ul", { class: "crx-list" }, places.map((place) => h("li", {}, place_button(place))));
  }

  return {
    el,
    is_open: () => at !== null,
    /** @param {string} row @param {string} column */
    is_at: (row, column) => at?.row.id === row && at.column === column,
    /** @param {string} column */
    at_column: (column) => at?.column === column,
    /** @param {string} row @param {string} column */
    button_id: (row, column) => cell_id(question, row, column),
    /** @param {Row} row @param {string} column */
    open(row, column) {
      at = { row, column };
      const { note: said = "", ...passage } = row.cells[column] ?? {};
      chosen = passage.quote && !passage.lost ? passage : {};
      const asks = question.columns.find((one) => one.id === column);
      title.textContent = `${asks?.label ?? column} ${row.label}`;
      text.value = question.texts.find((one) => row.label.includes(one.id))?.id ?? "";
      const used = Object.entries(question.themes);
      refill(theme, h("option", { value: "" }, "all themes"), used.map(([key, name]) => h("option", { value: key }, name)));
      words.value = "";
      note.value = said;
      refill(found);
      show_chosen();
      list_marks();
    },
    focus: () => title.focus(),
    refresh: () => at && list_marks(),
    close: stop,
    end() {
      clearTimeout(timer);
      model.off("msg:custom", on_message);
    },
  };
}

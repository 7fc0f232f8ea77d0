// Fill one cell: take one of your own marks, or paste words and have them looked up, and add a
// note of your own. Words get in only as the text has them.

import { dom_id, h, refill } from "../base/dom.js";
import { cell_id, cell_name } from "./table.js";
import { make_places, place_key } from "../base/own_places.js";
import { make_pick, pick_by_key } from "../base/pick.js";
import { spoken } from "../base/voice.js";
import { LABELS } from "../base/labels.js";

/** @import { Model } from "../base/kernel.js" */
/** @import { Cell, Question, Row } from "./matrix.js" */
/** @import { Place } from "../base/own_places.js" */

/** Which text a case names, "" when none. @param {Question} question @param {Row} row */
const text_of = (question, row) => question.texts.find((one) => row.label.includes(one.id))?.id ?? "";

/** What to say of a passage of another text than the case names. @param {Question} question @param {Row} row @param {Cell} cell */
export function other_text(question, row, cell) {
  const named = text_of(question, row);
  return cell.quote && named && cell.text !== named ? `This passage is from ${cell.text}; the case names ${named}.` : "";
}

/**
 * @param {object} given
 * @param {Model} given.model
 * @param {Question} given.question
 * @param {import("../base/ask.js").Asker} given.ask
 * @param {import("../base/pending.js").Pending} given.pending
 * @param {(row: string, column: string, cell: Cell, focus: string) => void} given.put
 * @param {(row: string, column: string) => boolean} given.open
 * @param {(focus: string) => void} given.close
 */
export function make_editor({ model, question, ask, pending, put, open, close }) {
  const id = dom_id("crx");
  /** @type {{ row: Row, column: string } | null} */
  let at = null;
  /** @type {Cell} what would be put in now */
  let chosen = {};
  /** @type {Cell} what was in the cell when it was opened */
  let held = {};
  let taken = ""; // the words that were looked up and chosen

  const title = h("h4", { class: "crx-title", id: `${id}-title`, tabindex: "-1" });
  const now = spoken(h("div", { class: "crx-chosen" }));
  const places = make_places({
    model, question, ask, take, choose, chosen: () => chosen, filters: ["Marks in", "about"], paste: LABELS.paste,
    first: () => (at ? text_of(question, at.row) : ""),
  });
  const { words } = places;
  for (const way of [places.own, places.form]) way.className = "crx-way";
  places.own.open = true;
  const note = h("textarea", { class: "cr-field", id: `${id}-note`, rows: "2", maxlength: "2000" });
  const pick = make_pick({ asks: () => title.textContent || "a cell", of: () => (at ? [text_of(question, at.row)].filter(Boolean) : []), take, signal: model.signal });
  const remove = h("button", { type: "button", class: "cr-button", onclick: empty }, LABELS.remove);
  const el = h("div", { class: "crx-editor", role: "dialog", "aria-labelledby": `${id}-title` },
    title,
    places.own, places.form,
    pick.button,
    now,
    h("div", { class: "crx-way" },
      h("label", { for: `${id}-note` }, "A note in your own words (may stay empty; for example: not given)"), note),
    h("div", { class: "cr-row" },
      h("button", { type: "button", class: "cr-button cr-main", onclick: () => pending.settle(save) }, LABELS.save),
      remove,
      h("button", { type: "button", class: "cr-button", onclick: () => stop() }, LABELS.cancel)));
  pick_by_key(el, () => pick.pick(false));

  const button = () => (at ? cell_id(question, at.row.id, at.column) : "");

  /** @type {import("../base/pending.js").Field} */
  const field = {
    waits: () => at !== null && words.value.trim() !== "" && words.value.trim() !== taken,
    take: places.look_up,
    draft() {
      if (!at) return null;
      /** @type {Record<string, string>} */
      const typed = {};
      /** @type {Record<string, string>} */
      const more = {};
      const pasted = words.value.trim() ? words.value : "";
      if (field.waits?.()) typed["words"] = pasted;
      if (chosen !== held) { // looked up and found, or chosen, and not put in
        typed["words"] = pasted || (chosen.quote ?? "");
        Object.assign(more, { passage: JSON.stringify(chosen), taken });
      }
      if (note.value.trim() !== (at.row.cells[at.column]?.note ?? "")) typed["note"] = note.value;
      return { slot: `${at.row.id}/${at.column}`, label: title.textContent ?? "", words: typed, more };
    },
    resume(draft) {
      const [row, column] = draft.slot.split("/");
      if (!question.columns.some((one) => one.id === column) || !open(row, column)) return false;
      fill(draft);
      return true;
    },
  };
  pending.add(field);

  /** @param {import("../base/pending.js").Draft} draft */
  function fill({ words: typed, more = {} }) {
    words.value = typed["words"] ?? words.value;
    note.value = typed["note"] ?? note.value;
    if (more["passage"]) chosen = JSON.parse(more["passage"]);
    taken = more["taken"] ?? taken;
    show_chosen();
  }

  /** Close without what was typed; it is offered again. */
  function stop() {
    pending.set_aside(field);
    const focus = button();
    places.give_up();
    at = null;
    close(focus);
  }

  function save() {
    if (!at) return;
    const { row, column } = at;
    const focus = button();
    const cell = { ...chosen, note: note.value.trim() };
    places.give_up();
    at = null;
    put(row.id, column, cell, focus);
  }

  function empty() {
    pending.set_aside(field);
    chosen = {};
    note.value = "";
    save();
  }

  /** @param {Place} place */
  function choose({ text: of, s, e, quote, label }) {
    chosen = { text: of, s, e, quote, label };
    taken = words.value.trim();
    show_chosen();
  }

  function show_chosen() {
    for (const button of places.found.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.place === place_key(chosen)));
    }
    refill(now, chosen.quote
      ? h("p", {}, "Chosen: ", h("q", { class: "cr-quote" }, chosen.quote), ` (${[chosen.text, chosen.label].filter(Boolean).join(" ")})`,
          at && ` ${other_text(question, at.row, chosen)}`)
      : h("p", { class: "cr-soft" }, "No passage chosen yet."));
  }

  /** One's own mark, or words that were seen in the text, need no second look: they go into the cell at once. @param {Place} place */
  function take(place) {
    if (!question.texts.some((one) => one.id === place.text)) {
      refill(places.found, `This passage is of ${place.text}, which is not one of the texts here.`);
      return title.focus();
    }
    const draft = field.draft();
    if (draft && field.waits?.()) pending.keep({ ...draft, words: { words: words.value } });
    choose(place);
    save();
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
      pending.set_aside(field);
      at = { row, column };
      const { note: said = "", ...passage } = row.cells[column] ?? {};
      chosen = held = passage.quote && !passage.lost ? passage : {};
      const asks = question.columns.find((one) => one.id === column);
      title.textContent = cell_name(asks?.label ?? column, row.label);
      remove.hidden = !said && !passage.quote;
      places.clear(text_of(question, row));
      taken = "";
      note.value = said;
      show_chosen();
      const before = pending.take_up(`${row.id}/${column}`);
      if (before) fill(before);
    },
    focus: () => title.focus(),
    take,
    pick: () => pick.pick(false),
    refresh: () => at && places.list(),
    close: stop,
    end: places.give_up,
  };
}

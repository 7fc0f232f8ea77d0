// Fill one cell: take one of your own marks, or paste words and have them looked up, and add a
// note of your own. Words get in only as the text has them.

import { clock, dom_id, h, new_id, refill } from "../base/dom.js";
import { cell_id } from "./table.js";
import { make_pick, pick_by_key } from "../base/pick.js";
import { spoken } from "../base/voice.js";
import { LABELS } from "../base/labels.js";

/** @typedef {import("../base/kernel.js").Model} Model */
/** @typedef {import("./matrix.js").Cell} Cell */
/** @typedef {import("./matrix.js").Row} Row */
/** @typedef {import("./matrix.js").Question} Question */
/** @typedef {{ text: string, s: number, e: number, quote: string, label: string, theme?: string, note?: string, score?: number, before?: string, after?: string }} Place */

const LOOK_UP_PATIENCE = 4000; // ms before we say that Python does not answer

/** Which text a case names, "" when none. @param {Question} question @param {Row} row */
const text_of = (question, row) => question.texts.find((one) => row.label.includes(one.id))?.id ?? "";

/** @param {Cell} place */
const place_key = ({ text, s, e }) => `${text}|${s}|${e}`;

/** What to say of a passage of another text than the case names. @param {Question} question @param {Row} row @param {Cell} cell */
export function other_text(question, row, cell) {
  const named = text_of(question, row);
  return cell.quote && named && cell.text !== named ? `This passage is from ${cell.text}; the case names ${named}.` : "";
}

/**
 * @param {object} given
 * @param {Model} given.model
 * @param {Question} given.question
 * @param {import("../base/pending.js").Pending} given.pending
 * @param {(row: string, column: string, cell: Cell, focus: string) => void} given.put
 * @param {(row: string, column: string) => boolean} given.open
 * @param {(focus: string) => void} given.close
 */
export function make_editor({ model, question, pending, put, open, close }) {
  const id = dom_id("crx");
  /** @type {{ row: Row, column: string } | null} */
  let at = null;
  /** @type {Cell} what would be put in now */
  let chosen = {};
  /** @type {Cell} what was in the cell when it was opened */
  let held = {};
  let asked = "";
  let taken = ""; // the words that were looked up and chosen
  /** @type {(taken: boolean) => void} */
  let answer = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const title = h("h4", { class: "crx-title", id: `${id}-title`, tabindex: "-1" });
  const now = spoken(h("div", { class: "crx-chosen" }));
  const theme = h("select", { class: "cr-field", id: `${id}-theme`, onchange: () => list_marks() });
  const text = h("select", { class: "cr-field", id: `${id}-text`, onchange: () => list_marks() },
    h("option", { value: "" }, "all texts"),
    question.texts.map((one) => h("option", { value: one.id }, one.id)));
  const marks = h("ul", { class: "crx-list", "aria-label": "Your marks" });
  const words = h("textarea", {
    class: "cr-field", id: `${id}-words`, rows: "2", onpaste: () => setTimeout(() => void look_up()),
  });
  const found = spoken(h("div", { class: "crx-found" }));
  const note = h("textarea", { class: "cr-field", id: `${id}-note`, rows: "2", maxlength: "2000" });
  const pick = make_pick({ asks: () => title.textContent || "a cell", of: () => (at ? text_of(question, at.row) : ""), take, signal: model.signal });
  const el = h("div", { class: "crx-editor", role: "dialog", "aria-labelledby": `${id}-title` },
    title,
    h("details", { class: "crx-way", open: true },
      h("summary", {}, "Take one of your marks"),
      h("div", { class: "cr-row" },
        h("label", { for: `${id}-text` }, "Marks in"), text,
        h("label", { for: `${id}-theme` }, "about"), theme),
      marks),
    h("form", { class: "crx-way", onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); look_up(); } },
      h("label", { for: `${id}-words` }, LABELS.paste), words,
      h("button", { type: "submit", class: "cr-button cr-small" }, LABELS.look_up), found),
    pick.button,
    now,
    h("div", { class: "crx-way" },
      h("label", { for: `${id}-note` }, "A note in your own words (may stay empty; for example: not said)"), note),
    h("div", { class: "cr-row" },
      h("button", { type: "button", class: "cr-button cr-main", onclick: () => pending.settle(save) }, LABELS.save),
      h("button", { type: "button", class: "cr-button", onclick: empty }, LABELS.remove),
      h("button", { type: "button", class: "cr-button", onclick: () => stop() }, LABELS.cancel)));
  model.on("msg:custom", on_message);
  pick_by_key(el, () => pick.pick(false));

  const button = () => (at ? cell_id(question, at.row.id, at.column) : "");

  /** @type {import("../base/pending.js").Field} */
  const field = {
    waits: () => at !== null && words.value.trim() !== "" && words.value.trim() !== taken,
    take: look_up,
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
    end_look();
    at = null;
    close(focus);
  }

  function save() {
    if (!at) return;
    const { row, column } = at;
    const focus = button();
    const cell = { ...chosen, note: note.value.trim() };
    end_look();
    at = null;
    put(row.id, column, cell, focus);
  }

  function empty() {
    pending.set_aside(field);
    chosen = {};
    note.value = "";
    save();
  }

  /** Nobody waits for an answer any more. */
  function end_look() {
    clearTimeout(timer);
    asked = "";
    answer(false);
  }

  /** @param {Place} place */
  function choose({ text: of, s, e, quote, label }) {
    chosen = { text: of, s, e, quote, label };
    taken = words.value.trim();
    show_chosen();
  }

  function show_chosen() {
    for (const button of found.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.place === place_key(chosen)));
    }
    refill(now, chosen.quote
      ? h("p", {}, "Chosen: ", h("q", { class: "cr-quote" }, chosen.quote), ` (${[chosen.text, chosen.label].filter(Boolean).join(" ")})`,
          at && ` ${other_text(question, at.row, chosen)}`)
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

  /** One's own mark, or words that were seen in the text, need no second look: they go into the cell at once. @param {Place} place */
  function take(place) {
    if (!question.texts.some((one) => one.id === place.text)) {
      refill(found, `This passage is of ${place.text}, which is not one of the texts here.`);
      return title.focus();
    }
    const draft = field.draft();
    if (draft && field.waits?.()) pending.keep({ ...draft, words: { words: words.value } });
    choose(place);
    save();
  }

  /** @param {Place} place @param {(place: Place) => void} [pick] @param {boolean} [around]  with the words beside it */
  function place_button(place, pick = choose, around = false) {
    const name = place.theme ? question.themes[place.theme] ?? place.theme : "";
    return h("button", { type: "button", class: "crx-place", "data-place": place_key(place), onclick: () => pick(place) },
      around ? h("span", { class: "cr-soft" }, `… ${place.before ?? ""}`) : null,
      h("q", { class: "cr-quote" }, place.quote),
      around ? h("span", { class: "cr-soft" }, `${place.after ?? ""} …`) : null,
      h("span", { class: "cr-soft cr-small" }, ` ${place.text} ${place.label}${name ? ` · ${name}` : ""}`));
  }

  /** @returns {Promise<boolean>} whether the words stand in one place, which is chosen now */
  function look_up() {
    end_look();
    const quote = words.value.trim();
    if (!quote) {
      refill(found, "Paste some words of a text first.");
      return Promise.resolve(false);
    }
    asked = new_id();
    refill(found, "Looking…");
    model.send({ type: "find", id: asked, quote, first: at ? text_of(question, at.row) : "" });
    timer = setTimeout(() => {
      refill(found, `Python does not answer (${clock(new Date().toISOString())}). Your words stay here; run the cell again and look them up then.`);
      end_look();
    }, LOOK_UP_PATIENCE);
    return new Promise((resolve) => { answer = resolve; });
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
      refill(found, "No text has these words, or anything like them. Correct them, or empty this box.");
    }
    show_chosen();
    if (places.length !== 1 && document.activeElement !== note) words.focus();
    answer(places.length === 1);
  }

  /** @param {Place[]} places */
  function options(places) {
    const twice = (/** @type {Place} */ { quote }) => places.filter((one) => one.quote === quote).length > 1;
    return h("ul", { class: "crx-list" }, places.map((place) => h("li", {}, place_button(place, choose, twice(place)))));
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
      end_look();
      at = { row, column };
      const { note: said = "", ...passage } = row.cells[column] ?? {};
      chosen = held = passage.quote && !passage.lost ? passage : {};
      const asks = question.columns.find((one) => one.id === column);
      title.textContent = `${asks?.label ?? column} ${row.label}`;
      text.value = text_of(question, row);
      const used = Object.entries(question.themes);
      refill(theme, h("option", { value: "" }, "all themes"), used.map(([key, name]) => h("option", { value: key }, name)));
      words.value = taken = "";
      note.value = said;
      refill(found);
      show_chosen();
      const before = pending.take_up(`${row.id}/${column}`);
      if (before) fill(before);
      list_marks();
    },
    focus: () => title.focus(),
    take,
    pick: () => pick.pick(false),
    refresh: () => at && list_marks(),
    close: stop,
    end() {
      end_look();
      model.off("msg:custom", on_message);
    },
  };
}

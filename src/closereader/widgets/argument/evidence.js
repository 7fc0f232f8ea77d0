// What a part stands on: one of your marks, words that are pasted and looked up, a row of a table.
// Words get in only as the text has them.

import { dom_id, h, refill, small_button } from "../base/dom.js";
import { make_places } from "../base/own_places.js";
import { make_pick } from "../base/pick.js";
import { spoken } from "../base/voice.js";
import { LABELS } from "../base/labels.js";

/** @import { Model } from "../base/kernel.js" */
/** @import { Passage } from "./ops.js" */
/** @import { Asker } from "../base/ask.js" */

/**
 * @param {object} given
 * @param {Model} given.model
 * @param {{ texts: { id: string }[], themes: Record<string, string> }} given.question
 * @param {Asker} given.ask
 * @param {(passage: Passage) => void} given.put
 */
export function make_passages({ model, question, ask, put }) {
  const take = (/** @type {Passage} */ { text, s, e, quote, label }) => put({ text, s, e, quote, label });
  const places = make_places({
    model, question, ask, take, filters: ["from", "theme"], paste: "Words as the text has them",
    choose(place) {
      places.words.value = "";
      take(place);
    },
  });
  places.own.className = "cra-way";
  const picked = make_pick({ asks: () => "the map", take, signal: model.signal });
  const el = h("div", { class: "cra-ways" }, picked.button, places.own,
    h("details", { class: "cra-way" }, h("summary", {}, LABELS.paste), places.form));
  model.on("change:marks", places.list);

  return {
    el,
    words: places.words,
    look_up: places.look_up,
    /** Begin anew for another part. @param {boolean} unfolded */
    show(unfolded) {
      places.clear();
      for (const way of el.querySelectorAll("details")) way.open = unfolded;
    },
    pick: () => picked.pick(false),
    close: () => model.off("change:marks", places.list),
  };
}

/**
 * @param {object} given
 * @param {{ tables: { name: string, title: string }[] }} given.question
 * @param {Asker} given.ask
 * @param {(row: import("./ops.js").TableRow) => void} given.put
 */
export function make_rows({ question, ask, put }) {
  const id = dom_id("cra");
  /** @type {Record<string, string | number>} */
  let chosen = {};
  let turn = 0; // answers that come late are for a choice that is no longer made
  const table = h("select", { class: "cr-field", id: `${id}-table`, onchange: () => { chosen = {}; column.value = ""; next(); } },
    h("option", { value: "" }, "choose a table"),
    question.tables.map(({ name, title }) => h("option", { value: name }, `${title} (${name})`)));
  const keys = h("div", { class: "cr-row cra-keys" });
  const column = h("select", { class: "cr-field", id: `${id}-column`, onchange: () => next() });
  const found = spoken(h("div", { class: "cra-found" }));
  const el = h("details", { class: "cra-way", hidden: question.tables.length === 0 },
    h("summary", {}, "Take a row of a table"),
    h("label", { for: `${id}-table` }, "Table"), table, keys, found);

  async function next() {
    turn += 1;
    const mine = turn;
    if (!table.value) return refill(keys), refill(found);
    const answer = await ask("keys", { table: table.value, chosen, column: column.value });
    if (mine !== turn) return;
    if (answer.problem) return refill(found, answer.problem);
    const focus = document.activeElement?.id ?? "";
    draw_keys(answer);
    refill(found, answer.row
      ? [h("p", {}, [answer.row.words, `(${answer.row.label})`].filter(Boolean).join(" ")),
          small_button("Take this row", () => put(answer.row))]
      : h("p", { class: "cr-soft" }, "Choose the row."));
    if (focus.startsWith(id)) document.getElementById(focus)?.focus();
  }

  /** @param {any} answer */
  function draw_keys(answer) {
    const selects = answer.key.map((/** @type {any} */ one) => {
      const name = `${id}-key-${one.name}`;
      const select = h("select", { class: "cr-field", id: name, onchange: () => pick(answer.key, one, select) },
        h("option", { value: "" }, "choose"),
        one.values.map((/** @type {[unknown, string]} */ [, shown], /** @type {number} */ i) => h("option", { value: String(i) }, shown)));
      const at = one.values.findIndex((/** @type {[unknown, string]} */ [value]) => value === one.chosen);
      select.value = at < 0 ? "" : String(at);
      return h("span", { class: "cra-key" }, h("label", { for: name }, one.title), select);
    });
    const kept = column.value;
    refill(column, h("option", { value: "" }, "the whole row"),
      answer.columns.map((/** @type {any} */ one) =>
        h("option", { value: one.name }, one.unit ? `${one.title} (${one.unit})` : one.title)));
    column.value = kept;
    refill(keys, selects,
      answer.done ? h("span", { class: "cra-key" }, h("label", { for: column.id }, "Value"), column) : null);
  }

  /** @param {any[]} all @param {any} one @param {HTMLSelectElement} select */
  function pick(all, one, select) {
    const before = all.slice(0, all.indexOf(one));
    chosen = Object.fromEntries(before.map(({ name, chosen: value }) => [name, value]));
    const value = one.values[Number(select.value)]?.[0];
    if (select.value !== "" && value !== undefined) chosen[one.name] = value;
    next();
  }

  return {
    el,
    show() {
      chosen = {};
      turn += 1;
      table.value = "";
      el.open = false;
      refill(column);
      refill(keys);
      refill(found);
    },
  };
}

// What a part stands on: one of your marks, words that are pasted and looked up, a row of a table.
// Words get in only as the text has them.

import { dom_id, h, refill } from "../base/dom.js";
import { make_pick } from "../base/pick.js";
import { spoken } from "../base/voice.js";
import { LABELS } from "../base/labels.js";

/** @typedef {import("../base/kernel.js").Model} Model */
/** @typedef {import("./ops.js").Passage} Passage */
/** @typedef {import("./ask.js").Asker} Asker */
/** @typedef {{ text: string, s: number, e: number, quote: string, label: string, theme?: string, before?: string, after?: string }} MarkedPlace */

/**
 * @param {object} given
 * @param {Model} given.model
 * @param {{ texts: { id: string }[], themes: Record<string, string> }} given.question
 * @param {Asker} given.ask
 * @param {(passage: Passage) => void} given.put
 */
export function make_passages({ model, question, ask, put }) {
  const id = dom_id("cra");
  const text = h("select", { class: "cr-field", id: `${id}-text`, onchange: () => list_marks() },
    h("option", { value: "" }, "all texts"),
    question.texts.map((one) => h("option", { value: one.id }, one.id)));
  const theme = h("select", { class: "cr-field", id: `${id}-theme`, onchange: () => list_marks() });
  const marks = h("ul", { class: "cra-places", "aria-label": "Your marks" });
  const words = h("textarea", {
    class: "cr-field", id: `${id}-words`, rows: "2", onpaste: () => setTimeout(() => void look_up()),
  });
  const found = spoken(h("div", { class: "cra-found" }));
  const own = h("details", { class: "cra-way" },
    h("summary", {}, "Take one of your marks"),
    h("div", { class: "cr-row" },
      h("label", { for: `${id}-text` }, "from"), text,
      h("label", { for: `${id}-theme` }, "theme"), theme),
    marks);
  const picked = make_pick({ asks: () => "the map", take: (place) => take(place, false), signal: model.signal });
  const el = h("div", { class: "cra-ways" }, picked.button, own,
    h("details", { class: "cra-way" },
      h("summary", {}, LABELS.paste),
      h("form", { onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); look_up(); } },
        h("label", { for: `${id}-words` }, "Words as the text has them"), words,
        h("button", { type: "submit", class: "cr-button cr-small" }, LABELS.look_up), found)));
  model.on("change:marks", list_marks);

  function list_marks() {
    /** @type {MarkedPlace[]} */
    const all = model.get("marks") ?? [];
    const shown = all.filter((mark) =>
      (!theme.value || mark.theme === theme.value) && (!text.value || mark.text === text.value));
    refill(marks, shown.map((mark) => h("li", {}, place_button(mark))),
      shown.length === 0
        ? h("li", { class: "cr-soft" }, all.length === 0
            ? "You have no marks yet. Mark a passage in a reader, or paste words."
            : "None of your marks is of this text and theme.")
        : null);
  }

  /** @param {MarkedPlace} place @param {boolean} [looked_up]  it is what the pasted words mean @param {boolean} [around]  with the words beside it */
  function place_button(place, looked_up = false, around = false) {
    const name = place.theme ? question.themes[place.theme] ?? place.theme : "";
    return h("button", { type: "button", class: "cra-place", onclick: () => take(place, looked_up) },
      around ? h("span", { class: "cr-soft" }, `… ${place.before ?? ""}`) : null,
      h("q", { class: "cr-quote" }, place.quote),
      around ? h("span", { class: "cr-soft" }, `${place.after ?? ""} …`) : null,
      h("span", { class: "cr-soft cr-small" }, ` ${place.text} ${place.label}${name ? ` · ${name}` : ""}`));
  }

  /** @param {MarkedPlace} place @param {boolean} looked_up */
  function take({ text: of, s, e, quote, label }, looked_up) {
    if (looked_up) words.value = "";
    put({ text: of, s, e, quote, label });
  }

  /** @returns {Promise<boolean>} whether the words stood in one place and were put in */
  async function look_up() {
    const quote = words.value.trim();
    if (!quote) return refill(found, "Paste some words of a text first."), false;
    refill(found, "Looking…");
    const answer = await ask("find", { quote });
    if (words.value.trim() !== quote) return false; // another part is open, or other words stand here
    /** @type {MarkedPlace[]} */
    const places = answer.places ?? [];
    /** @type {MarkedPlace[]} */
    const near = answer.near ?? [];
    const options = (/** @type {MarkedPlace[]} */ some) =>
      h("ul", { class: "cra-places" }, some.map((place) =>
        h("li", {}, place_button(place, true, some.filter(({ quote }) => quote === place.quote).length > 1))));
    if (answer.problem) refill(found, answer.problem);
    else if (places.length === 1) take(places[0], true);
    else if (places.length > 1) refill(found, "These words stand in several places. Choose one:", options(places));
    else if (near.length > 0) refill(found, "No text has these words. What comes closest:", options(near));
    else refill(found, "No text has these words, or anything like them. Correct them, or empty this box.");
    const done = !answer.problem && places.length === 1;
    if (!done) words.closest("details")?.setAttribute("open", "");
    if (!done && el.contains(document.activeElement)) words.focus();
    return done;
  }

  return {
    el,
    words,
    look_up,
    /** Begin anew for another part. @param {boolean} unfolded */
    show(unfolded) {
      words.value = "";
      found.replaceChildren();
      refill(theme, h("option", { value: "" }, "all themes"),
        Object.entries(question.themes).map(([key, name]) => h("option", { value: key }, name)));
      for (const way of el.querySelectorAll("details")) way.open = unfolded;
      list_marks();
    },
    pick: () => picked.pick(false),
    close: () => model.off("change:marks", list_marks),
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
          h("button", { type: "button", class: "cr-button cr-small", onclick: () => put(answer.row) }, "Take this row")]
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

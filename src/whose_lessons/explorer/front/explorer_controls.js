// What can be chosen. The controls always describe the picture that is shown: what cannot be drawn
// does not stay in them.

import { dom_id, h, refill } from "../../../closereader/widgets/base/dom.js";

/** @import { Choice, Offered, Picture } from "./explorer_types.js" */
/** @typedef {[value: string, words: string][]} Options */

/** @type {Options} */
const VIEWS = [["across", "Across countries"], ["over time", "Over time"]];
/** @type {Record<string, string>} */
const DRAWN = { all: "All countries", "post-soviet": "15 post-Soviet states", chosen: "Only those below" };

/**
 * @param {object} options
 * @param {Offered} options.offered
 * @param {(wish: Partial<Choice>) => void} options.on_wish
 * @param {(names: string) => void} options.on_add
 * @param {(code: string) => void} options.on_drop
 * @param {HTMLElement} options.beside  what stands beside the countries
 */
export function make_controls({ offered, on_wish, on_add, on_drop, beside: more }) {
  const measures = /** @type {Options} */ (offered.measures.map(({ id, name }) => [id, name]));
  /** @type {Picture | null} */
  let picture = null;
  const first_of = () => Number(from.value);
  const last_of = () => Number(to.value);
  const view = select("view", (value) => on_wish({ view: /** @type {Choice["view"]} */ (value) }));
  const x = select("x", (value) => on_wish({ x: value }));
  const y = select("y", (value) => on_wish({ y: value }));
  const year = select("year", (value) => on_wish({ year: Number(value) }));
  const from = select("from", () => on_wish({ years: [first_of(), last_of()] }));
  const to = select("to", () => on_wish({ years: [first_of(), last_of()] }));
  const drawn = select("draw", (value) => on_wish({ draw: value }));
  const names = dom_id("cre-names");
  const box = h("input", { type: "text", class: "cr-field", list: names, maxlength: "400", autocomplete: "off", placeholder: "A country", "aria-label": "Add a country" });
  const chips = h("ul", { class: "cre-chips" });
  const chips_name = h("span", { class: "cre-label", id: dom_id("cre-chips") });
  const form = h("form", { class: "cr-row cre-add", onsubmit: add_country }, box,
    h("datalist", { id: names }, offered.countries.map((name) => h("option", { value: name }))),
    h("button", { type: "submit", class: "cr-button cr-small" }, "Add"));
  chips.setAttribute("aria-labelledby", chips_name.id);
  const y_label = h("span", { class: "cre-label" });
  const fields = {
    view: labelled("View", view), x: labelled("Across (x axis)", x), y: h("label", {}, y_label, y),
    year: labelled("Year", year), from: labelled("From", from), to: labelled("To", to), draw: labelled("Draw", drawn),
  };
  const el = h("div", { class: "cre-controls" },
    h("div", { class: "cre-fields" }, Object.values(fields)),
    h("div", { class: "cre-countries" }, chips_name, chips, form, more));

  /** @param {Event} event */
  function add_country(event) {
    event.preventDefault();
    if (box.value.trim()) on_add(box.value);
    else box.focus();
  }

  /** @param {string} code */
  function remove(code) {
    if (!picture) return;
    const { countries } = picture.choice;
    const at = countries.indexOf(code);
    focus_after = countries[at + 1] ?? countries[at - 1] ?? "";
    on_drop(code);
  }
  let focus_after = "";

  /** @param {Picture} next */
  function show(next) {
    picture = next;
    const { choice, years } = next;
    const across = choice.view === "across";
    for (const [name, field] of Object.entries(fields)) {
      field.hidden = across ? name === "from" || name === "to" : name === "x" || name === "year";
    }
    y_label.textContent = across ? "Up (y axis)" : "Indicator";
    fill(view, VIEWS, choice.view);
    fill(x, measures, choice.x);
    fill(y, measures, choice.y);
    fill(year, years.map(([at, count]) => [`${at}`, `${at} – ${count || "no"} countries`]).reverse(), `${choice.year}`);
    const plain = /** @type {Options} */ (years.map(([at]) => [`${at}`, `${at}`]));
    fill(from, plain, `${choice.years[0]}`);
    fill(to, plain, `${choice.years[1]}`);
    const kinds = across ? ["all", "post-soviet", "chosen"] : ["post-soviet", "chosen"];
    fill(drawn, kinds.map((kind) => [kind, DRAWN[kind]]), choice.draw);
    chips_name.textContent = choice.draw === "chosen" ? "Countries" : "Countries to point out";
    const lost = chips.contains(document.activeElement);
    refill(chips, next.chosen.map(([code, name]) => h("li", {},
      h("button", { type: "button", class: "cr-button cr-small", "data-code": code, "aria-label": `Remove ${name}`, onclick: () => remove(code) },
        name, h("span", { "aria-hidden": "true" }, " ×")))));
    if (lost) (/** @type {HTMLElement | null} */ (chips.querySelector(`[data-code="${focus_after}"]`)) ?? box).focus();
  }

  return {
    el,
    show,
    /** Put the controls back to the picture. */
    restore: () => { if (picture) show(picture); },
    box,
    /** A country was added: the box is for the next one, unless that stands in it already. @param {string} names */
    added: (names) => { if (names === box.value || names.endsWith(`, ${box.value}`)) box.value = ""; },
  };
}

/** @param {string} name @param {(value: string) => void} on_change */
function select(name, on_change) {
  return h("select", { class: "cr-field", name, onchange: (/** @type {Event} */ event) => on_change(/** @type {HTMLSelectElement} */ (event.target).value) });
}

/** @param {string} words @param {HTMLElement} control */
function labelled(words, control) {
  return h("label", {}, h("span", { class: "cre-label" }, words), control);
}

/** @param {HTMLSelectElement} into @param {Iterable<string[]>} options @param {string} value */
function fill(into, options, value) {
  const wanted = [...options];
  const same = wanted.length === into.options.length && wanted.every(([key, words], at) => into.options[at].value === key && into.options[at].text === words);
  if (!same) refill(into, wanted.map(([key, words]) => h("option", { value: key }, words)));
  into.value = value;
}

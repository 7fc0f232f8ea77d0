// The sides of a difference, chosen without a word of code.

import { h } from "../../widgets/base/dom.js";

/**
 * @typedef {object} Sides
 * @property {string} now  the key of the sides that are shown
 * @property {{ label: string, options: [key: string, words: string][] }[]} groups
 * @property {string} said
 * @property {string[]} readers  to make two lists of, each at its place; empty when no lists are made
 * @property {string[]} a  places of those on side A
 * @property {string[]} b
 */

/** @param {Sides} sides @param {import("./parts.js").Tools} tools */
export function draw_sides(sides, tools) {
  const known = sides.groups.some(({ options }) => options.some(([key]) => key === sides.now));
  const select = h("select", { class: "cr-field", name: "sides", onchange: () => tools.show({ sides: select.value }) },
    known ? null : h("option", { value: sides.now, selected: true }, "The passage that you chose below"),
    sides.groups.map(({ label, options }) => h("optgroup", { label },
      options.map(([value, words]) => h("option", { value, selected: value === sides.now }, words)))));
  return h("div", { class: "crw-sides" },
    h("div", { class: "cr-row crw-choices" }, h("label", {}, "Sides ", select)),
    sides.said ? h("p", { class: "crw-said" }, sides.said) : null,
    sides.readers.length > 0 ? lists() : null);

  function lists() {
    const on = (/** @type {string} */ side) => [...table.querySelectorAll(`input[value="${side}"]:checked`)]
      .map((each) => /** @type {HTMLInputElement} */ (each).dataset.place ?? "");
    const change = () => tools.show({ a: on("a"), b: on("b") });
    const in_order = sides.readers.map((name, at) => ({ name, place: String(at) }))
      .sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
    const table = h("div", { class: "crw-lists" }, in_order.map(({ name, place }) => {
      const now = sides.a.includes(place) ? "a" : sides.b.includes(place) ? "b" : "";
      const radio = (/** @type {string} */ value, /** @type {string} */ words) => h("label", {},
        h("input", { type: "radio", name: `side-${place}`, value, "data-place": place, checked: now === value, onchange: change }), ` ${words}`);
      return h("fieldset", {}, h("legend", {}, name), radio("a", "A"), radio("b", "B"), radio("", "none"));
    }));
    return table;
  }
}

// The parts of a page of a seminar: trees of plain tags, pictures, grids and shaded texts.

import { h } from "../../widgets/base/dom.js";
import { draw_grid } from "./grid.js";
import { draw_text } from "./text.js";

/** @typedef {string | [string, ...any[]]} Tree  text, or a tag with what is in it */
/**
 * @typedef {object} Part
 * @property {Tree[]} [tree]
 * @property {string} [image]
 * @property {string} [alt]
 * @property {import("./grid.js").Grid} [grid]
 * @property {import("./text.js").Shaded} [text]
 * @property {Sides} [sides]
 */
/**
 * What a part may ask of the view.
 * @typedef {object} Tools
 * @property {HTMLElement} root
 * @property {HTMLElement} panel  where the readers of some words stand
 * @property {(start: number, end: number, theme: string) => void} words  show who marked them
 * @property {(wishes: Record<string, unknown>) => void} show  make the page anew
 * @property {AbortSignal} signal  aborted when the part goes
 */

const TAGS = new Set("p strong em ul li blockquote hr br details summary table caption thead tbody tr th td".split(" "));
const PICTURE = "data:image/svg+xml;base64,";

/** @param {Part} part @param {Tools} tools */
export function draw_part(part, tools) {
  if (part.tree) return part.tree.length === 0 ? null : h("div", { class: "crw-words" }, part.tree.map((each) => draw_tree(each)));
  if (part.grid) return draw_grid(part.grid, tools);
  if (part.sides) return draw_sides(part.sides, tools);
  if (part.text) return draw_text(part.text, tools);
  if (part.image?.startsWith(PICTURE)) {
    return h("div", { class: "crw-picture" }, h("img", { src: part.image, alt: part.alt ?? "" }));
  }
  return null;
}

// The sides of a difference, chosen without a word of code.

/**
 * @typedef {object} Sides
 * @property {string} now  the key of the sides that are shown
 * @property {{ label: string, options: [key: string, words: string][] }[]} groups
 * @property {string} said
 * @property {string[]} readers  to make two lists of, each at its place; empty when no lists are made
 * @property {string[]} a  places of those on side A
 * @property {string[]} b
 */

/** @param {Sides} sides @param {Tools} tools */
function draw_sides(sides, tools) {
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

/** @param {Tree} node @param {string} [scope]  of what a heading of a table is one @returns {Node | string} */
function draw_tree(node, scope = "row") {
  if (typeof node === "string") return node;
  const [tag, ...children] = node;
  const made = children.map((each) => draw_tree(each, tag === "thead" ? "col" : scope));
  if (!TAGS.has(tag)) return h("span", {}, made);
  return h(/** @type {"p"} */ (tag), tag === "th" ? { scope } : {}, made);
}

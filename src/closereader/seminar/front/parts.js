// The parts of a page of a seminar: trees of plain tags, pictures, grids and shaded texts.

import { h } from "../../widgets/base/dom.js";
import { draw_grid } from "./grid.js";
import { draw_sides } from "./sides.js";
import { draw_text } from "./text.js";

/** @typedef {string | [string, ...any[]]} Tree  text, or a tag with what is in it */
/**
 * @typedef {object} Part
 * @property {Tree[]} [tree]
 * @property {string} [image]
 * @property {string} [alt]
 * @property {import("./grid.js").Grid} [grid]
 * @property {import("./text.js").Shaded} [text]
 * @property {import("./sides.js").Sides} [sides]
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

/** @param {Tree} node @param {string} [scope]  of what a heading of a table is one @returns {Node | string} */
function draw_tree(node, scope = "row") {
  if (typeof node === "string") return node;
  const [tag, ...children] = node;
  const made = children.map((each) => draw_tree(each, tag === "thead" ? "col" : scope));
  if (!TAGS.has(tag)) return h("span", {}, made);
  return h(/** @type {"p"} */ (tag), tag === "th" ? { scope } : {}, made);
}

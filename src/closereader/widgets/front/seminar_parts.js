// The parts of a page of a seminar: trees of plain tags, and pictures.

import { h } from "./dom.js";

/** @typedef {string | [string, ...any[]]} Tree  text, or a tag with what is in it */
/** @typedef {{ tree?: Tree[], image?: string, alt?: string }} Part */

const TAGS = new Set("p strong em ul li blockquote hr br details summary table thead tbody tr th td".split(" "));
const PICTURE = "data:image/svg+xml;base64,";

/** @param {Part} part */
export function draw_part(part) {
  if (part.tree) return h("div", { class: "crs-words" }, part.tree.map((each) => draw_tree(each)));
  if (part.image?.startsWith(PICTURE)) {
    return h("div", { class: "crs-picture" }, h("img", { src: part.image, alt: part.alt ?? "" }));
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

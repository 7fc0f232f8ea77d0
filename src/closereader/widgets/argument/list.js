// The map as an outline: a nested list that keyboard and screen reader walk as a tree.

import { h } from "../base/dom.js";
import { brief, evidence_of } from "./ops.js";

/** @import { Part } from "./ops.js" */
/** @typedef {{ root: Part, chosen: string, dom: (id: string) => string, name: (kind: string) => string, choose: (id: string) => void, open: (id: string) => void }} Shown */

const LONGEST_QUOTE = 220;

/** @param {Shown} shown */
export function draw_list(shown) {
  const { root } = shown;
  return h("ul", { class: "cra-tree", role: "tree", "aria-label": "Argument map as a list" }, item(shown, root, 1, 0, 1));
}

/**
 * @param {Shown} shown @param {Part} part @param {number} level @param {number} index @param {number} size
 * @returns {HTMLElement}
 */
function item(shown, part, level, index, size) {
  const { chosen, dom, choose, open } = shown;
  const row = h("div", { class: "cra-row", id: `${dom(part.id)}-row`, onclick: () => (is_empty(part) ? open(part.id) : choose(part.id)), ondblclick: () => open(part.id) },
    part_words(part, shown.name, LONGEST_QUOTE));
  return h("li", {
    role: "treeitem", id: dom(part.id), class: "cra-item", "data-kind": part.kind, "data-part": part.id,
    tabindex: part.id === chosen ? "0" : "-1", "aria-selected": part.id === chosen, "aria-level": String(level),
    "aria-posinset": String(index + 1), "aria-setsize": String(size), "aria-labelledby": `${dom(part.id)}-row`,
  }, row,
  part.children.length > 0
    ? h("ul", { role: "group" }, part.children.map((child, i) => item(shown, child, level + 1, i, part.children.length)))
    : null);
}

/** There is nothing to choose in a part without words: who points at it wants to write. @param {Part} part */
function is_empty(part) {
  return !part.text && evidence_of(part).length === 0;
}

/**
 * The kind, the words, and what they stand on; the same in both views.
 * @param {Part} part @param {(kind: string) => string} name @param {number} longest
 */
export function part_words(part, name, longest) {
  const found = evidence_of(part);
  return [
    h("span", { class: "cra-kind" }, name(part.kind)), " ",
    part.text
      ? h("span", { class: "cra-text" }, part.text)
      : found.length > 0 ? null : h("span", { class: "cr-soft cra-text" }, "no words yet: write here"),
    found.map((one) => h("span", { class: "cra-evidence" },
      one.quote ? h("q", { class: "cr-quote" }, brief_quote(one.quote, longest)) : one.words, " ",
      h("span", { class: "cra-label" }, `(${one.label})`),
      one.lost ? h("span", { class: "cra-lost" }, ` ${one.lost}`) : null)),
    part.note ? h("span", { class: "cra-note" }, `Note: ${brief(part.note, longest)}`) : null,
  ];
}

/** What is left out of a quotation is said the way quotations say it. @param {string} words @param {number} longest */
function brief_quote(words, longest) {
  return words.length > longest ? brief(words, longest).replace(/…$/, "[…]") : words;
}

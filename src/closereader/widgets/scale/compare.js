// How far several placements agree, and what the figures hide.

import { h, refill, small_button } from "../base/dom.js";

/**
 * @param {HTMLElement} host
 * @param {import("./scale.js").Comparison | null} found
 * @param {(id: string) => void} go_to  a sentence
 */
export function draw_comparison(host, found, go_to) {
  if (!found) return refill(host);
  const ids = Object.keys(found.others);
  const wide = found.gaps.filter(([, gap]) => gap > 1);
  refill(host,
    h("p", { class: "crs-heading" }, "How far do the placements agree?"),
    found.about.map(({ name, about }) => h("p", { class: "cr-small cr-soft" }, `${name}: ${about}`)),
    h("table", { class: "crs-table" },
      h("caption", { class: "cr-sr" }, "How far the placements agree"),
      h("thead", {}, h("tr", {}, ["Who", "The same point", "At most one point apart", "Ordinal alpha"].map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, found.pairs.map((pair) => h("tr", {},
        h("th", { scope: "row" }, pair.names.join(" and ")),
        h("td", {}, `${pair.exact} of ${pair.both}`),
        h("td", {}, `${pair.near} of ${pair.both}`),
        h("td", {}, pair.alpha))))),
    h("p", { class: "crs-heading" }, "What these figures hide"),
    h("ul", { class: "crs-words" }, found.words.map((words) => h("li", {}, words))),
    wide.length > 0
      ? h("div", { class: "cr-row crs-gaps" }, h("span", { class: "cr-small" }, "Read again:"),
          wide.map(([id, gap]) => small_button(`${ids.indexOf(id) + 1}`, () => go_to(id), { "aria-label": `Sentence ${ids.indexOf(id) + 1}, ${gap} points apart` })))
      : null,
  );
}

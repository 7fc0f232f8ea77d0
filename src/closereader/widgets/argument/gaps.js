// What is missing from the map. It is always there, it never says that a map is right.

import { count_of, h, refill } from "../base/dom.js";
import { make_one_stop } from "../base/roving.js";

/** @param {{ open: (id: string) => void }} given */
export function make_gaps({ open }) {
  const count = h("p", { class: "cra-name" });
  const list = h("ul", { class: "cra-gap-list" });
  const el = h("div", { class: "cra-gaps" }, count, list);
  const renew_stop = make_one_stop(list);
  let drawn = "";

  return {
    el,
    /** @param {{ node: string, sentence: string }[]} found @param {boolean} stale */
    show(found, stale) {
      const words = JSON.stringify([found, stale]);
      if (words === drawn) return;
      drawn = words;
      const later = stale ? " (before your last changes; Python will look again)" : "";
      const said = found.length > 0 ? `What is missing: ${count_of(found.length, "thing")}${later}` : `What is missing${later}`;
      if (count.textContent !== said) count.textContent = said;
      refill(list, found.map(({ node, sentence }) =>
        h("li", {}, h("button", { type: "button", class: "cra-gap", onclick: () => open(node) }, sentence))),
      found.length === 0
        ? h("li", { class: "cr-soft" }, "Nothing that a program can see. Whether the argument convinces is for its readers to say.")
        : null);
      renew_stop();
    },
  };
}

// The marked text: the same text with real <mark> elements, each with its theme in words, for
// screen readers, for printing, and for browsers that cannot paint marks on the page.

import { h, refill } from "./dom.js";
import { badge, paint_with } from "./reader_badge.js";
import { block_class, block_tag } from "./reader_text.js";

/** @typedef {import("./reader_view.js").View} View */
/** @typedef {import("./reader_view.js").Shown} Shown */
/** @typedef {import("./reader_text.js").Part} Part */

/**
 * @param {View} view
 * @param {{visit: (shown: Shown) => void}} on
 */
export function make_marked(view, on) {
  const el = h("div", { class: "crr-marked", role: "region", "aria-label": "Marked text", tabindex: "0" });
  let drawn = "";

  /** @param {Shown} shown */
  function opening({ mark, reader }) {
    const theme = view.theme(mark.theme);
    const whose = reader === null ? "" : `${reader}: `;
    const move = view.move_name(mark.move).toLowerCase();
    const name = `${whose}${theme.name}${move ? `, ${move}` : ""}`;
    const sign = h(
      "button",
      {
        type: "button",
        class: "crr-sign",
        title: name,
        "aria-label": `${name}: show on the page`,
        onclick: () => on.visit({ mark, reader }),
      },
      badge(theme),
    );
    return [sign, h("span", { class: "cr-sr" }, ` ${name}, begins: `)];
  }

  /** @param {Shown} shown */
  function closing({ mark }) {
    const note = mark.note ? h("span", { class: "crr-marked-note" }, ` [${mark.note}]`) : null;
    return [h("span", { class: "cr-sr" }, ` (${view.theme(mark.theme).name} ends) `), note];
  }

  /** One stretch of words inside all its marks. @param {string} words @param {Shown[]} around */
  function stretch(words, around) {
    /** @type {Node} */
    let node = document.createTextNode(words);
    for (const { mark, reader } of [...around].reverse()) {
      const wrap = h("mark", { class: reader === null ? "crr-mark" : "crr-mark crr-over" }, node);
      paint_with(wrap, view.theme(mark.theme));
      node = wrap;
    }
    return node;
  }

  /** @param {Part} part @param {Shown[]} shown */
  function block(part, shown) {
    const here = shown.filter(({ mark }) => mark.s < part.e && mark.e > part.s);
    const edges = here.flatMap(({ mark }) => [Math.max(mark.s, part.s), Math.min(mark.e, part.e)]);
    const cuts = [...new Set([part.s, ...edges, part.e])].sort((a, b) => a - b);
    const line = h(block_tag(part, view.text), { dir: "auto", class: block_class(part) });
    cuts.forEach((cut, index) => {
      for (const one of here)
        if (Math.min(one.mark.e, part.e) === cut)
          line.append(...closing(one).filter((node) => node !== null));
      const next = cuts[index + 1];
      if (next === undefined) return;
      for (const one of here) if (Math.max(one.mark.s, part.s) === cut) line.append(...opening(one));
      line.append(
        stretch(
          view.words(cut, next),
          here.filter(({ mark }) => mark.s < next && mark.e > cut),
        ),
      );
    });
    return h(
      "div",
      { class: "crr-marked-row" },
      h("span", { class: "crr-marked-number" }, part.k === "p" ? part.label : ""),
      line,
    );
  }

  function fill() {
    if (view.mode !== "marked") return;
    const shown = view.shown();
    const state = JSON.stringify(shown.map(({ mark, reader }) => [mark, reader]));
    if (state === drawn) return;
    drawn = state;
    el.lang = view.text.language ?? "";
    refill(
      el,
      view.parts.map((part) => block(part, shown)),
    );
  }
  for (const event of /** @type {const} */ (["marks", "filter", "mode", "traits"])) view.on(event, fill);
  return { el, fill };
}

// Who marked some words: by theme, each with a note or with words of its own, then all others.

import { h, refill } from "../../widgets/base/dom.js";
import { say_aloud } from "../../widgets/base/voice.js";

/** @typedef {{ who: string[], move: string, note: string, words: string }} Mark */
/** @typedef {{ quote: string, many: string, themes: { id: string, name: string, count: number, marks: Mark[] }[] }} Readers */

const HINT = "Choose a passage to see who marked it, as what, and why.";

/** @param {(found: Readers) => Node | null} beside  what can be done with the words */
export function make_readers(beside) {
  const body = h("div", { class: "crw-readers-body" }, h("p", { class: "cr-soft" }, HINT));
  const el = h("section", { class: "crw-readers", "aria-label": "Who marked these words", tabindex: "0" }, body);
  return {
    el,
    /** @param {Readers} found */
    show(found) {
      refill(body,
        h("blockquote", { class: "cr-quote" }, found.quote),
        h("p", {}, h("strong", {}, found.many)),
        found.themes.map(({ name, count, marks }) => [
          h("p", { class: "crw-theme" }, h("strong", {}, name), `: ${count}`),
          h("ul", {}, marks.map(draw_mark)),
        ]),
        beside(found));
      el.scrollTop = 0;
      say_aloud(el, `${found.many} ${found.themes.map(({ name, count }) => `${name}: ${count}.`).join(" ")}`);
      el.scrollIntoView({ block: "nearest" });
    },
    clear() {
      refill(body, h("p", { class: "cr-soft" }, HINT));
    },
  };
}

/** @param {Mark} mark */
function draw_mark({ who, move, note, words }) {
  return h("li", {}, h("span", { class: "crw-who" }, who.join(", ")), move ? ` (${move})` : "",
    words ? [": ", h("span", { class: "cr-quote" }, words)] : "",
    note ? h("p", { class: "crw-note" }, note) : "");
}

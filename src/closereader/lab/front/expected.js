// How tall the widget of a cell will be, from what its notebook says of it: nothing of it is there yet.
//
// Its words are laid out once, unseen, in the type of the widgets; what stands around them was
// measured (tests/browser/front/test_expected.py). Where that depends on more than is known here,
// the least is said: what grows out of sight is not seen, and what stays empty is.

import { h } from "../../widgets/base/dom.js";
import { data_of, page_of } from "./cards.js";

/** @import { CellWidget } from "./jupyter.js" */
/**
 * What is known of a widget before it is drawn.
 * @typedef {object} Known
 * @property {string} code  that makes it
 * @property {number} width  that it will have, in pixels
 * @property {string[]} prompt  paragraphs
 * @property {string[]} options  to choose from
 * @property {string} first  what stands above the box instead of an earlier answer, or ""
 */

const AROUND = 23; // what JupyterLab lays around a widget in its cell
const BESIDE = 728; // the least width at which an earlier answer stands beside the box
const HINTS = 38.4; // a row with a button
/** The reader without its text, by the least width that it has room in. */
const BARS = [[1143, 147], [968, 179], [743, 199], [668, 232], [593, 253], [528, 337], [378, 388], [0, 524]];

/** All but the words, by the first word of what a widget prints. @type {Record<string, (known: Known) => number>} */
const KINDS = {
  Reader: ({ code, width }) => {
    const least = BARS.find(([from = 0]) => width >= from);
    return (least?.[1] ?? 0) + height_of_text(number_in(code, "height"));
  },
  Ask: ({ code, first }) =>
    112.6 + 22.5 * (number_in(code, "rows") || 6) + (first === "" ? 0 : 55.5) + hints(code),
  Choose: ({ options }) => 78.2 + 13.6 * options.length,
  Number: ({ code }) => 105.9 + hints(code),
  Matrix: ({ code }) => 215 + 90 * (/columns=\[([^\]]*)\]/.exec(code)?.[1]?.match(/\(\s*"/g)?.length ?? 1),
  ArgumentMap: ({ code }) => 486 + (hints(code) ? 33.6 : 0),
  Compare: ({ code, width }) =>
    (width > 743 ? 739 : 788) + (/\bsearch=/.test(code) ? (width > 743 ? 189 : 255) : 0),
  Scale: ({ width }) => (width > 743 ? 830 : 880),
  Coding: () => 1233,
  ClaimCards: ({ width }) => (width > 743 ? 424 : 472),
  WhoAmI: () => 248,
  HandIn: () => 397,
};
const WITH_PROMPT = new Set(["Ask", "Choose", "Number"]);
const OPTION = /^[☐☑] /;
// Where a card has said what is asked.
const AFTER = /^([☐☑] |\d+ to \d+ words$|You |Your |Run this cell)/;

/** @param {string} code */
const hints = (code) => (/\bhints=/.test(code) ? HINTS : 0);

/** @param {string} code @param {string} name */
const number_in = (code, name) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(code)?.[1] ?? 0);

/** As `--crr-height` in reader.css. @param {number} asked  0 for none */
function height_of_text(asked) {
  const usual = asked || Math.min(0.62 * window.innerHeight, 736);
  if (window.innerHeight > 600) return Math.max(usual, 256);
  return Math.max(192, Math.min(usual, window.innerHeight - 216));
}

/**
 * How tall each of some cells will be, in pixels; 0 where nothing is known of it.
 * @param {HTMLElement} place  where the type of the notebook holds
 * @param {readonly CellWidget[]} cells
 * @param {number} width  of a widget in it
 */
export function expected_heights(place, cells, width) {
  const probe = h("div", { class: "closereader-probe" });
  const boxes = cells.map((cell) => {
    const box = h("div");
    const known = known_of(cell, width);
    if (known !== null && WITH_PROMPT.has(known.kind)) {
      box.append(...known.prompt.map((words) => h("p", { class: "closereader-asked" }, words)));
      if (known.first) box.append(h("p", { class: "closereader-first" }, known.first));
      box.append(...known.options.map((words) => h("p", { class: "closereader-option" }, words)));
    }
    probe.append(box);
    return { box, known };
  });
  probe.style.width = `${width - 37}px`; // without the frame of a question
  place.append(probe);
  const heights = boxes.map(({ box, known }) => {
    const rest = known && KINDS[known.kind]?.(known);
    return rest ? Math.floor(AROUND + rest + box.getBoundingClientRect().height) : 0;
  });
  probe.remove();
  return heights;
}

/** @param {CellWidget} cell @param {number} width @returns {(Known & { kind: string }) | null} */
function known_of(cell, width) {
  const kind = /^\w+(?=\()/.exec(String(data_of(cell).at(-1)?.["text/plain"]))?.[0] ?? "";
  const [title, ...words] = [...page_of(cell).querySelectorAll("p")].map((one) => one.textContent ?? "");
  if (!(kind in KINDS) || title === undefined) return null;
  const end = words.findIndex((one) => AFTER.test(one));
  return {
    kind,
    width,
    code: cell.model.sharedModel.getSource(),
    prompt: words.slice(0, end < 0 ? words.length : end),
    options: words.filter((one) => OPTION.test(one)).map((one) => one.slice(2)),
    first: width > BESIDE ? "" : (words.find((one) => one.startsWith("You have not answered")) ?? ""),
  };
}

// What was found out about the quotations of an answer. It says what is there and judges nothing.

import { h, refill } from "./dom.js";

/**
 * @typedef {object} Check  one quotation, as Python checked it
 * @property {string} quote
 * @property {number} s  where it stands in the answer, in code points, half-open
 * @property {number} e
 * @property {"verbatim" | "typography" | "not found"} status
 * @property {string} place
 * @property {string} sentence
 * @property {string} cited
 * @property {string} wrong
 * @property {{ words: string, place: string, difference: [string, string][] } | null} closest
 */

const NAMES = { verbatim: "Verbatim", typography: "Other typography", "not found": "Not found" };
const SIGNS = { verbatim: "✓", typography: "≈", "not found": "–" };

/**
 * @param {object} options
 * @param {(from: number, to: number, words: string) => void} options.write  over code points
 */
export function make_quotations({ write }) {
  const summary = h("p", { class: "cr-summary", "aria-live": "polite" });
  const list = h("ul", { class: "cr-checks" });
  const el = h("div", { class: "cr-quotations", hidden: true }, summary, list);
  let alive = true;
  let drawn = "";

  /**
   * @param {{ text?: string, quotations?: Check[] }} checked
   * @param {string} text  what stands in the box now
   */
  function show(checked, text) {
    const checks = checked.quotations ?? [];
    const stale = (checked.text ?? "") !== text;
    const words = JSON.stringify([checks, stale, alive]);
    if (words === drawn) return;
    drawn = words;
    el.hidden = checks.length === 0;
    el.classList.toggle("cr-stale", stale);
    const later = stale && !alive ? " They are checked again when Python is back." : "";
    summary.textContent = summarise(checks) + later;
    // While somebody uses a button here, the list is left alone unless it says something new.
    refill(list, checks.map((check) => item(check, stale)));
  }

  /** @param {Check} check @param {boolean} stale */
  function item(check, stale) {
    const { closest } = check;
    const cite = check.place && !check.place.includes(",") && !check.cited ? ` (${check.place})` : "";
    return h("li", { "data-status": check.status },
      h("p", {},
        h("span", { class: "cr-verdict" },
          h("span", { "aria-hidden": "true" }, SIGNS[check.status]), " ", NAMES[check.status]),
        " ", h("q", { class: "cr-quote" }, shorten(check.quote))),
      h("p", { class: "cr-detail" }, check.status === "verbatim" ? check.place : check.sentence),
      check.wrong ? h("p", { class: "cr-wrong" }, check.wrong) : null,
      cite
        ? h("button", { type: "button", class: "cr-button cr-small", disabled: stale,
            onclick: () => write(check.e + 1, check.e + 1, cite) }, `Insert${cite}`)
        : null,
      closest ? offer(check, closest, stale) : null,
    );
  }

  /**
   * @param {Check} check
   * @param {NonNullable<Check["closest"]>} closest
   * @param {boolean} stale
   */
  function offer(check, closest, stale) {
    return h("div", { class: "cr-offer" },
      h("p", {}, h("span", { class: "cr-soft" }, "The text has "),
        h("q", { class: "cr-quote" }, closest.words), ` (${closest.place})`),
      h("p", { class: "cr-difference" },
        h("span", { class: "cr-soft" }, "Compared: "),
        closest.difference.map(([kind, words]) => [run_of(kind, words), " "])),
      h("button", { type: "button", class: "cr-button cr-small", disabled: stale,
        onclick: () => write(check.s, check.e, closest.words) }, "Quote these words instead"),
    );
  }

  return {
    el,
    show,
    /** Is there a Python that will check what is written next? @param {boolean} is_alive */
    set_alive(is_alive) {
      alive = is_alive;
    },
  };
}

/** @param {Check[]} checks */
function summarise(checks) {
  if (checks.length === 0) return "";
  const kinds = /** @type {const} */ (["verbatim", "typography", "not found"]);
  const parts = kinds
    .map((kind) => [checks.filter((check) => check.status === kind).length, kind])
    .filter(([n]) => n)
    .map(([n, kind]) => `${n} ${kind === "typography" ? "with other typography" : kind}`);
  return `${checks.length} ${checks.length === 1 ? "quotation" : "quotations"}: ${parts.join(", ")}.`;
}

/** @param {string} kind @param {string} words */
function run_of(kind, words) {
  if (kind === "mine") return h("del", {}, h("span", { class: "cr-sr" }, "yours: "), words);
  if (kind === "theirs") return h("ins", {}, h("span", { class: "cr-sr" }, "the text: "), words);
  return words;
}

/** @param {string} words */
function shorten(words) {
  return words.length > 160 ? `${words.slice(0, 150).trimEnd()} […]` : words;
}

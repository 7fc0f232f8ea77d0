// What was found out about the quotations of an answer. It says what is there and judges nothing.

import { count_of, h, refill, small_button } from "../base/dom.js";
import { spoken } from "../base/voice.js";

/** @typedef {"verbatim" | "typography" | "elsewhere" | "altered" | "not found"} Status */
/**
 * @typedef {object} Check  one quotation, as Python checked it
 * @property {string} quote
 * @property {number} s  where it stands in the answer, in code points, half-open
 * @property {number} e
 * @property {Status} status
 * @property {string} place
 * @property {string} sentence  what was found, and what to do about the words
 * @property {string} cited
 * @property {string} wrong  what is the matter with the cited place, "" when nothing is
 * @property {{ words: string, place: string, difference: [string, string][] } | null} closest
 */

/** @type {Record<Status, { name: string, sign: string, counted: string }>} */
const KINDS = {
  verbatim: { name: "Verbatim", sign: "✓", counted: "verbatim" },
  typography: { name: "Other typography", sign: "≈", counted: "with other typography" },
  elsewhere: { name: "At another place", sign: "→", counted: "at another place" },
  altered: { name: "Altered", sign: "≠", counted: "altered" },
  "not found": { name: "Not found", sign: "–", counted: "not found" },
};

/**
 * @param {object} options
 * @param {(from: number, to: number, words: string) => void} options.write  over code points
 */
export function make_quotations({ write }) {
  const summary = spoken(h("p", { class: "cr-summary" }));
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
    const { name, sign } = KINDS[check.status];
    const whole = check.status === "verbatim" || check.status === "typography";
    const cite = whole && !check.place.includes(",") && !check.cited ? ` (${check.place})` : "";
    return h("li", { "data-status": check.status },
      h("p", {},
        h("span", { class: "cr-verdict" },
          h("span", { "aria-hidden": "true" }, sign), " ", name),
        " ", h("q", { class: "cr-quote" }, shorten(check.quote))),
      h("p", { class: "cr-detail" }, check.sentence.replace(/^Verbatim in /u, "")),
      check.wrong ? h("p", { class: "cr-wrong" }, check.wrong) : null,
      cite
        ? small_button(`Insert${cite}`, () => write(check.e + 1, check.e + 1, cite), { disabled: stale })
        : null,
      closest ? offer(check, closest, stale) : null,
    );
  }

  /** @param {Check} check @param {NonNullable<Check["closest"]>} closest @param {boolean} stale */
  function offer(check, closest, stale) {
    return h("div", { class: "cr-offer" },
      h("p", {}, h("span", { class: "cr-soft" }, "The text has "),
        h("q", { class: "cr-quote" }, closest.words), ` (${closest.place})`),
      h("p", { class: "cr-difference" },
        h("span", { class: "cr-soft" }, "Compared: "),
        closest.difference.map(([kind, words]) => [run_of(kind, words), " "])),
      small_button("Quote these words instead", () => write(check.s, check.e, closest.words), { disabled: stale }),
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
  const parts = Object.entries(KINDS)
    .map(([kind, { counted }]) => ({ n: checks.filter(({ status }) => status === kind).length, counted }))
    .filter(({ n }) => n > 0)
    .map(({ n, counted }) => `${n} ${counted}`);
  return `${count_of(checks.length, "quotation")}: ${parts.join(", ")}.`;
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

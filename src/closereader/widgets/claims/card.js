// One claim card: the words, what is expected, and, after that, what was found.

import { dom_id, h } from "../base/dom.js";
import { compare } from "./words.js";

/** @import { Guess } from "./words.js" */
/** @typedef {{ key: string, label: string }} Choice */
/**
 * @typedef {object} Card
 * @property {string} id
 * @property {string} text
 * @property {string} title
 * @property {string} place
 * @property {string} words
 * @property {string} says  the claim as a sentence, where the words are none
 * @property {string} kind
 * @property {string} provable
 * @property {string} verdict
 * @property {string} found
 * @property {string} open
 * @property {{ title: string, url: string, grade: string }[]} sources
 */
/**
 * @typedef {object} Setting
 * @property {Choice[]} expected
 * @property {Choice[]} ways
 * @property {Record<string, string>} verdicts
 * @property {boolean} revealed
 */

/**
 * @param {object} options
 * @param {Card} options.card
 * @param {number} options.number  its place among the cards, from 1
 * @param {number} options.count  how many cards there are
 * @param {Setting} options.setting
 * @param {Guess} options.guess
 * @param {(id: string, next: Guess, focus: string) => void} options.on_change
 */
export function draw_card({ card, number, count, setting, guess, on_change }) {
  const name = dom_id("crm-name");
  const seen = setting.revealed || guess.seen;
  return h("li", { class: "crm-card", "data-card": card.id, "data-at": `${card.id}-card`, "data-seen": String(seen) },
    h("p", { class: "crm-top", id: name }, h("span", { class: "crm-number" }, `Card ${number} of ${count}`), " ",
      h("span", { class: "crm-kind" }, card.kind)),
    h("p", { class: "crm-words" }, h(/^["“]/.test(card.words) ? "span" : "q", { class: "cr-quote" }, card.words), " ",
      h("span", { class: "crm-place", title: card.title }, `(${card.text} ${card.place})`)),
    card.says ? h("p", { class: "crm-says" }, h("strong", {}, "Claim: "), card.says) : null,
    setting.revealed ? null : asked(card, name, setting, guess, on_change),
    seen ? told(card, setting, guess) : null,
  );
}

/**
 * The two questions before the finding; afterwards what was answered, and no longer to be changed.
 * @param {Card} card
 * @param {string} name
 * @param {Setting} setting
 * @param {Guess} guess
 * @param {(id: string, next: Guess, focus: string) => void} on_change
 */
function asked(card, name, setting, guess, on_change) {
  if (guess.seen) return null;
  const ready = Boolean(guess.expect && guess.by);
  const hint = dom_id("crm-hint");
  return h("div", { class: "crm-ask" },
    choices("I expect that it", "expect", setting.expected),
    choices("I would check it", "by", setting.ways),
    h("div", { class: "cr-row" },
      h("button", {
        type: "button", class: "cr-button crm-show", disabled: !ready,
        "data-at": `${card.id}-show`, "aria-describedby": hint,
        onclick: () => on_change(card.id, { ...guess, seen: true }, `${card.id}-found`),
      }, "Show what was found"),
      h("span", { class: "cr-soft cr-small", id: hint },
        ready ? "After that your expectation stays as it is. Undo takes it back." : "First choose one in each line."),
    ),
  );

  /** @param {string} legend @param {"expect" | "by"} part @param {Choice[]} options */
  function choices(legend, part, options) {
    const group = dom_id("crm-group");
    const claim = card.says || card.words;
    return h("div", { class: "crm-line", role: "radiogroup", "aria-label": `${legend}: ${claim}`, "aria-describedby": name },
      h("span", { class: "crm-legend", "aria-hidden": "true" }, legend),
      h("span", { class: "crm-options" }, options.map((option) => {
        const at = `${card.id}-${part}-${option.key}`;
        return h("label", {}, h("input", {
          type: "radio", name: group, value: option.key, "data-at": at, checked: guess[part] === option.key,
          onchange: () => on_change(card.id, { ...guess, [part]: option.key }, at),
        }), h("span", {}, option.label));
      })),
    );
  }
}

/** @param {Card} card @param {Setting} setting @param {Guess} guess */
function told(card, setting, guess) {
  const way = setting.ways.find((each) => each.key === card.provable)?.label ?? "";
  const mine = setting.ways.find((each) => each.key === guess.by)?.label ?? "";
  return h("div", { class: "crm-told", "data-at": `${card.id}-found`, tabindex: "-1" },
    guess.seen && !setting.revealed
      ? h("p", { class: "crm-mine" }, `Your expectation: ${setting.verdicts[guess.expect]}; to be checked ${mine}.`)
      : null,
    h("p", {}, h("span", { class: "crm-verdict" }, `Checked ${way}: ${setting.verdicts[card.verdict]}.`), " ", card.found),
    h("p", { class: "crm-source" }, "Source: ", card.sources.map((source, at) => [
      at > 0 ? "; " : null,
      source.url
        ? h("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, source.title)
        : source.title,
      ` [${source.grade}]`,
    ])),
    h("p", { class: "crm-open" }, h("strong", {}, "What stays open: "), card.open),
    guess.seen && !setting.revealed
      ? h("div", { class: "crm-differ" }, compare(guess, card, setting.verdicts).map((words) => h("p", {}, words)))
      : null,
  );
}

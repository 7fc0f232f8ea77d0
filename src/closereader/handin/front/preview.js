// What the file would hold now: questions, marks, the name, and what is missing.

import { with_leads } from "../../widgets/base/cite_links.js";
import { count_of, h, refill } from "../../widgets/base/dom.js";
import { LABELS } from "../../widgets/base/labels.js";

const LONGEST_CHOSEN = 120; // characters of a name

/**
 * @typedef {object} Facts
 * @property {string} [sentence]
 * @property {{ key: string, label: string, asked: string, answered: boolean, short: boolean, state: string, told?: string[] }[]} [questions]
 * @property {string} [lesson]
 * @property {{ id: string, title: string, marks: number }[]} [texts]
 * @property {number} [links]
 * @property {import("../../widgets/base/cite_links.js").Part[][]} [missing]
 */

/**
 * @param {object} options
 * @param {string[]} options.holds
 * @param {(name: string) => void} options.on_name
 * @param {(sentence: string) => void} options.say
 */
export function make_preview({ holds, on_name, say }) {
  const counts = h("p", { class: "cr-handin-counts" });
  const questions = h("ul", { class: "cr-handin-list" });
  const lesson = h("p", { class: "cr-soft" });
  const texts = h("ul", { class: "cr-handin-list" });
  const missing = h("div", {});
  const input = h("input", {
    type: "text", class: "cr-field", maxlength: LONGEST_CHOSEN, autocomplete: "off", spellcheck: "false",
    oninput: show_button,
  });
  const use = h("button", { type: "submit", class: "cr-button", disabled: true }, "Use this name");
  let put = "";
  let sent = ""; // a name that is on its way
  let said = "";
  const summary = h("div", {},
    heading("What will be handed in"), counts, label(LABELS.name),
    h("form", { class: "cr-row", onsubmit: choose },
      h("label", {}, h("span", { class: "cr-sr" }, `${LABELS.name} `), input), use),
    h("p", { class: "cr-soft cr-small" }, "A pseudonym is enough: one that your teacher knows as yours."));
  const list = h("div", {},
    h("div", { class: "cr-handin-columns" },
      h("div", {}, label("Questions"), questions, lesson),
      h("div", {}, label("Marked passages"), texts)),
    h("details", { class: "cr-handin-holds" }, h("summary", {}, "What the file contains, and where it goes"),
      h("ul", {}, holds.map((words) => h("li", {}, words)))));

  function show_button() {
    use.disabled = !input.value.trim() || input.value.trim() === put;
  }

  /** @param {Event} event */
  function choose(event) {
    event.preventDefault();
    sent = ""; // whoever presses again has seen that it was refused
    commit();
  }

  const typed = () => input.value.trim().replace(/\s+/g, " ");
  /** Is there a name in the box that Python has not been told? */
  const waits = () => typed() !== "" && typed() !== put && typed() !== sent;

  function commit() {
    if (!waits()) return;
    sent = typed();
    on_name(sent);
  }

  /** @param {Facts} facts @param {string} name */
  function show(facts, name) {
    if (input.value === put || input.value.trim() === name) input.value = name; // what is typed stays
    put = name;
    if (sent === name) sent = "";
    show_button();
    const words = JSON.stringify(facts);
    if (words === said) return;
    said = words;
    const sentence = facts.sentence ?? "";
    if (counts.textContent !== sentence) say(sentence);
    counts.textContent = sentence;
    refill(questions, (facts.questions ?? []).map((one) =>
      h("li", { "data-there": one.short ? "partly" : one.answered },
        h("span", { class: "cr-handin-mark", "aria-hidden": "true" }, one.short ? "◐" : one.answered ? "✓" : "–"),
        h("span", {}, h("strong", {}, with_leads([{ words: one.label, heading: one.label }]), ":"), ` ${one.state}. `,
          h("span", { class: "cr-soft cr-small" }, one.asked),
          (one.told ?? []).map((words) => h("span", { class: "cr-handin-told cr-small" }, words))))));
    lesson.textContent = facts.lesson ?? "";
    refill(texts,
      (facts.texts ?? []).map((one) =>
        h("li", { "data-there": one.marks > 0 },
          h("span", { class: "cr-handin-mark", "aria-hidden": "true" }, one.marks > 0 ? "✓" : "–"),
          h("span", {}, h("strong", {}, one.id), ` ${count_of(one.marks, "passage")} `,
            h("span", { class: "cr-soft cr-small" }, one.title)))),
      facts.links ? h("li", { "data-there": true }, h("span", { class: "cr-handin-mark", "aria-hidden": "true" }, "✓"),
        h("span", {}, `${count_of(facts.links, "link")} between passages`)) : null);
    const gaps = facts.missing ?? [];
    refill(missing, gaps.length > 0
      ? [label("Missing"), h("ul", { class: "cr-handin-missing" }, gaps.map((one) => h("li", {}, with_leads(one)))),
         h("p", { class: "cr-soft cr-small" }, "You may hand in all the same.")]
      : label("Nothing is missing."));
  }
  return { summary, missing, list, show, name: { box: input, waits, take: () => { commit(); return true; }, on_resume: show_button } };
}

/** @param {string} words */
export function heading(words) {
  return h("p", { class: "cr-handin-head" }, words);
}

/** @param {string} words */
function label(words) {
  return h("p", { class: "cr-handin-label" }, words);
}

// After a file was made: the sample sentences of the rubric, to be placed, and one's own answer among
// them. How the rubric places a sentence comes from Python only when the student has placed it.

import { count_of, dom_id, h, refill, small_button } from "../../widgets/base/dom.js";
import { spoken } from "../../widgets/base/voice.js";

const LEVELS = ["strong", "adequate", "thin"];
const OWN = "own";

/** @typedef {{ id: string, words: string, placed: string, level: string, reason: string }} Sentence */
/** @typedef {{ question: string, title: string, samples: Sentence[], own: string, own_placed: string, differ: string }} Rubric */
/** @typedef {{ question: string, sample: string, level: string }} Placement */

/** @param {{ on_place: (value: Placement) => void }} options */
export function make_samples({ on_place }) {
  const list = h("div", {});
  const head = dom_id("cr-samples");
  const el = h("section", { class: "cr-samples", "aria-labelledby": head, hidden: true },
    h("p", { class: "cr-handin-head", id: head }, "Sample sentences"),
    h("p", {}, "Your file is made. Now practise with the rubric: place each sentence and your own answer. " +
      "The rubric's place comes after yours. No program can place your own answer."),
    h("p", { class: "cr-soft cr-small" }, "You may leave this out. Your places are saved; they will be in the next " +
      "file that you make, and you need not make one for them."),
    list);
  /** @type {Map<string, ReturnType<typeof make_rubric>>} */
  let parts = new Map();
  let drawn = "";

  return {
    el,
    /** @param {Rubric[]} rubrics */
    show(rubrics) {
      el.hidden = rubrics.length === 0;
      // What is drawn stays, so that whoever stands on a button keeps the focus.
      const now = JSON.stringify(rubrics.map(({ question, title, samples, own }) => [question, title, own, samples.map(({ id }) => id)]));
      if (now !== drawn) {
        const opened = new Set([...parts].filter(([, part]) => part.el.open).map(([question]) => question));
        parts = new Map(rubrics.map((one) => [one.question, make_rubric(one, on_place)]));
        for (const [question, part] of parts) part.el.open = opened.has(question);
        refill(list, [...parts.values()].map((part) => part.el));
        drawn = now;
      }
      for (const one of rubrics) parts.get(one.question)?.show(one);
    },
  };
}

/** @param {Rubric} rubric @param {(value: Placement) => void} on_place */
function make_rubric({ question, title, samples, own }, on_place) {
  const sentences = own ? [...samples.map(({ id, words }) => ({ id, words })), { id: OWN, words: own }] : samples;
  const rows = sentences.map(({ id, words }, at) =>
    make_row({
      words, name: id === OWN ? "Your own answer" : `Sentence ${at + 1}`,
      on_place: (level) => on_place({ question, sample: id, level }),
    }));
  const count = h("span", { class: "cr-soft" });
  const differ = spoken(h("p", { class: "cr-differ" }));
  const el = h("details", {},
    h("summary", {}, h("strong", {}, title), " ", count),
    h("ol", { class: "cr-sample-list" }, rows.map((row) => row.el)), differ);
  return {
    el,
    /** @param {Rubric} now */
    show(now) {
      const placed = [...now.samples.map((one) => one.placed), ...(own ? [now.own_placed] : [])];
      now.samples.forEach((one, at) => rows[at].show(one.placed, one.level && `The rubric: ${one.level}. ${one.reason}`));
      if (own) {
        rows[now.samples.length].show(now.own_placed,
          now.own_placed && "What would have to stand in it to move it one step up?");
      }
      count.textContent = `${placed.filter(Boolean).length} of ${count_of(placed.length, "place")} given`;
      const words = now.differ && `Where two model readings of the course differ (a language model made both): ${now.differ}`;
      if (differ.textContent !== words) differ.textContent = words;
    },
  };
}

/** @param {{ words: string, name: string, on_place: (level: string) => void }} options */
function make_row({ words, name, on_place }) {
  const [label, sentence] = [dom_id("cr-sample"), dom_id("cr-sample-words")];
  const buttons = LEVELS.map((level) => small_button(level, () => { press(level); on_place(level); }, { "aria-pressed": false }));
  const said = spoken(h("p", { class: "cr-sample-said" }));
  const el = h("li", {},
    h("span", { class: "cr-sample-name", id: label }, name),
    h("p", { class: "cr-sample-words", id: sentence }, words),
    h("div", { class: "cr-row", role: "group", "aria-labelledby": label, "aria-describedby": sentence }, buttons),
    said);

  /** @param {string} level */
  function press(level) {
    for (const [at, button] of buttons.entries()) button.setAttribute("aria-pressed", String(LEVELS[at] === level));
  }
  return {
    el,
    /** @param {string} level @param {string} sentence */
    show(level, sentence) {
      press(level);
      if (said.textContent !== sentence) said.textContent = sentence; // announced once
    },
  };
}

// What came back from the teacher: for each question what was said, and which words changed since.

import { h, refill } from "../../widgets/base/dom.js";

/** @typedef {"same" | "changed" | "gone" | "none" | ""} State  none: no answer is here; "": nothing to compare */
/** @typedef {{ state: State, pieces: [string, string][] }} Compared */
/** @typedef {Compared & { body: string, exact: string }} Comment */
/** @typedef {{ heading: string, levels: string, remark: string, comments: Comment[], answers: Compared[] }} Said */

const WORDS = {
  same: "You have not changed this.",
  changed: "You changed it: ",
  gone: "These words are no longer there: ",
  none: "No answer of yours is here now.",
  "": "",
};

export function make_returned() {
  const sentence = h("p", {});
  const list = h("div", {});
  const el = h("section", { class: "cr-returned", "aria-label": "What came back", hidden: true },
    h("p", { class: "cr-handin-head" }, "What came back"), sentence, list);
  let drawn = "";
  return {
    el,
    /** @param {{ sentence?: string, questions?: Said[] }} now */
    show({ sentence: told = "", questions = [] }) {
      const next = JSON.stringify([told, questions]);
      if (next === drawn) return;
      drawn = next;
      el.hidden = !told;
      sentence.textContent = told;
      const opened = [...list.querySelectorAll("details")].map((one) => one.open);
      refill(list, questions.map(question));
      for (const [at, one] of list.querySelectorAll("details").entries()) one.open = opened[at] ?? false;
    },
  };
}

/** @param {Said} said */
function question({ heading, levels, remark, comments, answers }) {
  return h("div", { class: "cr-returned-question", role: "group", "aria-label": heading },
    h("p", { class: "cr-handin-label" }, heading),
    levels && h("p", {}, h("strong", {}, levels)),
    remark && h("p", { class: "cr-returned-words" }, remark),
    comments.length > 0 && h("ol", {}, comments.map(comment)),
    answers.map((one) => one.state === "changed" || one.state === "gone"
      ? h("details", {}, h("summary", {}, "What you changed in this answer"), pieces(one))
      : h("p", { class: "cr-soft cr-small" }, one.state === "none" ? WORDS.none : "Your answer is as it was read.")));
}

/** @param {Comment} said */
function comment({ body, exact, ...found }) {
  const changed = found.state === "changed" || found.state === "gone";
  return h("li", {},
    h("p", { class: "cr-returned-words" }, exact ? [h("q", {}, exact), ": "] : "About the whole answer: ", body),
    WORDS[found.state] && h("p", { class: "cr-small cr-soft" }, WORDS[found.state]),
    changed && pieces(found));
}

/** @param {Compared} found */
function pieces({ pieces: runs }) {
  return h("p", { class: "cr-difference cr-returned-words" },
    runs.map(([kind, words]) => [run_of(kind, words), " "]));
}

/** @param {string} kind @param {string} words */
function run_of(kind, words) {
  if (kind === "gone") return h("del", {}, h("span", { class: "cr-sr" }, "before: "), words);
  if (kind === "new") return h("ins", {}, h("span", { class: "cr-sr" }, "now: "), words);
  return words;
}

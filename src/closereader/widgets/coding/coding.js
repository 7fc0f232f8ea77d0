// Cases to be coded, each with the one line that a code may be based on. Nothing here is right or
// wrong: what others coded is compared elsewhere, after the reader's own codes.

import { dom_id, h, same } from "../base/dom.js";
import { make_steps } from "../base/steps.js";
import { open_question } from "../base/question.js";
import { stage } from "../base/stage.js";
import { say_aloud } from "../base/voice.js";

/** @typedef {{ id: string, title: string, shown: string, place: string, link: boolean }} Case */
/** @typedef {{ key: string, when: string }} Code */
/** @typedef {{ id: string, was: string | null, now: string | null }} Step */

const MOST_STEPS = 100; // that can be taken back

/** @param {{ model: import("../base/kernel.js").Model, el: HTMLElement }} view */
function render({ model, el }) {
  const question = model.get("question");
  /** @type {Case[]} */
  const cases = question.cases;
  /** @type {Code[]} */
  const codes = question.codes;
  /** @type {Record<string, string>} */
  let given = {};
  const steps = make_steps({ most: MOST_STEPS, on_step });

  const asked = open_question({ model, el, kind: "coding" });
  const { frame } = asked;
  frame.root.classList.add("crk");
  const rows = cases.map((one) => make_case(one, codes, (code) => choose(one.id, code)));
  const far = h("p", { class: "cr-soft crk-far" });
  frame.body.append(
    legend(codes),
    h("p", { class: "cr-sr" }, "With a screen reader: Space chooses a code. The digits work only in its focus mode."),
    h("ol", { class: "crk-list" }, rows.map((row) => row.el)),
    far, h("div", { class: "cr-row" }, steps.undo, steps.redo),
  );

  const answer = asked.join({ on_value: follow });
  take(answer.value());
  draw();
  el.addEventListener("keydown", steps.on_key);

  /** @param {any} value  as it lies on disk, or waits to get there */
  function take(value) {
    given = { ...value?.codes };
  }

  /** @param {any} value @param {boolean} own */
  function follow(value, own) {
    const mine = given;
    take(value);
    if (!own && !same(given, mine)) steps.forget();
    draw();
  }

  function draw() {
    cases.forEach(({ id }, at) => rows[at].show(is_offered(given[id]) ? given[id] : null));
    far.textContent = `${cases.filter(({ id }) => is_offered(given[id])).length} of ${cases.length} coded.`;
  }

  /** A code of an earlier form of the lesson is kept, but no longer counts. @param {string} code */
  function is_offered(code) {
    return codes.some(({ key }) => key === code);
  }

  /** @param {string} id @param {string | null} code */
  function put(id, code) {
    const { [id]: _, ...rest } = given;
    given = code === null ? rest : { ...rest, [id]: code };
    answer.push({ kind: "codes", codes: given });
    draw();
  }

  /** @param {string} id @param {string} code */
  function choose(id, code) {
    const was = given[id] ?? null;
    if (was === code) return;
    steps.did({ id, was, now: code });
    put(id, code);
  }

  /** @param {Step} found @param {boolean} back */
  function on_step(found, back) {
    put(found.id, back ? found.was : found.now);
    const at = cases.findIndex(({ id }) => id === found.id);
    say_aloud(el, `${cases[at].title}: ${back ? "taken back" : "done again"}.`);
    rows[at].focus();
  }

  return () => {
    el.removeEventListener("keydown", steps.on_key);
    asked.close();
  };
}

/** @param {Code[]} codes */
function legend(codes) {
  return h("dl", { class: "crk-legend" }, codes.map(({ key, when }) => [h("dt", {}, key), h("dd", {}, when)]));
}

/** @param {Case} one @param {Code[]} codes @param {(code: string) => void} on_choose */
function make_case(one, codes, on_choose) {
  const title = dom_id("crk-title");
  const shown = dom_id("crk-shown");
  const group = dom_id("crk-group");
  const choices = codes.map(({ key }, at) => {
    const input = h("input", { type: "radio", name: group, value: key, onchange: () => on_choose(key) });
    const digit = h("kbd", { class: "cr-soft", "aria-hidden": "true" }, at + 1);
    return { key, input, el: h("label", { class: "crk-code" }, input, h("span", {}, key), digit) };
  });
  const place = one.link
    ? h("a", { href: one.place, target: "_blank", rel: "noopener noreferrer" }, "the page")
    : h("span", { class: "cr-soft" }, one.place);
  const el = h("li", { class: "crk-case", onkeydown: on_digit },
    h("p", { class: "crk-title", id: title }, one.title),
    h("p", { class: "crk-shown", id: shown }, one.shown, " ", one.place ? place : null),
    h("div", { role: "toolbar" }, // at radio buttons Orca keeps digits for itself, but not in a toolbar
      h("div", { class: "crk-codes", role: "radiogroup", "aria-labelledby": title, "aria-describedby": shown },
        choices.map((choice) => choice.el))));

  /** The first code is 1, as in the reader. @param {KeyboardEvent} event */
  function on_digit(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    const found = choices[Number(event.key) - 1];
    if (!found) return;
    event.preventDefault();
    found.input.checked = true;
    found.input.focus();
    on_choose(found.key);
  }

  return {
    el,
    /** @param {string | null} code */
    show(code) {
      for (const { key, input } of choices) input.checked = key === code;
      el.classList.toggle("crk-done", code !== null);
    },
    focus() {
      (choices.find(({ input }) => input.checked) ?? choices[0]).input.focus();
    },
  };
}

export default { render: stage(render, ["question"], (model) => model.get("question").label) };

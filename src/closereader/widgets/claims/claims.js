// Claim cards: what a person expects of each claim, and what was found. This file holds the
// answers at this moment and how they change; card.js draws one card.
//
// Every change sends all cards, and changes that wait replace one another: so what reaches the
// disk is always one state that was seen on the page.

import { h, refill, same } from "../base/dom.js";
import { make_steps } from "../base/steps.js";
import { make_one_by_one } from "../base/one_by_one.js";
import { open_question } from "../base/question.js";
import { draw_card } from "./card.js";
import { stage } from "../base/stage.js";
import { say_aloud } from "../base/voice.js";
import { LABELS } from "../base/labels.js";

/** @import { Guess } from "./words.js" */
/** @typedef {Record<string, Guess>} Guesses */

const MOST_UNDO = 100;
const LONG = 8; // more cards than this, in a list, scroll in a frame of their own

/** @param {{ model: import("../base/kernel.js").Model, el: HTMLElement }} view */
function render({ model, el }) {
  const question = model.get("question");
  /** @type {import("./card.js").Card[]} */
  const cards = question.cards;
  /** @type {Guesses} */
  let guesses = {};
  const steps = make_steps({ most: MOST_UNDO, now: () => guesses, on_step });

  const asked = open_question({ model, el, kind: "claims" });
  const { frame } = asked;
  const list = h("ol", { class: "crm-list" });
  let only = ""; // the text whose cards are shown; all when empty
  const texts = [...new Set(cards.map((card) => card.text))];
  const filter = cards.length > LONG && texts.length > 1 ? filter_of() : null;
  const one = question.revealed ? null : make_one_by_one({ list, thing: "card", on_turn: set_frame });
  const far = h("p", { class: "cr-soft crm-far" });
  const tools = h("div", { class: "cr-row" }, steps.undo, steps.redo);
  frame.root.classList.add("crm");
  const hint = h("p", { class: "cr-sr" }, "With a screen reader: Space chooses.");
  frame.body.append(...(filter ? [filter] : []), hint, list, ...(one ? [one.el] : []), far, tools);
  tools.hidden = far.hidden = hint.hidden = Boolean(question.revealed);
  el.addEventListener("keydown", on_key);

  const answer = asked.join({ on_value: follow });
  guesses = structuredClone(answer.value()?.cards ?? {});
  draw();
  // Who comes back goes on where they were.
  one?.turn_to(Math.max(0, cards.findIndex((card) => !guess_of(card.id).seen)));

  /** Choose whose cards are shown. What is hidden keeps its answers. */
  function filter_of() {
    const select = h("select", { class: "cr-field", onchange: () => {
      only = select.value;
      list.scrollTop = 0;
      draw();
      one?.turn_to(0);
    } }, h("option", { value: "" }, "all texts"), texts.map((text) => h("option", { value: text }, text)));
    return h("label", { class: "cr-row crm-filter" }, "Cards of", select);
  }

  function set_frame() {
    list.classList.toggle("crm-long", cards.length > LONG && one !== null && !one.is_one());
  }

  /** Take what the disk holds. @param {{ cards?: Guesses } | null} value @param {boolean} own */
  function follow(value, own) {
    const theirs = structuredClone(value?.cards ?? {});
    if (same(theirs, guesses)) return;
    guesses = theirs;
    if (!own) steps.forget();
    draw();
  }

  /** @param {string} [focus]  the data-at of what gets the focus afterwards */
  function draw(focus = "") {
    const active = document.activeElement;
    const had = active instanceof HTMLElement && list.contains(active) ? active.dataset.at : "";
    const wanted = focus || had;
    const shown = cards.filter((card) => !only || card.text === only);
    refill(list, shown.map((card, at) => draw_card({
      card, number: at + 1, count: shown.length, setting: question, guess: guess_of(card.id), on_change: change,
    })));
    one?.show();
    const seen = cards.filter((card) => guess_of(card.id).seen).length;
    far.textContent = `${seen} of ${cards.length} opened.`;
    if (wanted) {
      const target = list.querySelector(`[data-at="${wanted}"]`);
      if (target instanceof HTMLElement) target.focus({ preventScroll: !focus.endsWith("-found") });
    }
  }

  /** @param {string} id @returns {Guess} */
  function guess_of(id) {
    return guesses[id] ?? { expect: "", by: "", seen: false };
  }

  /** @param {string} id @param {Guess} next @param {string} focus */
  function change(id, next, focus) {
    steps.did(guesses);
    guesses = { ...guesses, [id]: next };
    send();
    draw(focus);
    if (next.seen) say_aloud(el, "What was found is shown.");
  }

  /** @param {Guesses} other @param {boolean} back */
  function on_step(other, back) {
    const moved = cards.find((card) => !same(other[card.id], guesses[card.id]));
    if (filter && moved && only && moved.text !== only) { // what is taken back must be seen
      only = "";
      filter.querySelectorAll("select").forEach((select) => { select.value = ""; });
    }
    guesses = other;
    send();
    draw();
    say_aloud(el, back ? LABELS.undone : LABELS.redone);
    const card = moved && list.querySelector(`[data-card="${moved.id}"]`);
    if (card) one?.turn_to([...list.children].indexOf(card));
    card?.scrollIntoView({ block: "nearest" });
    // What had the focus may be gone, or disabled. Without it, the next key would be JupyterLab's.
    const active = document.activeElement;
    if (frame.root.contains(active) && !active?.matches(":disabled")) return;
    const next = card?.querySelector(".crm-told, .crm-show:enabled") ?? card?.querySelector("input");
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }

  function send() {
    answer.push({ kind: "claims", cards: structuredClone(guesses) });
  }

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    if (one?.on_key(event)) return;
    if (!question.revealed) steps.on_key(event);
  }

  return () => {
    el.removeEventListener("keydown", on_key);
    asked.close();
  };
}

export default { render: stage(render, ["question"], (model) => model.get("question").label) };

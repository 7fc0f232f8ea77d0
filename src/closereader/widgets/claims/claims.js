// Claim cards: what a person expects of each claim, and what was found. This file holds the
// answers at this moment and how they change; card.js draws one card.
//
// Every change sends all cards, and changes that wait replace one another: so what reaches the
// disk is always one state that was seen on the page.

import { open_answer } from "../base/answer_line.js";
import { h, refill, same, set_idle } from "../base/dom.js";
import { guard_keys } from "../base/keys.js";
import { step_by_key } from "../base/layout.js";
import { make_one_by_one } from "../base/one_by_one.js";
import { make_frame } from "../base/question_frame.js";
import { draw_card } from "./card.js";
import { stage } from "../base/stage.js";
import { say_aloud } from "../base/voice.js";
import { LABELS } from "../base/labels.js";

/** @typedef {import("./words.js").Guess} Guess */
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
  /** @type {{ done: Guesses[], undone: Guesses[] }} */
  const steps = { done: [], undone: [] };

  const frame = make_frame({
    model, el, label: question.label, prompt: question.prompt,
    on_retry: () => answer.outbox.flush(), on_put_away: (id) => answer.outbox.put_away(id),
  });
  const list = h("ol", { class: "crm-list" });
  let only = ""; // the text whose cards are shown; all when empty
  const texts = [...new Set(cards.map((card) => card.text))];
  const filter = cards.length > LONG && texts.length > 1 ? filter_of() : null;
  const one = question.revealed ? null : make_one_by_one({ list, thing: "card", on_turn: set_frame });
  const far = h("p", { class: "cr-soft crm-far" });
  const undo = h("button", { type: "button", class: "cr-button cr-small", onclick: () => step("done", "undone") }, LABELS.undo);
  const redo = h("button", { type: "button", class: "cr-button cr-small", onclick: () => step("undone", "done") }, "Redo");
  const tools = h("div", { class: "cr-row" }, undo, redo);
  frame.root.classList.add("crm");
  const hint = h("p", { class: "cr-sr" }, "With a screen reader: Space chooses.");
  frame.body.append(...(filter ? [filter] : []), hint, list, ...(one ? [one.el] : []), far, tools);
  tools.hidden = far.hidden = hint.hidden = Boolean(question.revealed);
  el.addEventListener("keydown", on_key);

  const answer = open_answer({
    model, kind: "claims", on_notes: frame.say, on_status: frame.status.show, on_value: follow,
  });
  guesses = structuredClone(answer.value()?.cards ?? {});
  const unguard = guard_keys(el, { may_rerun: answer.outbox.is_gone });
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
    // What was done before belongs to another state: taking it back would undo somebody's work.
    if (!own) [steps.done, steps.undone] = [[], []];
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
    set_idle(undo, steps.done.length === 0);
    set_idle(redo, steps.undone.length === 0);
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
    steps.done.push(guesses);
    if (steps.done.length > MOST_UNDO) steps.done.shift();
    steps.undone = [];
    guesses = { ...guesses, [id]: next };
    send();
    draw(focus);
    if (next.seen) say_aloud(el, "What was found is shown.");
  }

  /** @param {"done" | "undone"} from @param {"done" | "undone"} to */
  function step(from, to) {
    const other = steps[from].pop();
    if (!other) return;
    steps[to].push(guesses);
    const moved = cards.find((card) => !same(other[card.id], guesses[card.id]));
    if (filter && moved && only && moved.text !== only) { // what is taken back must be seen
      only = "";
      filter.querySelectorAll("select").forEach((select) => { select.value = ""; });
    }
    guesses = other;
    send();
    draw();
    say_aloud(el, from === "done" ? LABELS.undone : LABELS.redone);
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
    if (!question.revealed) step_by_key(event, step);
  }

  return () => {
    el.removeEventListener("keydown", on_key);
    unguard();
    answer.close();
    frame.close();
  };
}

export default { render: stage(render, ["question"], (model) => model.get("question").label) };

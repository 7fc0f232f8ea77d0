// Sentences on a scale. This file holds where the reader has put them and how that
// changes; row.js draws one sentence, compare.js what others did with them.
//
// The placements of others are not in the page before they are opened: Python sends them when it
// has written down that the reader wants to see them, together with what was placed until then.

import { h, same } from "../base/dom.js";
import { latin } from "../base/layout.js";
import { make_one_by_one } from "../base/one_by_one.js";
import { open_question } from "../base/question.js";
import { draw_comparison } from "./compare.js";
import { make_row } from "./row.js";
import { make_steps } from "../base/steps.js";
import { stage } from "../base/stage.js";
import { say_aloud } from "../base/voice.js";

/** @typedef {{ value: string, name: string, definition: string }} Point */
/** @typedef {{ id: string, quote: string, cited: string, context: string, around: string[] }} Sentence */
/** @typedef {{ value: string | null, reason: string }} Placed */
/** @typedef {{ name: string, value: string, reason: string }} Other */
/** @typedef {{ names: string[], both: number, exact: number, near: number, alpha: string }} Pair */
/**
 * @typedef {object} Comparison
 * @property {string[]} names
 * @property {{ name: string, about: string }[]} about
 * @property {Record<string, Other[]>} others
 * @property {Record<string, string>} first  one's own placements when the others were opened
 * @property {Pair[]} pairs
 * @property {[string, number][]} gaps
 * @property {string[]} words
 */

const PAUSE = 600; // ms without a key before a reason is saved
const LONGEST_WAIT = 3000; // ms after which it is saved in the middle of writing
const MOST_STEPS = 200; // that can be taken back

/** @param {{ model: import("../base/kernel.js").Model, el: HTMLElement }} view */
function render({ model, el }) {
  const question = model.get("question");
  /** @type {Sentence[]} */
  const sentences = question.sentences;
  /** @type {Record<string, Placed>} */
  let placed = {};
  let opened = false;
  /** @typedef {{ id: string, was: string | null, now: string | null }} Step */
  const steps = make_steps({ most: MOST_STEPS, on_step });
  let since = 0; // when the reason that is being written was begun
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const asked = open_question({ model, el, kind: "scale" });
  const { frame } = asked;
  frame.root.classList.add("crs");
  const rows = sentences.map((sentence, at) => make_row({
    sentence, number: at + 1, who: question.who, points: question.points,
    ends: question.ends, longest: question.longest,
    on_place: (value) => place(sentence.id, value), on_reason: (reason) => write(sentence.id, reason),
  }));
  const list = h("ol", { class: "crs-list" }, rows.map((row) => row.el));
  const one = question.revealed ? null : make_one_by_one({ list, thing: "sentence", on_turn: draw_next });
  const far = h("p", { class: "crs-far cr-soft" });
  const next = h("button", { type: "button", class: "cr-button cr-small", onclick: go_on }, "Next sentence without a place ",
    h("kbd", { class: "cr-soft", "aria-hidden": "true" }, "n"));
  const open = h("button", { type: "button", class: "cr-button cr-main", onclick: open_others }, question.who === "You" ? "Show the other placements" : "Show your own points");
  const beside = h("div", { class: "crs-compare", tabindex: "-1" });
  const meanings = legend(question.points);
  frame.body.append(
    meanings,
    h("p", { class: "cr-sr" }, "With a screen reader: Space chooses a point. The digits and n work only in its focus mode."),
    list, ...(one ? [one.el] : []),
    far, h("div", { class: "cr-row" }, next, steps.undo, steps.redo), h("div", { class: "cr-row crs-open" }, open),
    beside,
  );

  const answer = asked.join({ on_value: follow, is_writing: () => timer !== undefined });
  take(answer.value());
  meanings.open = Object.keys(placed).length === 0; // who has begun knows them
  draw();
  one?.turn_to(Math.max(0, first_open())); // who comes back goes on where they were
  compare();
  const on_hide = () => save_reason();
  el.addEventListener("keydown", on_key);
  model.on("change:comparison", compare);
  document.addEventListener("visibilitychange", on_hide, { signal: model.signal });
  window.addEventListener("pagehide", on_hide, { signal: model.signal });

  /** @param {any} value  as it lies on disk, or waits to get there */
  function take(value) {
    const theirs = value?.placed ?? {};
    placed = {};
    for (const { id } of sentences) {
      const { value: point = null, reason = "" } = theirs[id] ?? {};
      if (point !== null || reason) placed[id] = { value: point, reason };
    }
    opened = Boolean(value?.opened);
  }

  /** @param {any} value @param {boolean} own @returns {boolean} */
  function follow(value, own) {
    if (timer !== undefined) return false; // a reason is being written
    const mine = [placed, opened];
    take(value);
    if (same([placed, opened], mine)) return true;
    if (!own) steps.forget();
    draw();
    return true;
  }

  function draw() {
    const left = sentences.filter(({ id }) => !placed[id]?.value).length;
    sentences.forEach(({ id }, at) => rows[at].show(placed[id]));
    draw_next();
    open.hidden = opened || question.revealed || question.placers.length === 0;
    open.disabled = left > 0;
    const others = open.hidden ? "" : left > 0
      ? ` When every sentence has a place, “${open.textContent}” can be pressed; “cannot say” is a place.`
      : " What you have placed until now is what will be compared.";
    far.textContent = `${sentences.length - left} of ${sentences.length} sentences placed.${others}`;
  }

  function first_open() {
    return sentences.findIndex(({ id }) => !placed[id]?.value);
  }

  /** One at a time, the way to what was passed over is offered at the end. */
  function draw_next() {
    next.hidden = first_open() < 0 || Boolean(one?.is_one() && !one.is_last());
  }

  /** @param {number} at  index of a sentence */
  function lead_to(at) {
    one?.turn_to(at);
    rows[at]?.focus();
  }

  function compare() {
    /** @type {Comparison | Record<string, never>} */
    const found = model.get("comparison") ?? {};
    const there = "names" in found ? /** @type {Comparison} */ (found) : null;
    sentences.forEach(({ id }, at) => rows[at].compare(there?.others[id] ?? [], there?.first[id] ?? ""));
    draw_comparison(beside, there, (id) => lead_to(sentences.findIndex((each) => each.id === id)));
    if (there && opened && beside.dataset.wanted) lead_to_figures();
    delete beside.dataset.wanted;
  }

  /** Every sentence has just grown by what others say of it: scroll when that is laid out. */
  function lead_to_figures() {
    beside.focus({ preventScroll: true });
    const at_top = () => beside.scrollIntoView({ block: "start" });
    requestAnimationFrame(() => requestAnimationFrame(at_top));
  }

  function send() {
    clearTimeout(timer);
    timer = undefined;
    since = 0;
    answer.push({ placed: structuredClone(placed), opened });
  }

  /** @param {string} id @param {string | null} value */
  function put(id, value) {
    const reason = placed[id]?.reason ?? "";
    placed[id] = { value, reason };
    if (value === null && !reason) delete placed[id];
    send();
    draw();
  }

  /** @param {string} id @param {string} value */
  function place(id, value) {
    const was = placed[id]?.value ?? null;
    if (was === value) return;
    steps.did({ id, was, now: value });
    put(id, value);
  }

  /** @param {Step} found @param {boolean} back */
  function on_step(found, back) {
    put(found.id, back ? found.was : found.now);
    const at = sentences.findIndex(({ id }) => id === found.id);
    say_aloud(el, `Sentence ${at + 1}: ${back ? "taken back" : "done again"}. ${far.textContent}`);
    lead_to(at);
  }

  /** @param {string} id @param {string} reason */
  function write(id, reason) {
    placed[id] = { value: placed[id]?.value ?? null, reason };
    clearTimeout(timer);
    since ||= Date.now();
    timer = setTimeout(send, Math.max(0, Math.min(PAUSE, since + LONGEST_WAIT - Date.now())));
    asked.show_status();
  }

  function save_reason() {
    if (timer !== undefined) send();
  }

  function go_on() {
    if (first_open() >= 0) lead_to(first_open());
  }

  function open_others() {
    opened = true;
    beside.dataset.wanted = "yes";
    beside.textContent = "They appear as soon as Python has saved your placements.";
    send();
    draw();
    beside.focus();
  }

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "text";
    if (typing || event.altKey) return;
    if (one?.on_key(event)) return;
    if (event.ctrlKey || event.metaKey) steps.on_key(event);
    else if (latin(event).toLowerCase() === "n") go_on();
  }

  return () => {
    save_reason();
    el.removeEventListener("keydown", on_key);
    model.off("change:comparison", compare);
    asked.close();
  };
}

/** @param {Point[]} points */
function legend(points) {
  return h("details", { class: "crs-legend" },
    h("summary", {}, "What the points mean"),
    h("dl", {}, points.map((point) => [
      h("dt", {}, h("span", { class: "crs-value" }, point.value), " ", point.name),
      h("dd", {}, point.definition),
    ])));
}

export default { render: stage(render, ["question"], (model) => model.get("question").label) };

// A view of a seminar of people: what the room sees while Python runs.
//
// The model holds a title and nothing of anybody: names, marks and notes come in messages when they
// are asked for, so that no notebook keeps them (see seminar/showing.py).

import { h, new_id, refill, small_button } from "../../widgets/base/dom.js";
import { watch_kernel } from "../../widgets/base/kernel.js";
import { guard_keys } from "../../widgets/base/keys.js";
import { make_rerun } from "../../widgets/base/rerun.js";
import { draw_part } from "./parts.js";
import { make_readers } from "./readers.js";
import { make_room } from "./room.js";
import { stage } from "../../widgets/base/stage.js";
import { spoken } from "../../widgets/base/voice.js";

const PATIENCE = 700; // ms until it is said that Python is at work
const AGAIN = 3000; // ms until a question is asked once more: a slow page hears nothing at first (hearing.js)
const TIMES = 5;
const GONE = "Python was restarted or stopped, so nothing can be asked. Press “Run this cell again” (Shift+Enter).";
const WAITING = "Waiting for Python …";

/** @param {{ model: import("../../widgets/base/kernel.js").Model, el: HTMLElement }} given */
function render({ model, el }) {
  const view = new_id();
  /** @type {Record<string, number>} the number of the last question of each kind */
  const asked = {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;
  /** @type {Record<string, unknown>} what is chosen in the view, for the next page */
  let wishes = {};

  const people = model.get("people") === true;
  const names = h("input", { type: "checkbox", checked: model.get("names") === true, onchange: () => show({}) });
  const status = spoken(h("p", { class: "cr-status crw-status" }));
  const again = small_button("Ask again", () => show({}), { hidden: true });
  const title = h("p", { class: "crw-title" }, h("strong", {}, model.get("title")));
  const body = h("div", { class: "crw-body" });
  const root = h("section", { class: "cr cr-box crw", "aria-label": model.get("title") });
  const room = make_room(root);
  const readers = make_readers(compare);
  let has_sides = false;
  let drawn = new AbortController(); // ends with the parts that are on the page
  /** @type {{ start: number, end: number, theme: string } | null} the words that are open */
  let opened = null;
  root.append(
    h("div", { class: "cr-row crw-head" }, title,
      h("div", { class: "cr-row crw-ways" }, h("label", { class: "crw-names", hidden: !people }, names, " Names"), room.button)),
    h("div", { class: "cr-row" }, status, again, make_rerun(el)), body);
  el.append(root);
  const unguard = guard_keys(root, { may_rerun: is_gone });
  const kernel = watch_kernel(model, look);
  model.on("msg:custom", on_answer);
  look();
  show({});

  function is_gone() {
    return ["gone", "stopped"].includes(kernel.state());
  }

  function look() {
    root.classList.toggle("crw-gone", is_gone());
    if (is_gone()) say(GONE);
  }

  /** @param {string} words */
  function say(words) {
    status.textContent = words;
    again.hidden = words !== WAITING;
  }

  /** @param {string} type @param {Record<string, unknown>} more */
  function ask(type, more) {
    asked[type] = (asked[type] ?? 0) + 1;
    send({ type, view, n: asked[type], names: names.checked, ...more }, TIMES);
  }

  /** @param {Record<string, unknown>} question @param {number} times */
  function send(question, times) {
    clearTimeout(patience);
    if (is_gone()) return say(GONE);
    model.send(question);
    patience = setTimeout(() => {
      say(WAITING);
      if (times > 1) patience = setTimeout(() => send(question, times - 1), AGAIN);
    }, PATIENCE);
  }

  /** Ask for the page. @param {Record<string, unknown>} more  what is chosen anew */
  function show(more) {
    wishes = { ...wishes, ...more };
    ask("show", { wishes });
  }

  /** @param {any} message */
  function on_answer(message) {
    if (message?.view !== view) return;
    if (message.type === "readers" && message.n === asked.words) {
      answered();
      readers.show(message);
    }
    if (message.type !== "shown" || message.n !== asked.show) return;
    answered();
    draw(message);
  }

  function answered() {
    clearTimeout(patience);
    say("");
  }

  /** @param {{ title: string, parts: import("./parts.js").Part[] }} page */
  function draw({ title: words, parts }) {
    const focus = address_of(document.activeElement);
    const top = body.querySelector(".crw-page")?.scrollTop ?? 0;
    drawn.abort();
    drawn = new AbortController();
    const tools = { root, panel: readers.el, words: open, show, signal: drawn.signal };
    refill(title, h("strong", {}, words));
    has_sides = parts.some(({ sides }) => sides);
    refill(body, parts.map((part) => draw_part(part, tools)));
    body.querySelector(".crw-page")?.scrollTo({ top });
    // who chose something goes on from there
    if (focus) /** @type {HTMLElement | null} */ (body.querySelector(focus))?.focus();
    if (opened) open(opened.start, opened.end, opened.theme);
  }

  /** Where to find a control again on the next page. @param {Element | null} control */
  function address_of(control) {
    const name = control && body.contains(control) ? control.getAttribute("name") : null;
    if (!name) return "";
    const value = control instanceof HTMLInputElement ? `[value="${CSS.escape(control.value)}"]` : "";
    return `[name="${CSS.escape(name)}"]${value}`;
  }

  /** Where sides are compared, any words make two. */
  function compare() {
    if (!has_sides || !opened) return null;
    const { start, end, theme } = opened;
    return small_button("Compare who marked these words with who did not", () => show({ sides: `marked:${theme}:${start}:${end}` }), { name: "compare" });
  }

  /** Show who marked these words. @param {number} start @param {number} end @param {string} theme */
  function open(start, end, theme) {
    opened = { start, end, theme };
    ask("words", opened);
  }

  return () => {
    clearTimeout(patience);
    model.off("msg:custom", on_answer);
    drawn.abort();
    kernel.close();
    room.close();
    unguard();
    root.remove();
  };
}

export default { render: stage(render, ["title"], (model) => model.get("title")) };

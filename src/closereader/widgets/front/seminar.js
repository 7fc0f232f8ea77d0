// A view of a seminar of people: what the room sees while Python runs.
//
// The model holds a title and nothing of anybody: names, marks and notes come in messages when they
// are asked for, so that no notebook keeps them (see seminar/showing.py).

import { h, new_id, refill } from "./dom.js";
import { watch_kernel } from "./kernel.js";
import { guard_keys } from "./keys.js";
import { make_rerun } from "./rerun.js";
import { draw_part } from "./seminar_parts.js";
import { make_room } from "./seminar_room.js";
import { stage } from "./stage.js";

const PATIENCE = 700; // ms until it is said that Python is at work
const GONE = "Python was restarted or stopped, so nothing can be asked. Run this cell again (Shift+Enter).";
const WAITING = "Waiting for Python …";

/** @param {{ model: import("./kernel.js").Model, el: HTMLElement }} given */
function render({ model, el }) {
  const view = new_id();
  /** @type {Record<string, number>} the number of the last question of each kind */
  const asked = {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;
  /** @type {Record<string, unknown>} what is chosen in the view, for the next page */
  let wishes = {};

  const names = h("input", { type: "checkbox", checked: model.get("names") === true, onchange: () => show({}) });
  const status = h("p", { class: "cr-status crs-status", role: "status" });
  const again = h("button", { type: "button", class: "cr-button cr-small", hidden: true, onclick: () => show({}) }, "Ask again");
  const title = h("p", { class: "crs-title" }, h("strong", {}, model.get("title")));
  const body = h("div", { class: "crs-body" });
  const root = h("section", { class: "cr cr-box crs", "aria-label": model.get("title") });
  const room = make_room(root);
  root.append(
    h("div", { class: "cr-row crs-head" }, title,
      h("div", { class: "cr-row crs-ways" }, h("label", { class: "crs-names" }, names, " Names"), room.button)),
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
    root.classList.toggle("crs-gone", is_gone());
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
    if (is_gone()) return say(GONE);
    model.send({ type, view, n: asked[type], names: names.checked, ...more });
    clearTimeout(patience);
    patience = setTimeout(() => say(WAITING), PATIENCE);
  }

  /** Ask for the page. @param {Record<string, unknown>} more  what is chosen anew */
  function show(more) {
    wishes = { ...wishes, ...more };
    ask("show", { wishes });
  }

  /** @param {any} message */
  function on_answer(message) {
    if (message?.type !== "shown" || message.view !== view || message.n !== asked.show) return;
    clearTimeout(patience);
    say("");
    refill(title, h("strong", {}, message.title));
    refill(body, message.parts.map(draw_part));
  }

  return () => {
    clearTimeout(patience);
    model.off("msg:custom", on_answer);
    kernel.close();
    room.close();
    unguard();
    root.remove();
  };
}

export default { render: stage(render, ["title"]) };

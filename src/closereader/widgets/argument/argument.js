// The argument map: a claim and what it stands on. This file holds what the map is at this moment
// and how it changes; list.js and drawing.js show it, editor.js opens a
// part of it, trade.js takes it out and in.
//
// Every change sends the whole map, and changes that wait replace one another: so what reaches the
// disk is always one state that was seen on the page.

import { make_hints } from "../base/hints.js";
import { count_of, dom_id, h, new_id, refill, same } from "../base/dom.js";
import { make_steps } from "../base/steps.js";
import { open_question } from "../base/question.js";
import { make_asker } from "../base/ask.js";
import { make_bars } from "./bars.js";
import { draw_drawing } from "./drawing.js";
import { make_part_editor } from "./editor.js";
import { deed_of, key_help } from "./keys.js";
import { draw_list } from "./list.js";
import { USUAL, essence, flat, moved, neighbours, place_of, too_large, with_fields, with_part, without } from "./ops.js";
import { make_trade } from "./trade.js";
import { make_one_stop } from "../base/roving.js";
import { make_pending } from "../base/pending.js";
import { stage } from "../base/stage.js";
import { say_aloud } from "../base/voice.js";
import { LABELS } from "../base/labels.js";

/** @import { Model } from "../base/kernel.js" */
/** @import { Kind, Part } from "./ops.js" */
/** @typedef {{ root: Part, before: Part | null }} State */

const MOST_STEPS_BACK = 100;

/** @param {{ model: Model, el: HTMLElement }} given @returns {() => void} */
function render({ model, el }) {
  const question = model.get("question");
  const prefix = dom_id("cra");
  /** @type {State} */
  let state = theirs();
  const steps = make_steps({ most: MOST_STEPS_BACK, first: () => editor.commit(), now: () => state, on_step });
  let merging = ""; // what the last step was about, when the next one may join it
  let chosen = state.root.id;
  let as_tree = false;

  const name = (/** @type {string} */ kind) =>
    question.kinds.find((/** @type {any} */ one) => one.id === kind)?.name ?? kind;
  const dom = (/** @type {string} */ id) => `${prefix}-${id}`;
  const asked = open_question({ model, el, kind: "argument" });
  const { frame } = asked;
  const view = h("div", { class: "cra-view" });
  const bars = make_bars({
    name, show_as, step: steps.step, move, remove, open, add: add_below,
    exchange: () => change_both({ root: state.before ?? state.root, before: state.root }, "The earlier map is back; the imported one is kept."),
  });
  const gaps = make_gaps({ open: (id) => open(id) });
  const asker = make_asker(model);
  const pending = make_pending(model, `argument:${question.id}`);
  const editor = make_part_editor({
    model, question, ask: asker.ask, pending, remove, open,
    put: (id, fields, sentence, merge) => change(with_fields(state.root, id, fields), sentence, { merge }),
    close: (id) => { draw(); focus_on(id || chosen); },
    on_writing: () => { asked.show_status(); show_gaps(); },
  });
  const trade = make_trade({ ask: asker.ask, pending, map: () => { editor.commit(); return state.root; }, bring_in });
  const hints = make_hints(question.hints ?? []);
  frame.root.classList.add("cra");
  frame.body.append(
    bars.top, view, bars.below, editor.el, pending.el, gaps.el, bars.kept, hints.el, trade.el, key_help());
  view.addEventListener("keydown", on_view_key);
  view.addEventListener("focusin", on_focus);
  el.addEventListener("keydown", on_key);

  const answer = asked.join({ on_value: follow, is_writing: editor.is_writing, on_status: show_gaps });
  const waiting = /** @type {{ map?: Part, before?: Part } | undefined} */ (answer.outbox.pending().at(-1)?.value);
  if (waiting?.map) state = { root: waiting.map, before: waiting.before ?? null }; // a page could not deliver it
  const on_hide = () => editor.commit();
  let width = 0;
  // boxes are measured, and a cell that was folded away has no heights
  const wider = new ResizeObserver(() => { if (as_tree && frame.root.clientWidth !== width) draw(); });
  model.on("change:gaps", show_gaps);
  document.addEventListener("visibilitychange", on_hide, { signal: model.signal });
  window.addEventListener("pagehide", on_hide, { capture: true, signal: model.signal }); // before what is not in the map is set aside
  draw();
  wider.observe(frame.root);

  /** @returns {State} */
  function theirs() {
    return structuredClone({ root: model.get("tree"), before: model.get("before") ?? null });
  }

  /** What Python holds, when nothing of ours is under way. */
  function follow(/** @type {unknown} */ _, /** @type {boolean} */ own) {
    if (editor.is_writing()) return false;
    const next = theirs();
    const other = !own && !same(essence(next.root), essence(state.root));
    state = next;
    if (other) {
      steps.forget();
      merging = "";
    }
    draw();
    return true;
  }

  function draw() {
    const had = view.contains(document.activeElement);
    if (!place_of(state.root, chosen)) chosen = state.root.id;
    const shown = { root: state.root, chosen, dom, name, choose, open };
    if (as_tree) {
      const at = view.querySelector(".cra-drawing");
      const [left, top] = [at?.scrollLeft ?? 0, at?.scrollTop ?? 0];
      draw_drawing(view, shown);
      view.querySelector(".cra-drawing")?.scrollTo(left, top);
    } else {
      refill(view, draw_list(shown));
    }
    width = frame.root.clientWidth;
    if (had) focus_on(chosen);
    editor.follow((id) => place_of(state.root, id));
    draw_bars();
    show_gaps();
  }

  function draw_bars() {
    for (const item of view.querySelectorAll(".cra-item")) {
      const here = item instanceof HTMLElement && item.dataset.part === chosen;
      item.setAttribute("aria-selected", String(here));
      item.setAttribute("tabindex", here ? "0" : "-1");
    }
    const place = place_of(state.root, chosen);
    if (place) bars.show({ root: state.root, place, as_tree, ...steps.count(), before: state.before !== null });
  }

  function show_gaps() {
    const status = asked.status();
    gaps.show(model.get("gaps") ?? [], (status?.pending ?? 0) > 0 && status?.state !== "saving");
  }

  /** @param {Part} root @param {string} sentence @param {{ merge?: string }} [options] */
  function change(root, sentence, options) {
    change_both({ ...state, root }, sentence, options);
  }

  /**
   * Do one change: remember what was, draw what is, send it.
   * @param {State} next @param {string} sentence @param {{ merge?: string }} [options]
   */
  function change_both(next, sentence, { merge = "" } = {}) {
    const drops = flat(next.root).length < flat(state.root).length || next.before !== state.before;
    const sorry = too_large(next.root);
    frame.say(sorry ? [`${sorry} Nothing was changed.`] : []);
    if (sorry) return;
    steps.did(state, !merge || merge !== merging);
    merging = merge;
    state = next;
    send(drops ? answer.take_out : answer.push);
    draw();
    if (sentence) say_aloud(el, sentence);
  }

  function send(/** @type {(value: unknown) => void} */ push) {
    const { root, before } = structuredClone(state);
    push(before ? { map: root, before } : { map: root });
  }

  /** @param {State} other @param {boolean} back */
  function on_step(other, back) {
    state = other;
    merging = "";
    send(answer.take_out);
    draw();
    say_aloud(el, `${back ? LABELS.undone : LABELS.redone} The map has ${count_of(flat(state.root).length, "part")}.`);
  }

  /** @param {string} id */
  function choose(id) {
    chosen = id;
    draw_bars();
    focus_on(id);
  }

  /** @param {string} id */
  function focus_on(id) {
    const item = document.getElementById(dom(id));
    item?.focus({ preventScroll: true });
    (as_tree ? item : item?.firstElementChild)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {string} id */
  function open(id) {
    const place = place_of(state.root, id);
    if (!place) return false;
    chosen = id;
    merging = ""; // what is written from here on is a step of its own
    draw_bars();
    editor.open(place);
    return true;
  }

  /** @param {Kind} kind */
  function add_below(kind) {
    editor.commit();
    const part = { id: `p-${new_id()}`, kind, text: "", note: "", passage: null, row: null, children: [] };
    change(with_part(state.root, chosen, part), `${name(kind)} added.`);
    open(part.id);
  }

  /** @param {string} id */
  function remove(id) {
    const place = place_of(state.root, id);
    if (!place?.parent) return say_aloud(el, "The main claim stays; write other words into it.");
    const below = flat(place.part).length - 1;
    chosen = place.parent.children[place.index + 1]?.id ?? place.parent.children[place.index - 1]?.id ?? place.parent.id;
    change(without(state.root, id), `Deleted${below > 0 ? ` with ${count_of(below, "part")} below it` : ""}; Undo brings it back.`);
    focus_on(chosen);
  }

  /** @param {"up" | "down" | "out" | "in"} where */
  function move(where) {
    const next = moved(state.root, chosen, where);
    if (!next) return say_aloud(el, "It cannot be moved any further.");
    const inside = view.contains(document.activeElement);
    change(next, `Moved ${where}.`);
    if (inside) focus_on(chosen);
  }

  /** @param {Part} root */
  function bring_in(root) {
    chosen = root.id;
    change_both({ root, before: state.root }, `Imported: ${count_of(flat(root).length, "part")}.`);
  }

  /** @param {boolean} tree */
  function show_as(tree) {
    editor.commit();
    as_tree = tree;
    draw();
  }

  /** @param {FocusEvent} event */
  function on_focus(event) {
    const id = event.target instanceof HTMLElement ? event.target.dataset.part : "";
    if (!id || id === chosen) return;
    chosen = id;
    draw_bars();
  }

  /** @param {KeyboardEvent} event */
  function on_view_key(event) {
    const place = place_of(state.root, chosen);
    const deed = deed_of(event);
    if (!place || !deed) return;
    event.stopPropagation();
    // the box has the focus before the browser writes the letter, so that it gets it
    if (deed.write && event.key !== " ") return void (open(chosen) && editor.go_on());
    event.preventDefault();
    if (deed.go) {
      const to = neighbours(state.root, place, view.querySelector(".cra-columns") !== null)[deed.go];
      if (to) choose(to.id);
    } else if (deed.move) move(deed.move);
    else if (deed.add) {
      if (USUAL[place.part.kind].includes(deed.add)) add_below(deed.add);
      else say_aloud(el, `${name(deed.add)} does not usually stand below ${name(place.part.kind).toLowerCase()}.`);
    } else if (deed.open || deed.write) open(chosen);
    else if (deed.remove) remove(chosen);
  }

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (event.key === "Escape" && editor.at()) {
      event.stopPropagation();
      editor.stop();
    }
    if (!typing) steps.on_key(event);
  }

  return () => {
    editor.commit();
    pending.close();
    wider.disconnect();
    model.off("change:gaps", show_gaps);
    el.removeEventListener("keydown", on_key);
    editor.end();
    trade.close();
    asker.close();
    asked.close();
  };
}

// ---- what is missing from the map: it never says that a map is right

/** @param {{ open: (id: string) => void }} given */
function make_gaps({ open }) {
  const count = h("p", { class: "cra-name" });
  const list = h("ul", { class: "cra-gap-list" });
  const el = h("div", { class: "cra-gaps" }, count, list);
  const renew_stop = make_one_stop(list);
  let drawn = "";

  return {
    el,
    /** @param {{ node: string, sentence: string }[]} found @param {boolean} stale */
    show(found, stale) {
      const words = JSON.stringify([found, stale]);
      if (words === drawn) return;
      drawn = words;
      const later = stale ? " (before your last changes; Python will look again)" : "";
      const said = found.length > 0 ? `What is missing: ${count_of(found.length, "thing")}${later}` : `What is missing${later}`;
      if (count.textContent !== said) count.textContent = said;
      refill(list, found.map(({ node, sentence }) =>
        h("li", {}, h("button", { type: "button", class: "cra-gap", onclick: () => open(node) }, sentence))),
      found.length === 0
        ? h("li", { class: "cr-soft" }, "Nothing that a program can see. Whether the argument convinces is for its readers to say.")
        : null);
      renew_stop();
    },
  };
}

export default { render: stage(render, ["question", "tree"], (model) => model.get("question").label) };

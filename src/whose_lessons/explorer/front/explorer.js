// The explorer: what is chosen, drawn by Python; the figure, its words and its rows change together.
//
// Python makes every picture. Those that were seen are kept, so that a choice can be made again, or
// taken back, while Python is at work or away; a new one that Python could not hear waits in the
// browser and is made when the cell has been run again.

import { open_answer } from "../../../closereader/widgets/base/answer_line.js";
import { dom_id, h, refill, set_idle, small_button } from "../../../closereader/widgets/base/dom.js";
import { make_controls } from "./explorer_controls.js";
import { legend_of, make_plot } from "./explorer_plot.js";
import { make_rows } from "./explorer_rows.js";
import { told } from "./explorer_types.js";
import { guard_keys } from "../../../closereader/widgets/base/keys.js";
import { keep_box, make_pending } from "../../../closereader/widgets/base/pending.js";
import { make_frame } from "../../../closereader/widgets/base/question_frame.js";
import { browser_store, lay_down } from "../../../closereader/widgets/base/shelf.js";
import { stage } from "../../../closereader/widgets/base/stage.js";
import { say_aloud, spoken } from "../../../closereader/widgets/base/voice.js";
import { make_steps } from "../../../closereader/widgets/base/steps.js";

/** @import { Choice, Picture } from "./explorer_types.js" */
/**
 * What is wanted: a choice, and countries to add to it as they were typed.
 * @typedef {{ choice: Choice, add: string }} Wish
 */

const MOST_STEPS = 50; // that can be taken back
const MOST_SEEN = 100; // pictures
const PATIENCE_HERE = 700; // ms until it is said that Python is at work
const HINT = "Point at the figure, or go to it with Tab and press the arrow keys: every point names its row. Enter points its country out.";

/** @param {{ model: import("../../../closereader/widgets/base/kernel.js").Model, el: HTMLElement }} given */
function render({ model, el }) {
  const question = model.get("question");
  /** @type {Picture} */
  let picture = model.get("picture");
  /** @type {Wish}  what is shown, or what Python has not drawn yet */
  let wanted = shown_now();
  /** @type {Wish | null}  what was there before a wish that is no step yet */
  let before = null;
  /** @type {Map<string, Picture>}  pictures that were shown, by their choices */
  const seen = new Map();
  const steps = make_steps({ most: MOST_STEPS, first: count_step, now: () => wanted, on_step: want });
  let asked = 0; // the number of the last look
  let answered = 0; // less than `asked` while Python draws: what it sends then may be an earlier wish
  let looked = (/** @type {boolean} */ _) => {}; // told whether it was drawn
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;
  const store = browser_store();
  const wish_key = `closereader:${model.get("work")?.id ?? ""}:wish:${question.id || JSON.stringify(question.asked)}`;

  const frame = make_frame({
    model, el, label: question.label || "Explore the table", prompt: question.prompt,
    on_retry: () => answer.outbox.flush(), on_put_away: (id) => answer.outbox.put_away(id),
  });
  frame.root.classList.add("cre");
  const title = h("p", { class: "cre-title" });
  const summary_id = dom_id("cre-words");
  const words = h("div", { class: "cre-words", id: summary_id });
  const trouble = spoken(h("div", { class: "cre-trouble" }));
  const readout = h("p", { class: "cre-readout" });
  const left = h("ul");
  const source = h("p", { class: "cre-source cr-soft" });
  const legend = h("ul", { class: "cre-legend" });
  const keep = h("button", { type: "button", class: "cr-button cr-main", onclick: () => pending.settle(keep_it) }, "Use this picture in my answer");
  const kept_line = spoken(h("div", { class: "cre-kept" }));
  const tell = (/** @type {string} */ sentence) => say_aloud(el, sentence);

  const controls = make_controls({
    offered: question.offered,
    on_wish: ask,
    on_add: (names) => ask({}, names),
    on_drop: drop,
    beside: h("div", { class: "cr-row cre-steps" }, steps.undo, steps.redo),
  });
  const pending = make_pending(model, `explore:${question.id || key_of(question.asked)}`);
  keep_box(pending, { box: controls.box, slot: "country", label: "a country", take: () => {
    const done = /** @type {Promise<boolean>} */ (new Promise((resolve) => { looked = resolve; }));
    ask({}, controls.box.value);
    return done;
  } });
  const plot = make_plot({ described: summary_id, on_point, on_enter: point_out });
  // The walk through the points needs keys that a screen reader may keep; the table needs none.
  const skip = h("button", { type: "button", class: "cr-button cr-skip", onclick: () => rows.focus() }, "To the table");
  const rows = make_rows({ on_row: (at) => plot.point(at), say: tell });
  frame.body.append(
    controls.el, trouble,
    h("div", { class: "cre-both" },
      h("div", { class: "cre-figure" }, title, legend, skip, plot.el, readout, words),
      h("div", { class: "cre-side" }, rows.el,
        h("div", { class: "cre-left" }, h("p", {}, h("strong", {}, "What this figure leaves out")), left, source))),
    question.id ? h("div", { class: "cre-keep" }, pending.el, keep, kept_line) : pending.el);
  el.addEventListener("keydown", on_key);
  model.on("change:picture", on_picture);
  model.on("msg:custom", on_looked);

  const answer = open_answer({
    model, kind: "explore", on_notes: frame.say, on_status: frame.status.show, on_value: show_kept,
  });
  const unguard = guard_keys(el, { may_rerun: answer.outbox.is_gone });
  show(picture);
  show_kept(answer.value());
  make_wish_of_old();

  // ---- from a wish to a picture

  /** A person's wish, on top of what they wished before. @param {Partial<Choice>} wish @param {string} [add] */
  function ask(wish, add = "") {
    before ??= wanted;
    set_idle(steps.undo, false);
    want({ choice: { ...wanted.choice, ...wish }, add: [wanted.add, add].filter(Boolean).join(", ") });
  }

  /** @param {string} code  of a country that is chosen */
  function drop(code) {
    ask({ countries: wanted.choice.countries.filter((other) => other !== code) });
  }

  /** Show it at once where it was seen before; else Python draws it. @param {Wish} wish */
  function want(wish) {
    clearTimeout(patience);
    wanted = wish;
    const known = wish.add ? undefined : seen.get(key_of(wish.choice));
    if (known) {
      refill(trouble);
      take(known);
    }
    if (answer.outbox.is_gone()) return known ? undefined : wait_for_cell(wish);
    asked += 1;
    model.send({ type: "look", n: asked, choice: wish.choice, add: wish.add });
    if (known) return;
    patience = setTimeout(() => complain("Waiting for Python to draw this. The last picture stays until then."), PATIENCE_HERE);
  }

  /** @param {Wish} wish */
  function wait_for_cell({ choice, add }) {
    lay_down(wish_key, JSON.stringify({ choice, add }), store);
    give_up("Python is not running, so this choice waits; the last picture stays. Press “Run this cell again” (Shift+Enter) to draw it.");
  }

  /** What could not be drawn before the cell was run again. */
  function make_wish_of_old() {
    const left_over = store?.getItem(wish_key);
    if (!left_over || answer.outbox.is_gone()) return;
    store?.removeItem(wish_key);
    const wish = read_wish(left_over);
    if (wish) ask(wish.choice, wish.add);
  }

  /** Nobody waits for it here: another view of this widget asked. */
  function on_picture() {
    if (asked !== answered) return;
    before = wanted;
    take(model.get("picture"));
  }

  /** @param {any} message */
  function on_looked(message) {
    const is_answer = message?.type === "looked" || (message?.type === "failed" && message.of === "look");
    if (!is_answer || message.n !== asked) return;
    clearTimeout(patience);
    answered = asked;
    const { add } = wanted;
    const next = model.get("picture"); // of an earlier wish, if this one could not be drawn
    if (!message.why || !same_choice(next.choice, picture.choice)) take(next);
    if (message.why) return give_up(`${message.why} The last picture stays.`, message.near ?? []);
    controls.added(add);
    looked(true);
    if (picture.notes.length === 0) refill(trouble);
  }

  /** @param {string} why @param {[string, string][]} [near] */
  function give_up(why, near = []) {
    wanted = shown_now();
    no_step();
    controls.restore();
    looked(false);
    complain(why, near);
  }

  /** @param {string} sentence @param {[string, string][]} [near]  countries that may be meant */
  function complain(sentence, near = []) {
    refill(trouble, h("p", { class: "cr-problem" }, sentence, near.map(([code, name]) => [" ",
      small_button(`Add ${name}`, () => ask({}, code))])));
  }

  /** @param {Picture} next  as Python drew it */
  function take(next) {
    if (!same_choice(next.choice, picture.choice)) {
      count_step();
      change(next);
    } else if (next.notes.length > 0) change(next);
    else controls.restore();
    no_step();
    wanted = shown_now();
  }

  /** Several wishes that Python had no time for are one step. */
  function count_step() {
    if (before) steps.did(before);
    before = null;
  }

  function no_step() {
    before = null;
    set_idle(steps.undo, steps.count().done === 0);
  }

  /** @returns {Wish} */
  function shown_now() {
    return { choice: picture.choice, add: "" };
  }

  /** @param {Picture} next */
  function change(next) {
    picture = next;
    show(next);
    refill(trouble, next.notes.map((note) => h("p", { class: "cre-note" }, note)));
    tell(`${next.title} ${next.summary[0] ?? ""}`);
  }

  // ---- what is shown

  /** @param {Picture} next */
  function show(next) {
    seen.set(key_of(next.choice), { ...next, notes: [] });
    if (seen.size > MOST_SEEN) seen.delete([...seen.keys()][0]);
    title.textContent = next.title;
    controls.show(next);
    plot.show(next);
    rows.show(next);
    refill(legend, legend_of(next));
    readout.textContent = HINT;
    const [first, ...others] = next.summary;
    refill(words, h("p", {}, h("strong", {}, "In words. "), first), h("ul", {}, others.map((each) => h("li", {}, each))));
    refill(left, next.leaves_out.map((each) => h("li", {}, each)));
    source.textContent = `Source: ${next.source}`;
    show_kept(answer.value());
  }

  /** @param {number} at @param {"key" | "mouse"} by */
  function on_point(at, by) {
    rows.light(at);
    if (at < 0) return void (readout.textContent = HINT);
    const { who, what, row } = told(picture, picture.points[at]);
    refill(readout, h("strong", {}, who), `: ${what} (${row}).`);
    if (by === "key") tell(`${who}: ${what}. ${row}.`);
  }

  /** Enter on a point: its country joins the chosen ones. @param {number} at */
  function point_out(at) {
    const code = picture.points[at].c[picture.points[at].c.length - 1].split(", ")[0];
    if (wanted.choice.countries.includes(code)) drop(code);
    else ask({}, code);
  }

  // ---- the picture in the answer

  function keep_it() {
    const value = { kind: "picture", choice: picture.choice, title: picture.title };
    answer.push(value);
    show_kept(value);
    tell("This picture is in your answer.");
  }

  /** @param {{ choice?: Choice | null, title?: string } | null} value */
  function show_kept(value) {
    const choice = value?.choice;
    const here = Boolean(choice && same_choice(choice, picture.choice));
    set_idle(keep, here);
    const had = kept_line.contains(document.activeElement);
    if (had) keep.focus(); // the button that was pressed goes
    if (!choice) return refill(kept_line, h("span", { class: "cr-soft" }, "No picture is in your answer yet."));
    refill(kept_line, h("span", {}, here ? "This picture is in your answer." : `In your answer: ${value.title ?? ""}`), " ",
      here ? null : small_button("Show it", () => ask(choice)), " ",
      small_button("Take it back", take_back));
  }

  function take_back() {
    const value = { kind: "picture", choice: null };
    answer.push(value);
    show_kept(value);
  }

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    steps.on_key(event);
  }

  return () => {
    clearTimeout(patience);
    model.off("change:picture", on_picture);
    model.off("msg:custom", on_looked);
    el.removeEventListener("keydown", on_key);
    plot.close();
    unguard();
    pending.close();
    answer.close();
    frame.close();
  };
}

/** What the browser kept may be damaged; then there is no wish. @param {string} kept */
function read_wish(kept) {
  try {
    /** @type {{ choice: Choice, add: string }} */
    const wish = JSON.parse(kept);
    return Array.isArray(wish?.choice?.countries) ? wish : null;
  } catch {
    return null;
  }
}

/** One name for one choice, whatever the order of its parts. @param {Choice} choice */
function key_of({ view, x, y, year, years, draw, countries }) {
  return JSON.stringify([view, x, y, year, years, draw, countries]);
}

/** @param {Choice} a @param {Choice} b */
function same_choice(a, b) {
  return key_of(a) === key_of(b);
}

export default { render: stage(render, ["question", "picture"], (model) => model.get("question").label) };

// The matrix: cases across, questions down, a passage in every cell. This file holds what the
// matrix is at this moment and how it changes; table.js draws it, editor.js fills
// one cell.
//
// Every change sends the whole matrix, and changes that wait replace one another: so what reaches
// the disk is always one state that was seen on the page.

import { count_of, h, new_id, refill, same, set_idle } from "../base/dom.js";
import { make_asker } from "../base/ask.js";
import { make_steps } from "../base/steps.js";
import { open_question } from "../base/question.js";
import { make_editor, other_text } from "./editor.js";
import { cell_id, draw_table } from "./table.js";
import { keep_box, make_pending } from "../base/pending.js";
import { pick_by_key, take_drops } from "../base/pick.js";
import { stage } from "../base/stage.js";
import { say_aloud } from "../base/voice.js";
import { LABELS } from "../base/labels.js";

/** @import { Model } from "../base/kernel.js" */
/** @typedef {{ text?: string, s?: number, e?: number, quote?: string, label?: string, lost?: string, note?: string }} Cell */
/** @typedef {{ id: string, label: string, cells: Record<string, Cell> }} Row */
/** @typedef {{ id: string, label: string, hint: string }} Column */
/**
 * @typedef {object} Question
 * @property {string} id
 * @property {string} label
 * @property {string} prompt
 * @property {Column[]} columns
 * @property {{ id: string, title: string }[]} texts
 * @property {Record<string, string>} themes
 * @property {string[]} required  ids of the cases that the lesson gives; they stay
 */

const MOST_STEPS = 100; // that can be taken back
const MOST_ROWS = 40; // as Python allows

/** @param {Row[]} rows @returns {Row[]} */
function copy(rows) {
  return structuredClone(rows);
}

/** How many cells of a case hold something. @param {Row} row */
function held_by(row) {
  return Object.values(row.cells).filter((cell) => cell.quote || cell.note).length;
}

/** @param {Row[]} rows @param {Column[]} columns */
function progress(rows, columns) {
  const cells = rows.flatMap((row) => columns.map(({ id }) => row.cells[id] ?? {}));
  const held = cells.filter((cell) => cell.quote).length;
  const noted = cells.filter((cell) => !cell.quote && cell.note).length;
  const also = noted > 0 ? ` ${count_of(noted, "cell")} ${noted === 1 ? "holds" : "hold"} only a note.` : "";
  return `${held} of ${count_of(cells.length, "cell")} ${held === 1 ? "holds" : "hold"} a passage.${also}`;
}

/** @param {{ model: Model, el: HTMLElement }} given @returns {() => void} */
function render({ model, el }) {
  /** @type {Question} */
  const question = model.get("question");
  /** @type {Row[]} */
  let rows = copy(model.get("grid"));
  const steps = make_steps({
    most: MOST_STEPS, now: () => rows, on_step,
    on_none: (back) => tell(back ? "There is nothing to undo." : "There is nothing to redo."),
  });

  const asked = open_question({ model, el, kind: "matrix" });
  const { frame } = asked;
  const far = h("p", { class: "crx-progress cr-soft" });
  const seen = h("div", { class: "crx-said" }); // the same for the eye, where it matters
  const table = h("div", { class: "crx-table" });
  const pending = make_pending(model, `matrix:${question.id}`);
  frame.root.classList.add("crx");
  el.addEventListener("keydown", on_key);
  frame.body.append(table, pending.el, adder(), far, seen, h("div", { class: "cr-row" }, steps.undo, steps.redo));

  const answer = asked.join({ on_value: follow });
  const asker = make_asker(model);
  const editor = make_editor({ model, question, ask: asker.ask, pending, put, open: open_editor, close: (where) => close_editor(where) });
  /** The cell that an event is in. @param {Event} event */
  const cell_at = ({ target }) => (target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("td[data-row]")) : null);
  const open_at = (/** @type {HTMLElement | null} */ cell) => Boolean(cell && open_editor(cell.dataset.row ?? "", cell.dataset.column ?? ""));
  pick_by_key(table, (event) => open_at(cell_at(event)) && editor.pick());
  take_drops(table, cell_at, (passage, cell) => open_at(cell) && editor.take(passage));
  const waiting = /** @type {{ rows?: Row[] } | undefined} */ (answer.outbox.pending().at(-1)?.value);
  if (waiting?.rows) rows = copy(waiting.rows); // left by a page that could not deliver it
  model.on("change:marks", editor.refresh);
  draw();

  /** What Python holds, when nothing of ours is under way. */
  function follow(/** @type {unknown} */ _, /** @type {boolean} */ own) {
    const theirs = model.get("grid");
    if (same(theirs, rows)) return;
    rows = copy(theirs);
    if (!own) steps.forget();
    draw();
  }

  /** @param {string} [focus]  the id of the cell button that gets the focus afterwards */
  function draw(focus) {
    const had = frame.root.contains(document.activeElement) ? document.activeElement?.id : "";
    draw_table(table, { rows, question, editor, open: open_editor, remove: ask_to_remove });
    far.textContent = progress(rows, question.columns);
    const wanted = focus || had;
    if (wanted && !editor.is_open()) document.getElementById(wanted)?.focus();
  }

  /**
   * Do one change: remember what was, draw what is, send it.
   * @param {Row[]} next
   * @param {string} sentence
   * @param {{ focus?: string, takes?: boolean }} [how]  whether it takes away what was there
   */
  function change(next, sentence, { focus, takes = false } = {}) {
    steps.did(rows);
    rows = next;
    (takes ? answer.take_out : answer.push)({ rows: copy(rows) });
    draw(focus);
    tell(sentence);
  }

  /** @param {Row[]} other @param {boolean} back */
  function on_step(other, back) {
    rows = other;
    answer.take_out({ rows: copy(rows) });
    draw();
    tell(back ? LABELS.undone : LABELS.redone);
  }

  /** @param {string} sentence */
  function tell(sentence) {
    refill(seen);
    say_aloud(el, `${sentence} ${progress(rows, question.columns)}`);
  }

  /** @param {string} row @param {string} column */
  function open_editor(row, column) {
    const found = rows.find(({ id }) => id === row);
    if (!found) return false;
    editor.open(found, column);
    draw();
    editor.focus();
    return true;
  }

  /** @param {string} where */
  function close_editor(where) {
    draw();
    document.getElementById(where)?.focus();
  }

  /**
   * Put a passage, a note or nothing into a cell.
   * @param {string} row @param {string} column @param {Cell} cell @param {string} focus
   */
  function put(row, column, cell, focus) {
    const next = copy(rows);
    const found = next.find(({ id }) => id === row);
    if (!found) return;
    const takes = !cell.quote && !cell.note;
    if (takes) delete found.cells[column];
    else found.cells[column] = cell;
    const other = other_text(question, found, cell);
    const sentence = cell.quote ? `Passage put in. ${other}`.trim() : takes ? "Cell emptied." : "Note put in.";
    change(next, sentence, { focus, takes });
    if (other) refill(seen, h("p", {}, other));
  }

  /** A case that the student has added may go; when something is in it, not without a question. @param {Row} row */
  function ask_to_remove(row) {
    const count = held_by(row);
    if (count === 0) return remove(row);
    const pressed = document.activeElement?.id ?? "";
    const keep = () => {
      document.getElementById(pressed)?.focus();
      refill(seen);
    };
    const yes = h("button", { type: "button", class: "cr-button", onclick: () => remove(row) }, "Remove it");
    const no = h("button", { type: "button", class: "cr-button", onclick: keep }, "Keep it");
    const asked = `Remove the case ${row.label} with what ${count_of(count, "cell")} of it ${count === 1 ? "holds" : "hold"}?`;
    say_aloud(el, asked);
    refill(seen, h("p", {}, asked),
      h("div", { class: "cr-row" }, no, yes));
    no.focus();
  }

  /** @param {Row} row */
  function remove({ id, label }) {
    const at = rows.findIndex((row) => row.id === id);
    const next = rows.filter((row) => row.id !== id);
    const beside = next[at] ?? next.at(-1);
    change(next, `Case ${label} removed.`, {
      focus: beside && cell_id(question, beside.id, question.columns[0].id), takes: true,
    });
    refill(seen, h("p", {}, `Case ${label} removed. Undo brings it back as long as this page is open.`));
    if (!beside) steps.undo.focus();
  }

  function adder() {
    const field = h("input", { type: "text", class: "cr-field", maxlength: "120", "aria-label": "Name of another case", placeholder: "Another case" });
    keep_box(pending, { box: field, slot: "case", label: "name of a case" });
    const add_one = (/** @type {Event} */ event) => {
      event.preventDefault();
      const label = field.value.trim();
      if (!label) return field.focus();
      if (rows.length >= MOST_ROWS) return tell(`A matrix has at most ${MOST_ROWS} cases.`);
      field.value = "";
      change([...copy(rows), { id: `row-${new_id()}`, label, cells: {} }], `Case ${label} added.`);
    };
    return h("form", { class: "cr-row crx-adder", onsubmit: add_one }, field,
      h("button", { type: "submit", class: "cr-button cr-small" }, "Add a case"));
  }

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (event.key === "Escape" && editor.is_open()) {
      event.stopPropagation();
      editor.close();
    }
    if (!typing) steps.on_key(event);
  }

  return () => {
    model.off("change:marks", editor.refresh);
    el.removeEventListener("keydown", on_key);
    pending.close();
    editor.end();
    asker.close();
    asked.close();
  };
}

export default { render: stage(render, ["question"], (model) => model.get("question").label) };

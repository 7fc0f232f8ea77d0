// How a matrix looks: a question over its cells, one column for each case; on a narrow page the
// cells stand one below the other. The roles are spelled out because a table whose parts are laid
// out as blocks is no table any more to a screen reader.

import { h, refill, small_button } from "../base/dom.js";

/** @import { Cell, Column, Question, Row } from "./matrix.js" */
/** @typedef {{ is_at: (row: string, column: string) => boolean, at_column: (column: string) => boolean, button_id: (row: string, column: string) => string, el: HTMLElement }} Editor */

/**
 * @param {HTMLElement} host
 * @param {object} given
 * @param {Row[]} given.rows
 * @param {Question} given.question
 * @param {Editor} given.editor
 * @param {(row: string, column: string) => unknown} given.open
 * @param {(row: Row) => void} given.remove
 */
export function draw_table(host, { rows, question, editor, open, remove }) {
  const wide = String(rows.length);
  const head = h("tr", { role: "row" }, rows.map((row) =>
    // the name of the column is said with each cell: the button must not be a part of it
    h("th", { scope: "col", role: "columnheader", "aria-labelledby": head_id(question, row.id) },
      h("span", { id: head_id(question, row.id) }, row.label),
      question.required.includes(row.id)
        ? null
        : h("button", { type: "button", class: "crx-remove", id: `${head_id(question, row.id)}-remove`, "aria-label": `Remove the case ${row.label}`, title: "Remove this case", onclick: () => remove(row) }, "×")),
  ));
  const bodies = question.columns.map((column) =>
    h("tbody", { role: "rowgroup" },
      h("tr", { class: "crx-question", role: "row" },
        h("th", { scope: "rowgroup", role: "rowheader", colspan: wide }, column.label,
          column.hint ? h("span", { class: "crx-hint" }, ` ${column.hint}`) : null)),
      h("tr", { role: "row" }, rows.map((row) => cell_of(row, column, editor, open))),
      editor.at_column(column.id)
        ? h("tr", { class: "crx-editing", role: "row" }, h("td", { role: "cell", colspan: wide }, editor.el))
        : null,
    ),
  );
  refill(host, h("table", { role: "table" }, h("caption", { class: "cr-sr" }, question.label), h("thead", { role: "rowgroup" }, head), bodies));
}

/**
 * The id of the button of a cell: the same after the table is drawn again.
 * @param {Question} question @param {string} row @param {string} column
 */
export function cell_id(question, row, column) {
  return `crx-${question.id}-${row}-${column}`.replace(/[^\w-]/g, "-");
}

/** Say which cell it is. @param {string} asks  "Who?", or "Who says it" @param {string} of  the case */
export const cell_name = (asks, of) => `${asks}${/[?!.:…]$/.test(asks) ? "" : ":"} ${of}`;

/** @param {Question} question @param {string} row */
const head_id = (question, row) => `${cell_id(question, row, "")}head`;

/**
 * @param {Row} row @param {Column} column @param {Editor} editor
 * @param {(row: string, column: string) => unknown} open
 */
function cell_of(row, column, editor, open) {
  const cell = row.cells[column.id] ?? {};
  const what = cell.quote ? "Change" : cell.note ? "Choose a passage, or change the note" : "Choose a passage";
  const button = small_button(cell.quote || cell.note ? "Change" : "Choose a passage", () => open(row.id, column.id), {
    id: editor.button_id(row.id, column.id), "aria-expanded": editor.is_at(row.id, column.id),
    "aria-label": `${what}: ${cell_name(column.label, row.label)}`,
  });
  return h("td", { role: "cell", "data-case": row.label, "data-row": row.id, "data-column": column.id, class: editor.is_at(row.id, column.id) ? "crx-open" : "" }, cell_words(cell), button);
}

/** @param {Cell} cell */
function cell_words(cell) {
  return [
    cell.quote
      ? h("p", { class: "crx-passage" },
          h("q", { class: "cr-quote" }, cell.quote), " ",
          h("span", { class: "cr-soft cr-small" }, `(${[cell.text, cell.label].filter(Boolean).join(" ")})`))
      : null,
    cell.lost ? h("p", { class: "crx-lost" }, cell.lost) : null,
    cell.note ? h("p", { class: "crx-note" }, h("span", { class: "cr-soft" }, "Note: "), cell.note) : null,
  ];
}

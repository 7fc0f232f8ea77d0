// A number that is read from a table. Python compares it with the cell; the row opens afterwards.

import { make_hints } from "../base/hints.js";
import { dom_id, h, refill } from "../base/dom.js";
import { open_question } from "../base/question.js";
import { stage } from "../base/stage.js";
import { keep_typed } from "../base/typed.js";
import { spoken } from "../base/voice.js";

const PAUSE = 900; // ms without a key before the answer is saved: long enough to type a number

/** @typedef {{ text?: string, status?: string, sentence?: string, label?: string, asked?: string, cells?: string[][] }} Checked */

/** @param {{ model: import("../base/kernel.js").Model, el: HTMLElement }} view */
function render({ model, el }) {
  const question = model.get("question");
  const named = dom_id("cr-box");
  const asked = open_question({ model, el, kind: "number", labels: named });
  const { frame } = asked;
  const unit = h("span", { class: "cr-unit", id: dom_id("cr-unit") }, question.unit);
  const box = h("input", {
    type: "text", class: "cr-field cr-figure", id: named, autocomplete: "off", maxlength: 60,
    inputmode: "text", "aria-describedby": unit.id, // a numeric keypad has no minus on some phones
    onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && !event.shiftKey && typed.save(),
  });
  const found = spoken(h("p", { class: "cr-found" }));
  const row = h("details", { class: "cr-tablerow", hidden: true });
  const hints = make_hints(question.hints);
  frame.body.append(h("div", { class: "cr-row" }, box, unit), found, row, hints.el);

  const typed = keep_typed({
    model, asked, box, kind: "number", pause: PAUSE, show: show_check,
    alike: (one, other) => tidy(one) === tidy(other), // "12 %" and "12  %" are one answer
  });

  /** What Python says belongs to one answer only: a newer one is not compared yet. */
  function show_check() {
    /** @type {Checked} */
    const checked = model.get("checked") ?? {};
    const fresh = tidy(checked.text ?? "") === tidy(box.value) && Boolean(checked.sentence);
    if (!fresh) {
      found.textContent = "";
      found.removeAttribute("data-status");
      row.hidden = true;
      return;
    }
    if (found.textContent !== checked.sentence) found.textContent = checked.sentence ?? "";
    found.dataset["status"] = checked.status ?? "";
    const cells = checked.cells ?? [];
    row.hidden = cells.length === 0;
    refill(
      row,
      h("summary", {}, `Show the row (${checked.label})`),
      h("table", {}, h("caption", { class: "cr-sr" }, `The row ${checked.label}`), h("tbody", {}, cells.map(([title, ...values]) => h(
        "tr", { class: title === checked.asked ? "cr-askedcell" : "" },
        h("th", { scope: "row" }, title), values.map((value) => h("td", {}, value)),
      )))),
    );
  }

  model.on("change:checked", show_check);
  return () => {
    typed.save();
    model.off("change:checked", show_check);
    asked.close();
  };
}

/** @param {string} text */
function tidy(text) {
  return text.trim().replace(/\s+/gu, " ");
}

export default { render: stage(render, ["question"], (model) => model.get("question").label) };

// A choice: every option explains itself once it is chosen. Nothing here is right or wrong.

import { open_answer } from "./answer_line.js";
import { dom_id, h, refill } from "./dom.js";
import { guard_keys } from "./keys.js";
import { make_frame } from "./question_frame.js";
import { stage } from "./stage.js";

/** @typedef {{ key: string, label: string, explanation: string }} Option */

/** @param {{ model: import("./kernel.js").Model, el: HTMLElement }} view */
function render({ model, el }) {
  const question = model.get("question") ?? {};
  const multiple = Boolean(question.multiple);
  /** @type {Option[]} */
  const options = question.options ?? [];
  const frame = make_frame({
    model, el, as: "fieldset", label: question.label ?? "", prompt: question.prompt ?? "",
    on_retry: () => answer.outbox.flush(), on_put_away: (id) => answer.outbox.put_away(id),
  });
  const group = dom_id("cr-choice");
  const rows = options.map((option) => {
    const described = dom_id("cr-why");
    const input = h("input", {
      type: multiple ? "checkbox" : "radio", name: group, value: option.key,
      "aria-describedby": described, onchange: () => choose(),
    });
    const why = h("div", { class: "cr-why", id: described, "aria-live": "polite" });
    const el = h("div", { class: "cr-option" }, h("label", {}, input, h("span", {}, option.label)), why);
    return { option, input, why, el };
  });
  const others = h("details", { class: "cr-others", hidden: true });
  const back = h("button", { type: "button", class: "cr-button cr-small", onclick: take_back },
    "Take my choice back");
  frame.body.append(...rows.map((row) => row.el), h("div", { class: "cr-row" }, back), others);

  const answer = open_answer({
    model, kind: "choose", on_notes: frame.say, on_status: frame.status.show, on_value: put,
  });
  put(answer.value());

  /** @param {{ chosen?: string[] } | null} value */
  function put(value) {
    const chosen = value?.chosen ?? [];
    for (const row of rows) {
      row.input.checked = chosen.includes(row.option.key);
      row.why.textContent = row.input.checked ? row.option.explanation : "";
      row.el.classList.toggle("cr-chosen", row.input.checked);
    }
    const left = rows.filter((row) => !row.input.checked);
    back.hidden = multiple || chosen.length === 0;
    others.hidden = chosen.length === 0 || left.length === 0;
    refill(
      others,
      h("summary", {}, left.length === 1 ? "What the other option says" : "What the other options say"),
      h("dl", {}, left.map(({ option }) => [h("dt", {}, option.label), h("dd", {}, option.explanation)])),
    );
  }

  function choose() {
    const value = { kind: "choice", chosen: rows.filter((r) => r.input.checked).map((r) => r.option.key) };
    put(value);
    answer.push(value);
  }

  function take_back() {
    for (const row of rows) row.input.checked = false;
    rows[0]?.input.focus(); // the button goes
    choose();
  }

  const unguard = guard_keys(el, { may_rerun: answer.outbox.is_gone });
  return () => {
    unguard();
    answer.close();
    frame.close();
  };
}

export default { render: stage(render, ["question"]) };

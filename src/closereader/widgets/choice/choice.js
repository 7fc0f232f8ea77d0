// A choice: every option is replied to once it is chosen and it is said how sure one is. Nothing here
// is right or wrong. Python keeps the replies to itself until then.

import { dom_id, h, refill, small_button } from "../base/dom.js";
import { open_question } from "../base/question.js";
import { stage } from "../base/stage.js";
import { spoken } from "../base/voice.js";
import { LABELS } from "../base/labels.js";

/** @typedef {{ key: string, label: string }} Option */
/** @typedef {{ chosen?: string[], sure?: string }} Value */

/** How sure one can be: what is kept, the words on the button, and those that stay. */
const SURE = [
  { key: "guess", face: "I am guessing", said: "You were guessing." },
  { key: "fairly", face: "Fairly sure", said: "You were fairly sure." },
  { key: "sure", face: "Sure", said: "You were sure." },
];

/** @param {{ model: import("../base/kernel.js").Model, el: HTMLElement }} view */
function render({ model, el }) {
  const question = model.get("question") ?? {};
  const multiple = Boolean(question.multiple);
  /** @type {Option[]} */
  const options = question.options ?? [];
  const asked = open_question({ model, el, kind: "choose", as: "fieldset" });
  const { frame } = asked;
  const group = dom_id("cr-choice");
  const rows = options.map((option) => {
    const described = dom_id("cr-why");
    const input = h("input", {
      type: multiple ? "checkbox" : "radio", name: group, value: option.key,
      "aria-describedby": described, onchange: () => choose(),
    });
    const why = spoken(h("div", { class: "cr-why", id: described }));
    const el = h("div", { class: "cr-option" }, h("label", {}, input, h("span", {}, option.label)), why);
    return { option, input, why, el };
  });
  const others = h("details", { class: "cr-others", hidden: true });
  const back = small_button(LABELS.undo, take_back);
  const sure_id = dom_id("cr-sure");
  const how_sure = h("div", { class: "cr-row cr-sure", role: "group", "aria-labelledby": sure_id, hidden: true },
    h("span", { id: sure_id }, "How sure are you? The replies come then."),
    SURE.map(({ key, face }) =>
      small_button(face, () => say_how_sure(key))));
  const was_sure = h("span", { class: "cr-soft" });
  frame.body.append(
    ...rows.map((row) => row.el), how_sure, h("div", { class: "cr-row" }, back, was_sure), others);

  let sure = ""; // one of the keys of SURE, "" before it is said
  let waits = false; // a choice that Python has not got, for a reason that the status line says
  const answer = asked.join({
    on_value: put,
    on_status(status) {
      waits = status.state === "waiting";
      show_replies();
    },
  });
  model.on("change:replies", show_replies);
  put(answer.value());

  /** @param {Value | null} value */
  function put(value) {
    const chosen = value?.chosen ?? [];
    sure = chosen.length > 0 ? value?.sure ?? "" : "";
    for (const row of rows) {
      row.input.checked = chosen.includes(row.option.key);
      row.el.classList.toggle("cr-chosen", row.input.checked);
    }
    back.hidden = multiple || chosen.length === 0;
    how_sure.hidden = chosen.length === 0 || sure !== "";
    was_sure.textContent = SURE.find(({ key }) => key === sure)?.said ?? "";
    show_replies();
  }

  function show_replies() {
    /** @type {Record<string, string>} */
    const replies = model.get("replies") ?? {};
    const none = waits ? "The reply comes when your choice is saved." : "";
    for (const { option, input, why } of rows) {
      const words = input.checked && sure ? replies[option.key] ?? none : "";
      if (why.textContent !== words) why.textContent = words; // announced once
    }
    const left = sure ? rows.filter(({ option, input }) => !input.checked && replies[option.key]) : [];
    others.hidden = left.length === 0 || left.length === rows.length;
    const keys = left.map(({ option }) => option.key).join();
    if (others.dataset["keys"] === keys) return; // who stands on the summary keeps the focus
    others.dataset["keys"] = keys;
    refill(
      others,
      h("summary", {}, left.length === 1 ? "What the other option says" : "What the other options say"),
      h("dl", {}, left.map(({ option }) => [h("dt", {}, option.label), h("dd", {}, replies[option.key])])),
    );
  }

  function choose() {
    const asked_before = !how_sure.hidden;
    const chosen = rows.filter((row) => row.input.checked).map((row) => row.option.key);
    const value = { kind: "choice", chosen, ...(sure && chosen.length > 0 ? { sure } : {}) };
    put(value);
    if (!asked_before && !how_sure.hidden) how_sure.scrollIntoView({ block: "nearest" }); // the next step
    answer.push(value);
  }

  /** @param {string} key */
  function say_how_sure(key) {
    sure = key;
    rows.find((row) => row.input.checked)?.input.focus(); // the buttons go
    choose();
  }

  function take_back() {
    for (const row of rows) row.input.checked = false;
    rows[0]?.input.focus(); // the button goes
    choose();
  }

  return () => {
    model.off("change:replies", show_replies);
    asked.close();
  };
}

export default { render: stage(render, ["question"], (model) => model.get("question").label) };

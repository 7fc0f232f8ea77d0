// A question that is answered in prose.

import { lay_first_beside } from "./first.js";
import { make_hints } from "../base/hints.js";
import { make_quotations } from "./quotations.js";
import { count_words } from "../base/counting.js";
import { dom_id, h } from "../base/dom.js";
import { make_pick, pick_by_key, quoted } from "../base/pick.js";
import { open_question } from "../base/question.js";
import { paragraphs } from "../base/question_frame.js";
import { stage } from "../base/stage.js";
import { keep_typed } from "../base/typed.js";

const PAUSE = 600; // ms without a key before the answer is saved
const LONGEST_UNSAVED = 3000; // ms that somebody may write without a pause

/** @param {{ model: import("../base/kernel.js").Model, el: HTMLElement }} view */
function render({ model, el }) {
  const question = model.get("question") ?? {};
  const named = dom_id("cr-box");
  const asked = open_question({ model, el, kind: "ask", labels: named });
  const { frame } = asked;
  const counted = dom_id("cr-count");
  const count = h("span", { class: "cr-count", "aria-hidden": "true" });
  // What describes the box is read aloud whenever it changes: while somebody writes, it stays.
  const told = h("span", { class: "cr-sr", id: counted });
  const box = h("textarea", {
    class: "cr-field cr-prose", rows: question.rows ?? 6, spellcheck: "true",
    id: named, "aria-label": paragraphs(question.prompt ?? "").join(" ") || null, "aria-describedby": counted,
    onblur: () => show_count(),
    // Who comes with Tab sees the whole box; the browser is content with its first line.
    onkeyup: (/** @type {KeyboardEvent} */ { key }) => key === "Tab" && box.scrollIntoView({ block: "nearest" }),
  });
  box.style.setProperty("--cr-rows", String(question.rows ?? 6));
  const quotations = make_quotations({ write });
  const hints = make_hints(question.hints ?? []);
  frame.body.append(quotations.el, hints.el);
  const pick = make_pick({ asks: () => question.label || "your answer", of: meant_texts, take: quote, signal: model.signal });
  const mine = h("div", { class: "cr-mine" }, box, h("div", { class: "cr-under" }, pick.button, " ", count, told));
  pick_by_key(mine, () => pick.pick(false, box));
  const leave_first = lay_first_beside(frame.body, mine, model, () => {
    if (!answer.outbox.is_gone()) model.send({ type: "refresh" });
  });

  const { answer, save, on_input } = keep_typed({
    model, asked, box, kind: "prose", pause: PAUSE, longest: LONGEST_UNSAVED,
    on_status: (status) => quotations.set_alive(!status.rerun),
    show() {
      show_count();
      show_check();
    },
  });

  function show_count() {
    const words = count_words(box.value);
    const wanted = question.words ? ` · ${question.words[0]} to ${question.words[1]} are asked for` : "";
    count.textContent = `${words} ${words === 1 ? "word" : "words"}${wanted}`;
    if (!box.matches(":focus")) told.textContent = count.textContent;
  }

  function show_check() {
    quotations.show(model.get("checked") ?? {}, box.value);
  }

  /**
   * Write over some words of the answer, so that Ctrl+Z takes it back.
   * @param {number} from  code points, as Python counts
   * @param {number} to
   * @param {string} words
   */
  function write(from, to, words) {
    const [start, end] = [from, to].map((n) => [...box.value].slice(0, n).join("").length);
    box.focus();
    box.setSelectionRange(start, end);
    // Old, but the only way that keeps the box's own undo; Firefox took it in as well.
    if (!document.execCommand("insertText", false, words)) {
      box.setRangeText(words, start, end, "end");
      on_input();
    }
    save();
  }

  /** The texts that words may be of: the one cited last before the caret, else those of the question. */
  function meant_texts() {
    const before = box.value.slice(0, box.selectionStart);
    /** @type {[string, string][]} */
    const names = Object.entries(model.get("citable") ?? {});
    const [last = 0, cited = ""] = names
      .map(([name, id]) => /** @type {const} */ ([before.lastIndexOf(name) + 1, id]))
      .sort(([a], [b]) => b - a)[0] ?? [];
    return last > 0 ? [cited] : (question.texts ?? []);
  }

  /** Words of the text, where the caret stands, with their place. @param {import("../base/desk_events.js").TakenPassage} passage */
  function quote(passage) {
    const before = box.value.slice(0, box.selectionStart);
    const [from, to] = [box.selectionStart, box.selectionEnd].map((unit) => [...box.value.slice(0, unit)].length);
    write(from, to, `${/\S$/u.test(before) ? " " : ""}${quoted(passage)} `);
  }

  model.on("change:checked", show_check);
  return () => {
    save();
    model.off("change:checked", show_check);
    leave_first();
    asked.close();
  };
}

export default { render: stage(render, ["question"], (model) => model.get("question").label) };

// A question that is answered in prose.

import { open_answer } from "../base/answer_line.js";
import { lay_first_beside } from "./first.js";
import { make_hints } from "../base/hints.js";
import { make_quotations } from "./quotations.js";
import { count_words } from "../base/counting.js";
import { dom_id, h } from "../base/dom.js";
import { guard_keys } from "../base/keys.js";
import { make_pick, pick_by_key, quoted } from "../base/pick.js";
import { make_frame, paragraphs } from "../base/question_frame.js";
import { stage } from "../base/stage.js";

const PAUSE = 600; // ms without a key before the answer is saved
const LONGEST_UNSAVED = 3000; // ms that somebody may write without a pause

/** @param {{ model: import("../base/kernel.js").Model, el: HTMLElement }} view */
function render({ model, el }) {
  const question = model.get("question") ?? {};
  const named = dom_id("cr-box");
  const frame = make_frame({
    model, el, labels: named, label: question.label ?? "", prompt: question.prompt ?? "",
    on_retry: () => answer.outbox.flush(), on_put_away: (id) => answer.outbox.put_away(id),
  });
  const counted = dom_id("cr-count");
  const count = h("span", { class: "cr-count", id: counted });
  const box = h("textarea", {
    class: "cr-field cr-prose", rows: question.rows ?? 6, spellcheck: "true",
    id: named, "aria-label": paragraphs(question.prompt ?? "").join(" ") || null, "aria-describedby": counted,
    oninput: () => on_input(), onblur: () => save(),
  });
  box.style.setProperty("--cr-rows", String(question.rows ?? 6));
  const quotations = make_quotations({ write });
  const hints = make_hints(question.hints ?? []);
  frame.body.append(quotations.el, hints.el);
  const pick = make_pick({ asks: () => question.label || "your answer", take: quote, signal: model.signal });
  const mine = h("div", { class: "cr-mine" }, box, h("div", { class: "cr-under" }, count, " ", pick.button));
  pick_by_key(mine, () => pick.pick(false, box));
  const leave_first = lay_first_beside(frame.body, mine, model, () => {
    if (!answer.outbox.is_gone()) model.send({ type: "refresh" });
  });

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let sent = ""; // what was saved or is on its way
  let since = 0; // when the first key came that is not saved
  /** @type {import("../base/outbox.js").Status | undefined} */
  let status_now;
  const answer = open_answer({
    model, kind: "ask", on_notes: frame.say,
    on_status(status) {
      status_now = status;
      show_status();
      quotations.set_alive(!status.rerun);
    },
    on_value(value) {
      // What is being written is newer than what somebody else has saved.
      const free = box.value === sent;
      if (free) put(value?.text ?? "");
      show_check();
      return free;
    },
  });
  put(answer.value()?.text ?? "");
  show_check();

  /** @param {string} text */
  function put(text) {
    sent = text;
    if (box.value !== text) {
      const { selectionStart, selectionEnd } = box;
      box.value = text;
      box.setSelectionRange(selectionStart, selectionEnd);
    }
    show_count();
  }

  function show_count() {
    const words = count_words(box.value);
    const asked = question.words ? ` · ${question.words[0]} to ${question.words[1]} are asked for` : "";
    count.textContent = `${words} ${words === 1 ? "word" : "words"}${asked}`;
  }

  function show_check() {
    quotations.show(model.get("checked") ?? {}, box.value);
  }

  function on_input() {
    show_count();
    show_check();
    since ||= Date.now();
    show_status();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(PAUSE, since + LONGEST_UNSAVED - Date.now())));
  }

  /** "Saved" must never stand below words that are not. */
  function show_status() {
    if (!status_now) return;
    const unsaved = box.value !== sent && status_now.state === "saved";
    frame.status.show(unsaved ? { ...status_now, state: "saving", message: "Not saved yet…" } : status_now);
  }

  function save() {
    clearTimeout(timer);
    since = 0;
    if (box.value === sent) return show_status();
    sent = box.value;
    answer.push({ kind: "prose", text: box.value });
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

  /** Words of the text, where the caret stands, with their place. @param {import("../base/pick.js").TakenPassage} passage */
  function quote(passage) {
    const before = box.value.slice(0, box.selectionStart);
    const [from, to] = [box.selectionStart, box.selectionEnd].map((unit) => [...box.value.slice(0, unit)].length);
    write(from, to, `${/\S$/u.test(before) ? " " : ""}${quoted(passage)} `);
  }

  const on_hide = () => save();
  const unguard = guard_keys(el, { may_rerun: answer.outbox.is_gone });
  model.on("change:checked", show_check);
  document.addEventListener("visibilitychange", on_hide, { signal: model.signal });
  window.addEventListener("pagehide", on_hide, { signal: model.signal });
  return () => {
    save();
    model.off("change:checked", show_check);
    leave_first();
    unguard();
    answer.close();
    frame.close();
  };
}

export default { render: stage(render, ["question"], (model) => model.get("question").label) };

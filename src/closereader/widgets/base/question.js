// A question with its answer: its frame at once, the line to Python when its body stands.

import { open_answer } from "./answer_line.js";
import { guard_keys } from "./keys.js";
import { make_frame } from "./question_frame.js";

/**
 * @param {object} options
 * @param {import("./kernel.js").Model} options.model
 * @param {HTMLElement} options.el
 * @param {string} options.kind  of widget, "ask" or "choose": a part of the outbox's key
 * @param {"group" | "fieldset"} [options.as]
 * @param {string} [options.labels]  see make_frame
 */
export function open_question({ model, el, kind, as, labels }) {
  const { label = "", prompt = "" } = model.get("question") ?? {};
  /** @type {ReturnType<typeof open_answer>} */
  let answer;
  /** @type {import("./outbox.js").Status | undefined} */
  let status;
  let is_writing = () => false;
  let unguard = () => {};
  const frame = make_frame({
    model, el, as, labels, label, prompt,
    on_retry: () => answer.outbox.flush(), on_put_away: (id) => answer.outbox.put_away(id),
  });

  /** “Saved” must never stand below words that are not. */
  function show_status() {
    if (!status) return;
    const unsaved = is_writing() && status.state === "saved";
    frame.status.show(unsaved ? { ...status, state: "saving", message: "Not saved yet…" } : status);
  }

  return {
    frame,
    show_status,
    status: () => status,
    /**
     * @param {object} given
     * @param {(value: any, own: boolean) => unknown} given.on_value  see open_answer
     * @param {(status: import("./outbox.js").Status) => void} [given.on_status]
     * @param {() => boolean} [given.is_writing]  whether something was typed that is not on its way
     */
    join({ on_value, on_status = () => {}, is_writing: writing = is_writing }) {
      is_writing = writing;
      answer = open_answer({
        model, kind, on_value, on_notes: frame.say,
        on_status(now) {
          status = now;
          show_status();
          on_status(now);
        },
      });
      unguard = guard_keys(el, { may_rerun: answer.outbox.is_gone });
      return answer;
    },
    close() {
      unguard();
      answer.close();
      frame.close();
    },
  };
}

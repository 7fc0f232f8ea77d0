// The answer to a question as a view sees it: what is on disk, and what waits to get there.

import { keys_of, make_outbox } from "./outbox.js";

/** @import { Model } from "./kernel.js" */

/**
 * @param {object} options
 * @param {Model} options.model
 * @param {string} options.kind  "ask" or "choose": a part of the outbox's key
 * @param {(value: any, own: boolean) => unknown} options.on_value  the answer was changed by
 *   somebody else, or saved (`own`: what this view has sent last, as Python tidied it); false when
 *   the view did not take it, because something newer is being written
 * @param {(status: import("./outbox.js").Status) => void} options.on_status
 * @param {(notes: string[]) => void} options.on_notes
 */
export function open_answer({ model, kind, on_value, on_status, on_notes }) {
  const kept = () => model.get("kept") ?? {};
  // The state that the next change starts from: what the view shows, not what the disk got since.
  /** @type {string | null} */
  let basis = kept().modified || null;
  let mine = ""; // the `modified` of what was last saved from here

  /** What Python has, unless something newer waits. */
  const value = () => outbox.pending().at(-1)?.value ?? kept().value ?? null;
  const settle = () => {
    if (outbox.pending().length > 0) return;
    const { value: found = null, modified = null } = kept();
    if (modified < mine) return; // older than what was saved from here
    if (on_value(found, modified === mine) !== false) basis = modified || null;
  };
  const outbox = make_outbox({
    model,
    ...keys_of(model, `${kind}:${model.get("question")?.id ?? ""}`),
    on_status,
    on_ack({ notes, own }) {
      for (const moment of own) {
        basis = moment;
        if (moment > mine) mine = moment;
      }
      if (notes.length > 0) on_notes(notes);
      settle();
    },
  });
  model.on("change:kept", settle);

  return {
    value,
    outbox,
    /** Save an answer; one that still waits is replaced. @param {unknown} next */
    push(next) {
      outbox.push({ op: "answer", about: "answer", slot: "answer", value: next, base: basis });
    },
    /** Save an answer that something was taken out of. What was there is saved first, and goes to the trash. @param {unknown} next */
    take_out(next) {
      outbox.push({ op: "answer", about: "answer", undoes: "answer", value: next, base: basis });
    },
    close() {
      model.off("change:kept", settle);
      outbox.close();
    },
  };
}

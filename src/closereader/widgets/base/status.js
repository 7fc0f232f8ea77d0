// The line that says whether the work is on disk. Every widget has one, always in the same words.

import { clock, count_of, focus_beside, h, refill, small_button } from "./dom.js";
import { make_rerun } from "./rerun.js";
import { say_aloud } from "./voice.js";

/**
 * @param {object} [options]
 * @param {() => void} [options.on_retry]  "Try again" was pressed
 * @param {(id: string) => void} [options.on_put_away]  a refused change was read and put away
 */
export function make_status({ on_retry, on_put_away } = {}) {
  // What is shown changes with every keystroke ("Saving…"), what is said does not. A screen reader
  // hears only what matters: that something waits, and that it is over.
  const shown = h("span", { class: "cr-status-text" });
  const more = h("span", { class: "cr-status-more" });
  const el = h("div", { class: "cr-status", "data-state": "saved" }, shown, " ", more);
  // Made once and never moved: a button that is put in again between the press and the release of
  // the mouse gets no click, and leaving a text box by that press saves, and so shows a status.
  const rerun = make_rerun(el);
  const retry = small_button("Try again", on_retry);
  const kept = h("span");
  more.append(rerun, retry, kept);
  let last = "saved";
  let listed = "[]";

  /** @param {import("./outbox.js").Status} status */
  function show(status) {
    el.dataset.state = status.state;
    shown.textContent = status.message;
    shown.title = status.saved_at ? `Last written to disk: ${clock(status.saved_at)}` : "";
    const trouble = status.state === "waiting" || status.state === "refused";
    if (trouble || last === "waiting" || last === "refused") say_aloud(el, status.message);
    last = status.state;
    rerun.hidden = !status.rerun;
    retry.hidden = !(trouble && !status.rerun && status.pending > 0 && on_retry);
    const list = JSON.stringify(status.refused.map((edit) => [edit.id, edit.refused]));
    if (list !== listed) {
      if (kept.contains(document.activeElement)) focus_beside(kept);
      refill(kept, status.refused.length > 0 && on_put_away ? kept_words(status.refused, on_put_away) : null);
    }
    listed = list;
  }
  rerun.hidden = retry.hidden = true;
  return { el, show };
}

/** Whether one thing of several is on disk, beside it. @param {boolean} waits @param {string} at  when it was saved */
export function saved_word(waits, at) {
  const words = waits ? "Waits to be saved." : at && `Saved ${clock(at)}`;
  return words ? h("span", { class: "cr-soft cr-small" }, ` ${words} `) : null;
}

/**
 * What can never be saved is still shown in full, to be copied.
 * @param {import("./shelf.js").Edit[]} edits
 * @param {(id: string) => void} on_put_away
 */
function kept_words(edits, on_put_away) {
  return h("details", { class: "cr-refused" },
    h("summary", {}, `Show ${count_of(edits.length, "change")}`),
    h("ul", {}, edits.map((edit) =>
      h("li", {},
        h("p", {}, edit.refused ?? ""),
        h("pre", { tabindex: "0" }, words_of(edit)),
        small_button("Put away", () => on_put_away(edit.id)),
      ),
    )),
  );
}

/** @param {import("./shelf.js").Edit} edit */
function words_of(edit) {
  const content = edit.mark ?? edit.value ?? edit.op;
  return typeof content === "string" ? content : JSON.stringify(content, null, 1);
}

// The line below the text: what just happened (with its undo), what is selected, what is saved.

import { count_of, h, is_touched, refill } from "../base/dom.js";
import { shorten_middle } from "./view.js";
import { make_status } from "../base/status.js";
import { make_take_back } from "./take_back.js";

/** @import { View } from "./view.js" */

/** @param {View} view */
export function make_foot(view) {
  const { store } = view;
  const message = h("span", { class: "crr-message" });
  const who = h("span", { class: "crr-who" });
  const status = make_status({ on_retry: store.retry, on_put_away: store.put_away });
  const el = h("div", { class: "crr-foot" }, message, h("span", { class: "crr-foot-end" }, who, status.el));
  let told = false;
  const take_back = make_take_back(() => store.last("undo")?.id, () => message.querySelector("button")?.remove());

  /** Is there something to be told? It is read whole, where a hint may be cut. @param {boolean} now */
  function set_told(now) {
    told = now;
    message.classList.toggle("crr-told", told);
  }

  /** What is selected, and which words a mark would take when that is something else. */
  function selected() {
    const [s, e] = view.taken();
    const begun = view.span();
    const whole = view.motion.whole(begun);
    const words = `“${shorten_middle(view.words(s, e), 60)}”`;
    if (whole[0] === begun[0] && whole[1] === begun[1])
      return `${count_of(view.count(s, e), "word")} selected, ${view.place(s, e)}`;
    if (s === begun[0] && e === begun[1]) return `Selected to the letter, ${view.place(s, e)}: ${words}`;
    return `${count_of(view.count(s, e), "whole word")}, ${view.place(s, e)}: ${words}`;
  }

  function deeds() {
    if (is_touched()) return view.writing ? "Save keeps the mark, Cancel closes the card" : "";
    if (view.writing) return "Enter saves, Esc closes the card";
    return view.readonly()
      ? "c copies the words with their place"
      : `1–${view.themes().length} marks, Enter opens the card`;
  }

  function hint() {
    const [s, e] = view.span();
    if (e > s) {
      set_told(false);
      message.textContent = [selected(), deeds()].filter(Boolean).map((words) => `${words}.`).join(" ");
    } else if (view.writing) {
      set_told(false);
      message.textContent = `${deeds()}.`;
    } else if (!told) {
      message.textContent =
        view.readonly() || view.mode !== "page"
          ? ""
          : is_touched()
            ? "Press and hold a word, then drag the handles. Tap a marked passage to open its card."
            : "Select words with the mouse or with Shift and the arrows. ? lists the keys.";
    }
  }

  function fill() {
    const now = store.status();
    if (now) status.show(now);
    const { name } = store.who();
    who.textContent = name ? `Marking as ${name}` : "";
  }

  view.on("selection", hint);
  view.on("mode", hint);
  view.on("open", hint);
  view.on("status", fill);
  view.on("status", take_back.look);
  view.on("marks", take_back.look);
  view.on("traits", fill);
  fill();
  hint();

  return {
    el,
    /**
     * Show and announce what happened.
     * @param {string} sentence
     * @param {(() => void) | null} undo
     */
    tell(sentence, undo) {
      set_told(true);
      view.announce(sentence);
      take_back.forget();
      refill(message, sentence, " ", undo ? take_back.offer(undo) : null);
    },
  };
}

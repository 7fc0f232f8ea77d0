// The line below the text: what just happened (with its undo), what is selected, what is saved.

import { count_of, h, refill } from "./dom.js";
import { make_status } from "./status.js";

/** @typedef {import("./reader_view.js").View} View */

/** @param {View} view */
export function make_foot(view) {
  const { store } = view;
  const message = h("span", { class: "crr-message" });
  const who = h("span", { class: "crr-who" });
  const status = make_status({ on_retry: store.retry, on_put_away: store.put_away });
  const el = h("div", { class: "crr-foot" }, message, h("span", { class: "crr-foot-end" }, who, status.el));
  let told = false;

  function hint() {
    const [s, e] = view.span();
    const last = view.themes().length;
    if (e > s) {
      told = false;
      const deeds = view.readonly()
        ? "c copies the words with their place"
        : `1–${last} marks, Enter opens the card`;
      message.textContent = `${count_of(view.count(s, e), "word")} selected, ${view.label(s)}. ${deeds}.`;
    } else if (!told) {
      message.textContent =
        view.readonly() || view.mode !== "page"
          ? ""
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
  view.on("status", fill);
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
      told = true;
      view.announce(sentence);
      refill(
        message,
        sentence,
        " ",
        undo ? h("button", { type: "button", class: "cr-button cr-small", onclick: undo }, "Undo") : null,
      );
    },
  };
}

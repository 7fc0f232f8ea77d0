// What a reader must be told and can act on: a problem on this computer, marks whose words moved,
// marks for which only a similar place was found, and marks whose words are gone.

import { count_of, h, refill, small_button } from "../base/dom.js";
import { badge } from "./badge.js";
import { shorten } from "./view.js";
import { LABELS } from "../base/labels.js";
import { difference } from "./halving.js";

/** @import { View } from "./view.js" */
/** @import { Mark } from "./state.js" */

/**
 * @param {View} view
 * @param {{
 *   accept: (marks: Mark[]) => void, remove: (mark: Mark) => void,
 *   visit: (mark: Mark) => void, look: (s: number, e: number) => void, back: () => void,
 * }} on
 * @param {string} fallback a sentence about this browser, or ""
 */
export function make_banners(view, on, fallback) {
  const { store } = view;
  const el = h("div", { class: "crr-banners" });
  /** @type {Set<string>} offers that were declined here */
  const declined = new Set();
  /** @type {Mark[]} all marks when it was last filled */
  let known = [];
  /** @type {Mark[]} those of them that must be told of */
  let unlike = [];
  let drawn = "";
  let looking = false; // at each of many offers

  const words = (/** @type {Mark} */ mark) =>
    h("span", { class: "cr-quote" }, `“${shorten(mark.quote ?? view.mark_words(mark), 240)}”`);

  /** The button that was pressed goes with its banner; the focus does not. @param {() => void} deed */
  function then_back(deed) {
    deed();
    on.back();
  }

  /** @param {Mark} mark */
  function offer(mark) {
    const decline = () => {
      declined.add(mark.id);
      fill();
      on.back();
    };
    return h("li", {},
      badge(view.theme(mark.theme)),
      " You marked ",
      words(mark),
      `. The closest place now (${view.place(mark.s, mark.e)}): `,
      h("span", { class: "cr-quote" }, `“${shorten(view.words(mark.s, mark.e), 240)}”`),
      h("div", { class: "cr-row" },
        small_button("This is the place", () => then_back(() => on.accept([mark]))),
        small_button("Not this place", decline),
        small_button("Look", () => on.look(mark.s, mark.e)),
      ),
    );
  }

  /** @param {Mark} mark */
  const lost = (mark) =>
    h("li", {},
      badge(view.theme(mark.theme)),
      " ",
      words(mark),
      mark.note ? ` Note: ${mark.note} ` : " ",
      small_button(LABELS.remove, () => then_back(() => on.remove(mark))),
    );

  /** @param {Mark} mark */
  const moved = (mark) =>
    h("li", {},
      badge(view.theme(mark.theme)),
      " ",
      mark.was ? [h("span", { class: "cr-quote" }, `“${shorten(mark.was, 240)}”`), " now reads "] : null,
      words(mark),
      ` (${view.place(mark.s, mark.e)}) `,
      small_button("Go there", () => on.visit(mark)),
    );

  /** @param {string} sentence @param {HTMLElement[]} items @param {boolean} open */
  const group = (sentence, items, open) =>
    h("details", { class: "crr-banner", open }, h("summary", {}, sentence), h("ul", {}, items));

  /** One card for many offers: a small correction of a text must not ask for each mark by itself. */
  const many = (/** @type {string} */ sentence, /** @type {Mark[]} */ marks) => {
    const accept_all = () => then_back(() => on.accept(marks));
    const look = () => {
      looking = !looking;
      fill();
      /** @type {HTMLElement | null} */ (el.querySelector(".crr-each"))?.focus();
    };
    return h("div", { class: "crr-banner" },
      sentence,
      h("div", { class: "cr-row" },
        small_button(`Accept all ${marks.length} places`, accept_all),
        small_button("Look at each", look, { class: "cr-button cr-small crr-each", "aria-expanded": looking }),
      ),
      looking ? h("ul", {}, marks.map(offer)) : null,
    );
  };

  /** @param {Mark[]} marks */
  function offers(marks) {
    const one = marks.length === 1;
    const sentence = `${count_of(marks.length, "passage")} no longer ${one ? "matches" : "match"} the text word for word. A similar place is offered; nothing is attached without you.`;
    return one ? group(sentence, marks.map(offer), true) : many(sentence, marks);
  }

  function fill() {
    // Of many marks few are not where they were made, and few are others than before.
    const marks = store.marks();
    const { gone: left, come } = difference(known, marks);
    const is_unlike = (/** @type {Mark} */ { status }) => status !== "exact";
    if (left.some(is_unlike) || come.some(is_unlike)) unlike = marks.filter(is_unlike);
    known = marks;
    const with_status = (/** @type {string} */ status) => unlike.filter((mark) => mark.status === status);
    const offered = with_status("offered").filter((mark) => !declined.has(mark.id));
    const gone = [...with_status("lost"), ...with_status("offered").filter((mark) => declined.has(mark.id))];
    const elsewhere = with_status("moved");
    const state = JSON.stringify([store.problem(), offered, gone, elsewhere, fallback, looking]);
    if (state === drawn) return;
    drawn = state;
    refill(
      el,
      store.problem() ? h("p", { class: "crr-banner crr-problem" }, store.problem()) : null,
      fallback ? h("p", { class: "crr-banner" }, fallback) : null,
      offered.length ? offers(offered) : null,
      gone.length
        ? group(
            `${count_of(gone.length, "marked passage")} ${gone.length === 1 ? "is" : "are"} not in this text any more. The words and notes are kept.`,
            gone.map(lost),
            false,
          )
        : null,
      elsewhere.length
        ? group(
            `The text has changed: ${count_of(elsewhere.length, "mark")} ${elsewhere.length === 1 ? "was" : "were"} found again in ${elsewhere.length === 1 ? "its passage" : "their passages"}.`,
            elsewhere.map(moved),
            false,
          )
        : null,
    );
  }
  view.on("marks", fill);
  view.on("traits", fill);
  fill();
  return { el };
}

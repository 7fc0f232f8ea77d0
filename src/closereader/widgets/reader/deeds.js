// What can be done to marks, each deed with the words that announce it. Gestures, keys and
// buttons all end here, and so does nothing else.

import { new_id } from "../base/dom.js";
import { is_placed } from "./shown.js";

/** @import { View } from "./view.js" */
/** @import { Edit, Mark } from "./state.js" */
/** @import { Draft } from "./card.js" */
/** @typedef {ReturnType<typeof make_deeds>} Deeds */

/**
 * @param {View} view
 * @param {(sentence: string, undo: boolean) => void} tell show (and announce) what happened
 */
export function make_deeds(view, tell) {
  const { store } = view;

  /** @param {string} verb @param {Mark} mark */
  const say_mark = (verb, mark) => {
    const where = is_placed(mark) ? `, ${view.place(mark.s, mark.e)}` : "";
    return `${verb} ${view.theme(mark.theme).name}${where}.`;
  };

  /**
   * Save what a card holds; unplaced marks stay where they were.
   * @param {Draft} draft
   * @returns {Mark}
   */
  function save(draft) {
    const { mark: old, s, e, theme, move, note } = draft;
    /** @type {Mark} */
    const mark = {
      ...(old ?? { id: `urn:uuid:${new_id()}`, by: store.who().id, status: "exact", at: "" }),
      s,
      e,
      theme: theme ?? "",
      move,
      note,
    };
    store.put(mark);
    tell(say_mark(old ? "Changed:" : "Marked as", mark), true);
    return mark;
  }

  return {
    save,
    /** @param {string} theme @param {number} s @param {number} e */
    mark_now: (theme, s, e) => save({ mark: null, s, e, theme, move: null, note: "" }),
    /** @param {Mark} mark */
    remove(mark) {
      store.remove(mark);
      tell(say_mark("Removed the mark", mark), true);
    },
    /** Take the offered places as the marks' own. @param {Mark[]} marks */
    accept(marks) {
      for (const { quote: _quote, score: _score, ...rest } of marks) store.put({ ...rest, status: "exact" });
      const [first] = marks;
      tell(marks.length === 1 ? say_mark("Placed:", { ...first, status: "exact" }) : `Placed: ${marks.length} marks.`, true);
    },
    /** @param {"undo" | "redo"} way */
    step(way) {
      const edit = store.step(way);
      if (!edit)
        return tell(way === "undo" ? "There is nothing to undo." : "There is nothing to redo.", false);
      return tell(step_sentence(way, edit), false);
    },
  };

  /** @param {"undo" | "redo"} way @param {Edit} edit */
  function step_sentence(way, edit) {
    const verb = way === "undo" ? "Undone:" : "Done again:";
    if (!edit.mark) return `${verb} ${edit.op === "link" ? "linked again" : "link removed"}.`;
    const what = edit.op === "delete" ? "mark removed," : edit.before ? "mark changed," : "mark is back,";
    return say_mark(`${verb} ${what}`, edit.mark);
  }
}

/**
 * The marks at a point or under a selection, the smallest first: the nearest meaning wins.
 * @param {View} view
 * @param {number} s
 * @param {number} e
 */
export function marks_at(view, s, e) {
  return view
    .shown()
    .filter(({ mark }) => (s === e ? mark.s <= s && s <= mark.e : mark.s < e && mark.e > s))
    .sort((a, b) => a.mark.e - a.mark.s - (b.mark.e - b.mark.s));
}

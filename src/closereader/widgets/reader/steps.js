// What a gesture means: a selection, a click, a key. Which mark is meant, what opens, where to go.

import { compare_marks } from "./state.js";
import { is_placed } from "./shown.js";
import { shorten } from "./view.js";
import { marks_at } from "./deeds.js";
import { copy_text } from "./copy.js";

/** @import { Shown, View } from "./view.js" */
/** @import { Mark } from "./state.js" */
/**
 * @typedef {{
 *   card: import("./card.js").Card,
 *   chooser: ReturnType<typeof import("./chooser.js").make_chooser>,
 *   deeds: import("./deeds.js").Deeds, paint: import("./paint.js").Paint,
 *   tell: (sentence: string, undo: boolean) => void,
 *   jump: (point: number) => void,
 * }} Tools
 */
/** @typedef {ReturnType<typeof make_steps>} Steps */

/** @param {View} view @param {Tools} tools */
export function make_steps(view, tools) {
  const { card, chooser, deeds, paint, tell } = tools;
  const { selected, store } = view;
  /** The mark that was last made or visited: what Enter, n and Delete mean when several could be. */
  let current = "";

  /** The marks that are meant, the current one alone if it is among them. */
  function meant() {
    const [s, e] = view.span();
    const here = marks_at(view, s, e);
    return here.filter(({ mark }) => mark.id === current).length > 0
      ? here.filter(({ mark }) => mark.id === current)
      : here;
  }

  /**
   * Do something with the mark at the caret; ask which one when several are meant.
   * @param {string} question
   * @param {(mark: Mark) => void} deed
   */
  function with_mark(question, deed) {
    const marks = meant();
    const own = marks.filter(({ reader }) => reader === null);
    if (marks.length === 0) tell("There is no mark at the cursor.", false);
    else if (marks.length === 1 && own.length === 1) deed(own[0].mark);
    else chooser.ask(question, marks, deed);
  }

  /** @param {Mark} mark @param {"theme" | "note"} [focus] */
  function open_mark(mark, focus = "theme") {
    current = mark.id;
    if (view.readonly()) return chooser.ask("Mark", [{ mark, reader: "My mark" }], () => {});
    return card.open_mark(mark, { focus });
  }

  /** @param {"theme" | "note" | "none"} focus @param {import("./card_room.js").Room} [room] */
  function open_new(focus, room) {
    if (view.readonly()) return;
    const span = view.span();
    const taken = view.taken();
    const cut = view.motion.whole(span);
    const other = selected.exact ? cut : span;
    const or = other[0] !== taken[0] || other[1] !== taken[1] ? other : undefined;
    // Fingers still hold the ends of their selection; elsewhere the words taken are shown selected.
    if (or && (room || focus !== "none")) view.select(taken[0], taken[1], { exact: true });
    card.open_new(...taken, { focus, or, room });
  }

  const has_words = () => {
    const [s, e] = view.span();
    return e > s;
  };

  /** @param {Mark} mark */
  function visit(mark) {
    current = mark.id;
    view.select(mark.s, mark.s);
    tools.jump(mark.s);
    paint.spans("open", [[mark.s, mark.e]]);
    const note = mark.note ? ` Note: ${mark.note}` : "";
    view.announce(`${view.describe(mark)}: “${shorten(view.mark_words(mark), 200)}”.${note}`);
  }

  view.on("selection", () => paint.spans("open", []));
  view.on("open", () => {
    const mark = view.open_id === null ? null : store.mark(view.open_id);
    paint.spans("open", mark && is_placed(mark) ? [[mark.s, mark.e]] : []);
    paint.spans("chosen", view.open_id === null ? card.words() : []);
  });

  return {
    visit,
    /** Select a place of the text and bring it into sight. @param {number} s @param {number} e */
    look(s, e) {
      view.select(s, e);
      tools.jump(s);
    },
    open_mark,
    /**
     * The mouse or the fingers selected words.
     * @param {"mouse" | "touch"} how @param {import("./card_room.js").Room} [room]
     */
    selected(how, room) {
      open_new(how === "mouse" && !room ? "theme" : "none", room);
    },
    /** A click without a selection. @param {number} point */
    clicked(point) {
      if (!card.leave()) return;
      const here = marks_at(view, point, point).filter(({ mark }) => mark.s <= point && point < mark.e);
      if (here.length === 0) return;
      if (here.length === 1 && here[0].reader === null) open_mark(here[0].mark);
      else chooser.ask("Marks on these words", here, open_mark);
    },
    /** @param {Shown} shown */
    open_shown({ mark, reader }) {
      view.select(mark.s, mark.s);
      if (reader === null) open_mark(mark);
      else chooser.ask(`Mark of ${reader}`, [{ mark, reader }], () => {});
    },
    /** @param {number} number */
    mark(number) {
      const theme = view.themes()[number - 1];
      if (!theme || view.readonly()) return;
      if (!has_words()) return tell("Select words first: Shift and the arrows, or w.", false);
      const [s, e] = view.taken();
      current = deeds.mark_now(theme.id, s, e).id;
      view.select(e, e);
    },
    open() {
      if (has_words()) open_new("theme");
      else with_mark("Which mark?", (mark) => open_mark(mark));
    },
    note() {
      if (has_words()) open_new("note");
      else with_mark("Note on which mark?", (mark) => open_mark(mark, "note"));
    },
    remove() {
      if (!view.readonly()) with_mark("Remove which mark?", deeds.remove);
    },
    /** @param {1 | -1} way */
    next(way) {
      const list = view
        .shown()
        .map(({ mark }) => mark)
        .sort(compare_marks);
      const at = list.findIndex((mark) => mark.id === current && mark.s === selected.focus);
      const after = list.find((mark) => mark.s > selected.focus);
      const before = list.filter((mark) => mark.s < selected.focus).at(-1);
      const mark = at >= 0 ? list[at + way] : way === 1 ? after : before;
      if (mark) visit(mark);
      else
        tell(
          list.length === 0 ? "No marks yet." : way === 1 ? "No mark further down." : "No mark further up.",
          false,
        );
    },
    /** Copy words with their place, or the place alone; the selected words unless others are named. */
    async copy([s, e] = view.taken()) {
      const place = `${view.text.id} ${view.place(s, e)}`;
      const words = view.words(s, e).replace(/\s*\n\s*/gu, " ");
      const done = await copy_text(e > s ? `“${words}” (${place})` : place);
      const what = e > s ? "the words and " : "";
      tell(done ? `Copied ${what}${place}.` : "The browser does not allow copying here.", false);
    },
    /** Copy a paragraph's place. @param {string} label */
    async copy_place(label) {
      const place = `${view.text.id} ${label}`;
      tell((await copy_text(place)) ? `Copied ${place}.` : "The browser does not allow copying here.", false);
    },
    /** @param {string} id */
    set_current(id) {
      current = id;
    },
  };
}

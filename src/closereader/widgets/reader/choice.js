// Choosing a theme and a move: two groups of real radio buttons, each option with a key of its own.

import { add, h, refill } from "../base/dom.js";
import { badge } from "./badge.js";

/** @import { View } from "./view.js" */
/** @typedef {{theme: string | null, move: string | null}} Choice */

/**
 * One letter for each move, the first that is free; n is taken by the note.
 * @param {{id: string, name: string}[]} moves
 * @returns {Map<string, string>} letter by move id
 */
export function move_letters(moves) {
  const taken = new Set(["n"]);
  /** @type {Map<string, string>} */
  const letters = new Map();
  for (const { id, name } of moves) {
    const letter = [...name.toLowerCase()].find((one) => /[a-z]/u.test(one) && !taken.has(one));
    if (letter === undefined) continue;
    taken.add(letter);
    letters.set(id, letter);
  }
  return letters;
}

/**
 * @param {View} view
 * @param {string} id for the groups' names, which are one to a page
 */
export function make_choice(view, id) {
  const { store } = view;
  const letters = move_letters(store.codebook().moves);
  const themes = h("fieldset", { class: "crr-themes" });
  const moves = h("fieldset", { class: "crr-moves" });
  // At radio buttons Orca keeps digits and letters for itself, but not in a toolbar.
  const el = h("div", { role: "toolbar", "aria-label": "Theme and move" }, themes, moves);
  // What the move with the focus means, with words of a text: seen without a mouse, and read aloud.
  const told = h("p", { class: "crr-move-told", id: `${id}-move-told` });
  /** @type {Choice} */
  const chosen = { theme: null, move: null };
  let listener = () => {};

  /** @param {string} group @param {string} value @param {boolean} checked @param {() => void} onchange */
  const radio = (group, value, checked, onchange) =>
    h("input", { type: "radio", name: `${id}-${group}`, value, checked, onchange });

  /** @param {string | null} theme */
  function choose_theme(theme) {
    chosen.theme = theme;
    check_radio(themes, theme ?? "");
    listener();
  }
  /** @param {string | null} move */
  function choose_move(move) {
    chosen.move = move;
    check_radio(moves, move ?? "");
    tell(move);
    listener();
  }
  /** @param {string | null} id_of */
  function tell(id_of) {
    const move = store.codebook().moves.find((one) => one.id === id_of);
    const { name = "", definition = "", example = "" } = move ?? {};
    const place = example === "" ? "" : ` “${example}” (${move?.example_text} ${move?.example_place})`;
    const words = move ? `${name}: ${definition}.${place}` : "";
    if (told.textContent !== words) told.textContent = words; // written anew, it is read aloud again
  }

  function fill_themes() {
    const rows = view.themes().map((theme, index) =>
      h("label", { title: theme.definition },
        radio("theme", theme.id, chosen.theme === theme.id, () => choose_theme(theme.id)),
        h("kbd", { "aria-hidden": "true" }, String(index + 1)),
        badge(theme),
        h("span", {}, theme.name),
      ),
    );
    refill(themes, h("legend", {}, "Theme: what it is about"), rows);
  }

  function fill_moves() {
    const options = [{ id: "", name: "no move" }, ...store.codebook().moves];
    const chips = options.map(({ id: move, name }) => {
      const input = radio("move", move, (chosen.move ?? "") === move, () => choose_move(move || null));
      input.setAttribute("aria-describedby", told.id);
      input.addEventListener("focus", () => {
        tell(move);
        told.scrollIntoView({ block: "nearest" }); // the card scrolls where it is low
      });
      return h("label", { onpointerenter: () => tell(move), onpointerleave: () => tell(chosen.move) },
        input,
        with_key(name.toLowerCase(), letters.get(move) ?? ""),
      );
    });
    refill(moves, h("legend", {}, "Move: what the words do"), chips, told);
    tell(chosen.move);
  }

  return {
    el,
    chosen,
    /** @param {Choice} choice */
    set(choice) {
      Object.assign(chosen, { theme: choice.theme, move: choice.move });
      fill_themes();
      fill_moves();
    },
    /** @param {() => void} callback */
    on_change(callback) {
      listener = callback;
    },
    focus: () =>
      /** @type {HTMLElement | null} */ (
        themes.querySelector("input:checked") ?? themes.querySelector("input")
      )?.focus({ preventScroll: true }),
    /**
     * Choose by key: 1 to 5 a theme, a letter a move, 0 no move.
     * @param {string} key
     * @returns {boolean} whether the key meant something
     */
    press(key) {
      const theme = view.themes()[Number(key) - 1];
      const move = [...letters].find(([, letter]) => letter === key.toLowerCase())?.[0];
      if (theme) choose_theme(theme.id);
      else if (key === "0") choose_move(null);
      else if (move !== undefined) choose_move(move);
      return Boolean(theme) || key === "0" || move !== undefined;
    },
  };
}

/** @param {HTMLElement} group @param {string} value */
function check_radio(group, value) {
  for (const input of group.querySelectorAll("input")) {
    if (input.value !== value) continue;
    input.checked = true;
    input.focus({ preventScroll: true });
  }
}

/** A name with its key underlined. @param {string} name @param {string} letter */
function with_key(name, letter) {
  const at = letter === "" ? -1 : name.indexOf(letter);
  const el = h("span");
  if (at < 0) add(el, [name]);
  else add(el, [name.slice(0, at), h("u", {}, letter), name.slice(at + 1)]);
  return el;
}

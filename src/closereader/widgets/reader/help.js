// The list of keys.

import { h } from "../base/dom.js";
import { KEY_TABLE } from "./keys.js";
import { move_letters } from "./choice.js";

/** @import { View } from "./view.js" */

/**
 * @param {View} view
 * @param {[string, string][]} more keys that are not the reader's own
 */
export function make_help(view, more) {
  const { moves } = view.store.codebook();
  const letters = move_letters(moves);
  const in_card = moves.map(({ id, name }) => `${letters.get(id) ?? "–"} ${name.toLowerCase()}`).join(", ");
  const row = (/** @type {string} */ keys, /** @type {string} */ deed) =>
    h("div", {}, h("dt", {}, h("kbd", {}, keys)), h("dd", {}, deed));
  const el = h("div", { class: "crr-help" },
    h("p", {}, "In the text:"),
    h("dl", {}, [...KEY_TABLE, ...more].map(([keys, deed]) => row(keys, deed))),
    h("p", {},
      `In the card: 1 to ${view.themes().length} choose what the words are about; ${in_card} what they do; n goes to the note; Enter saves.`,
    ),
  );
  return { el, title: "Keys", focus: () => el.closest("section")?.querySelector("button")?.focus() };
}

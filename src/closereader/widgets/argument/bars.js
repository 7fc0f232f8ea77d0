// The buttons around the map: how it is shown, what can be done to the part that is chosen.

import { h, refill, set_idle, small_button } from "../base/dom.js";
import { make_one_stop } from "../base/roving.js";
import { USUAL, brief, moved } from "./ops.js";
import { LABELS } from "../base/labels.js";

/** @import { Kind, Part } from "./ops.js" */
/** @typedef {"up" | "down" | "out" | "in"} Way */

const LONGEST_NAME = 40;
const ARROWS = "One Tab stop: the arrows go from button to button.";

/**
 * @param {object} given
 * @param {(kind: string) => string} given.name
 * @param {(as_tree: boolean) => void} given.show_as
 * @param {(from: "done" | "undone", to: "done" | "undone") => void} given.step
 * @param {(where: Way) => void} given.move
 * @param {(id: string) => void} given.remove
 * @param {(id: string) => void} given.open
 * @param {(kind: Kind) => void} given.add
 * @param {() => void} given.exchange  the map with the one from before the import
 */
export function make_bars({ name, show_as, step, move, remove, open, add, exchange }) {
  const as_list = small_button("List", () => show_as(false));
  const as_tree = small_button("Tree", () => show_as(true));
  const undo = small_button(LABELS.undo, () => step("done", "undone"));
  const redo = small_button("Redo", () => step("undone", "done"));
  const adders = h("div", { class: "cr-row cra-adders" });
  const movers = h("div", { class: "cr-row cra-movers" });
  const kept = h("div", { class: "cra-before" });
  const top = h("div", { class: "cra-bar", role: "toolbar", "aria-label": "Map", "aria-description": ARROWS },
    h("div", { class: "cr-row", role: "group", "aria-label": "Show the map as" }, as_list, as_tree),
    h("div", { class: "cr-row" }, undo, redo));
  const below = h("div", { role: "toolbar", "aria-label": "Chosen part", "aria-description": ARROWS }, adders, movers);
  make_one_stop(top);
  const renew_stop = make_one_stop(below);

  /** @param {Part} part */
  function called(part) {
    return part.text ? `${name(part.kind)} “${brief(part.text, LONGEST_NAME)}”` : name(part.kind);
  }

  return {
    top,
    below,
    kept,
    /**
     * @param {{ root: Part, place: import("./ops.js").Place, as_tree: boolean, done: number, undone: number, before: boolean }} now
     */
    show(now) {
      const { part, parent } = now.place;
      as_list.setAttribute("aria-pressed", String(!now.as_tree));
      as_tree.setAttribute("aria-pressed", String(now.as_tree));
      set_idle(undo, now.done === 0);
      set_idle(redo, now.undone === 0);
      const had = document.activeElement instanceof HTMLButtonElement && movers.contains(document.activeElement)
        ? document.activeElement.textContent : "";
      refill(adders, h("span", { class: "cr-soft" }, `Add below ${called(part)}:`), USUAL[part.kind].map((kind) => {
        const words = kind === "rebuttal" && part.kind === "rebuttal" ? "Answer" : name(kind);
        return small_button(words, () => add(kind), { "aria-label": `${words}: add below ${called(part)}` });
      }));
      const mover = (/** @type {string} */ words, /** @type {Way} */ where) =>
        small_button(words, () => move(where), { "aria-disabled": moved(now.root, part.id, where) === null });
      refill(movers, small_button("Open", () => open(part.id)), mover("Up", "up"), mover("Down", "down"),
        mover("Outwards", "out"), mover("Inwards", "in"),
        small_button(LABELS.remove, () => remove(part.id), { "aria-disabled": !parent }));
      // the button that was pressed keeps the focus, also when it has nothing more to do
      if (had) [...movers.querySelectorAll("button")].find((one) => one.textContent === had)?.focus();
      renew_stop();
      const exchanging = kept.contains(document.activeElement);
      refill(kept, now.before
        ? [h("span", {}, "The map from before the import is kept. "), small_button("Exchange the two", exchange)]
        : null);
      if (exchanging) (kept.querySelector("button") ?? undo).focus();
    },
  };
}

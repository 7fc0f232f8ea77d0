// Links between passages, made and followed in the card of a mark.

import { h, new_id, small_button } from "../base/dom.js";
import { saved_word } from "../base/status.js";
import { badge } from "./badge.js";
import { marks_at } from "./deeds.js";
import { is_placed } from "./shown.js";
import { shorten } from "./view.js";

/** @import { View } from "./view.js" */
/** @import { Link, Mark } from "./state.js" */

/** What the card says while the other end of a link is picked, and the way back to it. */
const PICK = {
  say: "Now click one of your marks, or select words: they are linked with this one. Esc leads back.",
  back: "Back to this card",
};

/**
 * @param {View} view
 * @param {{
 *   visit: (mark: Mark) => void, look: (s: number, e: number) => void,
 *   tell: (sentence: string, undo: boolean) => void, card: () => import("./card.js").Card, enter: () => void,
 * }} on  `enter` gives the focus to the text
 */
export function make_links(view, on) {
  const { store } = view;
  const small = (
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {() => void} */ onclick,
  ) => small_button(name, onclick, { "aria-label": label });

  /** @param {Link} link @param {Mark} mark */
  function line(link, mark) {
    const away = link.from === mark.id ? { id: link.to, span: link.b } : { id: link.from, span: link.a };
    const other = away.id === null ? null : store.mark(away.id);
    const [s, e] = other && is_placed(other) ? [other.s, other.e] : away.span;
    const about = `${view.place(s, e)} “${shorten(view.words(s, e), 50)}”`;
    return h("li", {},
      "↔ ",
      other ? badge(view.theme(other.theme)) : null,
      ` ${about} `,
      small("Go", `Go to ${about}`, () => (other && is_placed(other) ? on.visit(other) : on.look(s, e))),
      view.readonly()
        ? null
        : small("Unlink", `Remove the link to ${about}`, () => {
            store.remove_link(link);
            on.tell("Link removed.", true);
          }),
      saved_word(store.is_waiting(link.id), link.at),
    );
  }

  /** @param {Mark} mark @param {[number, number]} to @param {string | null} id  of the mark there */
  function connect(mark, [s, e], id) {
    store.put_link({
      id: `urn:uuid:${new_id()}`,
      from: mark.id,
      to: id,
      a: [mark.s, mark.e],
      b: [s, e],
      note: "",
      at: "",
      by: store.who().id,
    });
    on.tell(`Linked ${view.place(mark.s, mark.e)} with ${view.place(s, e)}.`, true);
  }

  /** The mark whose link is being picked in the text, while its card is small. */
  let picking = "";
  const picks = () => picking !== "" && view.open_id === picking && on.card().is_open() && !on.card().is_whole();

  /** @param {Mark} mark */
  function pick(mark) {
    picking = mark.id;
    view.select(mark.s, mark.s);
    on.card().shrink(PICK);
    on.enter();
    view.announce(PICK.say);
  }

  function stop() {
    if (!picks()) return false;
    picking = "";
    return on.card().grow(true);
  }

  /**
   * A click, or the words that were selected: they are the other end of a link that is being picked.
   * @param {Mark} [clicked]  whose sign in the margin was clicked
   */
  function take(clicked) {
    const mark = picks() ? store.mark(picking) : null;
    if (!mark) return false;
    const [s, e] = clicked ? [clicked.s, clicked.e] : view.taken();
    const is_meant = (/** @type {Mark} */ one) => (e > s ? one.s === s && one.e === e : s < one.e);
    const here = clicked ?? marks_at(view, s, e).find(({ mark: one, reader }) => reader === null && one.id !== mark.id && is_meant(one))?.mark;
    const own = s === mark.s && e === mark.e;
    if (!here && (e === s || own)) return true; // nothing is there to be linked: go on picking
    const again = here !== undefined && linked_with(mark).has(here.id);
    view.select(e, e);
    stop();
    if (again) on.tell("These passages are linked already.", false);
    else connect(mark, here ? [here.s, here.e] : [s, e], here?.id ?? null);
    return true;
  }

  /** @param {Mark} mark @param {Mark[]} others */
  function chooser(mark, others) {
    const select = h("select", { class: "cr-field crr-link-to", "aria-label": "Link to another mark" },
      h("option", { value: "" }, "Link to another mark …"),
      others.map((other) =>
        h("option", { value: other.id },
          `${view.place(other.s, other.e)} ${view.theme(other.theme).code} “${shorten(view.mark_words(other), 40)}”`,
        ),
      ),
    );
    select.addEventListener("change", () => {
      const other = store.mark(select.value);
      if (other) connect(mark, [other.s, other.e], other.id);
    });
    return select;
  }

  /** @param {Mark} mark */
  function links_of(mark) {
    return store.links().filter((link) => !link.away && (link.from === mark.id || link.to === mark.id));
  }

  /** The marks at the ends of a mark's links, itself among them. @param {Mark} mark */
  function linked_with(mark) {
    return new Set(links_of(mark).flatMap((link) => [link.from, link.to]));
  }

  /** The links of a mark, and the ways to make one. @param {Mark} mark @returns {HTMLElement | null} */
  function fill(mark) {
    const mine = links_of(mark);
    const linked = linked_with(mark);
    const others = store
      .marks()
      .filter((other) => is_placed(other) && other.id !== mark.id && !linked.has(other.id));
    const may_link = is_placed(mark) && !view.readonly();
    if (mine.length === 0 && !may_link) return null;
    return h("div", {},
      mine.length > 0
        ? h("ul", {},
            mine.map((link) => line(link, mark)),
          )
        : null,
      may_link
        ? h(
            "div",
            { class: "cr-row" },
            others.length > 0 ? chooser(mark, others) : null,
            view.mode === "page" ? small("Link to words in the text", "Link to words in the text", () => pick(mark)) : null,
          )
        : null,
    );
  }

  return { fill, take, stop };
}

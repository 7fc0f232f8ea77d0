// Links between passages, made and followed in the card of a mark.

import { h, new_id, small_button } from "../base/dom.js";
import { badge } from "./badge.js";
import { is_placed } from "./shown.js";
import { shorten } from "./view.js";

/** @import { View } from "./view.js" */
/** @import { Link, Mark } from "./state.js" */

/**
 * @param {View} view
 * @param {{visit: (mark: Mark) => void, look: (s: number, e: number) => void, tell: (sentence: string, undo: boolean) => void}} on
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
    );
  }

  /** @param {Mark} mark @param {Mark} other */
  function connect(mark, other) {
    store.put_link({
      id: `urn:uuid:${new_id()}`,
      from: mark.id,
      to: other.id,
      a: [mark.s, mark.e],
      b: [other.s, other.e],
      note: "",
      at: "",
      by: store.who().id,
    });
    on.tell(`Linked ${view.place(mark.s, mark.e)} with ${view.place(other.s, other.e)}.`, true);
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
      if (other) connect(mark, other);
    });
    return select;
  }

  /** The links of a mark, and the way to make one. @param {Mark} mark @returns {HTMLElement | null} */
  return (mark) => {
    const mine = store
      .links()
      .filter((link) => !link.away && (link.from === mark.id || link.to === mark.id));
    const linked = new Set(mine.flatMap((link) => [link.from, link.to]));
    const others = store
      .marks()
      .filter((other) => is_placed(other) && other.id !== mark.id && !linked.has(other.id));
    if (mine.length === 0 && (others.length === 0 || !is_placed(mark))) return null;
    return h("div", {},
      mine.length > 0
        ? h("ul", {},
            mine.map((link) => line(link, mark)),
          )
        : null,
      others.length > 0 && !view.readonly() ? chooser(mark, others) : null,
    );
  };
}

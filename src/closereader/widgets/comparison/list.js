// The list of linked passages: both quotations of each pair, its note, and what can be done to it.

import { count_of, h, refill, same, small_button } from "../base/dom.js";
import { shorten } from "../reader/view.js";
import { saved_word } from "../base/status.js";
import { other_side, SIDES } from "./side.js";

/** @import { Side } from "./side.js" */
/** @import { Place } from "../reader/find.js" */
/** @import { Link } from "../reader/state.js" */
/** @import { Store } from "../reader/store.js" */
/** @typedef {{link: Link, store: Store, places: Place[], words: string[]}} Pair */

/**
 * @param {import("./links.js").LinkTools} tools
 * @param {{
 *   same: () => boolean, tell: (sentence: string, undo: boolean) => void,
 *   pending: import("../base/pending.js").Pending,
 * }} on
 */
export function make_pair_list(tools, on) {
  const { stores, whole } = tools;
  const rows = h("ol", { class: "crc-links" });
  const el = h("section", { class: "crc-linked", "aria-label": "Linked passages", hidden: true }, rows);
  const button = h("button", {
    type: "button",
    class: "cr-button cr-small",
    "aria-expanded": false,
    onclick: () => unfold(Boolean(el.hidden)),
  });
  /** The link whose note is being written. */
  let edited = "";
  /** @type {import("../base/pending.js").Field} */
  const noting = {
    draft() {
      const note = rows.querySelector("input")?.value ?? "";
      const link = stores.flatMap((store) => store.links()).find(({ id }) => id === edited);
      return edited && note.trim() !== (link?.note ?? "") ? { slot: edited, label: "note on a link", words: { note } } : null;
    },
    resume({ slot, words: { note = "" } }) {
      if (!pairs().some(({ link }) => link.id === slot)) return false;
      unfold(true);
      edit(slot);
      const box = rows.querySelector("input");
      if (box) box.value = note;
      return true;
    },
  };
  on.pending.add(noting);
  let total = 0;

  /** @param {boolean} wanted */
  function unfold(wanted) {
    el.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
  }

  /**
   * The two places of a link, the left text's first.
   * @param {Store} store
   * @param {Link} link
   * @param {Side} home the side of its first passage
   * @returns {Pair}
   */
  function pair_of(store, link, home) {
    const places = home === 0 ? [link.a, link.b] : [link.b, link.a];
    const quotes = home === 0 ? link.quotes : link.quotes && [link.quotes[1], link.quotes[0]];
    const words = SIDES.map((side) => {
      const [s, e] = places[side];
      return e > s ? whole(side).view.words(s, e) : (quotes?.[side] ?? "");
    });
    return { link, store, places, words };
  }

  /** All links between the two texts, in the order of the left one. @returns {Pair[]} */
  function pairs() {
    const found = SIDES.flatMap((side) => {
      if (on.same() && side === 1) return []; // the same store again
      const away = on.same() ? undefined : whole(other_side(side)).view.text.id;
      return stores[side]
        .links()
        .filter((link) => link.away === away)
        .map((link) => pair_of(stores[side], link, side));
    });
    return found.sort((p, q) => p.places[0][0] - q.places[0][0] || p.places[1][0] - q.places[1][0]);
  }

  /** Select both passages and bring them into sight. @param {Pair} pair @param {Side} first */
  function open(pair, first) {
    for (const side of [other_side(first), first]) {
      const [s, e] = pair.places[side];
      if (e > s) whole(side).look(s, e);
    }
    tools.turn_to(first);
    whole(first).focus();
  }

  /** @param {Pair} pair @param {Side} side */
  function door(pair, side) {
    const [s, e] = pair.places[side];
    const { view } = whole(side);
    const words = h("span", { class: "cr-quote" }, `“${shorten(pair.words[side], 220)}”`);
    if (e <= s)
      return h("p", { class: "crc-door" }, words, h("em", { class: "cr-soft" }, " These words are not found now."));
    return h("button", { type: "button", class: "crc-door", onclick: () => open(pair, side) },
      words,
      h("span", { class: "crc-place" }, ` ${view.text.id} ${view.place(s, e)}`),
    );
  }

  /** @param {Pair} pair */
  function row(pair) {
    const { link, store } = pair;
    const small = (/** @type {string} */ name, /** @type {() => void} */ onclick) =>
      small_button(name, onclick, { "data-deed": name });
    const readonly = Boolean(store.options().readonly);
    return h("li", { "data-link": link.id },
      h("div", { class: "crc-pair" }, door(pair, 0), door(pair, 1)),
      edited === link.id && !readonly
        ? note_editor(pair)
        : h("div", { class: "cr-row" },
            h("span", { class: "crc-link-note" }, link.note || h("span", { class: "cr-soft" }, "No note")),
            saved_word(store.is_waiting(link.id), link.at),
            readonly ? null : small("Edit note", () => edit(link.id)),
            readonly ? null : small("Remove link", () => remove(pair)),
          ),
    );
  }

  /** @param {Pair} pair */
  function note_editor({ link, store }) {
    const field = h("input", {
      type: "text",
      class: "cr-field crc-note",
      "aria-label": "Note on this link",
      value: link.note,
    });
    const save = () => {
      edited = "";
      const note = field.value.trim();
      if (note !== link.note) {
        store.put_link({ ...link, note });
        on.tell("Note changed.", true);
      } else fill();
      focus_on(link.id, "Edit note");
    };
    const leave = () => {
      on.pending.set_aside(noting);
      edited = "";
      fill();
      focus_on(link.id, "Edit note");
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        save();
      } else if (event.key === "Escape") {
        event.stopPropagation();
        leave();
      }
    });
    return h("div", { class: "cr-row" }, field, small_button("Save note", save));
  }

  /** @param {string} id */
  function edit(id) {
    on.pending.set_aside(noting);
    edited = "";
    fill(); // the box of another link goes with its words
    edited = id;
    fill();
    const box = rows.querySelector("input");
    const before = on.pending.take_up(id);
    if (box && before) box.value = before.words["note"] ?? "";
    box?.focus();
  }

  /** @param {Pair} pair */
  function remove({ link, store }) {
    store.remove_link(link);
    on.tell("Link removed.", true);
    button.focus();
  }

  /** @param {string} id @param {string} deed */
  function focus_on(id, deed) {
    const found = rows.querySelector(`[data-link="${CSS.escape(id)}"] [data-deed="${deed}"]`);
    if (found instanceof HTMLElement) found.focus();
  }

  let drawn = "";

  /** Draw the list anew, unless nothing has changed: a note that is being written stays. */
  function fill() {
    const all = pairs();
    total = all.length;
    const now = JSON.stringify([
      edited,
      all.map(({ link, words, store }) => [link.id, link.note, words, store.is_waiting(link.id)]),
    ]);
    if (now === drawn) return;
    drawn = now;
    if (edited && !all.some(({ link }) => link.id === edited)) {
      on.pending.set_aside(noting); // the link was removed elsewhere
      edited = "";
    }
    const written = rows.querySelector("input");
    const [draft, typing] = [written?.value, written?.matches(":focus")];
    const had = rows.querySelector(":focus");
    const [id, deed] = [had?.closest("li")?.dataset.link, had?.getAttribute("data-deed")];
    refill(button, "Linked passages ", h("span", { class: "crr-count" }, total));
    refill(rows, total > 0 ? all.map(row) : h("li", { class: "cr-soft" }, "No passages are linked yet."));
    el.setAttribute("aria-label", `Linked passages: ${count_of(total, "pair")}`);
    const again = rows.querySelector("input");
    if (again && draft !== undefined) again.value = draft;
    if (again && typing) again.focus();
    else if (id && deed) focus_on(id, deed);
  }

  return {
    el,
    button,
    fill,
    count: () => total,
    /** Are these two places linked already? @param {Place[]} wanted */
    has: (wanted) => pairs().some(({ places }) => same(places, wanted)),
  };
}

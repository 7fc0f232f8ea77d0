// Passages of two texts that belong together: choosing them, linking them, and the list of pairs.

import { h, new_id, refill } from "../base/dom.js";
import { marks_at } from "../reader/deeds.js";
import { make_take_back } from "../reader/take_back.js";
import { shorten } from "../reader/view.js";
import { make_pair_list } from "./list.js";
import { keep_box } from "../base/pending.js";
import { make_pick } from "../base/pick.js";
import { SIDES } from "./side.js";
import { LABELS } from "../base/labels.js";

/** @import { Side } from "./side.js" */
/** @import { Place } from "../reader/find.js" */
/** @import { Whole } from "../reader/whole.js" */
/** @import { Store } from "../reader/store.js" */
/** @import { Link } from "../reader/state.js" */
/**
 * @typedef {{
 *   stores: Store[], whole: (side: Side) => Whole, turn_to: (side: Side) => void, back: () => void,
 *   announce: (sentence: string) => void, undo: () => void, last: () => string | undefined,
 * }} LinkTools
 */

/**
 * The words that are meant in a text: those selected, else those of the mark at the caret.
 * @param {Whole} whole
 * @returns {Place | null}
 */
export function picked_words({ view }) {
  const [s, e] = view.taken();
  if (e > s) return [s, e];
  const own = marks_at(view, s, e).find(({ reader }) => reader === null);
  return own ? [own.mark.s, own.mark.e] : null;
}

/** @param {LinkTools} tools */
export function make_pair_links(tools) {
  const { stores, whole, announce } = tools;
  const names = ["first", "second"]; // a narrow window has one above the other
  const shown = SIDES.map(() => h("span", { class: "crc-picked" }));
  const note = h("input", {
    type: "text",
    class: "cr-field crc-note",
    "aria-label": "Note on the link",
    placeholder: "Note: why these two? (optional)",
  });
  const link_button = h("button", { type: "button", class: "cr-button", onclick: link },
    `${LABELS.link} `,
    h("kbd", { "aria-hidden": "true" }, "l, Enter"), // `l` leads to the note, Enter in it links
  );
  const from_desk = make_pick({ asks: () => "the comparison", take: take_up, signal: stores[0].signal });
  const message = h("span", { class: "crr-message" });
  const undone = make_take_back(tools.last, () => refill(message));
  const pending = stores[0].open_pending(`link:${stores.map((store) => store.text().id).join("+")}`);
  keep_box(pending, { box: note, slot: "new", label: "note on a link" });
  const list = make_pair_list(tools, { same: is_same, tell, pending });
  const readonly = () => stores.some((store) => store.options().readonly);
  const el = h("div", { class: "crc-link", role: "group", "aria-label": "Link passages" },
    h("div", { class: "crc-link-row" },
      h("span", { class: "crc-picks" }, shown[0], h("span", { "aria-hidden": "true" }, "↔"), shown[1]),
      h("span", { class: "crc-link-do" }, from_desk.button, note, link_button),
    ),
    h("div", { class: "crc-link-row" }, list.button, message),
    pending.el,
  );

  function is_same() {
    return whole(0).view.text.id === whole(1).view.text.id;
  }

  /** @param {string} sentence @param {boolean} undo */
  function tell(sentence, undo) {
    announce(sentence);
    const take_back = () => {
      tools.undo(); // the text that has the link says what was undone
      list.button.focus();
    };
    undone.forget();
    refill(message, sentence, " ", undo ? undone.offer(take_back) : null);
  }

  /** Words of the desk are selected here as well. @param {import("../base/desk_events.js").TakenPassage} passage */
  function take_up({ text, s, e }) {
    const side = SIDES.find((one) => whole(one).view.text.id === text);
    if (side === undefined) return tell(`${text} is neither of the two texts here.`, false);
    tools.turn_to(side);
    whole(side).view.select(s, e);
    whole(side).page.jump(s);
    tell(`Selected ${text} ${whole(side).view.place(s, e)}.`, false);
    return whole(side).focus();
  }

  /** Show what would be linked now. */
  function show_picked() {
    for (const side of SIDES) {
      const { view } = whole(side);
      const place = picked_words(whole(side));
      shown[side].classList.toggle("cr-soft", !place);
      refill(
        shown[side],
        place
          ? [
              h("span", { class: "crc-place" }, view.place(...place)),
              h("span", { class: "cr-quote" }, ` “${shorten(view.words(...place), 60)}”`),
            ]
          : `Select words in the ${names[side]} text`,
      );
    }
    el.classList.toggle("crc-ready", SIDES.every((side) => picked_words(whole(side))));
    el.hidden = readonly() && list.count() === 0;
    note.hidden = link_button.hidden = readonly();
  }

  function link() {
    const [a, b] = SIDES.map((side) => picked_words(whole(side)));
    if (!a || !b) return tell(`Select words in the ${names[a ? 1 : 0]} text first.`, false);
    if (is_same() && a[0] === b[0] && a[1] === b[1])
      return tell("These are the same words: select others in one of the texts.", false);
    if (list.has([a, b])) return tell("These passages are linked already.", false);
    // A card that opened with the selection would lie over the text; one with unsaved words stays.
    for (const side of SIDES) whole(side).leave();
    const [left, right] = SIDES.map((side) => whole(side).view);
    const mark_on = (/** @type {Side} */ side, /** @type {Place} */ [s, e]) =>
      stores[side].marks().find((mark) => mark.s === s && mark.e === e)?.id ?? null;
    stores[0].put_link({
      id: `urn:uuid:${new_id()}`,
      from: mark_on(0, a),
      to: is_same() ? mark_on(1, b) : null,
      a,
      b,
      note: note.value.trim(),
      at: "",
      by: stores[0].who().id,
      ...(is_same() ? {} : { away: right.text.id, quotes: [left.words(...a), right.words(...b)] }),
    });
    note.value = "";
    tell(`Linked ${left.text.id} ${left.place(...a)} with ${right.text.id} ${right.place(...b)}.`, true);
    tools.back();
    return SIDES.forEach((side) => whole(side).card.grow()); // what could not be saved
  }

  note.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      link();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      tools.back();
    }
  });

  return {
    el,
    list: list.el,
    /** The selection or a mark has changed. */
    follow() {
      undone.look();
      list.fill();
      show_picked();
    },
    close: pending.close,
    /** The key `l`: to the note when both passages are there, else say which is missing. */
    begin() {
      if (readonly()) return;
      const missing = SIDES.find((side) => !picked_words(whole(side)));
      if (missing === undefined) note.focus();
      else tell(`Select words in the ${names[missing]} text first. F6 leads to the other text.`, false);
    },
  };
}

// The marks as a table: the same marks for the eyes that compare and for the ears that listen.

import { h, refill, small_button } from "../base/dom.js";
import { LABELS } from "../base/labels.js";
import { latin } from "../base/layout.js";
import { badge } from "./badge.js";
import { make_rows } from "./rows.js";
import { is_placed } from "./shown.js";
import { shorten } from "./view.js";

/** @import { Shown, View } from "./view.js" */
/** @import { Mark } from "./state.js" */
/** @import { Opening } from "./card.js" */

/** @type {Record<string, string>} */
const STATES = {
  moved: "found at another place",
  offered: "a similar place is offered",
  lost: "not in this text any more",
};

/**
 * @param {View} view
 * @param {{
 *   edit: (mark: Mark, how: Opening) => void, remove: (mark: Mark) => void,
 *   visit: (mark: Mark) => void, turn: () => void,
 * }} on
 */
export function make_list(view, on) {
  const { store } = view;
  const el = h("div", { class: "crr-list", role: "region", "aria-label": "Table of marks", tabindex: "0" });
  const head = h("tr");
  const caption = h("caption");
  const table = h("table", {}, caption, h("thead", {}, head));
  const empty = h("p", { class: "cr-soft crr-empty" });
  // Whoever came with a key goes on with one, also where a screen reader keeps the letters to itself.
  const turn = h("button", { type: "button", class: "cr-button cr-small cr-skip", onclick: on.turn },
    "Next view: Marked text");
  el.append(turn, table, empty);
  el.addEventListener("keydown", (event) => {
    const in_card = event.target instanceof Element && event.target.closest(".crr-card");
    const alone = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!in_card && alone && latin(event) === "v") on.turn();
  });
  let with_reader = false;
  const body = make_rows(el, table, row, view.signal);

  /** Everything that has a row: own marks without a place are here too. */
  function rows() {
    const placeless = view.filter.mine
      ? store.marks().filter((mark) => !is_placed(mark) && !view.filter.hidden.has(mark.theme))
      : [];
    const placed = [...view.shown()].sort((a, b) => a.mark.s - b.mark.s || b.mark.e - a.mark.e);
    return [...placed, ...placeless.map((mark) => ({ mark, reader: null }))];
  }

  /** @param {string} name @param {string} about @param {string} key @param {() => void} onclick */
  const small = (name, about, key, onclick) =>
    small_button(name, onclick, { "aria-label": `${name}: ${about}`, "data-key": key });

  /** @param {Shown} shown */
  function row({ mark, reader }) {
    const about = `${view.describe(mark)}, “${shorten(view.mark_words(mark), 40)}”`;
    const state = store.is_waiting(mark.id) ? "waits to be saved" : STATES[mark.status];
    const line = h("tr", { "data-mark": mark.id });
    const edit = () => open_below(line, mark);
    const own = reader === null && !view.readonly();
    line.append(
      h("td", {}, is_placed(mark) ? view.place(mark.s, mark.e) : "–"),
      h("td", {}, badge(view.theme(mark.theme)), ` ${view.theme(mark.theme).name}`),
      h("td", {}, view.move_name(mark.move).toLowerCase()),
      h("td", { class: "cr-quote" },
        `“${shorten(view.mark_words(mark), 220)}”`,
        state ? h("em", { class: "cr-soft" }, ` ${state}`) : null,
      ),
      h("td", {}, mark.note),
    );
    if (with_reader) line.append(h("td", {}, reader ?? "me"));
    line.append(
      h("td", { class: "crr-list-deeds" },
        h("div", {},
          is_placed(mark) ? small("Go to", about, `go-${mark.id}`, () => on.visit(mark)) : null,
          own && is_placed(mark) ? small("Edit", about, `edit-${mark.id}`, edit) : null,
          own ? small(LABELS.remove, about, `remove-${mark.id}`, () => on.remove(mark)) : null,
        ),
      ),
    );
    return line;
  }

  /** Open the card as a row of the table. @param {HTMLElement} line @param {Mark} mark */
  function open_below(line, mark) {
    const host = h("td", { colspan: `${head.cells.length}` });
    const extra = h("tr", { class: "crr-list-card" }, host);
    const back = () => {
      extra.remove();
      held = false;
      fill();
      focus_key(`edit-${mark.id}`);
    };
    held = true;
    line.after(extra);
    on.edit(mark, { host, back });
  }

  /** While a card stands in the table, the table waits. */
  let held = false;

  /** @param {string} key */
  const focus_key = (key) =>
    /** @type {HTMLElement | null} */ (el.querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus();

  function fill() {
    if (view.mode !== "list" || held) return;
    const root = /** @type {Document | ShadowRoot} */ (el.getRootNode());
    const active = root.activeElement;
    const key = active && el.contains(active) ? (active.getAttribute("data-key") ?? "") : null;
    const found = rows();
    with_reader = found.some(({ reader }) => reader !== null);
    const names = ["¶", "Theme", "Move", "Words", "Note", ...(with_reader ? ["Reader"] : []), "Actions"];
    const place =
      key === null ? -1 : [...table.querySelectorAll("[data-key]")].findIndex((one) => one === active);
    refill(caption, `Marks in ${view.text.title}, in the order of the text`);
    refill(head, names.map((name) => h("th", { scope: "col" }, name)));
    body.show(found);
    table.hidden = found.length === 0;
    empty.textContent =
      found.length > 0
        ? ""
        : store.marks().length > 0
          ? "The filters hide every mark."
          : "No passage is marked yet. Select words on the page, or use “Mark by quoting”.";
    if (key === null) return;
    focus_key(key);
    // The row went away with its button: go on from the same place in the table.
    if (!el.contains(root.activeElement)) {
      const left = /** @type {HTMLElement[]} */ ([...table.querySelectorAll("[data-key]")]);
      (left[Math.min(place, left.length - 1)] ?? el).focus();
    }
  }
  for (const event of /** @type {const} */ (["marks", "filter", "mode", "traits"])) view.on(event, fill);
  return { el, fill, turn };
}

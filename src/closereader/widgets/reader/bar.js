// The bar above the text: views, filters by theme (with counts), readings laid over, tools.

import { count_of, h, refill } from "../base/dom.js";
import { badge } from "./badge.js";
import { make_one_stop } from "../base/roving.js";
import { LABELS } from "../base/labels.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("./view.js").Mode} Mode */

/** @type {[Mode, string][]} */
const VIEWS = [
  ["page", "Page"],
  ["list", "Table of marks"],
  ["marked", "Marked text"],
];

/**
 * Refill a group of buttons, and leave the focus on the button that had it.
 * @param {HTMLElement} group
 * @param {(HTMLElement | null)[]} buttons
 */
function renew_buttons(group, buttons) {
  const root = /** @type {Document | ShadowRoot} */ (group.getRootNode());
  const key = group.contains(root.activeElement) ? root.activeElement?.getAttribute("data-key") : null;
  refill(group, buttons);
  const again = buttons.find((button) => button?.getAttribute("data-key") === key);
  if (key && again) again.focus({ preventScroll: true });
}

/**
 * @param {View} view
 * @param {{
 *   show: (mode: Mode) => void, panel: (name: "search" | "quote" | "help") => void,
 *   step: (way: "undo" | "redo") => void, taller: () => boolean,
 * }} on
 */
export function make_bar(view, on) {
  const { store, filter } = view;
  const views = h("div", { class: "crr-group crr-views", role: "group", "aria-label": "View" });
  const themes = h("div", {
    class: "crr-group crr-themes-shown",
    role: "group",
    "aria-label": "Themes shown",
  });
  const readings = h("div", {
    class: "crr-group crr-readings",
    role: "group",
    "aria-label": "Readings shown",
  });
  const tools = h("div", { class: "crr-group crr-tools", role: "group", "aria-label": "Tools" });
  // In a low window (a page at 200 % is one) the text comes first: the rest is folded behind this.
  const more = h(
    "button",
    {
      type: "button",
      class: "crr-button crr-more",
      "aria-expanded": false,
      onclick: () => more.setAttribute("aria-expanded", String(el.classList.toggle("crr-unfolded-bar"))),
    },
    "More",
    h("span", { class: "cr-sr" }, " tools and themes"),
  );
  const bar = h("div", { class: "crr-stop", role: "toolbar", "aria-label": "Views and tools" }, views, tools);
  const chips = h("div", { class: "crr-stop", role: "toolbar", "aria-label": "Marks shown" }, themes, readings);
  const el = h("div", { class: "crr-bar" }, more, bar, chips);
  const stops = [make_one_stop(bar), make_one_stop(chips)];
  let tall = false;

  /**
   * @param {string} key
   * @param {boolean | null} pressed null: not a switch
   * @param {() => void} onclick
   * @param {...import("../base/dom.js").Child} inside
   */
  const button = (key, pressed, onclick, ...inside) =>
    h(
      "button",
      { type: "button", class: "crr-button", "data-key": key, "aria-pressed": pressed, onclick },
      inside,
    );

  const keyed = (/** @type {string} */ name, /** @type {string} */ key) => [
    name,
    " ",
    h("kbd", { "aria-hidden": "true" }, key),
  ];

  function fill_views() {
    const total = store.marks().length;
    renew_buttons(
      views,
      VIEWS.map(([mode, name]) =>
        button(
          mode,
          view.mode === mode,
          () => on.show(mode),
          name,
          mode === "list" ? count_sign(total) : null,
        ),
      ),
    );
  }

  function fill_themes() {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { theme } of store.marks()) counts.set(theme, (counts.get(theme) ?? 0) + 1);
    const toggle = (/** @type {string} */ id) => {
      if (!filter.hidden.delete(id)) filter.hidden.add(id);
      view.emit("filter");
    };
    renew_buttons(
      themes,
      view.themes().map((theme) => {
        const shown = !filter.hidden.has(theme.id);
        const count = counts.get(theme.id) ?? 0;
        const chip = button(
          theme.id,
          shown,
          () => toggle(theme.id),
          badge(theme),
          " ",
          h("span", { class: "crr-chip-name" }, theme.name),
          count_sign(count),
        );
        chip.classList.add("crr-chip");
        chip.title = `${theme.name}: ${shown ? "hide" : "show"} its marks. ${theme.definition}`;
        return chip;
      }),
    );
  }

  function fill_readings() {
    const others = store.others();
    readings.hidden = others.length === 0;
    const toggle = (/** @type {string} */ name) => {
      if (!filter.over.delete(name)) filter.over.add(name);
      view.emit("filter");
      view.announce(`${name}: ${filter.over.has(name) ? "laid over the text" : "taken away"}`);
    };
    const mine = button(
      "mine",
      filter.mine,
      () => {
        filter.mine = !filter.mine;
        view.emit("filter");
      },
      "My marks",
    );
    renew_buttons(readings, [
      mine,
      ...others.map(({ name, marks }) =>
        button(`over-${name}`, filter.over.has(name), () => toggle(name), name, count_sign(marks.length)),
      ),
    ]);
  }

  function fill_tools() {
    const undo = button("undo", null, () => on.step("undo"), LABELS.undo);
    const redo = button("redo", null, () => on.step("redo"), "Redo");
    // Not `disabled`: a button that is switched off under the focus would drop it.
    undo.setAttribute("aria-disabled", String(!store.can("undo")));
    redo.setAttribute("aria-disabled", String(!store.can("redo")));
    const taller = button(
      "taller",
      tall,
      () => {
        tall = on.taller();
        fill_tools();
      },
      "Taller",
    );
    renew_buttons(tools, [
      button("search", null, () => on.panel("search"), keyed("Search", "/")),
      view.readonly() ? null : button("quote", null, () => on.panel("quote"), keyed("Mark by quoting", "q")),
      view.readonly() ? null : undo,
      view.readonly() ? null : redo,
      taller,
      button("help", null, () => on.panel("help"), keyed("Keys", "?")),
    ]);
    for (const tend of stops) tend();
  }

  function fill() {
    fill_views();
    fill_themes();
    fill_readings();
    fill_tools();
  }
  for (const event of /** @type {const} */ (["marks", "filter", "mode", "traits", "status"]))
    view.on(event, fill);
  return { el, fill };
}

/** A small count with a spoken form. @param {number} n */
function count_sign(n) {
  return h(
    "span",
    { class: "crr-count" },
    ` ${n}`,
    h("span", { class: "cr-sr" }, ` ${count_of(n, "mark").replace(/^\d+ /u, "")}`),
  );
}

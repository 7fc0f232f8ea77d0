// The bar above the text: views, filters by theme (with counts), readings laid over, tools.

import { count_of, h, refill } from "../base/dom.js";
import { badge } from "./badge.js";
import { make_one_stop } from "../base/roving.js";
import { LABELS } from "../base/labels.js";
import { difference } from "./halving.js";

/** @import { Mode, View } from "./view.js" */

/** @type {[Mode, string][]} */
const VIEWS = [
  ["page", "Page"],
  ["list", "Table of marks"],
  ["marked", "Marked text"],
];

/**
 * A button with everything that it shows, as one string: while that stays, it is not made anew.
 * @typedef {{key: string, state: string, make: () => HTMLElement}} Spec
 */
/** @type {WeakMap<HTMLElement, Map<string, {state: string, el: HTMLElement}>>} what stands in each group */
const standing = new WeakMap();

/**
 * Bring a group of buttons in line; those that are known stay, and so does the focus.
 * @param {HTMLElement} group
 * @param {Spec[]} specs
 * @returns {boolean} whether there are other buttons now
 */
function renew_buttons(group, specs) {
  const before = standing.get(group);
  const now = new Map(
    specs.map(({ key, state, make }) => {
      const old = before?.get(key);
      if (!old) return [key, { state, el: make() }];
      if (old.state !== state) bring_in_line(old.el, make());
      return [key, { state, el: old.el }];
    }),
  );
  standing.set(group, now);
  if ([...now.keys()].join() === [...(before?.keys() ?? [])].join()) return false;
  const root = /** @type {Document | ShadowRoot} */ (group.getRootNode());
  const key = group.contains(root.activeElement) ? root.activeElement?.getAttribute("data-key") : null;
  refill(group, [...now.values()].map(({ el }) => el));
  if (key) now.get(key)?.el.focus({ preventScroll: true });
  return true;
}

/**
 * Let a button show what another would: one that is put in its place costs the page a layout of the
 * whole bar, where mostly a number is another.
 * @param {Element} old
 * @param {Element} now
 */
function bring_in_line(old, now) {
  for (const { name, value } of now.attributes)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const [olds, news] = [[...old.childNodes], [...now.childNodes]];
  if (olds.length !== news.length || olds.some(({ nodeName }, at) => nodeName !== news[at].nodeName)) {
    old.replaceChildren(...news);
    return;
  }
  news.forEach((node, at) => {
    const there = olds[at];
    if (node instanceof Element) bring_in_line(/** @type {Element} */ (there), node);
    else if (there.nodeValue !== node.nodeValue) there.nodeValue = node.nodeValue;
  });
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
  const more = h("button", {
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
   * @param {unknown} state what else it shows
   * @param {() => import("../base/dom.js").Child} inside
   * @param {Record<string, unknown>} [more]
   * @returns {Spec}
   */
  const button = (key, pressed, onclick, state, inside, more = {}) => ({
    key,
    state: JSON.stringify([pressed, state, more]),
    make: () =>
      h("button", { type: "button", class: "crr-button", "data-key": key, "aria-pressed": pressed, onclick, ...more }, inside()),
  });

  /** A tool with words alone, and its key. @param {string} name @param {() => void} onclick @param {string} words @param {string} [key] */
  const tool = (name, onclick, words, key) =>
    button(name, null, onclick, "", () => (key ? [words, " ", h("kbd", { "aria-hidden": "true" }, key)] : words));

  const fill_views = () => {
    const total = store.marks().length;
    return renew_buttons(
      views,
      VIEWS.map(([mode, name]) => {
        const count = mode === "list" ? total : null;
        const inside = () => [name, count === null ? null : count_sign(count)];
        return button(mode, view.mode === mode, () => on.show(mode), count, inside);
      }),
    );
  };

  /** @param {string} id */
  function toggle_theme(id) {
    if (!filter.hidden.delete(id)) filter.hidden.add(id);
    view.emit("filter");
  }

  function fill_themes() {
    counted();
    return renew_buttons(
      themes,
      view.themes().map((theme) => {
        const shown = !filter.hidden.has(theme.id);
        const count = counts.get(theme.id) ?? 0;
        const inside = () => [badge(theme), " ", h("span", { class: "crr-chip-name" }, theme.name), count_sign(count)];
        const title = `${theme.name}: ${shown ? "hide" : "show"} its marks. ${theme.definition}`;
        const more = { class: "crr-button crr-chip", title };
        return button(theme.id, shown, () => toggle_theme(theme.id), [theme, count], inside, more);
      }),
    );
  }

  /** @type {import("./state.js").Mark[]} */
  let known = [];
  /** @type {Map<string, number>} */
  const counts = new Map();

  /** How many marks each theme has. */
  function counted() {
    const { gone, come } = difference(known, store.marks());
    for (const { theme } of gone) counts.set(theme, (counts.get(theme) ?? 0) - 1);
    for (const { theme } of come) counts.set(theme, (counts.get(theme) ?? 0) + 1);
    known = store.marks();
    return counts;
  }

  /** @param {string} name */
  function toggle_reading(name) {
    if (!filter.over.delete(name)) filter.over.add(name);
    view.emit("filter");
    view.announce(`${name}: ${filter.over.has(name) ? "laid over the text" : "taken away"}`);
  }

  function toggle_mine() {
    filter.mine = !filter.mine;
    view.emit("filter");
  }

  function fill_readings() {
    const others = store.others();
    readings.toggleAttribute("hidden", others.length === 0);
    return renew_buttons(readings, [
      button("mine", filter.mine, toggle_mine, "", () => "My marks"),
      ...others.map(({ name, marks: { length } }) =>
        button(`over-${name}`, filter.over.has(name), () => toggle_reading(name), length, () => [name, count_sign(length)]),
      ),
    ]);
  }

  /** Not `disabled`: a button that is switched off under the focus would drop it. @param {"undo" | "redo"} way @param {string} words */
  const step = (way, words) =>
    button(way, null, () => on.step(way), "", () => words, { "aria-disabled": !store.can(way) });

  function make_taller() {
    tall = on.taller();
    fill();
  }

  const fill_tools = () =>
    renew_buttons(tools, [
      tool("search", () => on.panel("search"), "Search", "/"),
      ...(view.readonly()
        ? []
        : [tool("quote", () => on.panel("quote"), "Mark by quoting", "q"), step("undo", LABELS.undo), step("redo", "Redo")]),
      button("taller", tall, make_taller, "", () => "Taller"),
      tool("help", () => on.panel("help"), "Keys", "?"),
    ]);

  function fill() {
    const anew = [fill_views(), fill_themes(), fill_readings(), fill_tools()];
    if (anew.some(Boolean)) for (const tend of stops) tend();
  }
  for (const event of /** @type {const} */ (["marks", "filter", "mode", "traits", "status"]))
    view.on(event, fill);
  return { el, fill };
}

/** A small count with a spoken form. @param {number} n */
function count_sign(n) {
  return h("span", { class: "crr-count" },
    ` ${n}`,
    h("span", { class: "cr-sr" }, ` ${count_of(n, "mark").replace(/^\d+ /u, "")}`),
  );
}

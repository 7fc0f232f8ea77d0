// The text itself, shaded by how many marked each of its words.
//
// One stop for Tab: the arrows go from one marked passage to the next, Enter or a click opens it.

import { direction_of } from "../../widgets/base/direction.js";
import { dom_id, h, set_in } from "../../widgets/base/dom.js";

/** @typedef {[words: string, many: number, level: number, start: number, end: number]} Run */
/**
 * @typedef {object} Shaded
 * @property {string} key
 * @property {number} of  readers who could have marked
 * @property {{ label: string, kind: string, runs: Run[], far: number[] }[]} blocks
 * @property {{ id: string, name: string, many: number }[]} themes
 * @property {string} theme  "" for all
 * @property {{ key: string, name: string, marks: number }[]} readers
 * @property {string} reader  "" for all
 * @property {string[]} said  who is silent, and who is not counted
 */

/** @param {Shaded} shaded @param {import("./parts.js").Tools} tools */
export function draw_text(shaded, tools) {
  /** @type {HTMLElement[]} */
  const stops = [];
  // Of thousands of passages, a key or a click touches only those that change.
  /** @type {HTMLElement | undefined} */
  let reached;
  /** @type {HTMLElement | undefined} */
  let opened;
  const dir = direction_of(shaded.blocks.flatMap(({ runs }) => runs.map(([words]) => words)).join(" "));
  /** @type {number[]} */
  let far = []; // by how many spaces the line that comes next, and those after it, are set in
  const blocks = shaded.blocks.map(({ label, kind, runs, far: lines }) => (far = [...lines],
    h("div", { class: `crw-block crw-${kind}`, dir }, h("span", { class: "crw-label" }, label.replace(/^verse /u, "v. ")),
      h("p", { class: "cr-quote", dir: "auto" }, line_room(), runs.map(draw_run)))));
  const about = dom_id("crw-key");
  const page = h("div", { class: "crw-page", role: "group", "aria-label": "The text", "aria-describedby": about, onkeydown: on_key, onclick: on_click }, blocks);
  const theme = choice("Theme", "theme", shaded.theme, [["", "All themes"],
    ...shaded.themes.map(({ id, name, many }) => /** @type {[string, string]} */ ([id, `${name} (${many})`]))]);
  const reader = choice("Reader", "reader", shaded.reader, [["", "All readers"],
    ...shaded.readers.map(({ key, name, marks }) => /** @type {[string, string]} */ ([key, `${name} (${marks})`]))]);
  rove(0);

  function line_room() {
    const spaces = far.shift();
    return spaces ? set_in(spaces) : null;
  }

  /** @param {string} words */
  function in_lines(words) {
    return words.split("\n").flatMap((line, at) => (at ? ["\n", line_room(), line] : [line]));
  }

  /** @param {Run} run */
  function draw_run([words, many, level, start, end]) {
    if (many === 0) return in_lines(words);
    const el = h("span", {
      class: `crw-run crw-level-${level}`, role: "button", tabindex: "-1", "data-start": start, "data-end": end,
      title: `${many} of ${shaded.of}`, "aria-description": `${many} of ${shaded.of}`,
    }, in_lines(words));
    stops.push(el);
    return el;
  }

  /** @param {string} label @param {string} name @param {string} now @param {[string, string][]} options */
  function choice(label, name, now, options) {
    const select = h("select", { class: "cr-field", name, onchange: () => tools.show({ [name]: select.value }) },
      options.map(([value, words]) => h("option", { value, selected: value === now }, words)));
    return h("label", {}, `${label} `, select);
  }

  /** @param {number} at */
  function rove(at) {
    if (reached) reached.tabIndex = -1;
    reached = stops[at];
    if (reached) reached.tabIndex = 0;
  }

  /** @param {Event} event */
  function stop_of(event) {
    return event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest(".crw-run")) : null;
  }

  /** @param {HTMLElement} stop */
  function open(stop) {
    opened?.classList.remove("crw-open");
    opened = stop;
    stop.classList.add("crw-open");
    rove(stops.indexOf(stop));
    tools.words(Number(stop.dataset.start), Number(stop.dataset.end), shaded.theme);
  }

  /** @param {MouseEvent} event */
  function on_click(event) {
    const stop = stop_of(event);
    if (!stop) return;
    stop.focus();
    open(stop);
  }

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    const stop = stop_of(event);
    if (!stop || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = stops.indexOf(stop);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") open(stop);
    else if (to === undefined) return;
    else if (stops[to]) {
      rove(to);
      stops[to].focus();
    }
    event.preventDefault();
  }

  return h("div", { class: "crw-text" },
    h("div", { class: "cr-row crw-choices" }, theme, reader),
    h("p", { class: "cr-soft cr-small", id: about }, [shaded.key, ...shaded.said].join(" ")),
    h("ul", { class: "crw-legend", "aria-label": "Shades" },
      [1, 2, 3, 4, 5].map((level) => h("li", {}, h("span", { class: `crw-run crw-level-${level}` }, `to ${level * 20} %`)))),
    h("div", { class: "crw-both" }, page, tools.panel));
}

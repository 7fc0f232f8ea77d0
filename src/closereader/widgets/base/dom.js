// Small helpers to build the page. Text goes in as text; there is no way here to put in HTML.

/** @typedef {Node | string | number | null | undefined | false | Child[]} Child */

/**
 * Make an element: `h("button", { class: "cr-button", onclick: save }, "Save")`.
 *
 * A property that begins with "on" is a listener; true and false add and drop a bare attribute
 * (but aria- and data- attributes get the words "true" and "false"); null and undefined are left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set_prop(el, name, value);
  add(el, children);
  return el;
}

/** Room before a line of verse. It holds no words, so that no place moves. @param {number} far spaces */
export function set_in(far) {
  const room = h("span", { class: "cr-in" });
  room.style.inlineSize = `${Math.min(far, 24) / 2}em`;
  return room;
}

/**
 * A small button: `small_button("Undo", take_back)`.
 * @param {Child} words
 * @param {(() => void) | undefined} onclick
 * @param {Record<string, unknown>} [more]  other properties
 */
export function small_button(words, onclick, more = {}) {
  return h("button", { type: "button", class: "cr-button cr-small", onclick, ...more }, words);
}

/** @param {Element} el @param {string} name @param {unknown} value */
function set_prop(el, name, value) {
  if (value === null || value === undefined) return;
  if (name.startsWith("on")) {
    if (typeof value !== "function") throw new TypeError(`${name} must be a function`);
    el.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
  } else if (name === "value") {
    /** @type {HTMLInputElement} */ (el).value = String(value);
  } else if (name === "checked") {
    /** @type {HTMLInputElement} */ (el).checked = Boolean(value);
  } else if (typeof value === "boolean" && !/^(aria|data)-/.test(name)) {
    el.toggleAttribute(name, value);
  } else if (/^(innerHTML|outerHTML|srcdoc)$/i.test(name)) {
    throw new TypeError(`${name} is never set`);
  } else {
    el.setAttribute(name, String(value));
  }
}

/**
 * Append children; strings and numbers become text.
 * @param {Element} el
 * @param {Child[]} children
 */
export function add(el, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(el, child);
    else el.append(child instanceof Node ? child : String(child));
  }
}

/**
 * Put other children in the place of all there are.
 * @param {Element} el
 * @param {...Child} children
 */
export function refill(el, ...children) {
  el.replaceChildren();
  add(el, children);
}

/**
 * Say that a button has nothing to do now. It keeps the focus, which `disabled` would throw to the
 * top of the page; so what it does must be harmless then.
 * @param {HTMLElement} button
 * @param {boolean} idle
 */
export function set_idle(button, idle) {
  button.setAttribute("aria-disabled", String(idle));
}

const CONTROLS = "button, input, textarea, select, summary, a[href], [tabindex]";

/**
 * What Tab stops at inside a part, in its order; a group of radio buttons is one stop.
 * @param {Element} el
 * @returns {HTMLElement[]}
 */
function tab_stops(el) {
  const all = /** @type {HTMLElement[]} */ ([...el.querySelectorAll(CONTROLS)]);
  const radio = (/** @type {Element} */ one) => one instanceof HTMLInputElement && one.type === "radio" ? one : null;
  const stop_of = (/** @type {HTMLInputElement} */ { name }) => {
    const group = all.map(radio).filter((other) => other?.name === name);
    return group.find((other) => other?.checked) ?? group[0];
  };
  return all.filter((one) => {
    const button = radio(one);
    return one.tabIndex >= 0 && !one.matches(":disabled") && one.checkVisibility() && (!button || stop_of(button) === button);
  });
}

/**
 * Keep Tab inside a dialog: after its last control comes its first.
 * @param {Element} el
 * @param {KeyboardEvent} event
 */
export function turn_tab(el, event) {
  if (event.key !== "Tab" || event.ctrlKey || event.metaKey || event.altKey) return;
  const stops = tab_stops(el);
  const { activeElement } = document;
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  const group = activeElement instanceof HTMLInputElement && activeElement.type === "radio" ? activeElement.name : null;
  const here = activeElement === edge || (group !== null && edge instanceof HTMLInputElement && edge.name === group);
  if (!here && activeElement !== el) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}

/**
 * Give the focus of a part that goes to the control before it in its widget, else to the one after.
 * @param {HTMLElement} part
 */
export function focus_beside(part) {
  const all = [...(part.closest(".cr")?.querySelectorAll(CONTROLS) ?? [])].filter((one) =>
    one instanceof HTMLElement && one.tabIndex >= 0 && !one.matches(":disabled") && one.checkVisibility());
  const at = (/** @type {number} */ where) => all.filter((one) => part.compareDocumentPosition(one) === where);
  const near = at(Node.DOCUMENT_POSITION_PRECEDING).at(-1) ?? at(Node.DOCUMENT_POSITION_FOLLOWING)[0];
  /** @type {HTMLElement | undefined} */ (near)?.focus();
}

/** A random id; `crypto.randomUUID` is missing on a page served over plain http. */
export function new_id() {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Is this a device that is touched? Its reader has no keys, and needs other words. */
export const is_touched = () => matchMedia("(pointer: coarse)").matches;

/**
 * An id for an element. Two widgets share no module state, so a counter would give doubles.
 * @param {string} prefix
 */
export function dom_id(prefix) {
  return `${prefix}-${new_id().slice(0, 8)}`;
}

/**
 * "12:03" in the reader's own time zone, with the day when it is not today.
 * @param {string} iso
 * @param {Date} [today]
 */
export function clock(iso, today = new Date()) {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return "";
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  if (moment.toDateString() === today.toDateString()) return time;
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())} ${time}`;
}

/** "1 change", "2 changes". @param {number} n @param {string} one @param {string} [many] */
export function count_of(n, one, many = `${one}s`) {
  return `${n} ${n === 1 ? one : many}`;
}

/**
 * Are two values that JSON can carry the same? The order of an object's keys says nothing: Python
 * and the browser write them in different ones.
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}
 */
export function same(one, other) {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, theirs] = [one, other].map((each) => /** @type {Record<string, unknown>} */ (each));
  // what is undefined is not there once it has been JSON
  return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].every((name) => same(mine[name], theirs[name]));
}

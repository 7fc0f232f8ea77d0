// The map as a drawing: the claim at the left, what stands below it to the right, joined by lines.
// Where the page is too narrow for so many columns, every part stands under the one before it, a
// step further in.
//
// The boxes are ordinary elements, so that their words wrap and can be read aloud; only the lines
// are SVG. Heights are measured, so the drawing is made again when the page changes its width.

import { h, refill } from "../base/dom.js";
import { flat } from "./ops.js";
import { part_words } from "./list.js";

/** @import { Part } from "./ops.js" */
/** @import { Shown } from "./list.js" */
/** @typedef {{ part: Part, level: number, x: number, y: number, width: number, height: number, children: Box[] }} Box */

const NARROWEST = 204; // px of a box
const WIDEST = 300;
const BETWEEN_COLUMNS = 40;
const BETWEEN_BOXES = 14;
const STEP_IN = 22;
const EDGE = 8;
const LONGEST_SHOWN = 110; // characters of a quotation
const SVG = "http://www.w3.org/2000/svg";

/** @param {HTMLElement} host @param {Shown} shown */
export function draw_drawing(host, shown) {
  const places = flat(shown.root);
  const columns = Math.max(...places.map(({ level }) => level));
  const room = (host.clientWidth - 2 * EDGE - (columns - 1) * BETWEEN_COLUMNS) / columns;
  const in_columns = room >= NARROWEST;
  const width_at = (/** @type {number} */ level) => in_columns
    ? Math.floor(Math.min(WIDEST, room))
    : Math.max(NARROWEST, Math.floor(host.clientWidth - 2 * EDGE - (level - 1) * STEP_IN));

  const elements = new Map(places.map((place) => [place.part.id, box_element(shown, place, width_at(place.level))]));
  const lines = document.createElementNS(SVG, "svg");
  lines.setAttribute("class", "cra-lines");
  lines.setAttribute("aria-hidden", "true");
  const tree = h("div", { class: "cra-boxes", role: "tree", "aria-label": "Argument map as a tree" }, [...elements.values()]);
  const sheet = h("div", { class: "cra-sheet" }, lines, tree);
  refill(host, h("div", { class: `cra-drawing ${in_columns ? "cra-columns" : "cra-stacked"}` }, sheet));

  const top = measured(shown.root, 1, elements);
  if (in_columns) put_in_columns(top, EDGE);
  else put_in_steps(top, EDGE);
  const [right, bottom] = place_all(top, elements, lines, in_columns ? curve : elbow);
  for (const [name, value] of Object.entries({ width: right + EDGE, height: bottom + EDGE })) {
    sheet.style.setProperty(name, `${value}px`);
    lines.setAttribute(name, String(value));
  }
}

/** @param {Shown} shown @param {import("./ops.js").Place} place @param {number} width */
function box_element(shown, { part, parent, index, level }, width) {
  const { chosen, dom, open, choose, name } = shown;
  const box = h("div", {
    role: "treeitem", id: dom(part.id), class: "cra-box cra-item", "data-kind": part.kind, "data-part": part.id,
    tabindex: part.id === chosen ? "0" : "-1", "aria-selected": part.id === chosen, "aria-level": String(level),
    "aria-posinset": String(index + 1), "aria-setsize": String(parent?.children.length ?? 1),
    onclick: () => { choose(part.id); open(part.id); },
  }, part_words({ ...part, note: "" }, name, LONGEST_SHOWN));
  box.style.width = `${width}px`;
  return box;
}

/** @param {Part} part @param {number} level @param {Map<string, HTMLElement>} elements @returns {Box} */
function measured(part, level, elements) {
  const element = elements.get(part.id);
  return {
    part, level, x: 0, y: 0, width: element?.offsetWidth ?? 0, height: element?.offsetHeight ?? 0,
    children: part.children.map((child) => measured(child, level + 1, elements)),
  };
}

/**
 * Put a part beside the middle of what stands below it, from this height down. Returns the height
 * that it takes with all below it.
 * @param {Box} box @param {number} from
 * @returns {number}
 */
function put_in_columns(box, from) {
  box.x = EDGE + (box.level - 1) * (box.width + BETWEEN_COLUMNS);
  const room = room_of(box);
  const below = room_below(box);
  let next = from + Math.max(0, (room - below) / 2);
  for (const child of box.children) next += put_in_columns(child, next) + BETWEEN_BOXES;
  const [first, last] = [box.children[0], box.children.at(-1)];
  const middle = first && last
    ? (first.y + first.height / 2 + last.y + last.height / 2) / 2
    : from + room / 2;
  box.y = Math.min(Math.max(from, middle - box.height / 2), from + room - box.height);
  return room;
}

/** @param {Box} box */
function room_below(box) {
  return box.children.reduce((sum, child) => sum + room_of(child) + BETWEEN_BOXES, -BETWEEN_BOXES);
}

/** How much height a part takes with all below it. @param {Box} box @returns {number} */
function room_of(box) {
  return Math.max(box.height, room_below(box));
}

/**
 * Put a part, and all below it under it. Returns where the next one begins.
 * @param {Box} box @param {number} from
 * @returns {number}
 */
function put_in_steps(box, from) {
  box.x = EDGE + (box.level - 1) * STEP_IN;
  box.y = from;
  let next = from + box.height + BETWEEN_BOXES;
  for (const child of box.children) next = put_in_steps(child, next);
  return next;
}

/**
 * Move the boxes to their places and draw the lines. Returns how far it all reaches.
 * @param {Box} box @param {Map<string, HTMLElement>} elements @param {SVGElement} lines
 * @param {(from: Box, to: Box) => string} path
 * @returns {[number, number]}
 */
function place_all(box, elements, lines, path) {
  const element = elements.get(box.part.id);
  if (element) element.style.transform = `translate(${box.x}px, ${box.y}px)`;
  let [right, bottom] = [box.x + box.width, box.y + box.height];
  for (const child of box.children) {
    const [child_right, child_bottom] = place_all(child, elements, lines, path);
    [right, bottom] = [Math.max(right, child_right), Math.max(bottom, child_bottom)];
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", path(box, child));
    line.setAttribute("data-kind", child.part.kind);
    lines.append(line);
  }
  return [right, bottom];
}

/** @param {Box} from @param {Box} to */
function curve(from, to) {
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const half = (x1 + x2) / 2;
  return `M${x1} ${y1}C${half} ${y1} ${half} ${y2} ${x2} ${y2}`;
}

/** @param {Box} from @param {Box} to */
function elbow(from, to) {
  return `M${from.x + STEP_IN / 2} ${from.y + from.height}V${to.y + to.height / 2}H${to.x}`;
}

// The map as a drawing: the claim at the left, what stands below it to the right, joined by lines.
//
// The boxes are ordinary elements, so that their words wrap and can be read aloud; only the lines
// are SVG. Heights are measured, so the drawing is made again when the page changes its width.

import { h, refill } from "./dom.js";
import { flat } from "./argument_ops.js";
import { part_words } from "./argument_list.js";

/** @typedef {import("./argument_ops.js").Part} Part */
/** @typedef {import("./argument_list.js").Shown} Shown */
/** @typedef {{ part: Part, level: number, x: number, y: number, height: number, children: Box[] }} Box */

const NARROWEST = 204; // px of a box
const WIDEST = 300;
const BETWEEN_COLUMNS = 40;
const BETWEEN_BOXES = 14;
const EDGE = 8;
const LONGEST_SHOWN = 110; // characters of a quotation
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {HTMLElement} host
 * @param {Shown} shown
 */
export function draw_drawing(host, shown) {
  const places = flat(shown.root);
  const columns = Math.max(...places.map(({ level }) => level));
  const room = (host.clientWidth - 2 * EDGE - (columns - 1) * BETWEEN_COLUMNS) / columns;
  const width = Math.floor(Math.min(WIDEST, Math.max(NARROWEST, room)));
  const boxes = places.map((place) => box_element(shown, place, width));
  const tree = h("div", { class: "cra-boxes", role: "tree", "aria-label": "Argument map as a tree" }, boxes);
  const lines = document.createElementNS(SVG, "svg");
  lines.setAttribute("class", "cra-lines");
  lines.setAttribute("aria-hidden", "true");
  const sheet = h("div", { class: "cra-sheet" }, lines, tree);
  refill(host, h("div", { class: "cra-drawing" }, sheet));
  arrange({ sheet, lines, width }, shown.root, new Map(boxes.map((box) => [box.dataset.part ?? "", box])));
}

/** @param {Shown} shown @param {import("./argument_ops.js").Place} place @param {number} width */
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

/**
 * @param {{ sheet: HTMLElement, lines: SVGElement, width: number }} drawing
 * @param {Part} root @param {Map<string, HTMLElement>} elements
 */
function arrange({ sheet, lines, width }, root, elements) {
  const top = measured(root, 0, elements);
  const height = put_at(top, EDGE) + 2 * EDGE;
  let deepest = 0;
  const place = (/** @type {Box} */ box) => {
    const element = elements.get(box.part.id);
    box.x = EDGE + box.level * (width + BETWEEN_COLUMNS);
    if (element) element.style.transform = `translate(${box.x}px, ${box.y}px)`;
    deepest = Math.max(deepest, box.level);
    for (const child of box.children) {
      place(child);
      lines.append(line_between(box, child, width));
    }
  };
  place(top);
  const all = 2 * EDGE + (deepest + 1) * width + deepest * BETWEEN_COLUMNS;
  sheet.style.width = `${all}px`;
  sheet.style.height = `${height}px`;
  lines.setAttribute("width", String(all));
  lines.setAttribute("height", String(height));
}

/** @param {Part} part @param {number} level @param {Map<string, HTMLElement>} elements @returns {Box} */
function measured(part, level, elements) {
  return {
    part, level, x: 0, y: 0,
    height: elements.get(part.id)?.offsetHeight ?? 0,
    children: part.children.map((child) => measured(child, level + 1, elements)),
  };
}

/** How much room a part takes with all below it. @param {Box} box @returns {number} */
function room_of(box) {
  const below = box.children.reduce((sum, child) => sum + room_of(child), 0);
  return Math.max(box.height, below + BETWEEN_BOXES * Math.max(0, box.children.length - 1));
}

/**
 * Put a part in the middle of what stands below it, from this height down. Returns the room taken.
 * @param {Box} box @param {number} from
 */
function put_at(box, from) {
  const room = room_of(box);
  const below = box.children.reduce((sum, child) => sum + room_of(child) + BETWEEN_BOXES, -BETWEEN_BOXES);
  let next = from + Math.max(0, (room - below) / 2);
  for (const child of box.children) next += put_at(child, next) + BETWEEN_BOXES;
  const first = box.children[0];
  const last = box.children.at(-1);
  const middle = first && last
    ? (first.y + first.height / 2 + last.y + last.height / 2) / 2
    : from + room / 2;
  box.y = Math.min(Math.max(from, middle - box.height / 2), from + room - box.height);
  return room;
}

/** @param {Box} from @param {Box} to @param {number} width */
function line_between(from, to, width) {
  const [x1, y1] = [from.x + width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const half = (x1 + x2) / 2;
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", `M${x1} ${y1}C${half} ${y1} ${half} ${y2} ${x2} ${y2}`);
  path.setAttribute("data-kind", to.part.kind);
  return path;
}

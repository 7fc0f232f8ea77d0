// Small helpers to draw: elements of SVG, scales, and labels that keep off one another.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element of SVG; children are elements or text.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...(SVGElement | string)} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function s(tag, attributes = {}, ...children) {
  const el = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, String(value));
  el.append(...children);
  return el;
}

/**
 * A straight scale from the units of an axis to pixels.
 * @param {number[]} limits
 * @param {number} start
 * @param {number} end
 */
export function scale(limits, start, end) {
  const [low, high] = limits;
  return (/** @type {number} */ value) => round(start + ((value - low) / (high - low)) * (end - start));
}

/** @param {number} value */
export function round(value) {
  return Math.round(value * 10) / 10;
}

/**
 * Move labels apart: each is `high` pixels high and wants to stand at its place, between two edges.
 * @param {number[]} wanted  in any order
 * @param {number} high
 * @param {number} top
 * @param {number} bottom
 * @returns {number[]}  where each stands
 */
export function spread(wanted, high, top, bottom) {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a] - wanted[b]);
  const placed = [...wanted];
  let floor = top;
  for (const at of order) {
    placed[at] = Math.max(wanted[at], floor);
    floor = placed[at] + high;
  }
  let ceiling = bottom;
  for (const at of order.reverse()) {
    placed[at] = Math.min(placed[at], ceiling);
    ceiling = placed[at] - high;
  }
  return placed.map(round);
}

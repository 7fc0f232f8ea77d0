// Names beside points: each on the side where it covers least.

import { round } from "./explorer_svg.js";

/** @typedef {{ x: number, y: number }} Spot */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

const HIGH = 15; // pixels of a line of words
const MATTERS = 4; // how much more it matters to cover a point that has a name
// From the point: where the name begins, in shares of its width, and how far down its middle is.
const SIDES = [
  { along: 0, gap: 8, down: 0 }, { along: -1, gap: -8, down: 0 },
  { along: -0.5, gap: 0, down: -14 }, { along: -0.5, gap: 0, down: 14 },
  { along: 0, gap: 6, down: -9 }, { along: 0, gap: 6, down: 9 },
  { along: -1, gap: -6, down: -9 }, { along: -1, gap: -6, down: 9 },
];
// Where these are taken: farther away, with a thin line to the point.
const FAR = [28, -28, 44, -44, 60, -60].flatMap((down) => [
  { along: -0.5, gap: 0, down }, { along: 0, gap: 12, down }, { along: -1, gap: -12, down },
]);

/**
 * Choose a place for each name, in the order in which they are given.
 * @param {(Spot & { name: string })[]} named
 * @param {Spot[]} crowd  what a name should not cover: all points, places on a line
 * @param {Box} edges
 * @param {number} letter  pixels of a letter
 * @returns {(Spot & { line: Spot | null })[]}  where each name begins, on its base line, and where
 *   the line to it ends when it stands far away
 */
export function place_names(named, crowd, edges, letter) {
  /** @type {Box[]} */
  const taken = [];
  const all = [...crowd, ...Array(MATTERS).fill(named).flat()];
  return named.map(({ x, y, name }) => {
    const wide = name.length * letter;
    const places = [...SIDES, ...FAR];
    const boxes = places.map(({ along, gap, down }) => {
      const left = x + along * wide + gap;
      return { left, right: left + wide, top: y + down - HIGH / 2, bottom: y + down + HIGH / 2 };
    });
    const costs = boxes.map((box, at) => cost(box, taken, all, edges) + (at < SIDES.length ? 0 : Math.abs(places[at].down) / 14));
    const at = costs.indexOf(Math.min(...costs));
    const best = boxes[at];
    taken.push(best);
    const end = { x: round(Math.max(best.left, Math.min(x, best.right))), y: round(places[at].down < 0 ? best.bottom - 2 : best.top + 2) };
    return { x: round(best.left), y: round(best.bottom - 3.5), line: at < SIDES.length ? null : end };
  });
}

/** @param {Box} box @param {Box[]} taken @param {Spot[]} crowd @param {Box} edges */
function cost(box, taken, crowd, edges) {
  const outside = box.left < edges.left || box.right > edges.right || box.top < edges.top || box.bottom > edges.bottom;
  const over = taken.filter((other) =>
    box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top).length;
  const covered = crowd.filter(({ x, y }) => box.left - 3 <= x && x <= box.right + 3 && box.top - 2 <= y && y <= box.bottom + 2).length;
  return 40 * Number(outside) + 10 * over + covered;
}

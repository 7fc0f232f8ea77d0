// The two sides of a comparison.

/** @typedef {0 | 1} Side */

/** Both sides, in reading order. */
export const SIDES = /** @type {Side[]} */ ([0, 1]);

/** @param {Side} side @returns {Side} */
export function other_side(side) {
  return side === 0 ? 1 : 0;
}

// The way through the points with the arrow keys.

/** @import { Picture } from "./explorer_types.js" */

/**
 * The point that a key leads to; -1 when the key is not one of ours.
 *
 * Across countries: left and right go by the level axis, up and down by the upright one. Over time:
 * left and right go along a line, up and down to the next line in the same year.
 * @param {Picture} picture
 * @param {number} from  -1 when none is named yet
 * @param {string} key
 */
export function walk(picture, from, key) {
  const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[key];
  const ends = { Home: 0, End: -1 }[key];
  if (step === undefined && ends === undefined) return -1;
  if (from < 0) return first_point(picture);
  const upright = key === "ArrowUp" || key === "ArrowDown";
  const way = picture.choice.view === "over time" ? through_lines(picture, from, upright) : all_points(picture, upright);
  if (ends !== undefined) return way.at(ends) ?? from;
  const next = way.indexOf(from) + (step ?? 0);
  return way[Math.max(0, Math.min(next, way.length - 1))];
}

/** Where walking begins: a country that is named, or the latest point of the highest line. @param {Picture} picture */
export function first_point(picture) {
  const over_time = picture.choice.view === "over time";
  const found = picture.points.findIndex((point) => (over_time ? point.s === 0 : picture.lines[point.s].role !== "other"));
  return Math.max(found, 0);
}

/** @param {Picture} picture @param {boolean} upright */
function all_points(picture, upright) {
  const [one, other] = upright ? [1, 0] : [0, 1];
  return sorted(picture, picture.points.map((_, at) => at), one, other);
}

/** @param {Picture} picture @param {number} from @param {boolean} upright */
function through_lines(picture, from, upright) {
  const here = picture.points[from];
  const all = picture.points.map((_, at) => at);
  const same = (/** @type {number} */ at) => {
    const point = picture.points[at];
    return upright ? point.at[0] === here.at[0] : point.s === here.s;
  };
  return sorted(picture, all.filter(same), upright ? 1 : 0, 0);
}

/** @param {Picture} picture @param {number[]} points @param {number} one @param {number} other */
function sorted(picture, points, one, other) {
  const value = (/** @type {number} */ at, /** @type {number} */ of) => Number(picture.points[at].at[of]);
  return points.sort((a, b) => value(a, one) - value(b, one) || value(a, other) - value(b, other) || a - b);
}

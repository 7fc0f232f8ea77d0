// Two ways of counting the same text: Python counts code points, the DOM counts UTF-16 units.
// The conversion happens here and nowhere else.

import { count_first } from "./halving.js";

/**
 * @typedef {{
 *   points: number,
 *   unit: (point: number) => number,
 *   point: (unit: number) => number,
 * }} Offsets
 */

/**
 * Make the converter for one text. Only characters outside the Basic Multilingual Plane take two
 * units, so a sorted list of them is all that is kept; most texts have none.
 * @param {string} body
 * @returns {Offsets}
 */
export function make_offsets(body) {
  /** @type {number[]} code point offsets of the characters that take two units */
  const wide = [];
  for (const { index } of body.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) wide.push(index - wide.length);
  return {
    points: body.length - wide.length,
    unit: (point) => point + count_first(wide.length, (index) => wide[index] < point),
    // A unit in the middle of a pair belongs to the character that the pair begins.
    point: (unit) => unit - count_first(wide.length, (index) => wide[index] + index < unit),
  };
}

/**
 * The same span without the white space at its ends. Empty when there is nothing else.
 * @param {string} body
 * @param {Offsets} offsets
 * @param {number} start code points
 * @param {number} end code points
 * @returns {[number, number]}
 */
export function trim_span(body, offsets, start, end) {
  const words = body.slice(offsets.unit(start), offsets.unit(end));
  const front = words.length - words.trimStart().length;
  if (front === words.length) return [start, start];
  const back = words.length - words.trimEnd().length;
  // White space never takes two units, so units and code points agree here.
  return [start + front, end - back];
}

/**
 * The words of a span.
 * @param {string} body
 * @param {Offsets} offsets
 * @param {number} start code points
 * @param {number} end code points
 * @returns {string}
 */
export function words_in(body, offsets, start, end) {
  return body.slice(offsets.unit(start), offsets.unit(end));
}

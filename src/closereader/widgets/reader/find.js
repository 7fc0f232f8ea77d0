// Finding words in the text as people type them: straight quotes, other dashes, any white space.

import { last_of } from "./halving.js";

/** @import { Offsets } from "./offsets.js" */
/** @typedef {{text: string, unit: (index: number) => number}} Folded */
/** @typedef {[number, number]} Place */

const STEPS = 8; // more are not gone one by one
// As Python folds what it compares (texts/_fold.py); a test keeps the two in agreement.
const SINGLE = "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060\uff07";
const DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02";
const UNSEEN = "\u00ad\u200b\u2060\ufeff\u061c\u200e\u200f\u2066\u2067\u2068\u2069";
const BLANK = "\\p{White_Space}\\u001c-\\u001f";
const DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212";

// What is not compared as it stands: runs of white space other than one plain space, signs that are
// written in several ways, and the two capitals whose small letter is another within a word or longer.
const UNLIKE = new RegExp(
  // What most signs are is passed over with one comparison: a long text has millions.
  `(?! ?[!-_a-~])(?:[${BLANK}][${BLANK}${UNSEEN}]*[${BLANK}]|(?! )[${BLANK}]|` +
    `[${UNSEEN}${SINGLE}${DOUBLE}${DASHES}\u2026\u03a3\u0130])`,
  "gu",
);

/**
 * What is compared in place of something that is `UNLIKE`.
 * @param {string} piece
 * @param {boolean} any_case
 * @returns {string}
 */
function alike(piece, any_case) {
  if (SINGLE.includes(piece)) return "'";
  if (DOUBLE.includes(piece)) return '"';
  if (DASHES.includes(piece)) return "-";
  if (piece === "\u2026") return "...";
  if (UNSEEN.includes(piece)) return "";
  if (piece === "\u03a3" || piece === "\u0130") return any_case ? piece.toLowerCase() : piece;
  return " ";
}

/**
 * A string as it is compared, with the unit each of its units came from.
 * White-space runs become one space; case is folded when asked.
 * @param {string} words
 * @param {boolean} any_case
 * @returns {Folded}
 */
export function fold(words, any_case) {
  // Between these the units of both run side by side: [in the folded string, in the words].
  /** @type {[number, number][]} */
  const beginnings = [[0, 0]];
  let more = 0; // units that the folded string has more than the words so far
  const text = words.replace(UNLIKE, (piece, /** @type {number} */ at) => {
    const other = alike(piece, any_case);
    if (other.length !== piece.length) {
      const start = at + more;
      for (let index = 1; index < other.length; index += 1) beginnings.push([start + index, at]);
      more += other.length - piece.length;
      beginnings.push([start + other.length, at + piece.length]);
    }
    return other;
  });
  let near = 0; // places are asked for one after another, and the next is seldom far from the last
  const unit = (/** @type {number} */ index) => {
    for (let steps = 0; steps < STEPS && beginnings[near + 1]?.[0] <= index; steps += 1) near += 1;
    if (beginnings[near][0] > index || beginnings[near + 1]?.[0] <= index)
      near = last_of(beginnings, ([begin]) => begin <= index);
    const [to, from] = beginnings[near];
    return from + index - to;
  };
  return { text: any_case ? text.toLowerCase() : text, unit };
}

/**
 * Every place where some words stand, as code points; places do not overlap.
 * @param {Folded} folded the text
 * @param {Offsets} offsets
 * @param {string} words
 * @param {boolean} any_case
 * @returns {Place[]}
 */
export function find_words(folded, offsets, words, any_case) {
  const wanted = fold(words.normalize("NFC").trim(), any_case).text;
  /** @type {Place[]} */
  const places = [];
  if (wanted === "") return places;
  let from = folded.text.indexOf(wanted);
  while (from !== -1) {
    places.push([offsets.point(folded.unit(from)), offsets.point(folded.unit(from + wanted.length))]);
    from = folded.text.indexOf(wanted, from + wanted.length);
  }
  return places;
}

/**
 * Take off the quotation marks and the citation that a copied quotation carries.
 * @param {string} words
 * @returns {string}
 */
export function bare_quote(words) {
  const cited = words.trim().replace(/\s*\([\w-]+\s+¶\d+\)\s*$/u, "");
  const pair = cited.match(/^[\u201c"\u00ab](.+)[\u201d"\u00bb]$/su);
  const inner = pair?.[1] ?? cited;
  return /[\u201c\u201d"\u00ab\u00bb]/u.test(inner) ? cited : inner;
}

// Finding words in the text as people type them: straight quotes, other dashes, any white space.

/** @typedef {import("./offsets.js").Offsets} Offsets */
/** @typedef {{text: string, units: Int32Array}} Folded */
/** @typedef {[number, number]} Place */

const SINGLE = "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060";
const DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb";
const DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212";

/**
 * One character as it is compared.
 * @param {string} character
 * @returns {string}
 */
function fold_character(character) {
  if (SINGLE.includes(character)) return "'";
  if (DOUBLE.includes(character)) return '"';
  if (DASHES.includes(character)) return "-";
  if (character === "\u2026") return "...";
  if (character === "\u00ad") return "";
  return character;
}

/**
 * A string as it is compared, with the unit each of its units came from.
 * White-space runs become one space; case is folded when asked.
 * @param {string} words
 * @param {boolean} any_case
 * @returns {Folded}
 */
export function fold(words, any_case) {
  /** @type {string[]} */
  const pieces = [];
  /** @type {number[]} */
  const units = [];
  let unit = 0;
  let in_space = false;
  for (const character of words) {
    const space = /\s/u.test(character);
    let piece = space ? (in_space ? "" : " ") : fold_character(character);
    if (any_case) piece = piece.toLowerCase();
    pieces.push(piece);
    for (let index = 0; index < piece.length; index += 1) units.push(unit);
    in_space = space;
    unit += character.length;
  }
  units.push(unit);
  return { text: pieces.join(""), units: Int32Array.from(units) };
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
    const start = /** @type {number} */ (folded.units[from]);
    const end = /** @type {number} */ (folded.units[from + wanted.length]);
    places.push([offsets.point(start), offsets.point(end)]);
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

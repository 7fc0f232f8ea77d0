// What a person types to look for words, as `closereader.concordance` reads it: `we|our|us`,
// `imperial*`, "soft power". A test keeps the two in agreement.

import { fold } from "../reader/find.js";

/** @import { View } from "../reader/view.js" */
/** @import { Place } from "../reader/find.js" */
/** @typedef {{regex: RegExp | null, fault: string}} Pattern */

const LONGEST_PATTERN = 500;
const IN_WORD = "[\\p{L}\\p{M}\\p{N}_]";
// In small letters these are words, in capitals abbreviations: “us” is not the US.
const ABBREVIATIONS = ["us", "it", "who", "am"];
const PATTERN_HELP = "Type words such as we|our|us, begin* or “two words”.";

/**
 * @param {string} typed
 * @returns {Pattern} without a regex when there is nothing to look for; the fault says why
 */
export function read_pattern(typed) {
  if (typed.trim() === "") return { regex: null, fault: "" };
  if (typed.length > LONGEST_PATTERN) return { regex: null, fault: "These are too many words: leave some out." };
  const folded = fold(typed.normalize("NFC"), false).text;
  const words = [...new Set(folded.split("|").map(bare_words))].filter(Boolean);
  if (words.some((word) => word.includes('"')))
    return { regex: null, fault: `The quotation marks do not fit. ${PATTERN_HELP}` };
  if (!words.some(has_word)) return { regex: null, fault: `There is no word to look for. ${PATTERN_HELP}` };
  const single = words.flatMap((word) => word.split(" "));
  if (single.some((word) => word.slice(0, -1).includes("*") || !has_word(word.replace(/\*$/u, ""))))
    return { regex: null, fault: "A star may stand at the end of a word only, as in begin*." };
  // The longest first, so that “soft” does not hide “soft power” where both are looked for.
  const parts = words.sort((a, b) => b.length - a.length).map(alternative);
  return { regex: new RegExp(`(?<!${IN_WORD})(?:${parts.join("|")})(?!${IN_WORD})`, "gu"), fault: "" };
}

/** @param {string} words */
function has_word(words) {
  return /[\p{L}\p{N}]/u.test(words);
}

/** Words without the space and the one pair of quotation marks around them. @param {string} part */
function bare_words(part) {
  const trimmed = part.trim();
  return trimmed.match(/^"(.+)"$/su)?.[1].trim() ?? trimmed;
}

/** @param {string} words */
function alternative(words) {
  return words.split(" ").map(word_pattern).join("\\s+");
}

/** @param {string} word */
function word_pattern(word) {
  const stem = word.replace(/\*$/u, "");
  const small = stem.toLowerCase();
  const typed_in_capitals = stem === stem.toUpperCase() && stem !== small;
  if (stem === word && ABBREVIATIONS.includes(small) && !typed_in_capitals)
    return `(?!${stem.toUpperCase()})${in_any_case(stem)}`;
  const tail = stem === word ? "" : `${IN_WORD}*`;
  return (typed_in_capitals ? quote_signs(stem) : in_any_case(stem)) + tail;
}

/** @param {string} signs */
function quote_signs(signs) {
  return signs.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}

/** Each letter as it is or as the other case has it. @param {string} words */
function in_any_case(words) {
  return [...words]
    .map((sign) => {
      const forms = [...new Set([sign, sign.toLowerCase(), sign.toUpperCase()])];
      return forms.length === 1 ? quote_signs(sign) : `(?:${forms.map(quote_signs).join("|")})`;
    })
    .join("");
}

/** @type {WeakMap<View, (import("../reader/find.js").Folded & {first: number})[]>} */
const folded_parts = new WeakMap();

/** The paragraphs of a text as they are compared; made once, not with every letter typed. @param {View} view */
function parts_of(view) {
  const made =
    folded_parts.get(view) ??
    view.places.parts.map((part) => ({
      ...fold(view.words(part.s, part.e), false),
      first: view.offsets.unit(part.s),
    }));
  folded_parts.set(view, made);
  return made;
}

/**
 * Every place of a pattern in a text, paragraph by paragraph, as code points.
 * @param {View} view
 * @param {Pattern} pattern
 * @returns {Place[]}
 */
export function find_pattern(view, { regex }) {
  if (regex === null) return [];
  const point = (/** @type {number} */ unit) => view.offsets.point(unit);
  return parts_of(view).flatMap(({ text, unit, first }) =>
    [...text.matchAll(regex)].map((found) => {
      const end = found.index + found[0].length;
      return /** @type {Place} */ ([point(first + unit(found.index)), point(first + unit(end))]);
    }),
  );
}

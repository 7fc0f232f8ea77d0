// How many words somebody has written: one rule for the box, the card of a mark, and Python.

// White space as Python's `str.split` has it: Unicode's, and four old separators.
const SPACE = /[\p{White_Space}\u001c-\u001f]+/u;
const SPOKEN = /[\p{L}\p{N}]/u;

/**
 * Count runs without white space that hold a letter or a digit, as Python does: `well-known` and
 * `it's` are one word each, a dash between spaces is none.
 * @param {string} prose
 */
export function count_words(prose) {
  return prose.split(SPACE).filter((run) => SPOKEN.test(run)).length;
}

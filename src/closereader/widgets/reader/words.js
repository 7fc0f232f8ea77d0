// What a reader takes for one character and for one word, and how a cut through a word is healed.

import { last_of } from "./halving.js";

/** @typedef {[number, number]} Span half-open; units of one string unless said otherwise */
/** @typedef {{cuts: number[], words: Span[], whole: Span[]}} Segments units within a string */

// What joins two pieces into one word when letters stand on both sides.
const APOSTROPHE = /^['’ʼ]$/u;
const HYPHEN = /^[-‐‑]$/u;

/**
 * Cut a string into characters (as a reader counts them) and words. `words` are the pieces that
 * the caret steps over; in `whole` the pieces of “post-Soviet” are one word. Browsers without
 * Intl.Segmenter get base characters with their combining marks, and runs of letters.
 * @param {string} words
 * @param {string} language
 * @returns {Segments}
 */
export function segment_words(words, language) {
  if (!("Segmenter" in Intl)) {
    const cuts = [...words.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)].map((found) => found.index);
    const runs = [...words.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*/gu)];
    const pieces = runs.map((run) => /** @type {Span} */ ([run.index, run.index + run[0].length]));
    const spans = join_pieces(words, pieces, APOSTROPHE);
    return { cuts: [...cuts, words.length], words: spans, whole: join_pieces(words, spans, HYPHEN) };
  }
  const by = (/** @type {"grapheme" | "word"} */ granularity) => [
    ...new Intl.Segmenter(language, { granularity }).segment(words),
  ];
  const spans = by("word")
    .filter((piece) => piece.isWordLike)
    .map((piece) => /** @type {Span} */ ([piece.index, piece.index + piece.segment.length]));
  const cuts = [...by("grapheme").map((piece) => piece.index), words.length];
  return { cuts, words: spans, whole: join_pieces(words, spans, HYPHEN) };
}

/**
 * @param {string} words
 * @param {Span[]} pieces
 * @param {RegExp} joint what may stand between two pieces of one word
 * @returns {Span[]}
 */
function join_pieces(words, pieces, joint) {
  /** @type {Span[]} */
  const whole = [];
  for (const [start, end] of pieces) {
    const last = whole.at(-1);
    if (last && joint.test(words.slice(last[1], start))) last[1] = end;
    else whole.push([start, end]);
  }
  return whole;
}

/**
 * Move a place out of the word, or the character, that it cuts. Quotation marks, brackets and
 * spaces belong to no word, so they are never taken in; and a place at a hyphen cuts nothing, as
 * when a double click selects a part of “Russian-speaking”.
 * @param {Segments} segments
 * @param {number} unit
 * @param {"start" | "end"} edge which end of a selection it is
 * @returns {number}
 */
export function out_of_word({ cuts, words, whole }, unit, edge) {
  const is_cut = (/** @type {Span} */ [start, end]) => start < unit && unit < end;
  const word = words.some(is_cut) ? whole.find(is_cut) : undefined;
  if (word) return edge === "start" ? word[0] : word[1];
  const index = last_of(cuts, (cut) => cut <= unit);
  return cuts[index] === unit || edge === "start" ? cuts[index] : cuts[index + 1];
}

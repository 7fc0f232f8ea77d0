// Words of an answer on the page: which are selected, and where those of a comment stand.
// The page counts in UTF-16 units; a comment keeps code points, as Python counts.

import { make_offsets } from "../../../widgets/reader/offsets.js";

/**
 * @typedef {import("./store.js").Comment} Comment
 * @typedef {{ article: HTMLElement, words: HTMLElement | null, start: number, end: number }} Chosen
 */

const AROUND = 32; // code points kept before and behind the words

/** The selection, when it lies in one answer. @param {HTMLElement} main @returns {Chosen | null} */
export function selected_in(main) {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const node = range.startContainer;
  const element = node instanceof Element ? node : node.parentElement;
  const words = /** @type {HTMLElement | null} */ (element?.closest(".words[data-answer]") ?? null);
  const article = /** @type {HTMLElement | null} */ (words?.closest("article[data-reader]") ?? null);
  if (!words || !article || !main.contains(article)) return null;
  const inside = document.createRange();
  inside.selectNodeContents(words);
  inside.setEnd(range.startContainer, range.startOffset);
  let start = inside.toString().length;
  // a selection that goes on into other parts of the page ends with the answer
  const end_inside = words.contains(range.endContainer);
  if (end_inside) inside.setEnd(range.endContainer, range.endOffset);
  else inside.selectNodeContents(words);
  let end = inside.toString().length;
  const text = words.textContent ?? "";
  while (start < end && /\s/.test(text[start] ?? "")) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end -= 1;
  // a mouse that begins or ends inside a word means the word
  const letter = (/** @type {number} */ at) => /[\p{L}\p{N}\p{M}]/u.test(text[at] ?? "");
  const within = (/** @type {number} */ at) => letter(at) || (/['’-]/.test(text[at] ?? "") && letter(at - 1) && letter(at + 1));
  while (start < end && within(start - 1) && within(start)) start -= 1;
  while (start < end && within(end - 1) && within(end)) end += 1;
  return start < end ? { article, words, start, end } : null;
}

/**
 * @param {Chosen} chosen offsets in UTF-16 units
 * @returns {Record<string, unknown>[]} the same in code points; nothing for a whole answer
 */
export function selector_of(chosen) {
  if (!chosen.words) return [];
  const text = chosen.words.textContent ?? "";
  const offsets = make_offsets(text);
  const start = offsets.point(chosen.start);
  const end = offsets.point(chosen.end);
  const part = (/** @type {number} */ from, /** @type {number} */ to) =>
    text.slice(offsets.unit(Math.max(0, from)), offsets.unit(Math.min(offsets.points, to)));
  // Words that stand there twice are told apart by more of what is around them.
  let around = AROUND;
  const known = () => part(start - around, end + around);
  while (text.indexOf(known()) !== text.lastIndexOf(known()) && around < offsets.points) around *= 2;
  return [
    { type: "TextQuoteSelector", exact: part(start, end), prefix: part(start - around, start), suffix: part(end, end + around) },
    { type: "TextPositionSelector", start, end },
  ];
}

/** @param {Chosen} chosen */
export function answer_of(chosen) {
  const words = chosen.words ?? chosen.article.querySelector("[data-answer]");
  return words instanceof HTMLElement ? words.dataset.answer ?? "" : "";
}

/** @param {{ selector: Record<string, unknown>[] }} comment */
export function quote_of(comment) {
  const quote = comment.selector.find((one) => one.type === "TextQuoteSelector");
  return typeof quote?.exact === "string" ? quote.exact : "";
}

/**
 * Where a comment stands on the page: only where the very words are.
 * @param {HTMLElement} article
 * @param {Comment} comment
 */
export function range_of(article, comment) {
  const place = comment.selector.find((one) => one.type === "TextPositionSelector");
  const exact = quote_of(comment);
  const every = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".words[data-answer]")]);
  const words = every.find((one) => one.dataset.answer === comment.answer);
  if (!words || !exact || typeof place?.start !== "number" || typeof place.end !== "number") return null;
  const offsets = make_offsets(words.textContent ?? "");
  const start = offsets.unit(place.start);
  const end = offsets.unit(place.end);
  return (words.textContent ?? "").slice(start, end) === exact ? range_in(words, start, end) : null;
}

/**
 * @param {HTMLElement} words
 * @param {number} start UTF-16 units
 * @param {number} end
 */
export function range_in(words, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (!begun && start < at + length) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= at + length) {
      range.setEnd(node, end - at);
      return range;
    }
    at += length;
  }
  return null;
}

// Comments on words of an answer: selected with the mouse or by keys, and offered again for the
// next reader. A comment keeps the words (W3C TextQuoteSelector) and their place in code points.

import { h } from "./dom.js";
import { make_offsets } from "./reader_offsets.js";

/**
 * @typedef {import("./marking_store.js").Store} Store
 * @typedef {import("./marking_store.js").Comment} Comment
 * @typedef {import("./marking_page.js").Marking} Marking
 * @typedef {{ article: HTMLElement, words: HTMLElement | null, start: number, end: number }} Chosen
 */

const AROUND = 32; // code points kept before and behind the words
const OFFERED = 9;
const HIGHLIGHT = "closereader-comments";

/**
 * @param {HTMLElement} main
 * @param {Store} store
 * @param {Marking} marking
 */
export function start_comments(main, store, marking) {
  const articles = /** @type {HTMLElement[]} */ ([...main.querySelectorAll("article[data-reader]")]);

  const show = () => {
    /** @type {Range[]} */
    const ranges = [];
    for (const article of articles) {
      const place = article.querySelector(".comments");
      if (!place || place.querySelector("textarea")) continue; // somebody is writing there
      const comments = store.get(article.dataset.reader ?? "")?.comments ?? [];
      place.replaceChildren(...comments.map((one) => line_of(article, one)));
      for (const one of comments) {
        const range = range_of(article, one);
        if (range) ranges.push(range);
      }
    }
    if ("highlights" in CSS) CSS.highlights.set(HIGHLIGHT, new Highlight(...ranges));
  };

  /** @param {HTMLElement} article @param {Comment} comment */
  const line_of = (article, comment) => {
    const exact = quote_of(comment);
    const remove = () => put(article, (all) => all.filter((one) => one.id !== comment.id));
    return h("p", { class: "comment" },
      exact ? h("q", {}, exact) : "About the whole answer", ": ", comment.body, " ",
      h("button", { type: "button", onclick: remove, "aria-label": `Delete the comment ${comment.body}` }, "Delete"));
  };

  /** @param {HTMLElement} article @param {(all: Comment[]) => Comment[]} change */
  const put = (article, change) => {
    const reader = article.dataset.reader ?? "";
    const comments = change(store.get(reader)?.comments ?? []);
    store.put({ reader, name: article.dataset.name ?? "", answer: article.dataset.digest ?? "" }, { comments });
  };

  /** @param {Chosen} chosen @param {string} body */
  const add = (chosen, body) => {
    const key = answer_of(chosen);
    const selector = selector_of(chosen);
    const at = new Date().toISOString();
    const id = `urn:uuid:${crypto.randomUUID ? crypto.randomUUID() : random_uuid()}`;
    put(chosen.article, (all) => [...all, { id, answer: key, body, at, selector }]);
    marking.say(`Comment ${selector.length ? `on “${quote_of({ selector })}”` : "on the whole answer"} kept.`);
  };

  /** @param {Chosen} chosen */
  const write = (chosen) => {
    const place = chosen.article.querySelector(".comments");
    if (!place) return;
    const exact = quote_of({ selector: selector_of(chosen) });
    const close = () => {
      form.remove();
      chosen.article.focus({ preventScroll: true });
      show();
    };
    const box = h("textarea", { rows: 2, "aria-label": "Comment",
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Escape") close();
        else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          const body = box.value.trim();
          close();
          if (body) add(chosen, body);
        } else return;
        event.preventDefault();
      } });
    const form = h("div", { class: "writing" },
      h("p", { class: "check" }, exact ? h("q", {}, exact) : "About the whole answer",
        " Enter keeps it, Shift+Enter is a new line, Esc leaves."), box);
    place.append(form);
    box.focus();
  };

  const offer = () => {
    const chosen = chosen_now();
    if (!chosen) return;
    const bodies = earlier(store).slice(0, OFFERED);
    if (bodies.length === 0) {
      marking.say("No comment was written before. Write the first one with c.");
      return;
    }
    const close = () => {
      list.remove();
      chosen.article.focus({ preventScroll: true });
    };
    const take = (/** @type {string} */ body) => {
      close();
      add(chosen, body);
    };
    const list = h("div", { class: "offered", tabindex: "-1", "data-own-keys": true, role: "group",
      "aria-label": "Comments from before: press a number",
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        const body = bodies[Number(event.key) - 1];
        if (event.key === "Escape") close();
        else if (body !== undefined && /^[1-9]$/.test(event.key)) take(body);
        else return;
        event.preventDefault();
        event.stopPropagation();
      } },
      bodies.map((body, at) => h("button", { type: "button", onclick: () => take(body) }, `${at + 1} ${body}`)));
    chosen.article.querySelector(".comments")?.before(list);
    list.focus();
  };

  /** The words that are selected, or the whole answer of the current reader. */
  const chosen_now = () => {
    const selected = selected_in(main);
    if (selected) return selected;
    const article = marking.current() ?? articles[0];
    return article ? { article, words: null, start: 0, end: 0 } : null;
  };

  const comment = () => {
    const selected = selected_in(main);
    if (selected) {
      write(selected);
      return;
    }
    const article = marking.current() ?? articles[0];
    if (!article) return;
    marking.go(article);
    pick_words(article, marking, write);
  };

  marking.hear("c", comment);
  marking.hear("b", offer);
  store.on_change(show);
  show();
}

/**
 * Choose words by keys: a first word, and how far it goes.
 * @param {HTMLElement} article
 * @param {Marking} marking
 * @param {(chosen: Chosen) => void} then
 */
function pick_words(article, marking, then) {
  const words = /** @type {HTMLElement | null} */ (article.querySelector(".words[data-answer]"));
  const found = words ? [...(words.textContent ?? "").matchAll(/\S+/gu)] : [];
  if (!words || found.length === 0) {
    then({ article, words: null, start: 0, end: 0 }); // a table or a choice: about the whole answer
    return;
  }
  let first = 0;
  let last = 0;
  const unit = (/** @type {number} */ at) => found[at]?.index ?? 0;
  const span = () => /** @type {[number, number]} */ ([unit(first), unit(last) + (found[last]?.[0].length ?? 0)]);
  const show = () => {
    const range = range_in(words, ...span());
    const selection = getSelection();
    if (!range || !selection) return;
    selection.removeAllRanges();
    selection.addRange(range);
    words.scrollIntoView({ block: "nearest" });
  };
  const stop = () => {
    words.removeAttribute("data-own-keys");
    words.removeAttribute("tabindex");
    words.removeEventListener("keydown", hear);
    words.removeEventListener("blur", stop);
  };
  const most = found.length - 1;
  const clamp = (/** @type {number} */ at) => Math.max(0, Math.min(most, at));
  const sentence = (/** @type {number} */ by) => {
    let at = last;
    do at += by;
    while (at > 0 && at < most && !/[.!?…]["”’)]*$/.test(found[at - 1]?.[0] ?? ""));
    return clamp(at);
  };
  /** @param {KeyboardEvent} event */
  const hear = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const far = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined || far !== undefined) {
      const to = by !== undefined ? clamp(last + by) : sentence(far ?? 1);
      if (event.shiftKey) last = Math.max(first, to);
      else first = last = to;
      show();
    } else if (event.key === "Enter" || event.key === "c") {
      const [start, end] = span();
      stop();
      then({ article, words, start, end });
    } else if (event.key === "w") {
      stop();
      then({ article, words: null, start: 0, end: 0 });
    } else if (event.key === "Escape") {
      stop();
      getSelection()?.removeAllRanges();
      article.focus({ preventScroll: true });
    } else if (event.key === "b") {
      stop(); // the page hears it, and finds the words selected
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  words.setAttribute("data-own-keys", "");
  words.tabIndex = -1;
  words.addEventListener("keydown", hear);
  words.addEventListener("blur", stop);
  words.focus({ preventScroll: true });
  show();
  marking.say("Choose words with ← →, more with Shift, sentences with ↑ ↓. Enter: comment. w: the whole answer.");
}

/**
 * The selection, when it lies in one answer.
 * @param {HTMLElement} main
 * @returns {Chosen | null}
 */
function selected_in(main) {
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
  return start < end ? { article, words, start, end } : null;
}

/**
 * @param {Chosen} chosen offsets in UTF-16 units
 * @returns {Record<string, unknown>[]} the same in code points; nothing for a whole answer
 */
function selector_of(chosen) {
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
function answer_of(chosen) {
  const words = chosen.words ?? chosen.article.querySelector("[data-answer]");
  return words instanceof HTMLElement ? words.dataset.answer ?? "" : "";
}

/** @param {{ selector: Record<string, unknown>[] }} comment */
function quote_of(comment) {
  const quote = comment.selector.find((one) => one.type === "TextQuoteSelector");
  return typeof quote?.exact === "string" ? quote.exact : "";
}

/**
 * Where a comment stands on the page: only where the very words are.
 * @param {HTMLElement} article
 * @param {Comment} comment
 */
function range_of(article, comment) {
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
function range_in(words, start, end) {
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

/**
 * What was written before, the most used first, then the newest.
 * @param {Store} store
 */
function earlier(store) {
  /** @type {Map<string, { times: number, at: string }>} */
  const found = new Map();
  for (const record of store.all()) {
    for (const { body, at } of record.comments) {
      const before = found.get(body);
      found.set(body, { times: (before?.times ?? 0) + 1, at: before && before.at > at ? before.at : at });
    }
  }
  const order = [...found].sort(([, one], [, other]) => other.times - one.times || other.at.localeCompare(one.at));
  return order.map(([body]) => body);
}

function random_uuid() {
  // crypto.randomUUID is there only on secure pages, and a file is not one in every browser
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

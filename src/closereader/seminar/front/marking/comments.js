// Comments on words of an answer: selected with the mouse or by keys, and offered again for the
// next reader. A comment keeps the words (W3C TextQuoteSelector) and their place in code points.

import { h, new_id } from "../../../widgets/base/dom.js";
import { LABELS } from "../../../widgets/base/labels.js";
import { pick_words } from "./pick.js";
import { answer_of, quote_of, range_of, selected_in, selector_of } from "./words.js";

/**
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./store.js").Comment} Comment
 * @typedef {import("./page.js").Marking} Marking
 * @typedef {import("./words.js").Chosen} Chosen
 */

const OFFERED = 9;
const HIGHLIGHT = "closereader-comments";

/** @param {HTMLElement} main @param {Store} store @param {Marking} marking */
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
    const change = () => write({ article, exact, body: comment.body, keep: (body) => {
      // In another tab it may have been removed meanwhile: the new words are kept all the same.
      const changed = { ...comment, body, at: now() };
      put(article, (all) => (all.some((one) => one.id === comment.id)
        ? all.map((one) => (one.id === comment.id ? changed : one)) : [...all, changed]));
      marking.say("Comment changed.");
    } });
    return h("p", { class: "comment" },
      exact ? h("q", {}, exact) : "About the whole answer", ": ",
      h("button", { type: "button", class: "body", title: "Change it", onclick: change }, comment.body), " ",
      h("button", { type: "button", onclick: remove, "aria-label": `${LABELS.remove} the comment ${comment.body}` }, LABELS.remove));
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
    const at = now();
    const id = `urn:uuid:${new_id()}`;
    put(chosen.article, (all) => [...all, { id, answer: key, body, at, selector }]);
    getSelection()?.removeAllRanges(); // the next key is about other words
    marking.say(`Comment ${selector.length ? `on “${beginning(quote_of({ selector }))}”` : "on the whole answer"} kept.`);
  };

  /** @param {Chosen} chosen */
  const write_new = (chosen) =>
    write({ article: chosen.article, exact: quote_of({ selector: selector_of(chosen) }), keep: (body) => add(chosen, body) });

  /**
   * Open a box for a comment, a new one or one that is changed.
   * @param {{ article: HTMLElement, exact: string, body?: string, keep: (body: string) => void }} about
   */
  const write = ({ article, exact, body: before = "", keep }) => {
    const place = article.querySelector(".comments");
    if (!place || place.querySelector("textarea")) return;
    const close = () => {
      form.remove();
      article.focus({ preventScroll: true });
      show();
    };
    const box = h("textarea", { rows: 2, "aria-label": "Comment", value: before,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Escape") close();
        else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          const body = box.value.trim();
          close();
          if (body && body !== before) keep(body);
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
      write_new(selected);
      return;
    }
    const article = marking.current() ?? articles[0];
    if (!article) return;
    marking.go(article);
    pick_words(article, marking, write_new);
  };

  marking.hear("c", comment);
  marking.hear("b", offer);
  store.on_change(show);
  show();
}

/** What was written before, the most used first, then the newest. @param {Store} store */
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

/** The first words, to be said in one line. @param {string} words */
function beginning(words) {
  return words.length > 60 ? `${words.slice(0, 60).replace(/\S*$/u, "")}…` : words;
}

function now() {
  return new Date().toISOString();
}

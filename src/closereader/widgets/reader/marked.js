// The marked text: the same text as real text with real <mark> elements, each with its theme in
// words, and with a button after each sentence: for screen readers, for whoever would rather not
// steer a caret, for printing, and for browsers that cannot paint marks on the page.

import { latin, undo_key } from "../base/layout.js";
import { h, refill, set_in } from "../base/dom.js";
import { badge, paint_with } from "./badge.js";
import { make_sentences } from "./sentences.js";
import { block_class, block_tag, direction, in_margin, note_marker } from "./text.js";
import { shorten } from "./view.js";

/** @import { Shown, View } from "./view.js" */
/** @import { Part } from "./text.js" */
/** @import { Sentence } from "./sentences.js" */

/**
 * @param {View} view
 * @param {import("./sentences.js").Deeds & {
 *   next: (way: 1 | -1) => void, panel: (name: "search" | "help") => void, turn: () => void,
 *   step: (way: "undo" | "redo") => void, turn_note: (marker: HTMLElement) => void,
 * }} on
 */
export function make_marked(view, on) {
  const el = h("div", { class: "crr-marked", role: "region", "aria-label": "Marked text", onkeydown: on_key });
  const sentences = make_sentences(view, on, button_of);
  /** @type {{row: HTMLElement, state: string}[]} the blocks as they were drawn, none before the first time */
  const drawn = [];

  /** @param {Shown} shown */
  function opening({ mark, reader }) {
    const theme = view.theme(mark.theme);
    const whose = reader === null ? "" : `${reader}: `;
    const move = view.move_name(mark.move).toLowerCase();
    const name = `${whose}${theme.name}${move ? `, ${move}` : ""}`;
    const sign = h("span", { class: "crr-sign", title: name, "aria-hidden": "true" }, badge(theme));
    return [sign, h("span", { class: "cr-sr" }, ` (${name} begins) `)];
  }

  /** @param {Shown} shown */
  function closing({ mark }) {
    const note = mark.note ? h("span", { class: "crr-marked-note" }, ` [${mark.note}]`) : null;
    return [h("span", { class: "cr-sr" }, ` (${view.theme(mark.theme).name} ends) `), note];
  }

  /**
   * One stretch of words inside all its marks. Where a mark begins and ends is said in words, once:
   * told of each of its stretches a screen reader would say it again and again.
   * @param {string} words
   * @param {Shown[]} around
   */
  function stretch(words, around) {
    /** @type {Node} */
    let node = document.createTextNode(words);
    for (const { mark, reader } of [...around].reverse()) {
      const wrap = h("mark", { class: reader === null ? "crr-mark" : "crr-mark crr-over", role: "none" }, node);
      paint_with(wrap, view.theme(mark.theme));
      node = wrap;
    }
    return node;
  }

  /** @param {Sentence} sentence */
  const button = (sentence) =>
    h("button", {
      type: "button",
      class: "crr-sentence",
      tabindex: sentence.index === current().index ? "0" : "-1",
      "aria-haspopup": "menu",
      "aria-label": view.readonly() ? sentence.name : `Mark ${sentence.name}`,
      // Who goes from button to button hears no words else.
      "aria-description": shorten(view.words(sentence.s, sentence.e), 80),
      "data-sentence": sentence.index,
      onclick: () => sentences.open(sentence),
      onfocus: () => settle_at(sentence),
    }, "⋯");

  /** The sentence where one reads: one place in all views. */
  const current = () => sentences.at(view.selected.focus) ?? { index: -1 };

  /** @param {number} index */
  function button_of(index) {
    return /** @type {HTMLElement | null} */ (el.querySelector(`[data-sentence="${index}"]`));
  }

  /** Only the sentence where one reads is a Tab stop. @param {Sentence} sentence */
  function settle_at({ s, index }) {
    if (sentences.at(view.selected.focus).index !== index) view.select(s, s);
    for (const other of el.querySelectorAll('.crr-sentence[tabindex="0"]')) other.setAttribute("tabindex", "-1");
    button_of(index)?.setAttribute("tabindex", "0");
  }

  /** The marks that touch a block. @param {Part} part @param {readonly Shown[]} shown */
  const marks_in = (part, shown) => shown.filter(({ mark }) => mark.s < part.e && mark.e > part.s);

  /** @param {Part} part @param {Shown[]} here its marks */
  function block(part, here) {
    const own = sentences.list.filter((sentence) => sentence.part === part.index);
    const notes = view.text.notes.filter(({ at }) => part.s <= at && at <= part.e);
    const edges = here.flatMap(({ mark }) => [Math.max(mark.s, part.s), Math.min(mark.e, part.e)]);
    const rooms = new Map(own.map(({ s }, at) => [s, part.in?.[at] ?? 0])); // each line of verse is a sentence
    const stops = [...own.map(({ e }) => e), ...(part.in ? rooms.keys() : []), ...notes.map(({ at }) => at)];
    const cuts = [...new Set([part.s, ...edges, ...stops, part.e])].sort((a, b) => a - b);
    const line = h(block_tag(part, view.text), { dir: "auto", class: block_class(part) });
    const cell = h("div", {}, line);
    cuts.forEach((cut, index) => {
      for (const one of here) if (Math.min(one.mark.e, part.e) === cut) line.append(...closing(one).filter((node) => node !== null));
      for (const note of notes.filter(({ at }) => at === cut)) {
        const marker = note_marker(note);
        marker.setAttribute("role", "link"); // whoever goes from button to button goes from sentence to sentence
        // Here and not on the text: all words of it would be called clickable.
        marker.addEventListener("click", () => on.turn_note(marker));
        line.append(marker);
      }
      // A heading is called by its words alone; so its button stands after it.
      const last = own.find(({ e }) => e === cut);
      if (last) (part.k.startsWith("h") ? cell : line).append(button(last), " ");
      const next = cuts[index + 1];
      if (next === undefined) return;
      const far = rooms.get(cut);
      if (far) line.append(set_in(far));
      for (const one of here) if (Math.max(one.mark.s, part.s) === cut) line.append(...opening(one));
      const around = here.filter(({ mark }) => mark.s < next && mark.e > cut);
      line.append(stretch(view.words(cut, next), around));
    });
    return h("div", { class: "crr-marked-row", dir: direction(view.text) }, h("span", { class: "crr-marked-number" }, in_margin(part)), cell);
  }

  /** Draw what has changed, block by block; who stands on a sentence goes on standing there. */
  function fill() {
    if (view.mode !== "marked") return;
    const shown = view.shown();
    const root = /** @type {Document | ShadowRoot} */ (el.getRootNode());
    const focused = el.contains(root.activeElement) ? root.activeElement?.getAttribute("data-sentence") : null;
    el.lang = view.text.language ?? "";
    for (const part of view.parts) {
      const here = marks_in(part, shown);
      const state = JSON.stringify([here, view.readonly()]);
      const before = drawn[part.index];
      if (before?.state === state) continue;
      const row = block(part, here);
      drawn[part.index] = { row, state };
      if (before) before.row.replaceWith(row);
      else el.append(row);
    }
    if (focused) button_of(Number(focused))?.focus({ preventScroll: true });
  }

  /** @param {Sentence | undefined} sentence */
  function go_to(sentence) {
    if (sentence) button_of(sentence.index)?.focus();
  }

  /** The first sentence of the block before or after, as a text box steps. @param {1 | -1} way */
  function paragraph(way) {
    const here = sentences.at(view.selected.focus);
    const first = sentences.list.filter(({ part }, index) => part !== sentences.list[index - 1]?.part);
    return way === 1
      ? first.find(({ part }) => part > here.part)
      : first.filter(({ index }) => index < here.index).at(-1);
  }

  /** Keys on a sentence; a screen reader that keeps them has its own for paragraph and heading. @param {KeyboardEvent} event */
  function on_key(event) {
    const { target } = event;
    const key = latin(event);
    const step = undo_key(event);
    if (!(target instanceof HTMLElement) || !target.dataset["sentence"]) return;
    const here = sentences.list[Number(target.dataset["sentence"])];
    const way = { ArrowDown: /** @type {const} */ (1), ArrowUp: /** @type {const} */ (-1) }[key];
    const big = event.ctrlKey || event.metaKey;
    const theme = view.themes()[Number(key) - 1];
    if (event.altKey) return;
    if (way) go_to(big ? paragraph(way) : sentences.list[here.index + way]);
    else if (big && key === "Home") go_to(sentences.list[0]);
    else if (big && key === "End") go_to(sentences.list.at(-1));
    else if (step) on.step(step);
    else if (big) return;
    else if (theme && !view.readonly()) on.mark(theme.id, [here.s, here.e]);
    else if (key === "[" || key === "]") on.next(key === "]" ? 1 : -1);
    else if (key === "/") on.panel("search");
    else if (key === "?") on.panel("help");
    else if (key === "v") on.turn();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  for (const event of /** @type {const} */ (["marks", "filter", "mode", "traits"])) view.on(event, fill);
  view.on("mode", sentences.close);
  return {
    el,
    fill,
    /** Give the focus to the sentence where one reads. */
    focus: () => (sentences.list.length > 0 ? go_to(sentences.at(view.selected.focus)) : el.focus()),
    /** Bring a place into sight, and be there. @param {number} point */
    jump(point) {
      const sentence = sentences.at(point);
      if (!sentence) return;
      settle_at(sentence);
      button_of(sentence.index)?.scrollIntoView({ block: "center" });
    },
  };
}

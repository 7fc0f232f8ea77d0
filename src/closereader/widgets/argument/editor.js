// One part of the map, open: its kind, its words, what it stands on, a note. There is no “save”:
// what is written goes into the map after a pause and when the field is left, and Undo takes it back.

import { dom_id, h, refill, small_button } from "../base/dom.js";
import { make_passages, make_rows } from "./evidence.js";
import { brief, evidence_of, in_one_line } from "./ops.js";
import { pick_by_key, take_drops } from "../base/pick.js";
import { LABELS } from "../base/labels.js";

/** @import { Model } from "../base/kernel.js" */
/** @import { Part, Place } from "./ops.js" */
/** @typedef {{ id: string, name: string, definition: string, asks: string }} KindInfo */

const PAUSE_IN_WRITING = 800; // ms without a key before the words go into the map

/**
 * @param {object} given
 * @param {Model} given.model
 * @param {any} given.question
 * @param {import("../base/ask.js").Asker} given.ask
 * @param {import("../base/pending.js").Pending} given.pending
 * @param {(id: string, fields: Partial<Part>, sentence: string, merge?: string) => void} given.put
 * @param {(id: string) => void} given.remove
 * @param {(id: string) => boolean} given.open  false when there is no such part
 * @param {(id: string) => void} given.close  the part that was open
 * @param {() => void} given.on_writing  words stand in a field that are not in the map yet
 */
export function make_part_editor({ model, question, ask, pending, put, remove, open, close, on_writing }) {
  const id = dom_id("cra");
  /** @type {Part | null} */
  let part = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {KindInfo[]} */
  const kinds = question.kinds;

  const title = h("p", { class: "cra-title", id: `${id}-title` });
  const kind = h("select", { class: "cr-field", id: `${id}-kind`, onchange: () => set_kind() },
    kinds.map((one) => h("option", { value: one.id }, one.name)));
  const about = h("p", { class: "cr-soft cr-small", id: `${id}-about` });
  const text = h("textarea", {
    class: "cr-field", id: `${id}-text`, rows: "2", maxlength: "1000", "aria-describedby": `${id}-about`,
    oninput: () => later(), onblur: () => commit(), onkeydown: on_enter,
  });
  const note = h("textarea", {
    class: "cr-field", id: `${id}-note`, rows: "2", maxlength: "2000", oninput: () => later(), onblur: () => commit(),
  });
  const evidence = h("div", { class: "cra-held" });
  const passages = make_passages({ model, question, ask, put: (passage) => take({ passage }, "Passage put in.") });
  const rows = make_rows({ question, ask, put: (row) => take({ row }, "Row put in.") });
  const gone = h("button", { type: "button", class: "cr-button", onclick: () => { if (part) remove(part.id); } }, `${LABELS.remove} this part`);
  const el = h("div", { class: "cra-editor", role: "group", "aria-labelledby": `${id}-title`, hidden: true },
    h("div", { class: "cra-head" }, title,
      h("div", { class: "cr-row" }, h("label", { for: `${id}-kind` }, "Kind"), kind)),
    about,
    h("div", {}, h("label", { class: "cra-name", for: `${id}-text` }, "In your own words"), text),
    h("div", {}, h("p", { class: "cra-name" }, "Stands on"), evidence, passages.el, rows.el),
    h("div", {}, h("label", { class: "cra-name", for: `${id}-note` }, "Note to yourself (may stay empty)"), note),
    h("div", { class: "cr-row" },
      h("button", { type: "button", class: "cr-button cr-main", onclick: () => pending.settle(stop) }, LABELS.save), gone));

  const is_writing = () => part !== null && (in_one_line(text.value) !== part.text || note.value.trim() !== part.note);
  /** @type {import("../base/pending.js").Field} */
  const field = {
    waits: () => part !== null && passages.words.value.trim() !== "",
    take: passages.look_up,
    draft() {
      if (!part) return null;
      /** @type {Record<string, string>} */
      const words = passages.words.value.trim() ? { words: passages.words.value } : {};
      if (in_one_line(text.value) !== part.text) words["text"] = text.value;
      if (note.value.trim() !== part.note) words["note"] = note.value;
      const label = title.textContent ?? ""; // it quotes words of the reader's, which stay as they are
      return { slot: part.id, label: label.charAt(0).toLowerCase() + label.slice(1), words };
    },
    resume(draft) {
      if (!open(draft.slot)) return false;
      resume(draft.words);
      return true;
    },
  };
  pending.add(field);
  pick_by_key(el, passages.pick);
  take_drops(el, () => part, (passage) => take({ passage }, "Passage put in."));

  /** @param {Record<string, string>} words */
  function resume({ words, text: said, note: noted }) {
    if (words !== undefined) {
      passages.show(true);
      passages.words.value = words;
      passages.words.focus({ preventScroll: true });
    }
    if (said !== undefined) text.value = said;
    if (noted !== undefined) note.value = noted;
    if (is_writing()) later();
  }

  /** @param {KeyboardEvent} event */
  function on_enter(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // the words of a part are one line
    pending.settle(stop);
  }

  function later() {
    on_writing();
    clearTimeout(timer);
    timer = setTimeout(commit, PAUSE_IN_WRITING);
  }

  /** Put what stands in the fields into the map. */
  function commit() {
    clearTimeout(timer);
    if (!part) return;
    const words = in_one_line(text.value);
    const remark = note.value.trim();
    if (words !== part.text) put(part.id, { text: words }, "", `text:${part.id}`);
    if (part && remark !== part.note) put(part.id, { note: remark }, "", `note:${part.id}`);
  }

  function set_kind() {
    commit();
    if (part) put(part.id, { kind: /** @type {Part["kind"]} */ (kind.value) }, `Now it is ${kind.value}.`);
  }

  /** @param {Partial<Part>} fields @param {string} sentence */
  function take(fields, sentence) {
    commit();
    if (!part) return;
    pending.set_aside(field); // what was pasted, when something else is taken
    put(part.id, fields, sentence);
    passages.show(false);
    rows.show();
    text.focus();
  }

  function stop() {
    commit();
    pending.set_aside(field);
    passages.words.value = "";
    const which = part?.id ?? "";
    part = null;
    el.hidden = true;
    close(which);
  }

  /** @param {Place} place */
  function fill({ part: next, parent }) {
    const name = (/** @type {string} */ of) => kinds.find((one) => one.id === of)?.name ?? of;
    title.textContent = parent
      ? `${name(next.kind)} below ${name(parent.kind).toLowerCase()} ${parent.text ? `“${brief(parent.text, 60)}”` : ""}`.trim()
      : "The main claim";
    kind.value = next.kind;
    kind.disabled = !parent;
    gone.hidden = !parent;
    const info = kinds.find((one) => one.id === next.kind);
    about.textContent = info ? `${info.definition} ${info.asks}` : "";
    // never over words that are being written
    if (!part || in_one_line(text.value) === part.text) text.value = next.text;
    if (!part || note.value.trim() === part.note) note.value = next.note;
    part = next;
    const had = evidence.contains(document.activeElement);
    refill(evidence, evidence_of(next).map((one) => h("p", { class: "cra-held-one" },
      one.quote ? h("q", { class: "cr-quote" }, one.quote) : one.words, ` (${one.label}) `,
      one.lost ? h("span", { class: "cra-lost" }, one.lost) : null, " ",
      small_button(one.quote ? "Take the passage out" : "Take the row out",
        () => take(one.quote ? { passage: null } : { row: null }, "Taken out; Undo brings it back.")))),
    evidence_of(next).length === 0 ? h("p", { class: "cr-soft" }, "Nothing yet.") : null);
    if (had) (evidence.querySelector("button") ?? text).focus(); // the button that was pressed goes
  }

  return {
    el,
    /** @param {Place} place */
    open(place) {
      commit();
      pending.set_aside(field);
      part = null;
      fill(place);
      const bare = place.part.kind === "grounds" && !place.part.passage && !place.part.row;
      passages.show(bare);
      rows.show();
      el.hidden = false;
      text.focus({ preventScroll: true });
      text.setSelectionRange(text.value.length, text.value.length);
      resume(pending.take_up(place.part.id)?.words ?? {});
      el.scrollIntoView({ block: "nearest" });
    },
    /** What is typed next is another word. */
    go_on: () => { if (/\S$/u.test(text.value)) text.value += " "; },
    /** The map has changed: show the part as it is now, or close. @param {(id: string) => Place | undefined} find */
    follow(find) {
      if (!part) return;
      const place = find(part.id);
      if (place) return fill(place);
      pending.set_aside(field);
      part = null;
      clearTimeout(timer);
      el.hidden = true;
    },
    commit,
    stop,
    at: () => part?.id ?? "",
    is_writing,
    end() {
      clearTimeout(timer);
      passages.close();
    },
  };
}

// The marks as a view sees them: what Python said, what it has not confirmed yet, and the way back.

import { keys_of, make_outbox } from "../base/outbox.js";
import { make_pending } from "../base/pending.js";
import { new_id } from "../base/dom.js";
import { is_reflected, make_edit, make_order, project, record, step } from "./state.js";

/** @import { Model } from "../base/kernel.js" */
/** @import { Status } from "../base/outbox.js" */
/** @import { Edit, Link, Mark } from "./state.js" */
/** @import { TextPayload } from "./text.js" */
/**
 * @typedef {{
 *   id: string, name: string, code: string, colour: string, underline: string,
 *   definition: string, mark_when: string, not_when: string,
 * }} Theme
 */
/**
 * A move has an example, or three empty strings.
 * @typedef {{
 *   id: string, name: string, definition: string,
 *   example: string, example_text: string, example_place: string,
 * }} Move
 */
/** @typedef {{version: number | string, themes: Theme[], moves: Move[]}} Codebook */
/** @typedef {{name: string, marks: Mark[]}} Reading */
/**
 * @typedef {{
 *   themes: string[] | null, readonly: boolean, focus: [number, number] | null,
 *   height: number | string | null,
 * }} Options
 */
/** @typedef {{s: number, e: number, text: string, score: number, label: string}} Close */
/** @typedef {"marks" | "status" | "traits" | "show" | "told"} StoreEvent */
/** @typedef {ReturnType<typeof open_store>} Store */

const ids_of = (/** @type {Edit[]} */ edits) => edits.map(({ id, at }) => id + at).join();

const CLOSEST_PATIENCE = 4000; // ms
const REFRESH_PAUSE = 3000; // ms

/**
 * The store of one view. Views of one model are told of each other's edits by the shelf of the
 * outbox and by the traits, so they need nothing else in common.
 * @param {Model} model
 */
export function open_store(model) {
  /** @type {Set<(event: StoreEvent, detail?: unknown) => void>} */
  const listeners = new Set();
  /** @type {Map<string, Edit>} edits that were sent and may not show in the traits yet */
  const known = new Map();
  /** @type {Edit[]} on disk, but the traits have not caught up */
  let settling = [];
  /** @type {import("./state.js").History} */
  let history = { done: [], undone: [] };
  /** @type {import("./state.js").Projection} */
  let seen = { marks: [], links: [], waiting: new Set() };
  /** @type {Status | null} */
  let status = null;
  /** @type {unknown[]} what was last drawn was made of these */
  let drawn_from = [];
  const in_order = make_order();
  let refreshed = 0;
  let ready = false; // the outbox reports while it is being made

  const trait = (/** @type {string} */ name) => model.get(name);
  const edition = () => trait("text")?.fingerprint || undefined;
  // What has waited while the text was changed shows when Python has found its place.
  const is_of_this_text = (/** @type {Edit} */ edit) => (edit.edition ?? edition()) === edition();
  const emit = (/** @type {StoreEvent} */ event, /** @type {unknown} */ detail = undefined) => {
    for (const listener of [...listeners]) listener(event, detail);
  };

  const outbox = make_outbox({
    model,
    ...keys_of(model, `reader:${trait("text")?.id ?? ""}`),
    shared: true,
    on_status(next) {
      status = next;
      if (ready) reproject();
      emit("status");
    },
    on_ack({ edits, modified, lost, notes }) {
      for (const id of edits) {
        const edit = known.get(id) ?? settling.find((other) => other.id === id);
        known.delete(id);
        if (edit && !lost.includes(id)) settle({ ...edit, at: modified[id] ?? edit.at });
      }
      // A later change of another notebook stands in their place: that is shown, and said.
      settling = settling.filter((edit) => !lost.includes(edit.id));
      forget(lost);
      reproject();
      if (notes.length > 0) emit("told", notes.join(" "));
    },
  });
  /** What is not on disk cannot be undone. @param {string[]} ids */
  function forget(ids) {
    history = { ...history, done: history.done.filter((edit) => !ids.includes(edit.id)) };
  }

  /** An edit that is on disk and not yet among the traits. @param {Edit} landed */
  function settle(landed) {
    const target = (landed.mark ?? landed.value)?.id;
    // The last word on a mark is what counts, even if it arrived before the traits did.
    settling = settling.filter((other) => (other.mark ?? other.value)?.id !== target);
    if (!is_reflected(landed, trait("marks") ?? [], trait("links") ?? [])) settling.push(landed);
  }

  function reproject() {
    const pending = /** @type {Edit[]} */ (outbox.pending());
    const waiting = pending.filter(is_of_this_text);
    const unsaved = new Set([...pending, ...(status?.refused ?? [])].map((edit) => edit.id));
    for (const [id, edit] of known) {
      if (unsaved.has(id) && !waiting.some((other) => other.id === id)) {
        known.delete(id);
        forget([id]); // refused, to this view or to another one; the status line keeps its words
      }
      if (unsaved.has(id)) continue;
      known.delete(id);
      settle(edit); // delivered, by this view or by another one: it stays on the page
    }
    for (const edit of waiting) {
      // An edit of another view of this text: it can be undone here as well.
      if (!known.has(edit.id)) follow(edit);
      known.set(edit.id, edit);
    }
    const made_of = [trait("text"), trait("marks"), trait("links"), ids_of(settling), ids_of(waiting)];
    if (made_of.every((part, at) => part === drawn_from[at])) return;
    drawn_from = made_of;
    seen = project(in_order(trait("marks") ?? []), trait("links") ?? [], [...settling, ...waiting]);
    for (const edit of settling) seen.waiting.delete((edit.mark ?? edit.value)?.id ?? "");
    for (const edit of waiting) seen.waiting.add((edit.mark ?? edit.value)?.id ?? "");
    emit("marks");
  }

  /** @param {Edit} edit */
  function follow(edit) {
    const { done, undone } = history;
    if ([...done, ...undone].some((other) => other.id === edit.id)) return;
    history = record(history, edit);
  }

  function on_marks() {
    settling = settling.filter((edit) => !is_reflected(edit, trait("marks") ?? [], trait("links") ?? []));
    reproject();
  }

  /** @param {any} message */
  function on_message(message) {
    if (message?.type === "history") {
      history = { done: message.done ?? [], undone: message.undone ?? [] };
      for (const edit of /** @type {Edit[]} */ (outbox.pending()).filter(is_of_this_text)) follow(edit);
      emit("status");
    } else if (message?.type === "show") {
      emit("show", [message.s, message.e]);
    }
  }

  const on_traits = () => emit("traits");
  const trait_events = ["text", "codebook", "others", "options", "who", "problem"];
  for (const name of trait_events) model.on(`change:${name}`, on_traits);
  for (const name of ["marks", "links", "text"]) model.on(`change:${name}`, on_marks);
  model.on("msg:custom", on_message);
  ready = true;
  reproject();

  /** Send an edit; it shows at once. @param {Edit | null} made @returns {Edit | null} */
  function push(made) {
    if (!made) return null;
    const edit = { ...made, edition: edition() };
    known.set(edit.id, edit);
    history = record(history, edit);
    const about = edit.value ? edit.value.id : undefined;
    outbox.push(/** @type {any} */ (about ? { ...edit, about } : edit));
    reproject();
    return edit;
  }

  const stamp = () => ({ id: new_id(), now: Date.now() });
  const mark_of = (/** @type {string} */ id) => seen.marks.find((mark) => mark.id === id) ?? null;

  return {
    signal: model.signal,
    text: () => /** @type {TextPayload} */ (trait("text")),
    codebook: () => /** @type {Codebook} */ (trait("codebook")),
    others: () => /** @type {Reading[]} */ (trait("others") ?? []),
    options: () => /** @type {Options} */ (trait("options") ?? {}),
    who: () => /** @type {{id: string, name: string}} */ (trait("who") ?? { id: "", name: "" }),
    problem: () => /** @type {string} */ (trait("problem") ?? ""),
    marks: () => seen.marks,
    links: () => seen.links,
    mark: mark_of,
    is_waiting: (/** @type {string} */ id) => seen.waiting.has(id),
    status: () => status,
    can: (/** @type {"undo" | "redo"} */ way) => (way === "undo" ? history.done : history.undone).length > 0,

    /**
     * Save a mark, new or changed; its `at` says which state the change began with.
     * @param {Mark} mark
     */
    put(mark) {
      const base = mark.at === "" ? {} : { base: mark.at };
      return push(make_edit("mark", mark_of(mark.id), mark, { ...stamp(), ...base }));
    },
    /** @param {Mark} mark */
    remove: (mark) => push(make_edit("mark", mark, null, stamp())),
    /** Save a link, new or with another note. @param {Link} link */
    put_link(link) {
      const before = seen.links.find((other) => other.id === link.id) ?? null;
      return push(make_edit("link", before, link, stamp()));
    },
    /** @param {Link} link */
    remove_link: (link) => push(make_edit("link", link, null, stamp())),
    /** The change that would be undone or done again next. @param {"undo" | "redo"} way */
    last: (way) => (way === "undo" ? history.done : history.undone).at(-1) ?? null,
    /** @param {"undo" | "redo"} way */
    step: (way) => push(step(way, history, seen, stamp())),

    /** For words that are typed and not saved. @param {string} what */
    open_pending: (what) => make_pending(model, what),
    retry: () => outbox.flush(),
    put_away: (/** @type {string} */ id) => outbox.put_away(id),
    is_gone: () => outbox.is_gone(),
    /** Ask Python for what changed on disk; not more often than every few seconds. */
    refresh() {
      if (Date.now() - refreshed < REFRESH_PAUSE || outbox.is_gone()) return;
      refreshed = Date.now();
      model.send({ type: "refresh" });
    },
    /** @param {string} quote @returns {Promise<Close[] | null>} null when Python does not answer */
    closest: (quote) => ask_closest(model, quote),
    /** @param {(event: StoreEvent, detail?: unknown) => void} listener */
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      outbox.close();
      for (const name of trait_events) model.off(`change:${name}`, on_traits);
      for (const name of ["marks", "links", "text"]) model.off(`change:${name}`, on_marks);
      model.off("msg:custom", on_message);
      listeners.clear();
    },
  };
}

/** @param {Model} model @param {string} quote @returns {Promise<Close[] | null>} */
function ask_closest(model, quote) {
  const id = new_id();
  return new Promise((resolve) => {
    const finish = (/** @type {Close[] | null} */ places) => {
      clearTimeout(timer);
      model.off("msg:custom", on_answer);
      resolve(places);
    };
    const on_answer = (/** @type {any} */ message) => {
      if (message?.type === "closest" && message.id === id) finish(message.places ?? []);
    };
    const timer = setTimeout(() => finish(null), CLOSEST_PATIENCE);
    model.on("msg:custom", on_answer);
    model.send({ type: "closest", id, quote });
  });
}

// The way of an edit from the browser to the disk.
//
// An edit is put on the shelf first (the browser's own store), then sent, and taken off the shelf
// only when Python answers that it is on disk. One message is on its way at a time, so that edits
// arrive in their order even when one is refused; a repetition is harmless, because Python knows
// an edit by its id. When no answer comes we find out why, say so, and wait: see kernel.js.

import { browser_store, make_shelf } from "./shelf.js";
import { watch_kernel } from "./kernel.js";
import { new_id } from "./dom.js";
import { say } from "./words.js";

/** @import { Edit } from "./shelf.js" */
/** @import { Model } from "./kernel.js" */

/**
 * @typedef {object} Status
 * @property {"saved" | "saving" | "waiting" | "refused"} state  "saved" only after Python said so
 * @property {string} saved_at  ISO 8601, "" when nothing has been saved yet
 * @property {number} pending   edits that are not on disk
 * @property {string} message   one plain sentence, ready to be shown
 * @property {boolean} rerun    true when the cell must be run again
 * @property {Edit[]} refused   edits that can never be saved, with the reason in `refused`
 */

const PATIENCE = 1500; // ms without an answer before we say that we wait
const SILENCE = { idle: 10000, unknown: 20000 }; // ms without an answer that nothing excuses
const LONGEST = 60000; // ms, the longest pause between two attempts
const COURTESY = 2500; // ms left to the view that made an edit before another one delivers it
const BATCH = 100; // edits in one message

/**
 * The key of an outbox, and the one it had while the work folder could not be written to: its
 * remedy is to mend the folder and restart, and what waited until then must be found.
 * @param {Model} model
 * @param {string} what  "reader:alieva-2024"
 */
export function keys_of(model, what) {
  const { id = "", was = "" } = model.get("work") ?? {};
  return { key: `closereader:${id}:${what}`, was: was && was !== id ? `closereader:${was}:${what}` : "" };
}

/**
 * @param {object} options
 * @param {Model} options.model
 * @param {string} options.key  `closereader:<work id>:<kind>:<text or exercise/question>`
 * @param {string} [options.was]  a key it had before, see `keys_of`
 * @param {(status: Status) => void} [options.on_status]
 * @param {(ack: { edits: string[], at: string, modified: Record<string, string>, own: string[], lost: string[], notes: string[] }) => void} [options.on_ack]  `own`: when
 *   Python saved what this view has shown, not what it delivered for another tab
 * @param {(edit: Edit, why: string) => void} [options.on_refused]  it can never be saved
 * @param {import("./shelf.js").Store | null} [options.storage]
 * @param {boolean} [options.shared]  the view shows what other tabs have put on this shelf, so that
 *   its edits follow theirs; otherwise it follows its own and what lay there when it began
 */
export function make_outbox({ model, key, was = "", on_status, on_ack, on_refused, storage = browser_store(), shared = false }) {
  const shelf = make_shelf(key, storage, was);
  /** @type {{ ids: Set<string>, since: number } | null} */
  let on_its_way = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const seen = new Set(shelf.waiting().map((edit) => edit.id)); // what an edit of this view follows
  let attempts = 0;
  let pings = 0;
  let unanswered = false; // nothing was heard since the last ping
  let saved_at = String(model.get("saved") ?? "");
  let hindrance = ""; // why the disk refused, while it may still change its mind
  let silent = false; // no answer although nothing is known that would excuse it
  let unsaved_since = 0; // when what waits was sent first; 0 when it was confirmed
  let said = "";
  let closed = false;
  let asked = false; // whether Python is really gone

  const line = watch_kernel(model, () => {
    if (closed) return;
    if (on_its_way && line.state() === "idle") wake(PATIENCE);
    if (is_gone()) on_its_way = null;
    if (line.in_doubt() && !asked) model.send({ type: "ping", n: 0 });
    asked = line.in_doubt();
    report();
  });
  const is_gone = () => ["gone", "stopped"].includes(line.state());

  /** @param {number} ms */
  function wake(ms) {
    clearTimeout(timer);
    timer = setTimeout(look_after, ms);
  }

  const pause = () => Math.min(LONGEST, PATIENCE * 2 ** attempts);

  /** Send what waits, unless something is under way or there is nobody to send it to. */
  function deliver() {
    const waiting = shelf.waiting().slice(0, BATCH);
    // Another view may have delivered what is under way here: then no answer comes to this one.
    if (on_its_way && !waiting.some(({ id }) => on_its_way?.ids.has(id))) on_its_way = null;
    if (waiting.length === 0) unsaved_since = 0;
    if (!on_its_way && waiting.length > 0 && !is_gone()) {
      on_its_way = { ids: new Set(waiting.map((edit) => edit.id)), since: Date.now() };
      unsaved_since ||= Date.now();
      wake(pause());
      model.send({ type: "edits", edits: waiting });
    }
    report();
  }

  /** No answer for a while: is Python busy, away, or gone? */
  function look_after() {
    const state = line.state();
    if (closed || is_gone() || shelf.waiting().length === 0) return report();
    if (!on_its_way) return deliver(); // a pause after a refusal is over
    // Messages to a busy or unreachable Python are queued, so there is no sense in sending more.
    if (state === "idle" || state === "unknown") {
      attempts += 1;
      pings += 1;
      silent ||= unanswered && Date.now() - on_its_way.since >= SILENCE[state];
      unanswered = true;
      model.send({ type: "ping", n: pings });
      if (silent) return send_again(); // it may hear us although we do not hear it
    }
    wake(pause());
    report();
  }

  /** Send all that waits, whatever was sent before. */
  function send_again() {
    on_its_way = null;
    deliver();
  }

  /**
   * Python is there: whatever was sent before is answered or lost, so it is sent again. The pauses
   * go on growing until something is confirmed: a Python that answers but cannot save is left alone.
   */
  function on_life() {
    if (on_its_way && Date.now() - on_its_way.since >= PATIENCE) on_its_way = null;
    deliver();
  }

  /** @param {any} message */
  function on_message(message) {
    if (closed || typeof message !== "object" || message === null) return;
    line.answered();
    silent = unanswered = false;
    if (typeof message.saved === "string" && message.saved > saved_at) saved_at = message.saved;
    if (message.type === "welcome" || message.type === "pong") on_life();
    else if (message.type === "ack") on_saved(message);
    else if (message.type === "refused") on_refusal(message);
  }

  /** @param {{ edits?: string[], at?: string, modified?: Record<string, string>, lost?: string[], notes?: string[] }} ack */
  function on_saved({ edits = [], at = "", modified = {}, lost = [], notes = [] }) {
    for (const id of edits) {
      shelf.drop(id);
      on_its_way?.ids.delete(id);
    }
    for (const edit of shelf.waiting()) {
      if (edit.after !== undefined && edits.includes(edit.after)) {
        const { after, ...rest } = edit;
        shelf.put({ ...rest, base: modified[after] ?? edit.base });
      }
    }
    if (at > saved_at) saved_at = at;
    attempts = 0;
    unsaved_since = 0;
    hindrance = "";
    if (on_its_way?.ids.size === 0) on_its_way = null;
    const own = edits.filter((id) => seen.has(id)).map((id) => modified[id]).filter(Boolean);
    on_ack?.({ edits, at, modified, own, lost, notes });
    if (lost.length + notes.length > 0) shelf.pass_on({ lost, notes });
    deliver();
  }

  /** Another view was told what became of edits that were shown here too. @param {import("./shelf.js").Fate} fate */
  function on_fate({ lost, notes }) {
    if (closed) return;
    on_ack?.({ edits: lost, at: "", modified: {}, own: [], lost, notes });
    if (lost.length > 0 && !is_gone()) model.send({ type: "refresh" }); // what stands there instead
  }

  /** @param {{ edit?: string, why?: string, retry?: boolean }} refusal */
  function on_refusal({ edit: id = "", why = "", retry = false }) {
    const edit = shelf.waiting().find((other) => other.id === id);
    if (!edit) return;
    if (retry) {
      on_its_way = null;
      hindrance = why;
      attempts += 1;
      wake(pause());
      report();
    } else {
      shelf.put({ ...edit, refused: why || "Python gave no reason." });
      on_its_way?.ids.delete(id);
      if (on_its_way?.ids.size === 0) on_its_way = null;
      on_refused?.(edit, why);
      deliver();
    }
  }

  function report() {
    if (closed) return;
    const refused = shelf.refused();
    const pending = shelf.waiting().length;
    const state = line.state();
    const since = unsaved_since > 0 ? Date.now() - unsaved_since : 0;
    const [waits, ignored] = [since >= PATIENCE, since >= SILENCE.unknown];
    const status = say({
      pending, saved_at, hindrance, silent, ignored, waits, refused, line: state, durable: shelf.durable(),
    });
    const words = JSON.stringify(status);
    if (words === said) return;
    said = words;
    on_status?.(status);
  }

  model.on("msg:custom", on_message);
  const unwatch = shelf.watch((elsewhere) => {
    if (closed) return;
    report();
    // Somebody else's edit: leave it to them a moment, then deliver it for them.
    if (!on_its_way && shelf.waiting().length > 0) wake(elsewhere ? COURTESY : COURTESY / 2);
  }, on_fate);
  model.signal?.addEventListener("abort", close);
  model.send({ type: "hello", view: new_id() });
  deliver(); // at once, what an earlier view left: see kernel.js

  function close() {
    if (closed) return;
    closed = true;
    clearTimeout(timer);
    unwatch();
    line.close();
    model.off("msg:custom", on_message);
  }

  return {
    /**
     * Keep an edit and send it. `id` and `at` are filled in when they are missing.
     * @param {Omit<Edit, "id" | "at"> & { id?: string, at?: string }} edit
     * @returns {Edit}
     */
    push(edit) {
      const waiting = shelf.waiting().filter((e) => shared || seen.has(e.id));
      const thing = edit.mark?.id ?? edit.about;
      const earlier = waiting.filter((e) => thing !== undefined && (e.mark?.id ?? e.about) === thing);
      /** @type {Edit} */
      const whole = { id: new_id(), at: new Date().toISOString(), ...edit };
      const replaced = earlier.slice(-1).filter((e) => e.slot && e.slot === edit.slot && !on_its_way?.ids.has(e.id));
      if (replaced.length > 0) whole.base = replaced[0].base;
      const last = earlier.filter((e) => !replaced.includes(e)).at(-1);
      if (last) whole.after = last.id;
      seen.add(whole.id);
      shelf.put(whole);
      for (const old of replaced) shelf.drop(old.id);
      if (silent) send_again();
      else deliver();
      return whole;
    },
    /** Edits that are not on disk, in their order; what Python showed comes before them. */
    pending: () => shelf.waiting(),
    /** Try again now. */
    flush() {
      attempts = 0;
      if (hindrance || silent) on_its_way = null;
      deliver();
    },
    /** Take a change that can never be saved off the list. @param {string} id */
    put_away(id) {
      shelf.drop(id);
      report();
    },
    /** Is the Python that this view belongs to gone for good? */
    is_gone,
    close,
  };
}

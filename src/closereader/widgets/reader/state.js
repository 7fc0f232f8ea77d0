// What the reader knows, as values: marks, links, edits, and what an edit does to them.
// Nothing here touches the page or Python, so every rule can be tested by itself.

import { difference, with_change } from "./halving.js";

/**
 * A marked passage; s and e are code points into the canonical text, half-open.
 * @typedef {{
 *   id: string, s: number, e: number, theme: string, move: string | null, note: string,
 *   at: string, by: string, status: string, quote?: string, score?: number, was?: string,
 * }} Mark
 */
/**
 * A link between two passages, each with the mark it belongs to where there is one. A link into
 * another text names it (`away`) and has the words of both places; `[0, 0]` is a place unknown.
 * @typedef {{
 *   id: string, from: string | null, to: string | null,
 *   a: [number, number], b: [number, number], note: string, at: string, by: string,
 *   away?: string, quotes?: [string, string],
 * }} Link
 */
/**
 * One change, as it travels to Python and as it stands in the history; a link is its `value`, and
 * `edition` the fingerprint of the text that its places count in.
 * @typedef {{
 *   id: string, op: string, at: string, base: string | null, mark?: Mark, value?: Link,
 *   before?: Mark | Link | null, undoes?: string, redoes?: string,
 *   edition?: string,
 * }} Edit
 */
/** @typedef {{done: Edit[], undone: Edit[]}} History */
/** @typedef {{marks: Mark[], links: Link[], waiting: Set<string>}} Projection */

/** How many steps back can be taken. */
const HISTORY_LIMIT = 200;

/**
 * A list of marks with one of them another, there or gone.
 * @param {Mark[]} marks in order
 * @param {string} id
 * @param {Mark[]} come
 */
const with_mark = (marks, id, come) =>
  with_change(marks, { gone: marks.filter((mark) => mark.id === id), come }, compare_marks);

/** Puts lists of marks in order, each with the work that it takes after the one before. */
export function make_order() {
  /** @type {Mark[]} */
  let known = [];
  /** @type {Mark[]} */
  let sorted = [];
  return (/** @type {Mark[]} */ marks) => {
    if (marks !== known) sorted = with_change(sorted, difference(known, marks), compare_marks);
    known = marks;
    return sorted;
  };
}

/**
 * What a person should see: what Python last said, with the edits it has not confirmed on top.
 * @param {Mark[]} marks in order
 * @param {Link[]} links
 * @param {Edit[]} edits in the order they were made
 * @returns {Projection}
 */
export function project(marks, links, edits) {
  /** @type {Projection} */
  const seen = { marks, links, waiting: new Set() };
  for (const edit of edits) {
    const { mark, value: link } = edit;
    if (edit.op === "put" && mark) seen.marks = with_mark(seen.marks, mark.id, [mark]);
    if (edit.op === "delete" && mark) seen.marks = with_mark(seen.marks, mark.id, []);
    if (link) seen.links = seen.links.filter((other) => other.id !== link.id);
    if (edit.op === "link" && link) seen.links = [...seen.links, link];
    const target = mark ?? link;
    if (target) seen.waiting.add(target.id);
  }
  return seen;
}

/**
 * Reading order; of two that begin together the longer first, so that it encloses the other.
 * @param {Mark} a
 * @param {Mark} b
 * @returns {number}
 */
export function compare_marks(a, b) {
  return a.s - b.s || b.e - a.e || (a.id < b.id ? -1 : 1);
}

/**
 * Has Python's list caught up with an edit?
 * @param {Edit} edit
 * @param {Mark[]} marks
 * @param {Link[]} links
 * @returns {boolean}
 */
export function is_reflected(edit, marks, links) {
  const target = edit.mark ?? edit.value;
  if (!target) return true;
  /** @type {{id: string, at: string}[]} */
  const list = edit.mark ? marks : links;
  const found = list.find((entry) => entry.id === target.id);
  if (edit.op === "delete" || edit.op === "unlink") return found === undefined;
  return found !== undefined && found.at >= edit.at;
}

/**
 * The history after an edit. It holds original edits only; undoing moves one from done to undone.
 * @param {History} history
 * @param {Edit} edit
 * @returns {History}
 */
export function record(history, edit) {
  const { done, undone } = history;
  if (edit.undoes !== undefined) {
    const original = done.find((other) => other.id === edit.undoes);
    if (!original) return history;
    return { done: done.filter((other) => other !== original), undone: [...undone, original] };
  }
  if (edit.redoes !== undefined) {
    const original = undone.find((other) => other.id === edit.redoes);
    if (!original) return history;
    return { done: [...done, original], undone: undone.filter((other) => other !== original) };
  }
  return { done: [...done, edit].slice(-HISTORY_LIMIT), undone: [] };
}

/**
 * A time that is later than another, even if the clock went back.
 * @param {string | null} base
 * @param {number} now milliseconds
 * @returns {string}
 */
export function later_than(base, now) {
  const floor = base === null ? 0 : Date.parse(base) + 1;
  return new Date(Math.max(now, Number.isNaN(floor) ? 0 : floor)).toISOString();
}

/**
 * The edit that turns `from` into `to` (null: it is not there).
 * @param {"mark" | "link"} kind
 * @param {Mark | Link | null} from
 * @param {Mark | Link | null} to
 * @param {{id: string, now: number, base?: string, undoes?: string, redoes?: string}} options
 *   `base`: the time of what the change began with, if that is older than `from`
 * @returns {Edit}
 */
export function make_edit(kind, from, to, { id, now, base, ...which }) {
  const at = later_than(from?.at ?? null, now);
  const target = to === null ? from : { ...to, at };
  const ops = kind === "mark" ? ["put", "delete"] : ["link", "unlink"];
  /** @type {Edit} */
  const edit = {
    id,
    op: /** @type {string} */ (to === null ? ops[1] : ops[0]),
    at,
    base: base ?? from?.at ?? null,
    before: from,
    ...which,
  };
  if (kind === "mark") edit.mark = /** @type {Mark} */ (target);
  else edit.value = /** @type {Link} */ (target);
  return edit;
}

const PARTS = /** @type {const} */ (["s", "e", "theme", "move", "note", "status"]);

/**
 * Take back what a step changed and nothing else: another window may have written the note since.
 * @param {Mark | Link | null} began
 * @param {Mark | Link | null} end
 * @param {Mark | Link | null} current
 */
function only_what_changed(began, end, current) {
  if (!began || !end || !current) return end;
  const [from, to] = /** @type {Mark[]} */ ([began, end]);
  const parts = PARTS.filter((part) => from[part] !== to[part]).map((part) => [part, to[part]]);
  return /** @type {Mark} */ ({ ...current, ...Object.fromEntries(parts) });
}

/**
 * The edit that takes the last step back (or forward again), or null when there is none.
 * @param {"undo" | "redo"} way
 * @param {History} history
 * @param {Projection} seen
 * @param {{id: string, now: number}} stamp
 * @returns {Edit | null}
 */
export function step(way, history, seen, stamp) {
  const original = way === "undo" ? history.done.at(-1) : history.undone.at(-1);
  if (!original) return null;
  const kind = original.mark ? "mark" : "link";
  const target = original.mark ?? original.value;
  if (!target) return null;
  const before = original.before ?? null;
  const after = original.op === "put" || original.op === "link" ? target : null;
  /** @type {(Mark | Link)[]} */
  const list = kind === "mark" ? seen.marks : seen.links;
  const current = list.find((entry) => entry.id === target.id) ?? null;
  const [began, end] = way === "undo" ? [after, before] : [before, after];
  const goal = kind === "mark" ? only_what_changed(began, end, current) : end;
  const which = way === "undo" ? { undoes: original.id } : { redoes: original.id };
  // A deletion needs its words even when somebody else removed the mark meanwhile.
  const from = current ?? (goal === null ? target : null);
  return make_edit(kind, from, goal, { ...stamp, ...which });
}

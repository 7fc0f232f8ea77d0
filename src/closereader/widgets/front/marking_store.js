// What was marked, in this browser: one entry of localStorage for each answer, so that two pages
// of one pack never overwrite each other's work.

import { read_csv, write_csv } from "./marking_csv.js";

/**
 * @typedef {{ id: string, answer: string, body: string, at: string,
 *   selector: Record<string, unknown>[] }} Comment
 * @typedef {{ reader: string, name: string, exercise: string, question: string,
 *   rubric: Record<string, string>, remark: string, comments: Comment[],
 *   answer: string, at: string }} MarkRecord
 * @typedef {{ pack: string, exercise: string, question: string }} Where
 * @typedef {{
 *   get: (reader: string) => MarkRecord | null,
 *   put: (about: { reader: string, name: string, answer: string },
 *         change: Partial<Pick<MarkRecord, "rubric" | "remark" | "comments">>) => void,
 *   all: () => MarkRecord[],
 *   export_csv: () => string,
 *   import_csv: (text: string) => { taken: number, older: number, foreign: number, unread: number },
 *   on_change: (heard: () => void) => void,
 *   kept: () => boolean,
 * }} Store
 */

const NAME = "closereader-marking";
const COLUMNS = ["reader", "name", "exercise", "question", "rubric", "remark", "comments", "answer", "at"];

/**
 * @param {Where} where
 * @returns {Store}
 */
export function open_store(where) {
  const prefix = `${NAME} ${where.pack} `;
  /** @type {Map<string, string>} what this browser could not keep, for as long as the page is open */
  const unkept = new Map();
  /** @type {(() => void)[]} */
  const hearers = [];
  const told = () => hearers.forEach((heard) => heard());

  /** @param {Pick<MarkRecord, "exercise" | "question" | "reader">} record */
  const key_of = (record) => `${prefix}${record.exercise} ${record.question} ${record.reader}`;

  /** @param {string} key */
  const read = (key) => {
    try {
      return unkept.get(key) ?? localStorage.getItem(key);
    } catch {
      return unkept.get(key) ?? null;
    }
  };

  /** @param {MarkRecord} record */
  const keep = (record) => {
    const key = key_of(record);
    const words = JSON.stringify(record);
    try {
      localStorage.setItem(key, words);
      unkept.delete(key);
    } catch {
      unkept.set(key, words); // no room, or no storage at all: the page says so
    }
  };

  /** @param {string} key */
  const parsed = (key) => {
    try {
      const record = /** @type {MarkRecord} */ (JSON.parse(read(key) ?? "null"));
      return record && typeof record.reader === "string" ? record : null;
    } catch {
      return null;
    }
  };

  const keys = () => {
    const found = new Set(unkept.keys());
    try {
      for (let at = 0; at < localStorage.length; at += 1) {
        const key = localStorage.key(at);
        if (key?.startsWith(prefix)) found.add(key);
      }
    } catch {
      // no storage: what is unkept is all there is
    }
    return [...found].sort();
  };

  addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(prefix)) told();
  });

  const all = () => keys().map(parsed).filter((record) => record !== null);

  return {
    get: (reader) => parsed(key_of({ ...where, reader })),
    put: (about, change) => {
      const before = parsed(key_of({ ...where, reader: about.reader }));
      keep({
        rubric: before?.rubric ?? {},
        remark: before?.remark ?? "",
        comments: before?.comments ?? [],
        ...change,
        ...about,
        exercise: where.exercise,
        question: where.question,
        at: new Date().toISOString(),
      });
      told();
    },
    all,
    export_csv: () =>
      write_csv([
        COLUMNS,
        ...all().map((record) => [
          record.reader, record.name, record.exercise, record.question, JSON.stringify(record.rubric),
          record.remark, JSON.stringify(record.comments), record.answer, record.at,
        ]),
      ]),
    import_csv: (text) => {
      const count = { taken: 0, older: 0, foreign: 0, unread: 0 };
      for (const row of read_csv(text)) {
        const record = record_of(row);
        if (record === null) count.unread += 1;
        else {
          const before = parsed(key_of(record));
          if (before && before.at >= record.at) count.older += 1;
          else {
            keep(record);
            count.taken += 1;
          }
        }
      }
      told();
      return count;
    },
    on_change: (heard) => hearers.push(heard),
    kept: () => unkept.size === 0,
  };
}

/**
 * @param {Record<string, string>} row
 * @returns {MarkRecord | null}
 */
function record_of(row) {
  try {
    const rubric = JSON.parse(row.rubric || "{}");
    const comments = JSON.parse(row.comments || "[]");
    if (!row.reader || !row.question || !row.exercise || !Array.isArray(comments)) return null;
    return {
      reader: row.reader,
      name: row.name ?? "",
      exercise: /^\d+$/.test(row.exercise) ? row.exercise.padStart(2, "0") : row.exercise,
      question: row.question,
      rubric,
      remark: row.remark ?? "",
      comments,
      answer: row.answer ?? "",
      at: row.at || "1970-01-01T00:00:00.000Z",
    };
  } catch {
    return null;
  }
}

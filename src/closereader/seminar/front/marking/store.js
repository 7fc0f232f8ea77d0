// What was marked, in this browser: one entry for each answer, so that two pages of one pack never
// overwrite each other's work. Of two records of one answer the later wins.

import { read_csv, write_csv } from "./csv.js";

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
 *   import_csv: (text: string) => { ours: boolean, taken: number, older: number, unread: number },
 *   on_change: (heard: () => void) => void,
 *   kept: () => boolean,
 * }} Store
 */

const NAME = "closereader-marking";
const TABLE = "records";
const COLUMNS = ["reader", "name", "exercise", "question", "rubric", "remark", "comments", "answer", "at"];

/** @param {Where} where @returns {Store} */
export function open_store(where) {
  const prefix = `${NAME} ${where.pack} `;
  /** @type {Map<string, MarkRecord>} what this page knows, by key */
  const records = new Map();
  /** @type {Set<string>} what this browser could not keep, for as long as the page is open */
  const unkept = new Set();
  /** @type {(() => void)[]} */
  const hearers = [];
  const told = () => hearers.forEach((heard) => heard());

  /** @param {Pick<MarkRecord, "exercise" | "question" | "reader">} record */
  const key_of = (record) => `${prefix}${record.exercise} ${record.question} ${record.reader}`;

  /** Take a record in, unless a later one is known. @param {string} key @param {string | null} words */
  const take = (key, words) => {
    const record = parsed(words);
    const known = records.get(key);
    if (record && (!known || known.at < record.at)) records.set(key, record);
  };

  // Kept twice. What is written to localStorage is there at once, but a page of the pack that is
  // opened at that moment in another process may never see it; what is in the database it does.
  const database = open_database();
  const pages = open_channel();

  /** Sent whole before the page may be left, and told of when it is there. @param {string} key @param {string} words */
  const put_down = (key, words) => void database.then((found) => {
    if (!found) return;
    const deed = found.transaction(TABLE, "readwrite");
    deed.objectStore(TABLE).put(words, key);
    deed.oncomplete = () => pages?.postMessage(where.pack);
    deed.commit();
  }).catch(() => undefined);

  /** @param {MarkRecord} record */
  const keep = (record) => {
    const key = key_of(record);
    const words = JSON.stringify(record);
    records.set(key, record);
    try {
      localStorage.setItem(key, words);
      unkept.delete(key);
    } catch {
      unkept.add(key); // no room, or no storage at all: the page says so
    }
    put_down(key, words);
  };

  try {
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at);
      if (key?.startsWith(prefix)) take(key, localStorage.getItem(key));
    }
  } catch {
    // no storage: what is marked on this page is all there is
  }
  const look = () => void database.then((found) => {
    if (!found) return;
    const table = found.transaction(TABLE).objectStore(TABLE);
    const asked = table.openCursor(IDBKeyRange.bound(prefix, `${prefix}\uffff`));
    asked.onsuccess = () => {
      const cursor = asked.result;
      if (cursor) {
        take(String(cursor.key), String(cursor.value));
        cursor.continue();
      } else told();
    };
  }).catch(() => undefined);
  look();
  addEventListener("focus", look); // another page may have marked meanwhile
  if (pages) pages.onmessage = (event) => event.data === where.pack && look();
  addEventListener("storage", (event) => {
    if (!event.key?.startsWith(prefix)) return;
    take(event.key, event.newValue);
    told();
  });

  const all = () => [...records.keys()].sort().map((key) => /** @type {MarkRecord} */ (records.get(key)));

  return {
    get: (reader) => records.get(key_of({ ...where, reader })) ?? null,
    put: (about, change) => {
      const before = records.get(key_of({ ...where, reader: about.reader }));
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
      const ours = /^\uFEFF?"?reader"?[,;]/.test(text); // with nothing marked it is the head alone
      const count = { ours, taken: 0, older: 0, unread: 0 };
      for (const row of ours ? read_csv(text) : []) {
        const record = record_of(row);
        if (record === null) count.unread += 1;
        else {
          const before = records.get(key_of(record));
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

/** @param {string | null} words @returns {MarkRecord | null} */
function parsed(words) {
  try {
    const record = /** @type {MarkRecord} */ (JSON.parse(words ?? "null"));
    return record && typeof record.reader === "string" ? record : null;
  } catch {
    return null;
  }
}

/** The browser's database; null where there is none. @returns {Promise<IDBDatabase | null>} */
function open_database() {
  return new Promise((done) => {
    try {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE);
      asked.onsuccess = () => {
        asked.result.onversionchange = () => asked.result.close();
        done(asked.result);
      };
      asked.onerror = () => done(null);
    } catch {
      done(null);
    }
  });
}

/** What the pages of packs tell each other by; null where there is none. */
function open_channel() {
  try {
    return new BroadcastChannel(NAME);
  } catch {
    return null;
  }
}

/** @param {Record<string, string>} row @returns {MarkRecord | null} */
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

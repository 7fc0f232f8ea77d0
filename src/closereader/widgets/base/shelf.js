// Where edits lie until they are on disk: the browser's own store, one entry per edit.
//
// One entry per edit, never one list, because two tabs write at the same time and a list that is
// read, changed and written back would lose the other tab's edit.

/**
 * @typedef {object} Edit
 * @property {string} id
 * @property {string} op
 * @property {string} at       when it was made, ISO 8601
 * @property {string | null} [base]  the `modified` of the thing as the browser knew it
 * @property {Record<string, unknown> & { id?: string }} [mark]
 * @property {unknown} [value]
 * @property {string} [undoes]
 * @property {string} [redoes]
 * @property {string} [about]  what is changed, when it is not a mark: "answer", "name"
 * @property {string} [slot]   edits of one slot replace each other while they wait
 * @property {string} [after]  the waiting edit of the same thing that comes before this one
 * @property {string} [edition]  fingerprint of the text that its places count in
 * @property {number} [seq]    its place in the order
 * @property {string} [refused]  why it can never be saved
 */

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">} Store */

/** @typedef {{ lost: string[], notes: string[] }} Fate  edits that lost, and what is said of them */

const SHELF_EVENT = "closereader-shelf";
const WATCHED_EVENT = "closereader-watched";

/**
 * The browser's store, or null where it is forbidden (private windows, some iframes). One that is
 * full takes nothing more, and what lies in it must be found all the same.
 * @returns {Store | null}
 */
export function browser_store() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** A store that lasts as long as the page. @returns {Store} */
export function memory_store() {
  /** @type {Map<string, string>} */
  const items = new Map();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    key: (n) => [...items.keys()][n] ?? null,
    get length() {
      return items.size;
    },
  };
}

/**
 * What takes the edits that the browser's store refuses (full, forbidden). One for the page, not
 * one for the widget: running the cell again makes a new widget, and it must find them.
 * @returns {Store}
 */
export function page_store() {
  const page = /** @type {Record<symbol, Store | undefined>} */ (/** @type {unknown} */ (window));
  const name = Symbol.for("closereader.shelf");
  return (page[name] ??= memory_store());
}

/**
 * Put words into the browser's store, or where that refuses them into the page's own. Under one
 * name the page's are the later ones: so they count first, and go as soon as there is room again.
 * @param {string} name @param {string} text @param {Store | null} store
 */
export function lay_down(name, text, store) {
  page_store().removeItem(name);
  try {
    (store ?? page_store()).setItem(name, text);
  } catch {
    page_store().setItem(name, text);
  }
}

/**
 * How many views on this page deliver what lies on each shelf, by its key.
 * @returns {Map<string, number>}
 */
function watched() {
  const page = /** @type {Record<symbol, Map<string, number> | undefined>} */ (
    /** @type {unknown} */ (window));
  return (page[Symbol.for("closereader.watched")] ??= new Map());
}

/** @param {string} key @param {1 | -1} more */
function count_watcher(key, more) {
  watched().set(key, (watched().get(key) ?? 0) + more);
  window.dispatchEvent(new Event(WATCHED_EVENT));
}

/** @param {Store} place @param {string} prefix */
export function names_in(place, prefix) {
  return Array.from({ length: place.length }, (_, n) => place.key(n) ?? "").filter((name) =>
    name.startsWith(prefix));
}

/**
 * The shelf of one key: `closereader:<work>:<kind>:<text or exercise/question>`.
 * @param {string} key
 * @param {Store | null} [store]
 * @param {string} [was]  a key that this shelf had before; what lies under it is taken over
 */
export function make_shelf(key, store = browser_store(), was = "") {
  const spare = page_store();
  const prefix = `${key}|`;
  const own = Symbol("this shelf");
  const fate_name = `${prefix}fate`;
  const name_of = (/** @type {Edit} */ edit) =>
    `${prefix}${String(edit.seq ?? 0).padStart(9, "0")}|${edit.id}`;

  /** @returns {Map<string, Edit>} */
  const entries = () => {
    /** @type {Map<string, Edit>} */
    const found = new Map();
    for (const place of store ? [store, spare] : [spare]) {
      for (const name of names_in(place, prefix)) {
        const edit = parse_edit(place.getItem(name));
        if (edit) found.set(name, edit);
      }
    }
    return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const tell = () => window.dispatchEvent(new CustomEvent(SHELF_EVENT, { detail: { key } }));
  for (const place of was === "" ? [] : store ? [store, spare] : [spare]) {
    for (const name of names_in(place, `${was}|`)) {
      const text = place.getItem(name) ?? "";
      place.removeItem(name); // first: a full store has room for it again
      lay_down(prefix + name.slice(was.length + 1), text, store);
    }
  }

  return {
    /** All edits in their order, those that were refused for good left out. */
    waiting: () => [...entries().values()].filter((edit) => !edit.refused),
    refused: () => [...entries().values()].filter((edit) => edit.refused),
    /** Would these edits survive a reload of the page? */
    durable: () => store !== null && names_in(spare, prefix).length === 0,
    /** Put an edit down, or put it down again changed. @param {Edit} edit */
    put(edit) {
      if (edit.seq === undefined) {
        edit.seq = 1 + Math.max(0, ...[...entries().values()].map((other) => other.seq ?? 0));
      }
      lay_down(name_of(edit), JSON.stringify(edit), store);
      tell();
    },
    /** @param {string} id */
    drop(id) {
      for (const [name, edit] of entries()) {
        if (edit.id !== id) continue;
        store?.removeItem(name);
        spare.removeItem(name);
      }
      tell();
    },
    /**
     * Tell every other view, also in other tabs, what Python said of edits that have left the shelf.
     * @param {Fate} fate
     */
    pass_on(fate) {
      window.dispatchEvent(new CustomEvent(SHELF_EVENT, { detail: { key, fate, from: own } }));
      try {
        store?.setItem(fate_name, JSON.stringify(fate));
        store?.removeItem(fate_name); // other tabs hear of both, with what was written
      } catch {
        // No room: the other tabs see what is on disk when they are looked at.
      }
    },
    /**
     * Call back when another view (same page) or another tab changed this shelf.
     * @param {(elsewhere: boolean) => void} callback
     * @param {(fate: Fate) => void} on_fate  another view passed on what Python said
     */
    watch(callback, on_fate) {
      const here = (/** @type {Event} */ event) => {
        const { detail } = /** @type {CustomEvent} */ (event);
        if (detail?.key !== key) return;
        if (!detail.fate) callback(false);
        else if (detail.from !== own) on_fate(detail.fate);
      };
      const there = (/** @type {StorageEvent} */ event) => {
        const fate = event.key === fate_name ? parse_fate(event.newValue) : null;
        if (fate) on_fate(fate);
        else if (event.key === null || event.key.startsWith(prefix)) callback(true);
      };
      window.addEventListener(SHELF_EVENT, here);
      window.addEventListener("storage", there);
      count_watcher(key, 1);
      return () => {
        window.removeEventListener(SHELF_EVENT, here);
        window.removeEventListener("storage", there);
        count_watcher(key, -1);
      };
    },
  };
}

/**
 * @typedef {object} Waiting  an edit that waits on some shelf
 * @property {string} shelf    "reader:alieva-2024"
 * @property {Edit} edit
 * @property {boolean} tended  whether a view on this page delivers it
 */

/**
 * What waits on any shelf of a work folder.
 * @param {string[]} works  ids of the work folder, "" is passed over
 * @param {Store | null} [store]
 * @returns {Waiting[]}
 */
export function waiting_anywhere(works, store = browser_store()) {
  /** @type {Map<string, Waiting>} */
  const found = new Map();
  for (const place of store ? [store, page_store()] : [page_store()]) {
    for (const work of works.filter(Boolean)) {
      const prefix = `closereader:${work}:`;
      for (const name of names_in(place, prefix)) {
        const edit = name.includes("|") ? parse_edit(place.getItem(name)) : null;
        const shelf = name.slice(prefix.length).split("|")[0];
        const tended = (watched().get(prefix + shelf) ?? 0) > 0;
        if (edit) found.set(name, { shelf, edit, tended });
      }
    }
  }
  return [...found.values()].filter(({ edit }) => !edit.refused);
}

/**
 * Call back when any shelf changes, or gets or loses a view, on this page; or changes in another tab.
 * @param {() => void} callback
 */
export function watch_shelves(callback) {
  const names = [SHELF_EVENT, WATCHED_EVENT, "storage"];
  for (const name of names) window.addEventListener(name, callback);
  return () => names.forEach((name) => window.removeEventListener(name, callback));
}

/**
 * What lies in the store may be damaged or somebody else's: take only what looks like an edit.
 * @param {string | null} text
 * @returns {Edit | null}
 */
function parse_edit(text) {
  try {
    const edit = JSON.parse(text ?? "");
    const sound =
      typeof edit === "object" && edit !== null && typeof edit.id === "string" &&
      typeof edit.op === "string" && typeof edit.at === "string";
    return sound ? edit : null;
  } catch {
    return null;
  }
}

/** @param {string | null} text @returns {Fate | null} */
function parse_fate(text) {
  try {
    const { lost, notes } = JSON.parse(text ?? "");
    const sound = [lost, notes].every((all) => Array.isArray(all) && all.every((one) => typeof one === "string"));
    return sound ? { lost, notes } : null;
  } catch {
    return null;
  }
}

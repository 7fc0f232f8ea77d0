// Words that stand in a field and are not saved as they are typed: one rule for every widget.
//
// A button that closes, sends or goes on asks here first (`settle`): the words in the fields beside
// it are taken, and when they cannot be, the button does nothing and the field says why. Whatever
// else closes a field (Esc, another part is opened, the cell is run again, the page is left) sets
// its words aside: they lie in the browser's store, and are offered until somebody goes on with
// them or throws them away.
//
// What stands in a field is written down while it is typed, too: a browser may end without leaving
// the page. That copy goes when the words were put in, emptied or thrown away, and not before.

import { focus_beside, h, new_id, refill, small_button } from "./dom.js";
import { keys_of } from "./outbox.js";
import { browser_store, lay_down, names_in, page_store } from "./shelf.js";

/**
 * @typedef {object} Draft  words that were set aside
 * @property {string} slot   where they belong: "one/who", "name"
 * @property {string} label  the same for people
 * @property {Record<string, string>} words  by field; without empty ones
 * @property {Record<string, string>} [more]  what was chosen beside them, as its field wrote it
 * @property {boolean} [gone]  there is no such place any more: the words can only be copied
 */
/**
 * @typedef {object} Field  a field, or several that belong together
 * @property {() => Draft | null} draft  what stands there and is not saved
 * @property {(draft: Draft) => boolean} resume  put the words back; false when their place has gone
 * @property {() => boolean} [waits]  must it be taken before a button beside it closes or sends?
 * @property {() => boolean | Promise<boolean>} [take]  false when it cannot be, which the page says
 */

const DRAFT_EVENT = "closereader-draft";
const ASKED_EVENT = "closereader-drafts-asked";
const LONGEST_DRAFT = 300; // characters of a draft; all of them come back
const PAUSE = 1000; // ms until what was typed is written down

/**
 * The names of the drafts whose words stand in a field of this page: they are not offered on it.
 * @returns {Set<string>}
 */
function in_fields() {
  const page = /** @type {Record<symbol, Set<string> | undefined>} */ (/** @type {unknown} */ (window));
  return (page[Symbol.for("closereader.in_fields")] ??= new Set());
}

/**
 * @param {import("./kernel.js").Model} model
 * @param {string} what  as in `keys_of`: "matrix:02/q6"
 */
export function make_pending(model, what) {
  const { key, was } = keys_of(model, `draft:${what}`);
  const prefix = `${key}|`;
  const prefixes = was ? [prefix, `${was}|`] : [prefix];
  const browser = browser_store();
  const stores = browser ? [browser, page_store()] : [page_store()]; // the later words last
  /** @type {Field[]} */
  const fields = [];
  const rows = h("ul", {});
  const el = h("div", { class: "cr-drafts", hidden: true, role: "group", "aria-label": "Words that are not put in yet" }, rows);
  /** @type {Map<string, { name: string, text: string }>} what is written down of the words in fields, by slot */
  const written = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let resuming = false;
  let turn = 0; // a later button makes an earlier one pointless
  let drawn = "";

  /** @returns {[string, Draft][]} */
  const kept = () => [...new Map(stores.flatMap((store) =>
    prefixes.flatMap((one) => names_in(store, one)).sort().flatMap((name) => {
      const draft = in_fields().has(name) ? null : parse_draft(store.getItem(name));
      return draft ? [/** @type {[string, Draft]} */ ([name, draft])] : [];
    })))];

  const tell = () => void window.dispatchEvent(new CustomEvent(DRAFT_EVENT));
  const stored = (/** @type {string} */ name) =>
    stores.map((store) => store.getItem(name)).filter((text) => text !== null).at(-1) ?? "";

  /** Write words down that stand in a field. @param {Draft} draft */
  function write(draft) {
    const text = JSON.stringify(draft);
    const before = written.get(draft.slot);
    if (before?.text === text && stored(before.name) === text) return;
    // what another page made of our copy is that page's
    const ours = before && stored(before.name) === before.text;
    if (before && !ours) in_fields().delete(before.name);
    const name = ours ? before.name : `${prefix}${Date.now()}-${new_id()}`;
    in_fields().add(name);
    written.set(draft.slot, { name, text });
    lay_down(name, text, browser);
    tell();
  }

  /** Write down what stands in the fields now; what was put in or emptied is dropped. */
  function write_all() {
    clearTimeout(timer);
    timer = undefined;
    const drafts = fields.map((field) => field.draft()).filter(has_words);
    drafts.forEach(write);
    for (const [slot, { name, text }] of written) {
      if (drafts.some((draft) => draft.slot === slot)) continue;
      written.delete(slot);
      in_fields().delete(name);
      if (stored(name) === text) drop(name);
    }
    if (written.size > 0) later(); // nobody need tell us when the words were put in
  }

  const later = () => { timer ??= setTimeout(write_all, PAUSE); };

  /** The words leave their field, and are offered. @param {Draft | null} draft */
  function keep(draft) {
    if (!has_words(draft)) return;
    write(draft);
    in_fields().delete(written.get(draft.slot)?.name ?? "");
    written.delete(draft.slot);
    tell();
  }

  /** The words of a draft stand in their field again. @param {string} name @param {Draft} draft */
  function back(name, draft) {
    in_fields().add(name);
    written.set(draft.slot, { name, text: stored(name) });
    later();
    tell();
  }

  /** @param {string} name */
  function drop(name) {
    for (const store of stores) store.removeItem(name);
    tell();
  }

  /** @param {string} name @param {Draft} draft */
  function resume(name, draft) {
    resuming = true; // another draft of this place stays where it is
    const done = fields.some((field) => field.resume(draft));
    resuming = false;
    if (done) return back(name, draft);
    lay_down(name, JSON.stringify({ ...draft, gone: true }), browser);
    tell();
  }

  function show() {
    const all = kept();
    const now = JSON.stringify(all);
    if (now === drawn) return;
    drawn = now;
    const pressed = [...rows.children].findIndex((row) => row.contains(document.activeElement));
    if (pressed >= 0 && all.length === 0) focus_beside(el);
    el.hidden = all.length === 0;
    refill(rows, all.map(([name, draft]) => {
      const words = Object.values(draft.words).join(" / ");
      const shown = words.length > LONGEST_DRAFT ? `${words.slice(0, LONGEST_DRAFT)} …` : words;
      return h("li", {}, h("span", { class: "cr-soft" }, `Not put in yet, ${draft.label}: `), `“${shown}” `,
        draft.gone
          ? h("span", { class: "cr-soft" }, "Its place is gone; copy the words if you need them. ")
          : [small_button("Go on with it", () => resume(name, draft)), " "],
        small_button("Throw it away", () => drop(name), { "data-discards": true }));
    }));
    if (pressed >= 0) rows.children[Math.min(pressed, all.length - 1)]?.querySelector("button")?.focus();
  }

  const on_hide = () => void (document.visibilityState === "hidden" && write_all());
  /** @type {[EventTarget, string, () => void][]} */
  const heard = [
    [window, DRAFT_EVENT, show], [window, "storage", show], [window, "pagehide", write_all],
    [window, ASKED_EVENT, write_all], [document, "visibilitychange", on_hide],
    [document, "input", later], [document, "click", later], // a choice, too, is not put in yet
  ];
  for (const [of, event, deed] of heard) of.addEventListener(event, deed, true);
  const stop = () => {
    clearTimeout(timer);
    for (const [of, event, deed] of heard) of.removeEventListener(event, deed, true);
  };
  model.signal?.addEventListener("abort", stop);
  show();

  return {
    el,
    /** @param {Field} field */
    add(field) {
      fields.push(field);
    },
    /**
     * Take what stands in the fields, then do it. It is not done when words cannot be taken.
     * @param {() => void} deed
     */
    settle(deed) {
      turn += 1;
      const mine = turn;
      const waiting = fields.filter((field) => field.waits?.());
      const next = () => {
        const field = waiting.shift();
        if (!field) {
          deed();
          return write_all();
        }
        const taken = field.take?.() ?? true;
        if (taken === true) next();
        else if (taken) taken.then((done) => done && mine === turn && next());
      };
      next();
    },
    keep,
    /** A field is about to lose its words: keep them. @param {Field} field */
    set_aside: (field) => void keep(field.draft()),
    /** What was set aside for a place comes back into its field. @param {string} slot @returns {Draft | null} */
    take_up(slot) {
      const found = resuming ? undefined : kept().find(([, draft]) => draft.slot === slot);
      if (!found) return null;
      back(...found);
      return found[1];
    },
    close() {
      write_all();
      for (const field of fields) keep(field.draft());
      stop();
    },
  };
}

/** @typedef {ReturnType<typeof make_pending>} Pending */

/**
 * A text box that is always on the page: its words survive the page and the cell.
 * @param {Pending} pending
 * @param {object} given
 * @param {HTMLInputElement | HTMLTextAreaElement} given.box
 * @param {string} given.slot
 * @param {string} given.label
 * @param {() => boolean} [given.waits]  left out: as soon as there are words in it
 * @param {() => boolean | Promise<boolean>} [given.take]
 * @param {() => void} [given.on_resume]
 */
export function keep_box(pending, { box, slot, label, take, waits = () => box.value.trim() !== "", on_resume }) {
  /** @param {Draft} draft */
  const put = (draft) => {
    box.value = draft.words["words"] ?? "";
    on_resume?.();
  };
  /** @type {Field} */
  const field = {
    draft: () => (waits() ? { slot, label, words: { words: box.value } } : null),
    resume(draft) {
      if (draft.slot !== slot) return false;
      pending.set_aside(field);
      put(draft);
      box.focus();
      return true;
    },
    ...(take ? { waits, take } : {}),
  };
  pending.add(field);
  const before = pending.take_up(slot);
  if (before) put(before);
  return field;
}

/** Have written down what stands in the fields of this page. */
export const ask_drafts = () => void window.dispatchEvent(new Event(ASKED_EVENT));

/**
 * The words of a work folder that are not put in: those in fields, of any page, and those set aside.
 * @param {string[]} works  ids of the work folder, "" is passed over
 * @returns {{ what: string, draft: Draft }[]}
 */
export function drafts_anywhere(works) {
  const browser = browser_store();
  const stores = browser ? [browser, page_store()] : [page_store()];
  return [...new Map(stores.flatMap((store) => works.filter(Boolean).flatMap((work) => {
    const prefix = `closereader:${work}:draft:`;
    return names_in(store, prefix).sort().flatMap((name) => {
      const draft = parse_draft(store.getItem(name));
      const what = name.slice(prefix.length, name.lastIndexOf("|"));
      return draft ? [/** @type {const} */ ([name, { what, draft }])] : [];
    });
  }))).values()];
}

/** Call back when drafts change on this page. @param {() => void} callback */
export function watch_drafts(callback) {
  window.addEventListener(DRAFT_EVENT, callback);
  return () => window.removeEventListener(DRAFT_EVENT, callback);
}

/** @param {Draft | null} draft @returns {draft is Draft} */
function has_words(draft) {
  return draft !== null && Object.values(draft.words).some((one) => one.trim() !== "");
}

/** @param {string | null} text @returns {Draft | null} */
function parse_draft(text) {
  try {
    const { slot, label, words, more = {}, gone } = JSON.parse(text ?? "");
    if (typeof slot !== "string" || typeof label !== "string" || typeof words !== "object" || words === null) return null;
    const sound = Object.entries(words).filter(([, one]) => typeof one === "string");
    return sound.length > 0 ? { slot, label, words: Object.fromEntries(sound), more, gone: gone === true } : null;
  } catch {
    return null;
  }
}

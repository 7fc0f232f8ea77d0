// Words that stand in a field and are not saved as they are typed: one rule for every widget.
//
// A button that closes, sends or goes on asks here first (`settle`): the words in the fields beside
// it are taken, and when they cannot be, the button does nothing and the field says why. Whatever
// else closes a field (Esc, another part is opened, the cell is run again, the page is left) sets
// its words aside: they lie in the browser's store, and are offered until somebody goes on with
// them or throws them away.

import { h, new_id, refill } from "./dom.js";
import { keys_of } from "./outbox.js";
import { browser_store, names_in, page_store } from "./shelf.js";

/**
 * @typedef {object} Draft  words that were set aside
 * @property {string} slot   where they belong: "one/who", "name"
 * @property {string} label  the same for people
 * @property {Record<string, string>} words  by field; empty ones are not kept
 * @property {Record<string, string>} [more]  what was chosen beside them
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
const LONGEST_DRAFT = 300; // characters of a draft; all of them come back

/**
 * @param {import("./kernel.js").Model} model
 * @param {string} what  as in `keys_of`: "matrix:02/q6"
 */
export function make_pending(model, what) {
  const { key, was } = keys_of(model, `draft:${what}`);
  const prefix = `${key}|`;
  const prefixes = was ? [prefix, `${was}|`] : [prefix];
  const browser = browser_store();
  const stores = browser ? [browser, page_store()] : [page_store()];
  /** @type {Field[]} */
  const fields = [];
  const rows = h("ul", {});
  const el = h("div", { class: "cr-drafts", hidden: true, role: "group", "aria-label": "Words that are not put in yet" }, rows);
  /** @type {string[]} what was set aside when the page was left, to which one may come back */
  let left = [];
  let resuming = false;
  let turn = 0; // a later button makes an earlier one pointless
  let drawn = "";

  /** @returns {[string, Draft][]} */
  const kept = () => stores.flatMap((store) =>
    prefixes.flatMap((one) => names_in(store, one)).sort().flatMap((name) => {
      const draft = parse_draft(store.getItem(name));
      return draft ? [/** @type {[string, Draft]} */ ([name, draft])] : [];
    }));

  /** @param {Draft | null} draft @returns {string[]} */
  function keep(draft) {
    const written = Object.entries(draft?.words ?? {}).filter(([, one]) => one.trim() !== "");
    if (written.length === 0) return []; // a field that was emptied holds nothing to go on with
    const name = `${prefix}${Date.now()}-${new_id()}`;
    const words = JSON.stringify({ ...draft, words: Object.fromEntries(written) });
    try {
      stores[0].setItem(name, words);
    } catch { // full: the page at least remembers
      page_store().setItem(name, words);
    }
    tell();
    return [name];
  }

  /** @param {string} name */
  function drop(name) {
    for (const store of stores) store.removeItem(name);
    tell();
  }

  const tell = () => void window.dispatchEvent(new CustomEvent(DRAFT_EVENT));

  /** @param {string} name @param {Draft} draft */
  function resume(name, draft) {
    drop(name);
    resuming = true; // another draft of this place stays where it is
    const done = fields.some((field) => field.resume(draft));
    resuming = false;
    if (!done) keep({ ...draft, gone: true });
  }

  function show() {
    const all = kept();
    const now = JSON.stringify(all);
    if (now === drawn) return;
    drawn = now;
    el.hidden = all.length === 0;
    refill(rows, all.map(([name, draft]) => {
      const words = Object.values(draft.words).join(" / ");
      const shown = words.length > LONGEST_DRAFT ? `${words.slice(0, LONGEST_DRAFT)} …` : words;
      return h("li", {}, h("span", { class: "cr-soft" }, `Not put in yet, ${draft.label}: `), `“${shown}” `,
        draft.gone
          ? h("span", { class: "cr-soft" }, "Its place is gone; copy the words if you need them. ")
          : [h("button", { type: "button", class: "cr-button cr-small", onclick: () => resume(name, draft) }, "Go on with it"), " "],
        h("button", { type: "button", class: "cr-button cr-small", "data-discards": true, onclick: () => drop(name) }, "Throw it away"));
    }));
  }

  const on_hide = () => { left = fields.flatMap((field) => keep(field.draft())); };
  const on_return = () => { // from the browser's memory, with all fields as they were
    left.forEach(drop);
    left = [];
  };
  window.addEventListener(DRAFT_EVENT, show);
  window.addEventListener("storage", show);
  window.addEventListener("pagehide", on_hide);
  window.addEventListener("pageshow", on_return);
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
        if (!field) return deed();
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
      drop(found[0]);
      return found[1];
    },
    close() {
      for (const field of fields) keep(field.draft());
      window.removeEventListener(DRAFT_EVENT, show);
      window.removeEventListener("storage", show);
      window.removeEventListener("pagehide", on_hide);
      window.removeEventListener("pageshow", on_return);
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

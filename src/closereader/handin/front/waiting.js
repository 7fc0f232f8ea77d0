// The warning that something would not be in the file: changes that are in this browser and not on
// disk, and words that were typed or looked up and not put in.

import { with_leads, words_of_leads } from "../../widgets/base/cite_links.js";
import { count_of, dom_id, h, refill } from "../../widgets/base/dom.js";
import { drafts_anywhere, watch_drafts } from "../../widgets/base/pending.js";
import { waiting_anywhere, watch_shelves } from "../../widgets/base/shelf.js";

const LONG = 10000; // ms; a warning that stands for less need not be said
const UNHEARD = 300; // ms; most changes are saved before, and nobody need hear of them

/** @import { Part } from "../../widgets/base/cite_links.js" */
/** @import { Waiting } from "../../widgets/base/shelf.js" */

/**
 * That a change waits in the browser does not say that the disk lacks it: the answer to it may have
 * been lost, or it belongs to another exercise. So Python is asked, and only what it misses is said.
 * @param {object} options
 * @param {import("../../widgets/base/kernel.js").Model} options.model
 * @param {string} options.own  the shelf of this widget, which has a line of its own
 * @param {() => boolean} options.is_gone  whether there is no Python to ask
 * @param {() => void} options.on_change
 * @param {(sentence: string) => void} options.say
 */
export function make_waiting({ model, own, is_gone, on_change, say }) {
  const el = h("div", { class: "cr-handin-warning cr-handin-waiting", id: dom_id("cr-waiting"), hidden: true });
  /** @type {Set<string>} */
  let absent = new Set();
  let n = 0;
  let shown = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let long;

  function works() {
    const { id = "", was = "" } = model.get("work") ?? {};
    return [id, was];
  }

  /** The questions of this exercise, as its headings name them. @returns {{ key: string, label: string }[]} */
  const questions = () => model.get("preview")?.questions ?? [];

  /** What the questions of this exercise and its lesson are called, by their keys; those of this page lead to their headings. @returns {Map<string, Part>} */
  const names = () => new Map([
    .../** @type {[string, Part][]} */ (Object.entries(model.get("about")?.lesson ?? {})),
    ...questions().map(({ key, label }) => /** @type {[string, Part]} */ ([key, { words: label, heading: label }])),
  ]);

  function find() {
    return waiting_anywhere(works()).filter(({ shelf }) => shelf !== own);
  }

  /** The words that belong to this exercise and are not put in. */
  function drafts() {
    const exercise = own.split(":")[1];
    /** @type {string[]} */
    const texts = (model.get("preview")?.texts ?? []).map((/** @type {{ id: string }} */ { id }) => id);
    return drafts_anywhere(works()).filter(({ what }) => {
      const [kind, of = ""] = what.split(/:(.*)/s);
      if (kind === "name") return true;
      if (kind === "reader" || kind === "link") return of.split("+").every((text) => texts.includes(text));
      return kind !== "handin" && of.startsWith(`${exercise}/`);
    });
  }

  function look() {
    show();
    clearTimeout(timer);
    if (find().length > 0) timer = setTimeout(ask, UNHEARD);
  }

  function ask() {
    if (is_gone()) return;
    n += 1;
    model.send({ type: "waiting", n, edits: find().map(({ shelf, edit }) => ({
      shelf, id: edit.id, op: edit.op, at: edit.at,
      of: edit.mark?.id ?? /** @type {{ id?: string } | null} */ (edit.value)?.id ?? "",
      name: edit.op === "name" ? edit.value : null,
    })) });
  }

  function show() {
    const found = find().filter(({ edit }) => absent.has(edit.id));
    const named = names();
    const parts = [true, false].map((tended) => sentence(found.filter((one) => one.tended === tended), named));
    const sentences = [...parts, draft_sentence(drafts(), named)].filter((one) => one.length > 0);
    const words = sentences.map(words_of_leads).join(" ");
    if (words === shown) return;
    shown = words;
    el.hidden = words === "";
    refill(el, sentences.map((one) => h("p", {}, with_leads(one))));
    clearTimeout(long);
    if (words) long = setTimeout(() => say(words), LONG);
    on_change();
  }

  const unwatch = [watch_shelves(look), watch_drafts(show)];
  model.signal?.addEventListener("abort", close);

  function close() {
    clearTimeout(timer);
    clearTimeout(long);
    for (const stop of unwatch) stop();
  }

  return {
    el,
    look,
    /** Are there words that are not put in? */
    has_drafts: () => drafts().length > 0,
    /** What Python says of the last question. @param {{ n?: number, absent?: string[] }} reply */
    told({ n: of, absent: ids = [] }) {
      if (of !== n) return;
      absent = new Set(ids);
      show();
    },
    close,
  };
}

/** Some changes, all tended by a view on this page or none of them. @param {Waiting[]} found @param {Map<string, Part>} named @returns {Part[]} */
function sentence(found, named) {
  if (found.length === 0) return [];
  const one = found.length === 1;
  const places = each_place_once(found.map(({ shelf }) => [name_of(shelf, named)]), ", ");
  const cells = places.count === 1 ? ["That cell has", "it"] : ["Those cells have", "them"];
  return [
    `${count_of(found.length, "change")} made in this browser ${one ? "is" : "are"} not saved yet and would not be in the file: `,
    ...places.parts,
    found[0].tended
      ? ". Wait until it says Saved there."
      : `. ${cells[0]} not run on this page yet: run ${cells[1]} (Shift+Enter), and ` +
        `${one ? "the change is" : "the changes are"} saved.`,
  ];
}

/** Words that are not put in. @param {ReturnType<typeof drafts_anywhere>} found @param {Map<string, Part>} named @returns {Part[]} */
function draft_sentence(found, named) {
  if (found.length === 0) return [];
  const one = found.length === 1;
  return [
    `${count_of(found.length, "piece")} of text ${one ? "is" : "are"} not put in yet and would not be in the file: `,
    ...each_place_once(found.map(({ what, draft }) => [name_of(what, named), ` (${draft.label})`]), "; ").parts,
    `. Put ${one ? "it" : "them"} in there, or throw ${one ? "it" : "them"} away.`,
  ];
}

/** Each place once. @param {Part[][]} named @param {string} between */
function each_place_once(named, between) {
  const places = [...new Map(named.map((parts) => [words_of_leads(parts), parts])).values()];
  return { count: places.length, parts: places.flatMap((parts, at) => (at > 0 ? [between, ...parts] : parts)) };
}

/** "reader:alieva-2024" for people. @param {string} shelf @param {Map<string, Part>} named @returns {Part} */
function name_of(shelf, named) {
  const [kind, of = ""] = shelf.split(/:(.*)/s);
  if (kind === "name" || kind === "handin") return "the reader name";
  if (kind === "link") return `links between ${of.replace("+", " and ")}`;
  return kind === "reader" ? `marks in ${of}` : named.get(of) ?? of.replace("/", ", ").replace(/-/g, " ");
}

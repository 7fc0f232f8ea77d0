// The warning that changes would not be in the file: they are in this browser and not on disk.

import { count_of, h, refill } from "./dom.js";
import { waiting_anywhere, watch_shelves } from "./shelf.js";

const UNHEARD = 300; // ms; most changes are saved before, and nobody need hear of them

/** @typedef {import("./shelf.js").Waiting} Waiting */

/**
 * That a change waits in the browser does not say that the disk lacks it: the answer to it may have
 * been lost, or it belongs to another exercise. So Python is asked, and only what it misses is said.
 * @param {object} options
 * @param {import("./kernel.js").Model} options.model
 * @param {string} options.own  the shelf of this widget, which has a line of its own
 * @param {() => boolean} options.is_gone  whether there is no Python to ask
 */
export function make_waiting({ model, own, is_gone }) {
  const el = h("div", { class: "cr-handin-warning", role: "status", hidden: true });
  /** @type {Set<string>} */
  let absent = new Set();
  let n = 0;
  let shown = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function find() {
    const { id = "", was = "" } = model.get("work") ?? {};
    return waiting_anywhere([id, was]).filter(({ shelf }) => shelf !== own);
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
    const parts = [true, false].map((tended) => sentence(found.filter((one) => one.tended === tended)));
    const words = parts.filter(Boolean);
    if (words.join() === shown) return;
    shown = words.join();
    el.hidden = words.length === 0;
    refill(el, words.map((one) => h("p", {}, one)));
  }

  const unwatch = watch_shelves(look);
  look();
  return {
    el,
    look,
    /** What Python says of the last question. @param {{ n?: number, absent?: string[] }} reply */
    told({ n: of, absent: ids = [] }) {
      if (of !== n) return;
      absent = new Set(ids);
      show();
    },
    close() {
      clearTimeout(timer);
      unwatch();
    },
  };
}

/** Some changes, all tended by a view on this page or none of them. @param {Waiting[]} found */
function sentence(found) {
  if (found.length === 0) return "";
  const one = found.length === 1;
  const places = [...new Set(found.map(({ shelf }) => name_of(shelf)))];
  const cells = places.length === 1 ? ["That cell has", "it"] : ["Those cells have", "them"];
  return `${count_of(found.length, "change")} made in this browser ${one ? "is" : "are"} not saved yet and ` +
    `would not be in the file: ${places.join(", ")}. ` +
    (found[0].tended
      ? "Wait until it says Saved there."
      : `${cells[0]} not run on this page yet: run ${cells[1]} (Shift+Enter), and ` +
        `${one ? "the change is" : "the changes are"} saved.`);
}

/** "reader:alieva-2024" for people. @param {string} shelf */
function name_of(shelf) {
  const [kind, of = ""] = shelf.split(/:(.*)/s);
  if (kind === "name" || kind === "handin") return "the reader name";
  return kind === "reader" ? `marks in ${of}` : of.replace("/", ", ").replace(/-/g, " ");
}

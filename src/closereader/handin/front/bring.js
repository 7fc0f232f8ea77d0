// Open a file, what came back from the teacher or work of one's own: choose it, see what would come,
// say yes. Python knows which of the two it is.
//
// The file is read here as text and never put into the page; Python takes its data out and
// validates them.

import { dom_id, h, refill } from "../../widgets/base/dom.js";
import { spoken } from "../../widgets/base/voice.js";

const PIECE = 1_000_000; // signs; a server takes messages of 10 MiB, and a sign may need six bytes
const BRING_PATIENCE = 15000; // ms; a file is read in one, unless the kernel is busy

/** @typedef {{ n?: number, lines?: string[], others?: boolean, yes?: string, sentence?: string, refused?: string }} Reply */

/**
 * @param {object} options
 * @param {(message: Record<string, unknown>) => void} options.send
 * @param {number} options.most  bytes
 */
export function make_bring({ send, most }) {
  const id = dom_id("cr-bring");
  const input = h("input", { type: "file", id, accept: ".html,.htm,text/html", onchange: read });
  const said = spoken(h("div", { class: "cr-handin-said" }));
  const deeds = h("p", { class: "cr-row" });
  const el = h("details", { class: "cr-handin-bring" },
    h("summary", {}, "Open what came back, or bring work back from a file"),
    h("p", {}, "The page that your teacher gave back: choose it, and what was said stands in this cell, with what " +
      "you changed since."),
    h("p", {}, "On another computer, or after a loss: choose a file that was made by the button above. " +
      "You see what would come before anything changes, and nothing that is newer here is replaced."),
    h("p", {}, h("label", { for: id }, "File "), input), said, deeds);
  let n = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {...import("../../widgets/base/dom.js").Child} words */
  function say(...words) {
    clearTimeout(timer);
    refill(said, words.map((one) => (typeof one === "string" ? h("p", {}, one) : one)));
    refill(deeds);
  }

  /** @param {Record<string, unknown>[]} messages @param {string} meanwhile */
  function ask(messages, meanwhile) {
    say(meanwhile);
    timer = setTimeout(() => say(
      "Python has not answered yet. Your file is as it was. Wait until the cell that runs is done; " +
      "if that does not help, run this cell again and choose the file once more."), BRING_PATIENCE);
    for (const message of messages) send({ ...message, n });
  }

  async function read() {
    const file = input.files?.[0];
    n += 1;
    const mine = n;
    if (!file) return say();
    if (file.size > most) {
      return say(`${file.name} has ${Math.ceil(file.size / 1e6)} MB, and a file of at most ` +
        `${Math.round(most / 1e6)} MB can be brought back. Choose the file that the button made.`);
    }
    try {
      const page = await file.text();
      if (mine !== n) return;
      const pieces = pieces_of(page);
      ask(pieces.map((piece, part) => ({ type: "bring", page: piece, part, parts: pieces.length })),
        `Looking into ${file.name} …`);
    } catch {
      say(`${file.name} could not be read. Is it still where it was? Choose it again.`);
    }
  }

  return {
    el,
    /** @param {Reply} reply */
    offer({ n: of, lines = [], others = false, refused = "", yes: words = "" }) {
      if (of !== n) return;
      if (refused) return say(refused);
      say(...lines);
      // Another reader's work is met only by who says that both are theirs.
      const yes = h("button", { type: "button", class: others ? "cr-button" : "cr-button cr-main",
        onclick: () => bring(others) }, words || (others ? "Both are mine: bring it here" : "Bring it back"));
      refill(deeds, yes, h("button", { type: "button", class: "cr-button", onclick: leave }, "Leave it"));
    },
    /** @param {Reply} reply */
    brought({ n: of, sentence = "", refused = "" }) {
      if (of !== n) return;
      input.value = "";
      say(refused || sentence);
    },
    /** Python failed over the question. @param {{ n?: number, why?: string }} message */
    failed({ n: of, why = "" }) {
      if (of === n) say(why);
    },
    /** Python has gone: what is chosen now would vanish. @param {boolean} gone */
    gone(gone) {
      input.disabled = gone;
      for (const button of deeds.querySelectorAll("button")) button.disabled = gone;
    },
    close: () => clearTimeout(timer),
  };

  /** @param {boolean} mine */
  function bring(mine) {
    ask([mine ? { type: "restore", mine } : { type: "restore" }], "One moment …");
    input.focus();
  }
  function leave() {
    n += 1;
    input.value = "";
    say("Nothing was changed.");
    input.focus();
  }
}

/** Cut a file into pieces, none within a sign. @param {string} page @returns {string[]} */
function pieces_of(page) {
  const pieces = [];
  let at = 0;
  do {
    const half = /[\uD800-\uDBFF]/.test(page[at + PIECE - 1] ?? "") ? 1 : 0; // of a pair
    pieces.push(page.slice(at, at + PIECE + half));
    at += PIECE + half;
  } while (at < page.length);
  return pieces;
}

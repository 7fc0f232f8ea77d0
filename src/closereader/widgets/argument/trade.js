// Take a map out, as Argdown, plain text or JSON, and bring one in. Python writes and reads; what is
// shown here to be copied is what the file holds.

import { dom_id, h, refill, small_button } from "../base/dom.js";
import { keep_box } from "../base/pending.js";
import { spoken } from "../base/voice.js";

/** @import { Part } from "./ops.js" */

const LONGEST_FILE = 500000; // characters, as Python reads
const TYPES = ".argdown,.ad,.txt,.md,.json,text/plain,application/json";
const FORMS = /** @type {const} */ ([["argdown", "Argdown"], ["plain", "Plain text"], ["json", "JSON"]]);

/**
 * @param {object} given
 * @param {import("../base/ask.js").Asker} given.ask
 * @param {import("../base/pending.js").Pending} given.pending
 * @param {() => Part} given.map  as it is now
 * @param {(map: Part) => void} given.bring_in
 */
export function make_trade({ ask, pending, map, bring_in }) {
  const id = dom_id("cra");
  let address = "";
  const written = h("textarea", { class: "cr-field cra-file", id: `${id}-written`, rows: "8", readonly: true, spellcheck: "false" });
  const link = h("a", { class: "cra-save" }, "Save as a file");
  const copied = spoken(h("span", { class: "cr-soft cr-small" }));
  const said = spoken(h("div", { class: "cra-found" }));
  const out = h("div", { hidden: true },
    h("label", { for: `${id}-written` }, "The map as text"), written,
    h("div", { class: "cr-row" },
      small_button("Copy", () => copy_all()), link, copied));
  const source = h("textarea", { class: "cr-field cra-file", id: `${id}-source`, rows: "5", spellcheck: "false" });
  keep_box(pending, { box: source, slot: "import", label: "a map to import", on_resume: () => source.closest("details")?.setAttribute("open", "") });
  const file = h("input", { type: "file", id: `${id}-file`, accept: TYPES, onchange: () => read_file() });
  const heard = spoken(h("div", { class: "cra-found" }));
  const el = h("div", { class: "cra-trade" },
    h("details", {}, h("summary", {}, "Export this map"),
      h("p", { class: "cr-soft cr-small" }, "Argdown is a plain-text format for argument maps that other programs read (argdown.org)."),
      h("div", { class: "cr-row" }, FORMS.map(([form, name]) =>
        small_button(name, () => write(form)))),
      said, out),
    h("details", {}, h("summary", {}, "Import a map"),
      h("p", { class: "cr-soft cr-small" }, "The imported map takes the place of this one. This one is kept, and Undo brings it back."),
      h("label", { for: `${id}-source` }, "Paste Argdown or JSON"), source,
      h("div", { class: "cr-row" },
        small_button("Read it", () => read(source.value)),
        h("label", { for: `${id}-file` }, "or choose a file"), file),
      heard));

  /** @param {string} form */
  async function write(form) {
    refill(said, "Writing…");
    const answer = await ask("export", { format: form, map: map() });
    refill(said, answer.problem ?? "");
    out.hidden = Boolean(answer.problem);
    if (answer.problem) return;
    written.value = answer.text;
    forget();
    address = URL.createObjectURL(new Blob([answer.text], { type: "text/plain;charset=utf-8" }));
    link.href = address;
    link.download = answer.name;
    link.textContent = `Save as ${answer.name}`;
    copied.textContent = "";
  }

  function forget() {
    if (address) URL.revokeObjectURL(address);
    address = "";
  }

  async function copy_all() {
    written.focus();
    written.select();
    // the clipboard is closed to pages that are not served safely; the older way is open
    try {
      await navigator.clipboard.writeText(written.value);
      copied.textContent = "Copied.";
    } catch {
      copied.textContent = document.execCommand("copy") ? "Copied." : "Press Ctrl+C to copy.";
    }
  }

  async function read_file() {
    const chosen = file.files?.[0];
    if (!chosen) return;
    if (chosen.size > 4 * LONGEST_FILE) return refill(heard, too_long(chosen.size));
    try {
      await read(await chosen.text());
    } catch {
      refill(heard, `${chosen.name} cannot be read by this browser. Open it in an editor and paste its words here.`);
    }
    file.value = ""; // so that the same file can be chosen again
  }

  /** @param {string} words */
  async function read(words) {
    if (!words.trim()) return refill(heard, "Paste a map first, or choose a file.");
    if (words.length > LONGEST_FILE) return refill(heard, too_long(words.length));
    refill(heard, "Reading…");
    const answer = await ask("import", { source: words });
    if (answer.problem) return refill(heard, h("p", {}, answer.problem), h("p", {}, "The map is as it was."));
    bring_in(answer.map);
    source.value = "";
    /** @type {string[]} */
    const remarks = answer.remarks;
    refill(heard, h("p", {}, remarks.length > 0 ? "Imported. What could not be taken as it stands:" : "Imported, nothing left out."),
      h("ul", {}, remarks.map((one) => h("li", {}, one))));
  }

  return { el, close: forget };
}

/** @param {number} size */
function too_long(size) {
  return `This is too long for a map (${size.toLocaleString("en")} characters; ${LONGEST_FILE.toLocaleString("en")} can be read). Is it the right file? The map is as it was.`;
}

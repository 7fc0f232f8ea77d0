// What a site adds to JupyterLab: one line that says where the work is kept, and a backup of it.

import { h } from "../../widgets/base/dom.js";
import { bring_back, file_name, gather, parse, whose } from "./backup.js";

const WARNING =
  "Your work is kept in this browser only. Clearing the browser's site data, or a private window that is closed, deletes it.";

const NOT_KEPT =
  "This browser keeps nothing here: all your work is gone when the page is closed. Use a window that is not private, or another browser.";
const LATEST = 20_000; // ms that a browser may take for its service worker

/** @type {(shared: import("./jupyter.js").Shared) => Promise<import("./jupyter.js").Plugin>} */
export async function site_plugin(shared) {
  const { Widget } = await shared("@lumino/widgets");
  const { IServiceWorkerManager } = is_site() ? await shared("@jupyterlite/apputils") : {};
  return {
    id: "closereader:site",
    autoStart: true,
    requires: [],
    optional: IServiceWorkerManager ? [IServiceWorkerManager] : [],
    async activate(/** @type {any} */ app, /** @type {{ ready: Promise<void> } | null} */ worker) {
      if (!is_site()) return;
      // JupyterLite gives a Python that starts before its service worker is there no files but those
      // of its own memory, which end with the page; and no Python starts before all plugins have.
      const late = new Promise((_, fail) => setTimeout(fail, LATEST));
      const is_kept = await Promise.race([worker?.ready ?? late, late]).then(() => true, () => false);
      const widget = new Widget({ node: bar(app.serviceManager.contents, is_kept ? WARNING : NOT_KEPT) });
      widget.id = "closereader-site";
      app.shell.add(widget, "bottom");
    },
  };
}

/** A site, which has no server, says so in the settings of its page. */
export function is_site() {
  const words = document.getElementById("jupyter-config-data")?.textContent ?? "{}";
  return JSON.parse(words).closereaderSite === "1";
}

/** @param {import("./backup.js").Contents} contents @param {string} warning */
function bar(contents, warning) {
  const words = h("span", { role: "status" });
  const chosen = h("input", { type: "file", accept: ".json", hidden: true });
  /** @param {() => void | Promise<void>} run */
  const or_say_why = (run) => async () => {
    try {
      await run();
    } catch (error) {
      words.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  const save = or_say_why(async () => {
    const now = new Date().toISOString();
    const backup = await gather(contents, now);
    const count = Object.keys(backup.files).length;
    if (count === 0) throw new Error("There is no work in this browser yet, so no backup was made.");
    download(JSON.stringify(backup), file_name(backup));
    words.textContent = `A backup was made (${count} files, ${whose(backup.files)}). Keep the file in a safe place.`;
  });
  const bring = or_say_why(async () => {
    const [file] = chosen.files ?? [];
    chosen.value = "";
    if (file) await replace(contents, await file.text());
  });
  chosen.addEventListener("change", () => void bring());
  return h("aside", { class: "closereader-site", "aria-label": "Where your work is kept" },
    h("span", {}, warning), words,
    h("button", { type: "button", onclick: save }, "Save a backup"),
    h("button", { type: "button", onclick: () => chosen.click() }, "Bring a backup back"), chosen);
}

/** @param {import("./backup.js").Contents} contents @param {string} words */
async function replace(contents, words) {
  const backup = parse(words);
  const now = new Date().toISOString();
  const here = await gather(contents, now);
  const lost = Object.keys(here.files).length
    ? ` The work that is here now is ${whose(here.files)}; it is put aside in a folder of its own, and nothing of it is deleted.`
    : "";
  const asked = `This backup is ${whose(backup.files)}, made ${String(backup.made).slice(0, 10)}.${lost} Bring it back?`;
  if (!window.confirm(asked)) return;
  await bring_back(contents, backup, now);
  window.location.reload();
}

/** @param {string} words @param {string} name */
function download(words, name) {
  const link = h("a", { href: URL.createObjectURL(new Blob([words], { type: "application/json" })), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}

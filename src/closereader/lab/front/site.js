// What a site adds to JupyterLab: one line that says where the work is kept, and a backup of it.

import { gather, whose } from "./backup.js";

const WARNING =
  "Your work is kept in this browser only. Clearing the browser's site data, or a private window that is closed, deletes it.";

/** @type {(shared: import("./jupyter.js").Shared) => Promise<import("./jupyter.js").Plugin>} */
export async function site_plugin(shared) {
  const { Widget } = await shared("@lumino/widgets");
  return {
    id: "closereader:site",
    autoStart: true,
    requires: [],
    activate(/** @type {any} */ app) {
      if (!is_site()) return;
      const widget = new Widget({ node: bar(app.serviceManager.contents) });
      widget.id = "closereader-site";
      app.shell.add(widget, "bottom");
    },
  };
}

/** A site says so in the settings of its page. */
function is_site() {
  const words = document.getElementById("jupyter-config-data")?.textContent ?? "{}";
  return JSON.parse(words).closereaderSite === "1";
}

/** @param {import("./backup.js").Contents} contents */
function bar(contents) {
  const node = document.createElement("aside");
  node.className = "closereader-site";
  node.setAttribute("aria-label", "Where your work is kept");
  const words = document.createElement("span");
  words.setAttribute("role", "status");
  const warning = document.createElement("span");
  warning.textContent = WARNING;
  const save = document.createElement("button");
  save.type = "button";
  save.textContent = "Save a backup";
  save.addEventListener("click", async () => {
    try {
      const now = new Date().toISOString();
      const backup = await gather(contents, now);
      download(JSON.stringify(backup), `closereader-backup-${now.slice(0, 10)}.json`);
      const count = Object.keys(backup.files).length;
      words.textContent = `A backup was made (${count} files, ${whose(backup.files)}). Keep the file in a safe place.`;
    } catch (error) {
      words.textContent = error instanceof Error ? error.message : String(error);
    }
  });
  node.append(warning, words, save);
  return node;
}

/** @param {string} words @param {string} name */
function download(words, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([words], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

// The headings of a notebook are places to be led to: the questions that its widgets name.

import { lead_to, remember_place } from "./keeping.js";

/**
 * Answer the widgets of a notebook that ask for one of its headings, or for one of another notebook
 * of the course (desk_events.js).
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {import("./course.js").Place} place
 * @param {{ app: import("./jupyter.js").App, entries: import("./course.js").Entry[] }} kit
 */
export function lead_on_request(panel, { root }, { app, entries }) {
  /** @param {Event} event */
  const wanted = (event) => /** @type {{ heading: string, page?: string }} */ (/** @type {CustomEvent} */ (event).detail);
  const cells_of = (/** @type {import("./jupyter.js").NotebookPanel} */ { context }) => Array.from(context.model.cells);
  const there = (/** @type {string} */ heading) => {
    const at = index_of(cells_of(panel), heading);
    return panel.content.widgets[at]?.isHidden ? -1 : at;
  };
  panel.node.addEventListener("closereader:can-lead", (event) => {
    const { heading, page } = wanted(event);
    if (page ? entries.some(({ path }) => path === page) : there(heading) >= 0) event.preventDefault();
  });
  panel.node.addEventListener("closereader:lead", (event) => {
    const { heading, page } = wanted(event);
    const index = page ? -1 : there(heading);
    if (!page && index < 0) return;
    event.preventDefault();
    void (page ? lead_away(root + page, heading) : lead_to(panel, index));
  });

  /** A notebook begins where its reader was. @param {string} path @param {string} heading */
  async function lead_away(path, heading) {
    const opened = /** @type {import("./jupyter.js").NotebookPanel} */ (await app.commands.execute("docmanager:open", { path }));
    const was_open = opened.context.isReady;
    await opened.context.ready;
    const cells = cells_of(opened);
    const index = index_of(cells, heading);
    if (index < 0) return;
    if (was_open) await lead_to(opened, index);
    else remember_place(path, cells[index].id, 0);
  }
}

/** Which cell has a heading. @param {import("./jupyter.js").CellModel[]} cells @param {string} heading */
function index_of(cells, heading) {
  return cells.findIndex(({ type, sharedModel }) => type === "markdown" &&
    [...sharedModel.getSource().matchAll(/^#+ +(.+?) *$/gm)].some(([, words]) => words === heading));
}

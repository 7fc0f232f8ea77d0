// The headings of a notebook are places to be led to: the questions that its widgets name.

import { lead_to } from "./keeping.js";
import { prose_of } from "./more.js";

/**
 * Answer the widgets of a notebook that ask for one of its headings (desk_events.js).
 * @param {import("./jupyter.js").NotebookPanel} panel
 */
export function lead_on_request(panel) {
  /** @param {Event} event */
  const place_of = (event) => {
    const { heading } = /** @type {CustomEvent} */ (event).detail;
    return panel.content.widgets.findIndex((cell) =>
      !cell.isHidden && [...prose_of(cell).matchAll(/^#+ +(.+?) *$/gm)].some(([, words]) => words === heading));
  };
  panel.node.addEventListener("closereader:can-lead", (event) => {
    if (place_of(event) >= 0) event.preventDefault();
  });
  panel.node.addEventListener("closereader:lead", (event) => {
    const index = place_of(event);
    if (index < 0) return;
    event.preventDefault();
    void lead_to(panel, index);
  });
}

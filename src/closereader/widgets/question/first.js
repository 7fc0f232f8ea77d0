// The first answer beside the last: read-only, and it follows when it is changed where it stands.

import { with_leads } from "../base/cite_links.js";
import { clock, dom_id, h, refill } from "../base/dom.js";
import { paragraphs } from "../base/question_frame.js";

const CALM = 2000; // ms between two looks at the disk

/** @import { Part } from "../base/cite_links.js" */
/** @typedef {{ title?: Part[], text?: string, modified?: string, note?: Part[] }} First */

/**
 * @param {HTMLElement} body  what holds the box
 * @param {HTMLElement} mine  the box, and what belongs to it
 * @param {import("../base/kernel.js").Model} model
 * @param {() => void} refresh  lets Python look at the disk: another notebook may have changed it
 */
export function lay_first_beside(body, mine, model, refresh) {
  const name = dom_id("cr-first");
  const name_line = h("p", { class: "cr-first-title", id: name });
  const words = h("div", { class: "cr-first-words" });
  const first = h("div", { class: "cr-first", role: "group", "aria-labelledby": name }, name_line, words);

  function show() {
    /** @type {First} */
    const { title = [], text = "", modified = "", note = [] } = model.get("first") ?? {};
    first.hidden = title.length === 0; // nothing is laid beside this question, or it is not there yet
    mine.classList.toggle("cr-beside", !first.hidden);
    const when = modified && h("time", { datetime: modified }, clock(modified));
    refill(name_line, with_leads(title), when && [", written ", when]);
    refill(words, text
      ? paragraphs(text).map((part) => h("p", {}, part))
      : h("p", { class: "cr-soft" }, with_leads(note)));
  }
  let looked = Date.now(); // Python read it when this view was opened
  const look = () => {
    if (first.hidden || document.visibilityState !== "visible" || Date.now() - looked < CALM) return;
    looked = Date.now();
    refresh();
  };
  // Somebody comes back to it: from another notebook of JupyterLab, or from another window.
  const seen = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && look());
  model.on("change:first", show);
  show();
  body.prepend(h("div", { class: "cr-pair" }, first, mine));
  seen.observe(first);
  document.addEventListener("visibilitychange", look, { signal: model.signal });
  window.addEventListener("focus", look, { signal: model.signal });
  return () => {
    seen.disconnect();
    model.off("change:first", show);
  };
}

// The reader: a text as a page on which passages are marked. What it is made of stands in
// whole.js; this file ties it to the widget.

import { count_of } from "../base/dom.js";
import { answer_citations, carry_place } from "./passage.js";
import { guard_keys } from "../base/keys.js";
import { open_store } from "./store.js";
import { keep_text } from "./whole.js";
import { stage } from "../base/stage.js";

/** @import { Model } from "../base/kernel.js" */

/**
 * Put a reader into an element.
 * @param {{model: Model, el: HTMLElement}} given
 * @returns {() => void} takes it away
 */
function render({ model, el }) {
  const store = open_store(model);
  /** @type {import("./whole.js").Whole | null} */
  let whole = null;
  const text = keep_text(store, el, { ready: (made) => carry_place((whole = made)) });
  const unguard = guard_keys(el, { may_rerun: () => Boolean(store.status()?.rerun) });
  const refresh = () => document.visibilityState === "visible" && store.refresh();
  document.addEventListener("visibilitychange", refresh, { signal: model.signal });
  window.addEventListener("focus", refresh, { signal: model.signal });
  const end = new AbortController();
  answer_citations(el, () => whole, end.signal);
  return () => {
    end.abort();
    unguard();
    text.close();
    store.close();
  };
}

/** @param {Model} model */
function called(model) {
  const { title, blocks } = /** @type {import("./text.js").TextPayload} */ (model.get("text"));
  return `reader, ${title}, ${count_of(blocks.filter(({ k }) => k === "p").length, "paragraph")}`;
}

export default { render: stage(render, ["text"], called) };

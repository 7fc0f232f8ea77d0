// The reader: a text as a page on which passages are marked. What it is made of stands in
// reader_whole.js; this file ties it to the widget.

import { guard_keys } from "./keys.js";
import { open_store } from "./reader_store.js";
import { keep_text } from "./reader_whole.js";
import { stage } from "./stage.js";

/** @typedef {import("./kernel.js").Model} Model */

/**
 * Put a reader into an element.
 * @param {{model: Model, el: HTMLElement}} given
 * @returns {() => void} takes it away
 */
function render({ model, el }) {
  const store = open_store(model);
  const text = keep_text(store, el);
  const unguard = guard_keys(el, { may_rerun: () => Boolean(store.status()?.rerun) });
  const refresh = () => document.visibilityState === "visible" && store.refresh();
  document.addEventListener("visibilitychange", refresh, { signal: model.signal });
  window.addEventListener("focus", refresh, { signal: model.signal });
  return () => {
    unguard();
    text.close();
    store.close();
  };
}

export default { render: stage(render, ["text"]) };

// Search, quoting and help open between bar and text, one at a time. Esc leads back to the text.

import { h, refill } from "../base/dom.js";

/** @import { View } from "./view.js" */
/** @import { Draft } from "../base/pending.js" */
/**
 * @typedef {{
 *   el: HTMLElement, title: string, focus: () => void, leave?: () => void,
 *   draft?: () => Draft | null, resume?: (draft: Draft) => void,
 * }} Panel
 */
/** @typedef {"search" | "quote" | "help"} PanelName */

/** @param {Record<PanelName, () => Panel>} makers @param {() => void} back */
export function make_panels(makers, back) {
  const el = h("div", { class: "crr-panels" });
  /** @type {Map<PanelName, Panel>} */
  const made = new Map();
  /** @type {PanelName | null} */
  let shown = null;

  function close() {
    if (!shown) return;
    made.get(shown)?.leave?.();
    shown = null;
    refill(el);
    back();
  }

  el.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });

  /** @param {PanelName} name */
  function open(name) {
    if (shown && shown !== name) made.get(shown)?.leave?.();
    const panel = made.get(name) ?? makers[name]();
    made.set(name, panel);
    if (shown === name) return panel;
    shown = name;
    const shut = h("button", { type: "button", class: "cr-button cr-small", onclick: close },
      "Close ",
      h("kbd", { "aria-hidden": "true" }, "Esc"),
    );
    refill(
      el,
      h("section", { class: "crr-panel", "aria-label": panel.title },
        h("div", { class: "crr-panel-head" }, h("strong", {}, panel.title), shut),
        panel.el,
      ),
    );
    panel.focus();
    return panel;
  }

  return {
    el,
    close,
    open,
    made: (/** @type {PanelName} */ name) => made.get(name),
    is_open: () => shown !== null,
    toggle: (/** @type {PanelName} */ name) => void (shown === name ? close() : open(name)),
  };
}

// The strip above a notebook of the course: plain buttons, and one sentence when there is one.

import { h } from "../../widgets/base/dom.js";
import { stay_at_end } from "./keeping.js";

const LINE = 40; // px

/**
 * @typedef {object} StripButton
 * @property {number} rank  smaller stands further left
 * @property {string} label
 * @property {string} [title]
 * @property {boolean} [pressed]  of a button that can be on or off
 * @property {(button: HTMLButtonElement) => void} run
 */

/** @param {import("./jupyter.js").NotebookPanel} panel */
export function strip_of(panel) {
  return /** @type {HTMLElement | null} */ (panel.node.querySelector(".closereader-strip"));
}

/**
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {new (options: { node: HTMLElement }) => import("./jupyter.js").LabWidget} Widget
 * @returns {HTMLElement}
 */
export function add_strip(panel, Widget) {
  const node = h("nav", { class: "closereader-strip", "aria-label": "Course", onkeydown });
  stand_above(panel, Widget, node);
  return node;

  // It has the focus when a lesson opens, and stands outside of what its keys are to scroll.
  /** @param {KeyboardEvent} event */
  function onkeydown({ key, target, shiftKey, ctrlKey, altKey, metaKey }) {
    const outer = panel.content.node.querySelector(".jp-WindowedPanel-outer");
    if (outer === null || ctrlKey || altKey || metaKey) return;
    const page = outer.clientHeight - LINE;
    if (key === "PageDown" || (key === " " && target === node && !shiftKey)) outer.scrollTop += page;
    else if (key === "PageUp" || (key === " " && target === node)) outer.scrollTop -= page;
    else if (key === "ArrowDown") outer.scrollTop += LINE;
    else if (key === "ArrowUp") outer.scrollTop -= LINE;
    else if (key === "Home") outer.scrollTop = 0;
    else if (key === "End") stay_at_end(outer);
  }
}

/**
 * Put something above a notebook and give it the height that its words and buttons take in any
 * width: JupyterLab measures what stands there once, and as if it were empty.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {new (options: { node: HTMLElement }) => import("./jupyter.js").LabWidget} Widget
 * @param {HTMLElement} node
 * @param {(by: number) => void} [grown]  told when it has become taller, or less tall, by so many pixels
 */
function stand_above(panel, Widget, node, grown = () => {}) {
  const frame = h("div", {}, node);
  const widget = new Widget({ node: frame });
  let tall = 0;
  /** @param {number} now */
  const set = (now) => {
    const by = now - tall;
    tall = now;
    if (by !== 0) grown(by);
  };
  const watch = new ResizeObserver(() => {
    frame.style.minHeight = `${node.offsetHeight}px`;
    panel.contentHeader.fit();
    set(node.offsetHeight);
  });
  watch.observe(node);
  widget.disposed.connect(() => {
    watch.disconnect();
    set(0);
  });
  panel.contentHeader.addWidget(widget);
  return widget;
}

/**
 * Add a button to the strip above a notebook; nothing happens where there is no strip.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {StripButton} wanted
 */
export function add_button(panel, { rank, label, title, pressed, run }) {
  const strip = strip_of(panel);
  if (strip === null) return null;
  const button = h("button", { type: "button", "data-rank": rank, title, "aria-pressed": pressed, onclick: () => run(button) }, label);
  const after = [...strip.children].find(
    (one) => Number(/** @type {HTMLElement} */ (one).dataset.rank) > rank,
  );
  strip.insertBefore(button, after ?? null);
  return button;
}

/**
 * Say one sentence above a notebook, with a button for each choice.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {new (options: { node: HTMLElement }) => import("./jupyter.js").LabWidget} Widget
 * @param {string} sentence
 * @param {[string, () => void][]} choices  each closes the bar
 */
export function say_above(panel, Widget, sentence, choices) {
  const close = (/** @type {() => void} */ run) => {
    bar.dispose();
    run();
  };
  // What is being read stays where it is; at its beginning, a page begins below the bar.
  const stay = (/** @type {number} */ by) => {
    const outer = panel.content.node.querySelector(".jp-WindowedPanel-outer");
    if (outer && outer.scrollTop > 0) outer.scrollTop += by;
  };
  const bar = stand_above(panel, Widget, h("section", { class: "closereader-bar", "aria-label": "About this notebook" },
    h("span", {}, sentence),
    choices.map(([label, run]) => h("button", { type: "button", onclick: () => close(run) }, label))), stay);
  return bar;
}

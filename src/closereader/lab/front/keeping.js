// What a notebook of the course keeps: its page clean, and the place where its reader was.

import { recall, remember } from "./remembered.js";
import { run_to } from "./running.js";
import { set_up_all } from "./waiting.js";

const SETTLING = 300; // frames, as in heights.js

/**
 * Let outputs alone never make the document one that wants saving: a reader's words lie in the
 * work folder. As soon as somebody changes a cell, the document is theirs, and asks as ever.
 * @param {import("./jupyter.js").NotebookPanel} panel
 */
export function keep_clean(panel) {
  const model = panel.context.model;
  const whole = () => JSON.stringify(Array.from(model.cells, (c) => c.sharedModel.getSource()));
  const published = whole();
  model.stateChanged.connect((_, change) => {
    if (change.name === "dirty" && change.newValue && whole() === published) model.dirty = false;
  });
}

/**
 * Change the width of the page, and leave what its reader looks at where it is: the link that was
 * pressed, or else the first cell in sight.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {() => void} change
 */
export function keep_in_place(panel, change) {
  const outer = panel.content.node.querySelector(".jp-WindowedPanel-outer") ?? panel.content.node;
  const { top, bottom } = outer.getBoundingClientRect();
  const place_of = (/** @type {Element} */ el) => el.getBoundingClientRect();
  const pressed = document.activeElement;
  const in_sight = pressed !== null && outer.contains(pressed) &&
    place_of(pressed).top > top && place_of(pressed).bottom < bottom;
  const anchor = in_sight ? pressed : first_in_sight(panel)?.node;
  const before = anchor ? place_of(anchor).top : 0;
  change();
  if (anchor) stay(outer, () => anchor.isConnected && place_of(anchor).top - before);
}

/** The first cell of which something is in sight. @param {import("./jupyter.js").NotebookPanel} panel */
function first_in_sight({ content }) {
  const outer = content.node.querySelector(".jp-WindowedPanel-outer") ?? content.node;
  const { top } = outer.getBoundingClientRect();
  return content.widgets.find(({ node }) => node.isConnected && node.getBoundingClientRect().bottom > top + 1);
}

/**
 * Let the page stay where it is read when Python is restarted. The dialog gives the focus back to the
 * cell that was used last, and the browser scrolled there; where JupyterLab wants a cell in sight, it
 * scrolls by itself. And each widget above says what happened, in a line of its own.
 * @param {import("./jupyter.js").NotebookPanel} panel
 */
export function stay_at_restart(panel) {
  const { content, sessionContext } = panel;
  for (const { node } of content.widgets) {
    const focus = node.focus.bind(node);
    node.focus = (how) => focus({ preventScroll: true, ...how });
  }
  sessionContext.statusChanged.connect((_, status) => {
    const first = String(status).endsWith("restarting") && first_in_sight(panel);
    if (!first) return;
    const outer = content.node.querySelector(".jp-WindowedPanel-outer") ?? content.node;
    const inside = outer.getBoundingClientRect().top - first.node.getBoundingClientRect().top;
    stay_at(outer, first.node, Math.round(inside));
  });
}

/**
 * Lead the reader to a cell, with the focus, and have it stay at the top of the page while the
 * widgets above it are drawn.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {number} index
 */
export async function lead_to(panel, index) {
  const { node } = panel.content.widgets[index] ?? {};
  const outer = panel.content.node.querySelector(".jp-WindowedPanel-outer") ?? panel.content.node;
  if (!node) return;
  run_to(panel, index);
  // JupyterLab would set up the cells above it when it finds time, and gives up after ten seconds.
  if (!node.isConnected) await set_up_all(panel.content);
  await panel.content.scrollToItem(index, "start");
  give_focus(node, true);
  stay_at(outer, node, 0);
}

/** @param {HTMLElement} node  of a cell @param {boolean} [preventScroll] */
export function give_focus(node, preventScroll = false) {
  node.tabIndex = -1;
  // Who begins to write there means no command of JupyterLab: "a" would put in a cell.
  node.dataset.lmSuppressShortcuts = "true";
  node.addEventListener("blur", () => delete node.dataset.lmSuppressShortcuts, { once: true });
  node.focus({ preventScroll });
}

/**
 * Let a cell stay at the top of the page while what is above it is drawn.
 * @param {Element} outer  that is scrolled
 * @param {HTMLElement} node  of the cell
 * @param {number} inside  px of the cell that are above the page
 */
function stay_at(outer, node, inside) {
  const top = (/** @type {Element} */ el) => el.getBoundingClientRect().top;
  let height = 0;
  stay(outer, (scrolled) => {
    const by = node.isConnected ? Math.round(top(node) - top(outer)) + inside : 0;
    const grown = outer.scrollHeight !== height;
    height = outer.scrollHeight;
    // Who goes elsewhere by other ways than those of `stay`, as a screen reader does, is let go.
    return grown || !scrolled || Math.abs(by) < 2 ? by : false;
  });
}

/** Let the last line stay in sight while the page still grows. @param {Element} outer  that is scrolled */
export function stay_at_end(outer) {
  stay(outer, () => outer.scrollHeight - outer.clientHeight - outer.scrollTop);
}

/**
 * JupyterLab lays out its panels and then their cells when it finds time. Whoever scrolls meanwhile
 * wants to be elsewhere.
 * @param {Element} outer  that is scrolled
 * @param {(scrolled: boolean) => number | false} off  by how much it is wrong now; false: there is
 *   nothing to go by. `scrolled`: somebody else has scrolled since the last frame
 */
function stay(outer, off) {
  const end = new AbortController();
  for (const act of ["wheel", "pointerdown", "keydown"]) {
    window.addEventListener(act, () => end.abort(), { signal: end.signal, capture: true, passive: true });
  }
  let frames = 0;
  let at = outer.scrollTop;
  const put_back = () => {
    const scrolled = Math.abs(outer.scrollTop - at) >= 2;
    const by = end.signal.aborted || ++frames > SETTLING ? false : off(scrolled);
    if (by === false) return end.abort();
    outer.scrollTop += by;
    at = outer.scrollTop;
    return void requestAnimationFrame(put_back);
  };
  requestAnimationFrame(put_back);
}

/** @param {string} path  of a notebook */
const key_of_place = (path) => `closereader-place:${path}`;

/**
 * Where a notebook begins when it is opened next.
 * @param {string} path
 * @param {string} id  of a cell
 * @param {number} inside  px of it that are above the page
 */
export function remember_place(path, id, inside) {
  remember(key_of_place(path), `${id} ${inside}`);
}

/**
 * Bring the reader back to where they were in this notebook, and remember where they are.
 * @param {import("./jupyter.js").NotebookPanel} panel
 */
export function keep_place(panel) {
  const { path } = panel.context;
  const outer = panel.content.node.querySelector(".jp-WindowedPanel-outer") ?? panel.content.node;
  const stored = recall(key_of_place(path));
  const [id = "", offset = "0"] = (stored ?? "").split(" ");
  const index = panel.content.widgets.findIndex((cell) => cell.model.id === id);
  if (index > 0) {
    const { node } = panel.content.widgets[index];
    void panel.content.scrollToItem(index, "start").then(() => stay_at(outer, node, Number(offset)));
  }
  let timer = 0;
  outer.addEventListener("scroll", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const top = outer.getBoundingClientRect().top;
      const first = first_in_sight(panel);
      if (!first || outer.clientHeight === 0) return;
      const inside = Math.round(top - first.node.getBoundingClientRect().top);
      remember_place(path, first.model.id, inside);
    }, 300);
  });
}

/**
 * Keep in sight what a reader has just run with Shift+Enter: JupyterLab goes on to the next cell.
 * @param {import("./jupyter.js").Tracker} tracker
 * @param {{ executed: import("./jupyter.js").Signal }} actions
 */
export function keep_output_in_view(tracker, actions) {
  let by_hand = false;
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" && event.shiftKey) by_hand = true;
    },
    true,
  );
  actions.executed.connect((_, { notebook, cell }) => {
    const panel = tracker.currentWidget;
    if (!by_hand || panel === null || panel.content !== notebook) return;
    if (!panel.node.matches(".closereader-lesson")) return;
    by_hand = false;
    requestAnimationFrame(() => {
      const output = cell.node.querySelector(".jp-Cell-outputWrapper");
      if (output?.clientHeight) output.scrollIntoView({ block: "nearest" });
    });
  });
}

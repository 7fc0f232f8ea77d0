// Room that is kept for a widget while it is on its way, so that nothing below it jumps.

import { expected_heights } from "./expected.js";
import { recall, remember } from "./remembered.js";

const NARROW = 900;
const MARGINS = 10; // what is left and right of a widget in its cell
const SETTLED = 1500;
// Frames that a page stays unseen whatever happens: frames and not seconds, since a slow machine,
// which needs the wait most, would have used up any number of seconds before its prose is there.
const AT_MOST = 600;

/**
 * Keep room for what some cells will show: as much as they took last, or as is expected. A card
 * that is taller is cut until its widget comes, or `give_free` is called.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {readonly import("./jupyter.js").CellWidget[]} cells
 */
export function reserve(panel, cells) {
  const waiting = cells.filter((cell) => cell.model.type === "code" && !cell.outputHidden);
  const width = (waiting[0]?.node.clientWidth || panel.node.clientWidth) - MARGINS;
  // All is measured first and changed then: after each change the browser lays the page out anew.
  const expected = expected_heights(panel.content.node, waiting, width);
  const rooms = waiting.map((cell, index) => {
    const room = Number(recall(key_of(panel, cell))) || expected[index];
    return { style: cell.node.style, room: room || cell.node.offsetHeight, cut: expected[index] };
  });
  for (const { style, room, cut } of rooms) {
    style.minHeight = `${room}px`;
    if (!cut) continue;
    style.maxHeight = style.minHeight;
    style.overflow = "clip";
  }
}

/**
 * Keep the room that a cell has, while what it shows is taken away and made anew.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {import("./jupyter.js").CellWidget} cell
 */
export function hold(panel, cell) {
  const { style } = cell.node;
  if (style.minHeight === "") return reserve(panel, [cell]);
  return void (style.minHeight = `${Math.max(parseFloat(style.minHeight), cell.node.offsetHeight)}px`);
}

/** Show the whole of a cell that was cut. @param {import("./jupyter.js").CellWidget} cell */
export function give_free({ node: { style } }) {
  style.maxHeight = "";
  style.overflow = "";
}

/**
 * Wait until the prose in sight has been written: JupyterLab sets up a cell first, and fills it when
 * it finds time, which on a slow machine is seconds later.
 * @param {import("./jupyter.js").NotebookPanel} panel
 */
export async function laid_out(panel) {
  const is_written = (/** @type {import("./jupyter.js").CellWidget} */ { model, node }) =>
    model.type !== "markdown" ||
    !node.isConnected ||
    node.classList.contains("lm-mod-hidden") || // folded
    node.getBoundingClientRect().top > window.innerHeight ||
    Boolean(node.querySelector(".jp-RenderedMarkdown")?.firstElementChild);
  const drawn = () => new Promise((done) => requestAnimationFrame(done));
  let frames = 0;
  do await drawn();
  while (!panel.isDisposed && ++frames < AT_MOST && !panel.content.widgets.every(is_written));
  await drawn(); // what was written pushes the rest out of sight
}

/**
 * Once the widget of a cell that was run has been drawn, remember how much room it took, and give
 * the rest free where nobody looks.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {import("./jupyter.js").CellWidget} cell
 * @param {() => void} [drawn]  called when it is there
 */
export function settle(panel, cell, drawn) {
  const { node } = cell;
  let timer = 0;
  const done = () => {
    // Still on its way: its card is there, or the old output was cleared and no new one has come.
    if (node.querySelector(".closereader-card") || !node.querySelector(".jp-OutputArea-child")) return;
    watch.disconnect();
    const { minHeight } = node.style;
    node.style.minHeight = "";
    if (node.offsetHeight) remember(key_of(panel, cell), String(node.offsetHeight));
    // In sight nothing jumps: where too much was kept, the rest stays empty until the next opening.
    if (node.getBoundingClientRect().top < window.innerHeight) node.style.minHeight = minHeight;
  };
  const watch = new ResizeObserver(() => {
    if (!node.querySelector(".closereader-card")) give_free(cell);
    if (node.querySelector(".cr:not(.cr-stage)")) drawn?.();
    window.clearTimeout(timer);
    timer = window.setTimeout(done, SETTLED);
  });
  const outputs = node.querySelector(".jp-OutputArea");
  if (outputs !== null) watch.observe(outputs);
  panel.disposed.connect(() => watch.disconnect());
}

/**
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {import("./jupyter.js").CellWidget} cell
 */
function key_of(panel, cell) {
  const width = panel.node.clientWidth < NARROW ? "narrow" : "wide";
  return `closereader-height:${width}:${panel.context.path}:${cell.model.id}`;
}

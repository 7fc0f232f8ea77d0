// Room that is kept for a widget while it is on its way, so that nothing below it jumps.

// Pixels at the usual width, by the first word of what a widget prints; measured.
/** @type {Record<string, number>} */
const USUAL = {
  Reader: 760,
  Ask: 340,
  Choose: 326,
  Matrix: 420,
  ArgumentMap: 420,
  WhoAmI: 271,
  HandIn: 420,
};
const NARROW = 900;
const SETTLED = 1500;
// Frames that a page stays unseen whatever happens: frames and not seconds, since a slow machine,
// which needs the wait most, would have used up any number of seconds before its prose is there.
const AT_MOST = 600;

/**
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {import("./jupyter.js").CellWidget} cell
 */
export function reserve(panel, cell) {
  if (cell.model.type !== "code" || cell.outputHidden) return;
  const known = Number(localStorage.getItem(key_of(panel, cell))) || usual_of(cell);
  cell.node.style.minHeight = `${Math.max(known, cell.node.offsetHeight)}px`;
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
 */
export function settle(panel, cell) {
  const { node } = cell;
  let timer = 0;
  const done = () => {
    // Still on its way: its card is there, or the old output was cleared and no new one has come.
    if (node.querySelector(".closereader-card") || !node.querySelector(".jp-OutputArea-child")) return;
    watch.disconnect();
    const { minHeight } = node.style;
    node.style.minHeight = "";
    if (node.offsetHeight) localStorage.setItem(key_of(panel, cell), String(node.offsetHeight));
    // In sight nothing jumps: where too much was kept, the rest stays empty until the next opening.
    if (node.getBoundingClientRect().top < window.innerHeight) node.style.minHeight = minHeight;
  };
  const watch = new ResizeObserver(() => {
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

/** @param {import("./jupyter.js").CellWidget} cell */
function usual_of(cell) {
  const outputs = cell.model.outputs;
  const data = outputs && outputs.length > 0 ? outputs.get(outputs.length - 1).data : {};
  const plain = data["text/plain"];
  const words = typeof plain === "string" ? plain : "";
  return USUAL[/^\w+(?=\()/.exec(words)?.[0] ?? ""] ?? 0;
}

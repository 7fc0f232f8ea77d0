// What is out of sight waits for what is in sight. JupyterLab draws all figures of a notebook when it
// reads it, and sets up every cell as soon as the page is idle: the first widget came after most.

import { FIGURE } from "./jupyter.js";

const USUAL_HEIGHT = 360; // of a figure that names none
const NEAR = "150% 0px"; // as far as cells are run ahead
const LONGEST = 60_000;
const SEEN = 300; // ms: what has just come is drawn, and answers, before the rest is set up
const ACTS = ["wheel", "pointerdown", "keydown", "scroll"];

/** Until no notebook waits for its first widget. @type {Promise<unknown>} */
let at_rest = Promise.resolve();

/** @import { Notebook, Renderer } from "./jupyter.js" */

/**
 * Let a notebook set up no more cells than the window shows, until the function that is returned is
 * called, its reader does something, a cell farther down is asked for, or it has taken too long.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @returns {() => void}
 */
export function keep_waiting(panel) {
  const { content } = panel;
  const { _runOnIdleTime: set_up, scrollToItem: scroll } = content;
  if (!set_up) return () => {};
  const end = new AbortController();
  const release = () => end.abort();
  const ended = new Promise((done) => end.signal.addEventListener("abort", done));
  at_rest = Promise.all([at_rest, ended]);
  content._runOnIdleTime = async (time) => {
    if (time === Infinity) release(); // all are asked for
    if (end.signal.aborted || !is_full(content)) await set_up.call(content, time);
  };
  content.scrollToItem = (index, ...how) => {
    if (!content.widgets[index]?.node.isConnected) release();
    return scroll.call(content, index, ...how);
  };
  // What has been set up can become smaller: sections are folded.
  const look = window.setInterval(() => void content._runOnIdleTime?.(), 100);
  const longest = window.setTimeout(release, LONGEST);
  for (const act of ACTS) {
    window.addEventListener(act, release, { signal: end.signal, capture: true, passive: true });
  }
  panel.disposed.connect(release);
  end.signal.addEventListener("abort", () => {
    window.clearInterval(look);
    window.clearTimeout(longest);
    // The methods that all notebooks have come to light again.
    for (const own of ["_runOnIdleTime", "scrollToItem"]) Reflect.deleteProperty(content, own);
    if (!panel.isDisposed) void content._runOnIdleTime?.();
  });
  return () => void window.setTimeout(release, SEEN);
}

/**
 * Let wait as well what JupyterLab asks for at once and nobody sees before: the formats in a menu, for
 * which its server loads a program each, and answers nothing else for half a second; and the grammars
 * of the editors, which are loaded and applied to each cell although its code is hidden.
 * @param {import("./jupyter.js").App["serviceManager"]} services
 * @param {import("./jupyter.js").Languages | null} languages
 */
export function put_off({ nbconvert }, languages) {
  later(nbconvert, "getExportFormats");
  later(languages, "getLanguage", (kind) => typeof kind === "string" && kind.includes("/"));
}

/**
 * Let no formula be set where none can begin: the program for it is half a megabyte.
 * @param {import("./jupyter.js").Typesetter | null} typesetter
 */
export function set_formulas_only(typesetter) {
  if (!typesetter) return;
  const typeset = typesetter.typeset.bind(typesetter);
  typesetter.typeset = (host) => (/[$\\]/.test(host.textContent) ? typeset(host) : undefined);
}

/**
 * Have a method called only when no notebook waits for its first widget.
 * @param {object | null | undefined} of
 * @param {string} name
 * @param {(asked: unknown) => boolean} [waits]  by its first argument
 */
function later(of, name, waits = () => true) {
  const usual = of && Reflect.get(of, name);
  if (!usual) return;
  Reflect.set(of, name, async (/** @type {unknown[]} */ ...how) => {
    await null; // the menu hears of a notebook before we do
    if (waits(how[0])) await at_rest;
    return usual.apply(of, how);
  });
}

/**
 * Have all cells set up, at once. JupyterLab has no public way to ask for that; without this one it
 * does so when it finds time, and that is waited for.
 * @param {Notebook} content
 */
export async function set_up_all(content) {
  if (content._runOnIdleTime) return content._runOnIdleTime(Infinity);
  const missing = () => content.widgets.some((cell) => cell.isPlaceholder() && !cell.isHidden);
  for (let waited = 0; waited < LONGEST && missing(); waited += SEEN) {
    await new Promise((done) => window.setTimeout(done, SEEN));
  }
}

/**
 * With what is run first, or that would wait for its reader, and the rest for it.
 * @param {Notebook} content
 */
function is_full({ widgets }) {
  const there = widgets.filter(({ node }) => node.isConnected);
  const [last] = there.slice(-1);
  return there.some(({ model }) => model.type === "code") &&
    last.node.getBoundingClientRect().bottom > window.innerHeight;
}

/** Draw the figures of a notebook when they come near the window. @param {Notebook} content */
export function draw_when_near({ node, rendermime }) {
  const create = rendermime.createRenderer.bind(rendermime);
  rendermime.createRenderer = (mime) =>
    mime === FIGURE ? waiting(create(mime), node) : create(mime);
}

/** @param {Renderer} renderer @param {HTMLElement} notebook */
function waiting(renderer, notebook) {
  const render = renderer.renderModel.bind(renderer);
  const { node, disposed } = renderer;
  const root = notebook.querySelector(".jp-WindowedPanel-outer") ?? notebook;
  const near = new Promise((/** @type {(value: void) => void} */ done) => {
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      done();
    }, { root, rootMargin: NEAR });
    watch.observe(node);
    disposed.connect(() => watch.disconnect());
  });
  renderer.renderModel = (model) => {
    const { layout } = /** @type {{ layout?: { height?: number } }} */ (model.data[FIGURE]);
    node.style.minHeight = `${layout?.height ?? USUAL_HEIGHT}px`;
    return near.then(() => render(model)).finally(() => void (node.style.minHeight = ""));
  };
  return renderer;
}

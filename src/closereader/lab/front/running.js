// Running a notebook of the course for its reader: in order, as far as the reader has come.

import { shows_widget } from "./cards.js";
import { give_free, hold, settle } from "./heights.js";

// A file beside the notebook that is named like a module would be run in its place.
const OWN_FOLDER_OFF = "import sys as _s; _s.path[:] = [p for p in _s.path if p]; del _s";
const PYTHON = "python3"; // the kernel that a notebook of the course names
const AHEAD = 1.5; // heights of the window
const UNSEEN = 1000; // ms between two looks at a page in the background

/** How far each notebook that runs is to be run. @type {WeakMap<import("./jupyter.js").NotebookPanel, ReturnType<typeof follow_reader>>} */
const READERS = new WeakMap();

/**
 * Run a notebook as far as its reader has asked to be led, whether or not they stay to see it: to the
 * cell, or to the one that its heading is of.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {number} index
 */
export function run_to(panel, index) {
  const { widgets } = panel.content;
  READERS.get(panel)?.reach(widgets.findIndex(({ model }, at) => at >= index && model.type === "code"));
}

/** @param {import("./jupyter.js").NotebookPanel} panel */
export function sources_of(panel) {
  return Array.from(panel.context.model.cells)
    .filter((cell) => cell.type === "code")
    .map((cell) => cell.sharedModel.getSource());
}

/**
 * Start the kernel of a notebook of the course before its file is fetched and laid out: JupyterLab
 * asks for one afterwards only, a second later in a long notebook, and is then given this one.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {import("./jupyter.js").SessionAPI | null} api  of the server; null where the page has none
 */
export async function start_kernel({ context, sessionContext, disposed }, api) {
  if (context.isReady) return; // another view of what is open
  const { specsManager, sessionManager, path, name, type } = sessionContext;
  const { shouldStart, canStart } = sessionContext.kernelPreference;
  if (shouldStart === false || canStart === false) return;
  await specsManager.ready;
  const known = specsManager.specs?.kernelspecs ?? {};
  const asked = { path, name, type, kernel: { name: PYTHON } };
  const server = sessionManager.serverSettings;
  const given = PYTHON in known ? api?.startSession(asked, server).catch(() => null) : null;
  // The server gives the one that is there, if any: that is not ours.
  const begun = Promise.resolve(given).then((found) =>
    found?.kernel.execution_state === "starting" ? found : null,
  );
  const initialize = sessionContext.initialize.bind(sessionContext);
  sessionContext.initialize = async () => {
    const mine = await begun; // or there would be two
    return mine ? listing(sessionManager, mine, initialize) : initialize();
  };
  disposed.connect(async () => {
    // Nobody sees, and so nobody ends, the kernel of a file that could not be opened.
    const mine = await begun;
    if (mine && !context.isReady) await api?.shutdownSession(mine.id, server).catch(() => {});
  });
  // What fails is told by JupyterLab, which waits for the same promise.
  const connect = () => sessionContext.initialize().catch(() => {});
  // It is connected before the file is there: to come up takes the kernel longer than that.
  if (await begun) await connect();
  await context.ready;
  const { defaultKernelName, defaultKernelLanguage: language } = context.model;
  const preference = sessionContext.kernelPreference;
  // As JupyterLab itself is about to set it: the kernel that the notebook names.
  const named = defaultKernelName || preference.name || PYTHON;
  sessionContext.kernelPreference = { ...preference, name: named, language };
  await connect();
  if (named === PYTHON || !(named in known) || !(await begun)) return;
  await sessionContext.changeKernel({ name: named }).catch(() => {});
}

/**
 * Have a session be found that was begun just now. JupyterLab asks for its list of sessions before
 * it connects a notebook, and with a timer, which a page that is being drawn lets wait. The list is
 * asked for here as well, and not waited for.
 * @template T
 * @param {import("./jupyter.js").SessionManager} manager
 * @param {import("./jupyter.js").Session} session
 * @param {() => Promise<T>} work
 */
async function listing(manager, session, work) {
  const { refreshRunning, running } = Object.getPrototypeOf(manager);
  if (!refreshRunning || !running) return work();
  Object.assign(manager, {
    async refreshRunning() {
      refreshRunning.call(manager).catch(() => {});
    },
    *running() {
      const others = [...running.call(manager)];
      if (others.every(({ id }) => id !== session.id)) yield session;
      yield* others;
    },
  });
  try {
    return await work();
  } finally {
    delete manager.refreshRunning;
    delete manager.running;
  }
}

/**
 * Run the cells from the first to where the reader is, and on as the reader goes on.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {{ execute(cell: unknown, session: unknown): Promise<{ content: { status: string } } | void> }} CodeCell
 * @param {(() => Promise<boolean>) | null} allowed  asked before every cell of a notebook that runs
 *   by itself: its code may have been changed; null when the reader has asked for the run
 * @param {() => void} [drawn]  called when what a cell shows is there
 */
export async function run_along(panel, CodeCell, allowed, drawn) {
  const { content, sessionContext } = panel;
  await sessionContext.ready;
  const kernel = sessionContext.session?.kernel;
  if (!kernel) return;
  if (allowed !== null) {
    // Not waited for: the kernel takes requests in order, and drops those that follow a failed one.
    const off = { code: OWN_FOLDER_OFF, silent: true, store_history: false, stop_on_error: true };
    kernel.requestExecute(off).done.catch(() => {});
  }
  const cells = [...content.widgets];
  const reader = follow_reader(content.node, cells);
  READERS.set(panel, reader);
  panel.disposed.connect(() => reader.stop());
  const counts = cells.map((cell) => cell.model.executionCount);
  let restarted = false;
  sessionContext.statusChanged.connect((_, status) => {
    if (status !== "restarting" && status !== "autorestarting") return;
    restarted = true;
    reader.stop();
  });
  for (const [index, cell] of cells.entries()) {
    if (cell.model.type !== "code") continue;
    await reader.reaches(index);
    // Another kernel, or the same one begun anew, is another run: nobody asked for it.
    if (restarted || panel.isDisposed || sessionContext.session?.kernel !== kernel) break;
    if (cell.model.executionCount !== counts[index]) continue; // its reader was quicker
    if (allowed !== null && !(await allowed())) break;
    if (cell.model.sharedModel.getSource().trim() === "") continue;
    const folded = cell.outputHidden;
    hold(panel, cell);
    const running = CodeCell.execute(cell, sessionContext);
    // JupyterLab unfolds what it runs; what is to be guessed first stays folded.
    if (folded) cell.outputHidden = true;
    settle(panel, cell, drawn);
    const reply = await running.catch(() => undefined);
    if (!shows_widget(cell)) drawn?.();
    // What failed says so in its place, and stands alone: the questions below it are still asked.
    if (!["ok", "error"].includes(reply?.content.status ?? "")) break;
  }
  reader.stop();
  for (const cell of cells) give_free(cell); // whose widgets do not come
}

/** @param {HTMLElement} content @param {import("./jupyter.js").CellWidget[]} cells */
function follow_reader(content, cells) {
  let reached = -1;
  let stopped = false;
  let wake = () => {};
  const root = content.querySelector(".jp-WindowedPanel-outer") ?? content;
  const reach = (/** @type {number} */ index) => {
    reached = Math.max(reached, index);
    wake();
  };
  /** @param {(cell: import("./jupyter.js").CellWidget) => unknown} is_near */
  const last_of = (is_near) => cells.reduce((last, cell, at) => (is_near(cell) ? at : last), -1);
  const watch = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting).map(({ target }) => target);
      reach(last_of(({ node }) => seen.includes(node)));
    },
    { root, rootMargin: `${AHEAD * 100}% 0px` },
  );
  for (const cell of cells) watch.observe(cell.node);
  // A page in the background is not painted, so that nothing is observed there: it is measured.
  const look = window.setInterval(() => {
    const { top, bottom, height } = root.getBoundingClientRect();
    if (document.visibilityState === "visible" || height === 0) return;
    reach(last_of(({ node }) => {
      const [box] = node.getClientRects(); // none, where it is folded
      return box && box.top < bottom + AHEAD * height && box.bottom > top - AHEAD * height;
    }));
  }, UNSEEN);
  return {
    reach,
    /** @param {number} index */
    async reaches(index) {
      while (reached < index && !stopped) {
        await new Promise((/** @type {(value: void) => void} */ done) => {
          wake = done;
        });
      }
    },
    stop() {
      stopped = true;
      watch.disconnect();
      window.clearInterval(look);
      wake();
    },
  };
}

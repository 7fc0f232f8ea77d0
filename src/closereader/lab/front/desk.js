// The texts beside the questions: a desk docked into the notebook's panel, on its right, or over the
// page where it is narrow. It is shown by the notebook's own Python and is no part of the notebook.

import { tend_citations } from "../../widgets/base/cite_links.js";
import { tell_places } from "../../widgets/base/desk_events.js";
import { h } from "../../widgets/base/dom.js";
import { keep_in_place } from "./keeping.js";
import { recall, remember } from "./remembered.js";
import { strip_of, add_button } from "./strip.js";

/** @import { NotebookPanel } from "./jupyter.js" */
/** @typedef {{ future: unknown, model: { clear(): void } } & import("./jupyter.js").LabWidget} Area */

const CODE = "__import__('closereader').ReadingDesk()";
const OVER_BELOW = 900; // px of the panel, below which the desk lies over the page
const LEAST = 320; // px for the desk, and for the notebook beside it
const STEP = 40; // px that an arrow key moves the edge
const PROSE = ".jp-RenderedMarkdown, .jp-RenderedHTML";
const OPEN = "closereader-desk:"; // in the browser: whether it was open, by the notebook's path
const WIDTH = "closereader-desk-width";

/** @type {(shared: import("./jupyter.js").Shared) => Promise<import("./jupyter.js").Plugin>} */
export async function desk_plugin(shared) {
  const { INotebookTracker } = await shared("@jupyterlab/notebook");
  const { SimplifiedOutputArea, OutputAreaModel } = await shared("@jupyterlab/outputarea");
  const { Widget } = await shared("@lumino/widgets");
  return {
    id: "closereader:desk",
    autoStart: true,
    requires: [INotebookTracker],
    activate(_app, /** @type {import("./jupyter.js").Tracker} */ tracker) {
      /** @type {Map<HTMLElement, ReturnType<typeof make_dock>>} by the panel's element */
      const docks = new Map();
      const make_area = (/** @type {NotebookPanel} */ panel) =>
        new SimplifiedOutputArea({ model: new OutputAreaModel({ trusted: true }), rendermime: panel.content.rendermime });
      const attach = (/** @type {Area} */ area, /** @type {HTMLElement} */ host) => Widget.attach(area, host);
      const each = (/** @type {NotebookPanel} */ panel) =>
        when_in_course(panel, () => {
          docks.set(panel.node, make_dock(panel, () => make_area(panel), attach));
          panel.disposed.connect(() => docks.delete(panel.node));
        });
      tracker.forEach(each);
      tracker.widgetAdded.connect((_, panel) => each(panel));
      listen(docks);
    },
  };
}

/**
 * Only a notebook of the course has the strip with its ways, and gets a desk.
 * @param {NotebookPanel} panel
 * @param {() => void} then
 */
function when_in_course(panel, then) {
  const look = () => {
    if (!strip_of(panel)) return;
    watch.disconnect();
    then();
  };
  const watch = new MutationObserver(look);
  watch.observe(panel.node, { childList: true, subtree: true });
  panel.disposed.connect(() => watch.disconnect());
  look();
}

/**
 * Answer what is asked in a notebook that has a dock; an open desk answers for itself.
 * @param {Map<HTMLElement, ReturnType<typeof make_dock>>} docks
 */
function listen(docks) {
  /** @param {string} what @param {(dock: ReturnType<typeof make_dock>, event: CustomEvent) => void} answer */
  const on = (what, answer) =>
    window.addEventListener(`closereader:${what}`, (event) => {
      const panel = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest(".jp-NotebookPanel")) : null;
      const dock = panel && docks.get(panel);
      if (dock) answer(dock, /** @type {CustomEvent} */ (event));
    }, { capture: true });
  on("names", (dock, event) => dock.learn(event.detail.names));
  on("has-desk", (_, event) => event.preventDefault());
  on("can-cite", (dock, event) => dock.knows(event.detail.text) && event.preventDefault());
  on("cite", (dock, event) => dock.knows(event.detail.text) && dock.open_for(event));
  on("pick", (dock, event) => dock.open_for(event));
}

/**
 * @param {NotebookPanel} panel
 * @param {() => Area} make_area
 * @param {(area: Area, host: HTMLElement) => void} attach
 */
function make_dock(panel, make_area, attach) {
  /** @type {Record<string, string>} */
  let names = {};
  /** @type {Area | null} */
  let area = null;
  /** @type {(() => void) | null} what is done as soon as the desk is there */
  let waiting = null;
  /** @type {Element | null} where the focus goes when the desk is closed */
  let from = null;
  let restarted = false;
  let width = Number(recall(WIDTH)) || 0;
  const end = new AbortController();
  const key = () => OPEN + panel.context.path;

  const host = h("div", { class: "closereader-dock-texts" });
  const close = h("button", { type: "button", class: "closereader-dock-close", title: "Close the texts", onclick: hide }, "Close");
  const edge = h("div", { class: "closereader-dock-edge", role: "separator", tabindex: "0", "aria-orientation": "vertical", "aria-label": "Width of the texts" });
  const node = h("aside", { class: "closereader-dock", hidden: true, "aria-label": "Texts beside the page", "data-lm-suppress-shortcuts": "true" }, edge, close, host);
  panel.node.append(node);
  const button = add_button(panel, { rank: 50, label: "Text", title: "Show the texts beside the page", pressed: false, run: () => (node.hidden ? show() : hide()) });
  const prose = tend_citations(panel.content.node, () => names, end.signal, PROSE);

  node.addEventListener("closereader:desk-ready", () => {
    const deed = waiting;
    waiting = null;
    if (deed) requestAnimationFrame(deed);
  });
  node.addEventListener("keydown", on_escape, { capture: true });
  // Over the page it would hide what the focus goes to, an answer that words were picked for.
  node.addEventListener("focusout", ({ relatedTarget: to }) => {
    if (is_over() && to instanceof Element && panel.content.node.contains(to)) put_away();
  });
  edge.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set_width(node.offsetWidth + by);
  });
  edge.addEventListener("pointerdown", (event) => {
    edge.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  edge.addEventListener("pointermove", (event) => {
    if (edge.hasPointerCapture(event.pointerId)) set_width(panel.node.getBoundingClientRect().right - event.clientX);
  });
  new ResizeObserver(lay_out).observe(panel.node);
  panel.sessionContext.statusChanged.connect((_, status) => {
    if (String(status).endsWith("restarting")) restarted = true;
    if (status !== "idle" || !restarted) return;
    restarted = false;
    if (node.hidden) forget();
    else run();
  });
  panel.disposed.connect(() => {
    end.abort();
    forget();
  });
  if (recall(key())) reopen();
  tell_places();

  /** It was open when the page was left: open it when the notebook's own widgets are there. */
  function reopen() {
    const look = () => {
      if (!panel.content.node.querySelector(".cr")) return;
      watch.disconnect();
      if (node.hidden) show();
    };
    const watch = new MutationObserver(look);
    watch.observe(panel.content.node, { childList: true, subtree: true });
    end.signal.addEventListener("abort", () => watch.disconnect());
    look();
  }

  function forget() {
    area?.dispose();
    area = null;
  }

  /** Let Python show the desk; it is not counted among the cells that were run. */
  function run() {
    forget();
    const kernel = panel.sessionContext.session?.kernel;
    if (!kernel) return void (host.textContent = "Python is not there yet. Press Text again when it is.");
    host.textContent = "";
    area = make_area();
    attach(area, host);
    area.future = kernel.requestExecute({ code: CODE, silent: false, store_history: false, stop_on_error: false });
  }

  function show() {
    from = document.activeElement;
    node.hidden = false;
    remember(key(), "open");
    button?.setAttribute("aria-pressed", "true");
    if (!area) run();
    lay_out();
  }

  const is_over = () => node.classList.contains("closereader-drawer");

  function put_away() {
    node.hidden = true;
    remember(key(), null);
    button?.setAttribute("aria-pressed", "false");
    lay_out();
  }

  function hide() {
    put_away();
    const back = from instanceof HTMLElement && from.isConnected && from !== document.body ? from : button;
    back?.focus();
  }

  /** Over the page, Esc closes it, when nothing in it is open that Esc would close first. @param {KeyboardEvent} event */
  function on_escape(event) {
    if (event.key !== "Escape" || !is_over()) return;
    const busy = [...node.querySelectorAll(".crr-card, .crr-note, .crr-panel")].some((one) => one instanceof HTMLElement && one.offsetHeight > 0);
    if (busy) return;
    event.stopPropagation();
    hide();
  }

  /** @param {number} wanted */
  function set_width(wanted) {
    width = Math.max(LEAST, Math.min(wanted, panel.node.clientWidth - LEAST));
    remember(WIDTH, String(width));
    lay_out();
  }

  function lay_out() {
    const room = panel.node.clientWidth;
    const over = room < OVER_BELOW;
    const wide = over ? Math.min(room, 560) : Math.max(LEAST, Math.min(width || room * 0.46, room - LEAST));
    node.classList.toggle("closereader-drawer", over);
    node.style.width = `${wide}px`;
    const padding = node.hidden || over ? "" : `${wide}px`;
    if (panel.node.style.paddingRight === padding && !padding) return;
    keep_in_place(panel, () => {
      panel.node.style.paddingRight = padding;
      panel.fit();
    });
  }

  return {
    /** @param {Record<string, string>} more */
    learn(more) {
      if (Object.keys(more).every((one) => names[one] === more[one])) return;
      names = { ...names, ...more };
      prose.follow();
      tell_places();
    },
    knows: (/** @type {string} */ text) => Object.values(names).includes(text),
    /** Show the desk for what is asked; when it is only being made, ask again later. @param {CustomEvent} event */
    open_for(event) {
      const ready = area !== null && host.querySelector(".crd") !== null;
      if (node.hidden) show();
      if (ready) return;
      const { target, type, detail } = event;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = () => target?.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable: true, detail }));
    },
  };
}

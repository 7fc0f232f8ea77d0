// A saved notebook keeps, for each widget, a pointer to a model in the kernel that made it. Where
// that kernel is gone, JupyterLab writes "Error displaying widget" in the widget's place. Here the
// plain card that is stored beside the pointer stands there instead, until a live widget comes.

import { VIEW } from "./jupyter.js";

const CARD = 'class="closereader';
// What @jupyter-widgets/jupyterlab-manager writes while it waits, and when it gives up.
const WAITING = /^(Loading widget|Error displaying widget)/;

/** @type {(shared: import("./jupyter.js").Shared) => Promise<import("./jupyter.js").Plugin>} */
export async function cards_plugin(shared) {
  const { INotebookTracker } = await shared("@jupyterlab/notebook");
  return {
    id: "closereader:cards",
    autoStart: true,
    requires: [INotebookTracker],
    activate(/** @type {import("./jupyter.js").App} */ _app, /** @type {import("./jupyter.js").Tracker} */ tracker) {
      const each = (/** @type {import("./jupyter.js").NotebookPanel} */ panel) =>
        show_cards(panel.content.rendermime);
      tracker.forEach(each);
      tracker.widgetAdded.connect((_, panel) => each(panel));
    },
  };
}

/** What the outputs of a cell hold. @param {import("./jupyter.js").CellWidget} cell */
export function data_of({ model: { outputs } }) {
  return Array.from({ length: outputs?.length ?? 0 }, (_, n) => /** @type {Record<string, unknown>} */ (outputs?.get(n).data));
}

/** @param {Record<string, unknown>} data */
export const html_of = (data) => String(data["text/html"] ?? "");

/** What a cell shows last, as a page that runs nothing, and loads nothing. @param {import("./jupyter.js").CellWidget} cell */
export function page_of(cell) {
  return new DOMParser().parseFromString(html_of(data_of(cell).at(-1) ?? {}), "text/html");
}

/** Whether a cell shows a widget, which keeps itself up to date. @param {import("./jupyter.js").CellWidget} cell */
export function shows_widget(cell) {
  return data_of(cell).some((data) => html_of(data).includes("closereader-card"));
}

/**
 * Let every widget of one notebook wait behind its card.
 * @param {import("./jupyter.js").RenderMime} rendermime
 */
export function show_cards(rendermime) {
  const create = rendermime.createRenderer.bind(rendermime);
  // The renderer itself must stay what it is: its manager looks for it by its class.
  rendermime.createRenderer = (mime) => {
    const renderer = create(mime);
    return mime === VIEW ? behind_card(renderer, () => create("text/html")) : renderer;
  };
}

/**
 * @param {import("./jupyter.js").Renderer} renderer  of a widget's pointer
 * @param {() => import("./jupyter.js").Renderer} plain  makes a renderer of HTML
 */
function behind_card(renderer, plain) {
  const render = renderer.renderModel.bind(renderer);
  /** @type {import("./jupyter.js").Renderer | null} */
  let card = null;
  const watch = new MutationObserver(() => {
    if (card === null || !WAITING.test(renderer.node.firstChild?.nodeValue ?? "")) return;
    renderer.node.replaceChildren(card.node);
  });
  watch.observe(renderer.node, { childList: true });
  renderer.disposed.connect(() => {
    watch.disconnect();
    card?.dispose();
  });
  renderer.renderModel = (model) => {
    card?.dispose();
    card = null;
    if (html_of(model.data).includes(CARD)) {
      card = plain();
      void card.renderModel(model);
    }
    return render(model);
  };
  return renderer;
}

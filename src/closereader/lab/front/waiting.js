// What is out of sight waits for what is in sight. JupyterLab draws all figures of a notebook when it
// reads it, before anything of the notebook is seen.

import { FIGURE } from "./jupyter.js";

const USUAL_HEIGHT = 360; // of a figure that names none
const NEAR = "150% 0px"; // as far as cells are run ahead

/** @typedef {import("./jupyter.js").Notebook} Notebook */
/** @typedef {import("./jupyter.js").Renderer} Renderer */

/**
 * Draw the figures of a notebook when they come near the window.
 * @param {Notebook} content
 */
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

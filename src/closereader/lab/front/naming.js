// Names for what JupyterLab draws without one: the tables of prose, and the figures. Who listens
// goes from table to table, and from picture to picture, by their names. And figures that fit their
// place when they come out of a fold.

import { dom_id } from "../../widgets/base/dom.js";

const TABLES = ".jp-RenderedMarkdown table:not([aria-label])";
const FIGURES = ".jp-RenderedPlotly";

/**
 * Name the tables and figures of a notebook, now and whenever some are drawn.
 * @param {import("./jupyter.js").NotebookPanel} panel
 */
export function name_parts(panel) {
  const { node } = panel.content;
  const name = (/** @type {Element} */ root) => {
    for (const table of root.querySelectorAll(TABLES)) name_table(table);
    for (const figure of root.querySelectorAll(FIGURES)) {
      name_figure(figure);
      folds.observe(figure);
    }
  };
  /** @type {WeakSet<Element>} */
  const folded = new WeakSet();
  const folds = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      if (contentRect.width === 0) folded.add(target);
      else if (folded.delete(target)) draw_anew(panel, target);
    }
  });
  const watch = new MutationObserver((changes) => {
    for (const target of new Set(changes.map((one) => one.target))) {
      // What belongs to a figure comes before it and after it: look at all that a cell shows.
      const part = /** @type {Element} */ (target);
      if (part.closest(".jp-Cell-outputArea, .jp-RenderedMarkdown") && !part.closest(".cr")) {
        name(part.closest(".jp-Cell") ?? part);
      } else if (part.querySelector(TABLES)) {
        name(part);
      }
    }
  });
  watch.observe(node, { childList: true, subtree: true });
  panel.disposed.connect(() => {
    watch.disconnect();
    folds.disconnect();
  });
  name(node);
}

/**
 * JupyterLab tells a figure of a new width, but not while it is folded away: it would come back as
 * wide as it was.
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {Element} figure
 */
function draw_anew(panel, figure) {
  /** @param {import("./jupyter.js").LabWidget} widget @returns {import("./jupyter.js").LabWidget | undefined} */
  const find = (widget) => (widget.node === figure ? widget : [...(widget.children?.() ?? [])].map(find).find(Boolean));
  const cell = panel.content.widgets.find(({ node }) => node.contains(figure));
  if (cell) find(cell)?.update();
}

/**
 * Markdown has no captions: the words above a table name it, by the same rule as in Python
 * (`closereader.pages.markdown.name_of_table`).
 * @param {Element} table
 */
export function name_table(table) {
  const page = table.closest(".jp-RenderedMarkdown");
  if (!page) return;
  const blocks = [...page.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li")].filter(
    (one) => one.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const above = blocks.at(-1);
  const heading = blocks.filter((one) => /^H/.test(one.tagName)).at(-1);
  if (!above) return;
  const words = words_of(above);
  const strong = above.querySelector("strong");
  const last = words.split(/(?<=[.!?])\s+/).at(-1) ?? "";
  let name = heading ? words_of(heading) : "";
  if (above !== heading && strong && words_of(strong) === words) name = words;
  else if (above !== heading && last.endsWith(":")) name = last.slice(0, -1);
  if (name) table.setAttribute("aria-label", name);
}

/** @param {Element} block */
function words_of(block) {
  const copy = /** @type {Element} */ (block.cloneNode(true));
  copy.querySelector(".jp-InternalAnchorLink")?.remove(); // the ¶ that JupyterLab puts after it
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * Make one picture out of the many loose words that Plotly draws. `Figure` puts out its question
 * before the drawing and its words after it; the words describe the picture.
 * @param {Element} figure
 */
export function name_figure(figure) {
  for (const part of figure.children) part.setAttribute("aria-hidden", "true");
  const output = figure.closest(".jp-OutputArea-child");
  const question = output?.previousElementSibling?.querySelector(".jp-RenderedHTML");
  const words = output?.nextElementSibling?.querySelector(".jp-RenderedHTML p");
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", question_of(question) || "Figure");
  if (!words) return;
  words.id ||= dom_id("closereader-words");
  figure.setAttribute("aria-describedby", words.id);
}

/**
 * The first line of the output: what stands before the page that goes with it.
 * @param {Element | null | undefined} output
 */
function question_of(output) {
  const nodes = [...(output?.childNodes ?? [])];
  const end = nodes.findIndex((one) => one.nodeName === "DIV");
  return nodes.slice(0, end).map((one) => one.textContent).join("").trim();
}

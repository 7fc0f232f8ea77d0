// Room that is kept for a widget while it is on its way, so that nothing below it jumps.

// Pixels at the usual width, by the first word of what a widget prints; measured.
/** @type {Record<string, number>} */
const USUAL = {
  Reader: 640, Ask: 330, Choose: 330, Matrix: 420, ArgumentMap: 420, WhoAmI: 110, HandIn: 420,
  Comparison: 640, Claims: 480, Scale: 640, Explorer: 640, Coding: 480,
};
const NARROW = 900;
const SETTLED = 1500;

/**
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {import("./jupyter.js").CellWidget} cell
 */
export function reserve(panel, cell) {
  const area = /** @type {HTMLElement | null} */ (cell.node.querySelector(".jp-Cell-outputWrapper"));
  if (area === null || cell.outputHidden) return;
  const bucket = panel.node.clientWidth < NARROW ? "narrow" : "wide";
  const key = `closereader-height:${bucket}:${panel.context.path}:${cell.model.id}`;
  const known = Number(localStorage.getItem(key)) || usual_of(cell);
  const height = Math.max(known, area.offsetHeight);
  area.style.minHeight = `${height}px`;
  let timer = 0;
  const watch = new ResizeObserver(() => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const drawn = area.querySelector(".jp-OutputArea")?.clientHeight ?? 0;
      if (drawn === 0) return;
      watch.disconnect();
      area.style.minHeight = "";
      localStorage.setItem(key, String(drawn));
    }, SETTLED);
  });
  const outputs = area.querySelector(".jp-OutputArea");
  if (outputs !== null) watch.observe(outputs);
  panel.disposed.connect(() => watch.disconnect());
}

/** @param {import("./jupyter.js").CellWidget} cell */
function usual_of(cell) {
  const outputs = cell.model.outputs;
  const data = outputs && outputs.length > 0 ? outputs.get(outputs.length - 1).data : {};
  const plain = data["text/plain"];
  const words = typeof plain === "string" ? plain : "";
  return USUAL[/^\w+(?=\()/.exec(words)?.[0] ?? ""] ?? 0;
}

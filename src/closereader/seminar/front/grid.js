// A map of a text as a grid: themes down, sentences across, a count in each cell.
//
// The columns stand in as many bands as the width asks for, so that a number is never smaller than
// it can be read. One stop for Tab: the arrows go from cell to cell, Enter or a click opens its words.

import { h, refill } from "../../widgets/base/dom.js";

/** @typedef {[many: number, level: number, start: number, end: number, words: string]} Cell */
/**
 * @typedef {object} Grid
 * @property {string} what
 * @property {[place: string, label: string][]} columns
 * @property {{ code: string, name: string, theme: string, side?: "a" | "b" }[]} rows
 * @property {(Cell | null)[][]} cells
 */

const FEWEST = 4; // columns of a band

/** @param {Grid} grid @param {import("./parts.js").Tools} tools */
export function draw_grid(grid, tools) {
  const bands = h("div", { class: "crw-bands", onkeydown: on_key, onclick: on_click });
  const el = h("div", { class: "crw-grid" }, h("p", { class: "cr-soft cr-small" }, grid.what, ". Choose a cell to open its words: click, or arrows and Enter."), bands, tools.panel);
  /** @type {HTMLElement[][]} */
  let cells = [];
  let here = [0, 0];
  let opened = ""; // the cell whose words are open
  let wide = 0;
  const watch = new ResizeObserver(lay_out);
  watch.observe(el);
  tools.root.addEventListener("crw-size", lay_out, { signal: tools.signal });
  tools.signal.addEventListener("abort", () => watch.disconnect());

  function lay_out() {
    const probe = h("span", { class: "crw-probe" });
    bands.append(probe);
    const cell = probe.getBoundingClientRect().width;
    probe.remove();
    const many = Math.max(FEWEST, Math.floor((el.clientWidth - 2 * cell) / cell) || FEWEST);
    if (many === wide) return;
    wide = many;
    const had = bands.contains(document.activeElement);
    cells = grid.rows.map(() => []);
    /** @type {HTMLElement[]} */
    const made = [];
    for (let from = 0; from < grid.columns.length; from += many) made.push(draw_band(from, Math.min(from + many, grid.columns.length)));
    refill(bands, made);
    rove(here[0], here[1], had);
    light();
  }

  function light() {
    for (const [y, row] of cells.entries()) for (const [x, cell] of row.entries()) cell.classList.toggle("crw-open", opened === `${y}:${x}`);
  }

  /** @param {number} from @param {number} to */
  function draw_band(from, to) {
    return h("table", { class: "crw-band", style: `width: calc(${to - from + 2} * var(--crw-cell))` },
      h("caption", { class: "cr-sr" }, `${grid.what}: ${[...new Set([from, to - 1].map((at) => grid.columns[at][0]))].join(" to ")}`),
      h("colgroup", {}, h("col", { class: "crw-codes" }), Array.from({ length: to - from }, () => h("col", { class: "crw-column" }))),
      h("thead", {}, h("tr", {}, h("td", {}), places(from, to))),
      h("tbody", {}, grid.rows.map((row, y) => h("tr", { class: row.side === "b" ? "crw-second" : "" },
        h("th", { scope: "row", title: row.name }, row.code),
        grid.columns.slice(from, to).map((_, at) => draw_cell(y, from + at))))));
  }

  /** A paragraph stands once above all its sentences. @param {number} from @param {number} to */
  function places(from, to) {
    /** @type {{ place: string, span: number }[]} */
    const found = [];
    for (const [place] of grid.columns.slice(from, to)) {
      const last = found.at(-1);
      if (last?.place === place) last.span += 1;
      else found.push({ place, span: 1 });
    }
    return found.map(({ place, span }) => h("th", { scope: "colgroup", colspan: span }, place));
  }

  /** @param {number} y @param {number} x */
  function draw_cell(y, x) {
    const [cell, row, label] = [grid.cells[y][x], grid.rows[y], grid.columns[x][1]];
    const side = row.side ? ` crw-side-${row.side}` : "";
    const told = `${row.name}, ${label}: ${cell ? cell[4] : "nobody"}`;
    const button = h("button", {
      type: "button", tabindex: "-1", "data-y": y, "data-x": x, "aria-label": told, title: told,
      class: `crw-cell crw-level-${cell ? cell[1] : 0}${side}`,
    }, cell ? String(cell[0]) : "");
    cells[y][x] = button;
    return h("td", {}, button);
  }

  /** @param {number} y @param {number} x @param {boolean} [focus] */
  function rove(y, x, focus = false) {
    cells[here[0]]?.[here[1]]?.setAttribute("tabindex", "-1");
    here = [y, x];
    cells[y][x].tabIndex = 0;
    if (focus) cells[y][x].focus();
  }

  /** @param {Event} event @returns {[number, number] | null} */
  function place_of(event) {
    const button = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest(".crw-cell")) : null;
    return button ? [Number(button.dataset.y), Number(button.dataset.x)] : null;
  }

  /** @param {MouseEvent} event */
  function on_click(event) {
    const at = place_of(event);
    if (!at) return;
    rove(at[0], at[1], true);
    open(at[0], at[1]);
  }

  /** @param {number} y @param {number} x */
  function open(y, x) {
    const cell = grid.cells[y][x];
    if (!cell) return;
    opened = `${y}:${x}`;
    light();
    tools.words(cell[2], cell[3], grid.rows[y].theme);
  }

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    const at = place_of(event);
    if (!at || event.ctrlKey || event.metaKey || event.altKey) return;
    const [y, x] = at;
    const last = grid.columns.length - 1;
    const to = {
      ArrowRight: [y, x + 1], ArrowLeft: [y, x - 1], ArrowDown: [y + 1, x], ArrowUp: [y - 1, x],
      Home: [y, 0], End: [y, last],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    if (grid.rows[to[0]] && to[1] >= 0 && to[1] <= last) rove(to[0], to[1], true);
  }

  return el;
}

// The rows behind the points: sorted by a button in the head, twelve at first, copied as CSV.

import { count_of, h, refill, same, small_button } from "../../../closereader/widgets/base/dom.js";

/** @import { Picture } from "./explorer_types.js" */

const MOST_SHOWN = 12; // as on the static card

/**
 * @param {object} options
 * @param {(at: number) => void} options.on_row  the mouse is on this row, -1: on none
 * @param {(sentence: string) => void} options.say
 */
export function make_rows({ on_row, say }) {
  /** @type {Picture | null} */
  let picture = null;
  /** @type {{ by: number, down: boolean } | null} */
  let sort = null;
  let all = false;
  let active = -1;
  /** @type {Map<number, HTMLElement>} */
  let drawn = new Map();

  const table = h("div", { class: "cre-scroll" });
  const more = h("button", { type: "button", class: "cr-button cr-small", onclick: () => { all = !all; draw(); } });
  const copy = small_button("Copy all rows as CSV", copy_csv);
  const by_hand = h("textarea", { class: "cr-field", rows: "6", readonly: true, "aria-label": "Rows as CSV", hidden: true });
  const el = h("div", { class: "cre-rows" }, table, h("div", { class: "cr-row cre-under" }, more, copy), by_hand);

  /** The points in the order in which the rows stand. */
  function order() {
    const points = picture?.points ?? [];
    const places = points.map((_, at) => at);
    const named = (/** @type {number} */ at) => (picture?.lines[points[at].s].role === "other" ? 1 : 0);
    if (!sort) return places.sort((a, b) => named(a) - named(b) || a - b);
    const { by, down } = sort;
    const sign = down ? -1 : 1;
    return places.sort((a, b) => sign * compare(points[a].v[by], points[b].v[by]) || a - b);
  }

  /** The place of a heading's first value in a row. @param {number} heading */
  function place_of(heading) {
    return (picture?.headings ?? []).slice(0, heading).reduce((sum, each) => sum + each.names.length, 0);
  }

  function draw() {
    if (!picture) return;
    const { points, headings } = picture;
    const shown = all ? order() : order().slice(0, MOST_SHOWN);
    drawn = new Map();
    const body = shown.map((at) => {
      const [first, ...rest] = points[at].c;
      const row = h("tr", { onpointerenter: () => on_row(at), onpointerleave: () => on_row(-1) },
        h("th", { scope: "row" }, first),
        rest.map((cell, n) => h("td", { class: headings[n + 1].number ? "cre-number" : null }, cell)));
      drawn.set(at, row);
      return row;
    });
    const focused = table.contains(document.activeElement) ? document.activeElement?.getAttribute("data-by") : null;
    refill(table, h("table", {}, h("caption", { class: "cr-sr" }, `Rows of the table ${picture.choice.table}`),
      h("thead", {}, h("tr", {}, headings.map((_, n) => head(n)))), h("tbody", {}, body)));
    if (focused) /** @type {HTMLElement | null} */ (table.querySelector(`[data-by="${focused}"]`))?.focus();
    table.classList.toggle("cre-all", all);
    if (all) table.setAttribute("tabindex", "0");
    else table.removeAttribute("tabindex");
    for (const [name, value] of all ? [["role", "region"], ["aria-label", "All rows"]] : []) table.setAttribute(name, value);
    if (!all) ["role", "aria-label"].forEach((name) => table.removeAttribute(name));
    more.hidden = points.length <= MOST_SHOWN;
    more.textContent = all ? `Show ${MOST_SHOWN} rows` : `Show all ${points.length} rows`;
    by_hand.hidden = true;
    light();
  }

  /** @param {number} n */
  function head(n) {
    const { title, unit, source, number } = picture?.headings[n] ?? { title: "", unit: "", source: "", number: false };
    const by = place_of(n);
    const here = sort?.by === by ? sort : null;
    const arrow = here ? (here.down ? " ↓" : " ↑") : "";
    const press = () => {
      sort = { by, down: here ? !here.down : number };
      draw();
      say(`Sorted by ${title}, ${sort.down ? "from the largest" : "from the smallest"}.`);
    };
    return h("th", { scope: "col", class: number ? "cre-number" : null, "aria-sort": here ? (here.down ? "descending" : "ascending") : null },
      h("button", { type: "button", class: "cre-sort", "data-by": by, title: source ? `Source: ${source}` : "Sort by this column", onclick: press },
        title, h("span", { "aria-hidden": "true" }, arrow)),
      unit && !unit.startsWith("index") && title !== "Year" ? h("span", { class: "cre-unit" }, unit) : null);
  }

  /** Show which row belongs to the point that is named. */
  function light() {
    for (const [at, row] of drawn) row.classList.toggle("cre-here", at === active);
    const row = drawn.get(active);
    if (!row || !all) return;
    const [top, bottom] = [row.offsetTop, row.offsetTop + row.offsetHeight];
    const head = row.parentElement?.previousElementSibling instanceof HTMLElement ? row.parentElement.previousElementSibling.offsetHeight : 0;
    if (top < table.scrollTop + head) table.scrollTop = top - head;
    else if (bottom > table.scrollTop + table.clientHeight) table.scrollTop = bottom - table.clientHeight;
  }

  /** The rows as CSV (RFC 4180), each with the source of its numbers. */
  function csv() {
    if (!picture) return "";
    const { headings, points, source } = picture;
    const lines = [[...headings.flatMap(({ names }) => names), "source"], ...order().map((at) => [...points[at].v, source])];
    return lines.map((line) => line.map(csv_cell).join(",")).join("\r\n");
  }

  async function copy_csv() {
    const words = csv();
    const rows = count_of(picture?.points.length ?? 0, "row");
    const done = await navigator.clipboard?.writeText(words).then(() => true, () => false);
    if (done) return say(`${rows} copied.`);
    // A page that is not served over https has no clipboard to write to.
    by_hand.value = words;
    by_hand.hidden = false;
    by_hand.focus();
    by_hand.select();
    say(`${rows} stand below, selected: press Ctrl+C to copy them.`);
  }

  return {
    el,
    csv,
    focus: () => table.querySelector("button")?.focus(),
    /** @param {Picture} next */
    show(next) {
      if (!same(picture?.headings, next.headings)) sort = null;
      picture = next;
      active = -1;
      draw();
    },
    /** @param {number} at */
    light(at) {
      active = at;
      light();
    },
  };
}

/** @param {string | number | null} a @param {string | number | null} b */
function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a ?? "").localeCompare(String(b ?? ""), "en");
}

/** @param {string | number | null} value */
function csv_cell(value) {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// What a picture is, as Python sends it (whose_lessons.explorer.Picture).

/**
 * @typedef {object} Choice
 * @property {string} table
 * @property {"across" | "over time"} view
 * @property {string} x
 * @property {string} y
 * @property {number} year
 * @property {number[]} years  first and last
 * @property {string} draw
 * @property {string[]} countries
 */
/** @typedef {{ title: string, limits: number[], ticks: [number, string][] }} PlotAxis */
/** @typedef {{ name: string, role: string, code: string }} PlotLine */
/** @typedef {{ title: string, names: string[], unit: string, source: string, number: boolean }} Heading */
/**
 * @typedef {object} PlotPoint
 * @property {[number, number, number | null, number | null]} at  x, y, ends of the interval
 * @property {number} s  which line
 * @property {string[]} c  the row as it is shown; the last cell names it
 * @property {(string | number | null)[]} v  the row as it stands in the table
 * @property {string} [label]
 */
/**
 * @typedef {object} Picture
 * @property {Choice} choice
 * @property {string} title
 * @property {string[]} summary
 * @property {PlotAxis} x
 * @property {PlotAxis} y
 * @property {PlotLine[]} lines
 * @property {PlotPoint[]} points
 * @property {Heading[]} headings
 * @property {string[]} leaves_out
 * @property {string} source
 * @property {[[number, number], [number, number]] | null} fit
 * @property {[number, number][]} years  year and number of countries with a value
 * @property {[string, string][]} chosen  code and name
 * @property {string[]} notes
 */
/**
 * @typedef {object} Offered
 * @property {{ id: string, name: string, unit: string }[]} measures
 * @property {string[]} countries
 */

/** What a point says: its row, in words. @param {Picture} picture @param {PlotPoint} point */
export function told(picture, point) {
  const over_time = picture.choice.view === "over time";
  const [country, ...cells] = point.c;
  const said = [];
  for (const [at, { title, unit, number }] of picture.headings.slice(1).entries()) {
    if (!number || title === "Year") continue;
    said.push(title === "68 % interval" ? `${title} ${cells[at]}` : `${title.toLowerCase()} ${cells[at]}${unit_of(unit)}`);
  }
  const year = over_time ? cells[0] : String(picture.choice.year);
  return {
    who: `${country}, ${year}`,
    what: said.join("; "),
    row: `row ${point.c[point.c.length - 1]} of the table ${picture.choice.table}`,
  };
}

/** An index has no unit that is said with a number. @param {string} unit */
function unit_of(unit) {
  return unit.startsWith("index") ? "" : ` ${unit}`;
}

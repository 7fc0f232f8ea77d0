// A table as a file for every spreadsheet (RFC 4180, UTF-8 with a byte order mark), there and back.

// A cell that a spreadsheet would compute gets an apostrophe; the same rule as in Python's tables.
const FORMULA = /^(?:[\s'\u00a0\ufeff]*[=+\-@＝＋－＠]|'*[\t\r\n])/;

/** @param {string} cell */
function safe(cell) {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** @param {string} cell */
function plain(cell) {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** @param {string} cell */
function quoted(cell) {
  return /[",;\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * @param {string[][]} rows the first one is the head
 * @returns {string}
 */
export function write_csv(rows) {
  return `\ufeff${rows.map((row) => `${row.map((cell) => quoted(safe(cell))).join(",")}\r\n`).join("")}`;
}

/**
 * Read a table: its rows as objects, by the names of the head. Commas, semicolons or tabs.
 * @param {string} words
 * @returns {Record<string, string>[]}
 */
export function read_csv(words) {
  const text = words.replace(/^\ufeff/, "");
  const first = text.split("\n", 1)[0] ?? "";
  const count = (/** @type {string} */ sign) => first.split(sign).length;
  const between = [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  const [head, ...body] = cells_of(text, between);
  return body
    .filter((row) => row.length > 1)
    .map((row) => Object.fromEntries((head ?? []).map((name, at) => [name, plain(row[at] ?? "")])));
}

/** @param {string} text @param {string} between @returns {string[][]} */
function cells_of(text, between) {
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let cell = "";
  let inside = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (inside) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else inside = false;
    } else if (sign === '"' && cell === "") inside = true;
    else if (sign === between) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
    } else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows;
}

// What can be done to a map: every function gives a new one and leaves the old as it was, so that
// a step that was taken can be taken back.

/**
 * @typedef {object} Passage
 * @property {string} text
 * @property {number} s  code points, half-open
 * @property {number} e
 * @property {string} quote
 * @property {string} [label]  "alieva-2024 ¶12"
 * @property {string} [lost]  why the words are not found
 * @property {object} [kept]  all that is on disk; goes back to Python as it came
 */
/** @typedef {{ table: string, key: Record<string, string | number>, column?: string, label?: string, words?: string, lost?: string }} TableRow */
/** @typedef {"claim" | "grounds" | "warrant" | "backing" | "qualifier" | "rebuttal"} Kind */
/** @typedef {{ id: string, kind: Kind, text: string, note: string, passage: Passage | null, row: TableRow | null, children: Part[] }} Part */
/** @typedef {{ part: Part, parent: Part | null, index: number, level: number }} Place */

/** What usually stands below what; the first ones are offered first. @type {Record<Kind, Kind[]>} */
export const USUAL = {
  claim: ["grounds", "warrant", "qualifier", "rebuttal", "claim"],
  grounds: ["warrant", "rebuttal", "grounds"],
  warrant: ["backing", "rebuttal", "grounds"],
  backing: ["grounds", "rebuttal"],
  qualifier: ["grounds", "rebuttal"],
  rebuttal: ["rebuttal", "grounds"],
};

/**
 * Every part with its place, each before what stands below it.
 * @param {Part} root
 * @returns {Place[]}
 */
export function flat(root) {
  /** @type {Place[]} */
  const found = [];
  const visit = (/** @type {Part} */ part, /** @type {Part | null} */ parent, /** @type {number} */ index, /** @type {number} */ level) => {
    found.push({ part, parent, index, level });
    part.children.forEach((child, i) => visit(child, part, i, level + 1));
  };
  visit(root, null, 0, 1);
  return found;
}

/** @param {Part} root @param {string} id */
export function place_of(root, id) {
  return flat(root).find(({ part }) => part.id === id);
}

/**
 * Where one can go from a part. Up and down lead through the list line by line, in the drawing
 * through the boxes of one column.
 * @param {Part} root @param {Place} here @param {boolean} by_column
 */
export function neighbours(root, here, by_column) {
  const all = flat(root).filter(({ level }) => !by_column || level === here.level);
  const at = all.findIndex(({ part }) => part.id === here.part.id);
  return {
    previous: all[at - 1]?.part, next: all[at + 1]?.part, first: root, last: flat(root).at(-1)?.part,
    parent: here.parent ?? undefined, child: here.part.children.at(0),
  };
}

/** @param {Part} root @param {string} id @param {(place: Place, root: Part) => void} change */
function changed(root, id, change) {
  const next = structuredClone(root);
  const place = place_of(next, id);
  if (place) change(place, next);
  return next;
}

/** @param {Part} root @param {string} id @param {Partial<Part>} fields */
export function with_fields(root, id, fields) {
  return changed(root, id, ({ part }) => Object.assign(part, fields));
}

/** @param {Part} root @param {string} below @param {Part} part */
export function with_part(root, below, part) {
  return changed(root, below, (place) => place.part.children.push(part));
}

/** @param {Part} root @param {string} id */
export function without(root, id) {
  return changed(root, id, ({ parent, index }) => parent?.children.splice(index, 1));
}

/**
 * Move a part with all below it; null when there is nowhere to go.
 * @param {Part} root @param {string} id @param {"up" | "down" | "out" | "in"} where
 * @returns {Part | null}
 */
export function moved(root, id, where) {
  const here = place_of(root, id);
  if (!here?.parent) return null;
  const siblings = here.parent.children;
  if (where === "up" && here.index === 0) return null;
  if (where === "down" && here.index === siblings.length - 1) return null;
  if (where === "in" && here.index === 0) return null;
  const above = place_of(root, here.parent.id);
  if (where === "out" && !above?.parent) return null;
  return changed(root, id, ({ part, parent, index }, next) => {
    if (!parent) return;
    parent.children.splice(index, 1);
    if (where === "up") parent.children.splice(index - 1, 0, part);
    if (where === "down") parent.children.splice(index + 1, 0, part);
    if (where === "in") parent.children[index - 1].children.push(part);
    if (where === "out") {
      const up = place_of(next, parent.id);
      up?.parent?.children.splice(up.index + 1, 0, part);
    }
  });
}

/**
 * What a map says, without what Python adds when it shows one.
 * @param {Part | null} root
 * @returns {unknown}
 */
export function essence(root) {
  if (!root) return null;
  const { id, kind, text, note, passage, row, children } = root;
  return [id, kind, text, note,
    passage ? [passage.text, passage.quote] : null,
    row ? [row.table, row.key, row.column ?? ""] : null,
    children.map(essence)];
}

/**
 * Why Python would not keep a map; "" when it would. The limits are those of closereader.argument.
 * @param {Part} root
 */
export function too_large(root) {
  const all = flat(root);
  if (all.length > 200) return `The map would have ${all.length} parts; 200 can be kept.`;
  if (all.some(({ level }) => level > 12)) return "The map would be more than 12 levels deep.";
  const long = all.find(({ part }) => part.passage && [...part.passage.quote].length > 4000);
  return long ? "This passage has more than 4,000 characters. Choose the words that matter." : "";
}

/** One line, as Python keeps it. @param {string} words */
export function in_one_line(words) {
  return words.replace(/\s+/gu, " ").trim();
}

/** The beginning of some words, cut between two of them. @param {string} words @param {number} longest */
export function brief(words, longest) {
  if (words.length <= longest) return words;
  const cut = words.slice(0, longest);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), longest / 2)).trimEnd()} …`;
}

/** The words of a passage or a row with their place. @param {Part} part */
export function evidence_of(part) {
  /** @type {{ quote: string, words: string, label: string, lost: string }[]} */
  const found = [];
  const { passage, row } = part;
  if (passage) {
    const label = passage.label?.includes(passage.text) ? passage.label : `${passage.text} ${passage.label ?? ""}`.trim();
    found.push({ quote: passage.quote, words: "", label, lost: passage.lost ?? "" });
  }
  if (row) {
    const label = row.label || `${row.table}: ${Object.values(row.key).join(", ")}`;
    found.push({ quote: "", words: row.words ?? "", label, lost: row.lost ?? "" });
  }
  return found;
}

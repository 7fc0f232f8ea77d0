// Which line below the words belongs to which mark, where marks overlap: each mark keeps one lane
// over its whole length, the first mark the lane next to the words. Their codes stand in the same
// order in the margin, so the second line is the second code.

/**
 * A mark as it is painted: half-open code points, and the number of its theme.
 * @typedef {{id: string, s: number, e: number, index: number}} Stroke
 * @typedef {Stroke & {lane: number}} Laned
 * @typedef {{s: number, e: number, index: number | null}} Tint `index` null: of several marks
 */

/** As many lines as have room between two lines of text. */
export const LANES = 5;

/**
 * The order of the lines below the words, and of the codes in the margin.
 * @param {{s: number, e: number, index: number}} a
 * @param {{s: number, e: number, index: number}} b
 */
export const in_order = (a, b) => a.s - b.s || a.index - b.index || a.e - b.e;

/** Are both the same mark in the same place? @param {Stroke} a @param {Stroke} b */
const same_stroke = (a, b) => a.id === b.id && a.s === b.s && a.e === b.e && a.index === b.index;

/**
 * What must be painted anew: the marks that are others than before, with all that these touch, and
 * what those touch in turn. Grounds and lanes of the rest do not depend on them.
 * @param {Stroke[]} before in order
 * @param {Stroke[]} now in order
 * @returns {{strokes: Stroke[], s: number, e: number}} marks of now; from where to where, ends included
 */
export function touched(before, now) {
  const most = Math.min(before.length, now.length);
  let first = 0;
  while (first < most && same_stroke(before[first], now[first])) first += 1;
  let same = 0; // at the end of both
  const [old_end, end] = [before.length - 1, now.length - 1];
  while (same < most - first && same_stroke(before[old_end - same], now[end - same])) same += 1;
  let last = now.length - same;
  let [s, e] = [Infinity, -Infinity];
  const take = (/** @type {Stroke} */ stroke) => {
    s = Math.min(s, stroke.s);
    e = Math.max(e, stroke.e);
  };
  for (const stroke of before.slice(first, before.length - same)) take(stroke);
  for (const stroke of now.slice(first, last)) take(stroke);
  let begin = first;
  for (let at = first - 1; at >= 0; at -= 1) {
    if (now[at].e < s) continue;
    begin = at;
    take(now[at]);
  }
  for (const stroke of now.slice(begin, first)) take(stroke);
  while (last < now.length && now[last].s <= e) take(now[last++]);
  return { strokes: now.slice(begin, last), s, e };
}

/**
 * Of marks in reading order, those that reach into a stretch, and before them those that overlap
 * with one another up to it: the lanes depend on these too.
 * @template {{s: number, e: number}} Placed
 * @param {Placed[]} marks
 * @param {number} from
 * @param {number} to
 * @returns {Placed[]}
 */
export function reaching_into(marks, from, to) {
  let [begin, reach] = [0, -Infinity];
  let end = 0;
  for (; end < marks.length && marks[end].s <= to; end += 1) {
    if (marks[end].s >= reach && reach <= from) begin = end;
    reach = Math.max(reach, marks[end].e);
  }
  return reach <= from ? [] : marks.slice(begin, end);
}

/**
 * Give each mark the first lane that is free over all its words; the last lane takes what is left.
 * @param {Stroke[]} strokes
 * @returns {Laned[]} in order
 */
export function in_lanes(strokes) {
  /** @type {number[]} where each lane is free again */
  const free = [];
  return [...strokes].sort(in_order).map((stroke) => {
    let lane = 0;
    while (lane < LANES - 1 && (free[lane] ?? 0) > stroke.s) lane += 1;
    free[lane] = Math.max(free[lane] ?? 0, stroke.e);
    return { ...stroke, lane };
  });
}

/**
 * Cut marks into stretches with one ground each: the tint of the one theme, or, since tints that
 * lie over one another hide lines and words, the plain ground of several.
 * @param {Stroke[]} strokes
 * @returns {Tint[]} in the order of the text
 */
export function to_tints(strokes) {
  const begins = [...strokes].sort((a, b) => a.s - b.s);
  const edges = [...new Set(strokes.flatMap(({ s, e }) => [s, e]))].sort((a, b) => a - b);
  /** @type {Stroke[]} */
  let open = [];
  let next = 0;
  /** @type {Tint[]} */
  const tints = [];
  for (const [at, s] of edges.entries()) {
    open = open.filter((one) => one.e > s);
    while (next < begins.length && begins[next].s === s) open.push(begins[next++]);
    const e = edges[at + 1];
    if (open.length === 0 || e === undefined) continue;
    const index = open.length === 1 ? open[0].index : null;
    const last = tints.at(-1);
    if (last && last.e === s && last.index === index) last.e = e;
    else tints.push({ s, e, index });
  }
  return tints;
}

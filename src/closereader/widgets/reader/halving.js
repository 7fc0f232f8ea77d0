// Looking a place up in what is in order, by halves, and what has changed in it.

const FEW_CHANGES = 50;

/**
 * How many things at the start of a row something is true of; it is true of none after them.
 * @param {number} length of the row
 * @param {(index: number) => boolean} is
 * @returns {number}
 */
export function count_first(length, is) {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The last of things in their order that something is true of, or the first of all.
 * @template T
 * @param {T[]} things
 * @param {(one: T) => boolean} is
 * @returns {number} its index; 0 when there is none
 */
export function last_of(things, is) {
  return Math.max(0, count_first(things.length, (index) => is(things[index])) - 1);
}

/** @type {{before: readonly unknown[], now: readonly unknown[], found: {gone: any[], come: any[]}}} */
let asked = { before: [], now: [], found: { gone: [], come: [] } };

/**
 * What two rows of the same things in the same order do not have in common, from the first thing that
 * differs to the last: of many things few are others after a change. All who show them ask this of
 * the same two rows, one after the other, so the last answer is kept.
 * @template T
 * @param {readonly T[]} before
 * @param {readonly T[]} now neither row may change afterwards
 * @returns {{gone: T[], come: T[]}}
 */
export function difference(before, now) {
  if (asked.before !== before || asked.now !== now) asked = { before, now, found: compare_rows(before, now) };
  return asked.found;
}

/**
 * @template T
 * @param {readonly T[]} before
 * @param {readonly T[]} now
 */
function compare_rows(before, now) {
  const most = Math.min(before.length, now.length);
  let first = 0;
  while (first < most && before[first] === now[first]) first += 1;
  let same = 0; // at the end of both
  while (same < most - first && before[before.length - 1 - same] === now[now.length - 1 - same]) same += 1;
  return { gone: before.slice(first, before.length - same), come: now.slice(first, now.length - same) };
}

/**
 * A row in order without some things and with others, each put where it belongs.
 * @template T
 * @param {readonly T[]} row
 * @param {{gone: T[], come: T[]}} others
 * @param {(a: T, b: T) => number} compare by which the row is in order; 0 for the same thing only
 * @returns {T[]}
 */
export function with_change(row, { gone, come }, compare) {
  const now = [...row];
  // Each costs a move of all that follow: many are sorted in at once.
  if (gone.length + come.length > FEW_CHANGES) {
    const left = new Set(gone);
    return [...now.filter((one) => !left.has(one)), ...come].sort(compare);
  }
  const place = (/** @type {T} */ one) => count_first(now.length, (index) => compare(now[index], one) < 0);
  for (const one of gone) {
    const at = place(one);
    if (now[at] === one) now.splice(at, 1);
  }
  for (const one of come) now.splice(place(one), 0, one);
  return now;
}

// Looking a place up in what is in order, by halves, and what has changed in it.

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

/**
 * What two rows of the same things in the same order do not have in common, from the first thing that
 * differs to the last: of many things few are others after a change.
 * @template T
 * @param {readonly T[]} before
 * @param {readonly T[]} now
 * @returns {{gone: T[], come: T[]}}
 */
export function difference(before, now) {
  const most = Math.min(before.length, now.length);
  let first = 0;
  while (first < most && before[first] === now[first]) first += 1;
  let same = 0; // at the end of both
  while (same < most - first && before[before.length - 1 - same] === now[now.length - 1 - same]) same += 1;
  return { gone: before.slice(first, before.length - same), come: now.slice(first, now.length - same) };
}

// Looking a place up in what is in order, by halves.

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

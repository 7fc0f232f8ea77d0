// How often words stand in a text, and how sure that is: as `closereader.concordance.count` says it.

const PER = 1000; // rates are hits in so many words
const FEWEST = 10; // with fewer hits the ends of the interval lie more than four times apart
const TAIL = 0.025; // on each side of a 95 % interval

/**
 * The chance of at most `hits` when `mean` are to be expected (Poisson).
 * @param {number} hits
 * @param {number} mean
 */
function at_most(hits, mean) {
  // From the largest term down, and by its logarithm: exp(-mean) is 0 from a mean of 746 on.
  let log = hits > 0 ? hits * Math.log(mean) - mean : -mean;
  for (let k = 2; k <= hits; k += 1) log -= Math.log(k);
  let term = 1;
  let sum = 1;
  for (let k = hits; k > 0 && term > 0; k -= 1) {
    term *= k / mean;
    sum += term;
  }
  return Math.exp(log + Math.log(sum));
}

/**
 * The mean at which a falling function has a value.
 * @param {(mean: number) => number} falling
 * @param {number} value
 * @param {number} top
 */
function mean_at(falling, value, top) {
  let [low, high] = [0, top];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (falling(middle) > value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The exact 95 % interval for a count (Garwood 1936).
 * @param {number} hits
 * @returns {[number, number]}
 */
export function poisson_interval(hits) {
  const top = hits + 10 * Math.sqrt(hits + 1) + 10;
  const low = hits === 0 ? 0 : mean_at((mean) => at_most(hits - 1, mean), 1 - TAIL, top);
  return [low, mean_at((mean) => at_most(hits, mean), TAIL, top)];
}

/**
 * “3 hits in 1,234 words, 2.4 per 1,000 words (95 % interval 0.5 to 7.1)”
 * @param {number} hits
 * @param {number} words
 */
export function say_rate(hits, words) {
  const per = (/** @type {number} */ count) => ((count / words) * PER).toFixed(1);
  const [low, high] = poisson_interval(hits);
  const found = hits === 1 ? "1 hit" : `${hits.toLocaleString("en")} hits`;
  const total = words.toLocaleString("en");
  return `${found} in ${total} words, ${per(hits)} per 1,000 words (95 % interval ${per(low)} to ${per(high)})`;
}

/** What stands below counts too small to be compared. @param {number[]} counts */
export function say_limits(counts) {
  if (Math.max(...counts) === 0) return "";
  return Math.min(...counts) < FEWEST
    ? `With fewer than ${FEWEST} hits on a side, do not compare the rates: read the lines.`
    : "The interval takes each word for an independent draw, which prose is not.";
}

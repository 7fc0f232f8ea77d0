// A paragraph is brought to its place: the one that a page begins with, or the one that was read when
// the lines broke anew. What has not been in sight takes a guessed room, so that there may be too little
// to scroll, and what is there moves as it is drawn.

const STEADY = 3; // frames without a change: all that is in sight has its true height
const MOST_FRAMES = 120;
const GOES_ON = ["wheel", "pointerdown", "keydown", "focusin"];

/** How far a row begins below the upper edge of what is scrolled. @param {HTMLElement} row @param {HTMLElement} el */
export const top_of = (row, el) => row.getBoundingClientRect().top - el.getBoundingClientRect().top;

/**
 * Where a row stands, in any width: so many px below the upper edge, or the share of it that is above.
 * @param {HTMLElement} row
 * @param {HTMLElement} el
 * @returns {number} a share is negative
 */
export function place_of(row, el) {
  const top = top_of(row, el);
  return top < 0 ? top / row.offsetHeight : top;
}

/**
 * Bring a row to its place at once, and again while the page is drawn when it is next in sight; never
 * once its reader has done anything there. What is returned ends it, and is ended with it.
 * @param {HTMLElement} el  what is scrolled
 * @param {HTMLElement} row
 * @param {number} at  as `place_of` says it
 * @param {AbortSignal} signal  of the widget
 * @returns {AbortController}
 */
export function bring_row(el, row, at, signal) {
  const end = new AbortController();
  const stop = () => end.abort();
  signal.addEventListener("abort", stop, { signal: end.signal });
  for (const act of GOES_ON) {
    el.addEventListener(act, stop, { signal: end.signal, capture: true, passive: true });
  }
  const bring = () => {
    const before = el.scrollTop;
    el.scrollTop += top_of(row, el) - (at < 0 ? at * row.offsetHeight : at);
    return el.scrollTop !== before;
  };
  let left = MOST_FRAMES;
  let height = 0;
  let steady = 0;
  const settle = () => {
    if (end.signal.aborted) return;
    steady = bring() || el.scrollHeight !== height ? 0 : steady + 1;
    height = el.scrollHeight;
    if (--left === 0 || steady === STEADY) stop();
    else requestAnimationFrame(settle);
  };
  bring();
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    settle();
  });
  seen.observe(el);
  end.signal.addEventListener("abort", () => seen.disconnect());
  return end;
}

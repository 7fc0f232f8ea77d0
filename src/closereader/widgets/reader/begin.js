// A paragraph is brought to its place: the one that a page begins with, or the one that was read when
// the lines broke anew. What has not been in sight takes a guessed room, so that there may be too little
// to scroll, and what is there moves as it is drawn.

const STEADY = 3; // frames without a change: all that is in sight has its true height
const MOST_FRAMES = 120;
const GOES_ON = ["wheel", "pointerdown", "keydown", "focusin"];

/**
 * Bring a row to its place at once, and again while the page is drawn when it is next in sight; never
 * once its reader has done anything there. What is returned ends it, and is ended with it.
 * @param {HTMLElement} el  what is scrolled
 * @param {HTMLElement} row
 * @param {number} top  px below the upper edge
 * @param {AbortSignal} signal  of the widget
 * @returns {AbortController}
 */
export function bring_row(el, row, top, signal) {
  const end = new AbortController();
  const stop = () => end.abort();
  signal.addEventListener("abort", stop, { signal: end.signal });
  for (const act of GOES_ON) {
    el.addEventListener(act, stop, { signal: end.signal, capture: true, passive: true });
  }
  const bring = () => {
    const before = el.scrollTop;
    el.scrollTop += row.getBoundingClientRect().top - el.getBoundingClientRect().top - top;
    return el.scrollTop !== before;
  };
  let left = MOST_FRAMES;
  let height = 0;
  const settle = (steady = 0) => {
    if (end.signal.aborted) return;
    const changed = bring() || el.scrollHeight !== height;
    height = el.scrollHeight;
    if (--left === 0 || steady === STEADY) stop();
    else requestAnimationFrame(() => settle(changed ? 0 : steady + 1));
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

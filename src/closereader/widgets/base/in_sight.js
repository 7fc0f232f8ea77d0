// What is being used stays in sight. A window that is made smaller, or its zoom, breaks the lines of
// the whole notebook anew, and whatever somebody is in may be pushed out below or above.

const UNTIL_STILL = 150; // ms without a change of the window: by then the page has found its new form

/**
 * Bring something back when the window has changed and it was in sight before.
 * @param {(el: HTMLElement) => void} bring
 * @param {AbortSignal} [signal]  ends it
 * @returns {(el: HTMLElement | null) => void}  names what is to stay from now on
 */
export function keep_in_sight(bring, signal) {
  /** @type {HTMLElement | null} */
  let kept = null;
  let seen = false; // before the window changed: an observer hears of it only after the window has
  let wanted = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const eye = new IntersectionObserver((entries) => { seen = entries.some((one) => one.isIntersecting); });

  function on_resize() {
    wanted ||= seen;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (wanted && kept?.isConnected) bring(kept);
      wanted = false;
    }, UNTIL_STILL);
  }

  /** @param {HTMLElement | null} el */
  function keep(el) {
    eye.disconnect();
    if (kept) window.removeEventListener("resize", on_resize);
    kept = el;
    seen = wanted = false;
    if (!el) return;
    eye.observe(el);
    window.addEventListener("resize", on_resize);
  }

  signal?.addEventListener("abort", () => {
    clearTimeout(timer);
    keep(null);
  });
  return keep;
}

/** Whatever has the focus inside an element stays in sight. @param {HTMLElement} el @param {AbortSignal} [signal] */
export function keep_focus_in_sight(el, signal) {
  const keep = keep_in_sight((one) => one.scrollIntoView({ block: "nearest" }), signal);
  el.addEventListener("focusin", ({ target }) => keep(target instanceof HTMLElement ? target : null), { signal });
  el.addEventListener("focusout", () => keep(null), { signal });
}

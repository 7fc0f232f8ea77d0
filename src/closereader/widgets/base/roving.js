// One Tab stop for a row of buttons: the arrows go on inside it. Whoever steers by keys is at the
// text after a few keys, not after every button before it.

/** @param {Element} el @returns {HTMLElement[]} */
const buttons_of = (el) => /** @type {HTMLElement[]} */ ([...el.querySelectorAll("button")]);

/**
 * Make a group one Tab stop, also when its buttons are drawn anew: call what is returned then.
 * @param {HTMLElement} el
 * @returns {() => void}
 */
export function make_one_stop(el) {
  /** The Tab stop is where the focus is, else the first button. */
  function tend() {
    const all = buttons_of(el);
    const now = all.find((one) => one === document.activeElement) ?? all[0];
    for (const one of all) one.tabIndex = one === now ? 0 : -1;
  }
  el.addEventListener("focusin", tend);
  el.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && el.contains(event.relatedTarget))) queueMicrotask(tend);
  });
  el.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const all = buttons_of(el).filter((one) => one.checkVisibility());
    const at = all.findIndex((one) => one === event.target);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const edge = { Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || (step === undefined && edge === undefined)) return;
    event.preventDefault();
    event.stopPropagation();
    all[edge ?? (at + (step ?? 0) + all.length) % all.length].focus();
  });
  tend();
  return tend;
}

// A press is meant for what lay under it when it began.
//
// A report from Python may come between the press and the release of a mouse or a key, and redraw a
// part of the widget, or push it down. The browser then makes no click, or one on whatever holds
// both places; and whoever had the focus there has lost it. So the button that took the place of
// the other is pressed, and has the focus.

const PRESSED = "button, summary, a[href]";
const SLIP = 4; // pixels that a hand may move: further, and the press was thought better of

/** @param {Element} one */
const said_of = (one) => one.getAttribute("aria-label") ?? one.textContent ?? "";

/** @param {HTMLElement} place  of a widget @param {AbortSignal} signal  ends it */
export function hold_presses(place, signal) {
  /** @typedef {ReturnType<typeof remember>} Held */
  /** @type {{ held: Held, x: number, y: number } | null} */
  let down = null;
  /** @type {Held | null} */
  let keyed = null;
  /** @type {Held | null} */
  let focused = null;

  /** What is pressed, and how to know it again. @param {HTMLElement} button */
  function remember(button) {
    const name = said_of(button);
    const alike = () => /** @type {HTMLElement[]} */ ([...place.querySelectorAll(PRESSED)]).filter((one) => one.localName === button.localName && said_of(one) === name);
    const before = alike();
    return {
      button,
      /** What stands there now; null when it cannot be told from another. */
      now() {
        const after = button.isConnected ? [] : alike();
        const found = button.isConnected ? button : after.length === before.length ? after[before.indexOf(button)] : null;
        return found?.checkVisibility() ? found : null;
      },
    };
  }

  /** @param {EventTarget | null} target */
  function pressed(target) {
    const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(PRESSED)) : null;
    return button && place.contains(button) ? remember(button) : null;
  }

  /** The browser makes its own click, where it makes one, before the next task. @param {Held} held */
  function press(held) {
    const clicked = new AbortController();
    window.addEventListener("click", ({ target }) => {
      if (target instanceof Node && held.now()?.contains(target)) clicked.abort();
    }, { capture: true, signal: clicked.signal });
    setTimeout(() => {
      const made = clicked.signal.aborted;
      clicked.abort();
      if (!made && !signal.aborted) held.now()?.click();
    });
  }

  /** @template {Event} T @param {string} type @param {(event: T) => void} heard @param {EventTarget} [of] */
  const on = (type, heard, of = window) => of.addEventListener(type, /** @type {EventListener} */ (heard), { capture: true, signal });
  on("pointerdown", (/** @type {PointerEvent} */ { button, isPrimary, target, clientX, clientY }) => {
    const held = button === 0 && isPrimary ? pressed(target) : null;
    down = held && { held, x: clientX, y: clientY };
  });
  on("pointercancel", () => { down = null; });
  on("pointerup", (/** @type {PointerEvent} */ { target, clientX, clientY }) => {
    const begun = down;
    down = null;
    if (!begun || Math.hypot(clientX - begun.x, clientY - begun.y) > SLIP) return;
    if (!(target instanceof Node && begun.held.button.contains(target))) press(begun.held);
  });
  on("keydown", (/** @type {KeyboardEvent} */ { key, repeat, target }) => {
    if (!repeat) keyed = key === " " && target instanceof HTMLButtonElement ? pressed(target) : null;
  });
  on("keyup", (/** @type {KeyboardEvent} */ { key }) => {
    if (key === " " && keyed && !keyed.button.isConnected) press(keyed);
    keyed = null;
  });
  on("focusin", ({ target }) => { focused = pressed(target); });
  const redrawn = new MutationObserver(() => {
    if (!focused || focused.button.isConnected) return;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) focused.now()?.focus({ preventScroll: true });
    else focused = null;
  });
  redrawn.observe(place, { childList: true, subtree: true });
  signal.addEventListener("abort", () => redrawn.disconnect());
}

// A press is meant for what lay under it when it began.
//
// A report from Python may come between the press and the release of a mouse or a key, and redraw a
// part of the widget, or push it down. The browser then makes no click, or one on whatever holds
// both places; and whoever had the focus there has lost it. So the button that took the place of
// the other is pressed, and has the focus.

const PRESSED = "button, label, summary, a[href]";
const SLIP = 4; // pixels that a hand may move: further, and the press was thought better of

/** @param {Element} one */
const said_of = (one) => one.getAttribute("aria-label") ?? one.textContent ?? "";

/** @param {HTMLElement} place  of a widget @param {AbortSignal} signal  ends it */
export function hold_presses(place, signal) {
  /** @typedef {ReturnType<typeof remember>} Held */
  let ended = new AbortController();
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

  /** @template {Event} T @param {string} type @param {(event: T) => void} heard */
  const on = (type, heard) => place.addEventListener(type, /** @type {EventListener} */ (heard), { capture: true, signal });
  /** Hear how a press ends, wherever that is. @template {Event} T @param {string[]} types @param {(event: T) => void} heard */
  function hear_end(types, heard) {
    ended.abort();
    ended = new AbortController();
    const until = { capture: true, signal: ended.signal };
    const hear = (/** @type {any} */ event) => {
      ended.abort();
      heard(event);
    };
    for (const type of types) window.addEventListener(type, hear, until);
  }

  on("pointerdown", (/** @type {PointerEvent} */ { button, isPrimary, target, clientX: x, clientY: y }) => {
    const held = button === 0 && isPrimary ? pressed(target) : null;
    if (held) hear_end(["pointerup", "pointercancel"], (/** @type {PointerEvent} */ { type, target: over, clientX, clientY }) => {
      if (type === "pointercancel" || Math.hypot(clientX - x, clientY - y) > SLIP) return;
      if (!(over instanceof Node && held.button.contains(over))) press(held);
    });
  });
  on("keydown", (/** @type {KeyboardEvent} */ { key, repeat, target }) => {
    const held = key === " " && !repeat && target instanceof HTMLButtonElement ? pressed(target) : null;
    if (held) hear_end(["keyup"], (/** @type {KeyboardEvent} */ { key: up }) => {
      if (up === " " && !held.button.isConnected) press(held);
    });
  });
  on("focusin", ({ target }) => { focused = pressed(target); });
  on("focusout", () => {
    const left = focused; // a button that is taken from the page still is on it when this is said
    queueMicrotask(() => { if (left?.button.isConnected && focused === left) focused = null; });
  });
  const redrawn = new MutationObserver(() => {
    if (!focused || focused.button.isConnected) return;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) focused.now()?.focus({ preventScroll: true });
    else focused = null;
  });
  redrawn.observe(place, { childList: true, subtree: true });
  signal.addEventListener("abort", () => {
    redrawn.disconnect();
    ended.abort();
  });
}

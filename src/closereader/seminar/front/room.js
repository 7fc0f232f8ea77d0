// For the room: one button, or the key P, and the view fills the screen in large letters.

import { latin } from "../../widgets/base/layout.js";
import { small_button } from "../../widgets/base/dom.js";

const LARGE = "crw-room";

/** @param {HTMLElement} root  the view */
export function make_room(root) {
  const button = small_button("For the room (P)", turn, { "aria-pressed": "false", "aria-keyshortcuts": "p" });
  root.addEventListener("keydown", on_key);
  document.addEventListener("fullscreenchange", on_screen);

  function is_large() {
    return root.classList.contains(LARGE);
  }

  /** @param {boolean} large */
  function set(large) {
    root.classList.toggle(LARGE, large);
    button.setAttribute("aria-pressed", String(large));
    root.dispatchEvent(new CustomEvent("crw-size"));
  }

  function leave_screen() {
    if (document.fullscreenElement === root) document.exitFullscreen().catch(() => {});
  }

  /** Large letters come in any case; the whole screen where the browser allows it. */
  function turn() {
    if (is_large()) {
      set(false);
      leave_screen();
      return;
    }
    set(true);
    // Who is quicker than the browser has made the letters small again before the screen is whole.
    const asked = root.requestFullscreen?.().then(() => is_large() || leave_screen());
    asked?.catch((error) => console.warn("No full screen:", error));
  }

  /** Escape ends the whole screen, and then the letters are small again. */
  function on_screen() {
    if (document.fullscreenElement !== root && is_large()) set(false);
  }

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || latin(event).toLowerCase() !== "p") return;
    if (event.target instanceof Element && event.target.matches("select, textarea, input:not([type='checkbox'], [type='radio'])")) return;
    event.preventDefault();
    turn();
  }

  return {
    button,
    close() {
      root.removeEventListener("keydown", on_key);
      document.removeEventListener("fullscreenchange", on_screen);
      leave_screen();
    },
  };
}

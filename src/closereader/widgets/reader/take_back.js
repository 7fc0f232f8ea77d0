// The Undo beside a sentence takes back the step that the sentence tells, and nothing else: when
// another step has followed, or the step itself was taken back, it goes.

import { small_button } from "../base/dom.js";
import { LABELS } from "../base/labels.js";

/**
 * @param {() => string | undefined} last  the id of the step that would be taken back now
 * @param {() => void} gone  called when the step that was offered is no longer that one
 */
export function make_take_back(last, gone) {
  /** @type {string | undefined} */
  let offered;
  return {
    /** A button for the step that was made just now. @param {() => void} undo */
    offer(undo) {
      offered = last();
      return small_button(LABELS.undo, undo);
    },
    /** Another sentence has taken the place of the one with the button. */
    forget() {
      offered = undefined;
    },
    /** Something was done or undone. */
    look() {
      if (offered === undefined || offered === last()) return;
      offered = undefined;
      gone();
    },
  };
}

// Steps that can be taken back, and the two buttons for it.

import { set_idle, small_button } from "./dom.js";
import { LABELS } from "./labels.js";
import { step_by_key } from "./layout.js";

/**
 * @template S
 * @param {object} options
 * @param {number} options.most  that are kept
 * @param {() => void} [options.first]  what comes before any step, and may be one
 * @param {() => S} [options.now]  what a step goes away from; left out when each step tells both ends
 * @param {(step: S, back: boolean) => void} options.on_step
 * @param {(back: boolean) => void} [options.on_none]
 */
export function make_steps({ most, first, now, on_step, on_none }) {
  /** @type {{ done: S[], undone: S[] }} */
  const kept = { done: [], undone: [] };
  const undo = small_button(LABELS.undo, () => step("done", "undone"));
  const redo = small_button("Redo", () => step("undone", "done"));

  function show() {
    set_idle(undo, kept.done.length === 0);
    set_idle(redo, kept.undone.length === 0);
  }

  /** @param {"done" | "undone"} from @param {"done" | "undone"} to */
  function step(from, to) {
    first?.();
    const found = kept[from].pop();
    if (found === undefined) return on_none?.(from === "done");
    kept[to].push(now ? now() : found);
    show();
    on_step(found, from === "done");
  }

  show();
  return {
    undo,
    redo,
    step,
    on_key: (/** @type {KeyboardEvent} */ event) => step_by_key(event, step),
    count: () => ({ done: kept.done.length, undone: kept.undone.length }),
    /** @param {S} step @param {boolean} [apart]  false when it is one with the step before it */
    did(step, apart = true) {
      if (apart) kept.done.push(step);
      if (kept.done.length > most) kept.done.shift();
      kept.undone = [];
      show();
    },
    /** What was done before belongs to another state: taking it back would undo somebody's work. */
    forget() {
      [kept.done, kept.undone] = [[], []];
      show();
    },
  };
}

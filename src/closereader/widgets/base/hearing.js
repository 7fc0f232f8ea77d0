// A model that hears nothing any more, and how it hears again.
//
// Measured with anywidget 0.11: it gives the module of a widget two seconds to load. When that takes
// longer, as on a slow computer that runs a whole notebook, the view is drawn all the same and what
// it sends arrives; but whatever Python sends to this model is thrown away for ever, traits and
// messages alike ("Failed to initialize model" on the console): AnyModel waits before each message
// for a promise that was rejected. So nothing was ever called saved although it was.
//
// When a view is drawn the module is there, and there is nothing to wait for: the messages of such a
// comm are given to what AnyModel would give them to.

/** @import { Model } from "./kernel.js" */
/** @typedef {(message: unknown) => Promise<unknown>} Handle */

const NOTHING = { content: { data: { method: "nothing" } } }; // a message that ipywidgets passes over

/**
 * Let a deaf model hear, and ask for what it has missed. Returns whether it was deaf.
 * @param {Model} model
 * @returns {Promise<boolean>}
 */
export async function mend_hearing(model) {
  const whole = await model.widget_manager?.get_model?.(model.get("address"));
  const kind = whole && Object.getPrototypeOf(whole);
  if (!whole?.comm || !Object.hasOwn(kind, "_handle_comm_msg")) return false;
  const usual = /** @type {Handle} */ (Object.getPrototypeOf(kind)._handle_comm_msg);
  try {
    await /** @type {Handle} */ (kind._handle_comm_msg).call(whole, NOTHING);
    return false;
  } catch {
    whole.comm.on_msg((message) => usual.call(whole, message));
    whole.comm.send({ method: "request_state" }, {});
    return true;
  }
}

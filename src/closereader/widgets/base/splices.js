// A change of a long list, laid on the list that the model has (_splices.py).
//
// It is the model that follows, not a view: views come and go, and a late one finds the whole list.

/** @import { Model } from "./kernel.js" */
/** @typedef {{ n: number, trait: string, which: number | null, before: number, at: number, gone: number, put: unknown[] }} Splice */

/** @param {Model} model */
export function follow_splices(model) {
  model.on("change:splices", () => {
    const { trait, which, before, at, gone, put } = /** @type {Splice} */ (model.get("splices"));
    const all = /** @type {unknown[]} */ (model.get(trait));
    const old = which === null ? all : /** @type {unknown[]} */ (all[which]);
    // A list of another length was sent whole meanwhile, and has the change in it.
    if (old.length !== before) return;
    const next = [...old.slice(0, at), ...put, ...old.slice(at + gone)];
    // Not saved: Python knows it, and what the page sets is not sent by itself.
    model.set?.(trait, which === null ? next : all.map((one, n) => (n === which ? next : one)));
  });
}

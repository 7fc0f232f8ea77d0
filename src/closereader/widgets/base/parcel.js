// What a parcel holds: a model without a view, which Python sends once in a kernel (_parcels.py).

/** @import { Model } from "./kernel.js" */
/** @typedef {{ get(name: string): any }} Parcel */

/** @param {Model} model @param {string} address */
async function unpacked(model, address) {
  const parcel = /** @type {Parcel} */ (await model.widget_manager?.get_model?.(address));
  const signs = atob(parcel.get("packed"));
  const bytes = new Uint8Array(signs.length); // `Uint8Array.from` takes thirty times as long
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.charCodeAt(at);
  const packed = new Blob([bytes]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream("deflate"))).json();
}

/** Ask Python, where a parcel cannot be reached or unpacked. @param {Model} model @param {string} digest */
function told_by_python(model, digest) {
  return new Promise((done) => {
    const hear = (/** @type {any} */ message) => {
      if (message?.type !== "parcel" || message.digest !== digest) return;
      model.off("msg:custom", hear);
      done(message.contents);
    };
    model.on("msg:custom", hear);
    model.send({ type: "parcel", digest });
  });
}

/** @param {Model} model @param {string} digest @param {string} address @returns {Promise<any>} */
export async function opened(model, digest, address) {
  const found = await unpacked(model, address).catch(() => told_by_python(model, digest));
  if (!found) throw new Error(`Python sent no parcel ${digest}.`);
  return found;
}

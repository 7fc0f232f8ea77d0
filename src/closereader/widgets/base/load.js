// What each widget opens with: a few lines that fetch its code, which the page keeps.
//
// Python sends a module once, in a parcel: a model without a view (_parcels.py). A parcel may lean
// on earlier ones, and names them by their digests.

import { follow_splices } from "./splices.js";

/** @typedef {import("./kernel.js").Model} Model */
/** @typedef {{ get(name: string): any }} Parcel */
/** @typedef {Map<string, Promise<string>>} Shelf  where a parcel's module is, by its digest */

const SHELF = Symbol.for("closereader modules");
const NAMED = /"closereader:([0-9a-f]{16})"/g;

/** The page's own, for all notebooks on it. @returns {Shelf} */
function shelf_of_page() {
  const page = /** @type {Record<symbol, any>} */ (globalThis);
  return (page[SHELF] ??= new Map());
}

/** @param {Model} model @param {string} address @returns {Promise<{ code: string, css: string }>} */
async function unpacked(model, address) {
  const parcel = /** @type {Parcel} */ (await model.widget_manager?.get_model?.(address));
  const bytes = Uint8Array.from(atob(parcel.get("packed")), (sign) => sign.charCodeAt(0));
  const packed = new Blob([bytes]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream("deflate"))).json();
}

/**
 * Ask for the parcels as they are, where none can be reached or unpacked.
 * @param {Model} model
 * @returns {Promise<Record<string, { code: string, css: string }>>}
 */
function asked(model) {
  return new Promise((done) => {
    const hear = (/** @type {any} */ message) => {
      if (message?.type !== "parcels") return;
      model.off("msg:custom", hear);
      done(message.parcels);
    };
    model.on("msg:custom", hear);
    model.send({ type: "parcels" });
  });
}

/** @param {Model} model @param {string} digest @param {string} address @param {Shelf} shelf */
async function put_on_shelf(model, digest, address, shelf) {
  const found = await unpacked(model, address).catch(async () => (await asked(model))[digest]);
  if (found === undefined) throw new Error(`Python sent no code ${digest}.`);
  let code = found.code;
  for (const [named, other = ""] of code.matchAll(NAMED)) {
    code = code.replaceAll(named, JSON.stringify(await shelf.get(other)));
  }
  const sheet = document.createElement("style");
  sheet.textContent = found.css;
  document.head.append(sheet);
  return URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
}

/** @param {Model} model @returns {Promise<{ render(given: object): unknown }>} */
async function load(model) {
  const shelf = shelf_of_page();
  let url = "";
  for (const [digest, address] of /** @type {[string, string][]} */ (model.get("parcels"))) {
    const found = shelf.get(digest) ?? put_on_shelf(model, digest, address, shelf);
    shelf.set(digest, found);
    found.catch(() => shelf.delete(digest)); // another widget may have more luck
    url = await found;
  }
  return (await import(url)).default;
}

export default {
  /** Once for a model, before Python is heard. */
  initialize(/** @type {{ model: Model }} */ { model }) {
    follow_splices(model);
  },
  async render(/** @type {{ model: Model, signal?: AbortSignal }} */ given) {
    const widget = await load(given.model);
    return given.signal?.aborted ? undefined : widget.render(given);
  },
};

// What each widget opens with: a few lines that fetch its code, which the page keeps.
//
// Python sends a module once, in a parcel: a model without a view (_parcels.py). A parcel may lean
// on earlier ones, and names them by their digests.

import { opened } from "./parcel.js";
import { follow_splices } from "./splices.js";

/** @import { Model } from "./kernel.js" */
/** @typedef {Map<string, Promise<string>>} Shelf  where a parcel's module is, by its digest */

const SHELF = Symbol.for("closereader modules");
const NAMED = /"closereader:([0-9a-f]{16})"/g;

/** The page's own, for all notebooks on it. @returns {Shelf} */
function shelf_of_page() {
  const page = /** @type {Record<symbol, any>} */ (globalThis);
  return (page[SHELF] ??= new Map());
}

/** @param {Model} model @param {string} digest @param {string} address @param {Shelf} shelf */
async function put_on_shelf(model, digest, address, shelf) {
  let { code, css } = await opened(model, digest, address);
  for (const [named, other = ""] of code.matchAll(NAMED)) {
    code = code.replaceAll(named, JSON.stringify(await shelf.get(other)));
  }
  const sheet = document.createElement("style");
  sheet.textContent = css;
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

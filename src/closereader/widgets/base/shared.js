// What several widgets of a page show alike, a text or the codebook: Python sends it once, in a parcel
// (_parcels.py), and in the state of each widget stands only the name of that.

import { opened } from "./parcel.js";

/** @import { Model } from "./kernel.js" */
/** @typedef {{ parcel: [string, string] }} Named  digest and address of the parcel */
/** @typedef {{ value?: unknown, done: Promise<void> }} Held */

const VALUES = Symbol.for("closereader values");

/** What the page has unpacked, for all notebooks on it, by digests. @returns {Map<string, Held>} */
function values_of_page() {
  const page = /** @type {Record<symbol, any>} */ (globalThis);
  return (page[VALUES] ??= new Map());
}

/** @param {Model} model @returns {string[]} */
const shared_by = (model) => model.get("in_parcels") ?? [];

/** @param {any} value @returns {any} */
function with_value_of(value) {
  if (Array.isArray(value)) return value.map(with_value_of);
  return values_of_page().get(value?.parcel?.[0])?.value ?? value;
}

/** A model that has values where parcels are named. @param {Model} model @returns {Model} */
export function with_values(model) {
  return {
    get: (name) =>
      shared_by(model).includes(name) ? with_value_of(model.get(name)) : model.get(name),
    on: (name, callback) => model.on(name, callback),
    off: (name, callback) => model.off(name, callback),
    send: (content) => model.send(content),
    get widget_manager() {
      return model.widget_manager;
    },
  };
}

/**
 * Unpack what a model names and the page has not got. Null where there is nothing to wait for.
 * @param {Model} model  of `with_values`
 * @returns {Promise<unknown> | null}
 */
export function fetch_values(model) {
  const wanted = shared_by(model).flatMap((name) => [model.get(name)].flat()).filter((one) => one?.parcel);
  if (wanted.length === 0) return null;
  return Promise.all(wanted.map(({ parcel: [digest, address] }) => fetch_value(model, digest, address)));
}

/** @param {Model} model @param {string} digest @param {string} address */
function fetch_value(model, digest, address) {
  const values = values_of_page();
  const known = values.get(digest);
  if (known) return known.done;
  const held = /** @type {Held} */ ({});
  values.set(digest, held);
  held.done = opened(model, digest, address).then(
    (value) => void (held.value = value),
    (error) => {
      values.delete(digest); // another widget may have more luck
      throw error;
    },
  );
  return held.done;
}

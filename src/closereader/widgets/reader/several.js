// A widget that shows several texts has a store for each, which knows nothing of the others.
// It gets a model that looks like a reader's: of every trait that comes as a list it sees its part,
// and what it says to Python names its text.

/** @import { Model } from "../base/kernel.js" */

/** The traits that come as lists, by the name that a store knows them under. */
const LISTS = /** @type {Record<string, string>} */ ({
  text: "texts",
  marks: "marks",
  links: "links",
  options: "options",
  problem: "problems",
});
const CHANGE = "change:";

/**
 * @param {Model} model the model of all the texts
 * @param {number} which the place of the text among them
 * @returns {Model}
 */
export function part_model(model, which) {
  /** @type {Map<(...args: any[]) => void, (...args: any[]) => void>} */
  const hearing = new Map();
  const own = () => model.get("texts")[which].id;
  const event_of = (/** @type {string} */ name) => {
    const trait = name.startsWith(CHANGE) ? LISTS[name.slice(CHANGE.length)] : undefined;
    return trait === undefined ? name : CHANGE + trait;
  };
  return {
    get: (name) => (name in LISTS ? model.get(LISTS[name])[which] : model.get(name)),
    on(name, callback) {
      if (name !== "msg:custom") return model.on(event_of(name), callback);
      const heard = (/** @type {any} */ message, /** @type {any[]} */ ...rest) => {
        if (message?.about === undefined || message.about === own()) callback(message, ...rest);
      };
      hearing.set(callback, heard);
      return model.on(name, heard);
    },
    off: (name, callback) => model.off(event_of(name), hearing.get(callback) ?? callback),
    send: (content) => model.send({ .../** @type {object} */ (content), about: own() }),
    get widget_manager() {
      return model.widget_manager;
    },
    signal: model.signal,
  };
}

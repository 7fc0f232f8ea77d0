// Each of the two texts of a comparison has a store of its own, which knows nothing of the other.
// It gets a model that looks like a reader's: of every trait that comes in pairs it sees its half,
// and what it says to Python names its text.

/** @typedef {import("./kernel.js").Model} Model */
/** @typedef {0 | 1} Side */

/** The traits that come in pairs, by the name that a store knows them under. */
const PAIRS = /** @type {Record<string, string>} */ ({
  text: "texts",
  marks: "marks",
  links: "links",
  options: "options",
  problem: "problems",
});
const CHANGE = "change:";

/** Both sides, in reading order. */
export const SIDES = /** @type {Side[]} */ ([0, 1]);

/** @param {Side} side @returns {Side} */
export function other_side(side) {
  return side === 0 ? 1 : 0;
}

/**
 * @param {Model} model the model of the comparison
 * @param {Side} side
 * @returns {Model}
 */
export function side_model(model, side) {
  /** @type {Map<(...args: any[]) => void, (...args: any[]) => void>} */
  const hearing = new Map();
  const own = () => model.get("texts")[side].id;
  const event_of = (/** @type {string} */ name) => {
    const trait = name.startsWith(CHANGE) ? PAIRS[name.slice(CHANGE.length)] : undefined;
    return trait === undefined ? name : CHANGE + trait;
  };
  return {
    get: (name) => (name in PAIRS ? model.get(PAIRS[name])[side] : model.get(name)),
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

// What JupyterLab finds under our name: one container with all our plugins.
// A new plugin is a function (shared, given) => Promise<Plugin>, named in PLUGINS.

import { cards_plugin } from "./cards.js";
import { desk_plugin } from "./desk.js";
import { lesson_plugin } from "./lesson.js";
import { site_plugin } from "./site.js";

/** @typedef {Record<string, Record<string, { get(): Promise<() => unknown> }>>} Scope */

const PLUGINS = [cards_plugin, lesson_plugin, desk_plugin, site_plugin];

/**
 * @param {string} styles  all stylesheets of the plugin
 * @param {unknown} course  the notebooks of the course, see course.js
 */
export default function entry(styles, course) {
  /** @type {Scope} */
  let scope = {};
  /** @param {string} name */
  async function shared(name) {
    const versions = Object.values(scope[name] ?? {});
    if (versions[0] === undefined) throw new Error(`This JupyterLab does not share ${name}.`);
    return (await versions[0].get())();
  }
  return {
    /** @param {Scope} given */
    init(given) {
      scope = given;
    },
    async get() {
      const sheet = document.createElement("style");
      sheet.textContent = styles;
      document.head.append(sheet);
      const made = await Promise.all(PLUGINS.map((make) => make(shared, { styles, course })));
      return () => ({ __esModule: true, default: made });
    },
  };
}

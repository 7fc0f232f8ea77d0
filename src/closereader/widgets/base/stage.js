// What stands between JupyterLab and a front end: it is drawn when its data are there, and when
// drawing fails there is a sentence and a button in its place, not an empty output.
//
// Python opens every comm with its data. They can be missing all the same (a page that was closed
// in the middle, a damaged state), and a view cannot know when it is asked to draw.

import { tend_citations } from "./cite_links.js";
import { h, small_button } from "./dom.js";
import { mend_hearing } from "./hearing.js";
import { keep_focus_in_sight } from "./in_sight.js";
import { guard_keys } from "./keys.js";
import { hold_presses } from "./press.js";
import { make_rerun } from "./rerun.js";
import { fetch_values, with_values } from "./shared.js";
import { make_shelter, take_over } from "./shelter.js";
import { lend_voice, say_opened } from "./voice.js";

/** @import { Model } from "./kernel.js" */
/** @typedef {{ model: Model, el: HTMLElement }} View */
/**
 * Draws, and returns what takes it away. What listens to the window or the document does so with the
 * signal of the model, so that a drawing that fails half-way leaves nobody listening.
 * @typedef {(view: View) => () => void} Draw
 */

const NOT_THERE = "This has not arrived from Python yet. It appears here when it does.";
const FAILED =
  "This could not be shown. Nothing is lost: what was saved is on disk, and what was not waits in this browser.";

/**
 * Make the `render` of a widget out of what draws it.
 * @param {Draw} draw
 * @param {string[]} needs  traits without which there is nothing to draw
 * @param {(model: Model) => string} called  what it is, for whoever has just opened it
 * @returns {Draw}
 */
export function stage(draw, needs, called) {
  return ({ model: sent, el }) => {
    const model = with_values(sent);
    /** @type {ReturnType<typeof draw_into> | null} */
    let scene = null;
    const notice = h("div", { class: "cr cr-box cr-stage", hidden: true });
    const rerun = make_rerun(el);
    const again = small_button("Show it again", draw_anew);
    const place = h("div", {});
    const unguard = guard_keys(notice);
    const end = new AbortController();
    const keep_still = lend_voice(el);
    const shelter = make_shelter(el, place);
    let name = ""; // before it was drawn for the first time
    el.append(notice, place);

    /** @param {string} sentence @param {HTMLElement[]} ways  what can be done about it */
    function show(sentence, ...ways) {
      notice.hidden = sentence === "";
      notice.replaceChildren(h("p", {}, sentence), h("div", { class: "cr-row" }, ways, rerun));
    }

    /** @param {unknown} error */
    function fail(error) {
      console.error("A widget could not be drawn:", error);
      show(FAILED, again);
    }

    /** What stands there is taken away first, as a view that closes: it saves what was written. */
    function draw_anew() {
      const failed = scene;
      scene = null;
      try {
        failed?.close();
      } catch (error) {
        console.error(error);
      }
      begin();
    }

    /** Draw, unless it is drawn or there is nothing to draw yet. */
    function begin() {
      if (scene) return;
      try {
        const coming = fetch_values(model);
        if (coming) return void coming.then(() => end.signal.aborted || begin()).catch(fail);
        if (!needs.every((name) => is_filled(model.get(name)))) return show(NOT_THERE);
        scene = draw_into(place, draw, model, fail);
        show("");
        const first = !name;
        name = called(model);
        if (first) take_over(el, place, name, draw_anew, end.signal);
        say_opened(el, `Ready: ${name}.`);
      } catch (error) {
        fail(error);
      }
    }

    for (const name of needs) model.on(`change:${name}`, begin);
    mend_hearing(model).catch((error) => console.error(error));
    begin();
    tend_citations(place, names_of(model), end.signal);
    keep_focus_in_sight(place, end.signal);
    hold_presses(place, end.signal);
    return () => {
      for (const needed of needs) model.off(`change:${needed}`, begin);
      keep_still();
      unguard();
      notice.remove();
      shelter.leave(name, () => {
        end.abort();
        scene?.close();
        place.remove();
      });
    };
  };
}

/** How citations may name texts; none when it cannot be known, for words without links are whole. @param {Model} model */
function names_of(model) {
  return () => {
    try {
      return model.get("citable") ?? {};
    } catch (error) {
      console.warn("No links can be made of citations:", error);
      return {};
    }
  };
}

/** Is this the value of a trait that Python has filled? @param {unknown} value */
function is_filled(value) {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/**
 * Draw into a place; what fails then or later is told, and what was drawn in part is taken away.
 * @param {HTMLElement} place
 * @param {Draw} draw
 * @param {Model} model
 * @param {(error: unknown) => void} fail  what is on the page failed to follow a change
 */
function draw_into(place, draw, model, fail) {
  const watched = watch_listeners(model, fail);
  try {
    const close = draw({ model: watched.model, el: place });
    return {
      close() {
        try {
          close();
        } finally {
          watched.end();
          place.replaceChildren();
        }
      },
    };
  } catch (error) {
    watched.end();
    place.replaceChildren();
    throw error;
  }
}

/**
 * A model that knows who listens to it, so that a drawing that failed half-way hears and sends
 * nothing any more, and that tells when a listener throws.
 * @param {Model} model
 * @param {(error: unknown) => void} fail
 */
function watch_listeners(model, fail) {
  /** @typedef {(this: any, ...args: any[]) => void} Callback */
  /** @type {{ name: string, callback: Callback, heard: Callback }[]} */
  let listeners = [];
  const end = new AbortController();
  /** @type {Model} */
  const watched = {
    get: (name) => model.get(name),
    on(name, callback) {
      /** @this {any} @param {any[]} args */
      const heard = function (...args) {
        try {
          callback.apply(this, args);
        } catch (error) {
          fail(error);
        }
      };
      listeners.push({ name, callback, heard });
      model.on(name, heard);
    },
    off(name, callback) {
      const left = listeners.filter((one) => one.name === name && one.callback === callback);
      listeners = listeners.filter((one) => !left.includes(one));
      for (const one of left) model.off(name, one.heard);
    },
    send(content) {
      if (end.signal.aborted) return;
      try {
        model.send(content);
      } catch (error) {
        // JupyterLab 4.6 throws ("Cannot send") when Python was restarted before a slow page drew
        // this. What is drawn is told that its Python is gone, and keeps what is written.
        console.warn("Nothing can be sent:", error);
        const told = listeners.filter(({ name }) => name === "comm:close");
        queueMicrotask(() => told.forEach(({ heard }) => heard()));
      }
    },
    get widget_manager() {
      return model.widget_manager;
    },
    signal: end.signal,
  };
  return {
    model: watched,
    end() {
      end.abort();
      for (const { name, heard } of listeners) model.off(name, heard);
      listeners = [];
    },
  };
}

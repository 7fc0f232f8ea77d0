// The desk: several texts, one at a time, each a whole reader behind a tab. Citations on the page
// open here, and fields take words from here (desk_events.js says how they ask).

import { answer_page, ask_page } from "../base/desk_events.js";
import { carry_place, meant_passage, selected_passage, show_cited, watch_presence } from "../reader/passage.js";
import { dom_id, h, refill } from "../base/dom.js";
import { guard_keys } from "../base/keys.js";
import { open_store } from "../reader/store.js";
import { keep_text } from "../reader/whole.js";
import { part_model } from "../reader/several.js";
import { stage } from "../base/stage.js";

/** @import { Model } from "../base/kernel.js" */
/** @import { Store } from "../reader/store.js" */
/** @import { Whole } from "../reader/whole.js" */
/** @import { PickRequest } from "../base/desk_events.js" */
/** @typedef {{ store: Store, whole: Whole | null, close: () => void }} Opened  a text that has been looked at */

/** @type {[string, string][]} */
const DESK_KEYS = [
  ["F6", "take these words to where they were asked for, or go back to the citation"],
  ["Shift + F6", "go back without words"],
];

/**
 * Put a desk into an element.
 * @param {{model: Model, el: HTMLElement}} given
 * @returns {() => void} takes it away
 */
function render({ model, el }) {
  // The stage gives every drawing one that ends also when the drawing fails half-way.
  const { signal = new AbortController().signal } = model;
  /** @type {string[]} */
  const ids = model.get("texts").map((/** @type {{id: string}} */ text) => text.id);
  /** @type {Map<number, Opened>} */
  const opened = new Map();
  let current = -1;
  /** Where the person came from, and what was wanted there. @type {Partial<PickRequest> & {back: () => void} | null} */
  let errand = null;

  const name = dom_id("crd");
  const tabs = ids.map((id, which) => h("button", {
    type: "button", role: "tab", id: `${name}-tab-${which}`, class: "crd-tab", title: model.get("texts")[which].title,
    "aria-controls": `${name}-panel-${which}`, onclick: () => turn_to(which),
  }, id));
  const panels = ids.map((_, which) => h("div", {
    role: "tabpanel", id: `${name}-panel-${which}`, class: "crd-panel", hidden: true, "aria-labelledby": `${name}-tab-${which}`,
  }));
  const asked = h("div", { class: "crd-asked cr-no-links", hidden: true });
  const tablist = h("div", { class: "crd-tabs", role: "tablist", "aria-label": "Texts", onkeydown: on_tab_key }, tabs);
  const root = h("section", { class: "cr crd", "aria-label": "Texts" }, tablist, asked, panels);
  el.replaceChildren(root);

  /** @param {number} which @returns {Whole | null} */
  function turn_to(which) {
    if (which === current) return opened.get(which)?.whole ?? null;
    current = which;
    tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === which));
      tab.tabIndex = at === which ? 0 : -1;
      panels[at].hidden = at !== which;
    });
    if (!opened.has(which)) open(which);
    return opened.get(which)?.whole ?? null;
  }

  /** A text is drawn when it is first looked at. @param {number} which */
  function open(which) {
    const store = open_store(part_model(model, which));
    /** @type {Opened} */
    const one = { store, whole: null, close: () => {} };
    opened.set(which, one);
    const kept = keep_text(store, panels[which], {
      name: `Reader: ${store.text().title}`,
      keys: DESK_KEYS,
      picks: () => errand?.take !== undefined,
      ready(made) {
        one.whole = made;
        carry_place(made);
        made.view.on("selection", show_errand);
      },
    });
    one.close = () => {
      kept.close();
      store.close();
    };
  }

  /** @param {KeyboardEvent} event */
  function on_tab_key(event) {
    const to = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const which = (to + ids.length) % ids.length;
    turn_to(which);
    tabs[which].focus();
  }

  const whole_now = () => opened.get(current)?.whole ?? null;

  // ---- errands

  /** Say what words are wanted for, and how to bring them there. */
  function show_errand() {
    const whole = whole_now();
    asked.hidden = errand === null;
    if (!errand || !whole) return;
    const passage = errand.take ? meant_passage(whole) : null;
    const words = `Words for ${errand.asks}: ${passage ? `${passage.text} ${passage.label}` : "select them in the text."} `;
    const key = (/** @type {string} */ keys) => [" ", h("kbd", { "aria-hidden": "true" }, keys)];
    refill(asked,
      errand.take ? h("span", { title: words }, words) : null, // a low window cuts them
      errand.take ? h("button", { type: "button", class: "cr-button cr-small cr-main", disabled: !passage, onclick: bring }, "Put them in", key("F6")) : null,
      " ", h("button", { type: "button", class: "cr-button cr-small", onclick: go_back },
        errand.take ? "Back without words" : "Back to where I was", key(errand.take ? "Shift F6" : "F6")));
  }

  /** @param {typeof errand} next */
  function set_errand(next) {
    errand = next;
    const say = `Now select words for ${next?.asks}. F6 takes them, Shift and F6 goes back without.`;
    for (const { whole } of opened.values()) {
      if (next?.take) whole?.card.shrink({ say, back: "The whole card" });
      else whole?.card.grow();
    }
    show_errand();
  }

  function bring() {
    const whole = whole_now();
    const passage = whole && errand?.take ? meant_passage(whole) : null;
    if (!errand?.take || !whole) return go_back();
    if (!passage) return whole.view.announce("Select words first: Shift and the arrows, or w."), whole.focus();
    const { take } = errand;
    set_errand(null);
    whole.leave();
    whole.view.select(passage.e, passage.e);
    take(passage);
  }

  function go_back() {
    const back = errand?.back;
    set_errand(null);
    back?.();
  }

  /** @param {PickRequest} request */
  function fetch_words(request) {
    const there = whole_now();
    const ready = there && request.now ? selected_passage(there) : null;
    if (there && ready) {
      there.leave();
      there.view.select(ready.e, ready.e);
      request.take(ready);
      return true;
    }
    there?.leave();
    // The text that is open, if words may be of it, else the first of those they may be of.
    const wanted = (request.texts ?? []).map((id) => ids.indexOf(id)).filter((at) => at >= 0);
    const whole = turn_to(wanted.length === 0 || wanted.includes(current) ? Math.max(current, 0) : wanted[0]);
    if (!whole) return false;
    set_errand(request);
    show(whole);
    whole.view.announce(`Words for ${request.asks}. Select them, then press F6; Shift and F6 goes back without.`);
    return true;
  }

  /** @param {Whole} whole */
  function show(whole) {
    root.scrollIntoView({ block: "nearest" });
    whole.focus();
  }

  /** @param {import("../base/desk_events.js").CiteRequest} cited */
  function open_cited(cited) {
    const from = document.activeElement;
    const whole = turn_to(ids.indexOf(cited.text));
    if (!whole) return false;
    whole.leave();
    if (!show_cited(whole, cited)) show(whole);
    if (errand?.take) show_errand(); // words are still wanted
    else if (from instanceof HTMLElement && !root.contains(from) && from !== document.body) set_errand({ back: () => from.focus() });
    return true;
  }

  answer_page(el, "has-desk", () => true, { signal, early: true });
  answer_page(el, "can-cite", ({ text }) => ids.includes(text), { signal, early: true });
  answer_page(el, "cite", (cited) => ids.includes(cited.text) && open_cited(cited), { signal, early: true });
  answer_page(el, "pick", fetch_words, { signal, early: true });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || event.ctrlKey || event.metaKey || event.altKey || !errand) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) go_back();
    else bring();
  });
  const unguard = guard_keys(el, { may_rerun: () => [...opened.values()].some(({ store }) => store.status()?.rerun) });
  const refresh = () => document.visibilityState === "visible" && opened.get(current)?.store.refresh();
  document.addEventListener("visibilitychange", refresh, { signal });
  window.addEventListener("focus", refresh, { signal });
  turn_to(0);
  watch_presence(el, signal, () => ask_page(el, "desk-ready"));
  return () => {
    unguard();
    for (const one of opened.values()) one.close();
    el.replaceChildren();
  };
}

export default { render: stage(render, ["texts"], () => "the texts of this page") };

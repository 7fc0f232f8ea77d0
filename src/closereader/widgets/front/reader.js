// The reader: a text as a page on which passages are marked. This file only puts the parts
// together; each part is a module of its own.

import { h } from "./dom.js";
import { guard_keys } from "./keys.js";
import { open_store } from "./reader_store.js";
import { make_view } from "./reader_view.js";
import { can_paint, make_paint } from "./reader_paint.js";
import { make_page } from "./reader_page.js";
import { make_card } from "./reader_card.js";
import { make_chooser } from "./reader_chooser.js";
import { make_notes } from "./reader_notes.js";
import { make_margin } from "./reader_margin.js";
import { make_deeds } from "./reader_deeds.js";
import { make_steps } from "./reader_steps.js";
import { make_bar } from "./reader_bar.js";
import { make_foot } from "./reader_foot.js";
import { make_banners } from "./reader_banners.js";
import { make_panels } from "./reader_panels.js";
import { make_help } from "./reader_help.js";
import { make_search } from "./reader_search.js";
import { make_quote } from "./reader_quote.js";
import { make_links } from "./reader_links.js";
import { make_list } from "./reader_list.js";
import { make_marked } from "./reader_marked.js";
import { watch_keys } from "./reader_keys.js";

/** @typedef {import("./kernel.js").Model} Model */
/** @typedef {import("./reader_view.js").View} View */
/** @typedef {import("./reader_view.js").Mode} Mode */

const NO_PAINT =
  "This browser cannot paint marks on the page. They are shown here as marked text, and their " +
  "codes stand in the margin of the page.";

/**
 * Put a reader into an element.
 * @param {{model: Model, el: HTMLElement}} given
 * @returns {() => void} takes it away
 */
function render({ model, el }) {
  const end = new AbortController();
  const store = open_store(model);
  /** @type {() => void} */
  let clear = () => {};
  let version = "";
  const build = () => {
    const { id, fingerprint } = store.text();
    if (version === `${id} ${fingerprint}`) return;
    version = `${id} ${fingerprint}`;
    clear();
    clear = show_text(store, el);
  };
  build();
  const unsubscribe = store.subscribe((event) => event === "traits" && build());
  const unguard = guard_keys(el, { may_rerun: () => Boolean(store.status()?.rerun) });
  const refresh = () => document.visibilityState === "visible" && store.refresh();
  document.addEventListener("visibilitychange", refresh, { signal: end.signal });
  window.addEventListener("focus", refresh, { signal: end.signal });
  return () => {
    end.abort();
    unsubscribe();
    unguard();
    clear();
    store.close();
  };
}

/**
 * One text on the page, until it goes or another edition takes its place.
 * @param {import("./reader_store.js").Store} store
 * @param {HTMLElement} host
 * @returns {() => void}
 */
function show_text(store, host) {
  const end = new AbortController();
  const view = make_view(store, host, end.signal);
  const el = assemble(view);
  host.replaceChildren(el);
  const unsubscribe = store.subscribe((event, detail) => {
    if (event === "show") host.dispatchEvent(new CustomEvent("closereader-show", { detail }));
    else view.emit(event);
  });
  view.emit("marks");
  return () => {
    unsubscribe();
    end.abort();
    host.replaceChildren();
  };
}

/**
 * The parts of one view. Several of them call one another, hence the arrows.
 * @param {View} view
 * @returns {HTMLElement}
 */
function assemble(view) {
  const paint = make_paint(view);
  const page = make_page(view, {
    selected: (how) => steps.selected(how),
    clicked: (point) => steps.clicked(point),
  });
  const foot = make_foot(view);
  /** @param {string} sentence @param {boolean} undo */
  const tell = (sentence, undo) => foot.tell(sentence, undo ? undo_last : null);
  const deeds = make_deeds(view, tell);
  const undo_last = () => {
    deeds.step("undo");
    focus_view();
  };
  /** @param {number} s @param {number} e */
  const look = (s, e) => {
    show("page");
    view.select(s, e);
    page.jump(s);
  };
  /** @param {number} s @param {number} e */
  const look_there = (s, e) => {
    card.leave();
    look(s, e);
    page.focus();
  };
  const visit = (/** @type {import("./reader_state.js").Mark} */ mark) => {
    card.leave();
    steps.visit(mark);
    page.focus();
  };
  /** @param {import("./reader_card.js").Draft} draft */
  const save = (draft) => {
    steps.set_current(deeds.save(draft).id);
    // A selection over the words would hide how they are marked now.
    if (view.mode === "page") view.select(draft.e, draft.e);
  };
  const links = make_links(view, { visit, look: look_there, tell });
  const card = make_card(view, page, { save, remove: deeds.remove, links });
  const chooser = make_chooser(view, page);
  const notes = make_notes(view, page);
  const steps = make_steps(view, { page, card, chooser, deeds, paint, tell, to_page: () => show("page") });
  const margin = make_margin(view, page, {
    open: steps.open_shown,
    point_at: (shown) => !card.is_open() && paint.spans("open", shown ? [[shown.mark.s, shown.mark.e]] : []),
  });
  const list = make_list(view, { edit: card.open_mark, remove: deeds.remove, visit });
  const marked = make_marked(view, {
    visit: ({ mark }) => visit(mark),
  });
  const panels = make_panels(
    {
      help: () => make_help(view),
      quote: () => make_quote(view, { save, show: look }),
      search: () =>
        make_search(view, {
          go: look,
          enter: page.focus,
          paint: (all, now) => {
            paint.spans("hit", all);
            paint.spans("now", now ? [now] : []);
          },
        }),
    },
    () => focus_view(),
  );
  const banners = make_banners(
    view,
    { accept: deeds.accept, remove: deeds.remove, visit, look: look_there, back: () => focus_view() },
    can_paint() ? "" : NO_PAINT,
  );
  const bar = make_bar(view, { show, panel: panels.toggle, step: deeds.step, taller });
  const frame = h("div", { class: "crr-frame" }, page.el, list.el, marked.el);
  const body = h("div", { class: "crr-body" }, banners.el, panels.el, frame);
  const root = dress_root(view, [bar.el, body, foot.el, view.live, paint.sheet]);

  function focus_view() {
    if (view.mode === "page") page.focus();
    else (view.mode === "list" ? list.el : marked.el).focus({ preventScroll: true });
  }
  /** @param {Mode} mode */
  function show(mode) {
    if (view.mode !== mode && !card.leave()) return;
    view.mode = mode;
    page.el.hidden = mode !== "page";
    list.el.hidden = mode !== "list";
    marked.el.hidden = mode !== "marked";
    view.emit("mode");
  }
  function taller() {
    body.style.height = ""; // whatever it was dragged to
    return root.classList.toggle("crr-tall");
  }
  function turn() {
    const order = /** @type {Mode[]} */ (["page", "list", "marked"]);
    show(order[(order.indexOf(view.mode) + 1) % order.length]);
    focus_view();
    view.announce({ page: "Page", list: "Table of marks", marked: "Marked text" }[view.mode]);
  }
  function escape() {
    const [s, e] = view.span();
    if (e > s) view.select(view.selected.focus, view.selected.focus);
    paint.spans("open", []);
    if (card.is_open()) card.close();
    else if (panels.is_open()) panels.close();
  }

  watch_keys(view, page, {
    mark: steps.mark,
    open: steps.open,
    note: steps.note,
    remove: steps.remove,
    next: steps.next,
    step: deeds.step,
    footnote: () => notes.open_near(view.selected.focus),
    panel: panels.toggle,
    copy: steps.copy,
    turn,
    escape,
  });
  for (const other of [list.el, marked.el]) {
    other.addEventListener("keydown", (event) => {
      if (event.target !== other || event.key !== "v") return;
      turn();
    });
  }
  page.sheet.addEventListener("click", (event) => {
    const number = event.target instanceof Element ? event.target.closest("[data-label]") : null;
    if (number) steps.copy_place(number.getAttribute("data-label") ?? "");
  });
  show(can_paint() ? "page" : "marked");
  open_at(view, page);
  margin.draw();
  paint.marks();
  bar.fill();
  return root;
}

/**
 * The frame around everything, with its name and height.
 * @param {View} view
 * @param {HTMLElement[]} children
 */
function dress_root(view, children) {
  const { title, lead } = view.text;
  const by = [lead?.author, lead?.date].filter(Boolean).join(", ");
  const root = h(
    "section",
    { class: "cr crr", "aria-label": `Reader: ${title}` },
    h("p", { class: "crr-title" }, h("strong", {}, title), by ? h("span", { class: "cr-soft" }, ` ${by}`) : null),
    children,
  );
  const { height } = view.store.options();
  if (height) root.style.setProperty("--crr-asked", typeof height === "number" ? `${height}px` : height);
  root.id = view.uid;
  return root;
}

/**
 * Begin at the passage that was asked for; the page must be in the document for that.
 * @param {View} view
 * @param {import("./reader_page.js").Page} page
 */
function open_at(view, page) {
  const { focus } = view.store.options();
  view.el.addEventListener(
    "closereader-show",
    (event) => {
      const [s, e] = /** @type {CustomEvent} */ (event).detail;
      view.select(s, e);
      page.jump(s);
    },
    { signal: view.signal },
  );
  if (!focus) return;
  requestAnimationFrame(() => {
    if (view.signal.aborted) return;
    view.select(focus[0], focus[0]);
    page.el.scrollTop = view.places.part_at(focus[0]).row.offsetTop - 24;
  });
}

export default { render };

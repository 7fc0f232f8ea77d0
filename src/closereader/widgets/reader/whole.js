// One text on the page with all that can be done to it: the parts of the reader, put together.
// The reader shows one of these, the comparison two.

import { h } from "../base/dom.js";
import { make_view } from "./view.js";
import { make_near } from "./near.js";
import { can_paint, make_paint } from "./paint.js";
import { make_page } from "./page.js";
import { make_card } from "./card.js";
import { make_chooser } from "./chooser.js";
import { make_notes } from "./notes.js";
import { make_margin } from "./margin.js";
import { make_deeds } from "./deeds.js";
import { make_steps } from "./steps.js";
import { make_bar } from "./bar.js";
import { make_foot } from "./foot.js";
import { make_banners } from "./banners.js";
import { make_panels } from "./panels.js";
import { make_help } from "./help.js";
import { make_search } from "./search.js";
import { make_quote } from "./quote.js";
import { make_links } from "./links.js";
import { make_list } from "./list.js";
import { make_marked } from "./marked.js";
import { make_modes } from "./modes.js";
import { watch_keys } from "./keys.js";

/** @import { View } from "./view.js" */
/** @import { Mark } from "./state.js" */
/** @import { Draft } from "./card.js" */
/**
 * What is other when the text is one of several: the name of its region, who answers to search,
 * undo and redo, the keys that are added to the list, whether words are selected just now to be
 * taken elsewhere, so that no card opens on them, or only a small one, and what else Esc leads to.
 * @typedef {{
 *   name?: string, search?: () => void, step?: (way: "undo" | "redo") => void,
 *   keys?: [string, string][], picks?: () => boolean, escaped?: () => void,
 *   room?: () => import("./card_room.js").Room | undefined,
 * }} Setting
 */
/** @typedef {ReturnType<typeof show_text>} Whole */

const NO_PAINT =
  "This browser cannot paint marks on the page. They are shown here as marked text, and their " +
  "codes stand in the margin of the page.";

/**
 * Show the text of a store, and show it anew when another edition takes its place.
 * @param {import("./store.js").Store} store
 * @param {HTMLElement} host
 * @param {Setting & {ready?: (whole: Whole) => void}} [setting] `ready` is told of every new page
 * @returns {{close: () => void}}
 */
export function keep_text(store, host, setting = {}) {
  let version = "";
  /** @type {Whole | null} */
  let whole = null;
  const build = () => {
    const { id, fingerprint } = store.text();
    if (version === `${id} ${fingerprint}`) return;
    version = `${id} ${fingerprint}`;
    whole?.close();
    whole = show_text(store, host, setting);
    setting.ready?.(whole);
  };
  build();
  const unsubscribe = store.subscribe((event) => event === "traits" && build());
  // What has been written in an open card is saved when the view goes, as Save would do it.
  const on_hide = () => whole?.leave();
  window.addEventListener("pagehide", on_hide, { capture: true, signal: store.signal }); // before what cannot be saved is set aside
  return {
    close() {
      on_hide();
      unsubscribe();
      whole?.close();
    },
  };
}

/**
 * One text on the page, until it goes or another edition takes its place.
 * @param {import("./store.js").Store} store
 * @param {HTMLElement} host
 * @param {Setting} setting
 */
function show_text(store, host, setting) {
  const end = new AbortController();
  store.signal?.addEventListener("abort", () => end.abort());
  const view = make_view(store, host, end.signal);
  const parts = assemble(view, setting);
  host.replaceChildren(parts.root);
  const unsubscribe = store.subscribe((event, detail) => {
    if (event === "show") host.dispatchEvent(new CustomEvent("closereader-show", { detail }));
    else if (event === "told") parts.tell(String(detail), false);
    else view.emit(event);
  });
  view.emit("marks");
  return {
    ...parts,
    view,
    close() {
      unsubscribe();
      view.pending.close();
      end.abort();
      host.replaceChildren();
    },
  };
}

/**
 * The parts of one view. Several of them call one another, hence the arrows.
 * @param {View} view
 * @param {Setting} setting
 */
function assemble(view, setting) {
  const page = make_page(view, {
    selected: (how) => !setting.picks?.() && !links.take() && steps.selected(how, setting.room?.()),
    clicked: (point) => links.take() || steps.clicked(point),
  });
  const near = make_near(view, page);
  const paint = make_paint(view, near);
  const foot = make_foot(view);
  /** @param {string} sentence @param {boolean} undo */
  const tell = (sentence, undo) => foot.tell(sentence, undo ? () => undo_last() : null);
  const deeds = make_deeds(view, tell);
  /** @param {Draft} draft */
  const save = (draft) => {
    steps.set_current(deeds.save(draft).id);
    // A selection over the words would hide how they are marked now.
    if (view.mode === "page") view.select(draft.e, draft.e);
  };
  /** @param {Mark} mark */
  const visit = (mark) => {
    card.leave();
    steps.visit(mark);
    modes.focus();
  };
  /** @param {number} s @param {number} e */
  const look = (s, e) => {
    card.leave();
    steps.look(s, e);
    modes.focus();
  };
  const links = make_links(view, { visit, look, tell, card: () => card, enter: () => page.focus() });
  const card = make_card(view, page, { save, remove: deeds.remove, links: links.fill, look });
  const chooser = make_chooser(view, page);
  const list = make_list(view, { edit: card.open_mark, remove: deeds.remove, visit, turn: () => modes.turn() });
  const marked = make_marked(view, {
    mark: (theme, span) => steps.set_current(deeds.mark_now(theme, ...span).id),
    write: ([s, e], host, back) => card.open_new(s, e, { host, back, focus: "theme" }),
    edit: (mark, host, back) => card.open_mark(mark, { host, back }),
    remove: deeds.remove,
    copy: (span) => steps.copy(span),
    footnote: (number) => notes.open_number(number), turn_note: (marker) => notes.turn(marker),
    next: (way) => steps.next(way),
    panel: (name) => toggle(name),
    turn: () => modes.turn(),
    step: (way) => step(way),
  });
  const modes = make_modes(view, page, list, marked, card.leave);
  const undo_last = () => {
    deeds.step("undo");
    modes.focus();
  };
  const steps = make_steps(view, { card, chooser, deeds, paint, tell, jump: modes.jump });
  make_margin(view, page, near, {
    open: (shown) => (shown.reader === null && links.take(shown.mark)) || steps.open_shown(shown),
    point_at: (shown) => !card.is_open() && paint.spans("open", shown ? [[shown.mark.s, shown.mark.e]] : []),
  });
  const panels = make_panels(panel_makers(view, page, paint, steps, save, modes.focus, setting), modes.focus);
  view.pending.add({
    draft: () => panels.made("quote")?.draft?.() ?? null,
    resume: (draft) => draft.slot === "quote" && (panels.open("quote").resume?.(draft), true),
  });
  /** @param {import("./panels.js").PanelName} name */
  const toggle = (name) => (name === "search" && setting.search ? setting.search() : panels.toggle(name));
  const step = setting.step ?? deeds.step;
  const banners = make_banners(
    view,
    { accept: deeds.accept, remove: deeds.remove, visit, look, back: modes.focus },
    can_paint() ? "" : NO_PAINT,
  );
  const body = h("div", { class: "crr-body" }, banners.el, view.pending.el, panels.el, modes.frame);
  const taller = () => {
    body.style.height = ""; // whatever it was dragged to
    return root.classList.toggle("crr-tall");
  };
  const bar = make_bar(view, { show: modes.show, panel: toggle, step, taller });
  const root = dress_root(view, setting, [bar.el, body, foot.el, paint.sheet]);
  const notes = make_notes(view, page, marked.el);
  connect(view, { page, paint, card, panels, toggle, modes, steps, step, notes, links, root }, setting.escaped);
  modes.show(can_paint() ? "page" : "marked");
  open_at(view, page);
  paint.marks();
  bar.fill();
  return { root, page, card, look, leave: card.leave, focus: modes.focus, go: steps.look, spans: paint.spans, step: deeds.step, tell };
}

/**
 * What opens between bar and text.
 * @param {View} view
 * @param {import("./page.js").Page} page
 * @param {import("./paint.js").Paint} paint
 * @param {import("./steps.js").Steps} steps
 * @param {(draft: Draft) => void} save
 * @param {() => void} enter gives the focus to the text
 * @param {Setting} setting
 */
function panel_makers(view, page, paint, steps, save, enter, setting) {
  /** @param {number} s @param {number} e */
  const show_place = (s, e) => {
    if (view.mode !== "page") return;
    view.select(e, e);
    page.jump(s);
  };
  return {
    help: () => make_help(view, setting.keys ?? []),
    quote: () => make_quote(view, { save, show: show_place }),
    search: () =>
      make_search(view, {
        go: steps.look,
        enter,
        paint: (all, now) => {
          paint.spans("hit", all);
          paint.spans("now", now ? [now] : []);
        },
      }),
  };
}

/**
 * Keys and clicks, once everything is there that they can ask for.
 * @param {View} view
 * @param {{
 *   page: import("./page.js").Page, paint: import("./paint.js").Paint,
 *   card: import("./card.js").Card, panels: ReturnType<typeof make_panels>,
 *   modes: import("./modes.js").Modes, steps: import("./steps.js").Steps,
 *   toggle: (name: import("./panels.js").PanelName) => void, step: (way: "undo" | "redo") => void,
 *   notes: ReturnType<typeof make_notes>, links: ReturnType<typeof make_links>, root: HTMLElement,
 * }} tools
 * @param {() => void} [escaped]
 */
function connect(view, { page, paint, card, panels, toggle, modes, steps, step, notes, links, root }, escaped) {
  /** In the text, Esc drops the selection and closes what is open. */
  function escape() {
    if (links.stop()) return;
    const [s, e] = view.span();
    if (e > s) view.select(view.selected.focus, view.selected.focus);
    paint.spans("open", []);
    if (card.is_open()) card.close();
    else if (panels.is_open()) panels.close();
    escaped?.();
  }
  const { mark, open, note, remove, next, copy } = steps;
  watch_keys(view, page, {
    mark,
    open: () => links.take() || open(),
    note,
    remove,
    next,
    copy,
    escape,
    step,
    turn: modes.turn,
    panel: toggle,
    footnote: () => notes.open_near(view.selected.focus),
  });
  // From anywhere else, Esc leads to where one reads; what closes itself with Esc keeps the key.
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target === page.el) return;
    if (view.mode === "list") modes.show("page");
    modes.focus();
  });
  page.sheet.addEventListener("click", (event) => {
    const number = event.target instanceof Element ? event.target.closest("[data-label]") : null;
    if (number) steps.copy_place(number.getAttribute("data-label") ?? "");
  });
}

/**
 * The frame around everything, with its name and height.
 * @param {View} view
 * @param {Setting} setting
 * @param {HTMLElement[]} children
 */
function dress_root(view, setting, children) {
  const { title, lead } = view.text;
  // each by itself: behind an Arabic name the parts of a date would change their places
  const by = [lead?.author, lead?.date].filter(Boolean).map((one) => h("bdi", {}, one));
  const root = h("section", { class: "cr crr", "aria-label": setting.name ?? `Reader: ${title}` },
    h("p", { class: "crr-title" },
      h("strong", {}, h("bdi", {}, title)),
      by.length ? h("span", { class: "cr-soft" }, " ", by.flatMap((one, at) => (at ? [", ", one] : [one]))) : null,
    ),
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
 * @param {import("./page.js").Page} page
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
    page.begin_at(focus[0]);
  });
}

// The small card in which a mark is made or changed. Everything in it can be done with one key.

import { dom_id, h, refill, turn_tab } from "../base/dom.js";
import { latin } from "../base/layout.js";
import { shorten, shorten_middle } from "./view.js";
import { make_float } from "./float.js";
import { make_room } from "./card_room.js";
import { make_choice } from "./choice.js";
import { root_of } from "./page.js";
import { spoken } from "../base/voice.js";
import { LABELS } from "../base/labels.js";

/** @import { View } from "./view.js" */
/** @import { Mark } from "./state.js" */
/** @import { Page } from "./page.js" */
/**
 * What a card is about; `mark` is the mark it began with, null for a new one.
 * @typedef {{mark: Mark | null, s: number, e: number, theme: string | null, move: string | null, note: string}} Draft
 */
/**
 * `host`: put the card there, in the flow, instead of over the page; `back`: where the focus goes;
 * `or`: words that may be taken instead, to the letter or to the word; `room`: it opens small.
 * @typedef {{
 *   host?: HTMLElement, back?: () => void, focus?: "theme" | "note" | "none",
 *   or?: [number, number], room?: import("./card_room.js").Room,
 * }} Opening
 */
/** @typedef {ReturnType<typeof make_card>} Card */

/**
 * @param {View} view
 * @param {Page} page
 * @param {{
 *   save: (draft: Draft) => void, remove: (mark: Mark) => void,
 *   links: (mark: Mark) => HTMLElement | null, look: (s: number, e: number) => void,
 * }} deeds
 */
export function make_card(view, page, deeds) {
  const { store } = view;
  const id = dom_id("crr-card");
  const choice = make_choice(view, id);
  const words = h("p", { class: "crr-card-words" });
  const other = h("button", { type: "button", class: "crr-other", onclick: take_other });
  const note = h("textarea", { class: "cr-field", id: `${id}-note`, rows: "2" });
  const fault = spoken(h("p", { class: "crr-fault" }));
  const links = h("div", { class: "crr-links" });
  const remove = h("button", { type: "button", class: "cr-button", onclick: drop }, LABELS.remove);
  const key = (/** @type {string} */ name) => h("kbd", { "aria-hidden": "true" }, name);
  // The buttons stand above and stay; what does not fit is scrolled below them.
  const rest = h("div", { class: "crr-card-rest" },
    choice.el,
    h("label", { class: "crr-label", for: `${id}-note` }, "Note ", key("n")),
    note,
    links,
  );
  const form = h("form", { onsubmit: on_submit },
    words,
    other,
    h("div", { class: "crr-card-buttons" },
      h("button", { type: "submit", class: "cr-button cr-main" }, `${LABELS.save} `, key("Enter")),
      h("button", { type: "button", class: "cr-button", onclick: () => cancel() }, `${LABELS.cancel} `, key("Esc")),
      remove,
    ),
    fault,
    rest,
  );
  // Focusable itself: a click between its parts must not give the focus, and the keys, to the text.
  const el = h("div", { class: "crr-card", role: "dialog", tabindex: "-1", hidden: true, onkeydown: on_key },
    form,
  );
  const room = make_room(el, choice.focus, () => {
    view.writing = draft !== null && !room.is_small();
    stand();
    view.emit("open");
  });
  words.after(room.said);
  /** @type {Draft | null} */
  let draft = null;
  /** @type {Opening} */
  let opening = {};
  choice.on_change(() => (fault.textContent = ""));

  /** @param {Event} event */
  function on_submit(event) {
    event.preventDefault();
    save();
  }

  /** Is there anything in the card that closing it would lose? */
  function is_dirty() {
    if (!draft) return false;
    const { mark } = draft;
    if (!mark) return note.value.trim() !== "" || choice.chosen.theme !== null;
    const { theme, move } = choice.chosen;
    return note.value.trim() !== mark.note || theme !== mark.theme || move !== mark.move;
  }

  function save() {
    if (!draft) return;
    if (choice.chosen.theme === null) {
      fault.textContent = "Choose a theme first.";
      choice.focus();
      return;
    }
    const finished = { ...draft, ...choice.chosen, note: note.value.trim() };
    const changed = is_dirty();
    close();
    if (changed) deeds.save(finished);
  }

  function drop() {
    const mark = draft?.mark;
    cancel();
    if (mark) deeds.remove(mark);
  }

  /** A note that is not saved. @type {import("../base/pending.js").Field} */
  const field = {
    draft() {
      if (!draft || note.value.trim() === "" || note.value.trim() === draft.note) return null;
      const { mark, s, e } = draft;
      const [slot, quote] = [slot_of(draft), mark ? "" : view.words(s, e)];
      const { theme, move } = choice.chosen;
      const more = { quote, theme: theme ?? "", move: move ?? "" };
      return { slot, label: `note on ${mark ? view.describe(mark) : `“${shorten(quote, 60)}”`}`, words: { note: note.value }, more };
    },
    resume({ slot, words: { note: noted = "" }, more = {} }) {
      const mark = store.mark(slot);
      const [s, e] = mark ? [mark.s, mark.e] : slot.split("-").map(Number);
      if (view.readonly() || (!mark && (!(e > s) || view.words(s, e) !== more["quote"]))) return false;
      deeds.look(s, e);
      if (!leave()) return false;
      open({ mark, s, e, theme: more["theme"] || null, move: more["move"] || null, note: mark?.note ?? "" }, { focus: "note" });
      note.value = noted;
      return true;
    },
  };
  view.pending.add(field);

  /** Close without saving: a note that was written is offered again. */
  function cancel() {
    view.pending.set_aside(field);
    if (field.draft()) view.announce("Your note is kept: it is offered above the text.");
    close();
  }

  /** Close, and give the focus back to where it came from. */
  function close() {
    if (!draft) return;
    const { back = page.focus } = opening;
    draft = null;
    opening = {};
    view.open_id = null;
    view.writing = false;
    el.hidden = true;
    room.grow();
    el.classList.remove("crr-docked");
    page.sheet.append(el);
    view.emit("open");
    back();
  }

  /**
   * Somebody turns to other words: what has been written is saved when it can be, and stays open
   * when it cannot.
   * @returns {boolean} whether the card is closed now
   */
  function leave() {
    if (!draft) return true;
    if (is_dirty() && choice.chosen.theme === null) return false;
    opening.back = () => {};
    if (is_dirty()) save();
    else close();
    return true;
  }

  /** @param {Draft} next @param {Opening} how */
  function open(next, how) {
    if (!leave()) return choice.focus();
    draft = next;
    opening = how;
    view.open_id = next.mark?.id ?? null;
    view.writing = true;
    const before = view.pending.take_up(slot_of(next));
    note.value = before?.words["note"] ?? next.note;
    const more = before?.more;
    fault.textContent = "";
    remove.hidden = !next.mark;
    el.setAttribute("aria-label", next.mark ? `Mark: ${view.describe(next.mark)}` : "New mark");
    choice.set(more ? { theme: more["theme"] || null, move: more["move"] || null } : next);
    fill(next);
    (how.host ?? page.sheet).append(el);
    el.classList.toggle("crr-inflow", Boolean(how.host));
    el.hidden = false;
    view.emit("open");
    room.begin(how.room);
    float();
    rest.scrollTop = 0;
    if (how.focus === "note") note.focus({ preventScroll: true });
    else if (how.focus !== "none") choice.focus();
    if (how.host) el.scrollIntoView({ block: "nearest" });
    return undefined;
  }

  /** Small, and with no margin to stand in, it stands below the text: any word of it can be selected. */
  function stand() {
    if (!draft || opening.host) return;
    const docked = room.is_small() && !page.wide;
    const place = docked ? page.el.closest(".crr-body") : page.sheet;
    el.classList.toggle("crr-docked", docked);
    if (!place || el.parentElement === place) return;
    place.append(el);
    if (docked) el.scrollIntoView({ block: "nearest" });
  }

  /** Take the letters instead of the whole words, or the words instead of the letters. */
  function take_other() {
    if (!draft || !opening.or) return;
    const { s, e } = draft;
    [draft.s, draft.e] = opening.or;
    opening.or = [s, e];
    view.select(draft.s, draft.e, { exact: true });
    page.show_native();
    fill(draft);
    view.emit("open");
    view.announce(`Taken: ${view.words(draft.s, draft.e)}`);
    choice.focus(); // on with the card: a second Enter on the button would take the words back
  }

  /** @param {Draft} about */
  function fill({ s, e, mark }) {
    const text = mark ? view.mark_words(mark) : view.words(s, e);
    const state = [
      store.is_waiting(mark?.id ?? "") ? "Waits to be saved." : "",
      mark?.status === "moved" ? "Found at another place: the text has changed." : "",
    ];
    refill(
      words,
      h("span", { class: "cr-quote" }, `“${shorten_middle(text, 110)}”`),
      h("span", { class: "cr-soft" }, ` ${view.place(s, e)} `),
      h("em", { class: "cr-soft" }, state.filter(Boolean).join(" ")),
    );
    const { or } = opening;
    const taken = or && or[0] <= s && e <= or[1] ? "Take the whole words" : "Take only";
    refill(other, or ? `${taken} “${shorten_middle(view.words(...or), 40)}”` : null);
    other.hidden = !or;
    fill_links(mark);
  }

  /** Links come and go while the card is open; the focus stays among them. @param {Mark | null} mark */
  function fill_links(mark) {
    const had_focus = links.contains(root_of(el).activeElement);
    refill(links, mark ? deeds.links(mark) : null);
    const next = /** @type {HTMLElement | null} */ (links.querySelector("button, select"));
    if (had_focus) (next ?? note).focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    const { target } = event;
    const pressed = latin(event);
    turn_tab(el, event);
    if (room.is_small() && pressed !== "Escape") return undefined;
    const in_list = target instanceof HTMLSelectElement;
    const in_button = target instanceof HTMLButtonElement || in_list;
    if (pressed === "Escape") return settle(event, cancel);
    if (pressed === "Enter" && !event.shiftKey && !in_button) return settle(event, save);
    if (target === note || in_list || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (pressed === "n") return settle(event, () => note.focus());
    return choice.press(pressed) ? settle(event, () => undefined) : undefined;
  }

  function its_lines() {
    if (!draft || el.matches(".crr-inflow, .crr-docked")) return null;
    const rects = view.places.rects(draft.s, draft.e);
    const [first, last] = [rects[0], rects.at(-1)];
    return first && last ? { top: first.top, bottom: last.bottom } : null;
  }

  view.on("layout", stand);
  const float = make_float(view, page, el, its_lines, () => page.wide);
  view.on("marks", () => {
    // What is being written stays; only what stands around it follows.
    const now = draft?.mark ? store.mark(draft.mark.id) : null;
    if (draft && now) fill({ ...draft, mark: now });
  });
  return {
    el,
    close: cancel,
    leave,
    is_open: () => draft !== null,
    is_whole: () => draft !== null && !room.is_small(),
    /** Small, while words are selected elsewhere. @param {import("./card_room.js").Room} how */
    shrink: (how) => draft !== null && room.shrink(how),
    grow: room.grow,
    /** The words that the card is about, empty when none is open. @returns {[number, number][]} */
    words: () => (draft ? [[draft.s, draft.e]] : []),
    /** @param {number} s @param {number} e @param {Opening} [how] */
    open_new(s, e, how = {}) {
      open({ mark: null, s, e, theme: null, move: null, note: "" }, how);
    },
    /** @param {Mark} mark @param {Opening} [how] */
    open_mark(mark, how = {}) {
      const { s, e, theme, move, note: comment } = mark;
      open({ mark, s, e, theme, move, note: comment }, how);
    },
  };
}

/** Where the words of a card belong. @param {Draft} draft */
function slot_of({ mark, s, e }) {
  return mark?.id ?? `${s}-${e}`;
}

/** @param {KeyboardEvent} event @param {() => void} deed */
function settle(event, deed) {
  event.preventDefault();
  event.stopPropagation();
  deed();
}

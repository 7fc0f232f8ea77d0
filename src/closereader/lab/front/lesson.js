// A notebook of the course, as a reader meets it: ready, with its code out of the way.

import { add_run_buttons } from "./again.js";
import { announce_rest, announce_widgets } from "./coming.js";
import { tell_of_crash } from "./crashed.js";
import { digest, name_of, place_of, uses_library, ways_from } from "./course.js";
import { keep_clean, keep_output_in_view, keep_place, lead_to, stay_at_restart } from "./keeping.js";
import { laid_out, reserve } from "./heights.js";
import { lead_on_request } from "./leading.js";
import { fold_more, prose_of } from "./more.js";
import { name_parts } from "./naming.js";
import { recall, remember } from "./remembered.js";
import { give_room } from "./room.js";
import { run_along, sources_of, start_kernel } from "./running.js";
import { is_site } from "./site.js";
import { add_button, add_strip, say_above, strip_of } from "./strip.js";
import { draw_when_near, keep_waiting, put_off, set_formulas_only } from "./waiting.js";

/** @import { Entry } from "./course.js" */
/** @import { NotebookPanel } from "./jupyter.js" */

const ID = "closereader:lesson";
const HOME = "home.ipynb";
const HOW_TO_RUN = "run-all"; // the id of the cell that says so, in every notebook
const OFFERED = "closereader-simple-offered";
const CHANGED = "This notebook was changed since it was published. Run it?";
const FOREIGN = "This notebook is not the course's own. Run it only if you trust who made it.";
const UNKNOWN = "This address does not let JupyterLab check the notebook. Run it?";

/** @type {(shared: import("./jupyter.js").Shared, given: import("./jupyter.js").Given) => Promise<import("./jupyter.js").Plugin>} */
export async function lesson_plugin(shared, { course }) {
  const { INotebookTracker, INotebookWidgetFactory, NotebookActions } = await shared("@jupyterlab/notebook");
  const { ISettingRegistry } = await shared("@jupyterlab/settingregistry");
  const { SessionAPI } = await shared("@jupyterlab/services");
  const { CodeCell } = await shared("@jupyterlab/cells");
  const { ILatexTypesetter } = await shared("@jupyterlab/rendermime");
  const { IEditorLanguageRegistry } = await shared("@jupyterlab/codemirror");
  const { Widget } = await shared("@lumino/widgets");
  const entries = /** @type {Entry[]} */ (course ?? []);
  return {
    id: ID,
    autoStart: true,
    requires: [INotebookTracker],
    optional: [ISettingRegistry, INotebookWidgetFactory, IEditorLanguageRegistry, ILatexTypesetter],
    activate(
      /** @type {import("./jupyter.js").App} */ app,
      /** @type {import("./jupyter.js").Tracker} */ tracker,
      /** @type {import("./jupyter.js").SettingRegistry | null} */ registry,
      /** @type {{ widgetCreated: import("./jupyter.js").Signal } | null} */ factory,
      /** @type {import("./jupyter.js").Languages | null} */ languages,
      /** @type {import("./jupyter.js").Typesetter | null} */ typesetter,
    ) {
      const kit = { app, tracker, CodeCell, Widget, entries };
      // Without settings (a JupyterLab that lacks them) the defaults hold.
      const settings = registry ? registry.load(ID).catch(() => null) : Promise.resolve(null);
      const each = async (/** @type {NotebookPanel} */ panel) => {
        // What is not seen does not jump while the page is laid out.
        const seen = panel.content.node.style;
        const starting = start(panel);
        let go_on = () => {};
        if (starting) {
          seen.visibility = "hidden";
          draw_when_near(panel.content);
          go_on = keep_waiting(panel);
        }
        try {
          await panel.context.ready;
          await meet(panel, await settings, { ...kit, starting, go_on }, () => (seen.visibility = ""));
        } finally {
          seen.visibility = "";
          go_on();
        }
      };
      /** @type {WeakMap<NotebookPanel, Promise<void>>} */
      const started = new WeakMap();
      const start = (/** @type {NotebookPanel} */ panel) => {
        if (place_of(entries, panel.context.path) === null) return null;
        const starting = started.get(panel) ?? start_kernel(panel, is_site() ? null : SessionAPI);
        started.set(panel, starting);
        return starting;
      };
      keep_output_in_view(tracker, NotebookActions);
      put_off(app.serviceManager, languages);
      set_formulas_only(typesetter);
      // The tracker hears of it when it is on the page, which is 50 ms later.
      factory?.widgetCreated.connect((_, panel) => void start(panel));
      tracker.forEach((panel) => void each(panel));
      tracker.widgetAdded.connect((_, panel) => void each(panel));
    },
  };
}

/**
 * @typedef {object} Kit
 * @property {import("./jupyter.js").App} app
 * @property {import("./jupyter.js").Tracker} tracker
 * @property {{ execute(cell: unknown, session: unknown): Promise<{ content: { status: string } } | void> }} CodeCell
 * @property {new (options: { node: HTMLElement }) => import("./jupyter.js").LabWidget} Widget
 * @property {Entry[]} entries
 * @property {Promise<void> | null} starting  until the notebook has its kernel
 * @property {() => void} go_on  lets what is out of sight be set up
 */

/**
 * @param {NotebookPanel} panel
 * @param {import("./jupyter.js").Settings | null} settings
 * @param {Kit} kit
 * @param {() => void} show  lets the page be seen
 */
async function meet(panel, settings, kit, show) {
  const place = place_of(kit.entries, panel.context.path);
  const sources = sources_of(panel);
  if (place !== null || uses_library(sources)) name_parts(panel);
  if (place === null) {
    if (uses_library(sources)) ask_first(panel, kit, FOREIGN);
    return;
  }
  const found = await digest(sources);
  const own = found === place.entry.digest;
  panel.node.classList.add("closereader-lesson");
  name_tab(panel, place.entry);
  give_room(kit.app.shell);
  stay_at_restart(panel);
  add_strip(panel, kit.Widget);
  add_ways(panel, place, kit);
  lead_on_request(panel, place, kit);
  add_code_button(panel, own && settings?.get("hideCode").composite !== false);
  if (!own) {
    ask_first(panel, kit, found === "" ? UNKNOWN : CHANGED);
    return;
  }
  keep_clean(panel);
  fold_more(panel);
  if (place.entry.path !== HOME) add_run_buttons(panel, kit.CodeCell); // it is made anew by itself
  keep_place(panel);
  announce_rest(panel);
  offer_simple_view(panel, kit);
  const runs = settings?.get("runWhenOpened").composite !== false;
  if (runs) hide_how_to_run(panel);
  if (runs) reserve(panel, panel.content.widgets);
  const stop_announcing = runs ? announce_widgets(panel) : () => {};
  const shown = laid_out(panel).then(show);
  void shown.then(() => begin_at_strip(panel, kit.tracker));
  if (!runs) return shown;
  const still_own = async () => (await digest(sources_of(panel))) === place.entry.digest;
  const run = async () => {
    await kit.starting;
    await run_along(panel, kit.CodeCell, still_own, kit.go_on);
  };
  tell_of_crash(panel, kit.Widget, run);
  try {
    await run();
  } finally {
    stop_announcing(); // what has not come by now does not come by itself
  }
  if (place.entry.path !== HOME) return;
  // The first page tells how far its reader is: it is made anew whenever they come back to it.
  kit.tracker.currentChanged.connect((_, now) => {
    if (now === panel && !panel.isDisposed) void run();
  });
}

/**
 * Let the tab say the title: a lesson and its exercise have files of one name. JupyterLab takes a
 * changed title for a wish to rename the file, and does so: it must not hear of it. A solution has
 * the heading of its exercise, and is what a teacher changes.
 * @param {NotebookPanel} panel
 * @param {Entry} entry
 */
function name_tab(panel, entry) {
  const { title, content } = panel;
  // The first pages of two courses have the same code and the same name; each has its own heading.
  const [, heading = entry.title] = /^# (.+)$/m.exec(prose_of(content.widgets[0])) ?? [];
  const kind = entry.path.startsWith("solutions/") ? "Solution: " : "";
  if (title.changed.disconnect(panel._onTitleChanged, panel)) title.label = kind + name_of({ ...entry, title: heading });
  title.className += " closereader-tab";
}

/**
 * Let Tab begin at the notebook, where nothing has the focus: not at JupyterLab's menus.
 * @param {NotebookPanel} panel
 * @param {import("./jupyter.js").Tracker} tracker
 */
function begin_at_strip(panel, tracker) {
  if (tracker.currentWidget !== panel || document.activeElement !== document.body) return;
  const strip = strip_of(panel);
  if (strip === null) return;
  strip.tabIndex = -1;
  strip.focus({ preventScroll: true });
}

/** @param {NotebookPanel} panel @param {Kit} kit @param {string} sentence */
function ask_first(panel, { CodeCell, Widget }, sentence) {
  say_above(panel, Widget, sentence, [["Run it", () => void run_along(panel, CodeCell, null)]]);
}

/** @param {NotebookPanel} panel @param {import("./course.js").Place} place @param {Kit} kit */
function add_ways(panel, { entry, root }, { app, entries }) {
  const open = (/** @type {string} */ path) =>
    app.commands.execute("docmanager:open", { path: root + path });
  const ways = ways_from(entries, entry);
  const home = entries.find((one) => one.path === HOME);
  /** @type {[number, string, Entry | undefined][]} */
  const buttons = [
    [10, "Home", entry === home ? undefined : home],
    [20, "Back", ways.back],
    [21, "Lesson", ways.lesson],
    [30, "Exercise", ways.exercise],
    [40, "Next", ways.next],
  ];
  for (const [rank, label, to] of buttons) {
    if (!to) continue;
    add_button(panel, { rank, label, title: to.title, run: () => void open(to.path) });
  }
  if (sources_of(panel).some((code) => /\bHandIn\(/.test(code))) {
    add_button(panel, { rank: 60, label: "Hand in", run: () => go_to_hand_in(panel) });
  }
}

/**
 * How to run a page is for programs that do not run it by themselves.
 * @param {NotebookPanel} panel
 */
function hide_how_to_run(panel) {
  panel.content.widgets.find(({ model }) => model.id === HOW_TO_RUN)?.setHidden(true);
}

/** @param {NotebookPanel} panel */
function go_to_hand_in(panel) {
  const { widgets } = panel.content;
  const index = widgets.findIndex((cell) =>
    /\bHandIn\(/.test(cell.model.sharedModel.getSource()),
  );
  const heading = widgets[index - 1]?.model.type === "markdown" ? 1 : 0;
  if (index >= 0) void lead_to(panel, index - heading);
}

/** @param {NotebookPanel} panel @param {boolean} hidden */
function add_code_button(panel, hidden) {
  const show = (/** @type {boolean} */ shown) => {
    panel.node.classList.toggle("closereader-no-code", !shown);
    if (shown) panel.toolbar.show();
    else panel.toolbar.hide();
  };
  show(!hidden);
  add_button(panel, {
    rank: 90,
    label: "Show code",
    pressed: !hidden,
    run(button) {
      const shown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(shown));
      show(shown);
    },
  });
}

/**
 * Offer the view without side bars and tabs, once in a browser.
 * @param {NotebookPanel} panel
 * @param {Kit} kit
 */
function offer_simple_view(panel, { app, Widget }) {
  const command = "application:toggle-mode";
  const many = app.shell.mode === "multiple-document" && app.commands.hasCommand(command);
  // A narrow window has no room for the offer, and a phone none for tabs either way.
  if (!many || recall(OFFERED) || window.innerWidth < 900) return;
  remember(OFFERED, "yes");
  say_above(panel, Widget, "JupyterLab can show one page at a time, without tabs.", [
    ["One page at a time", () => void app.commands.execute(command)],
    ["Keep the tabs", () => {}],
  ]);
}

// The last cell of an exercise: what will be handed in, the file, and the way back.

import { clock, h, refill } from "../../widgets/base/dom.js";
import { guard_keys } from "../../widgets/base/keys.js";
import { keys_of, make_outbox } from "../../widgets/base/outbox.js";
import { make_frame } from "../../widgets/base/question_frame.js";
import { make_bring } from "./bring.js";
import { make_preview } from "./preview.js";
import { make_returned } from "./returned.js";
import { make_samples } from "./samples.js";
import { make_waiting } from "./waiting.js";
import { ask_drafts, keep_box, make_pending } from "../../widgets/base/pending.js";
import { stage } from "../../widgets/base/stage.js";
import { say_aloud } from "../../widgets/base/voice.js";

const CALM = 250; // ms without a further change before the preview is asked for again
const KB = 1000;

/** @typedef {{ name?: string, place?: string, size?: number, at?: string, changed?: boolean, copy?: string }} Made */

/** @param {{ model: import("../../widgets/base/kernel.js").Model, el: HTMLElement }} view */
function render({ model, el }) {
  const about = model.get("about");
  const own = `handin:${about.exercise}`;
  const frame = make_frame({
    model, el, label: `Hand in: ${about.title}`, prompt: about.why ?? "",
    on_retry: () => outbox.flush(), on_put_away: (id) => outbox.put_away(id),
  });
  frame.root.classList.add("cr-handin");

  // It stands below everything and follows everything: who is at work elsewhere must not hear of it.
  const is_inside = () => frame.root.contains(document.activeElement);
  const tell = (/** @type {string} */ sentence) => say_aloud(frame.root, sentence);
  const tell_inside = (/** @type {string} */ sentence) => { if (is_inside()) tell(sentence); };

  const preview = make_preview({ holds: about.holds ?? [], on_name: choose, say: tell_inside });
  const pending = make_pending(model, own);
  const waiting = make_waiting({ model, own, is_gone: () => outbox.is_gone(), on_change: () => show_holds(), say: tell_inside });
  const make = h("button", { type: "button", class: "cr-button cr-main", "aria-describedby": waiting.el.id, onclick: () => pending.settle(make_file) }, "Make my file");
  const holds = h("p", {});
  const result = h("div", { class: "cr-handin-result" });
  const bring = make_bring({ send: (message) => model.send(message), most: about.most ?? 0 });
  const samples = make_samples({ on_place: (value) => outbox.push({ op: "place", about: `place:${value.question}:${value.sample}`, value }) });
  const returned = make_returned();
  // The button stands before what leads to each question: by keys it is few stops away.
  frame.body.append(preview.summary, pending.el, waiting.el, h("p", {}, make), result,
    preview.missing, samples.el, returned.el, preview.list, bring.el);

  let making = false;
  let asked = false; // the button was pressed, and the file is not there yet
  const outbox = make_outbox({
    model, ...keys_of(model, own),
    on_status(status) {
      frame.status.show(status);
      making &&= status.pending > 0;
      make.textContent = making && status.state === "saving" ? "Making your file …" : "Make my file";
      bring.gone(status.rerun);
    },
    on_ack: () => show_made(),
  });
  /** @type {string} */
  let address = ""; // of the file, in this page
  let shown = "";

  function make_file() {
    making = asked = true;
    ask_drafts();
    outbox.push({ op: "make", about: "make", slot: "make", value: null });
    waiting.look();
  }
  /** @param {string} name */
  function choose(name) {
    outbox.push({ op: "name", about: "name", value: name }); // each name that was chosen is kept
  }

  function show_preview() {
    preview.show(model.get("preview") ?? {}, String(model.get("who")?.name ?? ""));
    waiting.look();
  }

  /** Say whether the file holds all that is here: words that are not put in it does not. */
  function show_holds() {
    holds.textContent = waiting.has_drafts()
      ? "It holds what was put in, not the text that is named above. Put that in and make the file again, or upload it as it is."
      : `It holds what is here now.${model.get("made")?.copy ? "" : " Upload this one file."}`;
  }

  function show_samples() {
    samples.show(model.get("samples") ?? []);
  }

  function show_returned() {
    returned.show(model.get("returned") ?? {});
  }

  function show_made() {
    const made = /** @type {Made} */ (model.get("made") ?? {});
    const now = JSON.stringify(made);
    if (now === shown) return;
    const before = /** @type {Made} */ (JSON.parse(shown || "{}"));
    shown = now;
    show_holds();
    tell_made(made, before);
    if (!made.name) {
      forget();
      refill(result);
    } else if (made.at === before.at && made.name === before.name) {
      refill(result, sentences(made, holds), link(made));
    } else {
      forget();
      refill(result, sentences(made, holds));
      model.send({ type: "file" });
    }
  }

  /** Said in one go, and wherever the focus is when somebody waits for it. @param {Made} made @param {Made} before */
  function tell_made(made, before) {
    const awaited = asked && made.at !== before.at;
    if (!made.name || !(awaited || is_inside())) return;
    asked &&= !awaited;
    tell(sentences(made, holds.cloneNode(true)).map((one) => one.textContent).join(" "));
  }

  /** @param {any} message */
  function on_message(message) {
    if (message?.type === "file" && typeof message.page === "string") {
      const made = /** @type {Made} */ (model.get("made") ?? {});
      if (message.name !== made.name || message.page === "") return;
      forget();
      address = URL.createObjectURL(new Blob([message.page], { type: "text/html" }));
      refill(result, sentences(made, holds), link(made));
    } else if (message?.type === "waiting") {
      waiting.told(message);
    } else if (message?.type === "offer") {
      bring.offer(message);
    } else if (message?.type === "brought") {
      bring.brought(message);
    } else if (message?.type === "failed") {
      bring.failed(message);
    }
  }

  /** @param {Made} made */
  function link(made) {
    return address && h("p", {},
      h("a", { class: "cr-button cr-handin-link", href: address, download: made.name }, "Download the file"));
  }
  function forget() {
    if (address) URL.revokeObjectURL(address);
    address = "";
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const ask_again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => model.send({ type: "refresh" }), CALM);
  };
  // Marks and answers of other notebooks come from other kernels: look when somebody comes back.
  const on_return = () => document.visibilityState === "visible" && ask_again();

  const unguard = guard_keys(el, { may_rerun: outbox.is_gone });
  const follow = [
    ["change:preview", show_preview], ["change:who", show_preview], ["change:made", show_made],
    ["change:samples", show_samples], ["change:returned", show_returned],
    ["change:stirred", ask_again], ["msg:custom", on_message],
  ];
  for (const [name, callback] of follow) model.on(/** @type {string} */ (name), /** @type {any} */ (callback));
  document.addEventListener("visibilitychange", on_return, { signal: model.signal });
  window.addEventListener("focus", on_return, { signal: model.signal });
  show_preview();
  show_made();
  show_samples();
  show_returned();
  keep_box(pending, { ...preview.name, slot: "name", label: "name in the file" });
  return () => {
    pending.close();
    for (const [name, callback] of follow) model.off(/** @type {string} */ (name), /** @type {any} */ (callback));
    clearTimeout(timer);
    waiting.close();
    unguard();
    forget();
    bring.close();
    outbox.close();
    frame.close();
  };
}

/** @param {Made} made @param {Node} holds  what it says when nothing has changed since */
function sentences({ name = "", place = "", size = 0, at = "", changed = false, copy = "" }, holds) {
  return [
    h("p", {}, `Your file was made at ${clock(at)}: `, h("strong", {}, name),
      ` (${Math.max(1, Math.round(size / KB))} kB). It lies in ${place}.`),
    changed
      ? h("p", { class: "cr-handin-warning" },
          "Something changed since. Make the file again, so that it holds what is here now.")
      : holds,
    ...(copy ? [h("p", {}, copy)] : []),
  ];
}

export default { render: stage(render, ["about"], (model) => `hand in ${model.get("about").title}`) };

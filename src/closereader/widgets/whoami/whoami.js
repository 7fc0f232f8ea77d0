// Choose a reader name.

import { h } from "../base/dom.js";
import { guard_keys } from "../base/keys.js";
import { keys_of, make_outbox } from "../base/outbox.js";
import { keep_box, make_pending } from "../base/pending.js";
import { make_frame } from "../base/question_frame.js";
import { stage } from "../base/stage.js";
import { spoken } from "../base/voice.js";
import { LABELS } from "../base/labels.js";

const LONGEST_NAME = 120;

/** @param {{ model: import("../base/kernel.js").Model, el: HTMLElement }} view */
function render({ model, el }) {
  const frame = make_frame({
    model, el, label: "Your reader name", prompt: model.get("why") ?? "",
    on_retry: () => outbox.flush(), on_put_away: (id) => outbox.put_away(id),
  });
  const input = h("input", {
    type: "text", class: "cr-field", maxlength: LONGEST_NAME, autocomplete: "off", spellcheck: "false",
    oninput: show_button,
  });
  const use = h("button", { type: "submit", class: "cr-button cr-main" }, "Use this name");
  const offered = String(model.get("offered") ?? "").trim();
  const take = h("button", { type: "button", class: "cr-button", onclick: take_offered },
    `Use “${offered}”, your name on the hub`);
  const now = spoken(h("p", { class: "cr-now" }));
  frame.root.classList.add("cr-whoami");
  const pending = make_pending(model, "name:reader");
  frame.body.append(
    pending.el,
    h("form", { class: "cr-row", onsubmit: choose }, h("label", {}, `${LABELS.name} `, input), use,
      offered && take),
    now,
    h("p", { class: "cr-soft cr-small" }, model.get("where") ?? ""),
  );

  const outbox = make_outbox({
    model, ...keys_of(model, "name:reader"),
    on_status: frame.status.show, on_ack: show, on_refused: () => show(),
  });
  const kept = () => String(model.get("who")?.name ?? "");
  const chosen = () => String(outbox.pending().at(-1)?.value ?? kept());
  let put = "";
  show();
  keep_box(pending, { box: input, slot: "name", label: "reader name", waits: () => !use.disabled, on_resume: show_button });

  function show() {
    // A name that is being typed is left alone.
    if (input.value === put) input.value = chosen();
    put = chosen();
    now.textContent = chosen()
      ? `You read as “${chosen()}”. You can change it at any time.`
      : "No name is chosen yet.";
    show_button();
    // With a name chosen it would only be in the way: the box takes every name.
    take.hidden = offered === "" || chosen() !== "";
  }

  function show_button() {
    const name = input.value.trim();
    use.disabled = name === "" || name === chosen();
  }

  /** @param {Event} event */
  function choose(event) {
    event.preventDefault();
    use_name(input.value.trim().replace(/\s+/g, " "));
  }

  function take_offered() {
    use_name(offered);
    input.focus(); // the button goes
  }

  /** @param {string} name */
  function use_name(name) {
    if (name === "" || name === chosen()) return;
    outbox.push({ op: "name", about: "name", value: name }); // each name that was chosen is kept
    input.value = name;
    show();
    now.scrollIntoView({ block: "nearest" });
  }

  const unguard = guard_keys(el, { may_rerun: outbox.is_gone });
  model.on("change:who", show);
  return () => {
    pending.close();
    model.off("change:who", show);
    unguard();
    outbox.close();
    frame.close();
  };
}

export default { render: stage(render, ["where"], () => "your reader name") };

// What is around every question: its number, what is asked, whether it is saved, who answers.

import { dom_id, h, refill } from "./dom.js";
import { make_status } from "./status.js";
import { spoken } from "./voice.js";

/** @import { Model } from "./kernel.js" */

/**
 * @param {object} options
 * @param {Model} options.model
 * @param {HTMLElement} options.el
 * @param {"group" | "fieldset"} [options.as]  a fieldset has its question as the legend
 * @param {string} [options.labels]  the id of the one control that this is the question to
 * @param {string} options.label  "Question 1"
 * @param {string} options.prompt  paragraphs, with empty lines between them
 * @param {() => void} options.on_retry
 * @param {(id: string) => void} options.on_put_away
 */
export function make_frame({ model, el, as = "group", labels, label, prompt, on_retry, on_put_away }) {
  const name = dom_id("cr-name");
  const asked = h(labels ? "label" : "span", { class: "cr-asked", id: name, for: labels },
    h("span", { class: "cr-number" }, label), " ",
    paragraphs(prompt).map((words) => h("span", { class: "cr-prompt" }, words)),
  );
  // Not the words as they stand: between two blocks a browser puts no space into a name.
  const spoken_name = [`${label}.`, ...paragraphs(prompt)].join(" ");
  const body = h("div", { class: "cr-body" });
  const problem = h("p", { class: "cr-problem", hidden: true });
  const notes = spoken(h("div", { class: "cr-notes" }));
  const who = h("span", { class: "cr-who" });
  const status = make_status({ on_retry, on_put_away });
  const foot = h("div", { class: "cr-foot" }, status.el, who);
  const root = as === "fieldset"
    ? h("fieldset", { class: "cr cr-box cr-question", "aria-label": spoken_name }, h("legend", {}, asked), problem, body, notes, foot)
    : h("div", { class: "cr cr-box cr-question", role: "group", "aria-label": labels ? label : spoken_name },
        asked, problem, body, notes, foot);

  const show_who = () => {
    const reader = model.get("who")?.name;
    who.textContent = reader ? `Reader: ${reader}` : "";
  };
  const show_problem = () => {
    problem.textContent = model.get("problem") || "";
    problem.hidden = !problem.textContent;
  };
  show_who();
  show_problem();
  model.on("change:who", show_who);
  model.on("change:problem", show_problem);
  el.append(root);

  return {
    root,
    body,
    name,
    status,
    /** @param {string[]} sentences */
    say(sentences) {
      refill(notes, sentences.map((words) => h("p", {}, words)));
    },
    close() {
      model.off("change:who", show_who);
      model.off("change:problem", show_problem);
      root.remove();
    },
  };
}

/** @param {string} prose */
export function paragraphs(prose) {
  return prose.split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean);
}

// One sentence on the scale: its words, the door to its paragraph, its points, a reason, and, when
// they are open, the points and reasons of others beside one's own.

import { dom_id, h, refill } from "../base/dom.js";

const CANNOT_SAY = "?";

/**
 * @param {object} options
 * @param {import("./scale.js").Sentence} options.sentence
 * @param {number} options.number
 * @param {string} options.who  places it: the reader, or the reader's partner
 * @param {import("./scale.js").Point[]} options.points
 * @param {[string, string]} options.ends  what its lowest and its highest point are called
 * @param {number} options.longest  characters of a reason
 * @param {(value: string) => void} options.on_place
 * @param {(reason: string) => void} options.on_reason
 */
export function make_row({ sentence, number, who, points, ends, longest, on_place, on_reason }) {
  const words = dom_id("crs-words");
  const context = dom_id("crs-context");
  const group = dom_id("crs-group");
  const choices = points.map((point) => {
    const input = h("input", {
      type: "radio", name: group, value: point.value,
      "aria-label": point.value === CANNOT_SAY ? point.name : `${point.value}: ${point.name}`,
      onchange: () => on_place(point.value),
    });
    const chips = h("span", { class: "crs-chips", "aria-hidden": "true" });
    const el = h("label", {
      class: point.value === CANNOT_SAY ? "crs-point crs-unsaid" : "crs-point", title: `${point.name}. ${point.definition}`,
    }, input, h("span", { class: "crs-face" }, point.value === CANNOT_SAY ? "cannot say" : point.value), chips);
    return { point, input, chips, el };
  });
  const name = h("span", { class: "crs-name cr-soft" });
  const reason = h("input", {
    type: "text", class: "cr-field crs-reason", maxlength: String(longest),
    placeholder: "A reason (optional)", "aria-label": `Reason for sentence ${number}, optional`,
    oninput: () => on_reason(reason.value),
  });
  const others = h("ul", { class: "crs-others", hidden: true });
  const door = make_door(sentence);
  const el = h("li", { class: "crs-row", onkeydown: on_digit },
    h("p", { class: "crs-sentence" },
      h("span", { class: "cr-sr" }, `Sentence ${number}: `),
      h("q", { class: "cr-quote", id: words }, sentence.quote), " ", door.button),
    h("p", { class: "crs-context cr-soft cr-small", id: context }, sentence.context),
    door.paragraph,
    h("div", { class: "crs-places" },
      h("div", { role: "toolbar" }, // at radio buttons Orca keeps digits for itself, but not in a toolbar
        h("div", { class: "crs-points", role: "radiogroup", "aria-labelledby": words, "aria-describedby": context },
          h("span", { class: "crs-end", "aria-hidden": "true" }, ends[0]),
          choices.filter(({ point }) => point.value !== CANNOT_SAY).map((choice) => choice.el),
          h("span", { class: "crs-end", "aria-hidden": "true" }, ends[1]),
          choices.filter(({ point }) => point.value === CANNOT_SAY).map((choice) => choice.el))),
      h("div", { class: "crs-mine" }, name, reason)),
    others);
  let mine = "";

  /** A digit places the sentence: faster than the arrows. In a reason it is a digit. @param {KeyboardEvent} event */
  function on_digit(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === reason) return;
    const key = event.key === "0" ? CANNOT_SAY : event.key;
    const found = choices.find(({ point }) => point.value === key);
    if (!found) return;
    event.preventDefault();
    found.input.checked = true;
    found.input.focus();
    on_place(key);
  }

  function draw_name() {
    const found = points.find(({ value }) => value === mine);
    name.textContent = found ? found.name : "no place yet";
    el.classList.toggle("crs-done", Boolean(found));
  }

  return {
    el,
    /** @param {import("./scale.js").Placed | undefined} placed */
    show(placed) {
      mine = placed?.value ?? "";
      for (const { point, input } of choices) input.checked = point.value === mine;
      const words = placed?.reason ?? "";
      // What another window wrote is shown here too, or the next key would write over it unseen;
      // but a space at the end, which Python takes off, stays for the next word.
      const same = reason.value.trim() === words.trim();
      if (!same || reason !== document.activeElement) reason.value = words;
      draw_name();
    },
    focus() {
      (choices.find(({ input }) => input.checked) ?? choices[0]).input.focus();
      el.scrollIntoView({ block: "nearest" });
    },
    /**
     * @param {import("./scale.js").Other[]} theirs  none while they are closed
     * @param {string} first  one's own point when they were opened
     */
    compare(theirs, first) {
      others.hidden = theirs.length === 0;
      refill(others,
        first && theirs.length > 0 ? h("li", {}, h("b", {}, who === "You" ? "You, before you saw this: " : `${who}: `), first === CANNOT_SAY ? "cannot say" : first) : null,
        theirs.map((other) => h("li", {},
          h("b", {}, `${other.name}: ${other.value === CANNOT_SAY ? "cannot say" : other.value}. `), other.reason)));
      for (const { point, chips } of choices) {
        const here = theirs.filter(({ value }) => value === point.value).map((other) => other.name.split(" ")[0]);
        if (theirs.length > 0 && first === point.value) here.unshift(who.replace("Your p", "P"));
        refill(chips, here.map((chip) => h("span", {}, chip)));
      }
      el.classList.toggle("crs-opened", theirs.length > 0);
    },
  };
}

/** The place is a door: it opens the paragraph. @param {import("./scale.js").Sentence} sentence */
function make_door(sentence) {
  const id = dom_id("crs-door");
  const paragraph = h("p", { class: "crs-paragraph cr-quote", id, hidden: true });
  const [before, after] = sentence.around;
  if (before === undefined) return { button: h("span", { class: "cr-small cr-soft" }, `(${sentence.cited})`), paragraph };
  const button = h("button", {
    type: "button", class: "crs-door cr-small", "aria-expanded": "false", "aria-controls": id,
    title: "Show the paragraph", "aria-label": `${sentence.cited}: show the paragraph`,
    onclick: () => {
      paragraph.hidden = !paragraph.hidden;
      button.setAttribute("aria-expanded", String(!paragraph.hidden));
      if (!paragraph.firstChild) refill(paragraph, before, h("mark", {}, sentence.quote), after);
    },
  }, `(${sentence.cited})`);
  return { button, paragraph };
}

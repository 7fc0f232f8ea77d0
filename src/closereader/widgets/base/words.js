// The sentences of the status line: what happened, and what to do next. Nothing else.

import { clock, count_of } from "./dom.js";

/**
 * @param {object} facts
 * @param {number} facts.pending
 * @param {string} facts.saved_at
 * @param {string} facts.hindrance
 * @param {boolean} facts.silent  no answer of any kind
 * @param {boolean} facts.ignored  answers, but for long none that says saved or refused
 * @param {boolean} facts.waits
 * @param {import("./shelf.js").Edit[]} facts.refused
 * @param {import("./kernel.js").Line} facts.line
 * @param {boolean} facts.durable
 * @returns {import("./outbox.js").Status}
 */
export function say({ pending, saved_at, hindrance, silent, ignored, waits, refused, line, durable }) {
  const changes = count_of(pending, "change");
  const verb = pending === 1 ? "waits" : "wait";
  const kept = durable ? `${changes} ${verb} in this browser` : `${changes} ${verb} in this page only; do not close it`;
  /** @param {import("./outbox.js").Status["state"]} state @param {string} message @param {boolean} [rerun] */
  const told = (state, message, rerun = false) => ({ saved_at, pending, refused, state, message, rerun });
  if (line === "gone" || line === "stopped") {
    const rest = pending > 0 ? `to save ${changes}.` : "to go on.";
    const what = line === "gone" ? "was restarted" : "has stopped";
    const where = durable ? "" : " Do not close this page before.";
    return told("waiting", `Python ${what}. Press “Run this cell again” (Shift+Enter) ${rest}${where}`, true);
  }
  if (refused.length > 0) {
    return told("refused", `${count_of(refused.length, "change")} cannot be saved: ${refused[0].refused}`);
  }
  if (pending === 0) return told("saved", saved_at ? `Saved ${clock(saved_at)}` : "");
  if (hindrance) return told("waiting", `${hindrance} ${kept}; saving is tried again.`);
  if (line === "offline") return told("waiting", `No connection to Jupyter. ${kept}.`);
  if (silent) {
    return told("waiting", `Python is not answering. ${kept}. Press “Run this cell again” (Shift+Enter), or reload this page.`, true);
  }
  if (waits && ignored && line !== "busy") {
    return told("waiting", `Python answers, but has not saved yet. ${kept}. If it stays so, press “Run this cell again” (Shift+Enter).`, true);
  }
  if (waits) return told("waiting", `Waiting for Python… ${kept}.`);
  return told("saving", "Saving…");
}

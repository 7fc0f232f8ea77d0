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
  const common = { saved_at, pending, refused };
  if (line === "gone" || line === "stopped") {
    const rest = pending > 0 ? `to save ${changes}.` : "to go on.";
    const what = line === "gone" ? "was restarted" : "has stopped";
    const where = durable ? "" : " Do not close this page before.";
    return {
      ...common,
      state: "waiting",
      rerun: true,
      message: `Python ${what}. Press “Run this cell again” (Shift+Enter) ${rest}${where}`,
    };
  }
  if (refused.length > 0) {
    const n = count_of(refused.length, "change");
    return { ...common, state: "refused", rerun: false, message: `${n} cannot be saved: ${refused[0].refused}` };
  }
  if (pending === 0) {
    const message = saved_at ? `Saved ${clock(saved_at)}` : "";
    return { ...common, state: "saved", rerun: false, message };
  }
  if (hindrance) {
    return { ...common, state: "waiting", rerun: false, message: `${hindrance} ${kept}; saving is tried again.` };
  }
  if (line === "offline") {
    return { ...common, state: "waiting", rerun: false, message: `No connection to Jupyter. ${kept}.` };
  }
  if (silent) {
    return {
      ...common,
      state: "waiting",
      rerun: true,
      message: `Python is not answering. ${kept}. Press “Run this cell again” (Shift+Enter), or reload this page.`,
    };
  }
  if (waits && ignored && line !== "busy") {
    return {
      ...common,
      state: "waiting",
      rerun: true,
      message: `Python answers, but has not saved yet. ${kept}. If it stays so, press “Run this cell again” (Shift+Enter).`,
    };
  }
  if (waits) {
    return { ...common, state: "waiting", rerun: false, message: `Waiting for Python… ${kept}.` };
  }
  return { ...common, state: "saving", rerun: false, message: "Saving…" };
}

// Ask Python something and wait for the answer, or say that none comes.

import { clock, new_id } from "./dom.js";

/** @import { Model } from "./kernel.js" */
/** @typedef {(kind: string, fields: Record<string, unknown>) => Promise<any>} Asker */

const PATIENCE_WITH_ANSWERS = 6000; // ms before we say that Python does not answer

/**
 * @param {Model} model
 * @returns {{ ask: Asker, close: () => void }}  an answer with `problem` holds a sentence to show
 */
export function make_asker(model) {
  /** @type {Map<string, (answer: any) => void>} */
  const waiting = new Map();
  const on_message = (/** @type {any} */ message) => {
    if (message?.type !== "answer") return;
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  };
  model.on("msg:custom", on_message);
  return {
    ask(kind, fields) {
      const id = new_id();
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          const now = clock(new Date().toISOString());
          resolve({ problem: `Python does not answer (${now}). Nothing is lost: press “Run this cell again” (Shift+Enter), then try once more.` });
        }, PATIENCE_WITH_ANSWERS);
        waiting.set(id, (answer) => {
          clearTimeout(timer);
          resolve(answer);
        });
        model.send({ type: kind, id, ...fields });
      });
    },
    close() {
      model.off("msg:custom", on_message);
      waiting.clear();
    },
  };
}

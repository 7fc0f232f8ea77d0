// A box whose words are the answer: saved after a pause, when the box is left, and when the page goes.

/**
 * @param {object} given
 * @param {import("./kernel.js").Model} given.model
 * @param {ReturnType<typeof import("./question.js").open_question>} given.asked
 * @param {HTMLInputElement | HTMLTextAreaElement} given.box
 * @param {string} given.kind  of the answer: `{ kind, text }` is kept
 * @param {number} given.pause  ms without a key before the words are saved
 * @param {number} [given.longest]  ms that somebody may write without a pause
 * @param {(a: string, b: string) => boolean} [given.alike]  whether two answers are one: then what stands in the box stays
 * @param {() => void} [given.show]  the words have changed, here or on disk
 * @param {(status: import("./outbox.js").Status) => void} [given.on_status]
 */
export function keep_typed({
  model, asked, box, kind, pause, longest = Infinity, alike = (a, b) => a === b, show = () => {}, on_status,
}) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let sent = ""; // what was saved or is on its way
  let since = 0; // when the first key came that is not saved
  const answer = asked.join({
    is_writing: () => box.value !== sent,
    on_status,
    on_value(value) {
      // What is being written is newer than what somebody else has saved.
      const free = box.value === sent;
      if (free) put(value?.text ?? "");
      show();
      return free;
    },
  });
  put(answer.value()?.text ?? "");
  show();

  /** @param {string} text */
  function put(text) {
    sent = alike(box.value, text) ? box.value : text;
    if (box.value === sent) return;
    const { selectionStart, selectionEnd } = box;
    box.value = text;
    box.setSelectionRange(selectionStart, selectionEnd);
  }

  function on_input() {
    show();
    since ||= Date.now();
    asked.show_status();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(pause, since + longest - Date.now())));
  }

  function save() {
    clearTimeout(timer);
    since = 0;
    if (box.value === sent) return asked.show_status();
    sent = box.value;
    answer.push({ kind, text: box.value });
  }

  box.addEventListener("input", on_input);
  box.addEventListener("blur", save);
  document.addEventListener("visibilitychange", save, { signal: model.signal });
  window.addEventListener("pagehide", save, { signal: model.signal });
  return { answer, save, on_input };
}

// Copying to the clipboard, also where the modern way is not allowed (a page over plain http).

/** @param {string} words @returns {Promise<boolean>} whether it worked */
export async function copy_text(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return copy_by_event(words);
  }
}

/** @param {string} words */
function copy_by_event(words) {
  let done = false;
  const on_copy = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", words);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener("copy", on_copy, { capture: true });
  document.execCommand("copy");
  document.removeEventListener("copy", on_copy, { capture: true });
  return done;
}

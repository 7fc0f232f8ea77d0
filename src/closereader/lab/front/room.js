// A narrow window is the lesson's: the list of files would leave a strip of it, or nothing.

const NARROW_WINDOW = "(max-width: 899px)"; // also a wide window at 200 % and more

let watched = false;

/**
 * Fold the side bar away while the window is narrow. Who opens it again has it: it is folded when
 * a lesson is opened first, and when the window becomes narrow.
 * @param {import("./jupyter.js").Shell} shell
 */
export function give_room(shell) {
  if (watched || !shell.collapseLeft) return;
  watched = true;
  const narrow = window.matchMedia(NARROW_WINDOW);
  let folded = false;
  const fit = () => {
    if (narrow.matches && !shell.leftCollapsed) {
      folded = true;
      shell.collapseLeft?.();
    } else if (!narrow.matches && folded) {
      folded = false;
      shell.expandLeft?.();
    }
  };
  narrow.addEventListener("change", fit);
  fit();
}

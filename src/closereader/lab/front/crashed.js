// When the Python behind a page has died: what happened, what is safe, and one button.

import { say_above } from "./strip.js";

const ANEW = "Python had stopped, and was started anew. What you saved is on disk.";
const DEAD = "Python has stopped. What you saved is on disk; what you write waits in this browser.";

/**
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {new (options: { node: HTMLElement }) => import("./jupyter.js").LabWidget} Widget
 * @param {() => Promise<void>} run  makes the page ready again, with the Python that there is now
 */
export function tell_of_crash(panel, Widget, run) {
  const { sessionContext } = panel;
  let told = "";
  /** @param {string} sentence @param {string} label @param {() => void} deed */
  const tell = (sentence, label, deed) => {
    if (told === sentence) return;
    told = sentence;
    say_above(panel, Widget, sentence, [[label, () => {
      told = "";
      deed();
    }]]);
  };
  sessionContext.statusChanged.connect((_, status) => {
    if (status === "autorestarting") tell(ANEW, "Make the page ready again", () => void run());
    if (status === "dead") tell(DEAD, "Start Python again", () => void sessionContext.restartKernel().then(run));
  });
}

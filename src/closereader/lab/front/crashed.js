// When the Python behind a page has died or was restarted: what happened, what is safe, one button.

import { say_above } from "./strip.js";

const ANEW = "Python had stopped, and was started anew. What you saved is on disk.";
const DEAD = "Python has stopped. What you saved is on disk; what you write waits in this browser.";
const RESTARTED = "Python was restarted. What you saved is on disk; what you write waits in this browser.";
const READY = "Make the page ready again";
const SOON = 2000; // ms in which “Restart and run all” runs its first cell
const RUN = "execute_input"; // what a kernel says first of each cell that it runs

/**
 * @param {import("./jupyter.js").NotebookPanel} panel
 * @param {new (options: { node: HTMLElement }) => import("./jupyter.js").LabWidget} Widget
 * @param {() => Promise<void>} run  makes the page ready again, with the Python that there is now
 */
export function tell_of_crash(panel, Widget, run) {
  const { sessionContext } = panel;
  let told = "";
  let ran = 0; // cells, since Python was restarted
  /** @type {() => void} */
  let close = () => {};
  /** @param {string} sentence @param {string} label @param {() => void} deed */
  const tell = (sentence, label, deed) => {
    if (told === sentence || panel.isDisposed) return;
    close();
    told = sentence;
    const bar = say_above(panel, Widget, sentence, [[label, () => {
      told = "";
      close = () => {};
      deed();
    }]]);
    close = () => {
      told = "";
      close = () => {};
      bar.dispose();
    };
  };
  const offer = () => {
    if (ran === 0 && told === "") tell(RESTARTED, READY, () => void run());
  };
  sessionContext.statusChanged.connect((_, status) => {
    if (status === "autorestarting") tell(ANEW, READY, () => void run());
    if (status === "dead") tell(DEAD, "Start Python again", () => void sessionContext.restartKernel().then(run));
    if (status !== "restarting") return;
    ran = 0;
    window.setTimeout(offer, SOON);
  });
  // Whoever runs one cell still has the others before them; whoever runs several needs no button.
  sessionContext.iopubMessage.connect((_, message) => {
    if (message.header.msg_type !== RUN) return;
    ran += 1;
    if (ran > 1 && told === RESTARTED) close();
  });
}

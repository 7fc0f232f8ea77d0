// What can be known about the Python behind a widget, without asking it.
//
// Measured with JupyterLab 4.6, ipykernel 7.4 and anywidget 0.11, a widget on the page:
//
// - Kernel → Restart: status "restarting"; the model's comm_live becomes false ("comm_live_update");
//   then "starting", "idle". The kernel keeps its id. What the old view sends vanishes silently.
// - The process dies (kill -9, out of memory): about 3 s later "restarting", "autorestarting", and
//   comm_live becomes false. What was sent in those 3 s is lost without an error.
// - Restarted from elsewhere (another tab, the REST interface): only "starting" is seen; comm_live
//   stays true. Lab goes on sending to the subshell of the old process: a new view's first message
//   arrives (it is sent before a subshell is chosen), its later ones vanish until the page is
//   reloaded. So an outbox sends all it has at once when its view begins.
// - Shut down: status "dead", connection "disconnected".
// - The network is away or the server frozen: status and connection stay as they were for a long
//   time; what is sent waits in Lab and arrives, in order, when the connection is back.
// - While a cell runs: with subshells (Lab's default) comm messages are handled at once, in a
//   thread of their own, and the status says "idle" meanwhile; without them the status says "busy"
//   and messages are handled after the cell.
// - After the page is loaded again, a widget whose Python lives is shown again and can send.
// - A widget whose module took longer than two seconds to load hears nothing: see hearing.js.

/** @typedef {"idle" | "busy" | "offline" | "gone" | "stopped" | "unknown"} Line */

/**
 * @typedef {object} Kernel  the part of JupyterLab's kernel connection that is looked at
 * @property {string} [id]
 * @property {string} [status]
 * @property {string} [connectionStatus]
 * @property {Signal} [statusChanged]
 * @property {Signal} [connectionStatusChanged]
 */
/** @typedef {{ connect?: (slot: () => void) => void, disconnect?: (slot: () => void) => void }} Signal */

/**
 * @typedef {object} Manager  the part of ipywidgets' manager that is used
 * @property {Kernel | null} [kernel]
 * @property {(id: string) => Promise<Whole>} [get_model]
 */
/**
 * @typedef {object} Comm
 * @property {(callback: (message: unknown) => Promise<unknown>) => void} on_msg
 * @property {(data: unknown, callbacks: object) => unknown} send
 */
/**
 * @typedef {object} Whole  a model of ipywidgets, of which anywidget hands out a part
 * @property {Comm} [comm]
 */

/**
 * @typedef {object} Model  what anywidget hands to a front end
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} [set]
 * @property {(name: string, callback: (this: any, ...args: any[]) => void) => void} on
 * @property {(name: string, callback: (...args: any[]) => void) => void} off
 * @property {(content: unknown) => void} send
 * @property {Manager} [widget_manager]
 * @property {AbortSignal} [signal]  aborted when its drawing is taken away, or failed half-way
 */

/** @param {Model} model @param {() => void} on_change */
export function watch_kernel(model, on_change) {
  const kernel_now = () => model.widget_manager?.kernel ?? null;
  const kernel = kernel_now();
  const first_id = kernel?.id;
  const began = kernel?.status ?? "";
  /** @type {"" | "gone" | "doubt"} */
  let loss = "";

  const look = () => {
    const status = kernel?.status ?? "";
    // A restart, asked for or automatic, ends every comm: what is sent afterwards vanishes.
    if (["restarting", "autorestarting"].includes(status)) loss = "gone";
    // A process says "starting" once, and this view is younger than the process it belongs to.
    else if (status === "starting" && began !== "starting" && !loss) loss = "doubt";
    on_change();
  };
  /** @this {{ model?: { comm_live?: boolean } } | undefined} */
  function on_comm() {
    if (this?.model?.comm_live === false) loss = "gone";
    on_change();
  }
  const on_close = () => {
    loss = "gone";
    on_change();
  };
  kernel?.statusChanged?.connect?.(look);
  kernel?.connectionStatusChanged?.connect?.(look);
  model.on("comm_live_update", on_comm);
  model.on("comm:close", on_close);

  return {
    /** @returns {Line} */
    state() {
      const current = kernel_now();
      if (kernel && ["dead", "terminating"].includes(kernel.status ?? "")) return "stopped";
      if (loss || (first_id !== undefined && current?.id !== first_id)) return "gone";
      if (!kernel) return "unknown";
      if (kernel.connectionStatus !== undefined && kernel.connectionStatus !== "connected") {
        return "offline";
      }
      if (kernel.status === "idle") return "idle";
      return kernel.status === "busy" || kernel.status === "starting" ? "busy" : "unknown";
    },
    /** Is it worth asking once whether Python has really gone? */
    in_doubt: () => loss === "doubt",
    /** Python answered: whatever the signs said, it is there. */
    answered() {
      if (loss === "doubt") loss = "";
    },
    close() {
      kernel?.statusChanged?.disconnect?.(look);
      kernel?.connectionStatusChanged?.disconnect?.(look);
      model.off("comm_live_update", on_comm);
      model.off("comm:close", on_close);
    },
  };
}

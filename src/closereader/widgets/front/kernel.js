// What can be known about the Python behind a widget, without asking it.
//
// TO BE MEASURED

/** @typedef {"idle" | "busy" | "offline" | "gone" | "unknown"} Line */

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
 * @typedef {object} Model  what anywidget hands to a front end
 * @property {(name: string) => any} get
 * @property {(name: string, callback: (this: any, ...args: any[]) => void) => void} on
 * @property {(name: string, callback: (...args: any[]) => void) => void} off
 * @property {(content: unknown) => void} send
 * @property {{ kernel?: Kernel | null }} [widget_manager]
 */

/**
 * @param {Model} model
 * @param {() => void} on_change
 */
export function watch_kernel(model, on_change) {
  const kernel_now = () => model.widget_manager?.kernel ?? null;
  const kernel = kernel_now();
  const first_id = kernel?.id;
  let gone = false;

  const look = () => {
    const status = kernel?.status ?? "";
    // A restart, asked for or automatic, ends every comm: what is sent afterwards vanishes.
    if (["restarting", "autorestarting", "terminating", "dead"].includes(status)) gone = true;
    on_change();
  };
  /** @this {{ model?: { comm_live?: boolean } } | undefined} */
  function on_comm() {
    if (this?.model?.comm_live === false) gone = true;
    on_change();
  }
  const on_close = () => {
    gone = true;
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
      if (gone || (first_id !== undefined && current?.id !== first_id)) return "gone";
      if (!kernel) return "unknown";
      if (kernel.connectionStatus !== undefined && kernel.connectionStatus !== "connected") {
        return "offline";
      }
      if (kernel.status === "idle") return "idle";
      return kernel.status === "busy" || kernel.status === "starting" ? "busy" : "unknown";
    },
    close() {
      kernel?.statusChanged?.disconnect?.(look);
      kernel?.connectionStatusChanged?.disconnect?.(look);
      model.off("comm_live_update", on_comm);
      model.off("comm:close", on_close);
    },
  };
}

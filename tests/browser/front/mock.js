// A stand-in for anywidget and for the Python behind it.
//
// window.mock: model(s), what was sent, a scripted Python, a scripted kernel. The proxy that a
// front end gets has exactly what anywidget 0.11 gives (get, set, save_changes, send, on, off,
// widget_manager), and `on` binds `this` to a view with `.model.comm_live`, as anywidget does.

window.mock = (() => {
  const views = [];
  const signal = () => {
    const slots = new Set();
    return {
      connect: (slot) => slots.add(slot),
      disconnect: (slot) => slots.delete(slot),
      emit: () => slots.forEach((slot) => slot()),
      count: () => slots.size,
    };
  };

  /** The kernel that JupyterLab's widget manager shows; null in other places. */
  const kernel = {
    id: "kernel-1", status: "idle", connectionStatus: "connected",
    statusChanged: signal(), connectionStatusChanged: signal(),
  };

  /** The Python side. mode: honest | deaf (nothing arrives) | busy (queued) | full | strict */
  const python = { mode: "honest", disk: [], queue: [], seen: new Set(), why: "" , handle: null };
  let clock = 0;
  const stamp = () => new Date(Date.now() + clock++).toISOString();

  function answer(make, message) {
    const custom = python.handle?.(message);
    if (custom !== undefined && custom !== null) return [].concat(custom).forEach(make);
    if (message.type === "hello") make({ type: "welcome", view: message.view, saved: "" });
    if (message.type === "ping") make({ type: "pong", n: message.n });
    if (message.type !== "edits") return;
    const modified = {};
    for (const edit of message.edits) {
      if (python.mode === "full") {
        make({ type: "refused", edit: edit.id, retry: true, why: python.why || "The disk is full. Make room on it." });
        break;
      }
      if (python.mode === "strict") {
        make({ type: "refused", edit: edit.id, retry: false, why: python.why || "No theme is called “x”." });
        continue;
      }
      if (!python.seen.has(edit.id)) python.disk.push(edit);
      python.seen.add(edit.id);
      modified[edit.id] = edit.at;
    }
    const edits = Object.keys(modified);
    if (edits.length) make({ type: "ack", edits, at: stamp(), modified, notes: [] });
  }

  /** Ask the real Python, in the test's own process: what it sends back, traits first. */
  async function ask_real(model, message) {
    const { traits, messages } = await window.real_python(model.real, message);
    model.set_state(traits);
    for (const reply of messages) model.receive(reply);
  }

  function make_model(state) {
    const listeners = [];
    const model = {
      state: structuredClone(state),
      sent: [],
      comm_live: true,
      listeners,
      fire(name, ...args) {
        for (const l of [...listeners]) if (l.name === name) l.callback.apply(l.context, args);
      },
      receive(message) {
        model.fire("msg:custom", structuredClone(message), []);
      },
      set_state(changes) {
        // as Backbone does: all are set before the first listener hears of one
        for (const [name, value] of Object.entries(changes)) model.state[name] = structuredClone(value);
        for (const [name, value] of Object.entries(changes)) model.fire(`change:${name}`, model, value);
      },
    };
    model.send = (content) => {
      const message = structuredClone(content);
      model.sent.push(message);
      if (python.mode === "deaf" || !model.comm_live) return;
      if (python.mode === "busy") python.queue.push([model, message]);
      else if (model.real !== undefined) ask_real(model, message);
      else queueMicrotask(() => answer(model.receive, message));
    };
    return model;
  }

  function proxy(model, view) {
    return {
      get: (name) => model.state[name],
      set: (name, value) => model.set_state({ [name]: value }),
      save_changes: () => undefined,
      send: model.send,
      on: (name, callback) => void model.listeners.push({ name, callback, context: view }),
      off(name, callback) {
        const kept = model.listeners.filter((l) =>
          !(l.context === view && (!name || l.name === name) && (!callback || l.callback === callback)));
        model.listeners.splice(0, model.listeners.length, ...kept);
      },
      widget_manager: mock.manager,
    };
  }

  const style = (href) => new Promise((done, failed) => {
    const sheet = document.createElement("link");
    Object.assign(sheet, { rel: "stylesheet", href, onload: done, onerror: failed });
    document.head.append(sheet);
  });

  async function render(widget, model, { host = "#widgets", real } = {}) {
    if (real !== undefined) model.real = real;
    const el = document.createElement("div");
    el.className = "widget-host";
    document.querySelector(host).append(el);
    const controller = new AbortController();
    const view = { el, model, controller };
    view.cleanup = await widget.render({ model: proxy(model, view), el, signal: controller.signal });
    views.push(view);
    return views.length - 1;
  }

  let shown = 0;
  const mock = {
    views, kernel, python, make_model, render,
    manager: { kernel },
    /** Show a widget: a new model, or one more view of an old one. Returns the view's number. */
    async show(source, state, given = {}) {
      const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      const widget = (await import(url)).default;
      URL.revokeObjectURL(url);
      return render(widget, given.model ?? make_model(state), given);
    },
    /** Show a widget whose module, and style sheet if it has one, are at addresses; `of` makes it
     * one more view of another's model. Each gets its module anew, as from anywidget. */
    async show_at(module, css, state, { of, model, real }) {
      if (css) await style(css);
      const widget = (await import(`${module}?${shown++}`)).default;
      return render(widget, model ?? views[of]?.model ?? make_model(state), { real });
    },
    /** Take a view away as anywidget does: abort, then its clean-up, then its listeners. */
    async hide(n) {
      const view = views[n];
      view.controller.abort();
      await view.cleanup?.();
      proxy(view.model, view).off();
      view.el.remove();
    },
    sent: (n = 0, type = null) => views[n].model.sent.filter((m) => type === null || m.type === type),
    receive: (message, n = 0) => views[n].model.receive(message),
    set: (changes, n = 0) => views[n].model.set_state(changes),
    /** Python has time again: everything that was queued is answered. */
    free() {
      python.mode = "honest";
      const { queue } = python;
      python.queue = [];
      for (const [model, message] of queue) {
        if (model.real !== undefined) ask_real(model, message);
        else queueMicrotask(() => answer(model.receive, message));
      }
    },
    status(status, connection = "connected") {
      kernel.status = status;
      kernel.connectionStatus = connection;
      kernel.statusChanged.emit();
      kernel.connectionStatusChanged.emit();
    },
    /** Kernel → Restart in JupyterLab: every comm is closed, and the kernel keeps its id. */
    restart() {
      mock.status("restarting");
      for (const { model } of views) {
        model.comm_live = false;
        model.fire("comm_live_update");
      }
      mock.status("idle");
    },
    /** The kernel's process died and the server started it again: comm_live stays true. */
    crash() {
      python.mode = "deaf";
      mock.status("autorestarting");
      mock.status("idle");
    },
    listeners: () => views.reduce((n, v) => n + v.model.listeners.length, kernel.statusChanged.count()),
  };
  return mock;
})();

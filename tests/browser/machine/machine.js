// A person without a plan: types unique words, presses whatever there is, in two tabs, while the
// kernel restarts and cells are run again. It knows nothing of any widget.
//
// The two tabs are two frames of this page. They share one clock, which only moves when it is told
// to, and one store that tells the other tab of changes, as the browser's own does: so a sequence
// of steps is the same every time it is run.

window.machine = (() => {
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  /** Let everything happen that is due now. */
  const settle = () => new Promise((resolve) => { waiting.push(resolve); channel.port2.postMessage(0); });

  // ---- a clock

  const clock = { now: 0, timers: new Map(), last: 0 };
  function set_timer(frame, callback, ms, again = 0) {
    clock.last += 1;
    clock.timers.set(clock.last, { frame, callback, again, at: clock.now + Math.max(0, Number(ms) || 0) });
    return clock.last;
  }
  async function advance(ms) {
    const end = clock.now + ms;
    for (let turn = 0; turn < 400; turn += 1) {
      const due = [...clock.timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      const [id, timer] = due;
      clock.timers.delete(id);
      clock.now = Math.max(clock.now, timer.at);
      if (timer.frame.gone) continue;
      if (timer.again) clock.timers.set(id, { ...timer, at: clock.now + timer.again });
      timer.callback();
      await settle();
    }
    clock.now = end;
  }

  // ---- a store that two tabs share

  const store = new Map();
  function store_of(frame) {
    const tell = (key) => queueMicrotask(() => {
      for (const other of frames) {
        if (other && other !== frame && !other.gone) other.win.dispatchEvent(new other.win.StorageEvent("storage", { key }));
      }
    });
    return {
      getItem: (key) => store.get(key) ?? null,
      setItem(key, value) { store.set(key, String(value)); tell(key); },
      removeItem(key) { if (store.delete(key)) tell(key); },
      key: (n) => [...store.keys()][n] ?? null,
      get length() { return store.size; },
    };
  }

  // ---- tabs

  /** @type {any[]} */
  let frames = [];
  let errors = [];
  const reals = new Map(); // the number of a widget in Python → its model here
  const sources = new Map(); // front ends, by the number Python gave them

  function open_tab(at) {
    const el = document.createElement("iframe");
    el.style.cssText = "width:900px;height:700px;border:0";
    document.body.append(el);
    const frame = { at, el, win: el.contentWindow, doc: el.contentDocument, gone: false };
    const { win, doc } = frame;
    const place = doc.createElement("div");
    place.id = "widgets";
    doc.body.replaceChildren(place);
    doc.body.dataset.jpThemeLight = "true";
    win.setTimeout = (callback, ms, ...rest) => set_timer(frame, () => callback(...rest), ms);
    win.setInterval = (callback, ms) => set_timer(frame, callback, ms, ms);
    win.clearTimeout = win.clearInterval = (id) => void clock.timers.delete(id);
    win.requestAnimationFrame = (callback) => set_timer(frame, () => callback(clock.now), 16);
    win.cancelAnimationFrame = win.clearTimeout;
    const Then = win.Date;
    win.Date = class extends Then {
      constructor(...args) { super(...(args.length > 0 ? args : [clock.now])); }
      static now() { return clock.now; }
    };
    Object.defineProperty(win, "localStorage", { value: store_of(frame) });
    win.addEventListener("error", (event) => errors.push(String(event.error?.stack ?? event.message)));
    win.addEventListener("unhandledrejection", (event) => errors.push(String(event.reason?.stack ?? event.reason)));
    doc.addEventListener("click", on_discard, true);
    const script = doc.createElement("script");
    script.textContent = machine.mock;
    doc.head.append(script);
    frame.mock = win.mock;
    frame.mock.python.mode = "busy"; // messages wait until they are delivered
    frames[at] = frame;
    return frame;
  }

  function close_tab(frame) {
    frame.el.remove(); // the browser says pagehide
    frame.gone = true;
  }

  /** Show a widget that Python has, or a new one, as running its cell does. */
  async function run_cell(frame, real = null) {
    for (const n of frame.mock.views.keys()) if (frame.mock.views[n].el.isConnected) await frame.mock.hide(n);
    const given = JSON.parse(await window.machine_open(real, [...sources.keys()]));
    if (given.source) sources.set(given.module, [given.source, given.css]);
    const [source, css] = sources.get(given.module);
    const style = frame.doc.createElement("style");
    style.textContent = css;
    frame.doc.head.replaceChildren(style);
    const n = await frame.mock.show(source, given.state, { real: given.real });
    frame.real = given.real;
    reals.set(given.real, frame.mock.views[n].model);
    await settle();
  }

  const is_dead = (frame) => !frame.mock.views.at(-1)?.model.comm_live;

  /** Python hears what waits, and answers; other widgets hear of it. */
  async function deliver() {
    const calls = frames.flatMap((frame) => frame.mock.python.queue.splice(0))
      .filter(([model]) => model.comm_live).map(([model, message]) => [model.real, message]);
    if (calls.length === 0) return false;
    for (const { real, traits, messages } of JSON.parse(await window.machine_python(JSON.stringify(calls)))) {
      const model = reals.get(real);
      if (!model?.comm_live) continue;
      model.set_state(traits);
      for (const message of messages) model.receive(message);
    }
    await settle();
    return true;
  }

  async function restart() {
    await window.machine_restart();
    for (const frame of frames) {
      frame.mock.restart();
      frame.mock.python.queue.length = 0;
    }
  }

  // ---- what a person does

  let typed = new Map(); // word → where
  let trace = [];
  const words_in = (text) => [...typed.keys()].filter((word) => text.includes(word));

  /** Whoever throws words away on purpose has read them. */
  function on_discard(event) {
    const button = event.target.closest?.("[data-discards]");
    if (button) for (const word of words_in(button.closest("li")?.textContent ?? "")) typed.delete(word);
  }

  function name_of(el) {
    const name = el.getAttribute("aria-label") || el.labels?.[0]?.textContent || el.placeholder || el.textContent || el.className;
    return `${el.tagName.toLowerCase()} “${name.trim().replace(/\s+/g, " ").slice(0, 50)}”`;
  }

  const FIELDS = "input:not([type]), input[type=text], input[type=search], textarea";
  const BUTTONS = "button, summary, [role=treeitem], input[type=radio], input[type=checkbox], select";
  const FOCUSABLE = `${FIELDS}, ${BUTTONS}, [tabindex="0"]`;

  /** One of those that can be seen, or null. */
  function pick(frame, selector, r) {
    const all = [...frame.doc.querySelectorAll(selector)];
    for (let turn = 0; turn < Math.min(all.length, 12); turn += 1) {
      const el = all[(Math.floor(r * all.length) + turn) % all.length];
      if (!el.disabled && !el.readOnly && el.checkVisibility()) return el;
    }
    return null;
  }

  function type(frame, r, number, pasted) {
    const el = pick(frame, FIELDS, r[0]);
    if (!el) return "";
    const passage = pasted && r[1] < 0.6 ? machine.passages[Math.floor(r[2] * machine.passages.length)] : "";
    const word = passage || `w${number}q`;
    const value = el.value ? `${el.value} ${word}` : word;
    if (el.maxLength > 0 && value.length > el.maxLength) return "";
    el.focus();
    el.value = passage || value;
    if (passage && el.value !== value && words_in(value).length > 0) el.value = value; // never over words
    if (!passage && el.type !== "search") typed.set(word, name_of(el));
    el.dispatchEvent(new frame.win.InputEvent("input", { bubbles: true, inputType: "insertText", data: word }));
    if (pasted) el.dispatchEvent(new frame.win.Event("paste", { bubbles: true }));
    return `${pasted ? "pastes" : "types"} ${word} into ${name_of(el)}`;
  }

  function press(frame, r) {
    const el = pick(frame, BUTTONS, r[0]);
    if (!el) return "";
    const name = name_of(el);
    el.focus({ preventScroll: true });
    if (el.tagName === "SELECT") {
      el.selectedIndex = Math.floor(r[1] * el.options.length);
      el.dispatchEvent(new frame.win.Event("input", { bubbles: true }));
      el.dispatchEvent(new frame.win.Event("change", { bubbles: true }));
      return `chooses ${el.value} in ${name}`;
    }
    const target = el.firstElementChild && el.role === "treeitem" ? el.firstElementChild : el;
    target.click();
    if (el.role === "treeitem" && r[1] < 0.3) target.dispatchEvent(new frame.win.MouseEvent("dblclick", { bubbles: true }));
    return `presses ${name}`;
  }

  const KEYS = [..."abcdefghijklmnopqrstuvwxyz0123456789[]/?", "Enter", "Enter", "Enter", "Escape", "Escape",
    "Escape", "Delete", "Backspace", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "F6",
    "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+shift+z", "shift+ArrowRight", "shift+Enter", "ctrl+Enter",
    ..."cgwbqr".split("").map((key) => `alt+${key}`), "alt+ArrowUp", "alt+ArrowRight"];

  function key(frame, r) {
    const el = frame.doc.activeElement ?? frame.doc.body;
    const named = KEYS[Math.floor(r[0] * KEYS.length)];
    const parts = named.split("+");
    const plain = parts.at(-1);
    const code = /^[a-z]$/.test(plain) ? `Key${plain.toUpperCase()}` : plain;
    const [ctrlKey, shiftKey, altKey] = ["ctrl", "shift", "alt"].map((one) => parts.includes(one));
    const event = new frame.win.KeyboardEvent("keydown", { key: plain, code, ctrlKey, shiftKey, altKey, bubbles: true, cancelable: true });
    const name = name_of(el);
    if (el.dispatchEvent(event) && !ctrlKey && !altKey) { // what a browser does then
      if (plain === "Enter" && el.matches("button, summary")) el.click();
      else if (plain === "Enter" && el.matches("input:not([type=radio], [type=checkbox])")) el.form?.requestSubmit();
    }
    return `presses the key ${named} on ${name}`;
  }

  /** @param {number[]} r  random numbers of this step, from 0 to 1 */
  async function step(number, r) {
    const frame = frames[r[0] < 0.75 ? 0 : 1];
    const what = r[1];
    const rest = r.slice(2);
    let said = "";
    if (what < 0.24) said = type(frame, rest, number, false);
    else if (what < 0.3) said = type(frame, rest, number, true);
    else if (what < 0.62) said = press(frame, rest);
    else if (what < 0.8) said = key(frame, rest);
    else if (what < 0.87) {
      const el = pick(frame, FOCUSABLE, rest[0]);
      el?.focus({ preventScroll: true });
      said = el ? `goes to ${name_of(el)}` : "";
    } else if (what < 0.95) {
      const ms = [50, 700, 1600, 5000, 12000][Math.floor(rest[0] * 5)];
      await advance(ms);
      said = `waits ${ms} ms`;
    } else if (what < 0.97) {
      close_tab(frame);
      await run_cell(open_tab(frame.at), is_dead(frame) ? null : frame.real);
      said = "loads the page again";
    } else if (what < 0.985) {
      await run_cell(frame);
      said = "runs the cell again";
    } else {
      await restart();
      said = "restarts Python";
    }
    if (what < 0.3) machine.spoil?.(frame.doc.body);
    if (said) trace.push(`${number}: tab ${frame.at} ${said}`);
    await settle();
    if (r[6] < 0.7) await deliver();
  }

  /** Until nothing waits any more. */
  async function calm() {
    for (let turn = 0; turn < 12; turn += 1) {
      for (const frame of frames) if (is_dead(frame)) await run_cell(frame);
      const heard = await deliver();
      await advance(turn < 3 ? 1000 : 20000);
      const left = [...store.keys()].some((name) => /\|\d{9}\|/.test(name));
      if (!heard && !left && turn > 1) break;
    }
  }

  function screen() {
    return frames.map(({ doc }) => [doc.body.textContent,
      ...[...doc.querySelectorAll("input, textarea")].map((el) => el.value)].join("\n")).join("\n");
  }

  return {
    mock: "",
    passages: [],
    /** @param {[number, number[]][]} steps  number and random numbers of each */
    async run(steps) {
      for (const frame of frames) if (!frame.gone) close_tab(frame);
      [frames, errors, typed, trace] = [[], [], new Map(), []];
      clock.timers.clear();
      reals.clear();
      store.clear();
      clock.now = window.Date.UTC(2026, 2, 1, 12);
      for (const at of [0, 1]) await run_cell(open_tab(at));
      await deliver();
      for (const [number, r] of steps) await step(number, r);
      await calm();
      for (const frame of frames) close_tab(frame);
      for (const at of [0, 1]) await run_cell(open_tab(at)); // another day
      await calm();
      return { typed: [...typed], trace, errors, screen: screen(), left: [...store.keys()].filter((name) => /\|\d{9}\|/.test(name)) };
    },
  };
})();

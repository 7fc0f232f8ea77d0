// Start Python at once, beside JupyterLab, which else asks for it only when it is there itself.
// A script of the page's head; `data-kernel` is the file name of the kernel's own worker. When
// JupyterLab's kernel makes that worker, it is given the one that was begun here; every later one,
// as after a restart, is made as ever.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const kernel = String(script.dataset.kernel);
  const base = script.src;
  // where a server isolates its pages the kernel has another worker, which is not begun here
  if (crossOriginIsolated || !navigator.serviceWorker) return;
  const Own = window.Worker;
  /** @type {Worker | undefined} */
  let early;
  const begin = () => {
    early = new Own(new URL("worker.mjs", base), { type: "module" });
    early.addEventListener("error", () => (early = undefined), { once: true });
  };
  // The kernel reads files by way of the service worker: only what is made under it can.
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) begin();
  else {
    serviceWorker.addEventListener("controllerchange", begin, { once: true });
    // the same address as JupyterLite's own: it finds this one when it asks for it
    const address = new URL("../../service-worker.js?enableCache=false", base);
    serviceWorker.register(address).catch(() => {}); // JupyterLite says what is wrong
  }
  window.Worker = new Proxy(Own, {
    construct(own, [url, options]) {
      if (!new URL(url, location.href).pathname.endsWith(`/${kernel}`)) return new own(url, options);
      window.Worker = Own;
      serviceWorker.removeEventListener("controllerchange", begin);
      return early ?? new own(url, options);
    },
  });
})();

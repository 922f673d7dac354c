/*
 * What Material's bundle expects to find before it runs: the site's root as a URL, and two helpers for
 * its own small notes. The root is known from where this file stands.
 */
{
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("..", script.src);
  /** @type {any} */ (globalThis).__md_scope = root;
  /** @type {any} */ (globalThis).__md_get = (/** @type {string} */ key, /** @type {Storage | undefined} */ storage, scope = root) => {
    try {
      return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`) ?? "null");
    } catch {
      return null; // storage is forbidden, or holds what is not ours
    }
  };
  /** @type {any} */ (globalThis).__md_set = (/** @type {string} */ key, /** @type {unknown} */ value, /** @type {Storage | undefined} */ storage, scope = root) => {
    try {
      (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // storage is full or forbidden: Material does without its note
    }
  };

  /*
   * Material makes single keys into shortcuts (n and p leave the page), even on a radio button. Nobody who
   * dictates, or whose hand slips, shall be thrown out of a unit (WCAG 2.1.4), so it does not hear them.
   */
  const isTyping = (/** @type {EventTarget | null} */ target) =>
    target instanceof Element && target.matches("textarea, [type=text]");
  addEventListener("keydown", (event) => {
    if ("fs/pn,.".includes(event.key) && !isTyping(event.target)) event.stopImmediatePropagation();
  }, true);

  /*
   * From a disk no page may start a worker. The search's script then runs in the page: what Material posts reaches
   * the listener that the script adds, and what the script posts reaches Material, and nobody else either way.
   */
  class PageWorker extends EventTarget {
    /** @param {string | URL} address */
    constructor(address) {
      super();
      const { addEventListener: listen, postMessage: post } = globalThis;
      const all = /** @type {any} */ (globalThis);
      /** @type {Promise<(event: MessageEvent) => void>} */
      this.hearing = new Promise((resolve) => {
        all.addEventListener = (/** @type {string} */ type, /** @type {any} */ hear, /** @type {any} */ options) => {
          if (type === "message" && document.currentScript === script) resolve(hear);
          else listen.call(globalThis, type, hear, options);
        };
      });
      // A page that writes to another window says to whom; the script does not.
      all.postMessage = (/** @type {any} */ data, /** @type {any[]} */ ...to) => {
        if (to.length) post.call(globalThis, data, ...to);
        else this.dispatchEvent(new MessageEvent("message", { data }));
      };
      all.importScripts = async (/** @type {string[]} */ ...names) => {
        for (const name of names) await run(new URL(name, script.src));
      };
      const script = document.createElement("script");
      script.src = `${address}`;
      document.head.append(script);
    }

    /** @param {unknown} data */
    async postMessage(data) {
      (await this.hearing)(new MessageEvent("message", { data }));
    }
  }

  /** Run a script in the page. @param {URL} address */
  const run = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address.href;
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });

  if (location.protocol === "file:") /** @type {any} */ (globalThis).Worker = PageWorker;
}

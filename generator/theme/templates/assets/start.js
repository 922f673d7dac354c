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
}

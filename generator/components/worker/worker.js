/*
 * Keeps the course on this device for times without a network, and offers a new version when it is stored.
 * Those who save data find a button on the page of downloads.
 */
{
  const LATER = "course-later";

  class CourseUpdate extends HTMLElement {
    /** @type {ServiceWorkerRegistration | undefined} */
    #registration;

    connectedCallback() {
      if (!globalThis.courseVersion) return;
      try {
        navigator.serviceWorker.addEventListener("controllerchange", this);
      } catch {
        return; // an old browser, or a page in a frame that may store nothing
      }
      this.addEventListener("click", this);
      if (document.readyState === "complete") this.#start();
      else addEventListener("load", this);
    }

    /** @param {Event} event */
    handleEvent({ type, target }) {
      if (type === "load") this.#start();
      else if (type === "controllerchange") this.#ifOther(navigator.serviceWorker.controller, () => this.#reload());
      else if (type !== "click") this.#offer();
      else if (/** @type {Element} */ (target).matches("[data-use]")) this.#next?.postMessage("use");
      else if (/** @type {Element} */ (target).matches("[data-dismiss]")) {
        sessionStorage.setItem(LATER, "yes");
        this.#show("");
      }
    }

    async #start() {
      const address = this.dataset.worker ?? "";
      const { connection, onLine, serviceWorker } = /** @type {any} */ (navigator);
      try {
        if (connection?.saveData && !serviceWorker.controller) return;
        if (await caches.has(`course-offline ${new URL(".", new URL(address, location.href))} off`)) return;
        const registration = await serviceWorker.register(address, { updateViaCache: "none" });
        this.#registration = registration;
        registration?.addEventListener("updatefound", this);
        this.#offer();
        // The worker finds out whether its site does without one now, and then goes.
        if (onLine && registration?.active) registration.update().catch(() => registration.active.postMessage("check"));
      } catch {
        // This browser stores nothing. With a network the course works as before.
      }
    }

    /** A worker may say that it is installed before its registration does. */
    get #next() {
      const { installing, waiting } = this.#registration ?? {};
      return waiting ?? (installing?.state === "installed" ? installing : null);
    }

    #offer() {
      this.#registration?.installing?.addEventListener("statechange", this);
      if (!navigator.serviceWorker.controller || this.hasAttribute("data-staying") || sessionStorage.getItem(LATER)) return;
      this.#ifOther(this.#next, () => this.#show(this.dataset.says ?? ""));
    }

    /** A page of another version than its worker would get files that are not its own. @param {ServiceWorker | null} worker @param {() => void} act */
    #ifOther(worker, act) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => data.version === globalThis.courseVersion || act();
      worker?.postMessage("count", [port2]);
    }

    /** What a page holds of a reader's files is nowhere else: such a page says no, and goes on as it is. */
    #reload() {
      if (document.dispatchEvent(new CustomEvent("course-reload", { cancelable: true }))) return location.reload();
      this.toggleAttribute("data-staying", true);
      this.#show(this.dataset.stays ?? "");
    }

    /** @param {string} words */
    #show(words) {
      const status = this.querySelector("[role=status]");
      if (status) status.textContent = words;
      this.toggleAttribute("data-ready", Boolean(words));
    }
  }

  customElements.define("course-update", CourseUpdate);
}

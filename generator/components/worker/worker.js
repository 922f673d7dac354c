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
      else if (type === "controllerchange") this.#ifOther(navigator.serviceWorker.controller, () => location.reload());
      else if (type !== "click") this.#offer();
      else if (/** @type {Element} */ (target).matches("[data-use]")) this.#registration?.waiting?.postMessage("use");
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

    #offer() {
      const { installing, waiting } = this.#registration ?? {};
      installing?.addEventListener("statechange", this);
      // A worker may say that it is installed before its registration does.
      const next = waiting ?? (installing?.state === "installed" ? installing : null);
      if (!navigator.serviceWorker.controller || sessionStorage.getItem(LATER)) return;
      this.#ifOther(next, () => this.#show(this.dataset.says ?? ""));
    }

    /** A page of another version than its worker would get files that are not its own. @param {ServiceWorker | null} worker @param {() => void} act */
    #ifOther(worker, act) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => data.version === globalThis.courseVersion || act();
      worker?.postMessage("count", [port2]);
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

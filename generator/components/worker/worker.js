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
    handleEvent(event) {
      if (event.type === "load") this.#start();
      else if (event.type === "controllerchange") this.#compare();
      else if (event.type !== "click") this.#offer();
      else if (/** @type {HTMLElement} */ (event.target).matches("[data-use]")) {
        this.#registration?.waiting?.postMessage("use");
      } else if (/** @type {HTMLElement} */ (event.target).matches("[data-dismiss]")) {
        sessionStorage.setItem(LATER, "yes");
        this.#show(false);
      }
    }

    /** A page of another version than the worker's would get files that are not its own. */
    #compare() {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        if (data.version !== globalThis.courseVersion) location.reload();
      };
      navigator.serviceWorker.controller?.postMessage("count", [port2]);
    }

    async #start() {
      const address = this.dataset.worker ?? "";
      const name = `course-offline ${new URL(".", new URL(address, location.href))} `;
      const { connection, onLine, serviceWorker } = /** @type {any} */ (navigator);
      try {
        if ((connection?.saveData && !serviceWorker.controller) || (await caches.has(`${name}off`))) return;
        this.#registration = await serviceWorker.register(address, { updateViaCache: "none" });
        this.#registration?.addEventListener("updatefound", this);
        this.#offer();
        if (onLine && this.#registration?.active) this.#registration.update().catch(() => this.#leave(address, name));
      } catch {
        // This browser stores nothing. With a network the course works as before.
      }
    }

    /** A site that has no worker any more shall not be covered by an old copy. @param {string} address @param {string} name */
    async #leave(address, name) {
      const { status } = await fetch(address, { cache: "no-store" });
      if (status !== 404 && status !== 410) return;
      await this.#registration?.unregister();
      for (const each of await caches.keys()) if (each.startsWith(name)) caches.delete(each);
    }

    #offer() {
      const { installing, waiting } = this.#registration ?? {};
      installing?.addEventListener("statechange", this);
      // A worker may say that it is installed before its registration does.
      const stored = waiting || installing?.state === "installed";
      this.#show(Boolean(stored && navigator.serviceWorker.controller && !sessionStorage.getItem(LATER)));
    }

    /** @param {boolean} ready */
    #show(ready) {
      const status = this.querySelector("[role=status]");
      if (status) status.textContent = ready ? this.dataset.says ?? "" : "";
      this.toggleAttribute("data-ready", ready);
    }
  }

  customElements.define("course-update", CourseUpdate);
}

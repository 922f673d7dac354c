/* Says whether the course is stored on this device, and lets the reader store or remove it. */
{
  const EVERY = 500;
  const MEGABYTE = 1_000_000;

  class CourseOffline extends HTMLElement {
    #timer = 0;
    /** The reader's wishes so far: an answer from before the last one tells nothing of what came of it. */
    #wishes = 0;
    #isBusy = false;

    connectedCallback() {
      if (location.protocol === "file:") return this.#show("disk");
      if (!globalThis.courseVersion) return;
      if (!("serviceWorker" in navigator) || !isSecureContext) return this.#show("unable");
      this.addEventListener("click", this);
      // The worker is asked again and again: storing takes as long as the network does.
      this.#timer = setInterval(() => this.#look(), EVERY);
    }

    disconnectedCallback() {
      clearInterval(this.#timer);
    }

    /** @param {Event} event */
    handleEvent(event) {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (button?.value === "store") this.#wish(() => this.#store());
      else if (button?.value === "remove") this.#wish(() => this.#remove());
    }

    /** Nothing is told while it is being done: a worker that is still fetched is not yet one that failed. @param {() => Promise<void>} act */
    #wish(act) {
      this.#wishes += 1;
      this.#isBusy = true;
      act().finally(() => (this.#isBusy = false));
    }

    get #root() {
      return new URL(".", new URL(this.dataset.worker ?? "", location.href)).href;
    }

    /** How the names of this course's stores begin; the one that ends in `off` says that the reader wants none. */
    get #name() {
      return `course-offline ${this.#root} `;
    }

    /** @returns {Promise<ServiceWorkerRegistration | undefined>} */
    async #registration() {
      const found = await navigator.serviceWorker.getRegistration(this.#root);
      return found?.scope === this.#root ? found : undefined; // and not that of a course around this one
    }

    async #look() {
      if (this.#isBusy) return;
      const wishes = this.#wishes;
      try {
        const registration = await this.#registration();
        if (wishes !== this.#wishes) return;
        const worker = registration?.active ?? registration?.waiting ?? registration?.installing;
        if (!worker) return this.#show(["storing", "failed"].includes(this.dataset.state ?? "") ? "failed" : "absent");
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => wishes === this.#wishes && this.#tell(data, Boolean(registration?.active));
        worker.postMessage("count", [port2]);
      } catch {
        this.#show("unable"); // storage is forbidden here
        clearInterval(this.#timer);
      }
    }

    /** @param {{done: number, files: number, bytes: number}} told @param {boolean} isActive */
    #tell({ done, files, bytes }, isActive) {
      const words = { done: `${done}`, files: `${files}`, size: `${Math.max(0.1, bytes / MEGABYTE).toFixed(1)} MB` };
      for (const [name, word] of Object.entries(words)) {
        for (const place of this.querySelectorAll(`[data-${name}]`)) place.textContent = word;
      }
      const progress = this.querySelector("progress");
      if (progress) [progress.max, progress.value] = [files, done];
      this.#show(done === files && isActive ? "stored" : "storing");
    }

    async #store() {
      this.#show("storing");
      try {
        await caches.delete(`${this.#name}off`);
        const registration = await navigator.serviceWorker.register(this.dataset.worker ?? "", { updateViaCache: "none" });
        // A worker whose store was removed under it is installed already, and must be told to fill it again.
        registration?.active?.postMessage("store");
      } catch {
        this.#show("failed");
      }
    }

    async #remove() {
      await (await this.#registration())?.unregister();
      for (const name of await caches.keys()) if (name.startsWith(this.#name)) await caches.delete(name);
      await caches.open(`${this.#name}off`);
      this.#show("absent");
    }

    /** @param {string} state */
    #show(state) {
      if (this.dataset.state === state) return;
      const hadFocus = this.contains(document.activeElement);
      this.dataset.state = state;
      for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-in]"))) {
        part.hidden = !part.dataset.in?.split(" ").includes(state);
      }
      // The button that was pressed is gone: its reader is led to what came of it.
      if (hadFocus) /** @type {HTMLElement | null} */ (this.querySelector("[role=status]"))?.focus();
    }
  }

  customElements.define("course-offline", CourseOffline);
}

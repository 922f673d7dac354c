/* Ticks the links to units that are done. */
{
  class CourseTicks extends HTMLElement {
    connectedCallback() {
      document.addEventListener("record-changed", this);
      this.handleEvent();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
    }

    handleEvent() {
      const { units } = courseRecord.read();
      for (const link of this.querySelectorAll("a[data-unit]")) {
        this.#tick(link, Boolean(units[link.getAttribute("data-unit") ?? ""]));
      }
    }

    /** @param {Element} link @param {boolean} done */
    #tick(link, done) {
      if (link.hasAttribute("data-done") === done) return;
      link.toggleAttribute("data-done", done);
      link.querySelector(".course-tick")?.remove();
      if (!done) return;
      const tick = document.createElement("span");
      tick.className = "course-tick";
      // The space keeps "Reading a number done" from being read as one word.
      tick.textContent = " done";
      link.append(tick);
    }
  }

  customElements.define("course-ticks", CourseTicks);
}

/* How many of these units are done. Until the first one is, the server's words stand. */
{
  class CourseProgress extends HTMLElement {
    /** @type {string | null | undefined} */
    #serverText;

    connectedCallback() {
      const words = this.querySelector("p");
      if (!words) return;
      this.#serverText ??= words.textContent;
      document.addEventListener("record-changed", this);
      this.#show(words);
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
    }

    handleEvent() {
      const words = this.querySelector("p");
      if (words) this.#show(words);
    }

    /** @param {HTMLElement} words */
    #show(words) {
      const units = new Set(this.dataset.units?.split(/\s+/).filter(Boolean));
      const recorded = courseRecord.read().units;
      const done = [...units].filter((unit) => recorded[unit]).length;
      const bar = this.querySelector("progress");
      if (!done) {
        bar?.remove();
        words.textContent = this.#serverText ?? "";
        return;
      }
      words.textContent = `${done} of ${units.size} ${units.size === 1 ? "unit" : "units"} done`;
      this.#fill(bar ?? this.appendChild(document.createElement("progress")), done, units.size);
    }

    /** @param {HTMLProgressElement} bar @param {number} value @param {number} max */
    #fill(bar, value, max) {
      bar.max = max;
      bar.value = value;
      bar.setAttribute("aria-label", "Units done");
    }
  }

  customElements.define("course-progress", CourseProgress);
}

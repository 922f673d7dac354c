/* A reflection: the learner's own words, saved as they type and offered to their plan. */
{
  const PAUSE = 400;
  const SAVED = "Saved on this device.";
  const UNSAVED = "Kept until you close this page: copy it somewhere safe.";
  const PLANNED = "Put into your plan. Saved on this device.";

  class CourseReflection extends HTMLElement {
    /** The text that the record holds, as far as this page knows. */
    #known = "";
    /** The wait before saving; 0 when everything typed has been handed to the record. */
    #timer = 0;

    connectedCallback() {
      if (!this.#area || !this.#note) return;
      for (const type of ["input", "change", "click"]) this.addEventListener(type, this);
      document.addEventListener("record-changed", this);
      document.addEventListener("visibilitychange", this);
      addEventListener("pagehide", this);
      this.#restore();
      this.#offer();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
      document.removeEventListener("visibilitychange", this);
      removeEventListener("pagehide", this);
      // Instant navigation takes the element away without leaving the page.
      this.#save();
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "click") return event.target === this.#button && this.#plan();
      if (event.type === "record-changed") {
        this.#restore();
        return this.#offer();
      }
      if (event.type === "input") return this.#saveSoon();
      if (event.type === "visibilitychange" && document.visibilityState === "visible") return;
      this.#save();
    }

    get #area() {
      return this.querySelector("textarea");
    }

    get #button() {
      return this.querySelector("button");
    }

    get #note() {
      return this.dataset.note ?? "";
    }

    #saveSoon() {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#save(), PAUSE);
    }

    #save() {
      if (!this.#timer || !this.#area) return;
      clearTimeout(this.#timer);
      this.#timer = 0;
      this.#known = this.#area.value;
      this.#say(courseRecord.saveNote(this.#note, this.#known) ? SAVED : UNSAVED);
    }

    /** Take over what the record holds, but never over words that are still to be saved. */
    #restore() {
      const recorded = courseRecord.note(this.#note)?.text ?? "";
      if (!this.#area || this.#timer || recorded === this.#known) return;
      this.#known = recorded;
      this.#area.value = recorded;
      this.#say("", Boolean(recorded));
    }

    get #item() {
      return courseRecord.plan().find(({ id, from }) => [id, from].includes(this.#note));
    }

    /** The plan takes the words, and once more only where they have changed since. */
    #offer() {
      const [button, link] = [this.#button, this.querySelector("a")];
      if (!button || !link) return;
      const [item, note] = [this.#item, courseRecord.note(this.#note)];
      const isNews = !item || (note && note.at > item.at && note.text.trim() !== item.what);
      button.hidden = !isNews || !(note?.text.trim() || this.dataset.what);
      button.textContent = item ? "Take my new words into my plan" : "Put this into my plan";
      link.textContent = item ? "In your plan" : "My action plan";
      link.toggleAttribute("data-done", Boolean(item));
      // An action leads to the plan from the start, a reflection when there is something to put there.
      link.hidden = button.hidden && !item;
    }

    #plan() {
      this.#save();
      const { what: prompt, measure, finding } = this.dataset;
      const what = this.#area?.value.trim() || prompt;
      const item = this.#item;
      const order = Math.max(0, ...courseRecord.plan().map(({ order = 0 }) => order)) + 1;
      const fields = item ? { what } : { what, measure, finding, from: this.#note, order };
      this.#say(courseRecord.savePlan(item?.id ?? this.#note, fields) ? PLANNED : UNSAVED);
      this.querySelector("a")?.focus();
    }

    /**
     * Only what is new is said: a screen reader would repeat it at every pause. That words from before are saved
     * is shown and not said. @param {string} words @param {boolean} [isKept]
     */
    #say(words, isKept = false) {
      const status = this.querySelector(".course-saved");
      const kept = /** @type {HTMLElement | null} */ (this.querySelector(".course-kept"));
      if (status && status.textContent !== words) status.textContent = words;
      if (kept) kept.hidden = !isKept;
    }
  }

  customElements.define("course-reflection", CourseReflection);
}

/* A reflection: the learner's own words, saved as they type. */
{
  const PAUSE = 400;
  const SAVED = "Saved on this device.";
  const UNSAVED = "Kept until you close this page: copy it somewhere safe.";

  class CourseReflection extends HTMLElement {
    /** The text that the record holds, as far as this page knows. */
    #known = "";
    /** The wait before saving; 0 when everything typed has been handed to the record. */
    #timer = 0;

    connectedCallback() {
      if (!this.#area || !this.#note) return;
      for (const type of ["input", "change"]) this.addEventListener(type, this);
      document.addEventListener("record-changed", this);
      document.addEventListener("visibilitychange", this);
      addEventListener("pagehide", this);
      this.#restore();
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
      if (event.type === "record-changed") return this.#restore();
      if (event.type === "input") return this.#saveSoon();
      if (event.type === "visibilitychange" && document.visibilityState === "visible") return;
      this.#save();
    }

    get #area() {
      return this.querySelector("textarea");
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
      this.#say("");
    }

    /** Only what is new is said: a screen reader would repeat it at every pause. @param {string} words */
    #say(words) {
      const status = this.querySelector(".course-saved");
      if (status && status.textContent !== words) status.textContent = words;
    }
  }

  customElements.define("course-reflection", CourseReflection);
}

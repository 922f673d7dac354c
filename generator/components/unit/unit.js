/* The foot of a unit: *Mark as done*, by hand or by answering everything. */
{
  const STATUS = {
    saved: "Saved on this device.",
    answered: "You answered everything here: marked as done.",
    unsaved: "Kept until you close this page.",
  };

  class CourseUnit extends HTMLElement {
    connectedCallback() {
      if (!this.#button || !this.#unit) return;
      this.#button.addEventListener("click", this);
      document.addEventListener("question-answered", this);
      document.addEventListener("record-changed", this);
      this.#button.hidden = false;
      this.#show();
      courseRecord.visit(this.#unit);
    }

    disconnectedCallback() {
      document.removeEventListener("question-answered", this);
      document.removeEventListener("record-changed", this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "click") this.#mark(!this.#isDone, STATUS.saved);
      if (event.type === "question-answered") this.#countAnswer(/** @type {CustomEvent} */ (event).detail.question);
      if (event.type === "record-changed") this.#show();
    }

    get #button() {
      return this.querySelector("button");
    }

    get #unit() {
      return this.dataset.unit ?? "";
    }

    get #isDone() {
      return Boolean(courseRecord.unit(this.#unit));
    }

    /** Only an answer marks the unit, so that a learner who un-marks it is not contradicted. @param {string} question */
    #countAnswer(question) {
      const questions = this.dataset.questions?.split(/\s+/).filter(Boolean) ?? [];
      if (this.#isDone || !questions.includes(question)) return;
      const { answers } = courseRecord.read();
      if (questions.every((id) => answers[id])) this.#mark(true, STATUS.answered);
    }

    /** @param {boolean} done @param {string} status */
    #mark(done, status) {
      const saved = courseRecord.markUnit(this.#unit, done);
      this.#say(saved ? status : STATUS.unsaved);
      if (!done) return;
      this.dispatchEvent(new CustomEvent("unit-completed", { bubbles: true, detail: { unit: this.#unit } }));
    }

    #show() {
      const button = this.#button;
      const done = this.#isDone;
      if (!button || button.getAttribute("aria-pressed") === String(done)) return;
      button.setAttribute("aria-pressed", String(done));
      button.textContent = done ? "Done" : "Mark as done";
      // Whatever it said was about the state before.
      this.#say("");
    }

    /** @param {string} words */
    #say(words) {
      const status = this.querySelector("[role=status]");
      if (status) status.textContent = words;
    }
  }

  customElements.define("course-unit", CourseUnit);
}

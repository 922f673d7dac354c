/* How confident the learner is about each outcome: kept in the record, and shown as their own change. */
{
  const SAVED = "Saved on this device.";
  const UNSAVED = "Kept until you close this page.";

  class CourseConfidence extends HTMLElement {
    connectedCallback() {
      this.addEventListener("change", this);
      document.addEventListener("record-changed", this);
      this.#restore();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "change") this.#save(event.target);
      else this.#restore();
    }

    /** @param {EventTarget | null} input */
    #save(input) {
      if (!(input instanceof HTMLInputElement)) return;
      const moment = /** @type {keyof ConfidenceEntry} */ (input.closest("fieldset")?.dataset.when ?? "");
      const stored = courseRecord.saveConfidence(this.dataset.outcome ?? "", moment, Number(input.value));
      const status = this.querySelector("[role=status]");
      if (status) status.textContent = stored ? SAVED : UNSAVED;
    }

    #restore() {
      const entry = courseRecord.confidence(this.dataset.outcome ?? "");
      for (const fieldset of this.querySelectorAll("fieldset")) {
        const value = valueOf(entry, fieldset.dataset.when);
        for (const input of fieldset.querySelectorAll("input")) {
          if (value) input.checked = input.value === String(value);
        }
      }
    }
  }

  class CourseConfidenceChange extends HTMLElement {
    connectedCallback() {
      const template = this.querySelector("template");
      if (!template) return;
      if (!this.querySelector("table")) this.append(template.content.cloneNode(true));
      document.addEventListener("record-changed", this);
      this.handleEvent();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
    }

    /** Fill in the table; it is shown from the first answer on. */
    handleEvent() {
      let answers = 0;
      for (const row of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("tr[data-outcome]"))) {
        const entry = courseRecord.confidence(row.dataset.outcome ?? "");
        for (const cell of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("[data-when]"))) {
          const word = this.#word(valueOf(entry, cell.dataset.when));
          answers += Number(cell.dataset.when !== "before" && word !== "");
          cell.textContent = word || "not answered";
        }
      }
      const table = this.querySelector("table");
      const hint = this.querySelector("p");
      if (table) table.hidden = !answers;
      if (hint) hint.hidden = answers > 0;
    }

    /** The answer's words, read from the page, so that they are written once; none for no answer. @param {number} value */
    #word(value) {
      const label = document.querySelector(`course-confidence input[value="${value}"] + label`);
      return label ? `${label.textContent} (${value})` : "";
    }
  }

  /** @param {ConfidenceEntry | undefined} entry @param {string} [moment] */
  const valueOf = (entry, moment = "") => {
    const found = /** @type {any} */ (entry)?.[moment]?.value;
    return Number.isInteger(found) ? found : 0;
  };

  customElements.define("course-confidence", CourseConfidence);
  customElements.define("course-confidence-change", CourseConfidenceChange);
}

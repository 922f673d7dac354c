/* The certificate: the learner's own name, and the modules of which they did every unit. */
{
  const SAVED = "Saved on this device.";
  const UNSAVED = "Kept until you close this page.";
  const LONG_NAME = 28;
  /** How many letters of outcomes fit on the sheet in each size. */
  const ROOMY = 700;
  const FULL = 1600;
  const PACKED = 2800;

  /** Today where the learner is, as a date field wants it. */
  const today = () => {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  };

  class CourseCertificate extends HTMLElement {
    connectedCallback() {
      for (const type of ["input", "submit", "click"]) this.addEventListener(type, this);
      document.addEventListener("record-changed", this);
      this.#date.value = today();
      this.#show();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "submit") return event.preventDefault();
      if (event.type === "click") return this.#print(event.target);
      if (event.target === this.#name) this.#save();
      this.#show();
    }

    get #name() {
      return /** @type {HTMLInputElement} */ (this.querySelector("[autocomplete=name]"));
    }

    get #date() {
      return /** @type {HTMLInputElement} */ (this.querySelector("[type=date]"));
    }

    get #scope() {
      return /** @type {HTMLSelectElement} */ (this.querySelector("select"));
    }

    get #sheet() {
      return /** @type {HTMLElement} */ (this.querySelector("[data-sheet]"));
    }

    #save() {
      const stored = courseRecord.saveDetail("name", this.#name.value.trim());
      this.#tell("[role=status]", stored ? SAVED : UNSAVED);
    }

    /** @param {EventTarget | null} target */
    #print(target) {
      if (target instanceof Element && target.closest("button")) courseLearned.print(this.#sheet);
    }

    #show() {
      const modules = courseLearned.modules();
      const finished = modules.filter(({ units }) => units.every(({ done }) => done));
      for (const each of ["form", "[data-sheet]", ".course-tools"]) this.#hide(each, !finished.length);
      this.#hide("[data-missing]", finished.length > 0);
      this.#showLeft(modules.filter((module) => !finished.includes(module)));
      if (document.activeElement !== this.#name) this.#name.value = courseRecord.detail("name");
      this.#offer(finished);
      this.#fill(finished.filter(({ id }) => [id, ""].includes(this.#scope.value)));
    }

    /** What is still to do. @param {LearnedModule[]} modules */
    #showLeft(modules) {
      this.#hide("[data-left]", !modules.length);
      for (const line of this.querySelectorAll("[data-left] li")) {
        const module = modules.find(({ id }) => id === line.getAttribute("data-of"));
        const left = module?.units.filter(({ done }) => !done).length ?? 0;
        line.toggleAttribute("hidden", !module);
        this.#tell("span", `${courseLearned.plural(left, "unit")} to go`, line);
      }
    }

    /** Only finished modules can be chosen. @param {LearnedModule[]} finished */
    #offer(finished) {
      for (const option of this.#scope.options) {
        option.hidden = option.disabled = Boolean(option.value) && !finished.some(({ id }) => id === option.value);
      }
      if (this.#scope.selectedOptions[0]?.disabled) this.#scope.value = "";
    }

    /** @param {LearnedModule[]} modules */
    #fill(modules) {
      const name = this.#name.value.trim();
      const units = modules.flatMap((module) => module.units);
      const minutes = units.reduce((sum, unit) => sum + unit.minutes, 0);
      const letters = modules.flatMap(({ outcomes }) => outcomes).join("").length;
      this.#tell(".course-certificate-name", name);
      this.#sheet.toggleAttribute("data-long", name.length > LONG_NAME);
      this.#sheet.dataset.size = [ROOMY, FULL, PACKED].filter((size) => letters > size).length.toString();
      this.#sheet.dataset.modules = String(modules.length);
      for (const block of this.#sheet.querySelectorAll("[data-of]")) {
        block.toggleAttribute("hidden", !modules.some(({ id }) => id === block.getAttribute("data-of")));
      }
      this.#tell(".course-certificate-sum", modules.length > 1 ? `In all ${units.length} units, ${minutes} minutes` : "");
      this.#tell(".course-certificate-date", courseLearned.day(this.#date.value));
    }

    /** @param {string} selector @param {boolean} hidden */
    #hide(selector, hidden) {
      this.querySelector(selector)?.toggleAttribute("hidden", hidden);
    }

    /** @param {string} selector @param {string} words @param {Element} [root] */
    #tell(selector, words, root = this) {
      const place = root.querySelector(selector);
      if (place && place.textContent !== words) place.textContent = words;
    }
  }

  customElements.define("course-certificate", CourseCertificate);
}

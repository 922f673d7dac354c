/* The record of learning: each field holds what the learner wrote in it, or else what the course knows of them. */
{
  const PAUSE = 400;
  const SAVED = "Saved on this device.";
  const UNSAVED = "Kept until you close this page: download it before you do.";
  const NO_WORD = "The Word file could not be made here. Print the record instead, or try again later.";

  /** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

  /** @param {string} id */
  const detail = (id) => courseLearned.record().details[id]?.text ?? "";

  /** @param {EventTarget | null} target @returns {target is Field} */
  const isField = (target) => target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && "field" in target.dataset);

  /** Paragraphs, without those that say nothing. @param {(string | undefined)[]} lines @param {string} [between] */
  const joined = (lines, between = "\n") => lines.filter(Boolean).join(between);

  /** @param {LearnedModule[]} modules */
  const doneIn = (modules) => modules.flatMap(({ units }) => units.filter(({ done }) => done));

  /** @param {LearnedModule[]} modules @param {string} kind */
  const written = (modules, kind) =>
    joined(
      modules.flatMap(({ notes }) => notes.filter((note) => note.kind === kind).map((note) => `${note.prompt}\n${note.text}`)),
      "\n\n",
    );

  /** What each source says of these modules. @type {{[source: string]: (modules: LearnedModule[]) => string}} */
  const SOURCES = {
    units: (modules) => {
      const lines = doneIn(modules).map(({ title, minutes, done }) => joined([title, `${minutes} minutes`, courseLearned.day(done)], ", "));
      return lines.length ? joined([`Self-paced course: ${document.querySelector("course-cpd")?.getAttribute("data-course")}`, ...lines]) : "";
    },
    outcomes: (modules) => joined(modules.filter((module) => doneIn([module]).length).flatMap(({ outcomes }) => outcomes)),
    reflections: (modules) => written(modules, "reflect"),
    actions: (modules) => written(modules, "action"),
    plan: () =>
      joined(
        courseRecord.plan().map(({ what, first, when, measure }) => {
          const words = [what, first && `First step: ${first}`, when && `By ${courseLearned.day(when) || when}`, measure && `I will know by: ${measure}`];
          return joined(words.map((each) => (typeof each === "string" ? each : "")));
        }),
        "\n\n",
      ),
  };

  /** Hours with one decimal, and none where there is none: 1.6, 2. @param {LearnedModule[]} modules */
  const hours = (modules) => {
    const minutes = doneIn(modules).reduce((sum, unit) => sum + unit.minutes, 0);
    return String(Math.round(minutes / 6) / 10);
  };

  /** From the first unit done to the last. @param {LearnedModule[]} modules */
  const dates = (modules) => {
    const times = doneIn(modules).flatMap(({ done }) => done ?? []).sort();
    const [first, last] = [courseLearned.day(times[0]), courseLearned.day(times.at(-1))];
    return first === last ? first : `${first} to ${last}`;
  };

  /** What stands in the fields that every form has. @type {{[field: string]: (modules: LearnedModule[]) => string}} */
  const FACTS = { hours, dates, shared: () => "0", name: () => detail("name") };

  class CourseCpd extends HTMLElement {
    /** Fields with words that are still to be saved, and the id of each at the time. @type {Map<Field, string>} */
    #unsaved = new Map();
    #timer = 0;

    connectedCallback() {
      for (const type of ["input", "change", "click", "submit"]) this.addEventListener(type, this);
      document.addEventListener("record-changed", this);
      document.addEventListener("visibilitychange", this);
      addEventListener("pagehide", this);
      const form = this.querySelector("select[name=form]");
      const saved = courseRecord.detail("cpd-form");
      if (form instanceof HTMLSelectElement && this.querySelector(`[data-form="${CSS.escape(saved)}"]`)) form.value = saved;
      this.#show();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
      document.removeEventListener("visibilitychange", this);
      removeEventListener("pagehide", this);
      this.#save();
    }

    /** @param {Event} event */
    handleEvent(event) {
      const { type, target } = event;
      if (type === "submit") event.preventDefault();
      else if (type === "record-changed") this.#show();
      else if (type === "click") this.#do(target);
      else if (type === "input" && isField(target)) this.#saveSoon(target);
      else if (type === "change" && target instanceof HTMLSelectElement) this.#choose(target);
      else if (type === "change" && target instanceof HTMLInputElement && target.type === "checkbox") this.#tick(target);
      else if (type !== "input") {
        this.#save();
        this.#show();
      }
    }

    get #form() {
      const select = this.querySelector("select[name=form]");
      return select instanceof HTMLSelectElement ? select.value : (this.querySelector("[data-form]")?.getAttribute("data-form") ?? "");
    }

    get #scope() {
      const select = this.querySelector("select[name=scope]");
      return select instanceof HTMLSelectElement ? select.value : "all";
    }

    get #modules() {
      return courseLearned.modules().filter(({ id }) => ["all", id].includes(this.#scope));
    }

    /** @returns {Field[]} */
    get #fields() {
      return [...this.querySelectorAll("[data-field], textarea")].filter(isField);
    }

    /** Under which id the record keeps a field: a name is a name everywhere. @param {Element} field */
    #key(field) {
      const of = field.closest("[data-form]")?.getAttribute("data-form");
      const heading = field.closest("[data-heading]")?.getAttribute("data-heading");
      const own = field.getAttribute("data-field");
      if (own === "name") return own;
      return `cpd-${this.#scope}.${own ?? `${of}.${heading}`}`;
    }

    /** @param {Field} field @param {LearnedModule[]} modules */
    #value(field, modules) {
      const saved = detail(this.#key(field));
      if (saved) return saved;
      const fact = FACTS[field.dataset.field ?? ""];
      if (fact) return fact(modules);
      const from = field.closest("[data-from]")?.getAttribute("data-from")?.split(" ") ?? [];
      return joined(from.map((source) => SOURCES[source]?.(modules)), "\n\n");
    }

    /** Fill in every field but those that the learner is writing in. */
    #show() {
      const modules = this.#modules;
      for (const section of this.querySelectorAll("[data-form]")) {
        section.toggleAttribute("hidden", section.getAttribute("data-form") !== this.#form);
      }
      for (const field of this.#fields) {
        const busy = this.#unsaved.has(field) || (field === document.activeElement && !field.value);
        const value = busy ? field.value : this.#value(field, modules);
        if (field.value !== value) field.value = value;
        mirror(field);
      }
      for (const box of this.#boxes) box.checked = this.#ticked(box).includes(box.value);
    }

    /** @returns {HTMLInputElement[]} */
    get #boxes() {
      return [...this.querySelectorAll("input")].filter(({ type }) => type === "checkbox");
    }

    /** @param {Element} box */
    #ticked(box) {
      return detail(`${this.#key(box)}.ticked`).split("\n").filter(Boolean);
    }

    /** @param {HTMLInputElement} box */
    #tick(box) {
      const ticked = new Set(this.#ticked(box));
      if (box.checked) ticked.add(box.value);
      else ticked.delete(box.value);
      this.#say(courseRecord.saveDetail(`${this.#key(box)}.ticked`, [...ticked].join("\n")) ? SAVED : UNSAVED);
    }

    /** @param {HTMLSelectElement} select */
    #choose(select) {
      this.#save();
      if (select.name === "form") courseRecord.saveDetail("cpd-form", select.value);
      this.#show();
    }

    /** @param {Field} field */
    #saveSoon(field) {
      this.#unsaved.set(field, this.#key(field));
      mirror(field);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#save(), PAUSE);
    }

    #save() {
      clearTimeout(this.#timer);
      const fields = [...this.#unsaved];
      this.#unsaved.clear();
      const stored = fields.map(([field, key]) => courseRecord.saveDetail(key, field.value));
      if (fields.length) this.#say(stored.every(Boolean) ? SAVED : UNSAVED);
    }

    /** @param {EventTarget | null} target */
    #do(target) {
      const what = target instanceof Element ? target.closest("button")?.dataset.do : undefined;
      const sheet = this.querySelector("[data-sheet]");
      if (!what) return;
      this.#save();
      if (what === "print" && sheet) courseLearned.print(sheet);
      if (what === "word") this.#download().catch(() => this.#say(NO_WORD));
    }

    async #download() {
      const form = this.#form;
      const word = await courseWord.open(`cpd-${form}`);
      const about = word.rows(word.table("About this record"));
      const facts = this.#fields.filter((field) => field.dataset.field);
      for (const [index, field] of facts.entries()) word.write(word.cells(about[index])[1], field.value);
      const account = word.rows(word.table("My account"));
      const headings = [...this.querySelectorAll(`[data-form="${form}"] [data-heading]`)];
      for (const [index, heading] of headings.entries()) {
        const ticked = heading.querySelector("fieldset") ? this.#ticked(heading).join("; ") : "";
        word.write(word.cells(account[index])[1], joined([ticked, heading.querySelector("textarea")?.value], "\n\n"));
      }
      courseWord.save(await word.blob(), "cpd-record.docx");
    }

    /** @param {string} words */
    #say(words) {
      const status = this.querySelector("[role=status]");
      if (status && status.textContent !== words) status.textContent = words;
    }
  }

  /** What a field holds, for paper: a field there shows only as much as fits. @param {Field} field */
  const mirror = (field) => {
    const words = field.parentElement?.querySelector(".course-words");
    if (words && words.textContent !== field.value) words.textContent = field.value;
  };

  customElements.define("course-cpd", CourseCpd);
}

/* The action plan as a learner writes it: fields that are saved as they type, actions, suggestions, reviews. */
{
  const PAUSE = 400;
  const SAVED = "Saved on this device.";
  const UNSAVED = "Kept until you close this page: copy it somewhere safe.";
  const HALF_A_YEAR = 183;
  /** Letters of scripts that need few of them for a sentence. */
  const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
  const OPTION = 110;

  /** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */
  /** @typedef {PlanEntry & {id: string}} Item */

  /** @param {ParentNode} inside @param {string} selector @returns {HTMLElement | null} */
  const find = (inside, selector) => inside.querySelector(selector);
  /** Only what is new, so that nothing is said twice. @param {Element | null} element @param {string} words */
  const say = (element, words) => {
    if (element && element.textContent !== words) element.textContent = words;
  };
  /** @param {ParentNode} inside @param {string} selector */
  const content = (inside, selector) =>
    /** @type {HTMLTemplateElement} */ (inside.querySelector(`template${selector}`)).content;
  /** The one element of a template, copied. @param {ParentNode} inside @param {string} selector */
  const copy = (inside, selector) =>
    /** @type {HTMLElement} */ (content(inside, selector).firstElementChild?.cloneNode(true));

  /** Fields that are saved a moment after the last key, and at the latest when the page goes. */
  class SavedFields extends HTMLElement {
    /** The wait before each field is saved. @type {Map<Control, ReturnType<typeof setTimeout>>} */
    #waiting = new Map();
    /** What the record holds of each: leaving a field that says the same must not bring back what another tab removed. @type {WeakMap<Control, string>} */
    #known = new WeakMap();

    connectedCallback() {
      this.hidden = false;
      for (const type of ["input", "change"]) this.addEventListener(type, this);
      for (const type of ["record-changed", "visibilitychange"]) document.addEventListener(type, this);
      for (const type of ["pagehide", "beforeprint"]) addEventListener(type, this);
      this.restore();
    }

    disconnectedCallback() {
      for (const type of ["record-changed", "visibilitychange"]) document.removeEventListener(type, this);
      for (const type of ["pagehide", "beforeprint"]) removeEventListener(type, this);
      this.saveAll();
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "record-changed") return this.restore();
      if (event.type === "input" || event.type === "change") return this.#saveSoon(event);
      if (event.type === "visibilitychange" && document.visibilityState === "visible") return;
      this.saveAll();
    }

    /** @param {Event} event */
    #saveSoon(event) {
      const control = /** @type {Control} */ (event.target);
      if (!control.dataset?.field && !control.dataset?.detail) return;
      if (event.type === "change" && !this.#waiting.has(control) && this.#known.get(control) === control.value) return;
      clearTimeout(this.#waiting.get(control));
      this.#waiting.set(control, setTimeout(() => this.#saveOne(control), PAUSE));
      if (event.type === "change") this.#saveOne(control);
    }

    saveAll() {
      for (const control of [...this.#waiting.keys()]) this.#saveOne(control);
    }

    /** @param {Control} control */
    #saveOne(control) {
      clearTimeout(this.#waiting.get(control));
      this.#waiting.delete(control);
      this.#known.set(control, control.value);
      const near = control.closest("li") ?? this;
      say(find(near, ".course-saved"), this.save(control) ? SAVED : UNSAVED);
    }

    /** Take over what the record holds, but never over words that are still to be saved. @param {Control} control @param {string} words */
    fill(control, words) {
      if (this.#waiting.has(control)) return;
      this.#known.set(control, words);
      if (control.value !== words) control.value = words;
    }

    /** @param {Control} _control @returns {boolean} */
    save(_control) {
      return true;
    }

    restore() {}
  }

  /** Fields about the plan as a whole: name, date, what came of it. */
  class CourseDetails extends SavedFields {
    /** @param {Control} control */
    save(control) {
      return courseRecord.saveDetail(control.dataset.detail ?? "", control.value);
    }

    restore() {
      const { details } = courseRecord.read();
      for (const control of /** @type {NodeListOf<Control>} */ (this.querySelectorAll("[data-detail]"))) {
        this.fill(control, details[control.dataset.detail ?? ""]?.text ?? "");
      }
      const date = details["plan-date"]?.text ?? "";
      for (const review of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-review]"))) {
        const due = coursePlanFile.isDay(date) && coursePlanFile.later(date, 7 * Number(review.dataset.review));
        say(find(review, "[data-due]"), due ? `: ${coursePlanFile.inWords(due)}` : "");
      }
    }
  }

  class CoursePlan extends SavedFields {
    /** Each action's place in the list. @type {Map<string, HTMLElement>} */
    #places = new Map();
    #count = 0;
    /** What each place shows: with fifty actions, forty-nine need no look at every change. @type {WeakMap<HTMLElement, string>} */
    #shown = new WeakMap();
    /** What was removed last, and what stood before it. @type {{item: Item, place: HTMLElement, before?: Element | null} | undefined} */
    #removed;
    /** @type {HTMLElement | undefined} */
    #dragged;

    connectedCallback() {
      super.connectedCallback();
      for (const type of ["click", "focusout", "toggle", "pointerdown", "pointermove", "pointerup", "pointercancel"]) {
        this.addEventListener(type, this, type === "toggle"); // which does not bubble
      }
      addEventListener("hashchange", this);
      this.#openNamed();
    }

    disconnectedCallback() {
      super.disconnectedCallback();
      for (const type of ["hashchange", "keydown"]) removeEventListener(type, this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "hashchange") return this.#openNamed();
      if (event.type === "toggle") return this.#fillFindings(/** @type {HTMLElement} */ (event.target));
      if (event.type === "click") return this.#press(event);
      // What another tab removed stayed here only as long as somebody was at it.
      if (event.type === "focusout") return void setTimeout(() => this.restore());
      if (event instanceof PointerEvent) return this.#drag(event);
      if (event instanceof KeyboardEvent) return this.#callOff(event);
      super.handleEvent(event);
      // What could be better is said when a field is left, not at each key.
      if (event.type === "change") this.#hint(this.#placeOf(event.target));
    }

    get #list() {
      return /** @type {HTMLElement} */ (find(this, "ol"));
    }

    /** @param {EventTarget | null} target */
    #placeOf(target) {
      return /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest("li[data-id]") : null);
    }

    /** @param {Control} control */
    save(control) {
      const place = this.#placeOf(control);
      const id = place?.dataset.id ?? "";
      /** @type {PlanFields} */
      const fields = { [control.dataset.field ?? ""]: control.value };
      const known = courseRecord.plan().some((item) => item.id === id);
      if (!place || known) return courseRecord.savePlan(id, fields);
      // Removed in another tab while somebody writes here: all that stands here is wanted.
      const all = [...place.querySelectorAll("[data-field]")].map((each) => /** @type {Control} */ (each));
      return courseRecord.savePlan(id, Object.fromEntries(all.map((each) => [each.dataset.field ?? "", each.value])));
    }

    restore() {
      if (this.#dragged) return;
      const plan = courseRecord.plan();
      const ids = new Set(plan.map((item) => item.id));
      for (const [id, place] of this.#places) {
        if (ids.has(id) || place.contains(document.activeElement)) continue;
        place.remove();
        this.#places.delete(id);
      }
      if (this.#removed && ids.has(this.#removed.item.id)) this.#forget();
      /** @type {Element | null} */
      let before = null;
      for (const item of plan) {
        const place = this.#places.get(item.id) ?? this.#newPlace(item);
        const next = /** @type {Element | null} */ (before ? before.nextElementSibling : this.#list.firstElementChild);
        if (next !== place && !(next === this.#removed?.place && next?.nextElementSibling === place)) {
          this.#list.insertBefore(place, next);
        }
        const words = JSON.stringify(item);
        if (this.#shown.get(place) !== words) this.#show(place, item);
        this.#shown.set(place, words);
        before = place;
      }
      const empty = find(this, "[data-empty]");
      if (empty) empty.hidden = plan.length > 0;
      this.toggleAttribute("data-long", plan.length > 1);
    }

    /** @param {Item} item */
    #newPlace({ id, from = id }) {
      const place = copy(this, "[data-item]");
      const number = String((this.#count += 1));
      for (const element of place.querySelectorAll("[id], [for], [aria-describedby], [aria-labelledby]")) {
        for (const name of ["id", "for", "aria-describedby", "aria-labelledby"]) {
          const value = element.getAttribute(name)?.replaceAll("item-N", `item-${number}`);
          if (value) element.setAttribute(name, value);
        }
      }
      place.id = `plan-${id}`;
      place.dataset.id = id;
      this.#places.set(id, place);
      this.#showSource(place, from);
      return place;
    }

    /** Which unit it came from. @param {HTMLElement} place @param {string} from */
    #showSource(place, from) {
      const sources = /** @type {HTMLAnchorElement[]} */ ([...content(this, "[data-sources]").children]);
      const source = sources.find((link) => link.dataset.id === from);
      const line = find(place, "[data-from]");
      if (!source || !line) return;
      line.querySelector("a")?.replaceWith(document.importNode(source, true));
      line.hidden = false;
    }

    /** @param {HTMLElement} place @param {Item} item */
    #show(place, item) {
      for (const control of /** @type {NodeListOf<Control>} */ (place.querySelectorAll("[data-field]"))) {
        this.fill(control, /** @type {any} */ (item)[control.dataset.field ?? ""] ?? "");
      }
      say(find(place, "[data-title]"), item.what?.trim() || "An action without words yet");
      say(find(place, "[data-show=when]"), coursePlanFile.inWords(item.when ?? ""));
      say(find(place, "[data-show=who]"), item.who ?? "");
      for (const [name, shown] of Object.entries({ day: item.when, "no-day": !item.when, with: item.who })) {
        const fact = find(place, `[data-${name}]`);
        if (fact) fact.hidden = !shown;
      }
      this.#showFinding(place, item.finding ?? "");
      if (!place.contains(document.activeElement)) this.#hint(place);
    }

    /** @param {HTMLElement} place @param {string} id */
    #showFinding(place, id) {
      const line = find(place, "[data-evidence]");
      const finding = coursePlanFile.finding(id);
      if (!line) return;
      line.hidden = !finding;
      say(find(line, "span"), finding?.statement ?? "");
      line.querySelector("a")?.setAttribute("href", finding?.href ?? "#");
    }

    /** The choices come when an action is opened: fifty lists of all findings would slow the page. @param {HTMLElement} details */
    #fillFindings(details) {
      const select = /** @type {HTMLSelectElement | null} */ (details.querySelector("select[data-field=finding]"));
      if (!select || select.options.length > 1) return;
      select.append(document.importNode(content(this, "[data-findings]"), true));
      for (const option of select.options) option.label = shortened(option.text);
      const id = this.#placeOf(details)?.dataset.id;
      this.fill(select, courseRecord.plan().find((item) => item.id === id)?.finding ?? "");
    }

    /** What an action could do with, beside the field that it is about. @param {HTMLElement | null} place */
    #hint(place) {
      if (!place) return;
      const words = (/** @type {string} */ field) =>
        /** @type {Control | null} */ (place.querySelector(`[data-field=${field}]`))?.value.trim() ?? "";
      const wanted = this.#wanting(words);
      for (const hint of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-hint]"))) {
        hint.hidden = !wanted.includes(hint.dataset.hint ?? "");
      }
      for (const field of place.querySelectorAll(".course-field")) {
        const about = field.querySelectorAll(".course-field-help, [data-hint]:not([hidden])");
        const ids = [...about].map((each) => each.id).join(" ");
        const control = field.querySelector("[data-field]");
        if (ids) control?.setAttribute("aria-describedby", ids);
        else control?.removeAttribute("aria-describedby");
      }
      const hinted = find(place, "[data-hinted]");
      if (hinted) hinted.hidden = !wanted.length;
    }

    /** An action without words is only just begun: nothing is said of it. @param {(field: string) => string} words @returns {string[]} */
    #wanting(words) {
      const what = words("what");
      if (!what) return [];
      const { today, later, isDay } = coursePlanFile;
      const [day, now] = [words("when"), today()];
      return [
        isShort(what) && "short",
        !isShort(what) && this.#isVague(what) && "vague",
        !words("first") && "no-first",
        !isDay(day) && "no-day",
        isDay(day) && day < now && "past",
        isDay(day) && day > later(now, HALF_A_YEAR) && "far",
        !words("measure") && "no-measure",
      ].filter((hint) => hint !== false);
    }

    /** A number makes even 'improve' something to look up. @param {string} what */
    #isVague(what) {
      const said = ` ${what.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
      const vague = (this.dataset.vague ?? "").split(";").map((word) => word.trim());
      return !/\p{N}/u.test(what) && vague.some((word) => word && said.includes(` ${word} `));
    }

    /** @param {Event} event */
    #press(event) {
      const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"));
      const place = this.#placeOf(button);
      const deed = button?.dataset.do;
      if (deed === "add") this.#add();
      else if (deed === "undo") this.#undo();
      else if (place && deed === "remove") this.#remove(place);
      else if (place && button) this.#move(place, deed === "up" ? -1 : 1, button);
    }

    #add() {
      const id = coursePlanFile.newId("own");
      courseRecord.savePlan(id, { order: nextOrder() });
      this.#open(id, "[data-field=what]");
    }

    /** @param {string} id @param {string} focus what in it */
    #open(id, focus) {
      const place = this.#places.get(id);
      const details = place?.querySelector("details");
      if (!place || !details) return;
      details.open = true;
      find(place, focus)?.focus();
      place.scrollIntoView({ block: "nearest" });
    }

    #openNamed() {
      const name = decoded(location.hash.slice(1));
      const place = [...this.#places.values()].find((each) => each.id === name);
      if (place) this.#open(place.dataset.id ?? "", "summary");
      else if (this.#places.size === 1) for (const details of this.querySelectorAll("details")) details.open = true;
    }

    /** @param {HTMLElement} place @param {number} by @param {HTMLElement} button */
    #move(place, by, button) {
      const ids = courseRecord.plan().map((item) => item.id);
      const from = ids.indexOf(place.dataset.id ?? "");
      const to = from + by;
      if (from >= 0 && to >= 0 && to < ids.length) {
        ids.splice(to, 0, ...ids.splice(from, 1));
        saveOrder(ids);
        button.focus(); // moving takes the focus away
        place.scrollIntoView({ block: "nearest" });
      }
      const now = ids.indexOf(place.dataset.id ?? "") + 1;
      const where = to < 0 ? "Already the first" : to >= ids.length ? "Already the last" : "Now";
      this.#announce(`${where}: number ${now} of ${ids.length}.`);
    }

    /** @param {string} words */
    #announce(words) {
      say(find(this, ".course-plan-status"), words);
    }

    /** @param {HTMLElement} place */
    #remove(place) {
      this.saveAll();
      const item = courseRecord.plan().find((each) => each.id === place.dataset.id);
      this.#forget();
      const undo = copy(this, "[data-undo]");
      say(find(undo, "[data-title]"), find(place, "[data-title]")?.textContent ?? "");
      place.before(undo);
      if (item) this.#removed = { item, place: undo };
      place.remove();
      this.#places.delete(place.dataset.id ?? "");
      courseRecord.removePlan(place.dataset.id ?? "");
      find(undo, "button")?.focus();
      this.#announce("Removed. You can undo this.");
    }

    #undo() {
      if (!this.#removed) return;
      const { id, at, ...fields } = this.#removed.item;
      courseRecord.savePlan(id, fields);
      this.#places.get(id)?.querySelector("summary")?.focus();
      this.#announce("Back in your plan.");
    }

    #forget() {
      this.#removed?.place.remove();
      this.#removed = undefined;
    }

    /** The list stands still while an action is dragged; a line shows where it would go. @param {PointerEvent} event */
    #drag(event) {
      const handle = /** @type {Element} */ (event.target).closest("[data-handle]");
      if (event.type === "pointerdown" && handle && event.isPrimary && event.button === 0) {
        this.#dragged = this.#placeOf(handle) ?? undefined;
        this.#dragged?.toggleAttribute("data-dragged", true);
        handle.setPointerCapture(event.pointerId);
        addEventListener("keydown", this); // wherever the focus is
        event.preventDefault(); // no text is marked on the way
      } else if (event.type === "pointermove" && this.#dragged) {
        this.#aim(event.clientY);
      } else if (event.type !== "pointermove" && this.#dragged) {
        this.#drop(event.type === "pointerup" ? event.clientY : undefined);
      }
    }

    /** @param {KeyboardEvent} event */
    #callOff(event) {
      if (event.key !== "Escape" || !this.#dragged) return;
      this.#drop();
      this.#announce("Left where it was.");
    }

    /** How many actions stand above a height of the window. @param {number} y */
    #above(y) {
      const boxes = this.#ordered().map((place) => place.getBoundingClientRect());
      return boxes.filter(({ top, height }) => y > top + height / 2).length;
    }

    #ordered() {
      return /** @type {HTMLElement[]} */ ([...this.#list.querySelectorAll(":scope > [data-id]")]);
    }

    /** @param {number} [y] */
    #aim(y) {
      const above = y === undefined ? -1 : this.#above(y);
      const places = this.#ordered();
      places.forEach((place, index) => place.toggleAttribute("data-drop", index === above));
      this.#list.toggleAttribute("data-drop-last", above === places.length);
    }

    /** @param {number} [y] where; nowhere when it was called off, or the browser took the pointer away */
    #drop(y) {
      const dragged = /** @type {HTMLElement} */ (this.#dragged);
      this.#dragged = undefined;
      removeEventListener("keydown", this);
      dragged.removeAttribute("data-dragged");
      this.#aim();
      if (y === undefined) return this.restore();
      const places = this.#ordered();
      const above = places.slice(0, this.#above(y)).filter((place) => place !== dragged);
      const below = places.filter((place) => place !== dragged && !above.includes(place));
      const ids = [...above, dragged, ...below].map((place) => place.dataset.id ?? "");
      saveOrder(ids);
      this.restore();
      this.#announce(`Now: number ${above.length + 1} of ${ids.length}.`);
    }
  }

  class CourseSuggestion extends HTMLElement {
    connectedCallback() {
      this.hidden = false;
      this.addEventListener("click", this);
      document.addEventListener("record-changed", this);
      this.#show();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "record-changed") this.#show();
      else if (event.target instanceof HTMLButtonElement) this.#add();
    }

    get #item() {
      return courseRecord.plan().find(({ id, from }) => [id, from].includes(this.dataset.id));
    }

    #show() {
      const [button, link] = [find(this, "button"), find(this, "a")];
      const item = this.#item;
      if (!button || !link) return;
      button.hidden = Boolean(item);
      link.hidden = !item;
      if (item) link.setAttribute("href", `#plan-${encodeURIComponent(item.id)}`);
    }

    #add() {
      const { id = "", what, measure, finding } = this.dataset;
      // What the learner wrote in the unit is theirs, and better than the suggestion.
      const words = courseRecord.note(id)?.text.trim() || what;
      courseRecord.savePlan(id, { what: words, measure, finding, from: id, order: nextOrder() });
      find(this, "a")?.focus();
    }
  }

  /** @param {string} what */
  const isShort = (what) => what.length < (DENSE.test(what) ? 6 : 18);
  /** @param {string} text */
  const shortened = (text) => (text.length > OPTION ? `${text.slice(0, OPTION).replace(/\s+\S*$/, "")} …` : text);
  /** @param {string} hash */
  const decoded = (hash) => {
    try {
      return decodeURIComponent(hash);
    } catch {
      return hash;
    }
  };
  const nextOrder = () => Math.max(0, ...courseRecord.plan().map(({ order = 0 }) => order)) + 1;
  /** Only what stands elsewhere now is saved. @param {string[]} ids */
  const saveOrder = (ids) => {
    const orders = new Map(courseRecord.plan().map((item) => [item.id, item.order]));
    ids.forEach((id, index) => {
      if (orders.get(id) !== index + 1) courseRecord.savePlan(id, { order: index + 1 });
    });
  };

  customElements.define("course-details", CourseDetails);
  customElements.define("course-plan", CoursePlan);
  customElements.define("course-suggestion", CourseSuggestion);
}

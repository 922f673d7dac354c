/* The plan to take away: on paper, as Word, calendar, text and plan file; and a plan file taken in again. */
{
  const EMPTY = "Put an action into your plan first.";
  const NO_NETWORK = "The template could not be fetched. Try again when you are connected.";
  const MADE = "Made. Look among your downloads.";
  const COPIED = "Copied.";
  const COPY_YOURSELF = "Your browser does not let the page copy. The text is marked: copy it with Ctrl+C, or with a long press.";
  /** @type {{[flaw in PlanFlaw]: string}} */
  const FLAWS = {
    large: "is larger than 5 MB: that is no plan file.",
    broken: "could not be read. It may be damaged: ask for it again.",
    stranger: "is not a plan file. It must come from the button 'Plan file' on this page.",
    foreign: "is the plan of another course.",
    newer: "was made by a newer version of this course. Reload this page, and try again.",
  };
  /** The columns of the template (exports/action_plan.py), in their order. @type {(keyof PlanWords)[]} */
  const COLUMNS = ["what", "why", "first", "who", "when", "measure", "obstacle"];
  const LONGEST = 120;
  /** More letters than this may run over two pages; less is kept together. */
  const LONG = 1200;
  const PAUSE = 300;

  /** @param {ParentNode} inside @param {string} selector @returns {HTMLElement | null} */
  const find = (inside, selector) => inside.querySelector(selector);
  /** @param {Element | null | undefined} element @param {string} words */
  const say = (element, words) => {
    if (element && element.textContent !== words) element.textContent = words;
  };
  /** @param {ParentNode} inside @param {string} [selector] */
  const copy = (inside, selector = "") => {
    const template = /** @type {HTMLTemplateElement} */ (inside.querySelector(`template${selector}`));
    return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  };

  /** What a finding says, and the evidence summary that says it. @param {string} [id] */
  const evidence = (id) => {
    const finding = coursePlanFile.finding(id);
    return finding ? `${finding.statement} (${finding.summary})` : "";
  };

  /** Where it stands: nothing of it from a memory stick, whose paths are nobody's business. @param {string} [id] */
  const source = (id) => {
    const href = coursePlanFile.finding(id)?.href;
    return href && location.protocol !== "file:" ? new URL(href, location.href).href : "";
  };

  /** One field of an action as people read it. @param {PlanWords} item @param {keyof PlanWords} field */
  const inWords = (item, field) => {
    const words = item[field] ?? "";
    if (field === "finding") return evidence(words);
    return field === "when" ? coursePlanFile.inWords(words) : words;
  };

  /** The reviews of a plan: weeks, and the day. @param {string} date */
  const reviewDays = (date) =>
    coursePlanFile.WEEKS.map((weeks) => ({ weeks, day: coursePlanFile.later(date, 7 * weeks) }));

  /** Mark what is too long to be kept on one page: it would leave the page before it blank. @param {Element} inside @param {string} parts */
  const markLong = (inside, parts) => {
    for (const part of [inside, ...inside.querySelectorAll(parts)]) {
      if (part.matches(parts)) part.toggleAttribute("data-long", (part.textContent ?? "").length > LONG);
    }
  };

  /** The plan on paper: blank as it came, or what the record holds. */
  class CoursePaper extends HTMLElement {
    /** @type {Node[]} */
    #blank = [];
    #timer = 0;

    connectedCallback() {
      this.#blank = [...(find(this, "[data-actions]")?.children ?? [])];
      document.addEventListener("record-changed", this);
      addEventListener("beforeprint", this);
      this.#fill();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
      removeEventListener("beforeprint", this);
    }

    /** Nobody sees the sheet while they write, so that it need not keep up with every word. @param {Event} event */
    handleEvent(event) {
      clearTimeout(this.#timer);
      if (event.type === "beforeprint") this.#fill();
      else this.#timer = setTimeout(() => this.#fill(), PAUSE);
    }

    #fill() {
      const { details } = courseRecord.read();
      const items = courseRecord.plan().filter((item) => !coursePlanFile.isBlank(item));
      for (const place of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-detail]"))) {
        const words = details[place.dataset.detail ?? ""]?.text ?? "";
        say(place, place.dataset.detail === "plan-date" ? coursePlanFile.inWords(words) : words);
      }
      const date = details["plan-date"]?.text ?? "";
      for (const place of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-due]"))) {
        const day = coursePlanFile.isDay(date) && coursePlanFile.later(date, 7 * Number(place.dataset.due));
        say(place, day ? `: ${coursePlanFile.inWords(day)}` : "");
      }
      const actions = items.map((item, index) => this.#action(item, index + 1));
      find(this, "[data-actions]")?.replaceChildren(...(actions.length ? actions : this.#blank));
      markLong(this, ".course-paper-about > div, tr");
    }

    /** @param {PlanWords} item @param {number} number */
    #action(item, number) {
      const action = copy(this);
      for (const place of /** @type {NodeListOf<HTMLElement>} */ (action.querySelectorAll("[data-field]"))) {
        const field = /** @type {keyof PlanWords} */ (place.dataset.field);
        const words = inWords(item, field);
        if (field === "what") place.textContent = `${number}. ${words}`;
        else say(place, words);
        // What was left out is no gap in a plan; the day, the person and the sign are.
        const row = place.closest("[data-row]");
        if (row instanceof HTMLElement) row.hidden = !words && ["why", "finding", "obstacle", "if", "then"].includes(field);
      }
      markLong(action, ".course-paper-action, [data-row]");
      return action;
    }

    /** What a field is called, so that it is written once. @param {string} field */
    label(field) {
      const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
      return template.content.querySelector(`[data-row=${field}] dt`)?.textContent ?? "";
    }
  }

  /** @param {string} field */
  const label = (field) =>
    /** @type {CoursePaper | null} */ (document.querySelector("course-paper"))?.label(field) ?? field;

  /** The plan as text for an email. @param {PlanFile} plan @param {string} course */
  const asText = (plan, course) => {
    /** @type {{[detail: string]: string}} */
    const details = { name: plan.name, role: plan.role, team: plan.team, "plan-date": coursePlanFile.inWords(plan.date), "plan-ask": plan.ask };
    const about = [...document.querySelectorAll(".course-paper-about > div")].map((row) => {
      const words = details[row.querySelector("dd")?.dataset.detail ?? ""];
      return words && `${row.querySelector("dt")?.textContent}: ${words}`;
    });
    const actions = plan.items.map((item, index) => {
      const fields = coursePlanFile.FIELDS.filter((field) => field !== "what" && inWords(item, field));
      const lines = fields.map((field) => `${label(field)}: ${inWords(item, field)}`);
      if (source(item.finding)) lines.push(source(item.finding));
      return [`${index + 1}. ${item.what ?? ""}`, ...lines].map(indented).join("\n");
    });
    const days = coursePlanFile.isDay(plan.date)
      ? reviewDays(plan.date).map(({ weeks, day }) => `After ${weeks} weeks: ${coursePlanFile.inWords(day)}`)
      : [];
    const blocks = [`My action plan\n${course}`, about.filter(Boolean).join("\n"), ...actions];
    return [...blocks, days.length ? `Looking back\n${days.join("\n")}` : ""].filter(Boolean).join("\n\n") + "\n";
  };

  /** @param {string} words @param {number} index */
  const indented = (words, index) => words.replace(/\r\n?|\n/g, "\n   ").replace(/^/, index ? "   " : "");

  /** @param {PlanFile} plan @returns {Promise<Blob>} */
  const asWord = async (plan) => {
    const file = await courseWord.open("action-plan");
    const second = (/** @type {Element} */ row) => file.cells(row)[1];
    const about = [
      [plan.name, plan.role].filter(Boolean).join(", "),
      plan.team,
      coursePlanFile.inWords(plan.date),
      plan.ask,
    ];
    file.rows(file.table("About this plan")).forEach((row, index) => file.write(second(row), about[index]));
    const actions = plan.items.map((item) =>
      COLUMNS.map((field) =>
        field === "why" ? [item.why, evidence(item.finding)].filter(Boolean).join("\n") : inWords(item, field),
      ),
    );
    fillRows(file, "My actions", actions);
    const sentences = plan.items.filter((item) => item.if || item.then);
    fillRows(file, "My if-then sentences", sentences.map((item) => [item.what ?? "", item.if ?? "", item.then ?? ""]));
    file.rows(file.table("Looking back")).forEach((row, index) => {
      const weeks = coursePlanFile.WEEKS[index];
      const [when, happened, next] = file.cells(row);
      if (coursePlanFile.isDay(plan.date)) file.write(when, `After ${weeks} weeks\n${coursePlanFile.inWords(coursePlanFile.later(plan.date, 7 * weeks))}`);
      file.write(happened, plan.reviews[weeks].happened);
      file.write(next, plan.reviews[weeks].next);
    });
    const agreed = file.table("Agreed");
    file.write(second(file.rows(agreed)[0]), plan.name);
    cutBehind(agreed);
    return file.blob();
  };

  /** As many rows as are needed: none is left blank, and none is missing. @param {WordFile} file @param {string} caption @param {string[][]} texts */
  const fillRows = (file, caption, texts) => {
    const table = file.table(caption);
    while (file.rows(table).length < texts.length) file.addRow(table);
    const rows = file.rows(table);
    rows.slice(Math.max(1, texts.length)).forEach((row) => row.remove());
    texts.forEach((cells, index) => {
      const places = file.cells(rows[index]);
      cells.forEach((words, column) => file.write(places[column], words));
    });
  };

  /** The suggestions behind the blank plan have done their work; the page's own settings stay. @param {Element} table */
  const cutBehind = (table) => {
    while (table.nextElementSibling && table.nextElementSibling.localName !== "sectPr") table.nextElementSibling.remove();
  };

  /** @param {PlanFile} plan @param {string} course */
  const asCalendar = (plan, course) => {
    const list = plan.items.map((item, index) => `${index + 1}. ${item.what ?? ""}`).join("\n");
    const address = location.protocol === "file:" ? "" : location.href.replace(/#.*/, "");
    const uid = (/** @type {string} */ of) => `${plan.plan}-${of}@${plan.course}`;
    const reviews = reviewDays(plan.date).map(({ weeks, day }) => ({
      uid: uid(`review-${weeks}`),
      day,
      summary: `What came of my action plan, after ${weeks} weeks`,
      description: [course, list, address && `Write it down: ${address}#looking-back`].filter(Boolean).join("\n\n"),
    }));
    const days = plan.items.filter((item) => coursePlanFile.isDay(item.when ?? ""));
    const actions = days.map((item) => ({
      uid: uid(item.id),
      day: item.when ?? "",
      summary: `By today: ${shortened(item.what ?? "")}`,
      description: ["what", "first", "who", "measure"]
        .map((field) => [field, inWords(item, /** @type {keyof PlanWords} */ (field))])
        .map(([field, words]) => words && (field === "what" ? words : `${label(field)}: ${words}`))
        .filter(Boolean)
        .join("\n"),
    }));
    return courseCalendar.text([...reviews, ...actions]);
  };

  /** Whole characters: half of one is no text that a calendar can keep. @param {string} words */
  const shortened = (words) => {
    const characters = [...words];
    return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join("").replace(/\s+\S*$/, "")} …` : words;
  };

  /** Put a text on the clipboard, or mark it so that somebody can. @param {HTMLTextAreaElement} area @returns {Promise<string>} what came of it */
  const copyText = async (area) => {
    area.focus();
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
      return COPIED;
    } catch {
      // Forbidden, or a page without a secure origin: the old way still works in most browsers.
      return document.execCommand("copy") ? COPIED : COPY_YOURSELF;
    }
  };

  /** @param {string} name @param {string} ending */
  const filename = (name, ending) => {
    const plain = name.replace(/[^\p{L}\p{N}\p{M}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40);
    return `action-plan${plain && `-${plain}`}.${ending}`;
  };

  class CourseHandover extends HTMLElement {
    connectedCallback() {
      this.hidden = false;
      for (const type of ["click", "change", "submit"]) this.addEventListener(type, this);
      document.addEventListener("record-changed", this);
      addEventListener("afterprint", this);
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
      removeEventListener("afterprint", this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "afterprint") delete document.documentElement.dataset.print;
      else if (event.type === "record-changed") this.#showText();
      else if (event.type === "change") this.#takeIn(/** @type {HTMLInputElement} */ (event.target));
      else if (event.type === "submit") this.#confirm(event);
      else this.#press(/** @type {Element} */ (event.target).closest("button")?.dataset.do ?? "");
    }

    /** @param {string} words */
    #say(words) {
      say(find(this, ":scope > .course-plan-status"), words);
    }

    /** @param {string} deed */
    async #press(deed) {
      if (deed === "leave") return this.#close("Your plan stays as it is.");
      if (deed === "copy") return this.#say(await copyText(this.#area));
      if (!deed) return;
      const plan = coursePlanFile.mine();
      if (!plan.items.length) return this.#say(EMPTY);
      this.#say("");
      if (deed === "print") return printed("plan");
      if (deed === "text") return this.#openText();
      this.#say(await this.#file(deed, plan));
    }

    /** @param {string} deed @param {PlanFile} plan @returns {Promise<string>} what came of it */
    async #file(deed, plan) {
      try {
        if (deed === "word") courseWord.save(await asWord(plan), filename(plan.name, "docx"));
        else if (deed === "calendar") this.#saveCalendar(plan);
        else courseWord.save(new Blob([JSON.stringify(plan, null, 2)], { type: "application/json" }), filename(plan.name, "json"));
        return MADE;
      } catch {
        return NO_NETWORK;
      }
    }

    /** The weeks are counted from a day, and the same day next time. @param {PlanFile} plan */
    #saveCalendar(plan) {
      if (!coursePlanFile.isDay(plan.date)) {
        plan.date = coursePlanFile.today();
        courseRecord.saveDetail("plan-date", plan.date);
      }
      const text = asCalendar(plan, this.dataset.course ?? "");
      courseWord.save(new Blob([text], { type: "text/calendar;charset=utf-8" }), filename(plan.name, "ics"));
    }

    get #area() {
      return /** @type {HTMLTextAreaElement} */ (find(this, "textarea"));
    }

    #openText() {
      const box = find(this, "[data-text]");
      if (box) box.hidden = false;
      this.#showText();
      this.#area.focus();
    }

    #showText() {
      if (find(this, "[data-text]")?.hidden) return;
      this.#area.value = asText(coursePlanFile.mine(false), this.dataset.course ?? "");
    }

    /** @param {string} words */
    #close(words) {
      find(this, "[data-intake]")?.replaceChildren();
      this.#say(words);
      find(this, "input[type=file]")?.focus();
    }

    /** Show what a file would change, before anything is changed. @param {HTMLInputElement} input */
    async #takeIn(input) {
      const file = input.type === "file" && input.files?.[0];
      if (!file) return;
      const { plan, flaw } = await coursePlanFile.open(file);
      input.value = ""; // so that the same file can be chosen again
      if (!plan) return this.#close(`${file.name} ${FLAWS[flaw]}`);
      const mine = new Map(courseRecord.plan().map((item) => [item.id, item]));
      const news = plan.items.filter((item) => differs(mine.get(item.id), item));
      if (!news.length && !detailsOf(plan).length) return this.#close(`Everything in ${file.name} is in your plan already.`);
      const form = copy(this);
      form.querySelector("ul")?.append(...news.map((item, index) => this.#choice(item, mine.get(item.id), index)));
      const rest = plan.items.length - news.length;
      say(find(form, "[data-same]"), rest ? `${rest} more ${rest === 1 ? "is" : "are"} the same in both.` : "");
      find(this, "[data-intake]")?.replaceChildren(form);
      this.#offered = { plan, news };
      this.#say(`${file.name}: nothing is changed yet.`);
      find(form, "input, button")?.focus();
    }

    /** @type {{plan: PlanFile, news: PlanFileItem[]} | undefined} */
    #offered;

    /** @param {PlanFileItem} item @param {PlanEntry | undefined} mine @param {number} index */
    #choice(item, mine, index) {
      const line = copy(this, "[data-choice]");
      const box = /** @type {HTMLInputElement} */ (find(line, "input"));
      box.id = `intake-${index}`;
      // What is newer is offered, what is older must be asked for.
      box.checked = !mine || (item.at ?? "") > mine.at;
      line.querySelector("label")?.setAttribute("for", box.id);
      say(find(line, "[data-kind]"), mine ? `In place of mine${box.checked ? "" : ", which is newer"}:` : "New:");
      say(find(line, "[data-title]"), item.what ?? "");
      return line;
    }

    /** @param {Event} event */
    #confirm(event) {
      event.preventDefault();
      if (!this.#offered) return;
      const { plan, news } = this.#offered;
      const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("[data-intake] input"));
      // The same plan on another device: its calendar and its team know it by the same id.
      const isEmpty = !courseRecord.plan().length && !courseRecord.detail("plan-id");
      if (isEmpty && plan.plan) courseRecord.saveDetail("plan-id", plan.plan);
      const chosen = news.filter((_, index) => boxes[index]?.checked);
      chosen.forEach((item) => courseRecord.savePlan(item.id, fieldsOf(item)));
      for (const [id, words] of detailsOf(plan)) courseRecord.saveDetail(id, words);
      this.#close(`Taken in: ${chosen.length} ${chosen.length === 1 ? "action" : "actions"}.`);
    }
  }

  /** @param {PlanEntry | undefined} mine @param {PlanFileItem} item */
  const differs = (mine, item) => !mine || coursePlanFile.FIELDS.some((field) => (mine[field] ?? "") !== (item[field] ?? ""));

  /** All fields, the empty ones too, so that nothing of an older text stays; a new one goes to the end. @param {PlanFileItem} item @returns {PlanFields} */
  const fieldsOf = (item) => {
    const plan = courseRecord.plan();
    const order = plan.find(({ id }) => id === item.id)?.order ?? Math.max(0, ...plan.map(({ order = 0 }) => order)) + 1;
    const words = coursePlanFile.FIELDS.map((field) => [field, item[field] ?? ""]);
    return { ...Object.fromEntries(words), ...(item.from && { from: item.from }), order };
  };

  /** What the file says about the plan where this device says nothing. @param {PlanFile} plan */
  const detailsOf = (plan) => {
    const reviews = coursePlanFile.WEEKS.flatMap((weeks) => [
      [`review-${weeks}-happened`, plan.reviews[weeks].happened],
      [`review-${weeks}-next`, plan.reviews[weeks].next],
    ]);
    const about = [["name", plan.name], ["role", plan.role], ["team", plan.team], ["plan-date", plan.date], ["plan-ask", plan.ask]];
    return [...about, ...reviews].filter(([id, words]) => words && !courseRecord.detail(id));
  };

  /** @param {"plan" | "joint"} what */
  const printed = (what) => {
    document.documentElement.dataset.print = what;
    print();
  };

  globalThis.courseHandover = Object.freeze({ FLAWS, NO_NETWORK, MADE, copyText, printed, fillRows, inWords, label, indented });

  customElements.define("course-paper", CoursePaper);
  customElements.define("course-handover", CourseHandover);
}

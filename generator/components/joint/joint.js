/* Several people's plans as one plan of their team. Held by this page only: nothing is stored or sent. */
{
  /** The columns of the template (exports/action_plan.py) behind what and who. @type {(keyof PlanWords)[]} */
  const COLUMNS = ["first", "who", "when", "measure", "obstacle"];

  /** A row with more letters than this may run over two pages. */
  const LONG = 1200;

  /** @typedef {{file: string, plan?: PlanFile, words: string}} Taken */

  /** @param {ParentNode} inside @param {string} selector @returns {HTMLElement | null} */
  const find = (inside, selector) => inside.querySelector(selector);
  /** @param {Element | null} element @param {string} words */
  const say = (element, words) => {
    if (element && element.textContent !== words) element.textContent = words;
  };
  /** @param {number} count @param {string} one */
  const plural = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;
  const { isolated } = coursePlanFile;
  /** @param {string[]} names */
  const together = (names) => names.map(isolated).join(", ");
  /** Word knows by itself which way words run. @param {string} words */
  const plain = (words) => words.replace(/[\u2068\u2069]/g, "");
  /** @param {JointAction} action @param {keyof PlanWords} field */
  const said = (action, field) =>
    action.fields[field].map(({ text, people }) => ({
      text: courseHandover.inWords({ [field]: text }, field),
      // What all say needs no names.
      who: people.length < action.people.length ? together(people) : "",
    }));
  /** @param {JointAction} action @param {keyof PlanWords} field */
  const lines = (action, field) =>
    said(action, field)
      .map(({ text, who }) => (who ? `${who}: ${isolated(text)}` : isolated(text)))
      .join("\n");

  class CourseJoint extends HTMLElement {
    /** @type {Taken[]} */
    #taken = [];
    /** @type {JointAction[]} */
    #actions = [];
    /** @type {string[]} */
    #names = [];

    connectedCallback() {
      const tool = find(this, "[data-tool]");
      if (tool) tool.hidden = false;
      for (const type of ["click", "change"]) this.addEventListener(type, this);
      for (const type of ["record-changed", "course-reload", "dragover", "drop"]) document.addEventListener(type, this);
      this.#show();
    }

    disconnectedCallback() {
      for (const type of ["record-changed", "course-reload", "dragover", "drop"]) document.removeEventListener(type, this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event instanceof DragEvent) this.#catch(event);
      else if (event.type === "course-reload") this.#taken.length && event.preventDefault();
      else if (event.type === "click") this.#press(/** @type {Element} */ (event.target).closest("button"));
      else if (event.target instanceof HTMLInputElement && event.target.type === "file") this.#choose(event.target);
      else this.#show();
    }

    /** A file dropped anywhere would otherwise take the place of the page. @param {DragEvent} event */
    #catch(event) {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (event.type === "drop") this.#take([...event.dataTransfer.files]);
    }

    /** @param {HTMLInputElement} input */
    async #choose(input) {
      const files = [...(input.files ?? [])];
      input.value = "";
      await this.#take(files);
    }

    /** @param {File[]} files */
    async #take(files) {
      for (const file of files) {
        const { plan, flaw } = await coursePlanFile.open(file);
        if (plan) this.#add(file.name, plan);
        else this.#taken.push({ file: file.name, words: `${isolated(file.name)} ${courseHandover.FLAWS[flaw]}` });
      }
      courseWord.prepare(); // this page may outlive its version, and could not fetch it then
      this.#show();
      const good = this.#taken.filter(({ plan }) => plan).length;
      this.#say(`${plural(good, "plan")} taken in.`);
      this.scrollIntoView({ block: "nearest" });
    }

    /** Of the same plan, the file made last counts. @param {string} file @param {PlanFile} plan */
    #add(file, plan) {
      const same = this.#taken.find((each) => each.plan && plan.plan && each.plan.plan === plan.plan);
      const count = plural(plan.items.length, "action");
      const words = `${isolated(file)}: ${plan.name ? isolated(plan.name) : "no name in it"}, ${count}`;
      if (!same?.plan) this.#taken.push({ file, plan, words });
      else if (same.plan.made >= plan.made) this.#taken.push({ file, words: `${isolated(file)} is the same plan as ${isolated(same.file)}, and counts once.` });
      else {
        this.#taken[this.#taken.indexOf(same)] = { file, plan, words: `${words}. It is newer than ${isolated(same.file)}, and stands in its place.` };
      }
    }

    /** @param {string} words */
    #say(words) {
      say(find(this, ".course-plan-status"), words);
    }

    /** The plans, the learner's own among them if they want. @returns {PlanFile[]} */
    #plans() {
      const plans = this.#taken.flatMap(({ plan }) => plan ?? []);
      const own = ownPlan(plans);
      const offer = find(this, "[data-own]");
      const box = /** @type {HTMLInputElement | null} */ (find(this, "[data-own] input"));
      if (offer) offer.hidden = !own;
      return own && box?.checked ? [{ ...own, name: own.name || "Me" }, ...plans] : plans;
    }

    #show() {
      const plans = this.#plans();
      const isShown = this.#taken.some(({ plan }) => plan);
      this.#names = namesOf(plans);
      this.#actions = coursePlanFile.join(plans, this.#names);
      find(this, "[data-files]")?.replaceChildren(...this.#taken.map((taken, index) => this.#file(taken, index)));
      for (const part of ["[data-sheet]", "[data-take]"]) {
        const element = find(this, part);
        if (element) element.hidden = !isShown;
      }
      if (!isShown) return;
      find(this, "[data-sheet] tbody")?.replaceChildren(...this.#actions.map((action) => this.#row(action)));
      say(find(this, "[data-sum]"), this.#sum());
      this.#showText();
    }

    /** @param {JointAction} action */
    #like({ like }) {
      const numbers = like.map((action) => this.#actions.indexOf(action) + 1);
      return like.length ? `Much like number ${numbers.join(" and ")}.` : "";
    }

    #sum() {
      const shared = this.#actions.filter(({ people }) => people.length > 1);
      const differing = shared.filter(({ differs }) => differs).length;
      const words = `${plural(this.#actions.length, "action")} from ${plural(this.#names.length, "plan")}: ${together(this.#names)}.`;
      if (!shared.length) return `${words} No action is in more than one plan.`;
      const where = `${words} ${shared.length} ${shared.length === 1 ? "is" : "are"} in more than one plan`;
      return differing ? `${where}; people say different things about ${differing}.` : `${where}, with nothing that differs.`;
    }

    /** @param {string} selector */
    #copy(selector) {
      const template = /** @type {HTMLTemplateElement} */ (this.querySelector(`template${selector}`));
      return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    }

    /** @param {Taken} taken @param {number} index */
    #file(taken, index) {
      const line = this.#copy("[data-file]");
      const button = /** @type {HTMLElement} */ (find(line, "button"));
      say(find(line, "span"), taken.words);
      button.dataset.index = String(index);
      button.setAttribute("aria-label", `Leave out ${isolated(taken.file)}`);
      line.toggleAttribute("data-flawed", !taken.plan);
      return line;
    }

    /** @param {JointAction} action */
    #row(action) {
      const row = this.#copy("[data-row]");
      for (const cell of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("[data-field]"))) {
        const field = /** @type {keyof PlanWords} */ (cell.dataset.field);
        cell.append(...said(action, field).map((each) => this.#said(each)));
        cell.toggleAttribute("data-differs", action.fields[field].length > 1);
      }
      const count = action.people.length;
      say(find(row, "[data-people]"), (count > 1 ? `${count} people: ` : "") + together(action.people));
      const like = find(row, "[data-like]");
      if (like) like.hidden = !action.like.length;
      say(like, this.#like(action));
      const button = /** @type {HTMLElement} */ (find(row, "button"));
      const isMine = courseRecord.plan().some(({ id }) => id === action.item.id);
      button.hidden = isMine;
      button.setAttribute("aria-label", `${button.textContent}: ${action.item.what ?? ""}`);
      button.dataset.index = String(this.#actions.indexOf(action));
      row.toggleAttribute("data-long", (row.textContent ?? "").length > LONG);
      return row;
    }

    /** @param {{text: string, who: string}} words */
    #said({ text, who }) {
      const line = this.#copy("[data-said]");
      say(find(line, "[data-text]"), text);
      say(find(line, "[data-who]"), who);
      return line;
    }

    /** @param {HTMLButtonElement | null} button */
    async #press(button) {
      const index = Number(button?.dataset.index);
      const deed = button?.dataset.do;
      if (deed === "away") this.#takeAway(index);
      else if (deed === "mine") this.#addToMine(this.#actions[index]);
      else if (deed === "forget") this.#forget();
      else if (deed === "print") courseHandover.printed("joint");
      else if (deed === "text") this.#openText();
      else if (deed === "copy") this.#say(await courseHandover.copyText(this.#area));
      else if (deed === "word") this.#say(await this.#word());
    }

    /** @param {number} index */
    #takeAway(index) {
      const [{ file }] = this.#taken.splice(index, 1);
      this.#show();
      this.#say(`Left out: ${isolated(file)}.`);
      find(this, "input[type=file]")?.focus();
    }

    /** @param {JointAction} action */
    #addToMine({ item }) {
      const { id, at, ...fields } = item;
      const order = Math.max(0, ...courseRecord.plan().map(({ order = 0 }) => order)) + 1;
      courseRecord.savePlan(id, { ...fields, order });
      this.#say("Added to your plan.");
    }

    #forget() {
      this.#taken = [];
      this.#show();
      this.#say("The page has forgotten these plans.");
      find(this, "input[type=file]")?.focus();
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
      const { label, indented } = courseHandover;
      const actions = this.#actions.map((action, index) => {
        const fields = coursePlanFile.FIELDS.filter((field) => field !== "what" && action.fields[field].length);
        const words = fields.map((field) => `${label(field)}: ${lines(action, field)}`);
        return [`${index + 1}. ${lines(action, "what")}`, this.#like(action), `In the plans of ${together(action.people)}`, ...words].filter(Boolean).map(indented).join("\n");
      });
      this.#area.value = [`Our joint action plan\n${this.dataset.course}`, this.#sum(), ...actions].join("\n\n") + "\n";
    }

    /** @returns {Promise<string>} what came of it */
    async #word() {
      try {
        const file = await courseWord.open("joint-plan");
        const teams = [...new Set(this.#plans().map(({ team }) => team).filter(Boolean))];
        const about = [teams.join("; "), this.#names.join(", "), coursePlanFile.inWords(coursePlanFile.today()), ""];
        file.rows(file.table("About this plan")).forEach((row, index) => file.write(file.cells(row)[1], about[index]));
        const rows = this.#actions.map((action, index) => [
          [`${index + 1}. ${lines(action, "what")}`, this.#like(action)].filter(Boolean).join("\n"),
          together(action.people),
          ...COLUMNS.map((field) => lines(action, field)),
        ]);
        courseHandover.fillRows(file, "Our actions", rows.map((cells) => cells.map(plain)));
        courseWord.save(await file.blob(), "joint-action-plan.docx");
        return courseHandover.MADE;
      } catch {
        return courseHandover.NO_NETWORK;
      }
    }
  }

  /** The learner's own plan, if there is one and no file of it was taken in. @param {PlanFile[]} plans */
  const ownPlan = (plans) => {
    const mine = coursePlanFile.mine(false);
    const isThere = plans.some(({ plan }) => plan && plan === mine.plan);
    return mine.items.length && !isThere ? mine : undefined;
  };

  /** A name for each plan, and each only once. @param {PlanFile[]} plans */
  const namesOf = (plans) => {
    /** @type {string[]} */
    const names = [];
    plans.forEach((plan, index) => {
      const name = plan.name || `Person ${index + 1}`;
      let own = name;
      for (let count = 2; names.includes(own); count++) own = `${name} (${count})`;
      names.push(own);
    });
    return names;
  };

  customElements.define("course-joint", CourseJoint);
}

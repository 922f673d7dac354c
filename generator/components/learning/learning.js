/*
 * My learning: what the page knows of the course, joined with what the record knows of the learner.
 *
 * The page holds every unit, question, prompt and outcome; each element shows the rows that concern the learner.
 */
{
  const TEN_MINUTES = 5;
  /** @type {Intl.DateTimeFormatOptions} */
  const DAY = { day: "numeric", month: "long", year: "numeric" };

  /** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement[]} */
  const all = (selector, root = document) => [...root.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement);

  /** @param {ParentNode} root @param {string} selector @param {string} words */
  const tell = (root, selector, words) => {
    const place = root.querySelector(selector);
    if (place && place.textContent !== words) place.textContent = words;
  };

  /** @param {number} n @param {string} one */
  const plural = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;

  /** The course's own language: the page may say `en`, and mean the dates of another country. */
  const language = document.querySelector("course-learned")?.getAttribute("data-language") ?? "en-GB";

  /** A time in words, none for what is no time. A date without a time is the same day everywhere. @param {string | undefined} at */
  const day = (at = "") => {
    const time = new Date(at);
    if (Number.isNaN(time.getTime())) return "";
    return time.toLocaleDateString(language, at.includes("T") ? DAY : { ...DAY, timeZone: "UTC" });
  };

  /** The words of the nearest thing of a kind, without the spaces around them. @param {Element} root @param {string} selector */
  const words = (root, selector) => root.querySelector(selector)?.textContent?.trim() ?? "";

  /** @param {RecordDocument} record @param {string} module @returns {LearnedUnit[]} */
  const unitsOf = (record, module) =>
    all(`course-progress-list [data-of="${module}"] tr[data-unit]`).map((row) => ({
      id: row.dataset.unit ?? "",
      title: words(row, "th"),
      href: row.querySelector("a")?.getAttribute("href") ?? "",
      minutes: Number(row.dataset.minutes),
      done: record.units[row.dataset.unit ?? ""]?.done,
    }));

  /** @param {RecordDocument} record @param {string} module @returns {LearnedNote[]} */
  const notesOf = (record, module) =>
    all(`course-journal [data-of="${module}"] [data-note]`).flatMap((row) => {
      const note = record.notes[row.dataset.note ?? ""];
      if (!note) return [];
      return [{ kind: row.dataset.kind ?? "", prompt: words(row, ".course-prompt"), text: note.text, at: note.at }];
    });

  /** @type {RecordDocument | undefined} */
  let latest;

  /** The record as all elements of the page show it after one change: read once, for it may be long. */
  const record = () => {
    if (!latest) queueMicrotask(() => (latest = undefined));
    return (latest ??= courseRecord.read());
  };
  // Heard before any element hears it.
  document.addEventListener("record-changed", () => (latest = undefined));

  /** @type {LearnedCourse} */
  const learned = {
    record,
    modules: () =>
      all("course-progress-list [data-of]").map(({ dataset: { of: module = "", title = "" } }) => ({
        id: module,
        title,
        units: unitsOf(record(), module),
        notes: notesOf(record(), module),
        outcomes: all(`course-confidence-table [data-of="${module}"] tr[data-outcome] th`).map((cell) => cell.textContent ?? ""),
        questions: all(`course-revisit [data-of="${module}"] [data-question]`).map((row) => row.dataset.question ?? ""),
      })),
    day,
    plural,
    print: (sheet) => {
      sheet.setAttribute("data-printing", "");
      document.body.dataset.print = "";
      const tidy = () => {
        sheet.removeAttribute("data-printing");
        delete document.body.dataset.print;
      };
      addEventListener("afterprint", tidy, { once: true });
      print();
    },
  };
  globalThis.courseLearned = Object.freeze(learned);

  /** An element that is drawn again whenever the record changes, here or in another tab. */
  class Shown extends HTMLElement {
    connectedCallback() {
      document.addEventListener("record-changed", this);
      this.show();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "record-changed") this.show();
    }

    show() {}

    /** Show what stands for this state: `none` or `some`. @param {boolean} some */
    state(some) {
      for (const each of all("[data-when=none]", this)) each.hidden = some;
      for (const each of all("[data-when=some]", this)) each.hidden = !some;
    }
  }

  class CourseLearned extends Shown {
    show() {
      const modules = learned.modules();
      const done = modules.flatMap(({ units }) => units).filter((unit) => unit.done);
      const given = answersTo(modules.flatMap(({ questions }) => questions));
      tell(this, "[data-told=units]", String(done.length));
      tell(this, "[data-told=minutes]", String(sum(done)));
      tell(this, "[data-told=right]", String(given.filter(({ correct }) => correct).length));
      tell(this, "[data-told=answered]", String(given.length));
    }
  }

  /** @param {LearnedUnit[]} units */
  const sum = (units) => units.reduce((total, { minutes }) => total + minutes, 0);

  /** @param {string[]} questions */
  const answersTo = (questions) => {
    const { answers } = record();
    return questions.flatMap((id) => answers[id] ?? []);
  };

  class CourseProgressList extends Shown {
    show() {
      for (const { id, units, questions } of learned.modules()) {
        const section = this.querySelector(`[data-of="${id}"]`);
        if (!section) continue;
        const done = units.filter((unit) => unit.done);
        const given = answersTo(questions);
        const right = given.filter(({ correct }) => correct).length;
        tell(
          section,
          "p",
          `${done.length} of ${plural(units.length, "unit")} done, ${sum(done)} of ${sum(units)} minutes. ` +
            `${given.length} of ${plural(questions.length, "question")} answered, ${right} right.`,
        );
        for (const unit of units) {
          tell(section, `[data-unit="${unit.id}"] [data-told=done]`, unit.done ? day(unit.done) || "done" : "not yet");
        }
      }
    }
  }

  /** Whether an answer deserves another look, and how the page says so. @param {AnswerEntry | undefined} answer */
  const weakness = (answer) => {
    if (!answer) return "";
    if (!answer.correct) return "Not right yet";
    return answer.tries > 1 ? `Right after ${answer.tries} tries` : "";
  };

  class CourseRevisit extends Shown {
    show() {
      const { answers } = record();
      let total = 0;
      for (const module of all("[data-of]", this)) {
        const weak = all("[data-question]", module).filter((row) => {
          const answer = answers[row.dataset.question ?? ""];
          const how = weakness(answer);
          row.hidden = !how;
          const when = day(answer?.at);
          tell(row, "[data-told=how]", when ? `${how}, ${when}` : how);
          return how;
        });
        total += weak.length;
        module.hidden = !weak.length;
        tell(module, "[data-told=count]", plural(weak.length, "question"));
      }
      this.state(total > 0);
    }
  }

  /** @typedef {{row: HTMLElement, wrong: boolean, at: number}} Weak */

  /** When; what has no time that can be read counts as oldest. @param {string} at */
  const time = (at) => Date.parse(at) || 0;

  /** Wrong before late, and the oldest first. @param {Weak} one @param {Weak} other */
  const byNeed = (one, other) => Number(other.wrong) - Number(one.wrong) || one.at - other.at;

  /** One from each module in turn, beginning where the need is greatest. @param {Weak[][]} modules */
  const fairly = (modules) => {
    const queues = modules
      .filter((queue) => queue.length)
      .map((queue) => queue.sort(byNeed))
      .sort(([one], [other]) => byNeed(one, other));
    /** @type {HTMLElement[]} */
    const chosen = [];
    for (let turn = 0; queues.some((queue) => queue.length > turn); turn++) {
      for (const queue of queues) if (queue.length > turn) chosen.push(queue[turn].row);
    }
    return chosen.slice(0, TEN_MINUTES);
  };

  class CourseTenMinutes extends Shown {
    /** What the list shows: it is made anew only when that changes, so that the focus stays. */
    #shown = "";

    show() {
      const chosen = fairly(weakOnes());
      const html = chosen.map((row) => row.textContent).join();
      this.state(chosen.length > 0);
      if (html !== this.#shown) this.querySelector("ol")?.replaceChildren(...chosen.map(copy));
      this.#shown = html;
      this.#showPlan();
    }

    #showPlan() {
      const plan = courseRecord.plan().filter(({ what }) => typeof what === "string" && what.trim());
      const template = this.querySelector("template");
      for (const box of all("[data-when=plan]", this)) box.hidden = !plan.length;
      if (!template) return;
      const rows = plan.map(({ what, when }) => {
        const row = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
        const due = day(when);
        tell(row, "[dir]", String(what));
        tell(row, ".course-where", due ? `by ${due}` : "");
        return row;
      });
      this.querySelector("ul")?.replaceChildren(...rows);
    }
  }

  const weakOnes = () => {
    const { answers } = record();
    return all("course-revisit [data-of]").map((module) =>
      all("[data-question]", module).flatMap((row) => {
        const answer = answers[row.dataset.question ?? ""];
        return weakness(answer) ? [{ row, wrong: !answer.correct, at: time(answer.at) }] : [];
      }),
    );
  };

  /** @param {HTMLElement} row */
  const copy = (row) => {
    const made = /** @type {HTMLElement} */ (row.cloneNode(true));
    made.hidden = false;
    return made;
  };

  class CourseJournal extends Shown {
    /** The notes of an earlier version that stand here. */
    #earlier = "";

    connectedCallback() {
      this.addEventListener("click", this);
      super.connectedCallback();
    }

    /** @param {Event} event */
    handleEvent(event) {
      super.handleEvent(event);
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (event.type === "click" && button) this.#do(button.dataset.do);
    }

    show() {
      const { notes } = record();
      const known = new Set();
      for (const entry of all("[data-note]", this)) {
        known.add(entry.dataset.note);
        entry.hidden = !notes[entry.dataset.note ?? ""];
        fill(entry, notes[entry.dataset.note ?? ""]);
      }
      this.#showEarlier(Object.entries(notes).filter(([id]) => !known.has(id)));
      for (const section of all("section", this)) section.hidden = !section.querySelector(".course-entry:not([hidden])");
      let total = 0;
      for (const details of all("details", this)) {
        const entries = details.querySelectorAll(".course-entry:not([hidden])").length;
        total += entries;
        details.hidden = !entries;
        tell(details, "[data-told=count]", plural(entries, "note"));
      }
      this.state(total > 0);
    }

    /** What was written under ids that the course no longer has. @param {[string, NoteEntry][]} notes */
    #showEarlier(notes) {
      const template = this.querySelector("template");
      const shown = JSON.stringify(notes);
      if (!template || shown === this.#earlier) return;
      this.#earlier = shown;
      const entries = notes.map(([id, note]) => {
        const entry = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
        tell(entry, ".course-prompt", id.replaceAll("-", " "));
        fill(entry, note);
        return entry;
      });
      this.querySelector("[data-earlier] section")?.replaceChildren(...entries);
    }

    /** @param {string | undefined} what */
    #do(what) {
      const sheet = this.querySelector("[data-sheet]");
      if (what === "print" && sheet) learned.print(sheet);
      if (what === "save") this.#download();
      if (what === "copy") this.#copy();
    }

    #download() {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([this.text], { type: "text/plain;charset=utf-8" }));
      link.download = "my-journal.txt";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }

    async #copy() {
      let told = "Copied: paste it where you need it.";
      try {
        await navigator.clipboard.writeText(this.text);
      } catch {
        told = "This browser does not let the page copy. Download the text instead.";
      }
      tell(this, "[role=status]", told);
    }

    /** The journal as plain text. */
    get text() {
      const parts = [words(this, ".course-sheet-title")];
      for (const each of all("details:not([hidden]) > summary, section:not([hidden]) > h3, .course-entry:not([hidden])", this)) {
        parts.push(all("p", each).map((line) => line.textContent).join("\n") || (each.textContent ?? ""));
      }
      return `${parts.join("\n\n")}\n`;
    }
  }

  /** @param {ParentNode} entry @param {NoteEntry | undefined} note */
  const fill = (entry, note) => {
    tell(entry, ".course-words", note?.text ?? "");
    tell(entry, ".course-where", day(note?.at));
  };

  class CourseConfidenceTable extends Shown {
    show() {
      let answers = 0;
      for (const module of all("[data-of]", this)) {
        const rows = all("tr[data-outcome]", module);
        const answered = rows.filter((row) => this.#row(row)).length;
        tell(module, "[data-told=count]", `${answered} of ${plural(rows.length, "outcome")} answered`);
        answers += answered;
      }
      this.state(answers > 0);
    }

    get #words() {
      return (this.dataset.words ?? "").split("|");
    }

    /** @param {HTMLElement} row @returns {boolean} whether there is an answer */
    #row(row) {
      const entry = record().confidence[row.dataset.outcome ?? ""];
      /** @type {{[moment: string]: number}} */
      const values = {};
      for (const cell of all("[data-moment]", row)) {
        const moment = cell.dataset.moment ?? "";
        const value = valueOf(entry, moment);
        const known = value >= 1 && value <= this.#words.length;
        if (known) values[moment] = value;
        const told = known ? `${this.#words[value - 1]} (${value})` : "not answered";
        if (cell.textContent !== told) cell.textContent = told;
      }
      this.#draw(row, values);
      return Object.keys(values).length > 0;
    }

    /** @param {HTMLElement} row @param {{[moment: string]: number}} values */
    #draw(row, values) {
      const cell = row.querySelector("[data-told=drawn]");
      const template = this.querySelector("template");
      if (!cell || !template) return;
      if (!Object.keys(values).length) return cell.replaceChildren();
      if (!cell.firstElementChild) cell.append(template.content.cloneNode(true));
      const svg = cell.querySelector("svg");
      const told = all("[data-moment]", row).map((each) => `${each.dataset.label}: ${each.textContent}`);
      svg?.setAttribute("aria-label", told.join("; "));
      for (const moment of ["before", "then", "after"]) place(cell.querySelector(`.course-scale-${moment}`), values[moment]);
      const start = values.before ?? values.then;
      const line = cell.querySelector(".course-scale-change");
      line?.setAttribute("x1", String(across(start ?? values.after)));
      line?.setAttribute("x2", String(across(values.after ?? start)));
    }
  }

  /** Where a value stands in the drawing. @param {number} value */
  const across = (value) => value * 24 - 12;

  /** @param {Element | null} mark @param {number | undefined} value */
  const place = (mark, value) => {
    mark?.toggleAttribute("hidden", !value);
    if (value) mark?.setAttribute("transform", `translate(${across(value)} 0)`);
  };

  /** @param {ConfidenceEntry | undefined} entry @param {string} moment */
  const valueOf = (entry, moment) => {
    const found = /** @type {any} */ (entry)?.[moment]?.value;
    return Number.isInteger(found) ? found : 0;
  };

  class CourseSince extends Shown {
    show() {
      const { units } = record();
      let changes = 0;
      for (const line of all("[data-changed]", this)) {
        const done = units[line.dataset.changed ?? ""]?.done;
        // Both are ISO dates. A unit done on the day of a change was done before it.
        line.hidden = !done || done.slice(0, 10) > (line.dataset.on ?? "");
        changes += Number(!line.hidden);
      }
      this.state(changes > 0);
    }
  }

  // Paper has no disclosures to press.
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = /** @type {HTMLDetailsElement[]} */ (all("details:not([open])"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  customElements.define("course-learned", CourseLearned);
  customElements.define("course-progress-list", CourseProgressList);
  customElements.define("course-revisit", CourseRevisit);
  customElements.define("course-ten-minutes", CourseTenMinutes);
  customElements.define("course-journal", CourseJournal);
  customElements.define("course-confidence-table", CourseConfidenceTable);
  customElements.define("course-since", CourseSince);
}

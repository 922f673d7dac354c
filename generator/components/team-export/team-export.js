/* The evaluation file: the learner's figures without name, words or dates, shown before they are saved. */
{
  /** @typedef {{id: string, units: string[], outcomes: {id: string, questions: string[]}[]}} Module */
  /** @typedef {{course: string, levels: number, modules: Module[]}} Outline */

  const MOMENTS = /** @type {const} */ (["before", "after", "then"]);
  const HEX = 16;

  /** Made once for this page, so that two presses of the button give files that count once. */
  const number = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(HEX).padStart(2, "0"))
    .join("");

  /** @param {ConfidenceEntry | undefined} entry @param {number} levels */
  const confidence = (entry, levels) =>
    MOMENTS.flatMap((moment) => {
      const value = entry?.[moment]?.value;
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= levels ? [[moment, value]] : [];
    });

  /** @param {Outline} outline @param {RecordDocument} record */
  const evaluation = ({ course, levels, modules }, record) => ({
    format: "course-evaluation",
    version: 1,
    course,
    file: number,
    modules: Object.fromEntries(
      modules.map(({ id, units }) => [id, { units: units.length, done: units.filter((unit) => record.units[unit]?.done).length }]),
    ),
    outcomes: Object.fromEntries(
      modules.flatMap(({ outcomes }) =>
        outcomes.map(({ id, questions }) => {
          const answers = questions.flatMap((question) => record.answers[question] ?? []);
          const quiz = {
            asked: questions.length,
            answered: answers.length,
            right: answers.filter(({ correct }) => correct).length,
          };
          return [id, { ...Object.fromEntries(confidence(record.confidence[id], levels)), ...quiz }];
        }),
      ),
    ),
  });

  /** @param {ReturnType<typeof evaluation>} file */
  const isEmpty = ({ modules, outcomes }) =>
    Object.values(modules).every(({ done }) => !done) &&
    Object.values(outcomes).every((entry) => !entry.answered && !MOMENTS.some((moment) => moment in entry));

  class CourseTeamExport extends HTMLElement {
    /** @type {Outline | undefined} */
    #outline;

    connectedCallback() {
      const script = this.querySelector("script");
      if (!script) return;
      this.#outline = JSON.parse(script.textContent);
      this.querySelector("button")?.addEventListener("click", this);
      document.addEventListener("record-changed", this);
      this.#show();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "click") this.#save();
      else this.#show();
    }

    /** What stands in the page is what the file will hold. */
    #show() {
      if (!this.#outline) return;
      const file = evaluation(this.#outline, courseRecord.read());
      const [none, box, contents] = [this.querySelector("p"), this.querySelector("div"), this.querySelector("pre")];
      if (none) none.hidden = !isEmpty(file);
      if (box) box.hidden = isEmpty(file);
      if (contents) contents.textContent = JSON.stringify(file, null, 2);
    }

    #save() {
      this.#show();
      const link = document.createElement("a");
      const text = `${this.querySelector("pre")?.textContent}\n`;
      link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      link.download = `evaluation-${this.#outline?.course}-${number.slice(0, 8)}.json`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      const status = this.querySelector("[role=status]");
      if (status) status.textContent = `${link.download} is among your downloads.`;
    }
  }

  customElements.define("course-team-export", CourseTeamExport);
}

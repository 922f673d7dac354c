/*
 * A question with options. On paper, and without this script, its `details` hold the answers; here
 * the learner chooses, checks, reads why, and tries again.
 */
{
  /** @typedef {"right" | "partly" | "not-yet"} State */
  /**
   * @typedef {object} Parts
   * @property {HTMLFormElement} form
   * @property {HTMLInputElement[]} inputs
   * @property {HTMLButtonElement} check
   * @property {HTMLElement} result
   * @property {HTMLButtonElement} again
   * @property {HTMLDetailsElement} answers
   */

  /** @type {{[state in State]: string}} */
  const VERDICTS = {
    right: "Right.",
    partly: "Partly right: here is why.",
    "not-yet": "Not yet: here is why.",
  };

  const PRESSES = ["mousedown", "click"];

  /** @param {HTMLElement} question @returns {Parts | undefined} */
  const findParts = (question) => {
    const parts = {
      form: question.querySelector("form"),
      inputs: [...question.querySelectorAll(".course-option input")],
      check: question.querySelector("button[type=submit]"),
      result: question.querySelector(".course-question-result"),
      again: question.querySelector(".course-question-again"),
      answers: question.querySelector(".course-question-answers"),
    };
    const whole = parts.inputs.length > 0 && Object.values(parts).every(Boolean);
    return whole ? /** @type {Parts} */ (parts) : undefined;
  };

  /** @param {string[]} chosen @param {string[]} right @returns {State} */
  const judge = (chosen, right) => {
    const hits = chosen.filter((option) => right.includes(option)).length;
    if (hits === chosen.length && hits === right.length) return "right";
    return hits ? "partly" : "not-yet";
  };

  /** An element with classes of its own and these children. @param {string} tag @param {string} name @param {(Node | string)[]} children */
  const element = (tag, name, ...children) => {
    const made = document.createElement(tag);
    made.className = name;
    made.append(...children);
    return made;
  };

  /** A copy without ids: an id belongs to one element. @param {Element | null | undefined} node @returns {Element[]} none if there is nothing to copy */
  const copy = (node) => {
    if (!node) return [];
    const made = /** @type {Element} */ (node.cloneNode(true));
    for (const each of [made, ...made.querySelectorAll("[id]")]) each.removeAttribute("id");
    return [made];
  };

  class CourseQuestion extends HTMLElement {
    /** @type {Parts | undefined} */
    #parts;
    /** The saved choice this page already knows of. */
    #known = "";
    /** Whether the latest press was on *Check my answer*, and showed a result. */
    #pressed = false;

    connectedCallback() {
      this.#parts = findParts(this);
      if (!this.#parts) return;
      this.#parts.answers.hidden = true;
      for (const type of ["submit", "change", "click", "keydown"]) this.addEventListener(type, this);
      for (const type of PRESSES) document.addEventListener(type, this, { capture: true });
      document.addEventListener("record-changed", this);
      this.#setState(this.dataset.state);
      this.#restore();
    }

    disconnectedCallback() {
      for (const type of PRESSES) document.removeEventListener(type, this, { capture: true });
      document.removeEventListener("record-changed", this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (!this.#parts) return;
      if (event.type === "record-changed") this.#followOtherTab();
      if (event.type === "submit") this.#check(event);
      if (event.type === "change") this.#reopen();
      if (event instanceof KeyboardEvent) this.#holdRepeat(event);
      if (!(event instanceof MouseEvent)) return;
      if (event.currentTarget === document) this.#swallowDoubleClick(event);
      else this.#click(event);
    }

    get #id() {
      return this.dataset.question ?? "";
    }

    get #chosen() {
      return this.#need.inputs.filter((input) => input.checked).map((input) => input.value);
    }

    get #right() {
      return [...this.#need.answers.querySelectorAll("[data-option][data-correct]")].map((answer) =>
        String(answer.getAttribute("data-option")),
      );
    }

    /** The parts; asked for only after `connectedCallback` has found them all. */
    get #need() {
      return /** @type {Parts} */ (this.#parts);
    }

    /** @param {Event} event */
    #check(event) {
      event.preventDefault();
      // Enter in an option submits the form even while the button is hidden.
      if (this.dataset.state) return;
      const chosen = this.#chosen;
      if (!chosen.length) return this.#askForChoice();
      this.#show(chosen);
      this.#need.again.focus({ preventScroll: true });
      // As little as needed to see the button; but the words matter more, and are read from their start.
      this.#need.again.scrollIntoView({ block: "nearest" });
      this.#need.result.firstElementChild?.scrollIntoView({ block: "nearest" });
      this.#save(chosen);
    }

    #askForChoice() {
      this.#pressed = false;
      this.#need.result.replaceChildren(element("p", "course-verdict", "Choose an answer first."));
      this.#need.inputs[0].focus();
    }

    /** @param {string[]} chosen */
    #save(chosen) {
      const detail = { question: this.#id, correct: this.dataset.state === "right", chosen };
      this.#known = chosen.join(" ");
      courseRecord.saveAnswer(this.#id, detail);
      this.dispatchEvent(new CustomEvent("question-answered", { bubbles: true, detail }));
    }

    /** @param {string[]} chosen */
    #show(chosen) {
      const right = this.#right;
      const state = judge(chosen, right);
      this.#setState(state);
      for (const input of this.#need.inputs.filter((each) => each.checked)) {
        input.closest(".course-option")?.setAttribute("data-state", right.includes(input.value) ? "right" : "not-yet");
      }
      this.#need.result.replaceChildren(
        element("p", "course-verdict", VERDICTS[state]),
        element("ul", "course-result-options", ...this.#explain(chosen, right)),
        ...copy(this.#need.answers.querySelector(".course-question-evidence")),
      );
    }

    /** Why, for each chosen option and each right one that was missed. @param {string[]} chosen @param {string[]} right */
    #explain(chosen, right) {
      // With radio buttons the missed option is the answer itself, and they may yet find it.
      const tellsMissed = this.#need.inputs[0].type === "checkbox";
      return this.#need.inputs.flatMap(({ value }) => {
        const isRight = right.includes(value);
        if (chosen.includes(value)) return this.#explainOption(value, isRight ? "right" : "not-yet");
        return isRight && tellsMissed ? this.#explainOption(value, "missed") : [];
      });
    }

    /** @param {string} option @param {"right" | "not-yet" | "missed"} state */
    #explainOption(option, state) {
      const answer = this.#need.answers.querySelector(`[data-option="${CSS.escape(option)}"]`);
      const name = copy(answer?.querySelector(".course-answer-option"));
      const words = copy(answer?.querySelector(".course-answer-option span"));
      const line = state === "missed" ? [element("p", "course-answer-option", "You did not choose: ", ...words)] : name;
      const item = element("li", "course-result-option", ...line, ...copy(answer?.querySelector(".course-answer-feedback")));
      item.dataset.state = state;
      return item;
    }

    /** Answered (a state) or open (none): which button shows, and what is marked. @param {string | undefined} state */
    #setState(state) {
      const { inputs, check, again } = this.#need;
      if (state) this.dataset.state = state;
      else delete this.dataset.state;
      check.hidden = Boolean(state);
      again.hidden = !state;
      for (const input of inputs) input.closest(".course-option")?.removeAttribute("data-state");
    }

    /** Back to unanswered, keeping the choice. */
    #reopen() {
      this.#setState(undefined);
      this.#need.result.replaceChildren();
    }

    #clear() {
      for (const input of this.#need.inputs) input.checked = false;
      this.#reopen();
    }

    /** @param {MouseEvent} event */
    #click(event) {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (button === this.#need.check) this.#pressed = true;
      if (button !== this.#need.again) return;
      this.#clear();
      this.#need.inputs[0].focus();
    }

    /**
     * The second press of a double click meets a page that has just changed: it may hit *Try again*
     * or an option, and would take the focus in any case.
     * @param {MouseEvent} event
     */
    #swallowDoubleClick(event) {
      // The browser counts the presses of one place and moment; by keyboard there are 0.
      if (event.detail < 2) this.#pressed = false;
      if (!this.#pressed) return;
      event.preventDefault();
      event.stopPropagation();
    }

    /** Enter held a little too long must not check and then try again. @param {KeyboardEvent} event */
    #holdRepeat(event) {
      if (event.repeat && event.key === "Enter" && event.target === this.#need.again) event.preventDefault();
    }

    /** Show the saved answer, if all its options are still there. */
    #restore() {
      const saved = courseRecord.answer(this.#id)?.chosen ?? [];
      this.#known = saved.join(" ");
      const options = this.#need.inputs.map((input) => input.value);
      if (!saved.length || !saved.every((option) => options.includes(option))) return;
      for (const input of this.#need.inputs) input.checked = saved.includes(input.value);
      // A question that was once for several answers may now take only one.
      if (this.#chosen.length === saved.length) this.#show(saved);
      else this.#clear();
    }

    #followOtherTab() {
      const saved = courseRecord.answer(this.#id)?.chosen ?? [];
      if (saved.join(" ") === this.#known || this.#isInUse()) return;
      this.#clear();
      this.#restore();
    }

    /** Whether the learner is here, or has chosen and not yet checked. */
    #isInUse() {
      return this.contains(document.activeElement) || (!this.dataset.state && this.#chosen.length > 0);
    }
  }

  customElements.define("course-question", CourseQuestion);
}

/* The card for somebody who comes back after weeks: how much waits for them. */
{
  const AWAY = 28 * 24 * 60 * 60 * 1000;
  const MOST = 5;

  /** Whether the newest time in the record is long ago. Times to come are from a clock that ran ahead. */
  const isAway = () => {
    const times = JSON.stringify(courseRecord.document()).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
    const ages = times.map((time) => Date.now() - Date.parse(time)).filter((age) => age >= 0);
    return ages.length > 0 && ages.every((age) => age > AWAY);
  };

  class CourseReturn extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", this);
      document.addEventListener("record-changed", this);
      this.#show();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
    }

    /** @param {Event} event */
    handleEvent({ type, target }) {
      if (type === "record-changed") this.#show();
      if (!(target instanceof HTMLButtonElement)) return;
      // That they were here is a time like any other.
      courseRecord.saveDetail("welcomed", "back");
      this.hidden = true;
      // What is hidden has no focus: the way on stands next.
      this.parentElement?.nextElementSibling?.querySelector("a")?.focus();
    }

    #show() {
      const { answers } = courseRecord.read();
      const weak = this.dataset.questions?.split(" ").filter((id) => answers[id] && (!answers[id].correct || answers[id].tries > 1));
      const waiting = [weak?.length, courseRecord.plan().length];
      this.querySelectorAll("span").forEach((words, index) => (words.hidden = !waiting[index]));
      const number = this.querySelector("b");
      const n = Math.min(waiting[0] ?? 0, MOST);
      if (number) number.textContent = n === 1 ? "1 question" : `${n} questions`;
      this.hidden = !waiting.some(Boolean) || !isAway();
    }
  }

  customElements.define("course-return", CourseReturn);
}

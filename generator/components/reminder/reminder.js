/* Reminds the learner to back up once there is something to lose: at most once a week. */
{
  const WEEK = 7 * 24 * 60 * 60 * 1000;
  const ENOUGH = 5;

  /** Whether a time lies less than a week away; a clock may have been put back since. @param {string} [time] */
  const isLately = (time = "") => Math.abs(Date.now() - Date.parse(time)) < WEEK;

  const isDue = () => {
    const { units, notes, plan, details } = courseRecord.read();
    const backup = details.backup?.text ?? "";
    // ISO times sort as words do.
    const since = [
      ...Object.values(units).map(({ done }) => done),
      ...[notes, plan].flatMap((table) => Object.values(table)).map(({ at }) => at),
    ]
      .filter((at) => at > backup)
      .sort();
    return since.length >= ENOUGH && ![backup || since[0], details.reminded?.text].some(isLately);
  };

  class CourseReminder extends HTMLElement {
    connectedCallback() {
      const button = this.querySelector("button");
      if (button) button.hidden = false;
      this.addEventListener("click", this);
      document.addEventListener("record-changed", this);
      this.hidden = !isDue();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
    }

    /** It comes with a page and goes when it is heeded; it never turns up in the middle. @param {Event} event */
    handleEvent({ type, target }) {
      if (type === "record-changed" && !this.hasAttribute("data-later")) this.hidden ||= !isDue();
      if (!(target instanceof HTMLButtonElement)) return;
      this.setAttribute("data-later", "");
      courseRecord.saveDetail("reminded", new Date().toISOString());
      /** @type {HTMLElement | null} */ (this.querySelector("[tabindex]"))?.focus();
    }
  }

  customElements.define("course-reminder", CourseReminder);
}

/* Says in one line what changed in a unit since the learner marked it as done. */
{
  class CourseChanged extends HTMLElement {
    connectedCallback() {
      document.addEventListener("record-changed", this);
      this.handleEvent();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
    }

    handleEvent() {
      const done = globalThis.courseRecord?.unit(this.dataset.unit ?? "")?.done;
      for (const line of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-on]"))) {
        // Both are ISO dates, so they sort as words do. A unit done on the day of a change was done before it.
        line.hidden = !done || done.slice(0, 10) > (line.dataset.on ?? "");
      }
    }
  }

  customElements.define("course-changed", CourseChanged);
}

/* The notice: tells the learner when their work cannot be saved or read. One a page. */
{
  // A live region is announced only if it was on the page before its words were.
  const BREATH = 100;

  class CourseNotice extends HTMLElement {
    connectedCallback() {
      document.addEventListener("record-problem", this);
      // A problem can go away: room was made, and everything has been saved after all.
      document.addEventListener("record-changed", this);
      this.#show();
    }

    disconnectedCallback() {
      document.removeEventListener("record-problem", this);
      document.removeEventListener("record-changed", this);
    }

    handleEvent() {
      this.#show();
    }

    #show() {
      const message = courseRecord.problems.map((problem) => problem.message).join(" ");
      this.hidden = !message;
      setTimeout(() => {
        if (this.textContent !== message) this.replaceChildren(message);
      }, BREATH);
    }
  }

  customElements.define("course-notice", CourseNotice);
}

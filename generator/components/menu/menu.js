/* The menu closes when the reader is done with it: Escape, a press elsewhere, focus elsewhere, a link followed. */
{
  const EVENTS = ["keydown", "click", "focusin"];

  class CourseMenu extends HTMLElement {
    connectedCallback() {
      for (const type of EVENTS) document.addEventListener(type, this);
    }

    disconnectedCallback() {
      for (const type of EVENTS) document.removeEventListener(type, this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      const details = this.querySelector("details");
      if (!details?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key === "Escape") this.#closeAndReturn(details);
      } else if (this.#isDone(event)) {
        details.open = false;
      }
    }

    /** @param {HTMLDetailsElement} details */
    #closeAndReturn(details) {
      details.open = false;
      details.querySelector("summary")?.focus();
    }

    /** @param {Event} event */
    #isDone(event) {
      if (!(event.target instanceof Element)) return false;
      // With instant navigation the page's head, and so the menu, outlives the page.
      const followsLink = event.type === "click" && event.target.closest("a");
      return Boolean(followsLink) || !this.contains(event.target);
    }
  }

  customElements.define("course-menu", CourseMenu);
}

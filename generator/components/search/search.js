/* A real button for Material's search, which offers only a label and a hidden checkbox. */
{
  class CourseSearchButton extends HTMLElement {
    connectedCallback() {
      const button = this.querySelector("button");
      // Material hides its search where it cannot work: on a memory stick.
      if (!button || !this.#toggle || !this.#query || this.#query.closest("[hidden]")) return;
      button.hidden = false;
      button.addEventListener("click", this);
      this.#toggle.addEventListener("change", this);
    }

    disconnectedCallback() {
      this.#toggle?.removeEventListener("change", this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "click") this.#open();
      // Material closes by itself and drops the focus just after; wait until it has.
      else if (!this.#toggle?.checked) setTimeout(() => this.#catchFocus());
    }

    get #toggle() {
      return /** @type {HTMLInputElement | null} */ (document.querySelector("input#__search"));
    }

    get #query() {
      return /** @type {HTMLElement | null} */ (document.querySelector("[data-md-component=search-query]"));
    }

    #open() {
      // A click, not `checked = true`: Material listens for the change that a click makes.
      if (!this.#toggle?.checked) this.#toggle?.click();
      this.#query?.focus();
    }

    /** Only a lost focus: a reader who went on to something else stays there. */
    #catchFocus() {
      const focused = document.activeElement;
      if (!focused || focused === document.body || focused === this.#query) this.querySelector("button")?.focus();
    }
  }

  customElements.define("course-search-button", CourseSearchButton);
}

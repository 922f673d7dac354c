/* The register of findings, filtered by what the reader chooses. Without a script all findings stand in a row. */
{
  class CourseRegister extends HTMLElement {
    connectedCallback() {
      const form = this.querySelector("form");
      if (!form) return;
      form.hidden = false;
      form.addEventListener("change", this);
      form.addEventListener("submit", this);
      this.#show(); // a browser that goes back may bring old choices along
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "submit") event.preventDefault();
      else this.#show();
    }

    #show() {
      const choices = [...this.querySelectorAll("select")].filter((select) => select.value);
      let shown = 0;
      for (const article of this.querySelectorAll("article")) {
        const fits = choices.every(({ name, value }) => (article.dataset[name] ?? "").split(" ").includes(value));
        article.hidden = !fits;
        shown += Number(fits);
      }
      for (const section of this.querySelectorAll("section")) {
        section.hidden = !section.querySelector("article:not([hidden])");
      }
      const count = this.querySelector("[role=status]");
      const all = this.querySelectorAll("article").length;
      const text = choices.length ? `${shown} of ${all} findings` : `${all} findings`;
      if (count && count.textContent !== text) count.textContent = text;
    }
  }

  customElements.define("course-register", CourseRegister);
}

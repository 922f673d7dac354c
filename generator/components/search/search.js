/*
 * A real button for Material's search, which offers only a label and a hidden checkbox. Material's script and
 * the index are fetched when the search is first opened: most visits to a page never search.
 */
{
  const NO_NETWORK = "The search could not be fetched. Try again when you are connected.";
  const NO_INDEX = "The search could not be fetched. Open this page again when you are connected.";

  class CourseSearchButton extends HTMLElement {
    /** Material keeps its results from the Tab key. */
    #results = new MutationObserver(() => {
      for (const link of document.querySelectorAll(".md-search-result a[tabindex]")) link.removeAttribute("tabindex");
    });

    connectedCallback() {
      const button = this.querySelector("button");
      if (!button || !this.#toggle || !this.#query) return;
      button.hidden = false;
      button.addEventListener("click", this);
      this.#close?.addEventListener("click", this);
      this.#toggle.addEventListener("change", this);
      addEventListener("keydown", this, true);
      document.addEventListener("focusin", this);
      this.#results.observe(this.#box ?? this.#query, { childList: true, subtree: true });
    }

    disconnectedCallback() {
      this.#close?.removeEventListener("click", this);
      this.#toggle?.removeEventListener("change", this);
      removeEventListener("keydown", this, true);
      removeEventListener("error", this);
      document.removeEventListener("focusin", this);
      this.#results.disconnect();
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "keydown") this.#keepOpen(/** @type {KeyboardEvent} */ (event));
      else if (event.type === "error") this.#fail(/** @type {ErrorEvent} */ (event));
      else if (event.type === "focusin") this.#closeBehind(/** @type {Node} */ (event.target));
      else if (event.type === "click" && event.currentTarget === this.#close) this.#toggle?.click();
      else if (event.type === "click") this.#open();
      // Material closes by itself and drops the focus just after; wait until it has.
      else if (!this.#toggle?.checked) setTimeout(() => this.#catchFocus());
    }

    get #toggle() {
      return /** @type {HTMLInputElement | null} */ (document.querySelector("input#__search"));
    }

    get #query() {
      return /** @type {HTMLElement | null} */ (document.querySelector("[data-md-component=search-query]"));
    }

    get #box() {
      return this.#query?.closest("[data-md-component=search]");
    }

    /** On a phone the search covers the page, and there is no Escape key. */
    get #close() {
      return /** @type {HTMLElement | null} */ (document.querySelector(".course-search-close"));
    }

    /**
     * Material closes at Tab, so that nobody could walk to a result: it does not hear that key. Nor Escape, which
     * must close the search also while Material's script is on its way, or could not come.
     * @param {KeyboardEvent} event
     */
    #keepOpen(event) {
      if (!this.#toggle?.checked || !["Tab", "Escape"].includes(event.key)) return;
      event.stopImmediatePropagation();
      if (event.key === "Escape") this.#toggle.click();
    }

    /** The search closes when the reader has walked out of it. @param {Node} target */
    #closeBehind(target) {
      if (this.#toggle?.checked && !this.#box?.contains(target)) this.#toggle.click();
    }

    #open() {
      this.#fetch();
      // A click, not `checked = true`: Material listens for the change that a click makes.
      if (!this.#toggle?.checked) this.#toggle?.click();
      this.#query?.focus();
    }

    /** Run the scripts that wait in the page, in their order. */
    #fetch() {
      addEventListener("error", this);
      const waiting = /** @type {HTMLScriptElement[]} */ ([...document.querySelectorAll("script[data-later]")]);
      waiting.forEach((later, index) => {
        const script = document.createElement("script");
        script.src = later.dataset.later ?? "";
        script.async = false;
        script.addEventListener("error", () => {
          script.replaceWith(later); // so that the next try finds it waiting
          this.#say(NO_NETWORK);
        });
        script.addEventListener("load", () => {
          // Material waits for an event that was long before it came.
          if (index === waiting.length - 1) document.dispatchEvent(new Event("DOMContentLoaded"));
        });
        later.replaceWith(script);
      });
    }

    /**
     * Material fetches its index by itself, throws when there is none, and tells the reader nothing. (Of a script
     * on a disk, no page may learn the name.) @param {ErrorEvent} event
     */
    #fail(event) {
      if (event.filename && !event.filename.includes("/javascripts/bundle")) return;
      if (this.#box?.querySelector(".md-search-result__item")) return;
      event.preventDefault();
      this.#say(NO_INDEX);
    }

    /** @param {string} words */
    #say(words) {
      const status = this.#box?.querySelector("[role=status]");
      if (status) status.textContent = words;
    }

    /** Only a lost focus: a reader who went on to something else stays there. */
    #catchFocus() {
      const focused = document.activeElement;
      if (!focused || focused === document.body || this.#box?.contains(focused)) this.querySelector("button")?.focus();
    }
  }

  customElements.define("course-search-button", CourseSearchButton);
}

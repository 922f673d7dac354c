/* The large link on the home page: start, or go on where you were. */
{
  /** @typedef {{href: string, words: string}} Invitation */

  /** @param {HTMLAnchorElement} link @param {string} words @returns {Invitation} */
  const invite = (link, words) => ({ href: link.getAttribute("href") ?? "", words });

  /** @param {HTMLAnchorElement} link */
  const title = (link) => link.dataset.title ?? link.textContent?.trim() ?? "";

  class CourseContinue extends HTMLElement {
    /** What the page says to somebody new. @type {Invitation | undefined} */
    #server;

    connectedCallback() {
      const link = this.querySelector("a");
      if (!link) return;
      this.#server ??= invite(link, link.textContent ?? "");
      document.addEventListener("record-changed", this);
      this.handleEvent();
    }

    disconnectedCallback() {
      document.removeEventListener("record-changed", this);
    }

    handleEvent() {
      const link = this.querySelector("a");
      const invitation = this.#next() ?? this.#server;
      if (!link || !invitation) return;
      link.setAttribute("href", invitation.href);
      if (link.textContent !== invitation.words) link.textContent = invitation.words;
    }

    /** The page's links to units, the first to each, in the order of the page; all units, or those of `data-units`. */
    #links() {
      const wanted = this.dataset.units?.split(/\s+/);
      /** @type {Map<string, HTMLAnchorElement>} */
      const links = new Map();
      for (const link of document.querySelectorAll("a[data-unit]")) {
        const unit = link.getAttribute("data-unit");
        if (!(link instanceof HTMLAnchorElement) || !unit || links.has(unit) || this.contains(link)) continue;
        if (wanted?.includes(unit) ?? true) links.set(unit, link);
      }
      return links;
    }

    /** Where to go next, if the record knows. @returns {Invitation | undefined} */
    #next() {
      const { last, units } = courseRecord.read();
      const links = [...this.#links()];
      const open = links.filter(([unit]) => !units[unit]);
      if (links.length && !open.length) return invite(links[0][1], "Start again");
      const here = links.findIndex(([unit]) => unit === last?.unit);
      if (here < 0 && open.length === links.length) return undefined;
      const [unit, link] = links[here] ?? open[0];
      if (here >= 0 && !units[unit]) return invite(link, `Continue where you left off: ${title(link)}`);
      // The next open unit, or one they skipped on the way.
      const [, next] = open.find((each) => links.indexOf(each) > here) ?? open[0];
      return invite(next, `Continue with: ${title(next)}`);
    }
  }

  customElements.define("course-continue", CourseContinue);
}

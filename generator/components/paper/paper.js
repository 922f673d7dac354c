/* The paper of one workshop: the link says which parts a trainer chose, and at what time they begin. */
{
  /** Says that only some paper is shown, and shows only that: handouts of the chosen activities, and one agenda. */
  class CoursePapers extends HTMLElement {
    connectedCallback() {
      const found = courseSelection.read(location.search);
      if (!found?.parts.length) return;
      this.hidden = false;
      const keys = new Set(found.parts.map(key));
      for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(":is(li, section)[data-part]"))) {
        element.hidden = !keys.has(element.dataset.part ?? "");
      }
      this.#agenda(found.parts, found.start ?? "");
    }

    /** Leave one agenda: that of the ready workshop with just these parts, or one made of them. @param {SelectionPart[]} parts @param {string} start */
    #agenda(parts, start) {
      const own = /** @type {HTMLElement | null} */ (document.querySelector("[data-own]"));
      if (!own) return;
      const plan = courseSelection.write(parts).slice("?plan=".length);
      const sheets = /** @type {HTMLElement[]} */ ([...(own.parentElement?.querySelectorAll(".course-sheet") ?? [])]);
      const chosen = sheets.find((sheet) => sheet.dataset.plan === plan) ?? own;
      for (const sheet of sheets) sheet.hidden = sheet !== chosen;
      const body = chosen.querySelector(".course-agenda tbody");
      if (!body) return;
      if (chosen === own) body.replaceChildren(...parts.flatMap((part) => body.querySelector(`[data-part="${key(part)}"]`)?.cloneNode(true) ?? []));
      let from = 0;
      for (const [index, { minutes, name }] of parts.entries()) {
        const [time, what, length] = body.children[index].children;
        if (name) what.textContent = name;
        if (start) time.textContent = courseSelection.clock(start, from);
        length.textContent = String(minutes);
        from += minutes;
      }
    }
  }

  /** @param {SelectionPart} part */
  const key = ({ kind, id }) => (id ? `${kind[0]}.${id}` : kind[0]);

  customElements.define("course-papers", CoursePapers);
}

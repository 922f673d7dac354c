/* The guide follows what a trainer chose: its running orders by the clock, and only the parts that are given. */
{
  globalThis.courseGuide = {
    keyOf: ({ kind, id }) => (id ? `${kind[0]}.${id}` : kind[0]),

    say(element, text) {
      if (element && element.textContent !== text) element.textContent = text;
    },

    plural: (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`,

    inWords(minutes) {
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      if (minutes <= 90) return courseGuide.plural(minutes, "minute");
      return courseGuide.plural(hours, "hour") + (rest ? ` ${courseGuide.plural(rest, "minute")}` : "");
    },
  };
  const { keyOf, say, plural, inWords } = courseGuide;

  /** A table whose first column says when each part begins: minutes from the start, or the time of day. */
  class CourseTimetable extends HTMLElement {
    connectedCallback() {
      document.addEventListener("selection-changed", this);
    }

    disconnectedCallback() {
      document.removeEventListener("selection-changed", this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      const { parts, start } = /** @type {CustomEvent<SelectionDetail>} */ (event).detail;
      if ("chosen" in this.dataset) this.#fill(parts);
      const heading = start ? "Time" : "From the start";
      say(this.querySelector("thead th"), heading);
      for (const cell of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-from]"))) {
        const from = Number(cell.dataset.from);
        cell.dataset.label = heading;
        say(cell, start ? courseSelection.clock(start, from) : `${from} min`);
      }
    }

    /** @param {ChosenPart[]} parts */
    #fill(parts) {
      const body = this.querySelector("tbody");
      const template = this.querySelector("template");
      if (!body || !template) return;
      let from = 0;
      const end = { title: "End", to: "", note: "", minutes: 0 };
      body.replaceChildren(
        ...[...parts, end].map(({ title, to, note, minutes }) => {
          const row = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
          const [time, what, length, how] = /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("td"));
          time.dataset.from = String(from);
          const link = to ? Object.assign(document.createElement("a"), { href: `#${to}` }) : what;
          link.textContent = title;
          if (to) what.append(link);
          length.textContent = minutes ? String(minutes) : "";
          how.textContent = note;
          from += minutes;
          return row;
        }),
      );
    }
  }

  /** The minutes of each step as this workshop has them; or as the activity has them in full. @param {HTMLElement} box @param {ChosenPart} [part] */
  const pace = (box, part) => {
    const items = /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("li[data-full]"));
    const full = [...items].map(({ dataset }) => Number(dataset.full));
    const own = part?.steps?.length === full.length ? part.steps : undefined;
    const times = own ?? (part && part.minutes !== part.planned ? courseSelection.share(full, part.minutes) : full);
    for (const [index, item] of items.entries()) say(item.querySelector(".course-minutes"), times[index] ? plural(times[index], "minute") : "Left out here");
    const talk = full.length ? courseSelection.talk(times) : undefined;
    const total = times.reduce((sum, minutes) => sum + minutes, 0);
    const last = times === full ? ", if you run them all" : "";
    if (talk) say(box.querySelector(".course-talk"), `The steps fill all ${plural(total, "minute")}. Take ${talk.minutes} for this talk from the longest step that you run: step ${talk.step + 1}${last}.`);
  };

  /** Of the slides of a unit, list those that are shown. @param {HTMLElement} box @param {ChosenPart} [part] */
  const choose = (box, part) => {
    const items = [.../** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-step]"))];
    const fits = (/** @type {HTMLElement} */ item) => !!part?.only && (item.dataset.step ?? "").split(" ").some((name) => part.only?.includes(name));
    for (const item of items) item.hidden = items.some(fits) && !fits(item);
  };

  /** Show only some parts of the page, in their order; or all of it. @param {ChosenPart[]} [parts] */
  const reveal = (parts) => {
    const keys = parts && new Set(parts.map(keyOf));
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-part], [data-whole]"))) {
      element.hidden = !!keys && !keys.has(element.dataset.part ?? "");
      const entry = element.id && document.querySelector(`.md-nav--secondary a[href="#${element.id}"]`)?.closest("li");
      if (entry) entry.hidden = element.hidden;
    }
    const ids = parts?.map(({ id }) => id ?? "");
    for (const aim of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-serves]"))) {
      const serves = (aim.dataset.serves ?? "").split(" ");
      aim.hidden = !!ids && !serves.some((id) => ids.includes(id));
    }
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".course-room"))) {
      const part = parts?.find((part) => keyOf(part) === box.dataset.part);
      pace(box, part);
      choose(box, part);
    }
    for (const here of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".course-guide-here"))) {
      const key = /** @type {HTMLElement | null} */ (here.closest("[data-part]"))?.dataset.part;
      const part = parts?.find((part) => keyOf(part) === key);
      const other = part && (part.kind === "unit" ? part.minutes < part.planned : part.minutes !== part.planned); // slides fill what they are given
      here.hidden = !part?.note && !other;
      if (part) say(here, `Here: ${inWords(part.minutes)}${part.minutes === part.planned ? "" : `, not ${part.planned}`}. ${part.note}`);
    }
    const end = document.getElementById("after-the-parts");
    for (const key of keys ?? []) {
      for (const element of document.querySelectorAll(`[data-part="${key}"]`)) {
        if (element.parentElement?.matches("ul")) element.parentElement.append(element);
        else end?.before(element);
      }
    }
  };

  document.addEventListener("selection-changed", (event) => {
    const { parts, chosen } = /** @type {CustomEvent<SelectionDetail>} */ (event).detail;
    reveal(chosen ? parts : undefined);
  });
  customElements.define("course-timetable", CourseTimetable);
}

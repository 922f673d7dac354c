/* A trainer puts a workshop together: parts, minutes and an order give a link, a file, and what the guide shows. */
{
  const MOST = 60;
  const LONGEST_NOTE = 600;
  const STRETCH = 100; // minutes without a break after which people stop listening
  const { keyOf, say, plural, inWords } = courseGuide;
  /** @type {{ [kind: string]: string }} */
  const NEW = { welcome: "Welcome", break: "Break", close: "Close" };

  /** Lets a trainer put parts together; the page shows what is chosen. */
  class CourseAdapt extends HTMLElement {
    connectedCallback() {
      const form = this.querySelector("form");
      if (!form) return;
      for (const element of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("form, .course-guide-start"))) element.hidden = false;
      this.querySelector(".course-adapt-without")?.remove();
      for (const type of ["input", "change", "click", "submit"]) this.addEventListener(type, this);
      const found = courseSelection.read(location.search);
      const start = this.#field("adapt-start");
      start.value = found?.start ?? "";
      if (found) this.#take(found.parts, new URLSearchParams(location.search).getAll("note"));
      this.#show(!!found?.parts.length);
      if (found) this.#tellUnknown(found);
    }

    /** @param {Event} event */
    handleEvent(event) {
      const target = /** @type {HTMLElement} */ (event.target);
      if (event.type === "submit") event.preventDefault();
      else if (event.type === "click") this.#do(target.closest("button"));
      else if (target.id === "adapt-from" && event.type === "change") this.#begin();
      else if (target.matches("#adapt-start, li input, li textarea")) this.#changed();
    }

    /** @param {string} id */
    #field(id) {
      return /** @type {HTMLInputElement} */ (this.querySelector(`#${id}`));
    }

    get #list() {
      return /** @type {HTMLOListElement} */ (this.querySelector(".course-adapt-parts"));
    }

    get #rows() {
      return /** @type {HTMLLIElement[]} */ ([...this.#list.children]);
    }

    /** What can be added, by its key. @param {string} key */
    #offer(key) {
      const options = /** @type {HTMLSelectElement} */ (this.querySelector("#adapt-add")).options;
      return [...options].find((option) => option.value === key);
    }

    /** The row of a ready workshop for just this part: that of the same workshop first. @param {string} link @param {string} plan */
    #ready(link, plan) {
      const rows = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-slot]"))];
      const same = rows.filter((row) => row.dataset.slot === link);
      return same.find((row) => row.closest("section")?.dataset.plan === plan) ?? same[0];
    }

    /** What a ready workshop says of how to do this part in this time. @param {SelectionPart} part @param {string} plan */
    #said(part, plan) {
      return trimmed(this.#ready(planOf([part]), plan)?.querySelector(".course-how")?.textContent);
    }

    /** Make these the chosen parts, each with its note in the link, if it has one. @param {SelectionPart[]} parts @param {string[]} [notes] */
    #take(parts, notes = []) {
      this.#list.replaceChildren();
      const written = new Map(notes.map((note) => /** @type {[string, string]} */ (note.split(/:(.*)/s))));
      const names = namesOf(parts);
      for (const [index, part] of parts.entries()) {
        const field = this.#add(part, planOf(parts))?.querySelector("textarea");
        const note = written.get(names[index]);
        if (field && note !== undefined) field.value = trimmed(note).slice(0, LONGEST_NOTE);
      }
    }

    /** Add a row; what a ready workshop says of the part comes along where a `plan` is opened. @param {SelectionPart} part @param {string} [plan] */
    #add(part, plan) {
      const template = /** @type {HTMLTemplateElement | null} */ (this.querySelector(".course-adapt template"));
      const offer = this.#offer(keyOf(part));
      if (!template || !offer || this.#rows.length >= MOST) return undefined;
      const row = /** @type {HTMLLIElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
      const ready = plan === undefined ? undefined : this.#ready(planOf([part]), plan);
      const named = !part.id && ready ? (ready.querySelector(".course-what")?.textContent ?? "").trim() : "";
      row.dataset.key = keyOf(part);
      row.dataset.kind = part.kind;
      row.dataset.planned = offer.dataset.minutes;
      row.dataset.minutes = String(part.minutes);
      row.dataset.to = offer.dataset.to ?? "";
      row.dataset.title = named || NEW[part.kind] || (offer.textContent ?? "");
      say(row.querySelector("strong"), row.dataset.title);
      const [minutes, note] = [row.querySelector("input"), row.querySelector("textarea")];
      if (!minutes || !note) return undefined;
      minutes.value = String(part.minutes);
      note.value = plan === undefined ? "" : this.#said(part, plan);
      for (const field of [minutes, note]) {
        const label = field.previousElementSibling;
        if (label) field.setAttribute("aria-label", `${label.textContent}: ${row.dataset.title}`);
      }
      for (const button of row.querySelectorAll("button")) button.setAttribute("aria-label", `${button.textContent}: ${row.dataset.title}`);
      this.#list.append(row);
      return row;
    }

    /** The chosen parts, as the rows say. @returns {ChosenPart[]} */
    get #parts() {
      return this.#rows.map((row) => {
        const [minutes, note] = [row.querySelector("input"), row.querySelector("textarea")];
        const fits = !!minutes?.value && minutes.checkValidity();
        if (minutes && fits) row.dataset.minutes = minutes.value;
        minutes?.setAttribute("aria-invalid", String(!fits));
        const id = (row.dataset.key ?? "").slice(2);
        return {
          kind: /** @type {SelectionPart["kind"]} */ (row.dataset.kind),
          ...(id ? { id } : {}),
          minutes: Number(row.dataset.minutes),
          title: row.dataset.title ?? "",
          to: row.dataset.to ?? "",
          note: note?.value.trim() ?? "",
          planned: Number(row.dataset.planned),
        };
      });
    }

    /** Begin with a ready workshop, or with nothing. */
    #begin() {
      const from = /** @type {HTMLSelectElement} */ (this.querySelector("#adapt-from"));
      if (!from.value) return;
      this.#take(courseSelection.read(`?plan=${from.value === "clear" ? "" : from.value}`)?.parts ?? []);
      this.#changed();
    }

    /** @param {HTMLButtonElement | null} button */
    #do(button) {
      const row = button?.closest("li");
      const what = button?.dataset.do;
      if (what === "add") this.#addChosen();
      else if (what === "copy") this.#copy();
      else if (what === "file") this.#download();
      else if (row && what === "out") this.#takeOut(row);
      else if (row && button && what) this.#move(row, what, button);
    }

    #addChosen() {
      const select = /** @type {HTMLSelectElement} */ (this.querySelector("#adapt-add"));
      const [letter, id] = select.value.split(".");
      const kind = /** @type {{ [letter: string]: SelectionPart["kind"] }} */ ({ w: "welcome", u: "unit", a: "activity", b: "break", c: "close" })[letter];
      const row = this.#add({ kind, ...(id ? { id } : {}), minutes: Number(select.selectedOptions[0].dataset.minutes) });
      if (!row) return;
      this.#changed();
      select.focus();
    }

    /** @param {HTMLLIElement} row */
    #takeOut(row) {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      this.#changed();
      /** @type {HTMLElement | null | undefined} */ (next?.querySelector("[data-do=out]") ?? this.querySelector("#adapt-add"))?.focus();
    }

    /** @param {HTMLLIElement} row @param {string} way @param {HTMLButtonElement} button */
    #move(row, way, button) {
      if (way === "earlier") row.previousElementSibling?.before(row);
      else row.nextElementSibling?.after(row);
      this.#changed();
      button.focus(); // what is moved loses the focus
      const place = this.#rows.indexOf(row) + 1;
      say(this.querySelector(".course-adapt-hint"), `${row.dataset.title}: now part ${place} of ${this.#rows.length}.`);
    }

    #changed() {
      this.#show(true);
      try {
        history.replaceState(history.state, "", this.#address || location.pathname);
      } catch {
        // some browsers let no page from a file change its address; the link below still holds the choice
      }
    }

    /** The query of the link to this choice; nothing for an empty one. */
    get #query() {
      const parts = this.#parts;
      return parts.length ? courseSelection.write(parts, this.#field("adapt-start").value) : "";
    }

    /** The same with every note that no ready workshop has, so that whoever opens the link reads it. */
    get #address() {
      const parts = this.#parts;
      const names = namesOf(parts);
      const notes = parts.flatMap((part, index) => (part.note === this.#said(part, planOf(parts)) ? [] : `&note=${encodeURIComponent(`${names[index]}:${part.note}`)}`));
      return this.#query + notes.join("");
    }

    /** Show times, links and only the chosen parts; with `chosen` false, everything. @param {boolean} chosen */
    #show(chosen) {
      const parts = this.#parts;
      const start = this.#field("adapt-start").value;
      const whole = !chosen || !parts.length;
      this.#times(parts, start);
      this.#field("adapt-link").value = new URL(this.#address || location.pathname, location.href).href;
      this.dispatchEvent(new CustomEvent("selection-changed", { bubbles: true, detail: { parts, start, chosen: !whole } }));
      const place = /** @type {HTMLElement | null} */ (this.querySelector("#your-workshop"));
      if (!place) return;
      place.hidden = whole;
      const total = parts.reduce((sum, { minutes }) => sum + minutes, 0);
      const clock = start ? `, from ${start} to ${courseSelection.clock(start, total)}` : "";
      say(place.querySelector(".course-guide-total"), whole ? "" : `Your workshop: ${inWords(total)}${clock}.`);
      for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (place.querySelectorAll("[data-with]"))) link.href = `${link.dataset.with}${this.#query}`;
      this.#showWord(planOf(parts));
    }

    /** Offer the Word file of the ready workshop that this is. @param {string} plan */
    #showWord(plan) {
      const sections = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section[data-plan]"));
      const file = /** @type {HTMLAnchorElement | null | undefined} */ ([...sections].find((section) => section.dataset.plan === plan)?.querySelector("a[download]"));
      const link = /** @type {HTMLAnchorElement | null} */ (this.querySelector("[data-word]"));
      if (!link) return;
      link.hidden = !file;
      if (file) link.href = file.href;
    }

    /** Times on the rows, what is already chosen, and what a trainer may have overlooked. @param {ChosenPart[]} parts @param {string} start */
    #times(parts, start) {
      let [from, stretch, longest] = [0, 0, 0];
      for (const [index, part] of parts.entries()) {
        const row = this.#rows[index];
        say(row.querySelector(".course-adapt-time"), start ? courseSelection.clock(start, from) : `${from} min`);
        const note = /** @type {HTMLElement | null} */ (row.querySelector(".course-adapt-note"));
        if (note?.hidden) note.hidden = !part.note && (!part.id || part.minutes === part.planned);
        from += part.minutes;
        stretch = part.kind === "break" ? 0 : stretch + part.minutes;
        longest = Math.max(longest, stretch);
      }
      const chosen = new Set(parts.filter(({ id }) => id).map(keyOf));
      const select = /** @type {HTMLSelectElement} */ (this.querySelector("#adapt-add"));
      for (const option of select.options) option.disabled = chosen.has(option.value);
      if (select.selectedOptions[0]?.disabled) select.value = [...select.options].find((option) => !option.disabled)?.value ?? "";
      const short = parts.filter(({ kind, minutes, planned, note }) => kind === "activity" && minutes < planned && !note);
      say(
        this.querySelector(".course-adapt-hint"),
        [
          parts.length ? `${plural(parts.length, "part")}, ${inWords(from)}.` : "Nothing is chosen yet.",
          this.#list.querySelector("[aria-invalid=true]") && "Give each part from 1 to 600 minutes.",
          longest > STRETCH && `${inWords(longest)} pass without a break: add one.`,
          short.length && `Say what you leave out of: ${short.map(({ title }) => title.replace(/^Activity: /, "")).join(", ")}.`,
          this.#rows.length >= MOST && `A workshop has at most ${MOST} parts.`,
        ]
          .filter(Boolean)
          .join(" "),
      );
    }

    /** @param {WorkshopSelection} found */
    #tellUnknown({ unknown, parts }) {
      const where = this.querySelector(".course-guide-unknown");
      const place = /** @type {HTMLElement | null} */ (this.querySelector("#your-workshop"));
      if (!unknown.length || !where || !place) return;
      const rest = parts.length ? "The rest is below." : "So here is everything.";
      say(where, `The link names ${unknown.length === 1 ? "a part" : `${unknown.length} parts`} that this guide does not have, or names twice: ${unknown.join(", ")}. ${rest}`);
      place.hidden = false;
      place.toggleAttribute("data-empty", !parts.length);
    }

    async #copy() {
      const link = this.#field("adapt-link");
      link.select();
      let text = "The link is marked: copy it with Ctrl and C.";
      try {
        await navigator.clipboard.writeText(link.value);
        text = "The link is copied.";
      } catch {
        // not allowed here; the reader copies it
      }
      say(this.querySelector(".course-adapt-hint"), text);
    }

    #download() {
      const name = this.#field("adapt-name").value.trim() || "Our own workshop";
      const file = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-$/g, "") || "our-own-workshop";
      const address = URL.createObjectURL(new Blob([yaml(name, this.#parts, this.dataset.group || "6 to 20")], { type: "application/yaml" }));
      Object.assign(document.createElement("a"), { href: address, download: `${file}.yml` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    }
  }

  /** @param {SelectionPart[]} parts */
  const planOf = (parts) => courseSelection.write(parts).slice("?plan=".length);

  /** @param {string | null | undefined} text */
  const trimmed = (text) => (text ?? "").replace(/\s+/g, " ").trim();

  /** A name for each part, which stays whatever goes before it: `a.ladder-of-claims`, `b.2`. @param {SelectionPart[]} parts */
  const namesOf = (parts) => parts.map((part, index) => (part.id ? keyOf(part) : `${keyOf(part)}.${parts.slice(0, index + 1).filter(({ kind }) => kind === part.kind).length}`));

  /** A workshop as maintainers write it. A text in JSON is also one in YAML. @param {string} title @param {ChosenPart[]} parts @param {string} group */
  const yaml = (title, parts, group) => {
    const total = parts.reduce((sum, { minutes }) => sum + minutes, 0);
    const counted = (/** @type {string} */ kind) => parts.filter((part) => part.kind === kind).length;
    const lines = [
      "# yaml-language-server: $schema=../../../generator/schemas/workshop.json",
      `title: ${JSON.stringify(title)}`,
      `summary: "Put together by a trainer: units ${counted("unit")}, activities ${counted("activity")}."`,
      `minutes: ${total}`,
      `group: ${JSON.stringify(group)}`,
      "parts:",
    ];
    for (const { kind, id, minutes, title: called, note, planned } of parts) {
      const words = called.replace(/^Break: /, "");
      const shorter = kind === "activity" && minutes < planned;
      const how = note || (shorter ? `${minutes} of ${planned} minutes: agree beforehand which steps to leave out.` : "");
      lines.push(`  - ${kind}: ${id ?? JSON.stringify(words)}`, `    minutes: ${minutes}`);
      if (how) lines.push(`    note: ${JSON.stringify(how)}`);
    }
    return `${lines.join("\n")}\n`;
  };

  customElements.define("course-adapt", CourseAdapt);
}

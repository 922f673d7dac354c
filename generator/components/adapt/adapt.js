/* A trainer puts a workshop together: parts, minutes and an order give a link, a file, and what the guide shows. */
{
  const MOST = 60;
  const LONGEST = 600; // minutes
  const STRETCH = 100; // minutes without a break after which people stop listening
  const { keyOf, say, plural, inWords } = courseGuide;
  /** @type {{ [kind: string]: string }} */
  const NEW = { welcome: "Welcome", break: "Break", close: "Close" };
  const LETTERS = /** @type {{ [letter: string]: SelectionPart["kind"] }} */ ({ w: "welcome", u: "unit", a: "activity", b: "break", c: "close" });

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
      if (found) this.#take(found.parts, found.notes);
      this.#show(!!found?.parts.length);
      if (found) this.#tellUnknown(found);
    }

    /** @param {Event} event */
    handleEvent(event) {
      const target = /** @type {HTMLElement} */ (event.target);
      if (event.type === "submit") event.preventDefault();
      else if (event.type === "click") this.#do(target.closest("button"));
      else if (target.id === "adapt-from" && event.type === "change") this.#begin();
      else if (target.matches("#adapt-start, li :is(input, textarea, select)")) this.#alter(target);
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

    /** What a ready workshop says of how to do this part in this time. @param {SelectionPart} part @param {SelectionPart[]} parts */
    #said(part, parts) {
      return trimmed(courseSelection.ready(part, parts)?.querySelector(".course-how")?.textContent);
    }

    /** Make these the chosen parts, each with its note in the link, if it has one. @param {SelectionPart[]} parts @param {Map<string, string>} [notes] */
    #take(parts, notes = new Map()) {
      this.#list.replaceChildren();
      const names = courseSelection.names(parts);
      for (const [index, part] of parts.entries()) {
        const called = part.id || part.kind === "break" ? "" : trimmed(courseSelection.ready(part, parts)?.querySelector(".course-what")?.textContent);
        this.#add(part, notes.get(names[index]) ?? this.#said(part, parts), called);
      }
    }

    /** @param {SelectionPart} part @param {string} [said] @param {string} [called] */
    #add(part, said = "", called = "") {
      const template = /** @type {HTMLTemplateElement | null} */ (this.querySelector(".course-adapt template"));
      const offer = this.#offer(keyOf(part));
      if (!template || !offer || this.#rows.length >= MOST) return undefined;
      const row = /** @type {HTMLLIElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
      row.dataset.key = keyOf(part);
      row.dataset.kind = part.kind;
      row.dataset.planned = offer.dataset.minutes;
      row.dataset.full = offer.dataset.steps ?? "";
      row.dataset.steps = part.steps?.join(".") ?? "";
      row.dataset.minutes = String(part.minutes);
      row.dataset.to = offer.dataset.to ?? "";
      row.dataset.title = called || NEW[part.kind] || (offer.textContent ?? "");
      minutesOf(row).value = String(part.minutes);
      /** @type {HTMLTextAreaElement} */ (row.querySelector("textarea")).value = said;
      this.#dress(row, part);
      for (const field of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll(":scope > p > :is(input, textarea, select)"))) {
        const label = field.previousElementSibling;
        if (label) field.setAttribute("aria-label", `${label.textContent}: ${row.dataset.title}`);
      }
      for (const button of row.querySelectorAll("button")) button.setAttribute("aria-label", `${button.textContent}: ${row.dataset.title}`);
      this.#list.append(row);
      return row;
    }

    /** What only some kinds of parts have: the name of a break, the slides of a unit, the steps of an activity. @param {HTMLElement} row @param {SelectionPart} part */
    #dress(row, { kind, name = "", only = [] }) {
      const [own, shown, steps] = /** @type {HTMLElement[]} */ ([".course-adapt-name", ".course-adapt-only", ".course-adapt-steps"].map((each) => row.querySelector(each)));
      own.hidden = kind !== "break";
      shown.hidden = kind !== "unit";
      nameOf(row).value = name;
      const select = onlyOf(row);
      const value = only.join(".");
      if (![...select.options].some((option) => option.value === value)) select.append(new Option("Only what its ready workshop shows", value));
      select.value = value;
      steps.hidden = !row.dataset.full;
      const [list] = steps.getElementsByTagName("ol");
      const first = list.firstElementChild;
      const made = stepsOf(row.dataset.full).map((_, index) => {
        const item = /** @type {HTMLElement} */ (first?.cloneNode(true));
        say(item.querySelector("span"), `Step ${index + 1}`);
        return item;
      });
      list.replaceChildren(...made);
      fillSteps(row);
    }

    /** A field was changed: minutes of steps make up those of the part, and those of the part are shared out over the steps. @param {HTMLElement} field */
    #alter(field) {
      const row = this.#rows.find((each) => each.contains(field));
      if (row && field === minutesOf(row)) {
        row.dataset.steps = "";
        if (minutesOf(row).checkValidity() && minutesOf(row).value) fillSteps(row, Number(minutesOf(row).value));
      } else if (row && field.closest(".course-adapt-steps")) {
        const own = stepFields(row).map(({ value }) => Math.max(0, Math.round(Number(value)) || 0));
        row.dataset.steps = own.join(".");
        minutesOf(row).value = String(own.reduce((sum, minutes) => sum + minutes, 0));
      }
      this.#changed();
    }

    /** The chosen parts, as the rows say. @returns {ChosenPart[]} */
    get #parts() {
      return this.#rows.map((row) => {
        const [minutes, note] = [minutesOf(row), row.querySelector("textarea")];
        const fits = !!minutes.value && minutes.checkValidity();
        if (fits) row.dataset.minutes = minutes.value;
        minutes.setAttribute("aria-invalid", String(!fits));
        const id = (row.dataset.key ?? "").slice(2);
        const name = trimmed(nameOf(row).value);
        const only = onlyOf(row).value;
        const kind = /** @type {SelectionPart["kind"]} */ (row.dataset.kind);
        return {
          kind,
          ...(id ? { id } : {}),
          ...(kind === "break" && name ? { name } : {}),
          ...(kind === "unit" && only ? { only: only.split(".") } : {}),
          ...(row.dataset.steps && fits ? { steps: stepsOf(row.dataset.steps) } : {}),
          minutes: Number(row.dataset.minutes),
          title: kind === "break" && name ? `Break: ${name}` : (row.dataset.title ?? ""),
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
      const kind = LETTERS[letter];
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
      return courseSelection.write(this.#parts, this.#field("adapt-start").value);
    }

    /** The same with every note that no ready workshop has, so that whoever opens the link reads it. */
    get #address() {
      const parts = this.#parts;
      const names = courseSelection.names(parts);
      const notes = parts.flatMap((part, index) => (part.note === this.#said(part, parts) ? [] : `&note=${encodeURIComponent(`${names[index]}:${part.note}`)}`));
      return this.#query + notes.join("");
    }

    /** Show times, links and only the chosen parts; with `chosen` false, everything. @param {boolean} chosen */
    #show(chosen) {
      const parts = this.#parts;
      const start = this.#field("adapt-start").value;
      const whole = !chosen || !parts.length;
      this.#times(parts, start);
      const address = this.#address;
      this.#field("adapt-link").value = new URL(address || location.pathname, location.href).href;
      this.#offerFile(parts);
      for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (this.querySelectorAll(".course-guide-to a[href*='?plan=']"))) startAt(link, start);
      this.dispatchEvent(new CustomEvent("selection-changed", { bubbles: true, detail: { parts, start, chosen: !whole } }));
      const place = /** @type {HTMLElement | null} */ (this.querySelector("#your-workshop"));
      if (!place) return;
      place.hidden = whole;
      const total = parts.reduce((sum, { minutes }) => sum + minutes, 0);
      const clock = start ? `, from ${start} to ${courseSelection.clock(start, total)}` : "";
      say(place.querySelector(".course-guide-total"), whole ? "" : `Your workshop: ${inWords(total)}${clock}.`);
      for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (place.querySelectorAll("[data-with]"))) link.href = `${link.dataset.with}${address}`;
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
        say(row.querySelector("strong"), part.title);
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
      const short = parts.filter(({ kind, minutes, planned, note, steps }) => kind === "activity" && minutes < planned && !note && !steps);
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

    /** A file's name that no other workshop has. @param {string} name */
    #fileOf(name) {
      const wanted = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-$/g, "") || "our-own-workshop";
      return wanted === "guide" || document.getElementById(`workshop-${wanted}`) ? `${wanted}-of-our-own` : wanted;
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

    /** A file that could not be used is not offered. @param {ChosenPart[]} parts */
    #offerFile(parts) {
      const total = parts.reduce((sum, { minutes }) => sum + minutes, 0);
      const why = !parts.length ? "Choose parts first." : total > LONGEST ? `A workshop has at most ${LONGEST} minutes: make two of it.` : this.#list.querySelector("[aria-invalid=true]") ? "Give each part from 1 to 600 minutes first." : "";
      say(this.querySelector(".course-adapt-why"), why);
      this.querySelector("[data-do=file]")?.toggleAttribute("disabled", !!why);
    }

    #download() {
      const name = trimmed(this.#field("adapt-name").value) || "Our own workshop";
      const file = this.#fileOf(name);
      const address = URL.createObjectURL(new Blob([yaml(name, this.#parts, this.dataset.group || "6 to 20")], { type: "application/yaml" }));
      Object.assign(document.createElement("a"), { href: address, download: `${file}.yml` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    }
  }

  /** @param {SelectionPart[]} parts */
  const planOf = (parts) => courseSelection.write(parts).slice("?plan=".length);

  /** @param {string | null | undefined} text */
  const trimmed = (text) => (text ?? "").replace(/[\s\p{Cc}]+/gu, " ").trim();

  /** Words as Markdown that means nothing else: no link, citation or heading comes of them. @param {string} text */
  const literal = (text) => trimmed(text).replace(/\[/g, "(").replace(/\]/g, ")").replace(/[\\`*_]/g, "\\$&").replace(/^([#>+-]|\d+(?=[.)]))/, "\\$1").replace(/^\\(\d+)/, "$1\\");

  /** @param {ParentNode} row */
  const minutesOf = (row) => /** @type {HTMLInputElement} */ (row.querySelector(".course-adapt-minutes input"));

  /** @param {ParentNode} row */
  const nameOf = (row) => /** @type {HTMLInputElement} */ (row.querySelector(".course-adapt-name input"));

  /** @param {ParentNode} row */
  const onlyOf = (row) => /** @type {HTMLSelectElement} */ (row.querySelector(".course-adapt-only select"));

  /** @param {ParentNode} row */
  const stepFields = (row) => /** @type {HTMLInputElement[]} */ ([...row.querySelectorAll(".course-adapt-steps input")]);

  /** @param {string | undefined} text */
  const stepsOf = (text) => (text ? text.split(".").map(Number) : []);

  /** Show the minutes of an activity's steps: as chosen, or shared out. @param {HTMLElement} row @param {number} [minutes] */
  const fillSteps = (row, minutes = Number(row.dataset.minutes)) => {
    const [own, full] = [stepsOf(row.dataset.steps), stepsOf(row.dataset.full)];
    const times = own.length === full.length ? own : minutes === Number(row.dataset.planned) ? full : courseSelection.share(full, minutes);
    for (const [index, field] of stepFields(row).entries()) field.value = String(times[index]);
  };

  /** A link to a ready workshop, with the time at which it begins. @param {HTMLAnchorElement} link @param {string} start */
  const startAt = (link, start) => {
    const [, way, hash = ""] = /^([^#]*?)(?:&start=[\d:]*)?(#.*)?$/.exec(link.getAttribute("href") ?? "") ?? [];
    link.setAttribute("href", `${way}${start ? `&start=${start}` : ""}${hash}`);
  };

  /** What to say of an activity that has less time than it needs, if nobody said anything. @param {ChosenPart} part */
  const shorter = ({ kind, minutes, planned, steps }) => {
    if (kind !== "activity" || minutes >= planned) return "";
    const out = (steps ?? []).flatMap((step, index) => (step ? [] : [index + 1]));
    if (out.length) return `Leave out: step ${out.join(", step ")}.`;
    return steps ? "Its steps are shorter here." : `${minutes} of ${planned} minutes: agree beforehand which steps to leave out.`;
  };

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
    for (const part of parts) {
      const { kind, id, minutes, title: called, name, steps, only } = part;
      const how = literal(part.note) || shorter(part);
      lines.push(`  - ${kind}: ${id ?? JSON.stringify(name ?? called)}`, `    minutes: ${minutes}`);
      if (steps) lines.push(`    steps: [${steps.join(", ")}]`);
      if (only) lines.push(`    only: [${only.join(", ")}]`);
      if (how) lines.push(`    note: ${JSON.stringify(how)}`);
    }
    return `${lines.join("\n")}\n`;
  };

  customElements.define("course-adapt", CourseAdapt);
}

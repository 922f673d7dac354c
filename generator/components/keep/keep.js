/* Theirs: the learner backs up, restores, moves, keeps and deletes their own work. */
{
  const DAY = 24 * 60 * 60 * 1000;
  /** So many of a kind are shown one by one: a preview is read, not scrolled. */
  const SHOWN = 50;
  /** A text of more letters than this scrolls in its place. */
  const LONG = 600;
  /** @type {{[field: string]: string}} */
  const FIELDS = {
    what: "What",
    why: "Why",
    first: "First step",
    who: "With whom",
    when: "By when",
    measure: "You would know by",
    obstacle: "What might get in the way",
    if: "If",
    then: "Then",
    order: "Its place in your plan",
  };
  /** @type {{[moment: string]: string}} */
  const MOMENTS = { before: "before", after: "after", then: "looking back" };
  /** @type {["new" | "newer" | "older", string][]} */
  const GROUPS = [
    ["newer", "Newer in the file: would replace what is here"],
    ["new", "Not here yet: would be added"],
    ["older", "Not newer in the file: what is here stays"],
  ];

  const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });
  /** @param {number} time */
  const day = (time) => (time ? days.format(time) : "");
  /** @param {number} count @param {string} one @param {string} [many] */
  const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
  /** @param {{[key: string]: any}} [entry] */
  const timeOf = (entry) => Date.parse(entry?.done ?? entry?.at) || 0;

  /** @param {string} text @param {string} name @param {string} type */
  const download = (text, name, type) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  class CourseKeep extends HTMLElement {
    /** The backup that is being looked at. @type {{doc: {[key: string]: any}, left: number} | undefined} */
    #file;
    /** @type {{[kind: string]: any}} */
    #names = {};

    connectedCallback() {
      this.#names = JSON.parse(this.querySelector("script")?.textContent ?? "{}");
      for (const type of ["click", "change", "dragover", "dragleave", "drop"]) this.addEventListener(type, this);
      for (const type of ["record-changed", "course-reload"]) document.addEventListener(type, this);
      const all = this.querySelector(".course-keep-all");
      if (all instanceof HTMLElement) all.hidden = false;
      this.#only("without-script", false);
      this.#show();
      this.#showPersistence();
    }

    disconnectedCallback() {
      for (const type of ["record-changed", "course-reload"]) document.removeEventListener(type, this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "record-changed") return this.#show();
      if (event.type === "course-reload") return void (this.#file && event.preventDefault());
      if (event.type === "change") return this.#choose(this.#input?.files);
      if (event instanceof DragEvent) return this.#drag(event);
      const button = event.target instanceof Element ? event.target.closest("[data-do]") : null;
      if (button instanceof HTMLElement) this.#do(button.dataset.do ?? "", button);
    }

    /** @param {string} action @param {HTMLElement} button */
    #do(action, button) {
      const dialog = this.querySelector("dialog");
      if (action === "backup") this.#backUp(button.closest("dialog") ? "dialog" : "backup");
      if (action === "bring") this.#bringIn();
      if (action === "leave") this.#close("left-alone");
      if (action === "rescue") download(courseRecord.rescued().join("\n\n"), courseBackup.name("set-aside"), "text/plain");
      if (action === "persist") this.#persist();
      if (action === "ask") {
        this.#say("dialog");
        dialog?.showModal();
      }
      if (action === "close") dialog?.close();
      if (action === "erase") {
        const erased = courseRecord.erase();
        dialog?.close();
        this.#close();
        this.#say("delete", erased ? "erased" : "not-erased");
      }
    }

    get #input() {
      return this.querySelector("input");
    }

    /** Say something in one of the places for it, in the words of the page. @param {string} place @param {string} [message] @param {string} [name] */
    #say(place, message = "", name = "") {
      const status = this.querySelector(`[data-status="${place}"]`);
      const template = message && this.querySelector(`template[data-message="${message}"]`);
      if (!(template instanceof HTMLTemplateElement)) return status?.replaceChildren();
      const words = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
      const slot = words.querySelector("[data-name]");
      if (slot) slot.textContent = name;
      status?.replaceChildren(...(status.localName === "p" ? [.../** @type {Element} */ (words.firstElementChild).childNodes] : [words]));
    }

    /** @param {string} fact @param {string} words */
    #tell(fact, words) {
      const place = this.querySelector(`[data-fact="${fact}"]`);
      if (place && place.textContent !== words) place.textContent = words;
    }

    /** @param {string} what @param {boolean} is */
    #only(what, is) {
      for (const each of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(`[data-only="${what}"]`))) each.hidden = !is;
    }

    #show() {
      const { units, answers, notes, confidence, plan, details } = courseRecord.read();
      const moments = Object.values(confidence).flatMap((entry) => Object.values(entry));
      const things = [units, answers, notes, plan].flatMap((table) => Object.values(table));
      const times = [...things, ...moments].map(timeOf).filter(Boolean);
      /** @type {[object, string, string][]} */
      const counts = [
        [units, "unit done", "units done"],
        [answers, "question answered", "questions answered"],
        [notes, "text you wrote", "texts you wrote"],
        [plan, "action in your plan", "actions in your plan"],
      ];
      const amount = counts
        .filter(([table]) => Object.keys(table).length)
        .map(([table, one, many]) => plural(Object.keys(table).length, one, many));
      const size = Math.ceil(courseBackup.text().length / 1024);
      this.#tell("amount", amount.length ? `${amount.join(", ")}; about ${plural(size, "kilobyte")}` : "Nothing yet");
      this.#tell("since", day(times.sort((one, other) => one - other)[0] ?? 0) || "–");
      this.#tell("backup", day(Date.parse(details.backup?.text ?? "") || 0) || "None yet");
      this.#only("rescued", courseRecord.rescued().length > 0);
      if (this.#file) this.#preview();
    }

    /** @param {string} place */
    #backUp(place) {
      courseRecord.saveDetail("backup", new Date().toISOString());
      const name = courseBackup.name("backup");
      download(courseBackup.text(), name, "application/json");
      this.#say(place, "backed-up", name);
    }

    /** A file that is dropped beside the field must not take the page's place. @param {DragEvent} event */
    #drag(event) {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.toggleAttribute("data-over", event.type === "dragover");
      if (event.type === "drop") this.#choose(event.dataTransfer.files);
    }

    /** @param {FileList | null | undefined} files */
    async #choose(files) {
      const list = [...(files ?? [])];
      if (!list.length) return;
      this.#close(list.length > 1 ? "several" : "reading");
      if (list.length > 1) return;
      const found = await courseBackup.read(list[0]);
      // The same file can be chosen again.
      if (this.#input) this.#input.value = "";
      if (!found.doc) return this.#say("restore", found.problem);
      this.#say("restore");
      this.#file = found;
      this.#preview();
      /** @type {HTMLElement | null} */ (this.querySelector("#keep-preview"))?.focus();
    }

    /** Put the preview away. @param {string} [message] */
    #close(message) {
      const preview = this.querySelector(".course-keep-preview");
      const hadFocus = preview?.contains(document.activeElement);
      if (preview instanceof HTMLElement) preview.hidden = true;
      this.#file = undefined;
      this.#say("restore", message);
      if (hadFocus) /** @type {HTMLElement | null} */ (this.querySelector('[data-status="restore"]'))?.focus();
    }

    #bringIn() {
      const file = this.#file;
      // The preview is not drawn again while the button that has the focus is in it.
      this.#file = undefined;
      if (file) this.#close(courseBackup.bringIn(file.doc) ? "brought-in" : "no-room");
    }

    /** What the file would change as things stand now: another tab may have gone on. */
    #preview() {
      const preview = this.querySelector(".course-keep-preview");
      const groups = this.querySelector(".course-keep-groups");
      if (!this.#file || !(preview instanceof HTMLElement) || !groups) return;
      const { doc, left } = this.#file;
      const changes = courseBackup.compare(doc);
      const coming = changes.filter(({ sort }) => sort === "new" || sort === "newer");
      const same = changes.filter(({ sort }) => sort === "same").length;
      const made = day(Date.parse(doc.details.backup?.text) || 0);
      this.#tell("file", `${made ? `A backup from ${made}. ` : ""}${same ? `${plural(same, "entry is", "entries are")} the same here and there.` : ""}`);
      this.#tell("left", plural(left, "entry", "entries"));
      this.#only("left", left > 0);
      this.#only("future", coming.some(({ time }) => time > Date.now() + DAY));
      this.#only("nothing", !coming.length);
      this.#only("something", coming.length > 0);
      groups.replaceChildren(
        ...GROUPS.flatMap(([sort, title]) => {
          const found = changes.filter((change) => change.sort === sort);
          return found.length ? [this.#group(title, found)] : [];
        }),
      );
      preview.hidden = false;
    }

    /** @param {string} name */
    #copy(name) {
      const template = /** @type {HTMLTemplateElement} */ (this.querySelector(`template[data-template="${name}"]`));
      return /** @type {HTMLElement} */ (template.content.cloneNode(true).firstChild);
    }

    /** Answers are counted; what the learner wrote or did is shown. @param {string} title @param {BackupChange[]} changes */
    #group(title, changes) {
      const group = this.#copy("group");
      const [heading, list, more] = [...group.children];
      const shown = changes.filter((change) => this.#name(change));
      const counted = changes.length - shown.length;
      heading.textContent = `${title} (${changes.length.toLocaleString("en-GB")})`;
      list.replaceChildren(...shown.slice(0, SHOWN).map((change) => this.#entry(change)));
      more.textContent = [
        shown.length > SHOWN && `And ${(shown.length - SHOWN).toLocaleString("en-GB")} more.`,
        counted && `${plural(counted, "answer to a question or choice in a form", "answers to questions and choices in forms")}.`,
      ]
        .filter(Boolean)
        .join(" ");
      return group;
    }

    /** What an entry is about, if that can be told. @param {BackupChange} change @returns {string} */
    #name({ table, id, when = "", theirs, mine }) {
      /** @param {string} kind @param {string} key */
      const named = (kind, key) => (Object.hasOwn(this.#names[kind], key) ? this.#names[kind][key] : "");
      if (table === "units" || table === "last") {
        return `${table === "last" ? "Where you left off" : "Unit"}: ${named("units", id) || "one that the course no longer has"}`;
      }
      if (table === "notes") {
        const outcome = named("outcomes", id.replace(/^before-/, ""));
        return named("notes", id) || (outcome ? `What you already did: ${outcome}` : "A text that you wrote");
      }
      if (table === "confidence") return `How confident, ${MOMENTS[when] ?? when}: ${named("outcomes", id) || "an earlier outcome"}`;
      if (table === "plan") return `Your plan: ${theirs.what ?? mine?.what ?? "an action"}`;
      return table === "details" ? named("details", id) : "";
    }

    /** @param {BackupChange} change */
    #entry(change) {
      const item = this.#copy("item");
      const name = item.querySelector("p");
      if (name) name.textContent = this.#name(change);
      for (const side of /** @type {const} */ (["mine", "theirs"])) {
        const place = item.querySelector(`[data-side=${side}]`);
        const entry = change[side];
        const [span, words] = [place?.querySelector("span"), place?.querySelector("dd")];
        if (!entry || !span || !words) place?.remove();
        else {
          const date = day(timeOf(entry));
          span.textContent = date && `, ${date}`;
          words.textContent = this.#words(change.table, entry);
          // What scrolls is reached by the keyboard as well.
          if (words.textContent.length > LONG) words.tabIndex = 0;
        }
      }
      return item;
    }

    /** An entry in words. @param {BackupChange["table"]} table @param {{[key: string]: any}} entry @returns {string} */
    #words(table, entry) {
      if (entry.removed) return table === "units" ? "not done" : "taken away";
      if (table === "units") return "done";
      if (table === "last") return "visited";
      if (table === "confidence") return this.#names.confidence[entry.value - 1] ?? String(entry.value);
      if (table !== "plan") return entry.text;
      return Object.entries(FIELDS)
        .filter(([field]) => entry[field])
        .map(([field, label]) => `${label}: ${entry[field]}`)
        .join("\n");
    }

    /** @param {string} [state] what is known already */
    async #showPersistence(state) {
      const able = Boolean(navigator.storage?.persisted);
      const kept = able && (await navigator.storage.persisted().catch(() => undefined));
      const now = kept ? "yes" : !able || kept === undefined ? "unable" : state ?? "no";
      for (const each of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-persist]"))) {
        each.hidden = each.dataset.persist !== now;
      }
      const button = this.querySelector('[data-do="persist"]');
      if (button instanceof HTMLElement) button.hidden = now === "yes" || now === "unable";
    }

    async #persist() {
      await navigator.storage.persist().catch(() => false);
      await this.#showPersistence("refused");
      const said = this.querySelector("[data-persist]:not([hidden])");
      if (said instanceof HTMLElement) said.focus();
    }
  }

  customElements.define("course-keep", CourseKeep);
}

/* The team picture: learners' evaluation files, dropped on the page, as chart and table. Nothing is stored or sent. */
{
  const CHART = { start: 2, width: 76 };

  /** @param {number} count @param {string} one @param {string} many */
  const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

  class CourseTeam extends HTMLElement {
    /** @type {TeamData | undefined} */
    #data;
    /** Each file's person, by the number of the file. @type {Map<string, TeamPerson>} */
    #people = new Map();
    /** @type {{name: string, reason: string}[]} */
    #refused = [];
    /** @type {string[][]} */
    #rows = [];
    #queue = Promise.resolve();

    connectedCallback() {
      const script = this.querySelector("script");
      if (!script) return;
      this.#data = JSON.parse(script.textContent);
      for (const type of ["change", "click"]) this.addEventListener(type, this);
      for (const type of ["course-reload", "dragover", "drop"]) document.addEventListener(type, this);
      this.#part("without").hidden = true;
      this.#part("tool").hidden = false;
    }

    disconnectedCallback() {
      for (const type of ["course-reload", "dragover", "drop"]) document.removeEventListener(type, this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      const target = /** @type {HTMLElement} */ (event.target);
      if (event instanceof DragEvent) this.#dragged(event);
      else if (event.type === "course-reload") this.#people.size && event.preventDefault(); // the files are here alone
      else if (event.type === "click") this.#do(target.dataset.do);
      else if (target.id === "team-files") this.#add(/** @type {HTMLInputElement} */ (target));
      else if (target.id === "team-least") this.#show();
    }

    /** @param {DragEvent} event */
    #dragged(event) {
      const files = event.dataTransfer;
      if (!files?.types.includes("Files")) return;
      event.preventDefault();
      if (event.type === "drop") this.#take([...files.files]);
    }

    /** @param {HTMLInputElement} input */
    #add(input) {
      this.#take([...(input.files ?? [])]);
      input.value = ""; // so that the same files can be chosen again
    }

    /** One batch after the other, in their order: of two files with one number the first counts. @param {File[]} files */
    #take(files) {
      this.#queue = this.#queue.then(async () => {
        for (const file of files) await this.#read(file);
        this.#show();
      });
    }

    /** @param {File} file */
    async #read(file) {
      if (!this.#data) return;
      const { person, reason } = await courseTeam.open(file, this.#data);
      if (person && !this.#people.has(person.file)) this.#people.set(person.file, person);
      else this.#refused.push({ name: file.name, reason: reason ?? "twice" });
    }

    /** @param {string | undefined} what */
    #do(what) {
      if (what === "print") print();
      if (what === "csv") this.#download();
      if (what === "again") this.#restart();
    }

    #restart() {
      this.#people.clear();
      this.#refused = [];
      this.#show();
      this.querySelector("input")?.focus();
    }

    #download() {
      if (!this.#data) return;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([courseTeam.csv(this.#rows, this.#data)], { type: "text/csv" }));
      link.download = `team-picture-${this.#data.course}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }

    /** @param {string} name @returns {HTMLElement} */
    #part(name) {
      return /** @type {HTMLElement} */ (this.querySelector(`[data-${name}]`));
    }

    /** The number that stands in the field, mended where it cannot be. @param {TeamData} data */
    #least(data) {
      const input = /** @type {HTMLInputElement} */ (this.querySelector("#team-least"));
      const least = Math.min(data.most, Math.max(data.least, Math.floor(Number(input.value)) || data.least));
      input.value = String(least);
      return least;
    }

    #show() {
      const data = this.#data;
      if (!data) return;
      const least = this.#least(data);
      const people = [...this.#people.values()];
      this.#rows = courseTeam.rows(people, least, data);
      const enough = people.length >= least;
      this.dataset.state = enough ? "filled" : people.length ? "few" : "empty";
      this.#part("few").hidden = enough || !people.length;
      this.#part("picture").hidden = !enough;
      this.#part("again").hidden = !people.length && !this.#refused.length;
      this.#part("least").textContent = String(least);
      this.#part("people").textContent = String(people.length);
      this.#tell(people, enough);
      if (enough) this.#fill(data, least);
    }

    /** @param {TeamPerson[]} people @param {boolean} enough */
    #tell(people, enough) {
      const taken = `${plural(people.length, "file was", "files were")} taken.`;
      const refused = this.#refused.length ? ` ${plural(this.#refused.length, "was", "were")} not: see below.` : "";
      const status = this.querySelector("[role=status]");
      const some = people.length + this.#refused.length;
      if (status) status.textContent = some ? `${taken}${refused}${enough ? " The picture is below." : ""}` : "";
      const unknown = people.reduce((sum, person) => sum + person.unknown, 0);
      const line = this.#part("unknown");
      line.hidden = !unknown;
      line.textContent = `Left out: ${plural(unknown, "entry", "entries")} for modules or outcomes that this course does not have.`;
      this.#list();
    }

    #list() {
      const box = this.#part("refused");
      const [summary, list] = [box.querySelector("summary"), box.querySelector("ul")];
      const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template[data-line]"));
      box.hidden = !this.#refused.length;
      if (summary) summary.textContent = `${plural(this.#refused.length, "file was", "files were")} not taken`;
      list?.replaceChildren(
        ...this.#refused.map(({ name, reason }) => {
          const line = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
          const [file, why] = [line.querySelector("strong"), line.querySelector("span")];
          if (file) file.textContent = name;
          if (why) why.textContent = this.#data?.reasons[reason] ?? "";
          return line;
        }),
      );
    }

    /** @param {TeamData} data @param {number} least */
    #fill(data, least) {
      const found = new Map(this.#rows.map((row) => [`${row[0]} ${row[2]}`, row]));
      /** @type {NodeListOf<HTMLElement>} */
      const places = this.querySelectorAll("[data-row]");
      for (const place of places) {
        const row = found.get(`${place.dataset.row} ${place.dataset.id}`) ?? [];
        /** @param {string} [column] */
        const read = (column = "") => row[data.columns.indexOf(column)] ?? "";
        if (place instanceof HTMLTableRowElement) this.#line(place, read, data);
        else this.#draw(place, read, data);
      }
      const chart = this.querySelector("[role=img]");
      const said = [...(chart?.querySelectorAll("[data-said]") ?? [])].map((each) => each.getAttribute("data-said"));
      chart?.setAttribute("aria-label", `Mean confidence from 1 to ${data.levels}. ${said.join(" ")} The table below has the same numbers.`);
      this.#part("covered").textContent =
        `Counts of 1 to ${least - 1} are withheld, and what would give them away. How many people answered is shown, so that you can see where a few did not.`;
    }

    /** @param {HTMLTableRowElement} line @param {(column?: string) => string} read @param {TeamData} data */
    #line(line, read, data) {
      /** @type {HTMLElement[]} */
      const cells = [...line.querySelectorAll("td")];
      const sum = cells.find((cell) => "sum" in cell.dataset);
      const last = sum ? cells.slice(-3, -1) : [];
      const added = sum !== undefined && read(last[0].dataset.column) === data.withheld && read(sum.dataset.column) !== data.withheld;
      for (const cell of cells) {
        const text = read(cell.dataset.column);
        cell.textContent = cell === sum ? `${text} together` : text || "–";
        cell.toggleAttribute("data-withheld", text === data.withheld);
        cell.hidden = cell === sum ? !added : last.includes(cell) && added;
      }
    }

    /** @param {HTMLElement} place @param {(column?: string) => string} read @param {TeamData} data */
    #draw(place, read, data) {
      const [start, now] = ["mean before", "mean now"].map((column) => read(`${data.pairs.before}: ${column}`));
      const known = Boolean(start) && start !== data.withheld;
      const text = place.querySelector("svg > text");
      const marks = place.querySelector("g");
      const none = start ? data.withheld : read(`${data.pairs.before}: people`) === "0" ? "nobody yet" : data.withheld;
      if (text) text.textContent = known ? `${start} → ${now}` : none;
      place.dataset.said = `${place.querySelector("p")?.textContent}: ${known ? `before ${start}, now ${now}` : none}.`;
      marks?.toggleAttribute("hidden", !known);
      if (!known) return;
      const [from, to] = [start, now].map((mean) => `${CHART.start + (CHART.width * (Number(mean) - 1)) / (data.levels - 1)}%`);
      marks?.querySelector("line")?.setAttribute("x1", from);
      marks?.querySelector("line")?.setAttribute("x2", to);
      marks?.querySelector(".course-team-start")?.setAttribute("cx", from);
      marks?.querySelector(".course-team-now")?.setAttribute("cx", to);
    }
  }

  customElements.define("course-team", CourseTeam);
}

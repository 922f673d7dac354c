/* The presenter's view: this slide and the next, notes, clock and controls. It follows the slides' window, or stands alone. */
{
  const TICK = 500;
  const MINUTE = 60_000;
  const KEPT_STEPS = 4;
  const LINE = 60;

  /** @param {number} ms */
  const minutes = (ms) => Math.round(ms / MINUTE);

  /** @param {number} count @param {string} word */
  const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

  /** Milliseconds behind the plan: a part without slides to come counts whole, the others as far as they are over. @param {ShowPart[]} parts @param {ShowSlide[]} slides @param {string} at @param {(key: string) => number} used */
  const behind = (parts, slides, at, used) => {
    const open = new Set(slides.slice(slides.findIndex(({ id }) => id === at)).map(({ part }) => part));
    return parts.reduce((sum, { key, minutes }) => {
      const over = used(key) - minutes * MINUTE;
      return sum + (open.has(key) ? Math.max(0, over) : used(key) && over);
    }, 0);
  };

  /** What could be left out or shortened, until the time is won back. @param {ShowPart[]} parts @param {ShowSlide[]} slides @param {string} at @param {number} late @param {(id: string) => string} nameOf */
  const cuts = (parts, slides, at, late, nameOf) => {
    const ahead = slides.slice(slides.findIndex(({ id }) => id === at) + 1);
    const seen = new Set();
    /** @type {{ text: string, minutes: number }[]} */
    const found = [];
    for (const { id, kind } of ahead) {
      const name = nameOf(id);
      if (!["example", "briefing"].includes(kind) || seen.has(name)) continue;
      seen.add(name);
      found.push({ text: `Leave out: ${name}`, minutes: kind === "example" ? 2 : 1 });
    }
    const keys = new Set(ahead.map(({ part }) => part));
    const activities = parts.filter(({ key }) => key.startsWith("a.") && keys.has(key)).sort((a, b) => b.minutes - a.minutes);
    for (const { title, minutes } of activities) {
      const less = Math.floor(minutes / KEPT_STEPS);
      if (less) found.push({ text: `Shorten ${title} from ${minutes} to ${minutes - less} minutes`, minutes: less });
    }
    let won = 0;
    return found.filter((cut) => won < late && (won += cut.minutes));
  };

  class CoursePresenter extends HTMLElement {
    /** @type {ShowSlide[]} */
    #slides = [];
    /** @type {ShowPart[]} */
    #parts = [];
    /** @type {Map<string, HTMLElement>} */
    #leaves = new Map();
    /** @type {ShowState} */
    #state = courseShow.fresh([]);
    /** @type {ShowPeer | undefined} */
    #peer;
    #timer = 0;
    #shown = "";

    connectedCallback() {
      const { slides, parts, leaves, unknown } = courseSlides.arrange(this);
      if (!slides.length) return;
      this.#slides = slides;
      this.#parts = parts;
      this.#leaves = leaves;
      this.#state = courseShow.load(slides);
      const asked = courseShow.asked();
      if (leaves.has(asked)) this.#state = courseShow.step(this.#state, { do: "go", slide: asked }, slides, Date.now());
      this.#peer = courseShow.peer("notes", (message) => this.#hear(message));
      for (const type of ["click", "input", "change"]) this.addEventListener(type, this);
      document.addEventListener("keydown", this);
      this.dataset.ready = "";
      for (const desk of this.#find(".course-desk")) desk.hidden = false;
      this.#rows();
      this.#places();
      if (unknown.length) this.#say(`The link names what is not in these slides: ${unknown.join(", ")}.`);
      this.#show();
      this.#timer = window.setInterval(() => this.#tick(), TICK);
    }

    disconnectedCallback() {
      document.removeEventListener("keydown", this);
      clearInterval(this.#timer);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event instanceof KeyboardEvent) return this.#key(event);
      const target = /** @type {Element} */ (event.target);
      if (event.type === "change" && target instanceof HTMLSelectElement) return this.#do({ do: "go", slide: target.value });
      const command = courseSlides.commandOf(event);
      if (command) this.#act(command.do, command.by ?? 0, command);
    }

    /** @param {string} selector @returns {HTMLElement[]} */
    #find(selector) {
      return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(selector)]);
    }

    /** @param {string} selector @param {string} text */
    #write(selector, text) {
      for (const place of this.#find(selector)) if (place.textContent !== text) place.textContent = text;
    }

    get #slide() {
      return this.#slides.find(({ id }) => id === this.#state.at) ?? this.#slides[0];
    }

    /** @param {ShowMessage} message */
    #hear({ state }) {
      if (!state || !this.#leaves.has(state.at)) return this.#linked();
      this.#state = state;
      courseShow.save(state);
      this.#show();
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
      const signs = /** @type {HTMLInputElement | null} */ (this.querySelector(".course-help-keys"))?.checked ?? true;
      const meant = courseShow.keyOf(event, signs);
      if (!meant || event.key === "Escape") return;
      if (["ArrowUp", "ArrowDown"].includes(event.key)) return this.#scroll(event);
      event.preventDefault();
      this.#act(meant.do, meant.by ?? 0);
    }

    /** Up and down move the notes, unless something else has the focus that moves by them. @param {KeyboardEvent} event */
    #scroll(event) {
      if (event.target !== document.body) return;
      this.#notes?.scrollBy(0, event.key === "ArrowDown" ? LINE : -LINE);
    }

    /** The notes for this slide. */
    get #notes() {
      return /** @type {HTMLElement | null | undefined} */ (this.#leaves.get(this.#state.at)?.querySelector(".course-notes"));
    }

    #help() {
      const keys = /** @type {HTMLDetailsElement | null} */ (this.querySelector(".course-desk-keys"));
      if (!keys) return;
      keys.open = !keys.open;
      keys.querySelector("summary")?.focus();
    }

    #wholeScreen() {
      const whole = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
      whole?.catch(() => undefined); // it is refused: the view stays as it is
    }

    /** @param {string} name @param {number} by @param {ShowCommand} [command] */
    #act(name, by, command) {
      if (name === "open" || name === "presenter") return this.#open();
      if (name === "digit") return this.#digit(by);
      if (name === "help") return this.#help();
      if (name === "fullscreen") return this.#wholeScreen();
      if (name === "overview") return this.#find("select")[0]?.focus();
      this.#do(command ?? { do: /** @type {ShowCommand["do"]} */ (name), by });
    }

    /** The window with the slides decides; without one, this window does. @param {ShowCommand} command */
    #do(command) {
      if (this.#peer?.connected) return this.#peer.send({ command });
      this.#state = courseShow.step(this.#state, command, this.#slides, Date.now());
      courseShow.save(this.#state);
      this.#show();
    }

    /** @param {number} by */
    #digit(by) {
      const option = this.#options()[Math.abs(by) - 1]?.dataset.option;
      if (!option) return;
      if (this.#slide.kind === "answer") this.#do({ do: "pick", option });
      else if (!this.#state.revealed.includes(this.#state.at)) this.#do({ do: "vote", option, by: Math.sign(by) });
    }

    /** @returns {HTMLElement[]} */
    #options() {
      const leaf = this.#leaves.get(this.#state.at);
      return [.../** @type {NodeListOf<HTMLElement>} */ (leaf?.querySelectorAll(".course-vote > li, .course-answer-letters > [data-option]") ?? [])];
    }

    #open() {
      const url = new URL(`${this.dataset.deck}${location.search}#${this.#state.at}`, location.href).href;
      if (!this.#peer?.open(url)) this.#write(".course-desk-link", "This browser did not open a second window. Open the slides in a window of their own, and press p there.");
    }

    #show() {
      const index = this.#slides.indexOf(this.#slide);
      const now = Date.now();
      const leaf = this.#leaves.get(this.#state.at);
      const next = this.#slides[index + 1];
      if (leaf) courseSlides.paint(leaf, this.#slide, this.#state, now);
      if (next) courseSlides.paint(/** @type {HTMLElement} */ (this.#leaves.get(next.id)), next, this.#state, now);
      if (this.#shown !== this.#state.at) this.#turn(leaf, next && this.#leaves.get(next.id));
      this.#write(".course-desk-where", next ? `${index + 2} of ${this.#slides.length}` : "");
      for (const select of /** @type {HTMLSelectElement[]} */ (this.#find("select"))) select.value = this.#state.at;
      for (const button of this.#find(".course-desk [data-do=black]")) button.setAttribute("aria-pressed", String(this.#state.black));
      for (const place of this.#find(".course-desk-answer")) place.hidden = this.#slide.kind !== "options";
      for (const button of this.#find(".course-desk-answer button")) {
        button.setAttribute("aria-pressed", String(this.#state.revealed.includes(this.#state.at)));
      }
      this.#votes();
      this.#tick();
    }

    /** @param {HTMLElement | undefined} leaf @param {HTMLElement | undefined} next */
    #turn(leaf, next) {
      for (const each of this.#find(".course-leaf[data-now], .course-leaf[data-next]")) {
        delete each.dataset.now;
        delete each.dataset.next;
        each.querySelector(".course-notes")?.removeAttribute("tabindex");
      }
      if (leaf) leaf.dataset.now = "";
      if (next) next.dataset.next = "";
      if (this.#notes) Object.assign(this.#notes, { tabIndex: 0, scrollTop: 0 });
      // A pictured slide is there to read; its own controls, a second time, are not.
      for (const control of this.#find(".course-leaf:is([data-now], [data-next]) > .course-slide :is(a, button, input)")) control.inert = true;
      this.#shown = this.#state.at;
      this.#say(leaf?.querySelector("section")?.getAttribute("aria-label") ?? "");
    }

    /** @param {string} text */
    #say(text) {
      this.#write("[data-say]", text);
    }

    #votes() {
      const [list] = this.#find(".course-desk-votes");
      const template = /** @type {HTMLTemplateElement | null} */ (this.querySelector(".course-desk-vote"));
      const shown = this.#slide.kind === "options";
      list.hidden = !shown;
      if (!shown || !template) return;
      if (list.dataset.of !== this.#state.at) {
        list.replaceChildren(...this.#options().map((option, index) => this.#voteRow(template, option, "ABCDEFGHIJ"[index])));
        list.dataset.of = this.#state.at;
      }
      for (const row of /** @type {HTMLElement[]} */ ([...list.children])) {
        const hands = String(this.#state.votes[this.#state.at]?.[row.dataset.option ?? ""] ?? 0);
        const place = row.querySelector(".course-desk-hands");
        if (place && place.textContent !== hands) place.textContent = hands;
      }
    }

    /** @param {HTMLTemplateElement} template @param {HTMLElement} option @param {string} letter */
    #voteRow(template, option, letter) {
      const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
      row.dataset.option = option.dataset.option;
      const name = row.querySelector(".course-desk-letter");
      if (name) name.textContent = letter + (option.hasAttribute("data-correct") ? ", right" : "");
      for (const button of row.querySelectorAll("button")) {
        button.setAttribute("aria-label", `One hand ${button.dataset.by === "1" ? "more" : "fewer"} for ${letter}`);
      }
      return row;
    }

    #linked() {
      const linked = Boolean(this.#peer?.connected);
      this.#write(".course-desk-link", linked ? "In step with the slides." : "The slides' window is not there. This view works by itself.");
      for (const button of this.#find("[data-do=open]")) button.hidden = linked;
    }

    #rows() {
      const template = /** @type {HTMLTemplateElement | null} */ (this.querySelector(".course-desk-row"));
      const body = this.querySelector(".course-desk-plan tbody");
      for (const { key, title, minutes } of template ? this.#parts : []) {
        const row = /** @type {HTMLElement} */ (template?.content.firstElementChild?.cloneNode(true));
        row.dataset.key = key;
        row.children[0].textContent = title;
        row.children[1].textContent = String(minutes);
        body?.append(row);
      }
    }

    /** The slides by their parts, to go to. */
    #places() {
      for (const select of this.#find("select")) {
        for (const { key, title } of this.#parts) {
          const group = Object.assign(document.createElement("optgroup"), { label: title });
          const own = this.#slides.filter(({ part }) => part === key);
          group.append(...own.map(({ id }) => new Option(this.#leaves.get(id)?.querySelector("section")?.ariaLabel ?? id, id)));
          if (own.length) select.append(group);
        }
      }
    }

    /** Milliseconds used for a part so far. @param {string} key */
    #used(key) {
      const { used, since, begun } = this.#state;
      return (used[key] ?? 0) + (begun && key === this.#slide.part ? Date.now() - since : 0);
    }

    #tick() {
      const now = Date.now();
      const slide = this.#slide;
      for (const box of this.#find(".course-desk-timer")) {
        box.hidden = !slide.seconds;
        if (slide.seconds) courseSlides.paintTimer(box, slide, this.#state, now);
      }
      const leaf = this.#leaves.get(slide.id);
      if (leaf && slide.seconds) courseSlides.paint(leaf, slide, this.#state, now);
      const words = slide.seconds ? courseSlides.aloud(slide, this.#state, now) : "";
      if (words) this.#say(words);
      this.#linked();
      this.#time(now);
    }

    /** @param {number} now */
    #time(now) {
      const time = new Date(now);
      this.#write(".course-desk-time", [time.getHours(), time.getMinutes()].map((each) => String(each).padStart(2, "0")).join(":"));
      const planned = this.#parts.reduce((sum, part) => sum + part.minutes, 0);
      const used = this.#parts.reduce((sum, part) => sum + this.#used(part.key), 0);
      this.#write(".course-desk-used", this.#state.begun ? `${minutes(used)} of ${planned} minutes used` : `${planned} minutes planned; the clock starts with the second slide`);
      for (const row of this.#find(".course-desk-plan tbody tr")) {
        const key = row.dataset.key ?? "";
        const spent = this.#used(key);
        const text = spent ? String(minutes(spent)) : "";
        if (row.children[2].textContent !== text) row.children[2].textContent = text;
        row.toggleAttribute("data-now", key === this.#slide.part);
        row.ariaCurrent = key === this.#slide.part ? "true" : null;
        const part = this.#parts.find((each) => each.key === key);
        row.toggleAttribute("data-over", Boolean(part && minutes(spent) > part.minutes));
      }
      this.#late();
    }

    #late() {
      const late = minutes(behind(this.#parts, this.#slides, this.#state.at, (key) => this.#used(key)));
      const begun = this.#state.begun > 0;
      const words = late > 0 ? `${many(late, "minute")} behind.` : late < 0 ? `${many(-late, "minute")} ahead.` : "On time.";
      this.#write(".course-desk-late", begun ? words : "");
      const nameOf = (/** @type {string} */ id) => (this.#leaves.get(id)?.querySelector("h2")?.firstChild?.textContent ?? id).trim();
      const found = begun && late > 0 ? cuts(this.#parts, this.#slides, this.#state.at, late, nameOf) : [];
      const texts = found.map((cut) => `${cut.text} (${many(cut.minutes, "minute")})`);
      if (begun && late > 0 && found.reduce((sum, cut) => sum + cut.minutes, 0) < late) texts.push("That is not enough: leave out a part, or agree a later end with the group");
      const [list] = this.#find(".course-desk-cuts");
      if ([...list.children].map((item) => item.textContent).join("\n") === texts.join("\n")) return;
      for (const box of this.#find(".course-desk-catch")) box.hidden = !texts.length;
      list.replaceChildren(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    }
  }

  customElements.define("course-presenter", CoursePresenter);
}

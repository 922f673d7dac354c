/* The deck on the wall: one slide at a time, by key, clicker, touch and button; it owns the show. */
{
  const TICK = 250;
  const SWIPE = 50;
  const FAST = 350;

  class CourseDeck extends HTMLElement {
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
    #shown = "";
    #moved = 0;
    #timer = 0;
    /** @type {Touch | undefined} */
    #touch;

    connectedCallback() {
      const { slides, parts, leaves, unknown } = courseSlides.arrange(this);
      if (!slides.length) return;
      this.#slides = slides;
      this.#parts = parts;
      this.#leaves = leaves;
      this.#state = courseShow.load(slides);
      this.#peer = courseShow.peer("slides", (message) => this.#hear(message));
      for (const type of ["click", "input", "touchstart", "touchend"]) this.addEventListener(type, this, { passive: true });
      for (const dialog of this.querySelectorAll("dialog")) dialog.addEventListener("close", this);
      for (const type of ["keydown", "fullscreenchange"]) document.addEventListener(type, this);
      for (const type of ["popstate", "hashchange"]) window.addEventListener(type, this);
      this.dataset.ready = "";
      for (const bar of this.#find(".course-bar")) bar.hidden = false;
      const signs = /** @type {HTMLInputElement | null} */ (this.querySelector(".course-help-keys"));
      if (signs) signs.checked = this.#signs;
      if (unknown.length) this.#tell(`The link names what is not in these slides: ${unknown.join(", ")}. The rest is here.`);
      if (!this.#goToHash()) this.#show();
      history.replaceState(null, "", `#${this.#state.at}`);
    }

    disconnectedCallback() {
      for (const type of ["keydown", "fullscreenchange"]) document.removeEventListener(type, this);
      for (const type of ["popstate", "hashchange"]) window.removeEventListener(type, this);
      clearTimeout(this.#timer);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event instanceof KeyboardEvent) this.#key(event);
      else if (event.type === "click" || event.type === "input") this.#press(event);
      else if (event.type === "close") this.#closed(event);
      else if (event instanceof TouchEvent) this.#swipe(event);
      else if (event.type === "popstate" || event.type === "hashchange") this.#goToHash();
    }

    /** @param {string} selector @returns {HTMLElement[]} */
    #find(selector) {
      return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(selector)]);
    }

    /** @param {string} selector @returns {HTMLDialogElement | null} */
    #dialog(selector) {
      return this.querySelector(`dialog${selector}`);
    }

    /** Whether letters and digits are keys: kept for this window, for who wants them off. */
    get #signs() {
      try {
        return sessionStorage.getItem("course-show:signs") !== "off";
      } catch {
        return true;
      }
    }

    set #signs(on) {
      try {
        sessionStorage.setItem("course-show:signs", on ? "on" : "off");
      } catch {
        // No storage: the next page asks again.
      }
    }

    /** Whether the address names what is shown; else it is all that there is. */
    get #planned() {
      return Boolean(courseSelection.read(location.search)?.parts.length);
    }

    get #slide() {
      return this.#slides.find(({ id }) => id === this.#state.at) ?? this.#slides[0];
    }

    /** @param {ShowMessage} message */
    #hear({ command }) {
      this.#dialog(".course-blocked")?.close();
      if (command) this.#do(command);
      else this.#peer?.send({ state: this.#state });
    }

    /** @param {ShowCommand} command @param {{ jump?: boolean, silent?: boolean }} [how] */
    #do(command, { silent = false } = {}) {
      const before = this.#state.at;
      this.#state = courseShow.step(this.#state, command, this.#slides, Date.now());
      courseShow.save(this.#state);
      if (this.#state.at !== before && !silent) this.#remember();
      this.#show();
      this.#peer?.send({ state: this.#state });
    }

    /** The address names the slide. Whoever hurries on leaves no trail of slides that nobody saw. */
    #remember() {
      const fast = performance.now() - this.#moved < FAST;
      this.#moved = performance.now();
      history[fast ? "replaceState" : "pushState"](null, "", `#${this.#state.at}`);
    }

    /** Whether the address names a slide of this deck. */
    #goToHash() {
      const id = courseShow.asked();
      if (!this.#leaves.has(id)) return false;
      this.#overview(false);
      this.#do({ do: "go", slide: id }, { silent: true });
      return true;
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
      if (event.target instanceof HTMLInputElement && event.target.closest(".course-vote-hands") && ["Enter", "Escape"].includes(event.key)) {
        return event.target.blur(); // the hands are counted: the keys turn the slides again
      }
      const open = this.querySelector("dialog[open]");
      if (open && open !== this.#dialog(".course-black")) return;
      const meant = courseShow.keyOf(event, this.#signs);
      const scrolls = ["ArrowUp", "ArrowDown"].includes(event.key) && this.#overflows;
      if (!meant || scrolls || (this.hasAttribute("data-overview") && !["escape", "overview", "help"].includes(meant.do))) return;
      event.preventDefault();
      this.#act(meant.do, meant.by ?? 0);
    }

    get #overflows() {
      const section = this.#leaves.get(this.#state.at)?.querySelector(".course-slide");
      return Boolean(section && section.scrollHeight > section.clientHeight + 2);
    }

    /** @param {Event} event */
    #press(event) {
      const target = /** @type {Element} */ (event.target);
      if (target instanceof HTMLInputElement && target.matches(".course-help-keys")) this.#signs = target.checked;
      if (event.type === "click" && target.closest(".course-leaf-pick")) return this.#overview(false);
      if (event.type === "click" && target.closest(".course-blocked-link")) this.#dialog(".course-blocked")?.close();
      const command = courseSlides.commandOf(event);
      if (command) this.#act(command.do, command.by ?? 0, command);
    }

    /** @param {string} name @param {number} by @param {ShowCommand} [command] */
    #act(name, by, command) {
      const view = VIEWS[name];
      if (view) return view(this.#tools);
      if (name === "digit") return this.#digit(by);
      this.#do(command ?? { do: /** @type {ShowCommand["do"]} */ (name), by });
    }

    /** What the views below may use. */
    get #tools() {
      return {
        deck: this,
        toggleOverview: () => this.#overview(!this.hasAttribute("data-overview")),
        togglePresenter: () => this.#present(),
        help: () => this.#dialog(".course-help")?.showModal(),
        workshops: () => this.#dialog(".course-workshops")?.showModal(),
        hush: () => this.#find(".course-deck-say").forEach((box) => (box.hidden = true)),
        isBlack: () => this.#state.black,
        black: () => this.#do({ do: "black" }),
        notes: () => this.#notes(),
      };
    }

    /** A hand more for an option, or fewer; on a slide of reasons, that option. @param {number} by */
    #digit(by) {
      const { id, kind } = this.#slide;
      const options = this.#leaves.get(id)?.querySelectorAll(".course-vote > li, .course-answer-letters > [data-option]") ?? [];
      const option = options[Math.abs(by) - 1]?.getAttribute("data-option");
      if (!option) return;
      if (kind === "answer") this.#do({ do: "pick", option });
      else if (!this.#state.revealed.includes(id)) this.#do({ do: "vote", option, by: Math.sign(by) });
    }

    #present() {
      const url = new URL((this.dataset.presenter ?? "") + location.search, location.href).href;
      if (document.fullscreenElement) this.#tell("The presenter view opens in a second window. Drag it to your own screen.");
      if (this.#peer?.open(url)) return;
      const link = this.querySelector(".course-blocked-link");
      link?.setAttribute("href", url);
      link?.setAttribute("target", this.#peer?.windowName ?? "_blank");
      this.#dialog(".course-blocked")?.showModal();
    }

    /** @param {boolean} on */
    #overview(on) {
      if (on === this.hasAttribute("data-overview")) return;
      this.toggleAttribute("data-overview", on);
      for (const button of this.#find("[data-do=overview]")) button.setAttribute("aria-pressed", String(on));
      for (const leaf of this.#leaves.values()) {
        leaf.querySelector(".course-slide")?.toggleAttribute("inert", on);
        leaf.querySelector(".course-leaf-pick")?.toggleAttribute("hidden", !on);
      }
      const pick = this.#leaves.get(this.#state.at)?.querySelector("a.course-leaf-pick");
      if (on && pick instanceof HTMLElement) pick.focus();
      if (!on) this.#leaves.get(this.#state.at)?.querySelector("section")?.focus();
    }

    #notes() {
      const on = this.toggleAttribute("data-notes");
      for (const button of this.#find("[data-do=notes]")) button.setAttribute("aria-pressed", String(on));
      for (const notes of this.#find(".course-notes")) notes.hidden = !on;
    }

    /** @param {string} text */
    #tell(text) {
      for (const box of this.#find(".course-deck-say")) {
        box.hidden = false;
        const place = box.querySelector("p");
        if (place) place.textContent = text;
      }
    }

    /** @param {Event} event */
    #closed(event) {
      const black = event.target === this.#dialog(".course-black");
      if (black && this.#state.black) this.#do({ do: "black" });
    }

    /** @param {TouchEvent} event */
    #swipe(event) {
      const touch = event.changedTouches[0];
      if (event.type === "touchstart") this.#touch = event.touches.length === 1 ? touch : undefined;
      const start = this.#touch;
      if (event.type !== "touchend" || !start || this.querySelector("dialog[open]") || this.hasAttribute("data-overview")) return;
      const across = touch.clientX - start.clientX;
      if (Math.abs(across) > Math.max(SWIPE, 2 * Math.abs(touch.clientY - start.clientY))) {
        this.#do({ do: across < 0 ? "next" : "previous" });
      }
    }

    /** Bring the page to the state. */
    #show() {
      const { at, black } = this.#state;
      const leaf = this.#leaves.get(at);
      if (!leaf) return;
      courseSlides.paint(leaf, this.#slide, this.#state, Date.now());
      if (at !== this.#shown) this.#turn(leaf);
      const cover = this.#dialog(".course-black");
      if (black && cover && !cover.open) cover.showModal();
      if (!black && cover?.open) cover.close();
      this.#tick();
    }

    /** From one slide to another. @param {HTMLElement} leaf */
    #turn(leaf) {
      const last = this.#leaves.get(this.#shown);
      const held = last?.contains(document.activeElement);
      last?.removeAttribute("data-now");
      leaf.dataset.now = "";
      this.#shown = this.#state.at;
      const section = leaf.querySelector("section");
      if (section) section.scrollTop = 0;
      if (held && !this.hasAttribute("data-overview")) section?.focus();
      const index = this.#slides.indexOf(this.#slide);
      const part = this.#parts.find(({ key }) => key === this.#slide.part)?.title ?? "";
      for (const place of this.#find(".course-bar-part")) place.textContent = part;
      for (const place of this.#find(".course-bar-whole")) place.hidden = index > 0 || this.#planned;
      for (const place of this.#find(".course-bar-count")) place.textContent = `${index + 1} of ${this.#slides.length}`;
      this.#say(section?.getAttribute("aria-label") ?? "");
    }

    /** @param {string} text */
    #say(text) {
      for (const place of this.#find(":scope > [role=status]")) place.textContent = text;
    }

    /** Keep a running countdown going; nothing else moves by itself. */
    #tick() {
      clearTimeout(this.#timer);
      const slide = this.#slide;
      if (!slide.seconds) return;
      const now = Date.now();
      const words = courseSlides.aloud(slide, this.#state, now);
      if (words) this.#say(words);
      if (!this.#state.timers[slide.id]?.since) return;
      const leaf = this.#leaves.get(slide.id);
      if (leaf) courseSlides.paint(leaf, slide, this.#state, now);
      this.#timer = window.setTimeout(() => this.#tick(), TICK);
    }
  }

  /** @typedef {{ deck: CourseDeck, toggleOverview: () => void, togglePresenter: () => void, help: () => void, workshops: () => void, hush: () => void, isBlack: () => boolean, black: () => void, notes: () => void }} Tools */

  /** What changes how this window shows the slides, and not the show. @type {{ [name: string]: (tools: Tools) => unknown }} */
  const VIEWS = {
    overview: ({ toggleOverview }) => toggleOverview(),
    presenter: ({ togglePresenter }) => togglePresenter(),
    notes: ({ notes }) => notes(),
    help: ({ help }) => help(),
    workshops: ({ workshops }) => workshops(),
    hush: ({ hush }) => hush(),
    print: () => print(),
    escape: ({ isBlack, black, toggleOverview }) => (isBlack() ? black() : toggleOverview()),
    fullscreen({ deck }) {
      const whole = document.fullscreenElement ? document.exitFullscreen() : deck.ownerDocument.documentElement.requestFullscreen?.();
      whole?.catch(() => undefined); // it is refused: the slides stay as they are
    },
  };

  customElements.define("course-deck", CourseDeck);
}

/*
 * A show: which slide a room sees, what it voted, how long it took. One window owns it; a second window, the
 * presenter's, sends it commands and follows. Between two files on a memory stick no origin can vouch for anybody,
 * so windows know each other by who opened whom and by a random token in the second window's name.
 */
{
  const NAME = /^course-show-([0-9a-f]{32})-(?:slides|notes)$/;
  const PING = 1000;
  const LOST = 4500;
  const MOST_HANDS = 999;
  const LONGEST = 10 * 60 * 60;
  const KEY = `course-show:${location.pathname.replace(/presenter\/[^/]*$/, "").replace(/index\.html$/, "")}${location.search}`;

  /** @type {{ [key: string]: string }} */
  const MOVES = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next",
    ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous",
    Home: "first", End: "last", Escape: "escape",
  };
  /** @type {{ [key: string]: string }} */
  const SIGNS = {
    b: "black", ".": "black", f: "fullscreen", o: "overview", p: "presenter",
    t: "timer", n: "notes", r: "reveal", "?": "help", "+": "extend",
  };

  /** Storage for this window, as far as there is any. @param {() => any} use */
  const stored = (use) => {
    try {
      return use();
    } catch {
      return undefined; // it is forbidden or full: a reload then starts afresh
    }
  };

  /** @param {ShowState} state @param {string} id @param {readonly ShowSlide[]} slides @param {number} now */
  const goTo = (state, id, slides, now) => {
    const from = slides.find((slide) => slide.id === state.at);
    if (!slides.some((slide) => slide.id === id)) return;
    if (state.begun && from) state.used[from.part] = (state.used[from.part] ?? 0) + now - state.since;
    if (!state.begun && id !== state.at) state.begun = now;
    state.since = now;
    state.at = id;
    state.black = false;
  };

  /** @param {ShowState} state @param {ShowSlide} slide @param {number} now */
  const timerOf = (state, slide, now) => (state.timers[slide.id] ??= { left: slide.seconds, since: 0 });

  /** @param {ShowState} state @param {ShowSlide} slide @param {number} now */
  const left = (state, slide, now) => {
    const timer = state.timers[slide.id];
    if (!timer) return slide.seconds;
    return timer.since ? timer.left - (now - timer.since) / 1000 : timer.left;
  };

  /** @param {string[]} list @param {string} item */
  const toggle = (list, item) => (list.includes(item) ? list.filter((each) => each !== item) : [...list, item]);

  /** @typedef {{ state: ShowState, slide: ShowSlide, at: number, slides: readonly ShowSlide[], option: string, by: number, now: number }} Scene */

  /** @param {Scene} scene @param {number} hands */
  const count = ({ state, slide, option }, hands) => {
    if (option) (state.votes[slide.id] ??= {})[option] = Math.min(MOST_HANDS, Math.max(0, Math.round(hands) || 0));
  };

  /** @type {{ [name in ShowCommand["do"]]: (scene: Scene) => void }} */
  const DEEDS = {
    go: ({ state, slide, slides, now }) => goTo(state, slide.id, slides, now),
    next(scene) {
      const { state, slides, at, now } = scene;
      // A vote first, then its answer, then the next slide.
      const asks = slides[at]?.kind === "options" && !state.revealed.includes(state.at);
      if (asks) state.revealed = [...state.revealed, state.at];
      else if (slides[at + 1]) goTo(state, slides[at + 1].id, slides, now);
      state.black = false;
    },
    previous: ({ state, slides, at, now }) => goTo(state, slides[Math.max(0, at - 1)].id, slides, now),
    first: ({ state, slides, now }) => goTo(state, slides[0].id, slides, now),
    last: ({ state, slides, now }) => goTo(state, slides[slides.length - 1].id, slides, now),
    black: ({ state }) => void (state.black = !state.black),
    reveal({ state, slide }) {
      if (slide.kind === "options") state.revealed = toggle(state.revealed, slide.id);
    },
    vote(scene) {
      count(scene, (scene.state.votes[scene.slide.id]?.[scene.option] ?? 0) + scene.by);
    },
    count: (scene) => count(scene, scene.by),
    pick: ({ state, slide, option }) => void (state.picked[slide.id] = option),
    timer({ state, slide, now }) {
      if (!slide.seconds) return;
      const timer = timerOf(state, slide, now);
      state.timers[slide.id] = { left: left(state, slide, now), since: timer.since ? 0 : now };
    },
    extend({ state, slide, by, now }) {
      if (!slide.seconds) return;
      const timer = timerOf(state, slide, now);
      timer.left = Math.min(LONGEST, timer.left + 60 * by);
    },
    reset({ state, slide }) {
      delete state.timers[slide.id];
    },
    restart({ state, now }) {
      Object.assign(state, { used: {}, begun: now, since: now });
    },
  };

  /** @param {unknown} value @returns {value is { [key: string]: any }} */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** A state that was kept or sent, laid over a fresh one. @param {unknown} kept @param {readonly ShowSlide[]} slides @returns {ShowState} */
  const understood = (kept, slides) => {
    /** @type {any} */
    const state = courseShow.fresh(slides);
    if (!isObject(kept)) return state;
    for (const [key, value] of Object.entries(state)) {
      const same = typeof kept[key] === typeof value && Array.isArray(kept[key]) === Array.isArray(value) && kept[key] !== null;
      if (same) state[key] = kept[key];
    }
    if (!slides.some((slide) => slide.id === state.at)) state.at = slides[0]?.id ?? "";
    return state;
  };

  /** @implements {ShowPeer} */
  class Peer {
    /** @type {Window | null} */
    #other = null;
    #heard = 0;
    #token = "";
    #hear;
    #role;

    /** @param {"slides" | "notes"} role @param {(message: ShowMessage) => void} hear */
    constructor(role, hear) {
      this.#role = role;
      this.#hear = hear;
      const given = NAME.exec(window.name)?.[1];
      this.#token = given ?? stored(() => sessionStorage.getItem(`${KEY}:token`)) ?? random();
      stored(() => sessionStorage.setItem(`${KEY}:token`, this.#token));
      addEventListener("message", this);
      if (!given) return;
      // Whoever was opened calls again and again: so both find each other after either was loaded anew.
      this.#other = opener;
      setInterval(() => this.send({}), PING);
      this.send({});
    }

    get connected() {
      return Boolean(this.#other && !this.#other.closed && Date.now() - this.#heard < LOST);
    }

    get windowName() {
      return `course-show-${this.#token}-${this.#role === "slides" ? "notes" : "slides"}`;
    }

    /** @param {string} url */
    open(url) {
      const opened = window.open(url, this.windowName, "popup,width=1200,height=760");
      if (opened) this.#other = opened;
      opened?.focus();
      return Boolean(opened);
    }

    /** @param {ShowMessage} message */
    send(message) {
      const to = location.protocol === "file:" ? "*" : location.origin;
      if (this.#other && !this.#other.closed) this.#other.postMessage({ ...message, token: this.#token }, to);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (!(event instanceof MessageEvent) || !isObject(event.data) || event.data.token !== this.#token) return;
      const file = location.protocol === "file:";
      if (!(file ? ["null", "file://"].includes(event.origin) : event.origin === location.origin)) return;
      const from = /** @type {Window | null} */ (event.source);
      if (!from || (this.#other && !this.#other.closed && from !== this.#other)) return;
      this.#other = from;
      this.#heard = Date.now();
      this.#hear(event.data);
    }
  }

  const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  globalThis.courseShow = {
    fresh: (slides) => ({
      at: slides[0]?.id ?? "", black: false, revealed: [], picked: {}, votes: {}, timers: {}, used: {}, since: 0, begun: 0,
    }),

    step(state, command, slides, now) {
      const next = understood(structuredClone(state), slides);
      const id = command.slide ?? next.at;
      const slide = slides.find((each) => each.id === id);
      const at = slides.findIndex((each) => each.id === next.at);
      const by = Number(command.by) || 0;
      if (slide && at >= 0 && Object.hasOwn(DEEDS, command.do)) {
        DEEDS[command.do]({ state: next, slide, at, slides, option: String(command.option ?? ""), by, now });
      }
      return next;
    },

    left,

    load: (slides) => understood(stored(() => JSON.parse(sessionStorage.getItem(KEY) ?? "null")), slides),

    save(state) {
      stored(() => sessionStorage.setItem(KEY, JSON.stringify(state)));
    },

    keyOf(event, signs) {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return undefined;
      if (target.matches("textarea, select")) return undefined;
      // A clicker sends Page Up and Page Down, which do nothing in a field of one line.
      if (target.matches("input:not([type=checkbox])") && !["PageUp", "PageDown"].includes(event.key)) return undefined;
      if (event.key === " ") {
        const pressed = target.closest("button, a, summary, input");
        return pressed ? undefined : { do: event.shiftKey ? "previous" : "next" };
      }
      if (MOVES[event.key]) return { do: MOVES[event.key] };
      if (!signs) return undefined;
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1] ?? (/^[1-9]$/.test(event.key) ? event.key : "");
      if (digit) return { do: "digit", by: Number(digit) * (event.shiftKey ? -1 : 1) };
      return SIGNS[event.key] ? { do: SIGNS[event.key], by: 1 } : undefined;
    },

    asked() {
      try {
        return decodeURIComponent(location.hash.slice(1));
      } catch {
        return ""; // somebody cut the address in the middle of a letter
      }
    },

    peer: (role, hear) => new Peer(role, hear),
  };
}

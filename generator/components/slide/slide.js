/* The slides of a page: their order, which a plan in the address can change, and how one shows votes, answer and time. */
{
  const ROWS = 9;

  /** @template {Element} [E=HTMLElement] @param {ParentNode | undefined} root @param {string} selector @returns {E[]} */
  const all = (root, selector) => /** @type {E[]} */ ([...(root?.querySelectorAll(selector) ?? [])]);

  /** @param {Element} box @param {string} selector @param {string} text */
  const write = (box, selector, text) => {
    for (const each of all(box, selector)) if (each.textContent !== text) each.textContent = text;
  };

  /** @param {Element} leaf */
  const sectionOf = (leaf) => /** @type {HTMLElement} */ (leaf.querySelector(".course-slide"));

  /** @param {HTMLElement} leaf @returns {ShowSlide} */
  const facts = (leaf) => {
    const { id, dataset } = sectionOf(leaf);
    return { id, part: leaf.dataset.part ?? "", kind: dataset.kind ?? "", seconds: Number(dataset.seconds ?? 0) };
  };

  /** The parts that this page knows, by their key. @param {Element} root @returns {Map<string, ShowPart>} */
  const known = (root) =>
    new Map(
      all(root, ".course-parts li").map(({ dataset: { key = "", minutes, steps }, textContent }) => [
        key,
        { key, title: textContent ?? "", minutes: Number(minutes), ...(steps ? { steps: steps.split(" ").map(Number) } : {}) },
      ]),
    );

  /** The minutes of each step of an activity in this plan, where they are not those that the slides have. @param {SelectionPart} part @param {ShowPart} whole */
  const timed = ({ steps, minutes }, whole) => {
    const full = whole.steps ?? [];
    if (steps?.length === full.length) return steps;
    return full.length && minutes !== whole.minutes ? courseSelection.share(full, minutes) : undefined;
  };

  /** @param {HTMLElement} leaf @param {number} minutes */
  const setTime = (leaf, minutes) => {
    sectionOf(leaf).dataset.seconds = String(minutes * 60);
    write(leaf, ".course-countdown-time", `${minutes}:00`);
  };

  /** Say to the trainer what a step keeps for the talk. @param {HTMLElement} leaf @param {number} spared @param {number} whole */
  const saySpared = (leaf, spared, whole) => {
    for (const old of all(leaf, ".course-spared")) old.remove();
    if (!spared) return;
    const textContent = `${minutes(spared)} of this step's ${whole} are kept for the talk afterwards.`;
    leaf.querySelector(".course-notes")?.prepend(Object.assign(document.createElement("p"), { className: "course-spared", textContent }));
  };

  /** The slides of an activity whose steps take these minutes: a step without any is left out. @param {HTMLElement[]} leaves @param {readonly number[]} times */
  const paced = (leaves, times) => {
    const steps = leaves.filter((leaf) => sectionOf(leaf).dataset.kind === "step");
    const talks = leaves.filter((leaf) => !steps.includes(leaf) && sectionOf(leaf).dataset.seconds);
    const talk = courseSelection.talk(times);
    for (const [index, leaf] of steps.entries()) {
      const spared = talks.length && index === talk.step ? talk.minutes : 0;
      setTime(leaf, times[index] - spared);
      saySpared(leaf, spared, times[index]);
    }
    const until = (/** @type {number} */ number) => Math.floor((talk.minutes * number) / talks.length);
    for (const [index, leaf] of talks.entries()) setTime(leaf, until(index + 1) - until(index));
    const out = steps.filter((_, index) => !times[index]);
    for (const leaf of out.length ? steps : []) {
      for (const place of all(leaf, ".course-slide-all")) place.hidden = true;
      sectionOf(leaf).ariaLabel = sectionOf(leaf).ariaLabel?.replace(/ of \d+$/, "") ?? "";
    }
    return leaves.filter((leaf) => !out.includes(leaf));
  };

  /** The slides of a unit that are shown: its first, and those of the steps that the plan names. @param {HTMLElement[]} leaves @param {readonly string[]} only */
  const chosen = (leaves, only) => leaves.filter(({ dataset: { step } }) => step === undefined || step.split(" ").some((name) => only.includes(name)));

  /** What a plan makes of the slides of a part; and whether it names steps that are not there. @param {SelectionPart} part @param {HTMLElement[]} leaves @param {ShowPart} whole */
  const fitted = (part, leaves, whole) => {
    if (part.only) {
      const some = chosen(leaves, part.only);
      const named = part.only.every((name) => leaves.some(({ dataset: { step = "" } }) => step.split(" ").includes(name)));
      return { leaves: some.some(({ dataset }) => dataset.step !== undefined) ? some : leaves, named };
    }
    const times = part.kind === "activity" ? timed(part, whole) : undefined;
    return { leaves: times ? paced(leaves, times) : leaves, named: !part.steps || times === part.steps };
  };

  /** Put above a trainer's notes how a part is given here, if that is not as usual. @param {Element} root @param {HTMLElement[]} leaves @param {SelectionPart} part @param {number} full @param {Node[]} said */
  const sayHere = (root, leaves, { kind, minutes: here }, full, said) => {
    const other = kind === "unit" ? here < full : kind === "activity" && here !== full;
    const template = /** @type {HTMLTemplateElement | null} */ (root.querySelector("template.course-here"));
    for (const leaf of (said.length || other) && template ? leaves : []) {
      const box = /** @type {HTMLElement} */ (template?.content.firstElementChild?.cloneNode(true));
      write(box, "strong", `Here: ${minutes(here)}${other ? `, not ${full}` : ""}.`);
      box.append(...said.map((node) => node.cloneNode(true)));
      leaf.querySelector(".course-notes")?.prepend(box);
    }
  };

  /** What the link, or the ready workshop, says of how to give a part. @param {WorkshopSelection} plan @param {number} index */
  const saidOf = ({ parts, notes }, index) => {
    const own = notes.get(courseSelection.names(parts)[index]);
    if (own === undefined) return [...(courseSelection.ready(parts[index], parts)?.querySelector(".course-how")?.childNodes ?? [])];
    return own ? [Object.assign(document.createElement("p"), { textContent: own })] : [];
  };

  /** A leaf with another id. @param {HTMLElement} leaf @param {string} id */
  const renamed = (leaf, id) => {
    sectionOf(leaf).id = id;
    leaf.querySelector(".course-leaf-pick")?.setAttribute("href", `#${id}`);
    return leaf;
  };

  /** @param {Element} root @param {string} key @param {ShowPart} part */
  const makeBreak = (root, key, { title, minutes }) => {
    const template = /** @type {HTMLTemplateElement | null} */ (root.querySelector("template.course-break"));
    const leaf = /** @type {HTMLElement} */ (template?.content.firstElementChild?.cloneNode(true));
    leaf.dataset.part = key;
    setTime(leaf, minutes);
    write(leaf, ".course-slide-name, .course-leaf-pick", title);
    sectionOf(leaf).ariaLabel = title;
    leaf.querySelector(".course-notes")?.setAttribute("aria-label", `Notes: ${title}`);
    return renamed(leaf, key.replace("b.", "break-"));
  };

  /** The agenda of a plan: its parts, on as many slides as they take. @param {HTMLElement} leaf @param {ShowPart[]} parts */
  const agenda = (leaf, parts) => {
    const pages = [];
    for (let start = 0; start < parts.length || !start; start += ROWS) {
      const page = start ? renamed(/** @type {HTMLElement} */ (leaf.cloneNode(true)), `agenda-${start / ROWS + 1}`) : leaf;
      const list = page.querySelector(".course-agenda");
      const row = list?.firstElementChild;
      if (!list || !row) return [leaf];
      list.setAttribute("start", String(start + 1));
      list.replaceChildren(
        ...parts.slice(start, start + ROWS).map(({ title, minutes }) => {
          const made = /** @type {Element} */ (row.cloneNode(true));
          write(made, "span:first-child", title);
          write(made, ".course-agenda-minutes", `${minutes} min`);
          return made;
        }),
      );
      pages.push(page);
    }
    return pages;
  };

  /** The first slides of units say which of how many they are; one alone says nothing. @param {HTMLElement[]} leaves */
  const recount = (leaves) => {
    const units = leaves.filter((leaf) => sectionOf(leaf).dataset.kind === "unit");
    for (const [index, leaf] of units.entries()) {
      for (const place of all(leaf, "[data-of-all]")) {
        place.textContent = `Part ${index + 1} of ${units.length}`;
        place.hidden = units.length === 1;
      }
    }
  };

  /** The slides of a plan in their order. The cover and the agenda begin it, and the last slide ends it, whatever it says. @param {Element} root @param {HTMLElement[]} leaves @param {WorkshopSelection} plan */
  const planned = (root, leaves, plan) => {
    const wholes = known(root);
    /** @type {ShowPart[]} */
    const parts = [];
    const unknown = [...plan.unknown];
    const [cover, second] = leaves.filter((leaf) => leaf.dataset.part === "w");
    const end = leaves.filter((leaf) => leaf.dataset.part === "c");
    /** @type {HTMLElement[]} */
    const middle = [];
    const names = courseSelection.names(plan.parts);
    for (const [index, one] of plan.parts.entries()) {
      const letter = one.kind[0];
      const key = letter === "b" || one.id ? names[index] : letter;
      const whole = wholes.get(letter === "b" ? "b" : key) ?? { key, title: key, minutes: one.minutes };
      const part = { key, title: one.name ?? whole.title, minutes: one.minutes };
      parts.push(part);
      const own = letter === "b" ? [makeBreak(root, key, part)] : leaves.filter((leaf) => leaf.dataset.part === key);
      const { leaves: shown, named } = fitted(one, own, whole);
      if (!named) unknown.push(courseSelection.write([one]).slice("?plan=".length));
      if (letter === "b" || one.id) middle.push(...shown);
      sayHere(root, shown, one, whole.minutes, saidOf(plan, index));
      for (const leaf of leaves) {
        for (const place of all(leaf, `[data-minutes-of="${CSS.escape(key)}"]`)) place.textContent = String(one.minutes);
      }
    }
    recount(middle);
    for (const place of all(root, ".course-whole")) place.hidden = true;
    return { parts, unknown, leaves: [cover, ...(second ? agenda(second, parts) : []), ...middle, ...end] };
  };

  /** @param {number} seconds */
  const clock = (seconds) => {
    const whole = Math.ceil(seconds);
    const size = Math.abs(whole);
    return `${whole < 0 ? "+" : ""}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
  };

  /** @param {number} count */
  const minutes = (count) => `${count} minute${count === 1 ? "" : "s"}`;

  /** @param {Element} leaf @param {ShowSlide} slide @param {ShowState} state */
  const paintVote = (leaf, slide, state) => {
    const revealed = state.revealed.includes(slide.id);
    const votes = state.votes[slide.id] ?? {};
    const most = Math.max(1, ...Object.values(votes));
    leaf.querySelector(".course-vote")?.toggleAttribute("data-revealed", revealed);
    const counted = Object.values(votes).some(Boolean);
    for (const row of all(leaf, ".course-vote > li")) {
      const hands = votes[row.dataset.option ?? ""] ?? 0;
      for (const mark of all(row, ".course-vote-mark")) mark.hidden = !revealed;
      for (const box of all(row, ".course-vote-hands")) box.hidden = revealed && !counted;
      for (const button of all(row, ".course-vote-hands button")) button.hidden = revealed;
      for (const input of /** @type {HTMLInputElement[]} */ (all(row, "input"))) {
        input.readOnly = revealed;
        if (document.activeElement !== input || Number(input.value) !== hands) input.value = String(hands);
      }
      const bar = row.querySelector(".course-vote-bar");
      bar?.toggleAttribute("hidden", !counted);
      bar?.firstElementChild?.setAttribute("width", `${(hands / most) * 100}%`);
    }
    for (const tools of all(leaf, ".course-slide-tools")) tools.hidden = false;
    for (const button of all(leaf, "[data-do=reveal]")) {
      button.textContent = (revealed ? button.dataset.shown : button.dataset.hidden) ?? "";
    }
  };

  /** @param {Element} leaf @param {ShowSlide} slide @param {ShowState} state */
  const paintAnswer = (leaf, slide, state) => {
    const options = all(leaf, ".course-answer-why");
    const right = options.find((option) => option.hasAttribute("data-correct")) ?? options[0];
    const shown = options.find((option) => option.dataset.option === state.picked[slide.id]) ?? right;
    const votes = state.votes[slide.id.replace(/-answer$/, "-options")] ?? {};
    for (const option of options) option.hidden = option !== shown;
    for (const button of all(leaf, "[data-do=pick]")) {
      const hands = votes[button.dataset.option ?? ""] ?? 0;
      button.setAttribute("aria-pressed", String(button.dataset.option === shown?.dataset.option));
      write(button, "[data-hands]", hands ? `× ${hands}` : "");
    }
    for (const letters of all(leaf, ".course-answer-letters")) letters.hidden = false;
    const details = leaf.querySelector("details");
    if (details) details.open = true;
  };

  /** @type {{ [slide: string]: string }} */
  const said = {};

  globalThis.courseSlides = {
    arrange(root) {
      const stage = root.querySelector(".course-stage");
      const plan = courseSelection.read(location.search);
      let leaves = all(stage ?? undefined, ".course-leaf");
      let parts = [...known(root).values()].filter(({ key }) => key !== "b");
      let unknown = plan?.unknown ?? [];
      if (plan?.parts.length) {
        ({ parts, leaves, unknown } = planned(root, leaves, plan));
        stage?.replaceChildren(...leaves);
      }
      const slides = leaves.map(facts);
      for (const [index, leaf] of plan ? leaves.entries() : []) {
        const section = sectionOf(leaf);
        const name = (section.getAttribute("aria-label") ?? "").replace(/^\d+ of \d+: /, "");
        section.setAttribute("aria-label", `${index + 1} of ${leaves.length}: ${name}`);
      }
      // Reasons are shown one at a time from the start, so that small pictures and paper have them too.
      const fresh = courseShow.fresh(slides);
      for (const [index, slide] of slides.entries()) if (slide.kind === "answer") paintAnswer(leaves[index], slide, fresh);
      return { slides, parts, leaves: new Map(slides.map(({ id }, index) => [id, leaves[index]])), unknown };
    },

    paint(leaf, slide, state, now) {
      if (slide.kind === "options") paintVote(leaf, slide, state);
      if (slide.kind === "answer") paintAnswer(leaf, slide, state);
      for (const box of slide.seconds ? all(leaf, ".course-countdown") : []) courseSlides.paintTimer(box, slide, state, now);
    },

    paintTimer(box, slide, state, now) {
      const left = courseShow.left(state, slide, now);
      const runs = Boolean(state.timers[slide.id]?.since);
      write(box, ".course-countdown-time", clock(left));
      write(box, "[data-do=timer]", runs ? "Pause" : slide.id in state.timers ? "Go on" : "Start");
      box.toggleAttribute("data-over", left <= -1);
      for (const word of all(box, ".course-countdown-over")) word.hidden = left > -1;
      for (const word of all(box, ".course-countdown-plain")) word.hidden = left <= -1;
      for (const tools of all(box, ".course-slide-tools")) tools.hidden = false;
    },

    commandOf(event) {
      const target = event.target instanceof Element ? event.target : null;
      const slide = target?.closest(".course-slide")?.id;
      const option = target?.closest("[data-option]")?.getAttribute("data-option") ?? undefined;
      if (event.type === "input" && target instanceof HTMLInputElement && target.closest(".course-vote-hands")) {
        return { do: "count", slide, option, by: Number(target.value.replace(/\D/g, "")) };
      }
      const button = event.type === "click" ? target?.closest("[data-do]") : null;
      if (!button) return undefined;
      const name = /** @type {ShowCommand["do"]} */ (button.getAttribute("data-do"));
      return { do: name, by: Number(button.getAttribute("data-by") ?? 0), ...(slide ? { slide } : {}), ...(option ? { option } : {}) };
    },

    aloud(slide, state, now) {
      const timer = state.timers[slide.id];
      const left = Math.ceil(courseShow.left(state, slide, now) / 60);
      if (!timer?.since) said[slide.id] = "";
      const first = timer?.since && !said[slide.id];
      const mark = left <= 0 ? "Time is up." : first || left === 1 || left % 5 === 0 ? `${minutes(left)} left.` : said[slide.id];
      if (!timer?.since || said[slide.id] === mark) return "";
      said[slide.id] = mark;
      return mark;
    },
  };
}

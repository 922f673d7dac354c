/* A plan as data: the learner's own from the record, others' from files, and what several of them have in common. */
{
  const FORMAT = "course-plan";
  const VERSION = 1;
  const LARGEST = 5 * 1024 * 1024;
  const MOST_ACTIONS = 500;
  /** Actions that share so much of their words may be the same; of fewer words than this nobody can tell. */
  const ALIKE = 0.7;
  const FEW_WORDS = 3;
  /** Each is compared with each: more than this would make a page slow that is for one team. */
  const MOST_COMPARED = 500;
  const WEEKS = [2, 6, 12];
  const DAY = 24 * 60 * 60 * 1000;
  const DETAILS = { name: "name", role: "role", team: "team", date: "plan-date", ask: "plan-ask" };
  /** @type {(keyof PlanWords)[]} */
  const FIELDS = ["what", "why", "finding", "first", "who", "when", "measure", "obstacle", "if", "then"];

  /** @param {unknown} value @returns {{[key: string]: unknown}} */
  const object = (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? /** @type {any} */ (value) : {};
  /** @param {unknown} value @returns {string} */
  const text = (value) => (typeof value === "string" ? value : "");

  /** A day of the calendar: some browsers take 31 February for one, and a slip of the finger makes the year 20266. @param {string} day */
  const isDay = (day) => {
    const time = /^[12]\d{3}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN;
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  };

  /** A day as it is on this device's calendar. */
  const today = () => {
    const now = new Date();
    return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
  };

  /** Counted in UTC, which knows no clock changes. @param {string} day @param {number} days */
  const later = (day, days) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

  /** `24 December 2026`, in the language of the course: the page's own may leave out the country. @param {string} day */
  const inWords = (day) => {
    if (!isDay(day)) return day;
    const language = document.querySelector("[data-language]")?.getAttribute("data-language") || "en-GB";
    return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(day));
  };

  /** An id that no other device makes up too. @param {string} kind */
  const newId = (kind) => {
    const [random] = crypto.getRandomValues(new Uint32Array(1));
    return `${kind}-${Date.now().toString(36)}-${random.toString(36)}`;
  };

  /** @param {PlanWords} item */
  const isBlank = (item) => !FIELDS.some((field) => text(item[field]).trim());

  /** The plan's own id, for as long as it is kept: by it a calendar and a team know the plan again. */
  const planId = () => {
    const known = courseRecord.detail("plan-id");
    const id = known || newId("plan");
    if (!known) courseRecord.saveDetail("plan-id", id);
    return id;
  };

  /** The findings of the course by id, read from the page once. @type {Map<string, PlanFinding> | undefined} */
  let findings;
  /** @param {string} [id] */
  const finding = (id = "") => {
    const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector("course-plan template[data-findings]"));
    findings ??= new Map(
      [...(template?.content.querySelectorAll("option") ?? [])].map((option) => [
        option.value,
        {
          statement: option.text,
          href: option.dataset.href ?? "",
          summary: option.parentElement?.getAttribute("label") ?? "",
        },
      ]),
    );
    return findings.get(id);
  };

  const courseId = () => document.querySelector("meta[name=course-id]")?.getAttribute("content") ?? "";

  /** @param {boolean} [isToGo] whether it leaves this page, and needs an id that stays @returns {PlanFile} */
  const mine = (isToGo = true) => {
    const { details } = courseRecord.read();
    const detail = (/** @type {string} */ id) => details[id]?.text ?? "";
    const about = Object.entries(DETAILS).map(([key, id]) => [key, detail(id)]);
    const reviews = WEEKS.map((weeks) => [
      weeks,
      { happened: detail(`review-${weeks}-happened`), next: detail(`review-${weeks}-next`) },
    ]);
    return {
      format: FORMAT,
      version: VERSION,
      course: courseId(),
      plan: isToGo ? planId() : courseRecord.detail("plan-id"),
      made: new Date().toISOString(),
      ...Object.fromEntries(about),
      items: courseRecord.plan().filter((item) => !isBlank(item)).map(usableItem),
      reviews: Object.fromEntries(reviews),
    };
  };

  /** Only texts, and only those we know. @param {unknown} value @returns {PlanFileItem} */
  const usableItem = (value) => {
    const item = object(value);
    const words = FIELDS.map((field) => [field, text(item[field])]).filter(([, words]) => words);
    const from = text(item.from);
    return { id: text(item.id), at: text(item.at), ...(from && { from }), ...Object.fromEntries(words) };
  };

  /** @param {{[key: string]: unknown}} doc @returns {PlanFile} */
  const usable = (doc) => {
    const reviews = object(doc.reviews);
    const items = /** @type {unknown[]} */ (doc.items).slice(0, MOST_ACTIONS).map(usableItem);
    return {
      format: FORMAT,
      version: VERSION,
      course: text(doc.course),
      plan: text(doc.plan),
      made: text(doc.made),
      // Names stand in the middle of sentences: none may turn the rest of one round.
      name: text(doc.name).replace(/[\u202a-\u202e\u2066-\u2069]/g, "").trim(),
      role: text(doc.role),
      team: text(doc.team),
      date: isDay(text(doc.date)) ? text(doc.date) : "",
      ask: text(doc.ask),
      items: items.filter((item) => item.id && !isBlank(item)),
      reviews: Object.fromEntries(
        WEEKS.map((weeks) => {
          const review = object(reviews[weeks]);
          return [weeks, { happened: text(review.happened), next: text(review.next) }];
        }),
      ),
    };
  };

  /** @param {string} raw @returns {{plan: PlanFile, flaw?: undefined} | {flaw: PlanFlaw, plan?: undefined}} */
  const understand = (raw) => {
    let doc;
    try {
      doc = object(JSON.parse(raw.replace(/^\ufeff/, "")));
    } catch {
      return { flaw: "broken" };
    }
    if (doc.format !== FORMAT) return { flaw: "stranger" };
    if (doc.course !== courseId()) return { flaw: "foreign" };
    if (typeof doc.version !== "number" || !(doc.version >= 1) || !Array.isArray(doc.items)) return { flaw: "broken" };
    if (doc.version > VERSION) return { flaw: "newer" };
    return { plan: usable(doc) };
  };

  /** @param {File} file */
  const open = async (file) => {
    if (file.size > LARGEST) return { flaw: /** @type {const} */ ("large") };
    try {
      return understand(await courseFile.text(file));
    } catch {
      return { flaw: /** @type {const} */ ("broken") };
    }
  };

  const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
  /** Words that may run from the right, so that what stands around them keeps its place: for texts without `<bdi>`. @param {string} words */
  const isolated = (words) =>
    words
      .split("\n")
      .map((line) => (RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line))
      .join("\n");

  /** Words that differ in nothing but case, marks and spaces are the same words. @param {string} words */
  const plain = (words) =>
    words
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
      .trim();

  /**
   * The actions of several people, those with the same id or the same words put together.
   * @param {PlanFile[]} plans @param {string[]} names one for each plan
   * @returns {JointAction[]} those that most people have come first
   */
  const join = (plans, names) => {
    /** @type {Map<string, {name: string, item: PlanFileItem}[]>} */
    const groups = new Map();
    plans.forEach((plan, index) => {
      for (const item of plan.items) {
        const entry = [{ name: names[index], item }];
        // An action can have the id of one group and the words of another: then all of them are one.
        const keys = [`id ${item.id}`, ...(plain(item.what ?? "") ? [`words ${plain(item.what ?? "")}`] : [])];
        const met = new Set(keys.map((key) => groups.get(key)).filter((group) => group !== undefined));
        const [first = [], ...others] = met;
        for (const group of [...others, entry]) first.push(...group);
        for (const [key, group] of groups) if (met.has(group)) groups.set(key, first);
        for (const key of keys) groups.set(key, first);
      }
    });
    const found = [...new Set(groups.values())].map(jointAction);
    return besideLike(found.sort((one, other) => other.people.length - one.people.length));
  };

  /** The words of an action, in scripts without spaces too. @param {PlanFileItem} item */
  const wordsOf = ({ what = "" }) => {
    const words = plain(what);
    if (!("Segmenter" in Intl)) return new Set(words.split(" "));
    const parts = [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(words)];
    return new Set(parts.flatMap(({ segment, isWordLike }) => (isWordLike ? segment : [])));
  };

  /** @param {Set<string>} one @param {Set<string>} other */
  const areAlike = (one, other) => {
    const least = (ALIKE * (one.size + other.size)) / 2;
    if (Math.min(one.size, other.size) < Math.max(least, FEW_WORDS)) return false;
    return [...one].filter((word) => other.has(word)).length >= least;
  };

  /** What is said in nearly the same words stands together and is marked: whether it is the same is for people to say. @param {JointAction[]} actions */
  const besideLike = (actions) => {
    const words = actions.slice(0, MOST_COMPARED).map(({ item }) => wordsOf(item));
    words.forEach((one, index) => {
      actions[index].like = actions.filter((_, at) => at !== index && at < words.length && areAlike(one, words[at]));
    });
    /** @type {Set<JointAction>} */
    const found = new Set();
    for (const action of actions) for (const each of [action, ...action.like]) found.add(each);
    return [...found];
  };

  /** Who says what, field by field. @param {{name: string, item: PlanFileItem}[]} group @returns {JointAction} */
  const jointAction = (group) => {
    const fields = FIELDS.map((field) => {
      /** @type {Map<string, {text: string, people: string[]}>} */
      const said = new Map();
      for (const { name, item } of group) {
        const words = text(item[field]).trim();
        const key = plain(words) || words;
        if (!words) continue;
        const variant = said.get(key) ?? { text: words, people: [] };
        if (!variant.people.includes(name)) variant.people.push(name);
        said.set(key, variant);
      }
      return [field, [...said.values()]];
    });
    return {
      item: group[0].item,
      people: [...new Set(group.map(({ name }) => name))],
      fields: Object.fromEntries(fields),
      differs: fields.some(([, said]) => said.length > 1),
      like: [],
    };
  };

  globalThis.coursePlanFile = Object.freeze({
    WEEKS, FIELDS, mine, understand, open, join, isBlank, isDay, today, later, inWords, newId, finding, isolated,
  });
}

/*
 * The record: what one learner has done, kept in their own browser and sent nowhere.
 *
 * One JSON document, read again at every change. A browser tells one tab of another's writing a little later, so
 * that a tab can write over what it has not seen yet. Therefore each keeps for some moments what it saved itself, and
 * whenever another has written it puts in again what is missing: two tabs never undo each other's work.
 */
{
  /** @typedef {{[key: string]: any}} Json any JSON object: nothing stored is to be trusted */
  /** @typedef {keyof CourseTables} TableName */

  const SCHEMA = 1;
  const RESCUE_SLOTS = 5;
  /** For how long a tab looks after what it saved. News travels in milliseconds, but a machine can be busy. */
  const MINUTE = 60_000;
  /** The same for what others saved, and for a deletion: soon somebody may bring a backup in. */
  const MOMENT = 10_000;
  const LAST_DAY = Date.UTC(9999, 11, 31);
  const COURSE = document.querySelector("meta[name=course-id]")?.getAttribute("content") ?? "";
  const KEY = `course:${COURSE}`;

  /** @type {{[kind in RecordProblem["kind"]]: string}} */
  const MESSAGES = {
    forbidden: "This browser does not let the course save your work. You can still study and print.",
    full: "This device has no room left to save your work. It stays on this page until you close it.",
    newer: "Your saved work was made by a newer version of this course. It is safe, and nothing you do here changes it.",
    broken: "Your saved work could not be read. A copy was kept, and a new record was started.",
    foreign: "The saved work found here belongs to another course. A copy was kept, and a new record was started.",
  };

  /**
   * The step from each older schema to the next. 0 is a document from before there was a number.
   * @type {{[schema: number]: (doc: Json) => Json}}
   */
  const MIGRATIONS = {
    0: (doc) => ({ course: COURSE, ...doc, schema: 1 }),
  };

  /**
   * A stored entry as the components may rely on it, or undefined if it is not one.
   * @type {{[table in TableName]: (entry: Json) => Json | undefined}}
   */
  const ENTRIES = {
    units: (entry) => (time(entry.done) ? entry : undefined),
    answers: (entry) =>
      isListOfWords(entry.chosen) && typeof entry.correct === "boolean"
        ? { ...entry, tries: count(entry.tries), at: time(entry.at) }
        : undefined,
    notes: (entry) => (text(entry.text) ? { ...entry, at: time(entry.at) } : undefined),
    confidence: (entry) => {
      const said = Object.entries(entry).filter(([, each]) => isObject(each) && count(each.value) > 0);
      if (said.length) return Object.fromEntries(said.map(([when, each]) => [when, { ...each, at: time(each.at) }]));
    },
    plan: ({ removed, ...entry }) => {
      // All words, but for its place: whatever else stands there is for this script alone, or not ours.
      const fields = Object.entries(entry).filter(
        ([field, value]) => typeof value === (field === "order" ? "number" : "string"),
      );
      if (!removed) return { ...Object.fromEntries(fields), at: time(entry.at) };
    },
    details: (entry) => ENTRIES.notes(entry),
  };
  const TABLES = /** @type {TableName[]} */ (Object.keys(ENTRIES));

  /** @param {unknown} value @returns {value is Json} */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  /** @param {unknown} value */
  const isListOfWords = (value) => Array.isArray(value) && value.every((word) => typeof word === "string");
  /** @param {unknown} value @returns {Json} */
  const object = (value) => (isObject(value) ? value : {});
  /** @param {unknown} value @returns {string} */
  const text = (value) => (typeof value === "string" ? value : "");
  /** @param {unknown} value @returns {number} */
  const count = (value) => (typeof value === "number" && Number.isInteger(value) ? value : 0);
  /** A time that can be reckoned with, or nothing. @param {unknown} value @returns {string} */
  const time = (value) => (Number.isNaN(Date.parse(text(value))) ? "" : text(value));
  /** Only what is really there: an id may be `constructor`. @param {Json} table @param {string} id @returns {Json} */
  const own = (table, id) => object(Object.hasOwn(table, id) ? table[id] : undefined);

  /**
   * The time of a change: never before that of the entry it replaces, so that a clock which was put back does
   * not make new work look old. @param {unknown} [earlier]
   */
  const now = (earlier) => {
    const least = Date.parse(text(earlier)) + 1;
    return new Date(least > Date.now() && least < LAST_DAY ? least : Date.now()).toISOString();
  };

  /** @type {RecordProblem[]} */
  let problems = [];

  /** What storage refused to take, by table and id: laid over every reading. @type {Json} */
  let unsaved = {};

  /** What this tab saved of late, in the same form, and when it saved last. @type {Json} */
  let recent = {};
  let savedAt = 0;

  /** When everything was deleted; and, by a clock that nobody sets, until when a tab that did so guards it. */
  let erasedAt = 0;
  let guardedUntil = 0;

  /** Say it once; saying it again at every keystroke helps nobody. @param {RecordProblem["kind"]} kind */
  const report = (kind) => {
    if (problems.some((problem) => problem.kind === kind)) return;
    const problem = { kind, message: MESSAGES[kind] };
    problems.push(problem);
    document.dispatchEvent(new CustomEvent("record-problem", { detail: problem }));
  };

  const announce = () => document.dispatchEvent(new CustomEvent("record-changed"));

  /** @returns {Json} */
  const fresh = () => ({ schema: SCHEMA, course: COURSE, ...Object.fromEntries(TABLES.map((table) => [table, {}])) });

  /**
   * Lay the entries of one set of tables over another; an entry `undefined` removes.
   * Spreading defines keys and never assigns them, so that a stored `__proto__` stays an ordinary key.
   * @param {Json} target @param {Json} changes
   */
  const lay = (target, changes) => {
    for (const [table, entries] of Object.entries(changes)) {
      target[table] = { ...object(target[table]), ...entries };
    }
  };

  /**
   * When an entry was made, or one part of it: a field of an action, or a moment of confidence. In milliseconds, 0 when
   * nobody knows. @param {Json} entry @param {string} [part]
   */
  const madeAt = (entry, part = "") => {
    if (part && !Object.hasOwn(entry, part)) return 0;
    return Date.parse(text(own(entry, part).at ?? own(entry, "times")[part] ?? entry.done ?? entry.at)) || 0;
  };

  /**
   * One entry of two: the later one, or the later parts of both.
   * @param {Json} mine @param {Json} theirs @param {boolean} hasParts @param {number} least the time after which anything counts
   */
  const later = (mine, theirs, hasParts, least) => {
    const isLater = (/** @type {string} */ part) => madeAt(theirs, part) > Math.max(madeAt(mine, part), least);
    if (!hasParts || mine.removed || theirs.removed) return isLater("") ? theirs : mine;
    const parts = Object.keys(theirs).filter((part) => part !== "times" && isLater(part));
    const pick = (/** @type {Json} */ from) => Object.fromEntries(parts.filter((part) => part in from).map((part) => [part, from[part]]));
    const times = theirs.times && { times: { ...object(mine.times), ...pick(object(theirs.times)) } };
    return parts.length ? { ...mine, ...pick(theirs), ...times } : mine;
  };

  /**
   * Lay over a document what is later in another.
   * @param {Json} doc @param {Json} other @param {number} [least] @returns {Json} the entries that changed
   */
  const join = (doc, other, least = 0) => {
    /** @type {Json} */
    const changes = {};
    for (const table of TABLES) {
      for (const [id, entry] of Object.entries(object(other[table]))) {
        const mine = own(object(doc[table]), id);
        const joined = later(mine, object(entry), table === "plan" || table === "confidence", least);
        if (joined !== mine) (changes[table] ??= Object.create(null))[id] = joined;
      }
    }
    lay(doc, structuredClone(changes));
    return changes;
  };

  /** @param {string} raw @returns {unknown} */
  const parse = (raw) => {
    try {
      return JSON.parse(raw);
    } catch {
      return undefined;
    }
  };

  /** What keeps this text from being our record, if anything. @param {unknown} doc */
  const flawOf = (doc) => {
    if (!isObject(doc)) return "broken";
    if (Object.hasOwn(doc, "course") && doc.course !== COURSE) return "foreign";
    const schema = schemaOf(doc);
    if (!Number.isInteger(schema) || schema < 0) return "broken";
    return schema > SCHEMA ? "newer" : undefined;
  };

  /** @param {Json} doc */
  const schemaOf = (doc) => (Object.hasOwn(doc, "schema") ? doc.schema : 0);

  /** @param {Json} doc */
  const migrate = (doc) => {
    while (schemaOf(doc) < SCHEMA) doc = MIGRATIONS[schemaOf(doc)](doc);
    return rename(doc);
  };

  /** What an author gave another id goes on under the new one: the course's own list says which. @param {Json} doc */
  const rename = (doc) => {
    const renames = object(globalThis.courseRenames);
    for (const [table, ids] of Object.entries(renames)) {
      const entries = object(doc[table]);
      for (const [old, heir] of Object.entries(ids)) {
        // Where the new one has an entry already, the old one stays, so that nothing is lost.
        if (!Object.hasOwn(entries, old) || Object.hasOwn(entries, heir)) continue;
        entries[heir] = entries[old];
        delete entries[old];
      }
    }
    /** @param {unknown} entry @param {string} field @param {string} table */
    const follow = (entry, field, table) => {
      const ids = object(renames[table]);
      if (isObject(entry) && Object.hasOwn(ids, text(entry[field]))) entry[field] = ids[entry[field]];
    };
    follow(doc.last, "unit", "units");
    for (const item of Object.values(object(doc.plan))) {
      follow(item, "from", "notes");
      follow(item, "finding", "findings");
    }
    return doc;
  };

  /** A table that is a list or a number would be lost by the next change. @param {Json} doc */
  const isMisshapen = (doc) => TABLES.some((table) => Object.hasOwn(doc, table) && !isObject(doc[table]));

  /** Keep a copy of text we cannot use, never over an earlier copy. @param {string} raw @returns {boolean} whether it is kept */
  const rescue = (raw) => {
    try {
      for (let slot = 1; slot <= RESCUE_SLOTS; slot++) {
        const key = `${KEY}:rescued${slot > 1 ? `-${slot}` : ""}`;
        const earlier = localStorage.getItem(key);
        if (earlier === null) localStorage.setItem(key, raw);
        if (earlier === null || earlier === raw) return true;
      }
    } catch {
      // No room for a copy: as with all slots taken, what is there must stay where it is.
    }
    report("full");
    return false;
  };

  /** Start anew, but only when the old text is safe. @param {string} raw @param {"broken" | "foreign"} flaw */
  const startAnew = (raw, flaw) => {
    const writable = rescue(raw);
    if (writable) {
      localStorage.removeItem(KEY);
      report(flaw);
    }
    return { doc: fresh(), writable };
  };

  /** What storage holds, and whether we may write there. @returns {{doc: Json, writable: boolean}} */
  const stored = () => {
    let raw;
    try {
      if (!COURSE) throw new Error("a page without its course's id shares storage with every other course");
      raw = localStorage.getItem(KEY);
    } catch {
      report("forbidden");
      return { doc: fresh(), writable: false };
    }
    if (raw === null) {
      recent = {}; // deleted
      return { doc: fresh(), writable: true };
    }
    const doc = /** @type {Json} */ (parse(raw));
    const flaw = flawOf(doc);
    if (flaw === "broken" || flaw === "foreign") return startAnew(raw, flaw);
    if (flaw === "newer") {
      report(flaw);
      return { doc, writable: false };
    }
    return { doc: migrate(doc), writable: !isMisshapen(doc) || rescue(raw) };
  };

  const load = () => {
    const { doc, writable } = stored();
    lay(doc, structuredClone(unsaved));
    join(doc, recent);
    return { doc, writable };
  };

  /** @param {Json} changes */
  const remember = (changes) => {
    if (Date.now() > savedAt + MINUTE) recent = {};
    savedAt = Date.now();
    lay(recent, changes);
  };

  const isGuarding = () => performance.now() < guardedUntil;

  /** Everything was deleted. @param {boolean} [isOurs] */
  const forget = (isOurs = isGuarding()) => {
    [unsaved, recent, erasedAt] = [{}, {}, Date.now()];
    guardedUntil = isOurs ? performance.now() + MOMENT : 0;
  };

  /** @param {Json} doc @returns {boolean} */
  const write = (doc) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(doc));
    } catch (error) {
      report(error instanceof DOMException && error.name === "SecurityError" ? "forbidden" : "full");
      return false;
    }
    unsaved = {};
    problems = problems.filter((problem) => problem.kind !== "full");
    return true;
  };

  /**
   * Ask the browser to keep the record even when room runs short, where it decides that by itself. Firefox,
   * which names no vendor, would ask the learner: there a button does it.
   */
  const keep = () => {
    if (navigator.vendor && !asked) navigator.storage?.persist?.().catch(() => {});
    asked = true;
  };
  let asked = false;

  /**
   * The one way to change the record.
   * @param {TableName | "last"} table
   * @param {(entries: Json) => Json} alter from the entries stored now to those that change
   */
  const change = (table, alter) => {
    const { doc, writable } = load();
    const changes = { [table]: alter(object(doc[table])) };
    lay(unsaved, changes);
    lay(doc, unsaved);
    remember(changes);
    const saved = writable && write(doc);
    if (saved && table !== "last") keep();
    announce();
    return saved;
  };

  /**
   * Another tab has written. What it had not seen is put in again; that may be this tab's work, or that of one which
   * has closed since. After a deletion, what it had not seen is the deletion.
   * @param {string | null} raw what it wrote
   */
  const heed = (raw) => {
    if (raw === null) return forget();
    if (localStorage.getItem(KEY) === null) return; // deleted since
    const { doc, writable } = stored();
    if (!writable) return;
    const since = Date.now() - MOMENT;
    const theirs = /** @type {Json} */ (parse(raw));
    const isOurs = isGuarding(); // then only what is later than the deletion stays
    const whole = isOurs ? fresh() : doc;
    const changes = {};
    if (isOurs) lay(changes, join(whole, doc, erasedAt));
    if (Date.now() < savedAt + MINUTE) lay(changes, join(whole, recent));
    if (!flawOf(theirs)) lay(changes, join(whole, migrate(theirs), Math.max(since, erasedAt)));
    const isEmpty = !Object.keys(changes).length;
    if (isOurs && isEmpty) return localStorage.removeItem(KEY);
    const isSame = TABLES.every((table) => JSON.stringify(whole[table]) === JSON.stringify(doc[table]));
    if (isOurs ? isSame : isEmpty) return;
    lay(unsaved, changes);
    lay(whole, unsaved);
    write(whole);
  };

  /**
   * Without prototype, so that no id finds what nobody stored.
   * @param {TableName} name @param {unknown} table @param {boolean} [withRemoved]
   */
  const usable = (name, table, withRemoved) => {
    const entries = Object.create(null);
    for (const [id, entry] of Object.entries(object(table))) {
      if (!isObject(entry)) continue;
      const good = ENTRIES[name](entry) ?? (withRemoved && entry.removed ? trace(entry.at) : undefined);
      if (good) entries[id] = good;
    }
    return entries;
  };

  /** What is taken away leaves its id and the time, so that an older backup does not bring it back. @param {unknown} at */
  const trace = (at) => ({ removed: true, at: time(at) });

  const read = () => {
    const { doc } = load();
    for (const table of TABLES) doc[table] = usable(table, doc[table]);
    if (typeof object(doc.last).unit !== "string") delete doc.last;
    return /** @type {RecordDocument} */ (doc);
  };

  /** A text with its time; an empty one removes the entry. @param {Json} earlier @param {string} words */
  const worded = ({ removed, ...earlier }, words) => {
    const at = now(earlier.at);
    if (words) return { ...earlier, text: words, at };
    return earlier.at ? trace(at) : undefined;
  };

  /** @type {CourseRecord} */
  const record = {
    get problems() {
      return [...problems];
    },
    read,
    unit: (id) => read().units[id],
    answer: (id) => read().answers[id],
    note: (id) => read().notes[id],
    confidence: (id) => read().confidence[id],
    detail: (id) => read().details[id]?.text ?? "",
    plan: () =>
      Object.entries(read().plan)
        .map(([id, item]) => ({ ...item, id }))
        .sort((one, other) => count(one.order) - count(other.order) || (one.id < other.id ? -1 : 1)),
    markUnit: (id, done) =>
      change("units", (units) => {
        const { done: before, removed, at, ...unit } = own(units, id);
        const then = now(before ?? at);
        return { [id]: { ...unit, ...(done ? { done: then } : trace(then)) } };
      }),
    saveAnswer: (id, { chosen, correct }) =>
      change("answers", (answers) => {
        const earlier = own(answers, id);
        return { [id]: { ...earlier, chosen: [...chosen], correct, tries: count(earlier.tries) + 1, at: now(earlier.at) } };
      }),
    saveNote: (id, words) => change("notes", (notes) => ({ [id]: worded(own(notes, id), words) })),
    saveConfidence: (id, moment, value) =>
      change("confidence", (all) => {
        const entry = own(all, id);
        return { [id]: { ...entry, [moment]: { value, at: now(object(entry[moment]).at) } } };
      }),
    saveDetail: (id, words) => change("details", (details) => ({ [id]: worded(own(details, id), words) })),
    savePlan: (id, fields) =>
      change("plan", (plan) => {
        const { removed, at: before, times, ...item } = own(plan, id);
        const at = now(before);
        const all = { ...item, ...fields };
        // Each field has its time: two tabs can be at two fields of one action.
        const timeOf = (/** @type {string} */ field) => (field in fields ? at : own({ times }, "times")[field] ?? before);
        return { [id]: { ...all, at, times: Object.fromEntries(Object.keys(all).map((field) => [field, timeOf(field)])) } };
      }),
    removePlan: (id) => change("plan", (plan) => ({ [id]: trace(now(own(plan, id).at)) })),
    visit: (unit) => change("last", (last) => ({ unit, at: now(last.at) })),
    document: () => load().doc,
    understand: (raw) => {
      const parsed = /** @type {Json} */ (parse(raw));
      const flaw = flawOf(parsed);
      if (flaw) return { flaw };
      const doc = migrate(parsed);
      let left = 0;
      for (const table of TABLES) {
        const entries = usable(table, doc[table], true);
        left += Object.keys(doc[table] ?? {}).length - Object.keys(entries).length;
        doc[table] = entries;
      }
      return { doc, left };
    },
    // All of it or nothing: what storage refuses is not laid over the page either.
    merge: (tables) => {
      const { doc, writable } = load();
      lay(doc, tables);
      guardedUntil = 0; // what comes from a file may be older than it
      const saved = writable && write(doc);
      if (saved) {
        remember(tables);
        keep();
      }
      announce();
      return saved;
    },
    rescued: () => {
      try {
        return Object.keys(localStorage)
          .filter((key) => key.startsWith(`${KEY}:rescued`))
          .map((key) => localStorage.getItem(key) ?? "");
      } catch {
        return [];
      }
    },
    erase: () => {
      try {
        for (const key of Object.keys(localStorage)) {
          if (key === KEY || key.startsWith(`${KEY}:`)) localStorage.removeItem(key);
        }
      } catch {
        report("forbidden");
        return false;
      }
      forget(true);
      problems = [];
      announce();
      return true;
    },
  };
  globalThis.courseRecord = Object.freeze(record);

  addEventListener("storage", (event) => {
    // A null key: everything was cleared.
    if (event.key !== KEY && event.key !== null) return;
    heed(event.key && event.newValue);
    announce();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    // A page that comes back from the back/forward cache slept through the other tabs' changes.
    recent = {};
    announce();
  });

  // Look at once: a learner should hear of a problem before they have worked for an hour.
  stored();
}

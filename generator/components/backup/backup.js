/* Backups: a file of the whole record, and what a file that was brought back would change. Nothing of a page is here. */
{
  /** @typedef {{[key: string]: any}} Json any JSON object: nothing in a file is to be trusted */

  const FORMAT = "course-record";
  const LARGEST = 10 * 1024 * 1024;
  const LONGEST_ENTRY = 200_000;
  const LONGEST_ID = 200;
  const COURSE = document.querySelector("meta[name=course-id]")?.getAttribute("content") ?? "";
  /** @type {(keyof CourseTables)[]} */
  const TABLES = ["units", "answers", "notes", "confidence", "plan", "details"];
  /** What a device knows of itself. */
  const OWN = ["backup", "reminded"];
  /** What says when and how often, not what. */
  const CIRCUMSTANCES = ["at", "done", "tries"];
  const OTHER_FILES = new Map([
    ["course-plan", "plan"],
    ["course-evaluation", "evaluation"],
  ]);

  /** @param {unknown} value @returns {value is Json} */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** Without what mails do to a text: marks of quotation, words around it, lines broken in the middle. @param {string} raw */
  const mend = (raw) => {
    const plain = raw.replace(/^[ \t]*(?:>[ \t]?)+/gm, "");
    const inner = plain.slice(plain.indexOf("{"), plain.lastIndexOf("}") + 1);
    return inner.replace(/"[^"\\]*(?:\\[^][^"\\]*)*"|[\u00a0\u200b\ufeff]/g, (part) =>
      part.startsWith('"') ? join(part.split("\n")) : " ",
    );
  };

  /** What was one line. @param {string[]} lines */
  const join = (lines) => (lines.length > 1 ? lines.map((line) => line.trim()).join(" ") : lines[0]);

  /** @param {string} raw @returns {unknown} */
  const parse = (raw) => {
    for (const form of [(/** @type {string} */ text) => text, mend]) {
      try {
        return JSON.parse(form(raw));
      } catch {
        // Not so, then.
      }
    }
    return undefined;
  };

  /** Why a text is nothing that we know. @param {string} raw */
  const flawOf = (raw) => {
    if (!raw.trim()) return "empty";
    if (raw.includes("\0") || raw.startsWith("%PDF") || raw.startsWith("PK")) return "binary";
    if (/^\s*</.test(raw)) return "page";
    return /"(format|course)"\s*:/.test(raw.slice(0, 2000)) ? "cut" : "stranger";
  };

  /** Leave out what no page of ours has written: entries and ids of monstrous size. @param {Json} doc */
  const leaveOutMonsters = (doc) => {
    let left = 0;
    for (const table of TABLES) {
      for (const [id, entry] of Object.entries(doc[table])) {
        if (id.length <= LONGEST_ID && JSON.stringify(entry).length <= LONGEST_ENTRY) continue;
        delete doc[table][id];
        left++;
      }
    }
    return left;
  };

  /** @param {string} raw @returns {BackupFile} */
  const understand = (raw) => {
    const parsed = parse(raw);
    if (!isObject(parsed)) return { problem: flawOf(raw) };
    const other = OTHER_FILES.get(parsed.format);
    if (other) return { problem: other };
    if (parsed.format !== FORMAT && parsed.course !== COURSE) return { problem: /^\s*</.test(raw) ? "page" : "stranger" };
    if (parsed.course !== COURSE) return { problem: "foreign" };
    const found = courseRecord.understand(JSON.stringify(parsed));
    if (!found.doc) return { problem: found.flaw };
    return { doc: found.doc, left: found.left + leaveOutMonsters(found.doc) };
  };

  /** @param {Json} [entry] */
  const timeOf = (entry) => Date.parse(entry?.done ?? entry?.at) || 0;

  /** @param {Json} entry */
  const contentOf = (entry) =>
    JSON.stringify(
      Object.entries(entry)
        .filter(([key]) => !CIRCUMSTANCES.includes(key))
        .sort(),
    );

  /** @param {Json | undefined} mine @param {Json} theirs @returns {BackupChange["sort"]} */
  const sortOf = (mine, theirs) => {
    if (!mine) return theirs.removed ? "same" : "new";
    if (contentOf(mine) === contentOf(theirs)) return "same";
    return timeOf(theirs) > timeOf(mine) ? "newer" : "older";
  };

  /** @param {BackupChange["table"]} table @param {string} id @param {unknown} mine @param {Json} theirs @param {string} [when] @returns {BackupChange} */
  const changed = (table, id, mine, theirs, when) => {
    const here = isObject(mine) ? mine : undefined;
    return { table, id, when, mine: here, theirs, sort: sortOf(here, theirs), time: timeOf(theirs) };
  };

  /** @param {Json} table @param {string} id */
  const own = (table, id) => (Object.hasOwn(table, id) ? table[id] : undefined);

  /** @param {Json} here @param {Json} doc @param {keyof CourseTables} table @returns {BackupChange[]} */
  const changesOf = (here, doc, table) =>
    Object.entries(doc[table]).flatMap(([id, entry]) => {
      const mine = own(here[table] ?? {}, id);
      if (table === "details" && OWN.includes(id)) return [];
      if (table !== "confidence") return changed(table, id, mine, entry);
      return Object.entries(entry).map(([when, said]) => changed(table, id, own(mine ?? {}, when), said, when));
    });

  /** @type {CourseBackup} */
  const backup = {
    read: async (file) => {
      if (file.size > LARGEST) return { problem: "large" };
      try {
        return understand(await courseFile.text(file));
      } catch {
        return { problem: "unreadable" };
      }
    },
    compare: (doc) => {
      const here = courseRecord.understand(JSON.stringify(courseRecord.document())).doc ?? {};
      const changes = TABLES.flatMap((table) => changesOf(here, doc, table));
      const last = isObject(doc.last) && typeof doc.last.unit === "string" ? doc.last : undefined;
      return last ? [...changes, changed("last", last.unit, here.last, { unit: last.unit, at: last.at })] : changes;
    },
    bringIn: (doc) => {
      /** @type {Json} */
      const tables = {};
      const { confidence } = courseRecord.read();
      for (const { table, id, when, theirs, sort } of backup.compare(doc)) {
        if (sort !== "new" && sort !== "newer") continue;
        const entries = (tables[table] ??= Object.create(null));
        if (table === "last") tables.last = theirs;
        else entries[id] = when ? { ...confidence[id], ...entries[id], [when]: theirs } : theirs;
      }
      return courseRecord.merge(tables);
    },
    text: () => JSON.stringify({ format: FORMAT, ...courseRecord.document() }, null, 2),
    name: (kind) => {
      const today = new Date();
      const day = [today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, "0"));
      return `${COURSE}-${kind}-${[today.getFullYear(), ...day].join("-")}.json`;
    },
  };
  globalThis.courseBackup = Object.freeze(backup);
}

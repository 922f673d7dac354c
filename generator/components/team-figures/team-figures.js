/*
 * The figures of the team picture: evaluation files to one table in which nobody can be found.
 *
 * `exports/team.py` and `exports/disclosure.py` make the same table at the command line, to the last byte, and
 * say why each rule is as it is. Change both together: a test compares them.
 */
{
  /** @typedef {[number, number, number]} Cells how many went up, stayed, went down; or finished all, some, none */
  /** @typedef {[least: number, most: number]} Span */
  /** @typedef {[start: number, now: number, change: number]} Means in tenths */
  /** @typedef {{first?: number, rest?: number, middle?: number, last?: number}} Shown */
  /** @typedef {{seen: Shown, means: Means}} Change */
  /** @typedef {{changes: Change[], people: number, now: Span}} Told what a reader would be told of an outcome */

  const FORMAT = "course-evaluation";
  const VERSION = 1;
  const NUMBER = /^[0-9a-f]{8,64}$/;
  const NOTHING_YET = /** @type {Span} */ ([1e9, -1e9]);
  const MOMENTS = /** @type {const} */ (["before", "then"]);

  // What one file says

  /** @param {string} reason @returns {never} */
  const refuse = (reason) => {
    throw new RangeError(reason);
  };

  /** @param {unknown} value @returns {value is {[key: string]: unknown}} */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** @param {unknown} value */
  const whole = (value) => (typeof value === "number" && Number.isInteger(value) ? value : -1);

  /** What is really there: an id may be `constructor`. @param {{[key: string]: unknown}} object @param {string} key */
  const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

  /** @param {{[key: string]: unknown}} entry @param {string} key @param {number} least @param {number} most */
  const between = (entry, key, least, most) => {
    const number = whole(own(entry, key));
    return least <= number && number <= most ? number : refuse("values");
  };

  /** @param {{[key: string]: unknown}} doc */
  const kindOf = (doc) => {
    if (own(doc, "format") === "course-plan") return "plan";
    return Object.hasOwn(doc, "schema") || Object.hasOwn(doc, "notes") ? "backup" : "other";
  };

  /** @param {unknown} entry @param {TeamData} data @returns {TeamUnits} */
  const unitsOf = (entry, data) => {
    if (!isObject(entry)) return refuse("values");
    const units = between(entry, "units", 1, data.most);
    return { units, done: between(entry, "done", 0, units) };
  };

  /** @param {unknown} entry @param {TeamData} data @returns {TeamAnswers} */
  const answersOf = (entry, data) => {
    if (!isObject(entry)) return refuse("values");
    const asked = between(entry, "asked", 0, data.most);
    const answered = between(entry, "answered", 0, asked);
    const right = between(entry, "right", 0, answered);
    const moments = ["before", "after", "then"].filter((moment) => Object.hasOwn(entry, moment));
    return { answered, right, ...Object.fromEntries(moments.map((key) => [key, between(entry, key, 1, data.levels)])) };
  };

  /**
   * The known entries of a table, and how many others there are.
   * @template Entry
   * @param {{[key: string]: unknown}} table @param {string[]} ids @param {(entry: unknown, data: TeamData) => Entry} read @param {TeamData} data
   */
  const known = (table, ids, read, data) => {
    const found = ids.filter((id) => Object.hasOwn(table, id));
    const entries = new Map(found.map((id) => [id, read(table[id], data)]));
    return { entries, unknown: Object.keys(table).length - found.length };
  };

  /** @param {string} raw @param {TeamData} data @returns {TeamPerson} */
  const person = (raw, data) => {
    const doc = parsed(raw);
    if (own(doc, "format") !== FORMAT) return refuse(kindOf(doc));
    if (own(doc, "course") !== data.course) return refuse("course");
    const version = whole(own(doc, "version"));
    if (version !== VERSION) return refuse(version > VERSION ? "newer" : "broken");
    const [file, modules, outcomes] = ["file", "modules", "outcomes"].map((key) => own(doc, key));
    if (typeof file !== "string" || !NUMBER.test(file)) return refuse("broken");
    if (!isObject(modules) || !isObject(outcomes)) return refuse("broken");
    const outcomeIds = data.modules.flatMap((module) => module.outcomes.map(({ id }) => id));
    const one = known(modules, data.modules.map(({ id }) => id), unitsOf, data);
    const other = known(outcomes, outcomeIds, answersOf, data);
    return { file, modules: one.entries, outcomes: other.entries, unknown: one.unknown + other.unknown };
  };

  /** @param {string} raw */
  const parsed = (raw) => {
    try {
      const doc = JSON.parse(raw);
      if (isObject(doc)) return doc;
    } catch {
      // said below
    }
    return refuse("broken");
  };

  /** @param {File} file @param {TeamData} data @returns {Promise<{person?: TeamPerson, reason?: string}>} */
  const open = async (file, data) => {
    try {
      if (file.size > data.largest) return refuse("large");
      return { person: person(await courseFile.text(file), data) };
    } catch (error) {
      return { reason: error instanceof RangeError && Object.hasOwn(data.reasons, error.message) ? error.message : "broken" };
    }
  };

  // What may be shown

  /** @param {number} count @param {number} threshold */
  const isSmall = (count, threshold) => 0 < count && count < threshold;

  /** @param {Cells} cells @param {number} threshold @returns {Shown} */
  const shownOf = ([first, middle, last], threshold) => {
    if (isSmall(first, threshold) || isSmall(middle + last, threshold)) return {};
    if (isSmall(middle, threshold) || isSmall(last, threshold)) return { first, rest: middle + last };
    return { first, rest: middle + last, middle, last };
  };

  /** Half of a tenth is rounded up, in whole numbers. @param {number} total @param {number} people */
  const tenths = (total, people) => Math.floor((20 * total + people) / (2 * people));

  /** The totals whose mean is printed so. @param {number} mean @param {number} people @returns {Span} */
  const span = (mean, people) => [
    Math.ceil((people * (2 * mean - 1)) / 20),
    Math.ceil((people * (2 * mean + 1)) / 20) - 1,
  ];

  /** @param {Shown} seen */
  const hidden = ({ first, middle, last }) =>
    [first, middle, last].flatMap((count, place) => (count === undefined ? [place] : []));

  /** @param {Shown} seen @param {number} people @param {number} threshold @returns {Cells[]} */
  const candidates = ({ first, middle, last }, people, threshold) => {
    if (first !== undefined && middle !== undefined && last !== undefined) return [[first, middle, last]];
    /** @type {Cells[]} */
    const found = [];
    for (let one = first ?? 0; one <= (first ?? people); one++) {
      if (first === undefined && !isSmall(one, threshold) && !isSmall(people - one, threshold)) continue;
      for (let two = 0; two <= people - one; two++) {
        const cells = /** @type {Cells} */ ([one, two, people - one - two]);
        const other = shownOf(cells, threshold);
        if (other.first === first && other.middle === undefined) found.push(cells);
      }
    }
    return found;
  };

  /** @param {Span[]} spans @returns {Span} */
  const overlap = (...spans) => [
    Math.max(...spans.map(([least]) => least)),
    Math.min(...spans.map(([, most]) => most)),
  ];

  /** @param {Span} span */
  const isEmpty = ([least, most]) => least > most;

  /** At the start, now, of the change. @param {Cells} cells @param {number} levels @returns {[Span, Span, Span]} */
  const limits = ([up, same, down], levels) => [
    [up + same + 2 * down, (levels - 1) * up + levels * (same + down)],
    [2 * up + same + down, levels * (up + same) + (levels - 1) * down],
    [up - (levels - 1) * down, (levels - 1) * up - down],
  ];

  /** What the answers at each start can add up to. @param {Cells[]} counts @param {number} people @param {number} levels @param {number} now @returns {Span[]} */
  const starts = (counts, people, levels, now) => {
    const [up, down] = [0, 2].map((place) => Math.max(...counts.map((cells) => cells[place])));
    /** @param {number} count */
    const highest = (count) =>
      Math.min(
        levels * count - Math.max(0, count - (people - down)),
        now - (people - count + Math.max(0, up - count)),
      );
    return counts.map(([up, , down]) => [
      now - highest(up) + up + down,
      levels * down - up + highest(people - down),
    ]);
  };

  /** @param {Change[]} changes @param {number} people @returns {Told} */
  const tell = (changes, people) => {
    const spans = changes.flatMap(({ means: [start, now, change] }) => {
      const [from, by] = [span(start, people), span(change, people)];
      return [span(now, people), /** @type {Span} */ ([from[0] + by[0], from[1] + by[1]])];
    });
    return { changes, people, now: overlap(...spans) };
  };

  /** @param {Cells[]} counts @param {Told} told @param {number} levels */
  const canBe = (counts, { changes, people, now: known }, levels) => {
    const bounds = counts.map((cells) => limits(cells, levels));
    const steps = changes.map(({ means }) => span(means[2], people));
    if (bounds.some(([, , change], which) => isEmpty(overlap(change, steps[which])))) return false;
    const [least, most] = overlap(known, ...bounds.map(([, now]) => now));
    for (let now = least; now <= most; now++) {
      const spans = starts(counts, people, levels, now).map((start, which) =>
        overlap(start, span(changes[which].means[0], people), [now - steps[which][1], now - steps[which][0]]),
      );
      if (!spans.some(isEmpty)) return true;
    }
    return false;
  };

  /** @param {Told} told @param {number} threshold @param {TeamData} data */
  const leavesDoubt = (told, threshold, { levels, doubt }) => {
    const { changes, people, now } = told;
    const places = changes.flatMap(({ seen }, which) => hidden(seen).map((place) => [which, place]));
    const doubts = places.map(() => new Set());
    const totals = [now, ...changes.map(({ means }) => span(means[0], people))];
    let room = totals.map(() => NOTHING_YET);
    const [one, two] = changes.map(({ seen }) => candidates(seen, people, threshold));
    for (const counts of one.flatMap((cells) => (two ? two.map((other) => [cells, other]) : [[cells]]))) {
      if (!canBe(counts, told, levels)) continue;
      places.forEach(([which, place], index) => doubts[index].add(counts[which][place]));
      const bounds = counts.map((cells) => limits(cells, levels));
      const found = [overlap(...bounds.map(([, now]) => now)), ...bounds.map(([start]) => start)];
      room = room.map(([least, most], index) => [Math.min(least, found[index][0]), Math.max(most, found[index][1])]);
      const far = room.every(
        ([least, most], index) => totals[index][1] - least >= threshold && most - totals[index][0] >= threshold,
      );
      if (far && doubts.every((each) => each.size >= doubt)) return true;
    }
    return false;
  };

  /** How much of an outcome is shown. @param {Change[]} changes @param {number} people @param {number} threshold @param {TeamData} data */
  const extentOf = (changes, people, threshold, data) => {
    if (!changes.length) return "nothing";
    const told = tell(changes, people);
    if (changes.every(({ seen }) => seen.first !== undefined) && leavesDoubt(told, threshold, data)) return "counts";
    const alone = changes.map(({ means }) => ({ ...told, changes: [{ seen: {}, means }] }));
    return alone.every((one) => leavesDoubt(one, threshold, data)) ? "means" : "nothing";
  };

  // The table

  /** @param {TeamData} data @param {string} reading */
  const blank = (data, reading) => data.columns.filter((column) => column.startsWith(reading)).map(() => "");

  /** @param {number | undefined} count @param {TeamData} data */
  const number = (count, data) => (count === undefined ? data.withheld : String(count));

  /** @param {Shown} seen @param {TeamData} data */
  const counts = ({ first, rest, middle, last }, data) => [first, rest, middle, last].map((count) => number(count, data));

  /** @param {number} size in tenths */
  const decimal = (size) =>
    `${size < 0 ? "-" : ""}${Math.floor(Math.abs(size) / 10)}.${Math.abs(size) % 10}`;

  /** @param {TeamUnits[]} all @param {number} threshold @param {TeamData} data */
  const unitCells = (all, threshold, data) => {
    const gap = MOMENTS.flatMap((moment) => blank(data, data.pairs[moment])).concat(blank(data, "questions"));
    const people = all.length;
    if (!people) return ["0", ...gap, ...blank(data, "units")];
    if (people < threshold) return [data.withheld, ...gap, ...blank(data, "units").map(() => data.withheld)];
    const finished = all.filter(({ units, done }) => done === units).length;
    const none = all.filter(({ done }) => done === 0).length;
    return [String(people), ...gap, ...counts(shownOf([finished, people - finished - none, none], threshold), data)];
  };

  /** @param {TeamAnswers[]} entries @param {number} threshold @param {TeamData} data */
  const questionCells = (entries, threshold, data) => {
    const who = entries.filter(({ answered }) => answered);
    if (!who.length) return ["0", "", ""];
    if (who.length < threshold) return [data.withheld, data.withheld, data.withheld];
    const answers = who.reduce((sum, entry) => sum + entry.answered, 0);
    const right = who.reduce((sum, entry) => sum + entry.right, 0);
    const few = isSmall(right, threshold) || isSmall(answers - right, threshold);
    return [String(who.length), String(answers), few ? data.withheld : String(right)];
  };

  /** @param {TeamAnswers[]} entries @param {"before" | "then"} moment @param {number} threshold @returns {Change} */
  const changeOf = (entries, moment, threshold) => {
    const pairs = entries.map((entry) => ({ start: entry[moment] ?? 0, now: entry.after ?? 0 }));
    const signs = pairs.map(({ start, now }) => Math.sign(now - start));
    const cells = /** @type {Cells} */ ([1, 0, -1].map((sign) => signs.filter((each) => each === sign).length));
    const start = pairs.reduce((sum, pair) => sum + pair.start, 0);
    const now = pairs.reduce((sum, pair) => sum + pair.now, 0);
    const means = /** @type {Means} */ ([start, now, now - start].map((sum) => tenths(sum, pairs.length)));
    return { seen: shownOf(cells, threshold), means };
  };

  /** Whom each comparison counts. @param {TeamAnswers[][]} who @param {number} threshold @returns {(TeamAnswers[] | undefined)[]} */
  const compared = (who, threshold) => {
    const more = who[0].length >= who[1].length ? 0 : 1;
    const both = who[more].filter((entry) => MOMENTS.every((moment) => entry[moment]));
    if (both.length >= threshold && 2 * both.length >= who[more].length) return [both, both];
    return who.map((those, place) => (place === more && those.length >= threshold ? those : undefined));
  };

  /** @param {TeamAnswers[]} entries @param {number} threshold @param {TeamData} data */
  const confidenceCells = (entries, threshold, data) => {
    const who = MOMENTS.map((moment) => entries.filter((entry) => entry[moment] && entry.after));
    const kept = compared(who, threshold);
    const people = Math.max(...kept.map((those) => those?.length ?? 0));
    const changes = kept.map((those, place) => those && changeOf(those, MOMENTS[place], threshold));
    const extent = extentOf(changes.filter((change) => change !== undefined), people, threshold, data);
    return changes.flatMap((change, place) => {
      if (!change) return who[place].length ? Array(8).fill(data.withheld) : ["0", ...Array(7).fill("")];
      const means = change.means.map((mean) => (extent === "nothing" ? data.withheld : decimal(mean)));
      return [String(people), ...means, ...counts(extent === "counts" ? change.seen : {}, data)];
    });
  };

  /** @param {TeamPerson[]} people @param {number} threshold @param {TeamData} data @returns {string[][]} */
  const rows = (people, threshold, data) => {
    const few = isSmall(people.length, threshold);
    const gap = data.columns.slice(6).map(() => "");
    const group = ["group", "", data.course, data.title, few ? data.withheld : String(people.length), ...gap, String(threshold)];
    if (few || !people.length) return [group];
    const found = data.modules.flatMap((module) => {
      const units = people.flatMap(({ modules }) => modules.get(module.id) ?? []);
      const outcomes = module.outcomes.map(({ id, title }) => {
        const entries = people.flatMap(({ outcomes }) => outcomes.get(id) ?? []);
        const cells = [...confidenceCells(entries, threshold, data), ...questionCells(entries, threshold, data)];
        return ["outcome", module.id, id, title, "", ...cells, ...blank(data, "units"), ""];
      });
      return [["module", module.id, module.id, module.title, ...unitCells(units, threshold, data), ""], ...outcomes];
    });
    return [group, ...found];
  };

  /** @param {string} cell */
  const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

  /** @param {string[][]} table @param {TeamData} data */
  const csv = (table, data) =>
    `\ufeff${[data.columns, ...table].map((row) => `${row.map(quoted).join(",")}\r\n`).join("")}`;

  globalThis.courseTeam = Object.freeze({ open, rows, csv });
}

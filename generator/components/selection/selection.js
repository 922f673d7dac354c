/* A trainer's selection in a link: `?plan=w.10~u.what-counts.15.question~a.ladder-of-claims.40~b.15.Tea~c.10&start=09:30`. */
{
  /** @type {{ [letter: string]: SelectionPart["kind"] }} */
  const KINDS = { w: "welcome", u: "unit", a: "activity", b: "break", c: "close" };
  const PART = /^(?:([wbc])|([ua])\.([a-z][a-z0-9-]{0,79}))\.([1-9]\d{0,2})(?:\.(.+))?$/;
  const BARE = /^(?:[wbc]|[ua]\.[a-z0-9-]+)\.\d+/;
  const STEPS = /^\d{1,3}(?:\.\d{1,3}){0,29}$/;
  const NAMES = /^[a-z][a-z0-9-]{0,79}(?:\.[a-z][a-z0-9-]{0,79}){0,29}$/;
  const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
  const MOST = 60;
  const LONGEST = 600;
  const LONGEST_NOTE = 600;
  const LONGEST_NAME = 60;
  const LONGEST_TALK = 5; // minutes
  const DAY = 24 * 60;

  /** @param {readonly number[]} numbers */
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  /** What this page has, as `u.what-counts` or `a.ladder-of-claims`. */
  const onPage = () =>
    new Set([.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-part]"))].map((e) => e.dataset.part ?? ""));

  /** A plan without how its parts are given: `a.ladder-of-claims.40` for `a.ladder-of-claims.40.5.6.9.8.7.5`. @param {string} plan */
  const bare = (plan) => plan.split("~").map((text) => BARE.exec(text)?.[0] ?? text).join("~");

  /** A link from before its workshop said which steps it gives means that workshop. @param {string} plan */
  const renewed = (plan) => {
    const plans = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-plan]"))].map((each) => each.dataset.plan ?? "");
    const ready = bare(plan) === plan && plans.find((each) => bare(each) === plan);
    return ready ? decodeURIComponent(ready) : plan;
  };

  /** How a part is given: the name of a break, minutes of steps, or which steps. Nothing where that makes no sense. @param {SelectionPart} one @param {string} how @returns {Partial<SelectionPart> | undefined} */
  const given = ({ kind, minutes }, how) => {
    if (kind === "break") return { name: trimmed(how).slice(0, LONGEST_NAME) };
    if (kind === "unit" && NAMES.test(how)) return { only: how.split(".") };
    const steps = kind === "activity" && STEPS.test(how) ? how.split(".").map(Number) : [];
    return steps.length && sum(steps) === minutes ? { steps } : undefined;
  };

  /** A part of a link, if it is well formed and not too long; and whether all of it is understood. @param {string} text @returns {{ one?: SelectionPart, whole: boolean }} */
  const part = (text) => {
    const [, lone, letter, id, minutes, how] = PART.exec(text) ?? [];
    if (!minutes || Number(minutes) > LONGEST) return { whole: false };
    const one = { kind: KINDS[lone ?? letter], ...(id ? { id } : {}), minutes: Number(minutes) };
    const more = how ? given(one, how) : {};
    return { one: { ...one, ...more }, whole: !!more };
  };

  /** @param {string} text */
  const trimmed = (text) => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

  /** @param {string[]} notes */
  const named = (notes) =>
    new Map(
      notes.slice(0, MOST).map((note) => {
        const [name, text = ""] = note.split(/:(.*)/s);
        return [name, trimmed(text).slice(0, LONGEST_NOTE)];
      }),
    );

  globalThis.courseSelection = {
    read(search) {
      const query = new URLSearchParams(search);
      const plan = query.get("plan");
      const start = query.get("start") ?? "";
      if (plan === null && !TIME.test(start)) return undefined;
      const left = onPage();
      /** @type {WorkshopSelection} */
      const found = { parts: [], unknown: [], notes: named(query.getAll("note")) };
      for (const text of renewed(plan ?? "").split("~", MOST)) {
        const { one, whole } = part(text);
        const fits = one && (!one.id || left.delete(`${one.kind[0]}.${one.id}`)); // what is taken cannot be taken again
        if (fits) found.parts.push(one);
        if (text && !(fits && whole)) found.unknown.push(text.slice(0, 60));
      }
      if (TIME.test(start)) found.start = start;
      return found;
    },

    write(parts, start = "") {
      const how = (/** @type {SelectionPart} */ { name, steps, only }) => (name ? [encodeURIComponent(name.replace(/~/g, "-"))] : (steps ?? only ?? []));
      const plan = parts.map((part) => [part.kind[0], ...(part.id ? [part.id] : []), part.minutes, ...how(part)].join("."));
      const query = [...(parts.length ? [`plan=${plan.join("~")}`] : []), ...(TIME.test(start) ? [`start=${start}`] : [])];
      return query.length ? `?${query.join("&")}` : "";
    },

    clock(start, minutes) {
      const [hour, minute] = start.split(":").map(Number);
      const at = (hour * 60 + minute + minutes) % DAY;
      return [Math.floor(at / 60), at % 60].map((number) => String(number).padStart(2, "0")).join(":");
    },

    names: (parts) =>
      parts.map(({ kind, id }, index) => `${kind[0]}.${id ?? parts.slice(0, index + 1).filter((part) => part.kind === kind).length}`),

    ready(part, parts) {
      const [slot, plan] = [[part], parts].map((some) => courseSelection.write(some).slice("?plan=".length));
      const rows = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-slot]"))].filter((row) => row.dataset.slot === slot);
      return rows.find((row) => /** @type {HTMLElement | null} */ (row.closest("[data-plan]"))?.dataset.plan === plan) ?? rows[0];
    },

    share(steps, minutes) {
      const total = sum(steps);
      let [done, last] = [0, 0];
      return steps.map((step) => {
        done += step;
        const until = Math.max(last + 1, Math.round((done / total) * minutes));
        const own = until - last;
        last = until;
        return own;
      });
    },

    talk(steps) {
      const longest = Math.max(...steps);
      return { step: steps.indexOf(longest), minutes: Math.min(LONGEST_TALK, Math.floor(longest / 2)) };
    },
  };
}

/* A trainer's selection in a link: `?plan=w.10~u.what-counts.15~a.ladder-of-claims.40~b.15~c.10&start=09:30`. */
{
  /** @type {{ [letter: string]: SelectionPart["kind"] }} */
  const KINDS = { w: "welcome", u: "unit", a: "activity", b: "break", c: "close" };
  const PART = /^(?:([wbc])|([ua])\.([a-z][a-z0-9-]{0,79}))\.([1-9]\d{0,2})$/;
  const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
  const MOST = 60;
  const LONGEST = 600;
  const DAY = 24 * 60;

  /** What this page has, as `u.what-counts` or `a.ladder-of-claims`. */
  const onPage = () =>
    new Set([.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-part]"))].map((e) => e.dataset.part ?? ""));

  /** A part of a link, if it is well formed and not too long. @param {string} text @returns {SelectionPart | undefined} */
  const part = (text) => {
    const [, lone, letter, id, minutes] = PART.exec(text) ?? [];
    if (!minutes || Number(minutes) > LONGEST) return undefined;
    return lone ? { kind: KINDS[lone], minutes: Number(minutes) } : { kind: KINDS[letter], id, minutes: Number(minutes) };
  };

  globalThis.courseSelection = {
    read(search) {
      const query = new URLSearchParams(search);
      const plan = query.get("plan");
      if (plan === null) return undefined;
      const left = onPage();
      /** @type {WorkshopSelection} */
      const found = { parts: [], unknown: [] };
      for (const text of plan.split("~", MOST)) {
        const one = part(text);
        const fits = one && (!one.id || left.delete(`${one.kind[0]}.${one.id}`)); // what is taken cannot be taken again
        if (fits) found.parts.push(one);
        else if (text) found.unknown.push(text.slice(0, 60));
      }
      const start = query.get("start") ?? "";
      if (TIME.test(start)) found.start = start;
      return found;
    },

    write(parts, start = "") {
      const plan = parts.map(({ kind, id, minutes }) => [kind[0], ...(id ? [id] : []), minutes].join("."));
      return `?plan=${plan.join("~")}${TIME.test(start) ? `&start=${start}` : ""}`;
    },

    clock(start, minutes) {
      const [hour, minute] = start.split(":").map(Number);
      const at = (hour * 60 + minute + minutes) % DAY;
      return [Math.floor(at / 60), at % 60].map((number) => String(number).padStart(2, "0")).join(":");
    },
  };
}

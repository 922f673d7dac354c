/*
 * Calendar files (.ics, RFC 5545), of all-day events.
 *
 * All-day, because it is the one kind that Outlook, Google and Apple read alike: Outlook takes a time without a zone
 * ("floating") for UTC or refuses it. The reminder comes at nine on the morning before: Outlook counts every reminder
 * backwards from the start, whatever its sign, so that nine on the day itself cannot be written for all three.
 */
{
  const FOLD = 75;
  const EPOCH = Date.UTC(2020, 0);
  const encoder = new TextEncoder();

  /** @param {string} text */
  const escape = (text) =>
    text
      .replace(/\r\n?/g, "\n")
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
      .replace(/[\\;,]/g, "\\$&")
      .replace(/\n/g, "\\n");

  /** A line of at most 75 bytes, and the rest in lines that begin with a space; no character is cut. @param {string} line */
  const fold = (line) => {
    const lines = [""];
    let room = FOLD;
    for (const character of line) {
      const size = encoder.encode(character).length;
      if (size > room) {
        lines.push("");
        room = FOLD - 1; // for the space before it
      }
      lines[lines.length - 1] += character;
      room -= size;
    }
    return lines.join("\r\n ");
  };

  /** @param {string} day */
  const date = (day) => day.replaceAll("-", "");

  /** @param {CalendarEvent} event @param {Date} now */
  const lines = ({ uid, day, summary, description }, now) => {
    const next = new Date(Date.parse(day) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    const stamp = `${now.toISOString().replace(/[-:]|\.\d+/g, "")}`;
    return [
      "BEGIN:VEVENT",
      `UID:${escape(uid)}`,
      `DTSTAMP:${stamp}`,
      `LAST-MODIFIED:${stamp}`,
      // Minutes since then: the file made last wins over what was imported before.
      `SEQUENCE:${Math.max(0, Math.floor((now.getTime() - EPOCH) / 60_000))}`,
      `DTSTART;VALUE=DATE:${date(day)}`,
      `DTEND;VALUE=DATE:${date(next)}`,
      `SUMMARY:${escape(summary)}`,
      ...(description ? [`DESCRIPTION:${escape(description)}`] : []),
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${escape(summary)}`,
      "TRIGGER:-PT15H",
      "END:VALARM",
      "END:VEVENT",
    ];
  };

  globalThis.courseCalendar = Object.freeze({
    /** @param {readonly CalendarEvent[]} events @param {Date} [now] */
    text: (events, now = new Date()) =>
      [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//course//action plan//EN",
        "CALSCALE:GREGORIAN",
        ...events.flatMap((event) => lines(event, now)),
        "END:VCALENDAR",
        "",
      ]
        .map(fold)
        .join("\r\n"),
  });
}

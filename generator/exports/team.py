"""The team picture: many people's evaluation files as one table in which nobody can be found.

`components/team-figures/team-figures.js` makes the same table in the page, to the last byte: a test holds it.
"""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from generator.exports.disclosure import (
    DOUBT,
    HIDDEN,
    LEAST,
    Change,
    Extent,
    Means,
    extent,
    is_small,
    shown,
    tenths,
)
from generator.exports.evaluation import LARGEST, MOST, REASONS, Person
from generator.exports.register import harmless
from generator.model import Course

WITHHELD = "withheld"
PAIRS = {"before": "before and now", "then": "looking back and now"}
"""The two comparisons, by the moment at which each starts."""
COLUMNS = (
    "row", "module", "id", "title", "people",
    *(
        f"{pair}: {figure}"
        for moment, pair in PAIRS.items()
        for figure in (
            "people", "mean before" if moment == "before" else "mean looking back", "mean now", "mean change",
            "went up", "stayed or went down", "stayed", "went down",
        )
    ),
    "questions: people", "questions: answers", "questions: right",
    "units: finished all", "units: finished some or none", "units: finished some", "units: finished none",
    "fewest people shown",
)  # fmt: skip


def for_page(course: Course) -> dict[str, Any]:
    """What the page's script must know of the course, and the words that it shares with this module."""
    return {
        "course": course.settings.id,
        "title": harmless(course.settings.title),
        "levels": len(course.settings.confidence),
        "least": LEAST,
        "doubt": DOUBT,
        "largest": LARGEST,
        "most": MOST,
        "withheld": WITHHELD,
        "reasons": REASONS,
        "pairs": PAIRS,
        "columns": COLUMNS,
        "modules": [
            {
                "id": module.id,
                "title": harmless(module.title),
                "outcomes": [{"id": o.id, "title": harmless(o.text)} for o in module.outcomes],
            }
            for module in course.modules
        ],
    }


def table(people: Sequence[Person], course: Course, threshold: int) -> str:
    """The picture as comma-separated values that Excel opens as UTF-8."""
    out = StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(people, course, threshold))
    return out.getvalue()


def rows(people: Sequence[Person], course: Course, threshold: int) -> Iterator[list[str]]:
    """A row for the group, for each module and each outcome; only the first where people are too few."""
    few = is_small(len(people), threshold)
    about = ["group", "", course.settings.id, harmless(course.settings.title)]
    gap = [""] * (len(COLUMNS) - 6)
    yield [*about, WITHHELD if few else str(len(people)), *gap, str(threshold)]
    if few or not people:
        return
    for module in course.modules:
        counts = [one.modules[module.id] for one in people if module.id in one.modules]
        about = ["module", module.id, module.id, harmless(module.title)]
        yield [*about, *units(counts, threshold), ""]
        for outcome in module.outcomes:
            entries = [one.outcomes[outcome.id] for one in people if outcome.id in one.outcomes]
            about = ["outcome", module.id, outcome.id, harmless(outcome.text), ""]
            changes = confidence(entries, threshold, len(course.settings.confidence))
            yield [*about, *changes, *questions(entries, threshold), "", "", "", "", ""]


def number(count: int | None) -> str:
    return WITHHELD if count is None else str(count)


def units(counts: Sequence[tuple[int, int]], threshold: int) -> list[str]:
    """How many people there are, and how many finished all units, some, none: from column `people` on."""
    between = [""] * 19
    if not counts:
        return ["0", *between, "", "", "", ""]
    if len(counts) < threshold:
        return [WITHHELD, *between, *[WITHHELD] * 4]
    finished = sum(done == units for units, done in counts)
    none = sum(done == 0 for _, done in counts)
    cells = shown((finished, len(counts) - finished - none, none), threshold)
    return [str(len(counts)), *between, *map(number, cells)]


def questions(entries: Sequence[dict[str, int]], threshold: int) -> list[str]:
    """How many people answered, their answers, and how many of these were right."""
    who = [entry for entry in entries if entry["answered"]]
    if not who:
        return ["0", "", ""]
    if len(who) < threshold:
        return [WITHHELD] * 3
    answers, right = sum(entry["answered"] for entry in who), sum(entry["right"] for entry in who)
    few = is_small(right, threshold) or is_small(answers - right, threshold)
    return [str(len(who)), str(answers), WITHHELD if few else str(right)]


def confidence(entries: Sequence[dict[str, int]], threshold: int, levels: int) -> list[str]:
    """The columns of both comparisons."""
    who = {moment: [entry for entry in entries if moment in entry and "after" in entry] for moment in PAIRS}
    kept = compared(who, threshold)
    people = max(map(len, kept.values()), default=0)
    changes = {moment: change(those, moment, threshold) for moment, those in kept.items()}
    show = extent(list(changes.values()), people, threshold, levels)
    cells: list[str] = []
    for moment, those in who.items():
        if moment in kept:
            cells += figures(changes[moment], people, show)
        else:
            cells += [WITHHELD] * 8 if those else ["0", *[""] * 7]
    return cells


def compared(who: dict[str, list[dict[str, int]]], threshold: int) -> dict[str, list[dict[str, int]]]:
    """Whom each comparison counts: in both the same people, or else only one is made.

    If some were in one comparison only, the difference of its two means now would be what those answered.
    """
    more = max(PAIRS, key=lambda moment: len(who[moment]))
    both = [entry for entry in who[more] if all(moment in entry for moment in PAIRS)]
    if len(both) < threshold or 2 * len(both) < len(who[more]):
        return {more: who[more]} if len(who[more]) >= threshold else {}
    return dict.fromkeys(PAIRS, both)


def change(entries: Sequence[dict[str, int]], moment: str, threshold: int) -> Change:
    """The comparison of these people's answers now with those at its start."""
    steps = [entry["after"] - entry[moment] for entry in entries]
    cells = sum(step > 0 for step in steps), sum(step == 0 for step in steps), sum(step < 0 for step in steps)
    totals = sum(entry[moment] for entry in entries), sum(entry["after"] for entry in entries), sum(steps)
    return Change(shown(cells, threshold), Means(*(tenths(total, len(entries)) for total in totals)))


def figures(change: Change, people: int, show: Extent) -> list[str]:
    """The eight cells of a comparison."""
    means = [WITHHELD if show is Extent.NOTHING else decimal(mean) for mean in change.means]
    return [str(people), *means, *map(number, change.seen if show is Extent.COUNTS else HIDDEN)]


def decimal(tenths: int) -> str:
    """`3.4` for 34 and `-0.5` for -5. A number of ours: no spreadsheet takes it for a formula."""
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"

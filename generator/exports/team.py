"""The team picture: many people's evaluation files as one table in which nobody can be found.

`components/team-figures/team-figures.js` makes the same table in the page, to the last byte: a test holds it.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from generator.exports.disclosure import DOUBT, LEAST, Cells, Means, Shown, is_small, safe, shown, tenths
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


@dataclass(frozen=True)
class Change:
    """One comparison: the same people's answers at its start and now."""

    people: int
    seen: Shown
    means: Means

    def safe(self, means: Means, threshold: int, levels: int) -> bool:
        return safe(self.seen, self.people, threshold, levels, means)


def change(pairs: Sequence[tuple[int, int]], threshold: int) -> Change | None:
    """The comparison of these people's answers, or None where there are too few."""
    if len(pairs) < threshold:
        return None
    cells: Cells = (
        sum(now > start for start, now in pairs),
        sum(now == start for start, now in pairs),
        sum(now < start for start, now in pairs),
    )
    start, now = sum(start for start, _ in pairs), sum(now for _, now in pairs)
    means = Means(*(tenths(total, len(pairs)) for total in (start, now, now - start)))
    return Change(len(pairs), shown(cells, threshold), means)


def confidence(entries: Sequence[dict[str, int]], threshold: int, levels: int) -> list[str]:
    """The columns of both comparisons.

    Both share the answer now. So the means of one must also be safe beside the counts of the other; and a
    few people who are in one comparison only are left out of it, because their answers would be the
    difference of two means.
    """
    who = [{i for i, entry in enumerate(entries) if moment in entry and "after" in entry} for moment in PAIRS]
    kept = [
        own & other if is_small(len(own - other), threshold) else own
        for own, other in zip(who, reversed(who), strict=True)
    ]
    lists = [
        [(entries[i][moment], entries[i]["after"]) for i in sorted(those)]
        for moment, those in zip(PAIRS, kept, strict=True)
    ]
    changes = [change(pairs, threshold) for pairs in lists]
    cells: list[str] = []
    for own, other, all in zip(changes, reversed(changes), who, strict=True):
        cells += figures(own, len(all), both_safe(own, other, threshold, levels))
    return cells


def both_safe(own: Change | None, other: Change | None, threshold: int, levels: int) -> bool:
    if not own or not own.safe(own.means, threshold, levels):
        return False
    return not other or other.safe(Means(None, other.means.now, None), threshold, levels)


def figures(own: Change | None, count: int, open: bool) -> list[str]:
    """The eight cells of a comparison; `open`: with its means."""
    if not own:
        return [WITHHELD] * 8 if count else ["0", *[""] * 7]
    means = [decimal(mean) if open else WITHHELD for mean in own.means]
    return [str(own.people), *means, *map(number, own.seen)]


def decimal(tenths: int | None) -> str:
    """`3.4` for 34 and `-0.5` for -5. A number of ours: no spreadsheet takes it for a formula."""
    size = abs(tenths or 0)
    return f"{'-' if (tenths or 0) < 0 else ''}{size // 10}.{size % 10}"

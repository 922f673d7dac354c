"""What of a group's figures may be shown without giving anybody in it away.

Of each outcome one of three things is shown: means and counts, means alone, or nothing. A reader who knows
these rules, and all that is shown of the outcome, must not be able to work out a hidden count. So no step
looks at anything finer than what it lets be seen:

1. Means and counts are shown if, among all groups with these very means and shown counts, every hidden count
   is at least DOUBT different numbers. All these groups are shown alike, because nothing else was looked at.
2. Otherwise the means are shown alone, if groups of these means in which a count of the same comparison is
   too small leave as much doubt. The counts of both comparisons are hidden together, so all these groups are
   shown alike: whatever the answers at one start are, those at the other may be any of the same total.
3. Otherwise nothing is shown: no count stays that would explain why the means are gone.

The reader is taken to know how many people there are. `tests/unit/test_team.py` tries every group of five.
`components/team-figures/team-figures.js` holds the same rules; a test compares what the two make.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import product
from typing import NamedTuple

LEAST = 5
"""No threshold is smaller."""
DOUBT = 4
"""A hidden count must leave at least so many numbers that it could be, whatever else is shown."""

Cells = tuple[int, int, int]
"""How many went up, stayed, went down; or finished all, some, none."""
Span = tuple[int, int]
"""The least and the most that a total can be."""
NOTHING_YET: Span = (10**9, -(10**9))
START, NOW, CHANGE = 0, 1, 2


class Shown(NamedTuple):
    """What is shown of three counts and of the last two together; None is withheld."""

    first: int | None
    rest: int | None
    middle: int | None
    last: int | None


HIDDEN = Shown(None, None, None, None)


class Means(NamedTuple):
    """Mean at the start, mean now and mean change, in tenths."""

    start: int
    now: int
    change: int


class Change(NamedTuple):
    """One comparison: as much of its counts as they allow by themselves, and its means."""

    seen: Shown
    means: Means


class Extent(Enum):
    """How much of an outcome's confidence is shown."""

    COUNTS = "means and counts"
    MEANS = "means alone"
    NOTHING = "nothing"


def is_small(count: int, threshold: int) -> bool:
    return 0 < count < threshold


def shown(cells: Cells, threshold: int) -> Shown:
    """All three counts, or the first and the sum of the others, or none: nothing that subtraction gives."""
    first, middle, last = cells
    if is_small(first, threshold) or is_small(middle + last, threshold):
        return HIDDEN
    if is_small(middle, threshold) or is_small(last, threshold):
        return Shown(first, middle + last, None, None)
    return Shown(first, middle + last, middle, last)


def hidden(seen: Shown) -> list[int]:
    """The places of the counts that are withheld."""
    return [place for place, count in enumerate((seen.first, seen.middle, seen.last)) if count is None]


def candidates(seen: Shown, people: int, threshold: int) -> Iterator[Cells]:
    """Every split of the people of which the same would be shown: what a reader cannot tell apart."""
    if seen.first is not None and seen.middle is not None and seen.last is not None:
        yield seen.first, seen.middle, seen.last
        return
    firsts = range(people + 1) if seen.first is None else (seen.first,)
    for first in firsts:
        if seen.first is None and not (is_small(first, threshold) or is_small(people - first, threshold)):
            continue
        for middle in range(people - first + 1):
            cells = first, middle, people - first - middle
            if shown(cells, threshold) == seen:
                yield cells


def tenths(total: int, people: int) -> int:
    """The mean in tenths, half of one rounded up; in whole numbers, so that no machine rounds otherwise."""
    return (20 * total + people) // (2 * people)


def span(mean: int, people: int) -> Span:
    """The totals whose mean is printed so."""
    return -(-people * (2 * mean - 1) // 20), -(-people * (2 * mean + 1) // 20) - 1


def overlap(*spans: Span) -> Span:
    return max(least for least, _ in spans), min(most for _, most in spans)


def is_empty(span: Span) -> bool:
    return span[0] > span[1]


def limits(cells: Cells, levels: int) -> tuple[Span, Span, Span]:
    """What the totals at the start, now and of the change lie between, for so many up, the same and down."""
    up, same, down = cells
    return (
        (up + same + 2 * down, (levels - 1) * up + levels * (same + down)),
        (2 * up + same + down, levels * (up + same) + (levels - 1) * down),
        (up - (levels - 1) * down, (levels - 1) * up - down),
    )


def starts(counts: Sequence[Cells], people: int, levels: int, now: int) -> list[Span]:
    """What the answers at each start can add up to, if those now add up to `now`.

    `now` is within the limits of all the counts.

    Nobody who went up answers 1 now, and nobody who went down the highest. Answers now that lie as far apart
    as this allows leave most room to those who went up and to those who went down, in both comparisons. A
    test finds the same by trying every group.
    """
    up, down = (max(cells[place] for cells in counts) for place in (0, 2))

    def highest(count: int) -> int:
        """The most that so many of the people's answers now can add up to."""
        others = people - count + max(0, up - count)
        return min(levels * count - max(0, count - (people - down)), now - others)

    return [
        (now - highest(up) + up + down, levels * down - up + highest(people - down)) for up, _, down in counts
    ]


class Told(NamedTuple):
    """What a reader would be told of an outcome: one comparison, or two of the same people."""

    changes: tuple[Change, ...]
    people: int
    levels: int
    now: Span
    """What the answers now can add up to, by the means of both comparisons."""


def tell(changes: Sequence[Change], people: int, levels: int) -> Told:
    spans = []
    for _, means in changes:
        start, change = span(means.start, people), span(means.change, people)
        spans += [span(means.now, people), (start[0] + change[0], start[1] + change[1])]
    return Told(tuple(changes), people, levels, overlap(*spans))


def can_be(counts: Sequence[Cells], told: Told) -> bool:
    """Whether some answers of these people give such counts and means."""
    bounds = [limits(cells, told.levels) for cells in counts]
    changes = [span(means.change, told.people) for _, means in told.changes]
    if any(is_empty(overlap(bound[CHANGE], change)) for bound, change in zip(bounds, changes, strict=True)):
        return False
    least, most = overlap(told.now, *(bound[NOW] for bound in bounds))
    for now in range(least, most + 1):
        spans = [
            overlap(start, span(means.start, told.people), (now - change[1], now - change[0]))
            for start, (_, means), change in zip(
                starts(counts, told.people, told.levels, now), told.changes, changes, strict=True
            )
        ]
        if not any(map(is_empty, spans)):
            return True
    return False


def leaves_doubt(told: Told, threshold: int) -> bool:
    """Whether every hidden count can be enough numbers, and no mean says that all but a few answered alike.

    Alike means: the lowest, or the highest, that so many up, the same and down allow.
    """
    places = [(which, place) for which, (seen, _) in enumerate(told.changes) for place in hidden(seen)]
    doubts: list[set[int]] = [set() for _ in places]
    totals = [told.now, *(span(means.start, told.people) for _, means in told.changes)]
    room = [NOTHING_YET for _ in totals]
    for counts in product(*(candidates(seen, told.people, threshold) for seen, _ in told.changes)):
        if not can_be(counts, told):
            continue
        for (which, place), doubt in zip(places, doubts, strict=True):
            doubt.add(counts[which][place])
        bounds = [limits(cells, told.levels) for cells in counts]
        found = [overlap(*(bound[NOW] for bound in bounds)), *(bound[START] for bound in bounds)]
        room = [
            (min(one[0], other[0]), max(one[1], other[1])) for one, other in zip(room, found, strict=True)
        ]
        far = (
            total[1] - least >= threshold and most - total[0] >= threshold
            for total, (least, most) in zip(totals, room, strict=True)
        )
        if all(len(doubt) >= DOUBT for doubt in doubts) and all(far):
            return True
    return False


def extent(changes: Sequence[Change], people: int, threshold: int, levels: int) -> Extent:
    """How much of an outcome is shown: see the top of this file. Nothing where there is no comparison."""
    if not changes:
        return Extent.NOTHING
    told = tell(changes, people, levels)
    if all(seen != HIDDEN for seen, _ in changes) and leaves_doubt(told, threshold):
        return Extent.COUNTS
    alone = [told._replace(changes=(Change(HIDDEN, means),)) for _, means in changes]
    return Extent.MEANS if all(leaves_doubt(one, threshold) for one in alone) else Extent.NOTHING

"""What of a group's figures may be shown without giving anybody in it away.

`components/team-figures/team-figures.js` holds the same rules; a test compares what the two make.
"""

from collections.abc import Iterator
from typing import NamedTuple

LEAST = 5
"""No threshold is smaller."""
DOUBT = 4
"""A hidden count must leave at least so many numbers that it could be, whatever else is shown."""

Cells = tuple[int, int, int]
"""How many went up, stayed, went down; or finished all, some, none."""
Span = tuple[int, int]
"""The least and the most that a total can be."""
ANY: Span = (-(10**9), 10**9)
START, NOW = 0, 1


class Shown(NamedTuple):
    """What is shown of three counts and of the last two together; None is withheld."""

    first: int | None
    rest: int | None
    middle: int | None
    last: int | None


class Means(NamedTuple):
    """Mean at the start, mean now and mean change, in tenths; None is not known."""

    start: int | None
    now: int | None
    change: int | None


def is_small(count: int, threshold: int) -> bool:
    return 0 < count < threshold


def shown(cells: Cells, threshold: int) -> Shown:
    """All three counts, or the first and the sum of the others, or none: nothing that subtraction gives."""
    first, middle, last = cells
    if is_small(first, threshold) or is_small(middle + last, threshold):
        return Shown(None, None, None, None)
    if is_small(middle, threshold) or is_small(last, threshold):
        return Shown(first, middle + last, None, None)
    return Shown(first, middle + last, middle, last)


def tenths(total: int, people: int) -> int:
    """The mean in tenths, half of one rounded up; in whole numbers, so that no machine rounds otherwise."""
    return (20 * total + people) // (2 * people)


def span(mean: int | None, people: int) -> Span:
    """The totals whose mean is printed so; any total, where no mean is known."""
    if mean is None:
        return ANY
    return -(-people * (2 * mean - 1) // 20), -(-people * (2 * mean + 1) // 20) - 1


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


def limits(cells: Cells, levels: int) -> tuple[Span, Span, Span]:
    """What the totals at the start, now and of the change lie between, for so many up, the same and down."""
    up, same, down = cells
    return (
        (up + same + 2 * down, (levels - 1) * up + levels * (same + down)),
        (2 * up + same + down, levels * (up + same) + (levels - 1) * down),
        (up - (levels - 1) * down, (levels - 1) * up - down),
    )


def overlap(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), min(one[1], other[1])


def can_be(cells: Cells, levels: int, totals: list[Span]) -> bool:
    """Whether some answers of these people give such totals: every whole number within the limits can be."""
    start, now, change = map(overlap, limits(cells, levels), totals)
    change = overlap(change, (now[0] - start[1], now[1] - start[0]))
    return start[0] <= start[1] and now[0] <= now[1] and change[0] <= change[1]


def safe(seen: Shown, people: int, threshold: int, levels: int, means: Means) -> bool:
    """Whether these means may stand beside these counts.

    They may not where they leave a hidden count too few numbers that it could be, nor where they say that
    everybody, or all but a few, gave the lowest or the highest answer that they could. The rule looks only
    at what would be shown: so that a mean is shown, or not, tells nothing more.
    """
    totals = [span(mean, people) for mean in means]
    hidden = [place for place, count in enumerate((seen.first, seen.middle, seen.last)) if count is None]
    doubts: list[set[int]] = [set() for _ in hidden]
    least, most = list(ANY[1:] * 2), list(ANY[:1] * 2)
    for cells in candidates(seen, people, threshold):
        if not can_be(cells, levels, totals):
            continue
        for place, doubt in zip(hidden, doubts, strict=True):
            doubt.add(cells[place])
        for moment in START, NOW:
            low, high = limits(cells, levels)[moment]
            least[moment], most[moment] = min(low, least[moment]), max(high, most[moment])
        far = (
            totals[moment][1] - least[moment] >= threshold and most[moment] - totals[moment][0] >= threshold
            for moment in (START, NOW)
        )
        if all(len(doubt) >= DOUBT for doubt in doubts) and all(far):
            return True
    return False

"""Tables on slides: how high one is, and in how many pieces a large one comes.

Their type is always the smallest. Columns share the width as browsers share it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, inf
from typing import TypeVar

from generator.decks.ruler import BOLD, lines, plain, width, word

BESIDE, ABOVE = 0.8, 0.4
"""The room around the words of a cell, beside them and above and below."""
LEADING = 1.2
T = TypeVar("T")
CELL = re.compile(r"(?<!\\)\|")


def rows_of(table: str) -> list[list[str]]:
    """The cells of each row, the headings first, without the line below these."""
    head, _, *rows = table.splitlines()
    return [[cell.strip() for cell in CELL.split(row.strip().strip("|"))] for row in (head, *rows)]


def least(column: Sequence[str]) -> float:
    """The width of a column's longest word."""
    return BESIDE + max((word(each) * BOLD for cell in column for each in plain(cell).split()), default=0)


def most(column: Sequence[str]) -> float:
    """The width of a column in which every cell takes one line."""
    head, *cells = column
    return BESIDE + max(width(plain(head)) * BOLD, *(width(plain(cell)) for cell in cells), 0)


def columns(rows: Sequence[Sequence[str]], wide: float) -> list[float]:
    """How wide each column is: as wide as its longest cell, if all have that room; else in proportion."""
    stood = list(zip(*rows, strict=False))
    small, large = [least(each) for each in stood], [max(most(each), least(each)) for each in stood]
    if sum(large) <= wide:
        return large
    share = max(0.0, wide - sum(small)) / (sum(large) - sum(small) or 1)
    return [low + share * (high - low) for low, high in zip(small, large, strict=True)]


def heights(table: str, wide: float) -> list[float]:
    """How high each row is, that of the headings first."""
    rows = rows_of(table)
    widths = [max(0.5, each - BESIDE) for each in columns(rows, wide)]
    return [
        ABOVE + LEADING * max(lines(cell, each) for cell, each in zip(row, widths, strict=False))
        for row in rows
    ]


def tall(table: str, wide: float) -> float:
    """How high a table is; without end if it is too wide."""
    too_wide = sum(map(least, zip(*rows_of(table), strict=False))) > wide
    return inf if too_wide else sum(heights(table, wide))


def pieces(table: str, space: float, wide: float) -> Iterator[str]:
    """A table in as many as it takes, each with its headings, and evenly filled."""
    for narrow in abreast(table, wide):
        head, rule, *rows = narrow.splitlines()
        top, *each = heights(narrow, wide)
        count = ceil(sum(each) / max(space - top, 1))
        while max(map(sum, dealt(each, count))) > space - top and count < len(rows):
            count += 1
        for part in dealt(rows, count):
            yield "\n".join([head, rule, *part])


def dealt(rows: Sequence[T], count: int) -> list[Sequence[T]]:
    """Rows in order in so many parts, as even as may be."""
    cuts = [len(rows) * number // count for number in range(count + 1)]
    return [rows[start:end] for start, end in pairwise(cuts)]


def abreast(table: str, wide: float) -> Iterator[str]:
    """A table with too many columns as several, each with the first column."""
    rows = rows_of(table)
    small = [least(column) for column in zip(*rows, strict=False)]
    groups: list[list[int]] = [[0]]
    for number in range(1, len(small)):
        if len(groups[-1]) > 1 and sum(small[each] for each in (*groups[-1], number)) > wide:
            groups.append([0])
        groups[-1].append(number)
    if len(groups) == 1:
        yield table
        return
    for group in groups:
        head, *rest = [
            "| " + " | ".join(row[each] for each in group if each < len(row)) + " |" for row in rows
        ]
        yield "\n".join([head, "|" + "---|" * len(group), *rest])

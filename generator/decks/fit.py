"""How much fits on a slide: a text in blocks, its height, and the slides that it takes.

Sizes are in `em` of the smallest type on a slide, as slide.css sets it: every wall has at least this room.
A test measures every slide of the course in a browser.
"""

import re
from collections.abc import Iterator, Sequence
from math import ceil

from generator.citations import GROUP, keys_in
from generator.decks import tables
from generator.decks.ruler import SERIF, lines

WIDE, TALL = 34.5, 18.2
"""The room between the edges of a slide: TALL holds less than there is, for what is rounded."""
QUIET = 31.5
"""The width of a quiet moment."""
KIND = 1.25
"""The line above a heading that says what this is."""
HEAD = 1.5
"""The size of a slide's heading."""
LEADING, GAP = 1.35, 0.55
SIZES = {"xl": 1.5, "l": 1.25, "ml": 1.12, "m": 1.0}
"""The sizes of type on a slide, from the largest."""
ASKS = {"xl": 1.75, "l": 1.5, "ml": 1.42, "m": 1.35}
"""The sizes of a question, with the same names."""
COMFORTABLE = 1.25
"""A text that takes several slides is set in this size."""
MARGIN = 1.4
"""What stands before the items of a list."""
TYPED = 0.61
"""The width of a letter of code."""
ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s")
HARD = re.compile(r"\s*(?:```|~~~)")
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z'\"‘“])")


class Rest(str):
    """A sentence that goes on in the paragraph of the one before it, if that is on the same slide."""

    __slots__ = ()


def cited(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without its citations, and the keys that they name, in order."""
    keys = [key for group in GROUP.findall(text) for key in keys_in(group)]
    return re.sub(rf"\s?{GROUP.pattern}", "", text), tuple(dict.fromkeys(keys))


def blocks(text: str) -> list[str]:
    """Paragraphs, headings, tables and list items of a Markdown text; fenced code stays in one piece."""
    found: list[str] = []
    fenced = False
    fresh = True
    for line in text.strip().splitlines():
        starts_item = bool(ITEM.match(line)) and not fenced
        if HARD.match(line):
            fenced = not fenced
        if not line.strip() and not fenced:
            fresh = True
        elif found and not starts_item and (not fresh or (line[:1].isspace() and ITEM.match(found[-1]))):
            found[-1] += ("\n\n" if fresh else "\n") + line
            fresh = False
        else:
            found.append(line)
            fresh = False
    return found


def tall(block: str, size: float, wide: float = WIDE) -> float:
    """How high a block is, with the gap below it."""
    if block.startswith("|"):
        return tables.tall(block, wide) + GAP * size
    if HARD.match(block):
        typed = (max(1, ceil(len(line) * TYPED * size / wide)) for line in block.splitlines()[1:-1])
        return size * (LEADING * sum(typed) + GAP)
    item = bool(ITEM.match(block))
    each = re.split(r"\n(?=\s+(?:[-*+]|\d+[.)])\s)", block)
    height = sum(lines(text, wide / size - item * MARGIN) for text in each)
    return size * (LEADING * height + (GAP / 2 if item else GAP))


def height(texts: Sequence[str], size: float, wide: float = WIDE) -> float:
    """How high some blocks are together."""
    whole = blocks(joined(texts)) if any(isinstance(text, Rest) for text in texts) else texts
    last = GAP * size / (2 if whole and ITEM.match(whole[-1]) else 1)
    return sum(tall(text, size, wide) for text in whole) - last if whole else 0.0


def heading(text: str, size: float = HEAD, wide: float = WIDE) -> float:
    """How high a heading is, with the gap below it."""
    return size * (1.15 * lines(text, wide / size / SERIF) + 0.45)


def foot(text: str) -> float:
    """How high a line at the foot is, such as that of the sources."""
    return 1.2 * lines(f"Source: {text}", WIDE) + 0.4 if text else 0.0


def room(title: str, named: str = "", kind: str = "", head: float = HEAD) -> float:
    """What a heading and the lines above it and at the foot leave for text."""
    return TALL - heading(title, head) - foot(named) - (KIND * lines(kind, WIDE) if kind else 0)


def size_for(texts: Sequence[str], space: float, wide: float = WIDE) -> str | None:
    """The largest size in which these blocks fit, or None if they fit in none."""
    whole = [text for text in texts if text]
    return next((name for name, size in SIZES.items() if height(whole, size, wide) <= space), None)


def size_of_ask(ask: str, space: float, wide: float = WIDE, above: Sequence[str] = ()) -> str | None:
    """The largest size in which a question fits, with what stands above it."""
    for name, size in SIZES.items():
        large = ASKS[name]
        used = large * (1.22 * lines(ask, wide / large / SERIF) + 0.45)
        if used + (height(above, size, wide) + 0.7 * large if above else 0) <= space:
            return name
    return None


def joined(found: Sequence[str]) -> str:
    """Blocks as one text again: items of a list stay together, and sentences of a paragraph."""
    text = ""
    for before, block in zip(["", *found], found, strict=False):
        close = ITEM.match(before) and ITEM.match(block)
        between = " " if isinstance(block, Rest) else "\n" if close else "\n\n"
        text += (between if text else "") + block
    return text


def pieces(block: str, space: float, wide: float = WIDE) -> Iterator[str]:
    """A block that is too long for a slide, in pieces: parts of a table, or sentences."""
    if block.startswith("|"):
        yield from tables.pieces(block, space, wide)
    elif HARD.match(block) or ITEM.match(block):
        yield block
    else:
        first, *rest = SENTENCE.split(block)
        yield first
        yield from map(Rest, rest)


def slides_of(
    text: str, space: float = TALL - 3, size: float = COMFORTABLE, wide: float = WIDE
) -> list[tuple[str, str | None]]:
    """The slides that a text takes, with their size: one if it fits, else evenly filled and alike.

    The size is None where a piece does not fit in any.
    """
    whole = blocks(text)
    if name := size_for(whole, space, wide):
        return [(joined(whole), name)]
    pages = evenly(parted(whole, space, size, wide), space, size, wide)
    return [(joined(page), name) for page, name in zip(pages, sizes_of(pages, space, wide), strict=True)]


def parted(whole: Sequence[str], space: float, size: float, wide: float) -> list[str]:
    """Blocks, with those in pieces that are too long for a slide."""
    return [
        piece
        for block in whole
        for piece in (pieces(block, space, wide) if tall(block, size, wide) > space else [block])
    ]


def sizes_of(pages: Sequence[Sequence[str]], space: float, wide: float = WIDE) -> list[str | None]:
    """The size of each page: the largest in which all of them fit, so that letters do not jump."""
    found = [size_for(page, space, wide) for page in pages]
    fitting = next((name for name in reversed(SIZES) if name in found), "m")
    return [name and fitting for name in found]


def evenly(small: Sequence[str], space: float, size: float, wide: float = WIDE) -> list[list[str]]:
    """Blocks on as few slides as hold them, and none of these much fuller than the others."""
    fewest = len(packed(small, space, size, wide))
    share = height(small, size, wide) / fewest
    while share < space and len(packed(small, share, size, wide)) > fewest:
        share += 0.5
    return packed(small, min(share, space), size, wide)


def packed(small: Sequence[str], space: float, size: float, wide: float = WIDE) -> list[list[str]]:
    """Blocks in order on as many slides as they take; a heading never ends a slide."""
    pages: list[list[str]] = [[]]
    for block in small:
        if pages[-1] and height([*pages[-1], block], size, wide) > space:
            last = [pages[-1].pop()] if pages[-1][-1].startswith("#") and len(pages[-1]) > 1 else []
            pages.append(last)
        pages[-1].append(block)
    return [page for page in pages if page]

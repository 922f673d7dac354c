"""How much fits on a slide: a text in blocks, its height in lines of type, and the slides that it takes.

Sizes are in `em` of the smallest type on a slide. They are a budget and no measure: letters differ from
machine to machine. A test measures every slide of the course in a browser.
"""

import re
from collections.abc import Iterator, Sequence
from math import ceil

from generator.citations import GROUP, keys_in

WIDE, TALL = 34.0, 13.2
"""The room for text below the heading of a slide."""
PER_EM = 1.8
"""Letters to an em, of a wide font: what fits with it fits with others."""
HEAD = 1.5
"""The size of a slide's heading."""
TITLE = 2.1
"""Letters to an em of a heading: the serif is narrower."""
LEADING, GAP = 1.35, 0.55
SIZES = {"xl": 1.5, "l": 1.25, "m": 1.0}
"""The sizes of type on a slide, from the largest."""
COMFORTABLE = 1.25
"""A text that takes several slides is set in this size."""
ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s")
HARD = re.compile(r"\s*(?:```|~~~)")
MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`#|>]")
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z'\"‘“])")


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


def lines(text: str, wide: float) -> int:
    """About how many lines a paragraph takes."""
    return max(1, ceil(len(MARKS.sub(r"\1", text).strip()) / (wide * PER_EM)))


def tall(block: str, size: float, wide: float = WIDE) -> float:
    """About how high a block is, with the gap below it."""
    if block.startswith("|"):
        rows = [row for row in block.splitlines() if not re.fullmatch(r"[|:\s-]+", row)]
        return sum(size * LEADING * lines(row, wide / size * 0.8) + 0.7 * size for row in rows)
    if HARD.match(block):
        return size * LEADING * len(block.splitlines()) + GAP
    gap = GAP / 2 if ITEM.match(block) else GAP
    return size * (LEADING * lines(block, wide / size - (1.4 if ITEM.match(block) else 0)) + gap)


def room(title: str, *foot: str, head: float = HEAD) -> float:
    """What a heading and the lines at the foot leave for text."""
    more = 1.15 * head * (lines(title, WIDE / head * TITLE / PER_EM) - 1) + 1.6 * (head - HEAD)
    return TALL + 1.5 - more - sum(1.2 * lines(text, WIDE) + 0.3 for text in foot if text)


def size_for(texts: Sequence[str], space: float = TALL, wide: float = WIDE) -> str | None:
    """The largest size in which these blocks fit, or None if they fit in none."""
    fitting = (name for name, size in SIZES.items() if sum(tall(text, size, wide) for text in texts) <= space)
    return next(fitting, None)


def joined(found: Sequence[str]) -> str:
    """Blocks as one text again: items of a list stay together."""
    text = ""
    for before, block in zip(["", *found], found, strict=False):
        close = ITEM.match(before) and ITEM.match(block)
        text += ("\n" if close else "\n\n" if text else "") + block
    return text


def pieces(block: str) -> Iterator[str]:
    """A block that is too long for a slide, in pieces: rows of a table, or sentences."""
    if block.startswith("|"):
        head, rule, *rows = block.splitlines()
        for start in range(0, len(rows), 5):
            yield "\n".join([head, rule, *rows[start : start + 5]])
    elif HARD.match(block) or ITEM.match(block):
        yield block
    else:
        yield from SENTENCE.split(block)


def slides_of(text: str, space: float = TALL, size: float = COMFORTABLE) -> list[tuple[str, str]]:
    """The slides that a text takes, with their size: one if it fits, else evenly filled and alike."""
    whole = blocks(text)
    if name := size_for(whole, space):
        return [(joined(whole), name)]
    small = [piece for block in whole for piece in (pieces(block) if tall(block, size) > space else [block])]
    pages = evenly(small, space, size)
    return [(joined(page), size_of_all(pages, space)) for page in pages]


def size_of_all(pages: Sequence[Sequence[str]], space: float) -> str:
    """The largest size in which each of these pages fits, so that letters do not jump from slide to slide."""
    found = {size_for(page, space) or "m" for page in pages}
    return next(name for name in reversed(SIZES) if name in found)


def evenly(small: Sequence[str], space: float, size: float) -> list[list[str]]:
    """Blocks on as few slides as hold them, and none of these much fuller than the others."""
    fewest = len(packed(small, space, size))
    share = sum(tall(block, size) for block in small) / fewest
    while share < space and len(packed(small, share, size)) > fewest:
        share += 0.5
    return packed(small, min(share, space), size)


def packed(small: Sequence[str], space: float, size: float) -> list[list[str]]:
    """Blocks in order on as many slides as they take; a heading never ends a slide."""
    pages: list[list[str]] = [[]]
    for block in small:
        used = sum(tall(each, size) for each in pages[-1])
        if pages[-1] and used + tall(block, size) > space:
            last = [pages[-1].pop()] if pages[-1][-1].startswith("#") and len(pages[-1]) > 1 else []
            pages.append(last)
        pages[-1].append(block)
    return [page for page in pages if page]

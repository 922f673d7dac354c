"""How wide a text is, and how many lines it takes: measured in `em`, letter by letter, in a wide font.

Fonts differ from machine to machine. What fits in a wide one fits in the others.
"""

import re
import unicodedata
from functools import cache

from generator.citations import GROUP

WIDTHS = {
    0.3: "'IJijl",
    0.35: " ,-./:;\\|f‘’·",
    0.4: "!()[]rt",
    0.45: '"',
    0.5: "*_`–°",
    0.55: "?Lcsz“”",
    0.6: "FPTYaekovxyé",
    0.7: "ABCRVXZ",
    0.75: "HNU",
    0.8: "&DGOQ",
    0.85: "#+<=>M^w~×÷≥−✓",
    1.0: "%@Wm—…½",
}
OTHERS = 0.65
"""Most letters and all digits."""
BOLD = 1.13
"""How much wider bold letters are."""
SERIF = 0.92
"""How wide letters of headings are beside these, bold as they are."""
WIDTH_OF = {letter: width for width, letters in WIDTHS.items() for letter in letters}
MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|^\s*(?:#+|>|[-*+]|\d+[.)])\s+|[*_`]")


def plain(text: str) -> str:
    """A piece of Markdown as it is read: without its marks and its citations."""
    return MARKS.sub(r"\1", re.sub(rf"\s?{GROUP.pattern}", "", text)).strip()


def letter(each: str) -> float:
    if each in WIDTH_OF:
        return WIDTH_OF[each]
    return 1.0 if unicodedata.east_asian_width(each) in "WF" else OTHERS


@cache
def word(text: str) -> float:
    return sum(map(letter, text))


def width(text: str) -> float:
    """How wide a text is on one line."""
    return sum(word(each) for each in text.split()) + WIDTH_OF[" "] * text.count(" ")


@cache
def lines(text: str, wide: float) -> int:
    """How many lines a text takes, of this width; at least one."""
    count, used = 1, 0.0
    bold = 1.0
    for each in re.sub(rf"\s?{GROUP.pattern}", "", text).split():
        bold = BOLD if each.startswith("**") else bold
        needed = word(plain(each)) * bold
        if used and used + needed > wide:
            count, used = count + 1, 0.0
        broken, rest = divmod(needed, wide) if needed > wide else (0, needed)
        count += int(broken)
        used += rest + WIDTH_OF[" "]
        bold = 1.0 if re.search(r"\*\*\W*$", each) else bold
    return count

"""Rules about colours."""

from collections.abc import Iterator

from generator.model import Course
from generator.source import Place

PAPER = {"light": "#fffdf8", "dark": "#201f28"}
"""The grounds that the theme puts text on: paper, and a card in the dark."""
LEAST = 7.0


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it, of a colour such as `#3b3a8f`."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours_can_be_read(course: Course) -> Iterator[tuple[Place, str]]:
    """Every colour has a contrast of at least 7 with the ground that it is used on.

    Tired eyes, bright rooms and old projectors need more than the least that the standard allows.
    """
    for id, palette in course.settings.colours.items():
        for scheme, ground in PAPER.items():
            found = contrast(getattr(palette, scheme), ground)
            if found < LEAST:
                place = course.settings.at("colours", id, scheme)
                how = "darker" if scheme == "light" else "lighter"
                yield (
                    place,
                    f"choose a {how} colour; its contrast with {ground} is {found:.1f}, and 7 is needed",
                )

"""QR codes: an address as a drawing that a phone reads. The only door segno comes in by."""

import re
from dataclasses import dataclass
from functools import cache

import segno

QUIET = 4
"""The white margin that readers need, in modules."""


@dataclass(frozen=True)
class Code:
    """A QR code as the path of a drawing, `side` units wide and high, its margin included."""

    address: str
    side: int
    path: str

    @property
    def pieces(self) -> list[str]:
        """The address of the page as people type it, in pieces between which a line may break."""
        typed = self.address.partition("://")[2].partition("#")[0].rstrip("/")
        return re.findall(r"[^/]+/?", typed)


@cache
def code(address: str) -> Code:
    """The code of an address: dark modules, row by row, as runs."""
    matrix = [bytes(row) for row in segno.make(address, error="m", micro=False, boost_error=False).matrix]
    runs = [
        f"M{QUIET + x} {QUIET + y}h{length}v1h-{length}z"
        for y, row in enumerate(matrix)
        for x, length in runs_in(row)
    ]
    return Code(address, len(matrix) + 2 * QUIET, "".join(runs))


def runs_in(row: bytes) -> list[tuple[int, int]]:
    """Where each run of dark modules starts, and how long it is."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((x, 1))
    return found

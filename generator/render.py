"""Jinja and Markdown: text to HTML that is safe to put into a page.

The only door Jinja, Markdown and nh3 come in by. What authors write never reaches a page as HTML of their
own: raw HTML is shown as text, and what Markdown makes of the rest is cleaned.
"""

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date as Date
from functools import cache
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import markdown
import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from generator.citations import GROUP, formatted, items_in
from generator.model import (
    IN_WORDS,
    STRENGTHS,
    Course,
    Module,
    Point,
    Question,
    QuestionStep,
    Reference,
    Term,
)
from generator.paths import relative

HERE = Path(__file__).parent
PLAIN = re.compile(r"(?:[^\W_]|[ ,.;:?()'\"%/+=$£€‘’“”-])*")
"""Text in which Markdown sees nothing: most options and labels, and much the fastest to render."""
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
# fmt: off
TAGS = {
    "a", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}
# fmt: on
ATTRIBUTES = {
    "a": {"href", "id", "title", "aria-label", "rel", "class"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "sup": {"class"},
    "td": {"data-label"},
    "th": {"scope"},
    "ol": {"start"},
}


@dataclass
class Page:
    """A page while it is rendered: its path, and what it has cited so far, in order."""

    path: str
    course: Course
    cited: dict[str, list[str]] = field(default_factory=dict)
    """For each reference, the ids of the places that cite it."""
    shown: set[str] = field(default_factory=set)
    terms: list[Term] = field(default_factory=list)
    """The words of the glossary that this page has still to link where it first uses them."""

    def href(self, target: str) -> str:
        return relative(target, self.path)

    def cite(self, key: str) -> tuple[int, str]:
        """The number of a reference on this page, and the id of this place that cites it."""
        places = self.cited.setdefault(key, [])
        number = list(self.cited).index(key) + 1
        places.append(f"cite-{number}-{len(places) + 1}")
        return number, places[-1]

    def first(self, id: str) -> bool:
        """Whether something is shown on this page for the first time, so that its id stands there once."""
        new = id not in self.shown
        self.shown.add(id)
        return new

    @property
    def references(self) -> list[tuple[Reference, list[str]]]:
        """The references cited on this page, in order, with the places that cite them."""
        known = self.course.reference_by_id
        return [(known[key], places) for key, places in self.cited.items() if key in known]


class Citations(InlineProcessor):
    """`[@key, locator]` becomes numbers that lead to the references at the foot of the page."""

    page: Page

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        group = etree.Element("sup", {"class": "course-cite"})
        for index, (key, locator) in enumerate(items_in(m[1])):
            number, id = self.page.cite(key)
            name = f"Reference {number}" + (f", {locator}" if locator else "")
            link = etree.SubElement(group, "a", {"id": id, "href": f"#ref-{number}", "aria-label": name})
            link.text = markdown.util.AtomicString(str(number) + (f", {locator}" if locator else ""))
            if index:
                group[index - 1].tail = ", "
        return group, m.start(0), m.end(0)


class Links(Treeprocessor):
    """Links within the course lead from this page; tables can be read as rows on a phone."""

    page: Page

    def run(self, root: etree.Element) -> None:
        for link in root.iter("a"):
            href = link.get("href", "")
            if href.startswith("/"):
                link.set("href", self.page.href(href))
            elif "://" in href:
                link.set("rel", "noreferrer")
        for table in list(root.iter("table")):
            label_cells(table)


class Terms(Treeprocessor):
    """A word of the glossary leads there from where a page first uses it."""

    page: Page

    def run(self, root: etree.Element) -> None:
        if self.page.terms:
            for parent in [*root.iter("p"), *root.iter("li")]:
                self._link_in(parent)

    def _link_in(self, parent: etree.Element) -> None:
        """Link in the text of an element and behind its children; not in links, headings, code or tables."""
        for child in [None, *parent]:
            text = parent.text if child is None else child.tail
            found = self._first(text or "")
            if not found:
                continue
            term, match = found
            self.page.terms.remove(term)
            link = etree.Element(
                "a", {"href": self.page.href(f"/glossary/#{term.id}"), "class": "course-term"}
            )
            link.text, link.tail = match[0], (text or "")[match.end() :]
            if child is None:
                parent.text = (text or "")[: match.start()]
            else:
                child.tail = (text or "")[: match.start()]
            parent.insert(list(parent).index(child) + 1 if child is not None else 0, link)

    def _first(self, text: str) -> tuple[Term, re.Match[str]] | None:
        """The term that comes first in a text, the longest where two begin together."""
        found = [
            (term, match)
            for term in self.page.terms
            if (match := pattern_of((term.term, *term.also)).search(text))
        ]
        return min(found, key=lambda pair: (pair[1].start(), -pair[1].end()), default=None)


@cache
def pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some words as a whole, the longest first."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b", re.I)


def label_cells(table: etree.Element) -> None:
    """Each cell carries its column's heading, which a phone shows beside it."""
    headings = ["".join(cell.itertext()).strip() for cell in table.iter("th")]
    for heading, cell in zip(headings, list(table.iter("th")), strict=True):
        if heading:
            cell.set("scope", "col")
        else:
            cell.tag = "td"  # an empty corner heads nothing
    for row in table.iter("tr"):
        for heading, cell in zip(headings, row.findall("td"), strict=False):
            if heading:
                cell.set("data-label", heading)


class CourseMarkdown(Extension):
    """Markdown without raw HTML, with citations and links of the course."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(Citations(rf"\s?{GROUP.pattern}", md), "citations", 175)
        md.treeprocessors.register(Links(md), "links", 5)
        md.treeprocessors.register(Terms(md), "terms", 4)


@cache
def converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=["tables", "sane_lists", "fenced_code", CourseMarkdown()])


def to_html(text: str, page: Page) -> Markup:
    """Markdown as clean HTML."""
    if not page.terms and PLAIN.fullmatch(text) and not text[:1].isdigit() and text[:1] not in "-+=":
        return Markup(f"<p>{escape(text)}</p>")
    return once(text, page, lambda: clean(on_page(page).reset().convert(text)))


def to_line(text: str, page: Page) -> Markup:
    """One line of Markdown as clean HTML without a paragraph around it: for labels, legends and cells."""
    text = " ".join(text.split())
    if PLAIN.fullmatch(text):
        return Markup(escape(text))
    return once(f"line {text}", page, lambda: converted_line(text, page))


_made: dict[str, Markup] = {}


def once(text: str, page: Page, make: Callable[[], Markup]) -> Markup:
    """What `make` gives, made once in a run where no link or citation makes it differ from page to page.

    A step stands in its unit, the workbook, the deck, the guide and their Word files.
    """
    if page.terms or "[" in text:
        return make()
    if text not in _made:
        _made[text] = make()
    return _made[text]


def converted_line(text: str, page: Page) -> Markup:
    md = on_page(page).reset()
    root = etree.Element("div")
    etree.SubElement(root, "p").text = text
    for name in ("inline", "links", "unescape"):
        md.treeprocessors[name].run(root)
    html = md.serializer(root)
    for processor in md.postprocessors:
        html = processor.run(html)
    return Markup(clean(html).removeprefix("<div><p>").removesuffix("</p></div>"))


def to_text(text: str, course: Course) -> str:
    """Markdown as plain text without citations, for files that are not pages."""
    html = to_html(text, Page("", course))
    return " ".join(unescape(re.sub(r"<sup.*?</sup>|<[^>]+>", "", html)).split())


def on_page(page: Page) -> markdown.Markdown:
    md = converter()
    md.inlinePatterns["citations"].page = page  # type: ignore[attr-defined]
    for name in ("links", "terms"):
        md.treeprocessors[name].page = page  # type: ignore[attr-defined]
    return md


def clean(html: str) -> Markup:
    """HTML with nothing in it that runs, and nothing that the site's Markdown would take for its own."""
    safe = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None
    )
    safe = safe.replace("<table>", '<div class="course-table"><table>').replace("</table>", "</table></div>")
    return Markup(safe.replace("`", "&#96;").replace("~~~", "&#126;~~"))


ABBREVIATED = r"(?<!\b[A-Z]\.)(?<!\b[DMS][rst]\.)(?<!\bMrs\.)"
SENTENCE = re.compile(rf"""(?<=[.?!]){ABBREVIATED}(['"’”)]*)\s+(?=['"‘“(]?[A-Z])""")
SECTION = re.compile(r"^##[ \t]+(.+?)[ \t#]*$", re.M)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)
BLOCK = re.compile(r"\s*([-*+|>#]|\d+[.)]|```|~~~|    )")


def split_stem(text: str) -> tuple[str, str]:
    """What leads up to a question, and the question itself: its last sentence, if it ends in a paragraph."""
    before, _, last = text.strip().rpartition("\n\n")
    if BLOCK.match(last):
        return text, ""
    ends = [match.end() for match in SENTENCE.finditer(last)]
    cut = ends[-1] if ends else 0
    return f"{before}\n\n{last[:cut]}".strip(), last[cut:]


def as_heading(text: str) -> Markup:
    """Plain text as it can stand in a Markdown heading."""
    text = " ".join(text.split())
    return Markup(re.sub(r"([\\`*_{}\[\]()#+.!-])", r"\\\1", escape(text, quote=False)))


@pass_context
def md_filter(context: Context, text: str | None) -> Markup:
    return to_html(text, context["page"]) if text else Markup("")


@pass_context
def line_filter(context: Context, text: str | None) -> Markup:
    return to_line(text, context["page"]) if text else Markup("")


@pass_context
def href_filter(context: Context, target: str) -> str:
    return str(context["page"].href(target))


@pass_context
def cite_filter(context: Context, keys: list[str]) -> Markup:
    return to_line("[" + "; ".join(f"@{key}" for key in keys) + "]", context["page"])


@pass_context
def plain_filter(context: Context, text: str | None) -> str:
    return to_text(text, context["page"].course) if text else ""


@pass_context
def cited_in(context: Context, html: str) -> list[tuple[int, Reference]]:
    """The references, with their numbers on this page, that a piece of it cites."""
    numbers = sorted({int(number) for number in re.findall(r'href="#ref-(\d+)"', html)})
    references = context["page"].references
    return [(number, references[number - 1][0]) for number in numbers if number <= len(references)]


def plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def duration(minutes: int) -> str:
    """Minutes as people say them: `90 minutes`, `3 hours 30 minutes`."""
    if minutes <= 90:
        return plural(minutes, "minute")
    hours, rest = divmod(minutes, 60)
    return plural(hours, "hour") + (f" {plural(rest, 'minute')}" if rest else "")


def day(date: Date) -> str:
    """A date in words, the same on every machine: 22 November 2026."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def number(value: float) -> str:
    """A number as its source prints it: no `.0` behind a whole one, and commas in thousands."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def quoted(text: str) -> Markup:
    """A text as a value in front matter, whatever it says."""
    return Markup(json.dumps(str(text), ensure_ascii=False))


def place_of(module: Module, question: Question) -> str:
    """The path of the page that asks a question."""
    asking = (u for u in module.units if question.id in {s.question for s in u.steps_of(QuestionStep)})
    unit = next(asking, None)
    return unit.path if unit else f"{module.path}quiz/"


def chart(points: list[Point]) -> list[dict[str, Any]]:
    """Where each point's mark begins and ends, in per cent of the drawing's width, nought always in sight."""
    ends = [end for point in points for end in (point.value, point.low, point.high) if end is not None]
    least, most = min(0, *ends), max(0, *ends)
    scale = 78 / (most - least or 1)  # the rest of the width is for the number behind the longest mark

    def at(value: float | None) -> float | None:
        return None if value is None else round((value - least) * scale, 2)

    return [
        {"point": p, "zero": at(0), "value": at(p.value), "low": at(p.low), "high": at(p.high)}
        for p in points
    ]


def sections(body: str) -> list[tuple[str, str]]:
    """Title and text of each part of a text that begins with a heading of level 2."""
    fenced = [match.span() for match in FENCE.finditer(body)]
    found = [m for m in SECTION.finditer(body) if not any(start < m.start() < end for start, end in fenced)]
    cuts = [0, *(edge for match in found for edge in match.span()), len(body)]
    first, *rest = [body[start:end] for start, end in pairwise(cuts)]
    rest[::2] = [match[1] for match in found]
    parts = list(zip(rest[::2], rest[1::2], strict=True))
    return [("", first), *parts] if first.strip() else parts


@cache
def environment() -> Environment:
    """Jinja with the generator's templates; whatever a template misnames is an error."""
    env = Environment(
        loader=FileSystemLoader([HERE / "templates", HERE / "components"]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters.update(
        md=md_filter,
        line=line_filter,
        href=href_filter,
        cite=cite_filter,
        heading=as_heading,
        plural=plural,
        split_stem=split_stem,
        reference=reference_filter,
        strength=STRENGTHS.__getitem__,
        in_words=IN_WORDS.__getitem__,
        day=day,
        duration=duration,
        number=number,
        sections=sections,
        chart=chart,
        place_of=place_of,
        quoted=quoted,
        plain=plain_filter,
        cited_in=cited_in,
    )
    return env


def reference_filter(reference: Reference) -> Markup:
    return Markup(formatted_once(reference))


_formatted: dict[str, str] = {}


def formatted_once(reference: Reference) -> str:
    """The reference, formatted once in a run: the library takes some milliseconds for each."""
    key = reference.model_dump_json(by_alias=True)
    if key not in _formatted:
        _formatted[key] = formatted(reference)
    return _formatted[key]


def render(env: Environment, template: str, page: Page, **values: Any) -> str:
    """The text of a page."""
    return env.get_template(template).render(page=page, course=page.course, **values)

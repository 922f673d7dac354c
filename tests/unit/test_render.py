"""Markdown to clean HTML: nothing runs, citations are numbered with links both ways."""

import markdown
import pytest

from generator.model import Course
from generator.render import Page, as_heading, number, plural, sections, split_stem, to_html, to_line, to_text
from tests.pages import Page as Html

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</div></section><script>alert(1)</script>",
    "<!-- --><script>alert(1)</script><!-- -->",
    "`</code><script>alert(1)</script>`",
    "```\n</pre><script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a]( javascript&#58;alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:x)",
    '[a](https://b.c "onclick=alert(1)")',
    '[a](https://b.c" onclick="alert(1))',
    "<javascript:alert(1)>",
    "![a](javascript:alert(1))",
    '![a" onerror="alert(1)](x)',
    "[a][b]\n\n[b]: javascript:alert(1)",
    "a | b\n---|---\n<script>alert(1)</script> | c",
    "<style>*{display:none}</style>",
    "<a href='javascript:alert(1)'>a</a>",
    '<form action="https://evil.example"><button>a</button></form>',
    "<iframe src=https://evil.example>",
    "\x02wzxhzdk:0\x03",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[@club-survey-2024, <script>alert(1)</script>]",
    "{: onclick=alert(1) }",
    "# a {: onclick=alert(1) }",
]


@pytest.fixture
def page(sample: Course) -> Page:
    return Page("wheels/punctures/", sample)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("way", [to_html, to_line])
def test_nothing_that_an_author_writes_runs(attack: str, way: object, page: Page) -> None:
    html = way(f"Before {attack}\n\n{attack}\n\nafter", page)  # type: ignore[operator]
    elements = Html(html).elements
    assert not {element.tag for element in elements} & {
        "script",
        "style",
        "img",
        "svg",
        "iframe",
        "form",
        "object",
    }
    for element in elements:
        assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
        assert element["href"].partition(":")[0].strip().lower() not in {
            "javascript",
            "data",
            "vbscript",
            "java",
        }


def test_raw_html_is_shown_as_it_was_written(page: Page) -> None:
    text = 'Write <b class="x">bold</b> & <script>alert(1)</script> so.'
    assert Html(to_html(text, page)).words == text
    assert Html(f"<p>{to_line(text, page)}</p>").words == text


def test_the_sites_markdown_takes_nothing_for_its_own(page: Page) -> None:
    text = "One ``two`` `*three*` _four_ \\*five\\* <six> &amp; {: #seven }\n\n"
    text += "```\n# eight\n\n~~~\n</div>\n```\n\n- nine"
    html = to_html(text, page)
    again = markdown.markdown(f"<div>\n{html}\n</div>", extensions=["attr_list", "tables", "def_list", "toc"])
    assert Html(again).words == Html(html).words
    assert [element.tag for element in Html(again).elements][1:] == [
        element.tag for element in Html(html).elements
    ]


@pytest.mark.parametrize("text", ["_one_ two", "one *two*", "**one**", "__one__", "one `two`", "a_b_c"])
def test_a_quick_way_for_plain_text_changes_nothing(text: str, page: Page) -> None:
    slow = str(to_html(f"{text} \\*", page)).replace(" *</p>", "</p>")
    assert to_html(text, page) == slow
    assert f"<p>{to_line(text, page)}</p>" == slow


@pytest.mark.parametrize(
    "text", ["- a", "1. a", "1) a", "+ a", "====", "---", "2026 was dry.", "= a", "'a' \"b\""]
)
def test_text_that_begins_like_a_block(text: str, page: Page) -> None:
    slow = markdown.markdown(text, extensions=["tables", "sane_lists", "fenced_code"])
    assert Html(to_html(text, page)).words == Html(slow).words
    assert [e.tag for e in Html(to_html(text, page)).elements] == [e.tag for e in Html(slow).elements]


# Citations


def test_citations_are_numbered_in_order_and_lead_both_ways(page: Page) -> None:
    html = Html(
        to_html("A [@patel-2021]. B [@club-survey-2024, page 7; @patel-2021]. C [@patel-2021].", page)
    )
    links = html.all("a")
    assert [link.words for link in links] == ["1", "2, page 7", "1", "1"]
    assert [link["href"] for link in links] == ["#ref-1", "#ref-2", "#ref-1", "#ref-1"]
    assert [link["id"] for link in links] == ["cite-1-1", "cite-2-1", "cite-1-2", "cite-1-3"]
    assert [link["aria-label"] for link in links][:2] == ["Reference 1", "Reference 2, page 7"]
    back = [(reference.id, places) for reference, places in page.references]
    assert back == [("patel-2021", ["cite-1-1", "cite-1-2", "cite-1-3"]), ("club-survey-2024", ["cite-2-1"])]


def test_numbering_goes_on_through_a_page_and_starts_anew_on_the_next(sample: Course) -> None:
    first, second = Page("a/", sample), Page("b/", sample)
    to_html("[@patel-2021]", first)
    assert 'href="#ref-2"' in to_line("[@wheel-handbook]", first)
    assert 'href="#ref-1"' in to_line("[@wheel-handbook]", second)


def test_code_cites_nothing(page: Page) -> None:
    to_html("`[@patel-2021]`\n\n```\n[@patel-2021]\n```", page)
    assert page.cited == {}


def test_a_locator_is_no_markdown(page: Page) -> None:
    assert Html(to_line("[@patel-2021, *table* 2_a_b]", page)).all("a")[0].words == "1, *table* 2_a_b"


# Links and tables


def test_links_within_the_course_lead_from_this_page(page: Page) -> None:
    html = to_html("[a](/briefings/tyre-pressure/#what-we-know) [b](https://example.org/) [c](/)", page)
    hrefs = [link["href"] for link in Html(html).all("a")]
    assert hrefs == [
        "../../briefings/tyre-pressure/index.html#what-we-know",
        "https://example.org/",
        "../../index.html",
    ]


def test_a_cell_carries_its_columns_heading(page: Page) -> None:
    html = Html(to_html("| Tool | *For* <b> |\n|---|:-:|\n| Lever | Tyre |\n| Patch |", page))
    assert [cell["scope"] for cell in html.all("th")] == ["col", "col"]
    labels = [(cell.words, cell["data-label"]) for cell in html.all("td")]
    assert labels == [("Lever", "Tool"), ("Tyre", "For <b>"), ("Patch", "Tool"), ("", "For <b>")]
    assert len(html.of_class("course-table")) == 1
    assert not [cell for cell in html.all("td", "th") if cell["style"]]


# Plain text, stems, headings


def test_plain_text_has_no_marks_and_no_citations(sample: Course) -> None:
    text = "One *two* `three` [four](/about/) [@patel-2021] & <b> 5 < 6.\n\n- seven"
    assert to_text(text, sample) == "One two three four & <b> 5 < 6. seven"


@pytest.mark.parametrize(
    ("stem", "parts"),
    [
        ("Which?", ("", "Which?")),
        ("It hisses. Which?", ("It hisses. ", "Which?")),
        ("It hisses.\n\nIt is flat. Which?", ("It hisses.\n\nIt is flat. ", "Which?")),
        ("She says, 'No.' Which?", ("She says, 'No.' ", "Which?")),
        ("A line.\n\n- one\n- two", ("A line.\n\n- one\n- two", "")),
        ("Which of 1.5 and 2.5?", ("", "Which of 1.5 and 2.5?")),
        ("What should Dr. Khan do first?", ("", "What should Dr. Khan do first?")),
        ("What did J. Smith find?", ("", "What did J. Smith find?")),
        ('She says, "No." Which?', ('She says, "No." ', "Which?")),
        ("**Look. Then choose.**", ("**Look. Then choose.**", "")),
    ],
)
def test_split_stem(stem: str, parts: tuple[str, str]) -> None:
    before, ask = split_stem(stem)
    assert (before.strip(), ask) == (parts[0].strip(), parts[1])


@pytest.mark.parametrize(
    "title",
    [
        "Spokes & rims",
        "A *b* _c_ `d` ~e~ [f](g) ![h](i) \\j",
        "<script>alert(1)</script>",
        "1. First",
        "# Not deeper #",
        "- No list",
        "Ends in {: #id .class onclick=x }",
        "a | b",
        "&copy; &#60;",
        "C#",
        "$5 ^ 2 = 25!",
        "'Quoted' \"twice\"",
        "https://example.org/",
        "نیا 新しい 👍",
        "[@patel-2021]",
        "Two\nlines",
        "Two\n\nparagraphs",
        "Two\n===\nlines",
        "a.b+c-d",
    ],
)
def test_a_title_stands_in_a_heading_as_it_was_written(title: str) -> None:
    html = Html(
        markdown.markdown(f"## {as_heading(title)} {{: #own }}", extensions=["attr_list", "tables", "toc"])
    )
    assert [element.tag for element in html.elements] == ["h2"]
    assert html.elements[0].words == " ".join(title.split())
    assert html.elements[0].attributes == {"id": "own"}


def test_numbers_and_plurals() -> None:
    values = {64.0: "64", 36.5: "36.5", 1234567: "1,234,567", 13.41: "13.41", 0: "0", -2.5: "-2.5"}
    assert {value: number(value) for value in values} == values
    assert (plural(1, "unit"), plural(2, "unit"), plural(0, "unit")) == ("1 unit", "2 units", "0 units")


def test_the_sections_of_a_body() -> None:
    assert sections("Before\n\n## One #\na\n### Two\nb\n## Three\n") == [
        ("", "Before\n\n"), ("One", "\na\n### Two\nb\n"), ("Three", "\n"),
    ]  # fmt: skip
    assert sections("## One\na") == [("One", "\na")]


def test_a_heading_in_a_listing_is_no_section() -> None:
    body = "## One\n\n```\n## Two\n```\n"
    assert [title for title, _ in sections(body)] == ["One"]

"""The register of findings as data: a table for spreadsheets, and the references as CSL-JSON."""

import csv
import json
from io import StringIO

from generator.model import STRENGTHS, Course, Finding

FIELDS = (
    "id", "briefing", "statement", "value", "unit", "interval", "absolute", "no absolute figure because",
    "population", "place", "period", "sources", "strength", "caveat", "checked", "groups",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t")


def findings(course: Course) -> str:
    """Every finding on a line, as comma-separated values that Excel opens as UTF-8."""
    out = StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for finding in course.findings.values():
        writer.writerow([harmless(cell) for cell in row(course, finding)])
    return out.getvalue()


def row(course: Course, finding: Finding) -> tuple[str, ...]:
    return (
        finding.id,
        course.home_of_finding[finding.id].id,
        finding.statement,
        finding.value,
        finding.unit or "",
        finding.interval or "",
        finding.absolute or "",
        finding.no_absolute or "",
        finding.population,
        finding.where or "",
        finding.period,
        "; ".join(finding.sources),
        STRENGTHS[finding.strength],
        finding.caveat,
        finding.checked.isoformat() if finding.checked else "",
        "; ".join(group.title for group in course.groups_of(finding)),
    )


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def references(course: Course) -> str:
    """The references as CSL-JSON, which Zotero and others read."""
    return (
        json.dumps([reference.csl() for reference in course.references], indent=2, ensure_ascii=False) + "\n"
    )

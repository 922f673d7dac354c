"""The course as one thing, and the schemas of its files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.model.around import Change, Changes, Glossary, Signposts, Term
from generator.model.evidence import Briefing, Finding
from generator.model.modules import Module, Unit
from generator.model.node import Node
from generator.model.questions import Bank, Question
from generator.model.references import Bibliography, Reference
from generator.model.settings import Group, Settings
from generator.model.steps import BriefingStep, FindingStep, QuestionStep
from generator.model.workshops import Guidance, ReadyWorkshop
from generator.source import Place


@dataclass(frozen=True)
class Course:
    """Everything that the authors wrote, as one thing."""

    settings: Settings
    modules: tuple[Module, ...] = ()
    briefings: tuple[Briefing, ...] = ()
    references: tuple[Reference, ...] = ()
    welcome: str = ""
    welcome_at: Place = field(default=Place("content/index.md"))
    """What the authors wrote for the front page, in Markdown: content/index.md."""
    terms: tuple[Term, ...] = ()
    changes: tuple[Change, ...] = ()
    signposts: Signposts | None = None
    published: tuple[tuple[Place, str, str, str], ...] = ()
    """Lines of modules/ids.lock: place, kind, id, and the id that replaced it."""
    content: frozenset[str] = frozenset()
    """Paths of the hand-written pages, such as `about/`."""
    guidance: Guidance | None = None
    """What trainers should know: modules/facilitating.yml."""
    unreadable: frozenset[str] = frozenset()
    """Ids in files that could not be read: known to exist, so that nothing that names them is blamed."""

    @property
    def units(self) -> Iterator[Unit]:
        return (unit for module in self.modules for unit in module.units)

    @cached_property
    def findings(self) -> dict[str, Finding]:
        return {finding.id: finding for briefing in self.briefings for finding in briefing.findings}

    @cached_property
    def home_of_finding(self) -> dict[str, Briefing]:
        """The briefing that states each finding."""
        return {finding.id: briefing for briefing in self.briefings for finding in briefing.findings}

    @property
    def newest(self) -> date:
        """The day of the last review or change: what stands for today, so that no output knows a clock."""
        days = [*(b.reviewed for b in self.briefings), *(c.on for c in self.changes)]
        return max(days, default=date(2000, 1, 1))

    def users_of(self, briefing: Briefing) -> list[Unit]:
        """The units that show a briefing or one of its findings."""
        findings = {finding.id for finding in briefing.findings}
        return [
            unit
            for unit in self.units
            if findings.intersection(step.finding for step in unit.steps_of(FindingStep))
            or briefing.id in {step.briefing for step in unit.steps_of(BriefingStep)}
        ]

    def users_of_finding(self, id: str) -> list[tuple[str, str]]:
        """Title and path of each place that uses a finding: units that show it, questions that it settles."""
        places = [(u.title, u.path) for u in self.units if id in {s.finding for s in u.steps_of(FindingStep)}]
        asked = {s.question: u for u in self.units for s in u.steps_of(QuestionStep)}
        for module in self.modules:
            for question in module.questions:
                if id in question.evidence:
                    unit = asked.get(question.id)
                    where, path = (
                        (unit.title, unit.path) if unit else (f"{module.title}: quiz", f"{module.path}quiz/")
                    )
                    places.append((f"a question in {where}", f"{path}#question-{question.id}"))
        return places

    def groups_of(self, finding: Finding) -> list[Group]:
        """The groups that a finding is about, by the words in it."""
        said = f"{finding.statement} {finding.population} {' '.join(point.label for point in finding.data)}"
        return [
            g for g in self.settings.groups if any(re.search(rf"\b{re.escape(w)}", said) for w in g.words)
        ]

    @cached_property
    def questions(self) -> dict[str, Question]:
        return {question.id: question for module in self.modules for question in module.questions}

    @cached_property
    def briefing_by_id(self) -> dict[str, Briefing]:
        return {briefing.id: briefing for briefing in self.briefings}

    @cached_property
    def reference_by_id(self) -> dict[str, Reference]:
        return {reference.id: reference for reference in self.references}


SCHEMAS: dict[str, type[Node]] = {
    "course": Settings,
    "module": Module,
    "unit": Unit,
    "bank": Bank,
    "briefing": Briefing,
    "references": Bibliography,
    "glossary": Glossary,
    "changes": Changes,
    "signposts": Signposts,
    "workshop": ReadyWorkshop,
    "facilitating": Guidance,
}
"""The files that authors write, by the name of their JSON Schema."""

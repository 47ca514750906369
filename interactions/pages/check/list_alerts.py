"""Alerts about the list as a whole, shown above the findings: stacks, therapy at stake, two steps."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from interactions.screening.screening_report import ListReport, ScreeningReport, StackReport
from reference.release.schema.interaction import ListRule, StackingRule
from reference.release.schema.kratom import PracticeNote
from reference.release.schema.statement import Statement
from reference.release.schema.terms import Severity
from reference.release.storage.library import LoadedRelease

FEW = 3  # names that fit next to the text of the rule
LIST_LABEL = {"therapy_at_stake": "At stake", "two_step": "Two steps"}


class Across(NamedTuple):
    """One line while folded: severity or kind, name, and members."""

    kind: str  # for the style: a severity, or the kind of a list rule, which sets no severity
    label: str
    collection: str
    rule: str
    name: str
    members: tuple[str, ...]
    others: tuple[str, ...]  # two steps: the medicines that the first step makes worse
    also: tuple[str, ...]  # stacks: named, not counted
    from_memory: tuple[str, ...]  # members through a role that has not been verified
    message: Statement
    steps: tuple[Statement, ...]
    notes: tuple[PracticeNote, ...]
    under_correction: str | None

    @property
    def short(self) -> tuple[str, str]:
        """The beginning and the rest of the folded line. Of a list rule, its medicines come first if they are few."""
        few = self.collection == "list_rules" and len(self.members) <= FEW
        if not few:
            return self.name, self.whom
        return ", ".join(self.members), "; with ".join(filter(None, [self.name, ", ".join(self.others)]))

    @property
    def brief(self) -> str:
        """Of a list rule its medicines, of a stack its name: the words for the line over all of them."""
        return ", ".join(self.members) if self.collection == "list_rules" else self.name

    @property
    def whom(self) -> str:
        named = ", ".join(self.members)
        return f"{named}; with {', '.join(self.others)}" if self.others else named


def across(report: ScreeningReport, loaded: LoadedRelease) -> tuple[Across, ...]:
    """Severity before kind: what adds up to a major danger, what must continue, what makes kratom stronger, the rest.

    A list rule sets no severity: it stands behind what is major.
    """
    rules = tuple(_list_rule(item, loaded) for item in (*report.therapy_at_stake, *report.two_step))
    stacks = tuple(_stack(item, loaded) for item in report.stacked)
    major = tuple(item for item in stacks if item.kind == Severity.MAJOR)
    return (*major, *rules, *stacks[len(major) :])


class Brief(NamedTuple):
    """The alerts of one severity or kind, in the line over all of them."""

    kind: str
    label: str
    words: str


def in_brief(items: tuple[Across, ...]) -> tuple[Brief, ...]:
    """Each severity or kind once, with what it is about; a warning about a recalled rule stays beside its rule."""
    said: dict[tuple[str, str], list[str]] = {}
    for item in items:
        words = " ".join(filter(None, [item.brief, item.under_correction]))
        said.setdefault((item.kind, item.label), []).append(words)
    return tuple(Brief(kind, label, "; ".join(words)) for (kind, label), words in said.items())


def _list_rule(item: ListReport, loaded: LoadedRelease) -> Across:
    rule: ListRule = loaded.by_slug("list_rules")[item.rule]
    notes = loaded.by_slug("practice_notes")
    return Across(
        kind=item.kind,
        label=LIST_LABEL[item.kind],
        collection="list_rules",
        rule=item.rule,
        name=item.name,
        members=item.members,
        others=item.others,
        also=(),
        from_memory=item.from_memory,
        message=msgspec.structs.replace(rule.message, text=item.message),
        steps=item.steps,
        notes=tuple(notes[slug] for slug in item.practice_notes if slug in notes),
        under_correction=item.under_correction,
    )


def _stack(item: StackReport, loaded: LoadedRelease) -> Across:
    rule: StackingRule = loaded.by_slug("stacking_rules")[item.rule]
    return Across(
        kind=item.severity,
        label=item.severity.label,
        collection="stacking_rules",
        rule=item.rule,
        name=item.name,
        members=item.medications,
        others=(),
        also=item.also,
        from_memory=(),
        message=msgspec.structs.replace(rule.message, text=item.message),
        steps=item.steps,
        notes=(),
        under_correction=item.under_correction,
    )

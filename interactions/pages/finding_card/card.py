"""A finding as a card: what to do before why, one verdict, and everything else in folded sections."""

from __future__ import annotations

from typing import NamedTuple

from interactions.pages.predict.forest_plot import Plot, forest
from interactions.pages.predict.prediction import honesty, predicted_estimates
from interactions.rating.actions import KRATOM_ACTION, Actions
from interactions.rating.phrases import KRATOM_PHRASE, capitalised
from interactions.screening.management_steps import own
from interactions.screening.release_index import ReleaseIndex, release_index
from interactions.screening.screening_report import FindingReport, Link, RowReport
from reference.release.schema.interaction import Management, Monitoring
from reference.release.schema.kratom import ObservedInteraction, PracticeNote
from reference.release.schema.statement import Statement
from reference.release.schema.terms import Severity, Slot
from reference.release.storage.library import LoadedRelease

from .mechanism_row import (
    EvidenceView,
    course_words,
    evidence_view,
    evidence_words,
    mechanism_words,
    rule_words,
    verdict_words,
)


class SlotView(NamedTuple):
    slot: str
    label: str
    statements: tuple[Statement, ...]


class RowView(NamedTuple):
    """One mechanism with its rating, and the path that led to it."""

    row: RowReport
    mechanism: str
    severity_label: str
    verdict: str
    evidence: str
    course: str
    rule: str
    items: tuple[EvidenceView, ...]  # what counts as support; the entry's page has the rest
    monitoring: Monitoring | None
    entry_title: str
    level: str
    replaced: tuple[tuple[str, str], ...]  # slug, title
    conflict: tuple[tuple[str, str], ...]
    base: str  # the reference case's severity, if this patient's differs


class LeftAside(NamedTuple):
    """A row of this medicine that was not considered here."""

    entry: str
    title: str
    mechanism: str
    reason: str


class Measured(NamedTuple):
    """A study of this medicine, or of the one that its row was extrapolated from."""

    title: str
    study: ObservedInteraction
    plot: Plot
    own: bool
    shown: str = ""  # the medicine under which the same study is already shown on this page
    prediction: str = ""  # the error of the model, if there is a prediction for this measurement


class Card(NamedTuple):
    finding: FindingReport
    anchor: str
    page: tuple[str, str]  # kind of page and slug: a class has no page of its own but its entry's
    name: str
    typed: tuple[str, ...]
    stopped: str
    severity_label: str
    base: str
    bottom_line: Statement
    also: tuple[RowView, ...]  # other major rows: never folded
    now: tuple[SlotView, ...]  # for this patient, unfolded
    slots: tuple[SlotView, ...]  # the others, one click away
    driver: RowView
    others: tuple[RowView, ...]
    product_note: Statement | None
    worse: tuple[str, ...]
    measured: tuple[Measured, ...]
    notes: tuple[PracticeNote, ...]
    rests_on_memory: bool
    read_as: str
    left_aside: tuple[LeftAside, ...]
    stops_below: bool  # stopping kratom has one section for the whole list
    see: tuple[Link, ...] = ()  # further pages on what was typed


def card(
    finding: FindingReport,
    loaded: LoadedRelease,
    *,
    typed: tuple[str, ...] = (),
    stopped: str = "",
    first: Slot = Slot.ALREADY_BOTH,
    read_as: str = "",
    stops_below: bool = False,
    shared_elsewhere: bool = False,
    see: tuple[Link, ...] = (),
) -> Card:
    """The card of one finding. `first` is the slot for this patient; the others are folded.

    `shared_elsewhere`: the page says the steps that several entries share once, for all of them.
    """
    index = loaded.derived(release_index)
    rows = tuple(row_view(row, finding.name, index) for row in finding.mechanisms)
    management = own(finding.management, index.shared_steps) if shared_elsewhere else finding.management
    slots = slots_of(management, first)
    shown = 2 if finding.medicine_action == "wait" else 1  # "do not start until …" needs both, started or not
    notes = loaded.by_slug("practice_notes")
    return Card(
        finding=finding,
        anchor=f"finding-{finding.medication}",
        page=_page(finding),
        name=capitalised(finding.name),
        typed=tuple(dict.fromkeys(t for t in typed if t.casefold() != finding.name.casefold())),
        stopped=stopped,
        severity_label=finding.severity.label,
        base=changed_from(finding.base_severity, finding.severity),
        bottom_line=rows[0].row.summary,
        also=also_major(rows),
        now=tuple(slots[:shown]),
        slots=tuple(s for s in slots[shown:] if not (stops_below and s.slot == "when_kratom_stops")),
        driver=rows[0],
        others=rows[1:],
        product_note=finding.product_note,
        worse=tuple(worse_words(finding)),
        measured=tuple(measured_for(finding, loaded)),
        notes=tuple(notes[slug] for slug in finding.practice_notes if slug in notes),
        rests_on_memory=any(row.role_from_memory for row in finding.mechanisms),
        read_as=read_as,
        left_aside=left_aside(finding, index),
        stops_below=stops_below,
        see=tuple(page for page in see if page.slug not in finding.practice_notes),
    )


def _page(finding: FindingReport) -> tuple[str, str]:
    if finding.kind == "drug_class":
        return "interaction", finding.entry
    return "medication", finding.medication


def left_aside(finding: FindingReport, index: ReleaseIndex) -> tuple[LeftAside, ...]:
    return tuple(
        LeftAside(
            item.entry,
            index.entries[item.entry].title,
            " ".join(filter(None, [item.enzyme, item.mechanism.label.lower()])),
            item.reason,
        )
        for item in finding.not_considered
    )


def changed_from(base: Severity, now: Severity) -> str:
    """The reference case's severity in words, if this patient's differs."""
    return base.label if base != now else ""


def also_major(rows: tuple[RowView, ...]) -> tuple[RowView, ...]:
    """Every other major row with a different sentence than the driver."""
    said = {rows[0].row.summary.text}
    found = []
    for view in rows[1:]:
        if view.row.severity == "major" and view.row.summary.text not in said:
            said.add(view.row.summary.text)
            found.append(view)
    return tuple(found)


def slots_of(management: Management, first: Slot) -> list[SlotView]:
    """The filled slots, the one for this patient first."""
    order = (first, *(slot for slot in Slot if slot != first))
    filled = [SlotView(slot, slot.label, getattr(management, slot)) for slot in order]
    return [view for view in filled if view.statements]


def row_view(row: RowReport, name: str, index: ReleaseIndex) -> RowView:
    titles = {
        slug: index.entries[slug].title
        for slug in (row.entry, *row.replaced, *row.conflict)
        if slug in index.entries
    }
    return RowView(
        row=row,
        mechanism=mechanism_words(row.mechanism, row.enzyme, row.object, row.site, name),
        severity_label=row.severity.label,
        verdict=verdict_words(row.severity, Actions(row.medicine_action, row.kratom_action)),
        evidence=evidence_words(row, name, index.name),
        course=course_words(row.onset, row.offset),
        rule=rule_words(row.consequence, row.support),
        items=tuple(evidence_view(item, row.mechanism) for item in row.evidence if item.ground),
        monitoring=row.monitoring,
        entry_title=titles.get(row.entry, row.entry),
        level=row.level.label,
        replaced=tuple((slug, titles.get(slug, slug)) for slug in row.replaced),
        conflict=tuple((slug, titles.get(slug, slug)) for slug in row.conflict),
        base=changed_from(row.base_severity, row.severity),
    )


def worse_words(finding: FindingReport) -> list[str]:
    """ "If extract: major. Stop kratom gradually, with support."."""
    return [
        f"If {worse.product.label}: {worse.severity.label.lower()}. {KRATOM_PHRASE[KRATOM_ACTION[worse.severity]]}"
        for worse in finding.worse_with
    ]


def measured_for(finding: FindingReport, loaded: LoadedRelease) -> list[Measured]:
    """Studies of this medicine; else of the medicines that its rows were extrapolated from."""
    observed = loaded.release.observed_interactions
    own = [s for s in observed if s.medication == finding.medication]
    borrowed = {row.extrapolated_from.medication for row in finding.mechanisms if row.extrapolated_from}
    others = [
        s for s in observed if s.medication in borrowed and s.medication != finding.medication and s.ratios
    ]
    found = [_measured(study, finding, loaded, own=True) for study in own if study.ratios]
    return found or [_measured(study, finding, loaded, own=False) for study in others]


def _measured(
    study: ObservedInteraction, finding: FindingReport, loaded: LoadedRelease, *, own: bool
) -> Measured:
    name, predicted = loaded.derived(release_index).name(study.medication), predicted_estimates(study, loaded)
    title = f"Measured: {name}" if own else f"Closest measurement: {name}, not {finding.name}"
    plot = forest(study, capitalised(name), predicted)
    return Measured(title, study, plot, own, prediction=honesty(loaded) if predicted else "")

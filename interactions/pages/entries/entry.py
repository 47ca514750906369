"""An interaction entry: its rows with the answers behind each rating, and the medicines it reaches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

import msgspec

from interactions.pages.finding_card.card import SlotView, slots_of
from interactions.pages.finding_card.mechanism_row import (
    EvidenceView,
    course_words,
    evidence_view,
    evidence_words,
    mechanism_words,
    rule_words,
    verdict_words,
)
from interactions.rating.labels import CRITERION_LABEL
from interactions.rating.phrases import action_phrase, capitalised, completing_words
from interactions.rating.rules import driver_row, is_watchable, rate, strength
from interactions.screening.release_index import ReleaseIndex, release_index
from interactions.screening.row_actions import stored_actions
from reference.release.schema.interaction import (
    Interaction,
    InteractionRow,
    Monitoring,
    ResolvedRow,
    TherapyStatus,
)
from reference.release.schema.kratom import PracticeNote
from reference.release.schema.sentence import GENERAL
from reference.release.schema.statement import Statement
from reference.release.schema.terms import Severity, Slot
from reference.release.storage.library import LoadedRelease

from .history import History, Moment, history

S = TypeVar("S", bound=Statement)


class EntryRow(NamedTuple):
    """A row with every answer behind its rating."""

    row: InteractionRow
    summary: Statement
    mechanism: str
    severity_label: str
    verdict: str
    rule: str
    criterion: str
    consequence: str
    support: str
    watchable: str
    computed: str
    floor: bool
    evidence: str
    items: tuple[EvidenceView, ...]
    course: str
    monitoring: Monitoring | None


class Reached(NamedTuple):
    """A medicine to which a row of this entry applies."""

    slug: str
    name: str
    severity: Severity
    severity_label: str
    rows: str
    replaced: tuple[tuple[str, str], ...]
    from_memory: bool
    conflict: bool


class ReachedGroup(NamedTuple):
    """Medicines for which the entry says the same."""

    severity: Severity
    severity_label: str
    rows: str
    replaced: tuple[tuple[str, str], ...]
    from_memory: bool
    conflict: bool
    members: tuple[Reached, ...]


class EntryPage(NamedTuple):
    entry: Interaction
    target: str
    level: str
    target_medicine: str  # a medicine's slug if the target has a page
    severity: str
    severity_label: str
    headline: str
    phrase: str
    rows: tuple[EntryRow, ...]
    slots: tuple[SlotView, ...]
    not_applicable: tuple[str, ...]
    product_note: Statement | None
    others: tuple[Statement, ...]
    notes: tuple[PracticeNote, ...]
    reached: tuple[Reached, ...]
    groups: tuple[ReachedGroup, ...]
    review: str
    changes: tuple[Moment, ...]
    history: History


def entry_page(entry: Interaction, loaded: LoadedRelease) -> EntryPage:
    index = loaded.derived(release_index)
    name = name_in_sentences(entry, index)
    driver = driver_row(entry)
    notes = loaded.by_slug("practice_notes")
    product = entry.target.level in ("product", "drug")
    reached = loaded.derived(reached_by_entry).get(entry.slug, [])
    past = loaded.derived(history)
    return EntryPage(
        entry=entry,
        target=target_name(entry, loaded),
        level=entry.target.level.label,
        target_medicine=entry.target.slug if product else "",
        severity=driver.severity,
        severity_label=driver.severity.label,
        headline=key_words(driver),
        phrase=_phrase(entry, driver, name, index),
        rows=tuple(
            entry_row(row, entry, name, index) for row in sorted(entry.rows, key=strength, reverse=True)
        ),
        slots=tuple(slots_of(index.management(entry.slug, name), Slot.ALREADY_BOTH)),
        not_applicable=tuple(slot.label for slot in Slot if slot in entry.management.not_applicable),
        product_note=_named(entry.product_note, name, index) if entry.product_note else None,
        others=tuple(_named(s, name, index) for s in entry.other_references),
        notes=tuple(notes[slug] for slug in entry.practice_notes if slug in notes),
        reached=tuple(reached),
        groups=_grouped(reached),
        review=review_words(entry),
        changes=past.changes.get(entry.slug, ()),
        history=past,
    )


def _phrase(entry: Interaction, driver: InteractionRow, name: str, index: ReleaseIndex) -> str:
    therapy = therapy_of(entry, index)
    actions = stored_actions(driver, therapy, driver.act_on)
    running = driver.on_both is not None
    return action_phrase(actions, name, completing_words(driver), running=running)


def therapy_of(entry: Interaction, index: ReleaseIndex) -> TherapyStatus:
    """What the entry's target is as a therapy; a role is ordinary, since its members differ."""
    rows = index.applicable_rows(entry.target.slug)
    return rows[0].therapy if rows else "ordinary"


def review_words(entry: Interaction) -> str:
    if entry.review is None:
        return "awaiting clinical review"
    return f"reviewed by {entry.review.by}, {entry.review.profession}, {entry.review.on:%-d %B %Y}"


def name_in_sentences(entry: Interaction, index: ReleaseIndex) -> str:
    """The name in the entry's sentences: that of one medicine, or a general word for a class."""
    return index.name(entry.target.slug) if entry.target.level in ("product", "drug") else GENERAL


def target_name(entry: Interaction, loaded: LoadedRelease) -> str:
    collection = {"drug_class": "drug_classes", "role": "pharmacologic_roles"}.get(entry.target.level)
    if collection is None:
        return loaded.derived(release_index).name(entry.target.slug)
    record = loaded.by_slug(collection).get(entry.target.slug)
    return record.name if record else entry.target.slug


def entry_row(row: InteractionRow, entry: Interaction, name: str, index: ReleaseIndex) -> EntryRow:
    rating = rate(row, k=index.k[row.mechanism], agonist_treatment=entry.agonist_treatment)
    watchable = is_watchable(row.mechanism, row.consequence)
    return EntryRow(
        row=row,
        summary=_named(row.summary, name, index),
        mechanism=capitalised(mechanism_words(row.mechanism, row.enzyme, row.object, row.site, name)),
        severity_label=row.severity.label,
        verdict=verdict_words(row.severity, stored_actions(row, therapy_of(entry, index), row.act_on)),
        rule=rule_words(row.consequence, row.support),
        criterion=CRITERION_LABEL.get(row.criterion, row.criterion),
        consequence=row.consequence.label,
        support=row.support.label,
        watchable="can be watched for" if watchable else "does not announce itself in time",
        computed=f"{rating.severity.label} · {rating.action.label}",
        floor=rating.floor,
        evidence=evidence_words(row, name, index.name),
        items=tuple(evidence_view(_named(item, name, index), row.mechanism) for item in row.evidence),
        course=course_words(row.onset, row.offset),
        monitoring=_named_monitoring(row.monitoring, name, index) if row.monitoring else None,
    )


def reached_by_entry(loaded: LoadedRelease) -> dict[str, list[Reached]]:
    """For every entry, the medicines that it applies to. Built once per release."""
    index = loaded.derived(release_index)
    found: dict[str, list[Reached]] = {}
    for resolved in loaded.release.resolved_interactions:
        rows: dict[str, list[ResolvedRow]] = {}
        for row in resolved.rows:
            for slug in (row.entry, *row.merged_with):
                rows.setdefault(slug, []).append(row)
        for slug, applied in rows.items():
            found.setdefault(slug, []).append(_reached(resolved.medication, applied, index))
    for listed in found.values():
        listed.sort(key=lambda r: r.name.casefold())
    return found


def _reached(medication: str, rows: list[ResolvedRow], index: ReleaseIndex) -> Reached:
    shown = [index.entries[r.entry].rows[r.row] for r in rows]
    severity = max(shown, key=strength).severity
    replaced = dict.fromkeys(slug for r in rows for slug in r.replaced)
    return Reached(
        slug=medication,
        name=index.name(medication),
        severity=severity,
        severity_label=severity.label,
        rows=", ".join(dict.fromkeys(key_words(row) for row in shown)),
        replaced=tuple((slug, index.entries[slug].title) for slug in replaced if slug in index.entries),
        from_memory=any(r.role_from_memory for r in rows),
        conflict=any(r.conflict for r in rows),
    )


def _grouped(reached: Iterable[Reached]) -> tuple[ReachedGroup, ...]:
    """Most severe first, the largest group first."""
    groups: dict[Reached, list[Reached]] = {}
    for item in reached:
        unnamed = item._replace(slug="", name="")
        groups.setdefault(unnamed, []).append(item)
    found = [ReachedGroup(*alike[2:], tuple(members)) for alike, members in groups.items()]
    found.sort(key=lambda group: (-len(group.members), group.rows))
    return tuple(sorted(found, key=lambda group: group.severity, reverse=True))


def key_words(row: InteractionRow) -> str:
    """A row's key in a few words: "CYP3A enzyme inhibition", "Seizures"."""
    label = row.mechanism.label
    return f"{row.enzyme} {label[:1].lower()}{label[1:]}" if row.enzyme else label


def evidence_label(row: InteractionRow) -> str:
    return row.evidence_level.label


def _named(statement: S, name: str, index: ReleaseIndex) -> S:
    return msgspec.structs.replace(statement, text=index.named(statement.text, name))


def _named_monitoring(monitoring: Monitoring, name: str, index: ReleaseIndex) -> Monitoring:
    words = {field: index.named(getattr(monitoring, field), name) for field in ("what", "when", "threshold")}
    return msgspec.structs.replace(monitoring, **words)

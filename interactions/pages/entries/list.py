"""The list of entries with its filters. An empty result never says that there is no interaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from interactions.rating.phrases import capitalised
from interactions.rating.rules import Strength, driver_row, strength
from interactions.screening.release_index import ReleaseIndex, release_index
from interactions.screening.row_actions import stored_actions
from reference.release.schema.interaction import Interaction
from reference.release.schema.terms import Action, EvidenceLevel, Mechanism, Severity
from reference.release.storage.library import LoadedRelease
from reference.views.sources.filters import Filter, Option

from .entry import evidence_label, key_words, reached_by_entry, review_words, target_name, therapy_of

FILTERS = {
    "severity": "Severity",
    "action": "Action",
    "evidence": "Evidence",
    "mechanism": "Mechanism",
    "class": "Class",
    "enzyme": "Enzyme or transporter",
}
IN_ORDER: dict[str, dict[str, str]] = {
    "severity": {s: s.label for s in reversed(Severity)},
    "action": {a: a.label for a in reversed(Action)},
    "evidence": {level: level.label for level in EvidenceLevel},
    "mechanism": {mechanism: mechanism.label for mechanism in Mechanism},
}
SORTS = {"severity": "By severity", "name": "By name", "evidence": "By evidence"}


class UnknownFilter(ValueError):
    """A filter was given an unknown value."""


class Listed(NamedTuple):
    """An entry in the list, under its driver row."""

    slug: str
    title: str
    subject: str  # the title without "kratom", which is in every title
    target: str
    target_slug: str
    level: str
    severity: str
    severity_label: str
    action_label: str
    medicine_action: str
    kratom_action: str
    evidence_label: str
    keys: str
    reaches: frozenset[str]
    searched_on: str
    review: str
    values: Mapping[
        str, tuple[str, ...]
    ]  # by filter: mechanisms and enzymes of any row, severity of the driver
    order: Strength


def listed_entries(loaded: LoadedRelease) -> list[Listed]:
    """Every entry, most severe first. Built once per release."""
    listed = [_listed(entry, loaded) for entry in loaded.release.interactions]
    listed.sort(key=lambda e: e.subject.casefold())
    return sorted(listed, key=lambda e: e.order, reverse=True)


def choices(loaded: LoadedRelease) -> dict[str, dict[str, str]]:
    """The values of each filter, with their words. Built once per release."""
    index, entries = loaded.derived(release_index), loaded.derived(listed_entries)
    classes = {slug: index.classes[slug].name for e in entries for slug in e.values["class"]}
    enzymes = sorted({enzyme for e in entries for enzyme in e.values["enzyme"]})
    return {
        **IN_ORDER,
        "class": dict(sorted(classes.items(), key=lambda c: c[1].casefold())),
        "enzyme": {enzyme: enzyme for enzyme in enzymes},
    }


def _listed(entry: Interaction, loaded: LoadedRelease) -> Listed:
    driver, index = driver_row(entry), loaded.derived(release_index)
    rows = sorted(entry.rows, key=strength, reverse=True)
    actions = stored_actions(driver, therapy_of(entry, index), driver.act_on)
    return Listed(
        slug=entry.slug,
        title=entry.title,
        subject=subject_of(entry.title),
        target=target_name(entry, loaded),
        target_slug=entry.target.slug,
        level=entry.target.level.label,
        severity=driver.severity,
        severity_label=driver.severity.label,
        action_label=driver.action.label,
        medicine_action=actions.medicine.label,
        kratom_action=actions.kratom.label,
        evidence_label=evidence_label(driver),
        keys=" · ".join(dict.fromkeys(key_words(row) for row in rows)),
        reaches=frozenset(r.slug for r in loaded.derived(reached_by_entry).get(entry.slug, ())),
        searched_on=entry.searched_on.isoformat(),
        review=review_words(entry),
        values={
            "severity": (driver.severity,),
            "action": (driver.action,),
            "evidence": (driver.evidence_level,),
            "mechanism": tuple(dict.fromkeys(row.mechanism for row in rows)),
            "class": _classes(entry, index),
            "enzyme": tuple(dict.fromkeys(row.enzyme for row in rows if row.enzyme)),
        },
        order=strength(driver),
    )


def _classes(entry: Interaction, index: ReleaseIndex) -> tuple[str, ...]:
    """The class of the entry and those above it; for a medicine, the classes it belongs to."""
    slug = entry.target.slug
    if entry.target.level == "drug_class":
        found = index.hierarchy.lineage(slug)
    elif entry.target.level == "role":
        return ()
    else:
        product = index.products.get(slug)
        medicines = [i.medication for i in product.ingredients if not i.inactive_by_route] if product else []
        found = tuple(a for m in (slug, *medicines) for a in index.hierarchy.ancestors(m))
    return tuple(dict.fromkeys(a.slug for a in found if a.slug in index.classes))


def subject_of(title: str) -> str:
    """ "Kratom and benzodiazepines", "Warfarin and kratom" → "Benzodiazepines", "Warfarin"."""
    for before in ("Kratom and ", "Kratom with "):
        title = title.removeprefix(before)
    return capitalised(title.removesuffix(" and kratom"))


def chosen_filters(query: Mapping[str, str], allowed: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The filters asked for. Raises UnknownFilter with the values allowed."""
    chosen = {name: value for name in FILTERS if (value := query.get(name, ""))}
    for name, value in chosen.items():
        if value not in allowed[name]:
            raise UnknownFilter(
                f"{name}={value[:40]} is not a choice; use one of {', '.join(allowed[name])}."
            )
    return chosen


def in_order(entries: Iterable[Listed], sort: str) -> list[Listed]:
    """Sort `entries`, which must come most severe first; ties keep that order."""
    if sort == "name":
        return sorted(entries, key=lambda e: e.subject.casefold())
    if sort == "evidence":
        return sorted(entries, key=lambda e: EvidenceLevel(e.values["evidence"][0]))
    return list(entries)


def matching(entries: Iterable[Listed], chosen: Mapping[str, str]) -> list[Listed]:
    return [e for e in entries if all(value in e.values[name] for name, value in chosen.items())]


def filters(
    entries: list[Listed], chosen: Mapping[str, str], allowed: Mapping[str, Mapping[str, str]]
) -> list[Filter]:
    """Each filter with the number of entries that each choice would leave, given the other filters."""
    found = []
    for name, label in FILTERS.items():
        others = {other: value for other, value in chosen.items() if other != name}
        left = matching(entries, others)
        options = []
        for value, words in allowed[name].items():
            number = sum(value in e.values[name] for e in left)
            is_chosen = chosen.get(name) == value
            if number or is_chosen:
                options.append(Option(value, words, number, is_chosen))
        found.append(Filter(name, label, tuple(options)))
    return found

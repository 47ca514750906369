"""The list of entries with its filters. Nothing found is said to be that; never that nothing happens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from interactions.rating import ACTIONS, SEVERITIES, driver_row, strength
from interactions.wording import ACTION_LABEL, SEVERITY_LABEL
from reference.release.interaction import Interaction
from reference.release.labels import EVIDENCE_LABEL, MECHANISM_LABEL
from reference.release.library import LoadedRelease

from .entry import evidence_label, key_words, reached_by_entry, target_name
from .rule_words import LEVEL_LABEL

FILTERS: dict[str, tuple[str, Mapping[str, str]]] = {
    "severity": ("Severity", {s: SEVERITY_LABEL[s] for s in reversed(SEVERITIES)}),
    "action": ("Action", {a: ACTION_LABEL[a] for a in reversed(ACTIONS)}),
    "evidence": ("Evidence", EVIDENCE_LABEL),
    "mechanism": ("Mechanism", MECHANISM_LABEL),
}
SORTS = {"severity": "Most severe first", "name": "By name"}


class UnknownFilter(ValueError):
    """A filter was given a value it does not know."""


class Option(NamedTuple):
    value: str
    label: str
    entries: int
    chosen: bool


class Filter(NamedTuple):
    name: str
    label: str
    options: tuple[Option, ...]


class Listed(NamedTuple):
    """An entry in the list, under its driver row."""

    slug: str
    title: str
    target: str
    level: str
    severity: str
    severity_label: str
    action: str
    action_label: str
    evidence: str
    evidence_label: str
    mechanisms: tuple[str, ...]
    keys: str
    reaches: int
    order: tuple[int, ...]


def listed_entries(loaded: LoadedRelease) -> list[Listed]:
    """Every entry, most severe first. Built once per release."""
    listed = [_listed(entry, loaded) for entry in loaded.release.interactions]
    return sorted(listed, key=lambda e: (tuple(-n for n in e.order), e.title.casefold()))


def _listed(entry: Interaction, loaded: LoadedRelease) -> Listed:
    driver = driver_row(entry)
    rows = sorted(entry.rows, key=strength, reverse=True)
    return Listed(
        slug=entry.slug,
        title=entry.title,
        target=target_name(entry, loaded),
        level=LEVEL_LABEL[entry.target.level],
        severity=driver.severity,
        severity_label=SEVERITY_LABEL[driver.severity],
        action=driver.action,
        action_label=ACTION_LABEL[driver.action],
        evidence=driver.evidence_level,
        evidence_label=evidence_label(driver),
        mechanisms=tuple(row.mechanism for row in rows),
        keys=" · ".join(dict.fromkeys(key_words(row) for row in rows)),
        reaches=len(loaded.derived(reached_by_entry).get(entry.slug, ())),
        order=strength(driver),
    )


def chosen_filters(query: Mapping[str, str]) -> dict[str, str]:
    """The filters asked for. Raises UnknownFilter with the values allowed."""
    chosen = {name: value for name in FILTERS if (value := query.get(name, ""))}
    for name, value in chosen.items():
        allowed = FILTERS[name][1]
        if value not in allowed:
            raise UnknownFilter(f"{name}={value[:40]} is not a choice; use one of {', '.join(allowed)}.")
    return chosen


def matching(entries: list[Listed], chosen: Mapping[str, str]) -> list[Listed]:
    return [entry for entry in entries if all(_has(entry, name, value) for name, value in chosen.items())]


def filters(entries: list[Listed], chosen: Mapping[str, str]) -> list[Filter]:
    """Each filter with how many entries every choice would leave beside the other filters."""
    found = []
    for name, (label, choices) in FILTERS.items():
        others = {other: value for other, value in chosen.items() if other != name}
        left = matching(entries, others)
        options = [
            Option(v, words, sum(_has(e, name, v) for e in left), chosen.get(name) == v)
            for v, words in choices.items()
        ]
        found.append(Filter(name, label, tuple(o for o in options if o.entries or o.chosen)))
    return found


def _has(entry: Listed, name: str, value: str) -> bool:
    if name == "mechanism":
        return value in entry.mechanisms
    return bool(getattr(entry, name) == value)

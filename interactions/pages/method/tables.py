"""The rating rules as the code holds them: the tables of /method/ come from what computes the ratings."""

from __future__ import annotations

from typing import Any, NamedTuple

from interactions.pages.check.list_alerts import LIST_LABEL
from interactions.pages.check.patient_panel import answer_words
from interactions.rating.labels import CRITERION_LABEL, DIPS_QUESTION
from interactions.rating.phrases import FACTOR_LABEL, capitalised
from interactions.rating.rules import action_of, severity_of
from interactions.rating.tables import (
    CRITERIA,
    DIPS_WEIGHTS,
    LABEL_SUPPORT,
    NEVER_WATCHABLE,
    SUPPORT_OF,
    UNWATCHED_AT_C3,
)
from reference.release.schema.kratom import Exclusion
from reference.release.schema.release import Release
from reference.release.schema.terms import (
    Action,
    Consequence,
    Course,
    EvidenceLevel,
    KratomAction,
    Mechanism,
    MedicineAction,
    Severity,
    Support,
)
from reference.release.storage.library import LoadedRelease

from .content_tables import content_tables

CONSEQUENCES = tuple(reversed(Consequence))
K_WORDS = {"established": "K+", "borderline": "K±", "not_shown": "K−"}


class Cell(NamedTuple):
    support: str  # the column, repeated in the cell on a narrow page
    severity: str
    label: str
    action: str


class Grid(NamedTuple):
    """R3 and R5 for harms that can, or cannot, be watched for."""

    title: str
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def method_tables() -> dict[str, Any]:
    """The tables that are the same in every release."""
    return {
        "severities": [(s, s.label, s.meaning) for s in reversed(Severity)],
        "actions": [(a.label, a.meaning) for a in reversed(Action)],
        "medicine_actions": [(a.label, a.meaning) for a in MedicineAction],
        "kratom_actions": [(a.label, a.meaning) for a in KratomAction],
        "evidence_levels": [term.label for term in EvidenceLevel],
        "courses": [term.label for term in Course],
        "consequences": [(c, c.label) for c in CONSEQUENCES],
        "criteria": criteria_rows(),
        "supports": [(s.replace("-", "−"), s.label) for s in reversed(Support)],
        "support_order": [_column(s) for s in reversed(Support)],
        "grounds": ground_rows(),
        "grids": (
            grid("The harm can be watched for", watchable=True),
            grid("The harm does not announce itself", watchable=False),
        ),
        "never_watchable": [m.label.lower() for m in Mechanism if m in NEVER_WATCHABLE],
        "unwatched_at_c3": [m.label.lower() for m in Mechanism if m in UNWATCHED_AT_C3],
        "dips": [(DIPS_QUESTION[q], w.get("yes", 0), w.get("no", 0)) for q, w in DIPS_WEIGHTS.items()],
    }


def criteria_rows() -> list[tuple[str, list[tuple[Consequence, tuple[str, ...]]]]]:
    """R1: for each mechanism, what puts a medicine at C3, C2 or C1."""
    rows = []
    for key, criteria in CRITERIA.items():
        cells = [
            (c, tuple(CRITERION_LABEL[name] for name, level in criteria.items() if level == c))
            for c in CONSEQUENCES
        ]
        rows.append((Mechanism.label_of(key) or capitalised(key), cells))
    return rows


def ground_rows() -> list[tuple[str, str]]:
    """R2: how much each kind of evidence counts."""
    fixed = [(g.label, s.replace("-", "−")) for g, s in SUPPORT_OF.items()]
    labels = [
        (g.label, "; ".join(f"{s.replace('-', '−')} where {K_WORDS[k]}" for k, s in by_k.items()))
        for g, by_k in LABEL_SUPPORT.items()
    ]
    reports = [("case report with this medicine", "S3 at DIPS 5 or more, S1 at DIPS 2–4, else nothing")]
    return fixed[:2] + reports + labels + fixed[2:]


def grid(title: str, *, watchable: bool) -> Grid:
    rows = []
    for consequence in CONSEQUENCES:
        cells = tuple(_cell(consequence, support, watchable) for support in reversed(Support))
        rows.append((consequence, cells))
    return Grid(title, tuple(rows))


def _cell(consequence: Consequence, support: Support, watchable: bool) -> Cell:
    severity, column = severity_of(consequence, support, watchable), _column(support)
    if consequence == "C1" and support == "S0":
        return Cell(
            column,
            "unassessed",
            "Not published",
            "unless a human study of the same enzyme bears on it: minor",
        )
    return Cell(
        column,
        severity,
        severity.label,
        (action_of(severity, watchable, agonist_treatment=False)).label,
    )


def _column(support: Support) -> str:
    return support.replace("-", "−")


def release_tables(loaded: LoadedRelease) -> dict[str, Any]:
    """What this release adds to the rules: stacking, list rules, modifying factors, and how much was reviewed."""
    release, manifest = loaded.release, loaded.manifest
    return {
        "manifest": manifest,
        "effects": [(e.mechanism.label, K_WORDS[e.k], e) for e in release.kratom_effects],
        "stacking": [(rule, rule.severity.label, rule.mechanism.label) for rule in release.stacking_rules],
        "lead_boxes": release.lead_boxes,
        "list_rules": [(rule, LIST_LABEL[rule.kind]) for rule in release.list_rules],
        "shared_steps": sorted(release.shared_steps, key=lambda step: step.order),
        "factors": [
            (
                FACTOR_LABEL.get(f.factor, f.factor.replace("_", " ").capitalize()),
                ", ".join(answer_words(f.factor, v) for v in f.values),
                f.mechanism.label,
                f,
            )
            for f in release.modifying_factors
        ],
        "deviations": [
            (entry, row, row.mechanism.label)
            for entry in release.interactions
            for row in entry.rows
            if row.deviation
        ],
        "left_out": left_out(release),
        "content": content_tables(release),
    }


def left_out(release: Release) -> list[tuple[str, list[Exclusion]]]:
    """What was excluded, by topic, in the order in which the release first names each."""
    topics: dict[str, list[Exclusion]] = {}
    for exclusion in release.exclusions:
        topics.setdefault(exclusion.topic, []).append(exclusion)
    return list(topics.items())

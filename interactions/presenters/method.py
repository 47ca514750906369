"""The rating rules as the code holds them: the tables of /method/ come from what computes the ratings."""

from __future__ import annotations

from typing import Any, NamedTuple

from interactions.content_report import content_tables
from interactions.rating import SUPPORTS, action_of, severity_of
from interactions.rating_tables import (
    CRITERIA,
    DIPS_WEIGHTS,
    LABEL_SUPPORT,
    NEVER_WATCHABLE,
    SUPPORT_OF,
    UNWATCHED_AT_C3,
)
from interactions.wording import (
    ACT_ON_LABEL,
    ACTION_LABEL,
    COURSE_LABEL,
    FACTOR_LABEL,
    GROUND_LABEL,
    SEVERITY_LABEL,
)
from reference.release.kratom import Exclusion
from reference.release.labels import EVIDENCE_LABEL, MECHANISM_LABEL
from reference.release.library import LoadedRelease
from reference.release.schema import Release
from reference.release.terms import Consequence, Support

from .across import LIST_LABEL
from .patient import answer_words
from .rule_words import CONSEQUENCE_LABEL, CRITERION_LABEL, DIPS_QUESTION, SUPPORT_LABEL

CONSEQUENCES: tuple[Consequence, ...] = ("C3", "C2", "C1")
K_WORDS = {"established": "K+", "borderline": "K±", "not_shown": "K−"}
SEVERITY_MEANING = {
    "major": "Death, threat to life or lasting harm is possible, and the support is enough not to wait.",
    "moderate": "Treatment or a change of therapy may be needed.",
    "minor": "May be noticed; no change of therapy expected.",
    "none": "A study found no change, inside a stated domain. Outside it nothing is known.",
}
ACTION_MEANING = {
    "avoid": "Not together. What gives way is said in the action: kratom, the timing, or one of the two.",
    "usually_avoid": "Not together, unless there is no better way and the harm is watched for.",
    "adjust": "A change made now: of dose, timing or choice, or a supervised, dated reduction of kratom.",
    "monitor": "Names what is watched, when, and the threshold to act at.",
    "no_special_precaution": "Usual care.",
}


class Cell(NamedTuple):
    support: str  # the column, which a narrow page says in the cell
    severity: str
    label: str
    action: str


class Grid(NamedTuple):
    """R3 and R5 for harms that can, or cannot, be watched for."""

    title: str
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def method_tables() -> dict[str, Any]:
    """Everything that is the same in every release."""
    return {
        "severities": [(s, SEVERITY_LABEL[s], words) for s, words in SEVERITY_MEANING.items()],
        "actions": [(ACTION_LABEL[a], words) for a, words in ACTION_MEANING.items()],
        "act_on": list(ACT_ON_LABEL.values()),
        "evidence_levels": list(EVIDENCE_LABEL.values()),
        "courses": list(COURSE_LABEL.values()),
        "consequences": [(c, CONSEQUENCE_LABEL[c]) for c in CONSEQUENCES],
        "criteria": criteria_rows(),
        "supports": [(s.replace("-", "−"), SUPPORT_LABEL[s]) for s in reversed(SUPPORTS)],
        "support_order": [_column(s) for s in reversed(SUPPORTS)],
        "grounds": ground_rows(),
        "grids": (
            grid("The harm can be watched for", watchable=True),
            grid("The harm does not announce itself", watchable=False),
        ),
        "never_watchable": [MECHANISM_LABEL[m].lower() for m in MECHANISM_LABEL if m in NEVER_WATCHABLE],
        "unwatched_at_c3": [MECHANISM_LABEL[m].lower() for m in MECHANISM_LABEL if m in UNWATCHED_AT_C3],
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
        rows.append((MECHANISM_LABEL.get(key) or key[:1].upper() + key[1:], cells))
    return rows


def ground_rows() -> list[tuple[str, str]]:
    """R2: what each kind of evidence counts for."""
    fixed = [(GROUND_LABEL[g], s.replace("-", "−")) for g, s in SUPPORT_OF.items()]
    labels = [
        (GROUND_LABEL[g], "; ".join(f"{s.replace('-', '−')} where {K_WORDS[k]}" for k, s in by_k.items()))
        for g, by_k in LABEL_SUPPORT.items()
    ]
    reports = [("case report with this medicine", "S3 at DIPS 5 or more, S1 at DIPS 2–4, else nothing")]
    return fixed[:2] + reports + labels + fixed[2:]


def grid(title: str, *, watchable: bool) -> Grid:
    rows = []
    for consequence in CONSEQUENCES:
        cells = tuple(_cell(consequence, support, watchable) for support in reversed(SUPPORTS))
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
        SEVERITY_LABEL[severity],
        ACTION_LABEL[action_of(severity, watchable, agonist_treatment=False)],
    )


def _column(support: Support) -> str:
    return support.replace("-", "−")


def release_tables(loaded: LoadedRelease) -> dict[str, Any]:
    """What this release adds to the rules: stacking, list rules, modifying factors, and how much was reviewed."""
    release, manifest = loaded.release, loaded.manifest
    return {
        "manifest": manifest,
        "effects": [(MECHANISM_LABEL[e.mechanism], K_WORDS[e.k], e) for e in release.kratom_effects],
        "stacking": [
            (rule, SEVERITY_LABEL[rule.severity], MECHANISM_LABEL[rule.mechanism])
            for rule in release.stacking_rules
        ],
        "list_rules": [(rule, LIST_LABEL[rule.kind]) for rule in release.list_rules],
        "factors": [
            (
                FACTOR_LABEL.get(f.factor, f.factor.replace("_", " ").capitalize()),
                ", ".join(answer_words(f.factor, v) for v in f.values),
                MECHANISM_LABEL[f.mechanism],
                f,
            )
            for f in release.modifying_factors
        ],
        "deviations": [
            (entry, row, MECHANISM_LABEL[row.mechanism])
            for entry in release.interactions
            for row in entry.rows
            if row.deviation
        ],
        "left_out": left_out(release),
        "content": content_tables(release),
    }


def left_out(release: Release) -> list[tuple[str, list[Exclusion]]]:
    """What did not go in, by topic, in the order in which the release first names each."""
    topics: dict[str, list[Exclusion]] = {}
    for exclusion in release.exclusions:
        topics.setdefault(exclusion.topic, []).append(exclusion)
    return list(topics.items())

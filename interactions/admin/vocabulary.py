"""The words and the order of the interaction forms: the same labels as on the pages."""

from __future__ import annotations

from collections.abc import Iterator

from interactions.context import FACTORS
from interactions.gate import ENZYMES
from interactions.presenters.rule_words import CRITERION_LABEL, DIPS_QUESTION
from interactions.rating_tables import CRITERIA, DIPS_WEIGHTS
from interactions.wording import FACTOR_LABEL
from reference.admin.record_words import (
    CHOICE_LABELS,
    COMPUTED_FIELDS,
    FIELD_CHOICES,
    FIELD_ORDER,
    FIELD_SUGGESTIONS,
    HINTS,
    ITEM_LABELS,
    LABELS,
    SUMMARY_FIELDS,
    plain,
)  # fmt: skip
from reference.release import terms

ROW_ORDER = (
    "mechanism", "enzyme", "site", "object", "criterion", "consequence", "support", "severity", "action", "act_on",
    "until", "deviation", "summary", "evidence_level", "evidence_direction", "reports", "extrapolated_from", "evidence",
    "onset", "offset", "monitoring", "domain",
)  # fmt: skip


def register_words() -> None:
    """Give the record form this app's vocabularies. Called once, when the admin is loaded."""
    CHOICE_LABELS[terms.Consequence] = {c: f"{c}: {c.label}" for c in terms.Consequence}
    CHOICE_LABELS[terms.Support] = {s: f"{s.replace('-', '−')}: {s.label}" for s in terms.Support}
    FIELD_CHOICES["InteractionRow", "criterion"] = tuple(_criteria_by_mechanism())
    FIELD_CHOICES["ModifyingFactor", "factor"] = (
        ("", tuple((factor, FACTOR_LABEL.get(factor) or plain(factor)) for factor in FACTORS)),
    )
    COMPUTED_FIELDS.update(
        ("InteractionRow", name) for name in ("consequence", "support", "severity", "action")
    )
    FIELD_SUGGESTIONS["InteractionRow", "enzyme"] = tuple(sorted(ENZYMES))
    _register_labels()
    _register_order()


def _criteria_by_mechanism() -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for key, criteria in CRITERIA.items():
        choices = tuple((name, f"{c}: {CRITERION_LABEL[name]}") for name, c in criteria.items())
        yield terms.Mechanism.label_of(key) or plain(key), choices


def _register_labels() -> None:
    for question, words in DIPS_QUESTION.items():
        points = ", ".join(f"{answer} {_points(weight)}" for answer, weight in DIPS_WEIGHTS[question].items())
        LABELS[f"Dips.{question}"] = f"{words} ({points})"
    LABELS.update(
        {
            "InteractionRow.criterion": "Criterion: what puts it at C",
            "InteractionRow.consequence": "Consequence C (computed)",
            "InteractionRow.support": "Support S (computed)",
            "InteractionRow.severity": "Severity (computed)",
            "InteractionRow.action": "Action (computed)",
            "InteractionRow.summary": "Bottom line",
            "InteractionRow.deviation": "Deviation from the rule",
            "InteractionRow.reports": "Number of published reports",
            "Evidence.ground": "What it counts as",
            "Evidence.report": "Case report",
            "Deviation.support": "Rated as if the grounds gave",
            "StackCondition.consequence": "Members at C",
        }
    )
    HINTS.update(
        {
            "InteractionRow.criterion": "Choose from the line of this row's mechanism. C is looked up from it.",
            "InteractionRow.severity": "Follows the answers. It departs only where a deviation below says why.",
            "InteractionRow.action": "Follows the answers. It departs only where a deviation below says why.",
            "InteractionRow.act_on": "Needed from moderate upwards.",
            "Evidence.ground": "Empty: context that does not count as support.",
            "Deviation.support": "Empty: severity or action departs, not the support.",
            "Interaction.agonist_treatment": "Methadone or buprenorphine for opioid use disorder: never “avoid”.",
        }
    )
    ITEM_LABELS.update({"deviation": "Deviation", "any_of": "Condition"})


def _points(weight: int) -> str:
    return f"{weight:+d}".replace("-", "−") if weight else "0"


def _register_order() -> None:
    FIELD_ORDER.update(
        {
            "InteractionRow": ROW_ORDER,
            "Interaction": (
                "slug",
                "title",
                "target",
                "searched_on",
                "agonist_treatment",
                "rows",
                "management",
            ),
            "Evidence": (
                "text",
                "basis",
                "citations",
                "evidence_level",
                "evidence_direction",
                "ground",
                "limitations",
            ),
            "ModifyingFactor": ("slug", "factor", "values", "mechanism", "from_consequence", "targets"),
        }
    )
    SUMMARY_FIELDS.update(
        {
            "InteractionRow": ("mechanism", "enzyme", "severity", "action"),
            "Extrapolation": ("medication", "evidence_level"),
            "StackCondition": ("consequence", "at_least"),
        }
    )

"""The words and the order of the interaction forms: the same labels as pages print, so that both say one thing."""

from __future__ import annotations

from interactions.context import FACTORS
from interactions.gate import ENZYMES
from interactions.presenters.rule_words import (  # fmt: skip
    CONSEQUENCE_LABEL,
    CRITERION_LABEL,
    DIPS_QUESTION,
    LEVEL_LABEL,
    SITE_LABEL,
    SLOT_LABEL,
    SUPPORT_LABEL,
)
from interactions.rating_tables import CRITERIA, DIPS_WEIGHTS
from interactions.wording import (
    ACT_ON_LABEL,
    ACTION_LABEL,
    COURSE_LABEL,
    FACTOR_LABEL,
    GROUND_LABEL,
    OBJECT_LABEL,
    SEVERITY_LABEL,
    USE_LABEL,
)
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
from reference.release.labels import EVIDENCE_LABEL, MECHANISM_LABEL

ROW_ORDER = (
    "mechanism", "enzyme", "site", "object", "criterion", "consequence", "support", "severity", "action", "act_on",
    "until", "deviation", "summary", "evidence_level", "evidence_direction", "reports", "extrapolated_from", "evidence",
    "onset", "offset", "monitoring", "domain",
)  # fmt: skip


def register_words() -> None:
    """Give the record form this app's vocabularies. Called once, when the admin is loaded."""
    CHOICE_LABELS.update(
        {
            terms.Severity: SEVERITY_LABEL,
            terms.Action: ACTION_LABEL,
            terms.ActOn: ACT_ON_LABEL,
            terms.Mechanism: MECHANISM_LABEL,
            terms.EvidenceLevel: EVIDENCE_LABEL,
            terms.Ground: {ground: plain(label) for ground, label in GROUND_LABEL.items()},
            terms.Course: {course: plain(label) for course, label in COURSE_LABEL.items()},
            terms.ObjectSide: {side: plain(label) for side, label in OBJECT_LABEL.items()},
            terms.Site: {site: plain(label) for site, label in SITE_LABEL.items()},
            terms.KratomUse: {use: plain(label) for use, label in USE_LABEL.items()},
            terms.TargetLevel: LEVEL_LABEL,
            terms.Slot: SLOT_LABEL,
            terms.Consequence: {c: f"{c}: {label}" for c, label in CONSEQUENCE_LABEL.items()},
            terms.Support: {s: f"{s.replace('-', '−')}: {label}" for s, label in SUPPORT_LABEL.items()},
        }
    )
    FIELD_CHOICES["InteractionRow", "criterion"] = tuple(
        (
            MECHANISM_LABEL.get(key) or plain(key),
            tuple((name, f"{c}: {CRITERION_LABEL[name]}") for name, c in criteria.items()),
        )
        for key, criteria in CRITERIA.items()
    )
    FIELD_CHOICES["ModifyingFactor", "factor"] = (
        ("", tuple((factor, FACTOR_LABEL.get(factor) or plain(factor)) for factor in FACTORS)),
    )
    COMPUTED_FIELDS.update(
        ("InteractionRow", name) for name in ("consequence", "support", "severity", "action")
    )
    FIELD_SUGGESTIONS["InteractionRow", "enzyme"] = tuple(sorted(ENZYMES))
    _register_labels()
    _register_order()


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

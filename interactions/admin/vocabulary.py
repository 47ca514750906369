"""The words and the order of the interaction forms: the same labels as on the pages."""

from __future__ import annotations

from interactions.publishing.release_checks import ENZYMES
from interactions.rating.labels import CRITERION_LABEL, DIPS_QUESTION
from interactions.rating.phrases import FACTOR_LABEL
from interactions.rating.tables import CRITERIA, DIPS_WEIGHTS
from interactions.screening.patient_context import FACTORS
from reference.admin.record_form.labels import FormWords, Groups, plain
from reference.release.schema import terms

ROW_ORDER = (
    "mechanism", "enzyme", "site", "object", "criterion", "consequence", "support", "severity", "action", "act_on",
    "until", "medicine_action", "kratom_action", "caution", "against", "deviation", "summary", "evidence_level", "evidence_direction", "reports", "extrapolated_from", "evidence",
    "onset", "offset", "monitoring", "domain",
)  # fmt: skip


LABELS = {
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

HINTS = {
    "InteractionRow.criterion": "Choose from the line of this row's mechanism. C is looked up from it.",
    "InteractionRow.severity": "Follows the answers. It departs only where a deviation below says why.",
    "InteractionRow.action": "Follows the answers. It departs only where a deviation below says why.",
    "InteractionRow.act_on": "Needed from moderate upwards.",
    "InteractionRow.medicine_action": "Empty: follows the rating. Choose one only where the steps say something else.",
    "InteractionRow.kratom_action": "Empty: follows the rating.",
    "InteractionRow.caution": "Completes “Give …”.",
    "InteractionRow.in_emergency": "Said in an emergency instead of what to look for.",
    "InteractionRow.when_running": "Completes “Keep …:” for a treatment that waits before its start and plainly runs.",
    "InteractionRow.on_start": "What to do about the medicine where somebody only asks whether to take it.",
    "InteractionRow.against": "Completes “Advise against …” where that is not the medicine itself.",
    "Evidence.ground": "Empty: context that does not count as support.",
    "Deviation.support": "Empty: severity or action departs, not the support.",
    "Interaction.same_day_signs": "In a patient's words: when to call because of this medicine.",
    "Management.shared": "Steps that several entries share, each read in its own slot.",
    "SharedStep.plan": "The short imperative; for a test, what is done and when, without a full stop.",
    "SharedStep.any_of": "When it is part of the plan: any of these is enough.",
    "SharedStep.essential": "Never left out when more than five steps are due.",
    "SharedStep.statement": "The whole step, for the entries that name it.",
    "StepCondition.medicines": "How many findings at least; 0: none is needed.",
    "DrugClass.plural": "Its name is a plural: “benzodiazepines add to”.",
    "Medication.plural": "Its name is a plural: “conjugated estrogens add to”.",
    "CombinationProduct.plural": "Its name is a plural: “mixed amphetamine salts add to”.",
    "Interaction.agonist_treatment": "Methadone or buprenorphine for opioid use disorder: never “avoid”.",
}

ORDER = {
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

SUMMARIES = {
    "InteractionRow": ("mechanism", "enzyme", "severity", "action"),
    "Extrapolation": ("medication", "evidence_level"),
    "StackCondition": ("consequence", "at_least"),
    "StepCondition": ("mechanisms", "at_least", "medicines"),
}


def interaction_words() -> FormWords:
    """What the form of an interaction and of its rules says and offers."""
    return FormWords(
        labels={**LABELS, **_dips_labels()},
        item_labels={"deviation": "Deviation", "any_of": "Condition"},
        hints=HINTS,
        choice_labels={
            terms.Consequence: {c: f"{c}: {c.label}" for c in terms.Consequence},
            terms.Support: {s: f"{s.replace('-', '−')}: {s.label}" for s in terms.Support},
        },
        choices={
            ("InteractionRow", "criterion"): _criteria(),
            ("ModifyingFactor", "factor"): (("", _factors()),),
            ("StepAnswer", "factor"): (("", _factors()),),
        },
        suggestions={("InteractionRow", "enzyme"): tuple(sorted(ENZYMES))},
        computed={("InteractionRow", name) for name in ("consequence", "support", "severity", "action")},
        order=ORDER,
        summaries=SUMMARIES,
    )


def _criteria() -> Groups:
    """The criteria under their mechanism, each with the C that it gives."""
    groups = []
    for mechanism, criteria in CRITERIA.items():
        options = tuple((name, f"{c}: {CRITERION_LABEL[name]}") for name, c in criteria.items())
        groups.append((terms.Mechanism.label_of(mechanism) or plain(mechanism), options))
    return tuple(groups)


def _factors() -> tuple[tuple[str, str], ...]:
    return tuple((factor, FACTOR_LABEL.get(factor) or plain(factor)) for factor in FACTORS)


def _dips_labels() -> dict[str, str]:
    """Each question of DIPS with the points that its answers give."""
    labels = {}
    for question, words in DIPS_QUESTION.items():
        points = ", ".join(f"{answer} {_points(weight)}" for answer, weight in DIPS_WEIGHTS[question].items())
        labels[f"Dips.{question}"] = f"{words} ({points})"
    return labels


def _points(weight: int) -> str:
    return f"{weight:+d}".replace("-", "−") if weight else "0"

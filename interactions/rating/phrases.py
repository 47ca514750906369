"""Words for the answers about the patient, and the phrase for an action and its act_on."""

from __future__ import annotations

from collections.abc import Iterable

from reference.release.schema.terms import Action, ActOn

REASON_LABEL = {
    "not_reviewed": "not reviewed for kratom",
    "searched_nothing_found": "searched, nothing found",
    "outside_studied_domain": "outside what was studied",
    "under_correction": "under correction",
    "no_candidate": "no medicine of this name is known here",
    "not_searched": "too long to search: type the name alone",
    "not_a_medicine": "not a medicine line",
}
FACTOR_LABEL = {
    "product": "Product", "use": "Use", "last_use": "Last use", "alcohol": "Alcohol",
    "other_opioids": "Other opioids or street drugs", "breathing_disease": "Breathing disease or sleep apnoea",
    "supervised": "Under supervision", "pregnancy": "Pregnancy", "breastfeeding": "Breast-feeding",
    "liver_disease": "Liver disease", "kidney_disease": "Kidney disease", "seizure_disorder": "Seizure disorder",
    "long_qt": "Long QT or heart disease", "oud_treatment": "Treatment for opioid use disorder",
    "psychiatric": "Bipolar disorder or psychosis", "older_adult": "65 or older", "child": "Child",
    "surgery_date": "Surgery date", "cyp2d6": "CYP2D6 phenotype",
}  # fmt: skip

NOT_ABRUPTLY = "Not abruptly if used daily."

_PHRASES: dict[tuple[Action, ActOn | None], str] = {
    (Action.AVOID, ActOn.KRATOM): "Keep {name}; kratom should stop. " + NOT_ABRUPTLY,
    (Action.AVOID, ActOn.TIMING): "Do not start {name} until {until}",
    (Action.AVOID, ActOn.MEDICINE): "Choose another medicine than {name}",
    (Action.AVOID, ActOn.EITHER): "Do not combine {name} and kratom. Stop neither abruptly if used daily.",
    (Action.USUALLY_AVOID, ActOn.KRATOM): "Keep {name}; kratom should stop. " + NOT_ABRUPTLY,
    (Action.USUALLY_AVOID, ActOn.TIMING): "Do not start {name} until {until}",
    (Action.USUALLY_AVOID, ActOn.MEDICINE): "Choose another medicine than {name}, if there is one",
    (
        Action.USUALLY_AVOID,
        ActOn.EITHER,
    ): "Best not combined: {name} and kratom. Stop neither abruptly if used daily.",
    (
        Action.ADJUST,
        ActOn.KRATOM,
    ): "Keep {name}; make it safer now. Kratom down with support, not abruptly if used daily.",
    (Action.ADJUST, ActOn.TIMING): "Do not start {name} until {until}",
    (Action.ADJUST, ActOn.MEDICINE): "Change the choice or dose of {name} before starting",
    (
        Action.ADJUST,
        ActOn.EITHER,
    ): "Change the plan now: {name} or kratom. Stop neither abruptly if used daily.",
    (Action.MONITOR, ActOn.KRATOM): "Keep {name} and monitor; better without kratom. " + NOT_ABRUPTLY,
    (Action.MONITOR, ActOn.TIMING): "Do not start {name} until {until}; then monitor",
    (Action.MONITOR, ActOn.MEDICINE): "Monitor {name}, or choose another before starting",
    (
        Action.MONITOR,
        ActOn.EITHER,
    ): "Monitor {name}; better not combined. Stop neither abruptly if used daily.",
}


def action_phrase(
    action: Action, act_on: ActOn | None, name: str, until: str | None = None, on_both: ActOn | None = None
) -> str:
    """Action and act_on as one instruction. `on_both`: what to do if the medicine was started too early."""
    template = _PHRASES.get((action, act_on)) or _PHRASES.get((action, ActOn.KRATOM))
    if template is None:
        return f"No special precaution for {name} on present evidence"
    sentence = template.format(name=name, until=(until or "the conditions below are met").rstrip("."))
    sentence = sentence if sentence.endswith(".") else sentence + "."
    if act_on == ActOn.TIMING and on_both:
        sentence += f" Already on both: {action_phrase(action, on_both, name)}"
    return sentence


def capitalised(name: str) -> str:
    """A name at the start of a sentence; an abbreviation keeps its capitals."""
    return name[:1].upper() + name[1:]


def if_taken_again(phrase: str) -> str:
    """The action phrase for a medicine that the list calls stopped."""
    return f"If taken again: {phrase[:1].lower()}{phrase[1:]}"


def not_checked(names: Iterable[str]) -> str:
    """The sentence about other names on a line, which has only one outcome."""
    return f"Also on this line and not checked: {', '.join(names)}. Put it on a line of its own."


def for_medicine(text: str, name: str) -> str:
    """Put a medicine's name into a sentence written for a class or role: `{medicine}`, capitalised at the start."""
    if text.startswith("{medicine}"):
        text = capitalised(name) + text[len("{medicine}") :]
    return text.replace(". {medicine}", f". {capitalised(name)}").replace("{medicine}", name)

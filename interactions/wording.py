"""The words of the closed vocabularies, and the phrase that action and act_on make together."""

from __future__ import annotations

from collections.abc import Iterable

from reference.release.terms import Action, ActOn

SEVERITY_LABEL = {"major": "Major", "moderate": "Moderate", "minor": "Minor", "none": "No change found"}
ACTION_LABEL = {
    "avoid": "Avoid together",
    "usually_avoid": "Usually avoid together",
    "adjust": "Change something now",
    "monitor": "Monitor",
    "no_special_precaution": "No special precaution",
}
ACT_ON_LABEL = {
    "kratom": "Kratom should change; the medicine goes on",
    "timing": "Wait before starting",
    "medicine": "Choose another medicine before starting",
    "either": "One of the two has to go",
}
OBJECT_LABEL = {"medicine": "on the medicine", "kratom": "on kratom", "both": "both add up"}
DIRECTION_LABEL = {"supports": "supports the interaction", "refutes": "refutes it", "mixed": "mixed"}
COURSE_LABEL = {"rapid": "within 24 hours", "delayed": "days to weeks", "unknown": "not known"}
USE_LABEL = {"once": "once", "some_days": "some days", "daily": "daily"}
REASON_LABEL = {
    "not_reviewed": "not reviewed for kratom",
    "searched_nothing_found": "searched, nothing found",
    "outside_studied_domain": "outside what was studied",
    "under_correction": "under correction",
    "no_candidate": "no medicine of this name is known here",
    "not_searched": "too long to search: type the name alone",
    "not_a_medicine": "not a medicine line",
}
GROUND_LABEL = {
    "controlled_study": "controlled human study with this medicine",
    "comparative_study": "comparative observational study with this medicine",
    "report": "case report with this medicine",
    "probe_study_same_site": "human study of another medicine, same enzyme and site",
    "probe_study_other_site": "human study of another medicine, same enzyme, other site",
    "label_warns_against_adding": "label warns against adding this effect",
    "class_member_report": "report with another member of the class",
    "label_warns_of_effect": "label warns of the effect itself",
    "animal_interaction": "interaction in live animals",
    "in_vitro": "laboratory",
    "static_prediction": "prediction",
    "reasoning": "reasoning",
    "probe_study_no_effect": "human study of another medicine found no effect",
    "refuted": "refuted for this medicine, inside a domain",
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
    ("avoid", "kratom"): "Keep {name}; kratom should stop. " + NOT_ABRUPTLY,
    ("avoid", "timing"): "Do not start {name} until {until}",
    ("avoid", "medicine"): "Choose another medicine than {name}",
    ("avoid", "either"): "Do not combine {name} and kratom. Stop neither abruptly if used daily.",
    ("usually_avoid", "kratom"): "Keep {name}; kratom should stop. " + NOT_ABRUPTLY,
    ("usually_avoid", "timing"): "Do not start {name} until {until}",
    ("usually_avoid", "medicine"): "Choose another medicine than {name}, if there is one",
    ("usually_avoid", "either"): "Best not combined: {name} and kratom. Stop neither abruptly if used daily.",
    (
        "adjust",
        "kratom",
    ): "Keep {name}; make it safer now. Kratom down with support, not abruptly if used daily.",
    ("adjust", "timing"): "Do not start {name} until {until}",
    ("adjust", "medicine"): "Change the choice or dose of {name} before starting",
    ("adjust", "either"): "Change the plan now: {name} or kratom. Stop neither abruptly if used daily.",
    ("monitor", "kratom"): "Keep {name} and monitor; better without kratom. " + NOT_ABRUPTLY,
    ("monitor", "timing"): "Do not start {name} until {until}; then monitor",
    ("monitor", "medicine"): "Monitor {name}, or choose another before starting",
    ("monitor", "either"): "Monitor {name}; better not combined. Stop neither abruptly if used daily.",
}


def action_phrase(
    action: Action, act_on: ActOn | None, name: str, until: str | None = None, on_both: ActOn | None = None
) -> str:
    """Action and act_on as one phrase a ward can carry out; for a wait that came too late, what to do on both."""
    template = _PHRASES.get((action, act_on)) or _PHRASES.get((action, "kratom"))
    if template is None:
        return f"No special precaution for {name} on present evidence"
    sentence = template.format(name=name, until=(until or "the conditions below are met").rstrip("."))
    sentence = sentence if sentence.endswith(".") else sentence + "."
    if act_on == "timing" and on_both:
        sentence += f" Already on both: {action_phrase(action, on_both, name)}"
    return sentence


def capitalised(name: str) -> str:
    """A name at the start of a sentence; what is written in capitals stays so."""
    return name[:1].upper() + name[1:]


def if_taken_again(phrase: str) -> str:
    """The action phrase for a medicine that the list calls stopped."""
    return f"If taken again: {phrase[:1].lower()}{phrase[1:]}"


def not_checked(names: Iterable[str]) -> str:
    """Other names on a line, which answers for one thing."""
    return f"Also on this line and not checked: {', '.join(names)}. Put it on a line of its own."


def for_medicine(text: str, name: str) -> str:
    """Put a medicine's name into a sentence written for a class or role: `{medicine}`, capitalised at the start."""
    if text.startswith("{medicine}"):
        text = capitalised(name) + text[len("{medicine}") :]
    return text.replace(". {medicine}", f". {capitalised(name)}").replace("{medicine}", name)

"""Words for the answers about the patient, and the phrase for the two actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reference.release.schema.interaction import InteractionRow
from reference.release.schema.terms import KratomAction, Mechanism, MedicineAction

from .actions import Actions

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
    "setting": "Setting", "product": "Product", "use": "Use", "last_use": "Last use", "alcohol": "Alcohol",
    "other_opioids": "Other opioids or street drugs", "breathing_disease": "Breathing disease or sleep apnoea",
    "supervised": "Under supervision", "pregnancy": "Pregnancy", "breastfeeding": "Breast-feeding",
    "liver_disease": "Liver disease", "kidney_disease": "Kidney disease", "seizure_disorder": "Seizure disorder",
    "long_qt": "Long QT or heart disease", "oud_treatment": "Treatment for opioid use disorder",
    "psychiatric": "Bipolar disorder or psychosis", "older_adult": "65 or older", "child": "Child",
    "acute_liver_injury": "Acute liver injury suspected (jaundice)", "surgery_date": "Surgery date", "cyp2d6": "CYP2D6 phenotype",
}  # fmt: skip

MEDICINE_PHRASE: dict[MedicineAction, str] = {
    MedicineAction.NO_CHANGE: "Usually no change needed; see the points below.",
    MedicineAction.KEEP: "Keep {name}.",
    MedicineAction.MONITOR: "Keep {name} and monitor.",
    MedicineAction.ADJUST: "Review {name} now: dose, timing or choice; no abrupt stop.",
    MedicineAction.CHOOSE_OTHER: "Choose another medicine than {name}.",
    MedicineAction.WAIT: "Do not start {name} until {until}.",
    MedicineAction.HOLD: "Hold {name} and ask its team today.",
    MedicineAction.ADVISE_AGAINST: "Advise against {against}.",
    MedicineAction.GIVE: "Give {name}: {caution}.",
}
ALREADY_TAKEN = "Already taken without a break and without withdrawal: it goes on; see the steps on its card."
BEFORE_START: dict[MedicineAction, str] = {
    MedicineAction.KEEP: "Before starting {name}: see its steps; kratom is no reason to withhold it where it is needed.",
    MedicineAction.MONITOR: "Before starting {name}: see its steps, and agree what is monitored.",
    MedicineAction.CHOOSE_OTHER: "Choose another medicine than {name}; if it is taken already, no abrupt stop.",
    MedicineAction.ADJUST: "Before starting {name}: its prescriber decides on dose, timing or choice.",
}
"""Of what is only asked about nothing is kept or reviewed yet."""
KRATOM_PHRASE: dict[KratomAction, str] = {
    KratomAction.NONE: "",
    KratomAction.TELL: "Tell the team product and last use.",
    KratomAction.BETTER_WITHOUT: "Advise stopping kratom, gradually if used daily.",
    KratomAction.STOP: "Stop kratom gradually, with support.",
    KratomAction.STOP_NOW: "No more kratom; treat withdrawal.",
}
KRATOM_STOPPED = "Kratom was stopped: treat withdrawal, and help the patient not to start again."
EMERGENCY_LINE = (
    "Not breathing, cannot be woken, or a child swallowed any: emergency number, naloxone, poison centre."
)
"""Stands on every answer, hand-out and chart note."""
SIGNS: dict[Mechanism, str] = {
    Mechanism.ENZYME_INHIBITION: "stronger effects than its dose explains",
    Mechanism.ENZYME_INDUCTION: "effects that its dose does not explain",
    Mechanism.TRANSPORTER_INHIBITION: "stronger effects than its dose explains",
    Mechanism.OPIOID_ANTAGONISM: "sudden withdrawal",
    Mechanism.CNS_DEPRESSION: "sleepiness and slow breathing",
    Mechanism.SEIZURE_THRESHOLD: "seizures",
    Mechanism.SEROTONERGIC: "clonus, fever and agitation",
    Mechanism.QT_PROLONGATION: "a long QT on the ECG",
    Mechanism.HEPATOTOXICITY: "liver injury",
    Mechanism.SYMPATHOMIMETIC: "fast pulse and high blood pressure",
    Mechanism.FLUID_ELECTROLYTE: "lost fluid and sodium",
    Mechanism.HYPOTENSION: "low blood pressure",
    Mechanism.GI_HYPOMOTILITY: "an ileus",
    Mechanism.BLEEDING: "bleeding",
    Mechanism.GLYCAEMIC: "low or high glucose",
}
"""What an emergency looks for, by what the medicine and kratom do together."""
MOST_SIGNS = 3
UNTIL, CAUTION = "the conditions below are met", "titrate and watch breathing"


class Completing(NamedTuple):
    """What completes the sentence about the medicine; each has words of its own where an entry gives none."""

    until: str | None = None
    caution: str | None = None
    against: str | None = None
    when_running: str | None = None
    instead: str | None = None  # the sentence about the medicine of a setting, with {medicine}


def action_phrase(
    actions: Actions,
    name: str,
    completing: Completing | None = None,
    *,
    running: bool = False,
    planned: bool = False,
    kratom_stopped: bool = False,
) -> str:
    """Both actions as one instruction. `running`: the treatment goes on, and only a first dose waits. `planned`: it is
    only asked about. `kratom_stopped`: kratom's own line says so."""
    completing = completing or Completing()
    medicine = _sentence(actions.medicine, planned).format(
        name=name,
        until=_ended(completing.until or UNTIL),
        caution=_ended(completing.caution or CAUTION),
        against=_ended(completing.against or f"{name}; not abruptly if taken daily"),
    )
    if completing.instead:
        medicine = f"{_ended(completing.instead.format(medicine=name))}."
    elif completing.when_running and actions.medicine == MedicineAction.KEEP:
        medicine = f"Keep {name}: {_ended(completing.when_running)}."
    elif completing.when_running and actions.medicine == MedicineAction.WAIT and not planned:
        medicine += f" {ALREADY_TAKEN}"
    elif running and completing.until:
        medicine += f" If only now started: not until {_ended(completing.until)}."
    stopped = kratom_stopped and actions.kratom == KratomAction.STOP_NOW
    kratom = KRATOM_STOPPED if stopped else KRATOM_PHRASE[actions.kratom]
    if actions.medicine == MedicineAction.NO_CHANGE and kratom:
        return kratom
    return " ".join(filter(None, [medicine, kratom]))


def _sentence(action: MedicineAction, planned: bool) -> str:
    return BEFORE_START.get(action, MEDICINE_PHRASE[action]) if planned else MEDICINE_PHRASE[action]


NEXT_DOSE_WAITS = "Its next dose waits until the patient is awake and breathes well."


def danger_phrase(
    name: str, harms: Sequence[Mechanism], kratom: KratomAction, *, dose_waits: bool = False
) -> str:
    """In an emergency: the harm to look for from what is in the patient, the gravest first."""
    signs = list(dict.fromkeys(SIGNS[mechanism] for mechanism in harms))[:MOST_SIGNS]
    looked_for = f"{capitalised(name)} with kratom: look for {'; '.join(signs)}."
    return " ".join([looked_for, *([NEXT_DOSE_WAITS] if dose_waits else []), KRATOM_PHRASE[kratom]])


def completing_words(row: InteractionRow) -> Completing:
    return Completing(row.until, row.caution, row.against, row.when_running)


def _ended(words: str) -> str:
    return words.rstrip(".")


def lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def capitalised(name: str) -> str:
    """A name at the start of a sentence; an abbreviation keeps its capitals."""
    return name[:1].upper() + name[1:]


def if_taken_again(phrase: str) -> str:
    """The action phrase for a medicine that the list calls stopped."""
    return f"If taken again: {lowered(phrase)}"


def not_checked(names: Iterable[str]) -> str:
    """The sentence about other names on a line, which has only one outcome."""
    return f"Also on this line and not checked: {', '.join(names)}. Put it on a line of its own."

"""The sentences of the patient's hand-out: short words and sentences, no amounts, no blame, nothing called safe.

All of it is our own advice, chosen by the finding's mechanism, severity and action. It is a draft until a clinician
has reviewed it. `tests/guarantees/test_patients_can_read_it.py` measures every sentence.
"""

from __future__ import annotations

from reference.release.schema.terms import (
    NOT_THE_SAME_AS_SAFE,
    KratomAction,
    Mechanism,
    MedicineAction,
    ObjectSide,
    Severity,
)

REVIEWED_BY: str | None = None
"""The clinician who signed off these words, with the day; until then every hand-out is a draft."""

ADVICE = "Do not stop your medicine on your own. If you use kratom every day, do not stop all at once: call us first."
PREGNANT = "You are pregnant: that makes it even more important not to stop kratom all at once. Call us now."

GRAVITY: dict[Severity, str] = {
    Severity.MAJOR: "Can cause serious harm with kratom",
    Severity.MODERATE: "Can cause problems with kratom",
    Severity.MINOR: "May act a bit differently with kratom",
}

WHAT: dict[Mechanism, str] = {
    Mechanism.ENZYME_INHIBITION: "Kratom may make this medicine act too strongly.",
    Mechanism.ENZYME_INDUCTION: "Kratom may make this medicine act less.",
    Mechanism.TRANSPORTER_INHIBITION: "Kratom may raise the level of this medicine in your blood.",
    Mechanism.OPIOID_ANTAGONISM: "If you use kratom often, this may make you sick, sweaty and shaky (withdrawal).",
    Mechanism.CNS_DEPRESSION: "Together they can make you very sleepy and slow your breathing.",
    Mechanism.SEIZURE_THRESHOLD: "Together they may make a seizure (a fit) more likely.",
    Mechanism.SEROTONERGIC: "Together they may make you shake, sweat and feel hot and confused.",
    Mechanism.QT_PROLONGATION: "Together they may upset the beat of your heart.",
    Mechanism.HEPATOTOXICITY: "Both may harm your liver.",
    Mechanism.SYMPATHOMIMETIC: "Together they may make your heart race and your blood pressure rise.",
    Mechanism.FLUID_ELECTROLYTE: "Together they may upset the water and salt in your body.",
    Mechanism.HYPOTENSION: "Together they may drop your blood pressure and make you faint.",
    Mechanism.GI_HYPOMOTILITY: "Together they may slow your gut and block it.",
    Mechanism.BLEEDING: "Together they may make you bleed more easily.",
    Mechanism.GLYCAEMIC: "Kratom may change your blood sugar.",
}
ON_KRATOM: dict[Mechanism, str] = {
    Mechanism.ENZYME_INHIBITION: "This may make kratom act more strongly.",
    Mechanism.ENZYME_INDUCTION: "This may make kratom act less. When you stop it, kratom may act more strongly.",
    Mechanism.TRANSPORTER_INHIBITION: "This may make kratom act more strongly.",
}
MILD: dict[Mechanism, str] = {
    Mechanism.ENZYME_INHIBITION: "Kratom may change how much of this medicine is in your blood.",
    Mechanism.CNS_DEPRESSION: "Together they may make you sleepy.",
}


def what_happens(mechanism: Mechanism, acts_on: ObjectSide, severity: Severity) -> str:
    if acts_on == "kratom":
        return ON_KRATOM.get(mechanism, WHAT[mechanism])
    return MILD.get(mechanism, WHAT[mechanism]) if severity == "minor" else WHAT[mechanism]


KEEP = {False: "Keep taking this medicine as we told you.", True: "Take this medicine only as we tell you."}
DO: dict[MedicineAction, str] = {
    MedicineAction.NO_CHANGE: "We do not ask you to change it now. Tell us if you feel worse.",
    MedicineAction.KEEP: "{keep}",
    MedicineAction.MONITOR: "{keep} Tell us if you feel worse.",
    MedicineAction.ADJUST: "Call us soon: we may change it. Do not stop it all at once.",
    MedicineAction.CHOOSE_OTHER: "Talk with us before you start it. If you take it now, do not stop on your own: call us.",
    MedicineAction.WAIT: "Wait until we say you can start. If you took it and felt very ill, take no more and call us today.",
    MedicineAction.HOLD: "Do not take the next dose until we have spoken. Call us today.",
    MedicineAction.ADVISE_AGAINST: "Do not mix the two. If you use it every day, do not stop all at once: call us first.",
    MedicineAction.GIVE: "You get this from the care team. Tell them that you use kratom, and when you last did.",
}
STARTED_ALREADY = "Not started yet? Wait until we say you can start. Taking it now? Keep on as we told you."
LESS_KRATOM = "Ask us how to cut down on kratom slowly."
NO_MORE_KRATOM = "Take no more kratom. We will help you if you feel ill without it."
NOT_NOW = (MedicineAction.WAIT, MedicineAction.HOLD)
CUT_DOWN: dict[KratomAction, str] = {
    KratomAction.BETTER_WITHOUT: LESS_KRATOM,
    KratomAction.STOP: LESS_KRATOM,
    KratomAction.STOP_NOW: NO_MORE_KRATOM,
}


def do(medicine: MedicineAction, kratom: KratomAction, *, starting: bool) -> str:
    """What to do, in one or two sentences: first the medicine, then kratom."""
    said = DO[medicine].format(keep=KEEP[starting])
    return f"{said} {CUT_DOWN[kratom]}" if kratom in CUT_DOWN else said


def started_already(kratom: KratomAction) -> str:
    """Where only a start has to wait, and a treatment that runs goes on."""
    return " ".join(filter(None, [STARTED_ALREADY, CUT_DOWN.get(kratom, "")]))


STOPPED = "Your list says that you stopped it. It can act for some time. Ask us before you take it again."
UNDER_CORRECTION = "We are looking at this part again. Ask us about it."
RESCUE = "Use it when it is needed, as you were shown. Never hold it back because of kratom."

NOT_ASSESSED = "We do not know if {name} is safe with kratom."
NOT_ASSESSED_DO = (
    f"Not known is {NOT_THE_SAME_AS_SAFE}. Do not stop a medicine on your own. Tell us if you feel worse."
)
NO_CHANGE = "A study saw no change when {name} was used with kratom."
NO_CHANGE_DO = "A study is not proof for you. Tell us if you feel worse."
NOT_READ = "We could not tell what “{name}” is, so we did not check it. Show us the box."

TOGETHER = "With kratom, these add up: {names}. {what}"
STRONGER = "Kratom may act more strongly because of {names}. Tell us if you feel sleepy or unwell."
AT_STAKE_ONE = "This matters a lot. Do not stop or change it on your own: {names}."
AT_STAKE = "These matter a lot. Do not stop or change them on your own: {names}."
BEFORE_LESS_KRATOM = "Call us before you cut down on kratom. We may need to check {names} when you do."

NALOXONE = (
    "Keep naloxone (Narcan) at home, and show others where it is. Ask us if you have none.",
    "It can bring back breathing after opioids. It may help after kratom too.",
    "It may not work for pills that make you sleepy, or for alcohol. Give it and call for help all the same.",
    "Stay with the person. It can wear off, and they may need it again.",
)
EMERGENCY = (
    "Very sleepy, or hard to wake",
    "Slow breathing, or none",
    "Blue or grey lips",
    "A seizure (a fit)",
    "Fainting, chest pain, or a heart that races or skips",
    "Hot, stiff, shaky and confused",
    "Bleeding that does not stop",
    "Thoughts of hurting yourself",
)
SAME_DAY = (
    "Yellow skin or eyes, dark urine, or bad itching",
    "Sick, sweaty, shaky or no sleep after less kratom",
    "You throw up and cannot keep your medicine down",
    "Bad belly pain, or your bowels do not move",
    "More sleepy or more unsteady than before",
)

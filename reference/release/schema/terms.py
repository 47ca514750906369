"""The closed vocabularies of the clinical model: each term is defined here once, with its label and its meaning.

How a rating comes about: docs/methods/rating.md.
"""

from __future__ import annotations

from .vocabulary import Term

NOT_ASSESSED = "Not assessed"
"""The label of a medicine to which no entry applies. It must never look like a result."""

NOT_THE_SAME_AS_SAFE = "not the same as safe"
"""Said wherever the absence of a finding could be read as reassurance."""


class Severity(Term):
    NONE = (
        "none",
        "No change found",
        "A study found no change, inside a stated domain. Outside it nothing is known.",
    )
    MINOR = "minor", "Minor", "May be noticed; no change of therapy expected."
    MODERATE = "moderate", "Moderate", "Treatment or a change of therapy may be needed."
    MAJOR = (
        "major",
        "Major",
        "Death, threat to life or lasting harm is possible, and the support is enough not to wait.",
    )


class Action(Term):
    """What to do about the pair, the strictest last."""

    NO_SPECIAL_PRECAUTION = (
        "no_special_precaution",
        "Usually no change",
        "Usual care; what the entry says still holds.",
    )
    MONITOR = "monitor", "Monitor", "Names what is watched, when, and the threshold to act at."
    ADJUST = (
        "adjust",
        "Change something now",
        "A change made now: of dose, timing or choice, or a supervised, dated reduction of kratom.",
    )
    USUALLY_AVOID = (
        "usually_avoid",
        "Usually avoid together",
        "Not together, unless there is no better way and the harm is watched for.",
    )
    AVOID = (
        "avoid",
        "Avoid together",
        "Not together. What gives way is said in the action: kratom, the timing, or one of the two.",
    )


class MedicineAction(Term):
    """What to do about the medicine, the strictest last but one; what is given comes before all else."""

    NO_CHANGE = "no_change", "Usually no change", "Usual care; the points below still hold."
    KEEP = "keep", "Keep", "The medicine goes on."
    MONITOR = (
        "monitor",
        "Keep and monitor",
        "The medicine goes on; what is watched, when, and when to act is named.",
    )
    ADJUST = (
        "adjust",
        "Review now",
        "The prescriber reviews dose, timing or choice now; nothing is stopped abruptly.",
    )
    CHOOSE_OTHER = "choose_other", "Choose another", "Before starting: choose another medicine."
    WAIT = "wait", "Do not start yet", "Before starting: wait for what is named. A running treatment goes on."
    HOLD = "hold", "Hold", "No further dose until the team that owns it has decided, today."
    ADVISE_AGAINST = (
        "advise_against",
        "Advise against",
        "What is no treatment; not stopped abruptly if taken daily.",
    )
    GIVE = "give", "Give", "Treatment in an emergency or a procedure, with its caution."


class KratomAction(Term):
    """What to do about kratom, the strictest last."""

    NONE = "none", "None", "Nothing because of this medicine."
    TELL = "tell", "Tell the team", "Tell the team product and last use."
    BETTER_WITHOUT = "better_without", "Advise stopping", "Advise stopping, gradually if used daily."
    STOP = "stop", "Stop gradually", "Stop gradually, with support."
    STOP_NOW = "stop_now", "No more", "No more kratom; withdrawal is treated."


class ActOn(Term):
    """Which of the two gives way: the stored answer from which both actions follow."""

    KRATOM = "kratom", "Kratom should change; the medicine goes on"
    TIMING = "timing", "Wait before starting"
    MEDICINE = "medicine", "Choose another medicine before starting"
    EITHER = "either", "One of the two has to go"


class Consequence(Term):
    """R1: the harm that the interaction can do."""

    C1 = "C1", "noticeable"
    C2 = "C2", "treatment or a change of therapy needed"
    C3 = "C3", "death, threat to life, permanent harm or admission"


class Support(Term):
    """R2: what supports the interaction, the strongest last."""

    REFUTED = "S-", "refuted for this medicine, inside a stated domain"
    S0 = "S0", "laboratory, prediction, reasoning, or a human study of another medicine that found no effect"
    S1 = (
        "S1",
        "report with DIPS 2–4 or of another class member, label warning of the effect itself, or live animals",
    )
    S2 = (
        "S2",
        "human study of the same enzyme and site, or label warns against adding an effect of kratom",
    )
    S3 = (
        "S3",
        "controlled or comparative human study with this medicine, or a report with DIPS 5 or more",
    )


class Course(Term):
    RAPID = "rapid", "within 24 hours"
    DELAYED = "delayed", "days to weeks"
    UNKNOWN = "unknown", "not known"


class KratomProduct(Term):
    LEAF = "leaf", "leaf (powder, tea, capsule)"
    EXTRACT = "extract", "extract"
    SEVEN_OH = "seven_oh", "7-OH (concentrated 7-hydroxymitragynine)"
    UNKNOWN_PRODUCT = "unknown_product", "product of unknown content"


class TargetLevel(Term):
    """What an entry is written for, the most specific first."""

    PRODUCT = "product", "Combination product"
    DRUG = "drug", "Medicine"
    DRUG_CLASS = "drug_class", "Class of medicines"
    ROLE = "role", "Role of medicines"


class ObjectSide(Term):
    """Which side is changed: the object of the interaction."""

    MEDICINE = "medicine", "on the medicine"
    KRATOM = "kratom", "on kratom"
    BOTH = "both", "both add up"


class Slot(Term):
    """A part of an entry's management, in the order in which it is shown."""

    ALREADY_BOTH = "already_both", "Already taking both"
    STARTING = "starting", "About to start"
    WHEN_KRATOM_STOPS = "when_kratom_stops", "When kratom stops"
    EMERGENCY = "emergency", "Emergency"


class Mechanism(Term):
    """In the order that breaks ties between rows (R7)."""

    ENZYME_INHIBITION = "enzyme_inhibition", "Enzyme inhibition"
    ENZYME_INDUCTION = "enzyme_induction", "Enzyme induction"
    TRANSPORTER_INHIBITION = "transporter_inhibition", "Transporter inhibition"
    OPIOID_ANTAGONISM = "opioid_antagonism", "Opioid antagonism and precipitated withdrawal"
    CNS_DEPRESSION = "cns_depression", "Sedation and slowed breathing"
    SEIZURE_THRESHOLD = "seizure_threshold", "Seizures"
    SEROTONERGIC = "serotonergic", "Serotonin toxicity"
    QT_PROLONGATION = "qt_prolongation", "QT prolongation"
    HEPATOTOXICITY = "hepatotoxicity", "Liver injury"
    SYMPATHOMIMETIC = "sympathomimetic", "Fast heart and high blood pressure"
    FLUID_ELECTROLYTE = "fluid_electrolyte", "Fluid and sodium loss"
    HYPOTENSION = "hypotension", "Low blood pressure"
    GI_HYPOMOTILITY = "gi_hypomotility", "Slowed gut"
    BLEEDING = "bleeding", "Bleeding"
    GLYCAEMIC = "glycaemic", "Blood glucose"


class EvidenceLevel(Term):
    """The strongest first."""

    CONTROLLED_HUMAN = "controlled_human", "Controlled study in people"
    OBSERVATIONAL = "observational", "Observational study"
    CASE_SERIES = "case_series", "Case series"
    CASE_REPORT = "case_report", "Case report"
    LABORATORY = "laboratory", "Laboratory"
    MECHANISTIC = "mechanistic", "Mechanism only"


class EvidenceDirection(Term):
    SUPPORTS = "supports", "supports the interaction"
    REFUTES = "refutes", "refutes it"
    MIXED = "mixed", "mixed"


class Ground(Term):
    """What R2 counts as support."""

    CONTROLLED_STUDY = "controlled_study", "controlled human study with this medicine"
    COMPARATIVE_STUDY = "comparative_study", "comparative observational study with this medicine"
    REPORT = "report", "case report with this medicine"
    PROBE_STUDY_SAME_SITE = (
        "probe_study_same_site",
        "human study of another medicine, same enzyme and site",
    )
    PROBE_STUDY_OTHER_SITE = (
        "probe_study_other_site",
        "human study of another medicine, same enzyme, other site",
    )
    LABEL_WARNS_AGAINST_ADDING = (
        "label_warns_against_adding",
        "label warns against adding this effect",
    )
    CLASS_MEMBER_REPORT = "class_member_report", "report with another member of the class"
    LABEL_WARNS_OF_EFFECT = "label_warns_of_effect", "label warns of the effect itself"
    ANIMAL_INTERACTION = "animal_interaction", "interaction in live animals"
    IN_VITRO = "in_vitro", "laboratory"
    STATIC_PREDICTION = "static_prediction", "prediction"
    REASONING = "reasoning", "reasoning"
    PROBE_STUDY_NO_EFFECT = (
        "probe_study_no_effect",
        "human study of another medicine found no effect",
    )
    REFUTED = "refuted", "refuted for this medicine, inside a domain"


class DipsAnswer(Term):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Unknown"


class K(Term):
    """What kratom alone does by a mechanism."""

    ESTABLISHED = "established", "Established in people"
    BORDERLINE = "borderline", "Borderline"
    NOT_SHOWN = "not_shown", "Not shown in people"


class RouteClass(Term):
    SYSTEMIC = "systemic", "systemic"
    PARENTERAL = "parenteral", "by a route past the gut"
    LOCAL = "local", "local"
    DEPOT = "depot", "depot"


class KratomUse(Term):
    ONCE = "once", "once"
    SOME_DAYS = "some_days", "some days"
    DAILY = "daily", "daily"


class Setting(Term):
    """Where the patient is treated, the most urgent last. What is right at home is wrong in a resuscitation room."""

    HOME = "home", "At home or in a clinic", "Unless told."
    WITHDRAWAL_TREATMENT = (
        "withdrawal_treatment",
        "Withdrawal treatment",
        "Kratom or another opioid is being replaced.",
    )
    PROCEDURE = "procedure", "Procedure", "Anaesthesia, surgery, dentist, labour, intensive care."
    EMERGENCY = "emergency", "Emergency", "Poisoning, or a patient in danger now."


class Site(Term):
    GUT = "gut", "in the gut wall"
    LIVER = "liver", "in the liver"
    GUT_AND_LIVER = "gut_and_liver", "in gut wall and liver"


class Basis(Term):
    """How far a statement may be relied on. The label is the mark beside it; what was read carries none."""

    SEEN = "seen", "", "Seen: read in the cited source"
    NEEDS_VERIFICATION = "needs_verification", "needs verification", "Needs verification: recalled"
    JUDGEMENT = "judgement", "our judgement, awaiting clinical review", "Our judgement"


class InputBasis(Term):
    """How far an input of a prediction may be relied on: that of its record, or what somebody entered."""

    SEEN = Basis.SEEN.value, Basis.SEEN.label
    NEEDS_VERIFICATION = Basis.NEEDS_VERIFICATION.value, Basis.NEEDS_VERIFICATION.label
    JUDGEMENT = Basis.JUDGEMENT.value, Basis.JUDGEMENT.label
    ENTERED = "entered", "entered by you"

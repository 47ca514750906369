"""What raises an alert, and what no longer does: each line below is a list, the patient, and what must be said.

The rules are in docs/methods/rating.md. A stack is an alert of its own and leaves its members' ratings alone.
"""

from __future__ import annotations

from collections import Counter

import pytest

from interactions.screening.findings import finding
from interactions.screening.patient_context import DERIVED, FACTORS, PatientContext
from interactions.screening.patient_situation import PatientSituation
from interactions.screening.rated_rows import rated_rows
from interactions.screening.screen import screen_medications

DAILY_LEAF = {"product": "leaf", "use": "daily"}
MOST_MODERATE, FEWEST_MAJOR = 290, 155
OF_LABELS = (
    "label_acts_on_weak_inhibitors", "label_asks_for_liver_tests", "known_risk_label_asks_for_ecg",
    "boxed_or_contraindicated_for_seizures",
)  # fmt: skip


@pytest.fixture
def screened(shipped):
    def screen(*lines, **answers):
        return screen_medications(lines, PatientContext(**answers), shipped)

    return screen


def severities(report) -> list[str]:
    return [max((f.severity for f in line.findings), default="none") for line in report.lines]


# line · patient · severity
ONE_LINE = [
    ("alcohol", {}, "moderate"),
    ("alcohol", DAILY_LEAF, "major"),
    ("alcohol", {"product": "leaf", "use": "some_days"}, "moderate"),
    ("6 beers/day", {}, "major"),
    ("one glass of wine", {}, "moderate"),
    ("phenibut", {}, "major"),
    ("acetaminophen 1 g tid", {}, "moderate"),
    ("acetaminophen 1 g tid", {"alcohol": True}, "major"),
    ("acetaminophen 1 g tid", {"liver_disease": True}, "major"),
    ("acetaminophen 1 g q4h prn", {}, "major"),
    ("Tylenol 500 mg, 2 tablets q4h", {}, "major"),
    ("acetaminophen 325 mg daily", {}, "moderate"),
    ("loperamide 2 mg prn", {}, "moderate"),
    ("loperamide 200 mg daily", {}, "major"),
    ("loperamide 2 mg 50 tablets daily", {}, "major"),
    ("dextromethorphan 30 mg", {}, "minor"),
    ("dextromethorphan 300 mg", {}, "moderate"),
    ("diphenhydramine 50 mg qhs", {}, "moderate"),
    ("diphenhydramine 400 mg qhs", {}, "major"),
    ("alvimopan 12 mg", {}, "minor"),
    ("alvimopan 12 mg", {"use": "daily"}, "major"),
    ("colchicine 0.6 mg daily", {"kidney_disease": True}, "major"),
    ("colchicine 0.6 mg daily", {"liver_disease": True}, "major"),
    ("lamotrigine 200 mg", {}, "minor"),
    ("lamotrigine 200 mg", {"seizure_disorder": True}, "moderate"),
    ("bupropion XL 300 mg", {}, "moderate"),
    ("bupropion XL 300 mg", {"seizure_disorder": True}, "major"),
    ("ciprofloxacin 500 mg", {"seizure_disorder": True}, "major"),
    ("metoclopramide 10 mg", {}, "moderate"),
    ("oxybutynin 5 mg", {}, "minor"),
    ("clozapine 300 mg", {}, "moderate"),
    ("ibuprofen 600 mg tid", {}, "minor"),
    ("nitrofurantoin 100 mg", {}, "moderate"),
    ("lemborexant 10 mg", {}, "moderate"),
    ("felodipine 5 mg", {}, "moderate"),
    ("apixaban 5 mg bid", {}, "minor"),
    ("sildenafil 50 mg", {}, "minor"),
    ("simvastatin 40 mg", {}, "moderate"),
    ("tacrolimus 1 mg bid", {}, "major"),
    ("quetiapine 200 mg", {}, "major"),
]


@pytest.mark.parametrize(("line", "patient", "severity"), ONE_LINE, ids=lambda part: str(part))
def test_a_medicine_alone_is_rated_as_its_label_and_the_patient_say(line, patient, severity, screened):
    assert severities(screened(line, **patient)) == [severity]


# list · patient · the stacks that must be raised, and no other
LISTS = [
    # Brooks 2022: serotonin syndrome with kratom and these five medicines
    (("desvenlafaxine 100 mg", "trazodone 150 mg", "buspirone 15 mg bid", "bupropion XL 300 mg", "ziprasidone 80 mg bid"),
     DAILY_LEAF, "serotonergic qt-prolongation-possible"),
    (("sertraline 50 mg", "sumatriptan 50 mg"), {}, ""),
    (("sertraline 50 mg", "sumatriptan 50 mg", "buspirone 10 mg"), {}, "serotonergic"),
    (("sertraline 50 mg", "tramadol 50 mg"), {}, "serotonergic"),
    (("gabapentin 300 mg", "cyclobenzaprine 10 mg"), {}, "cns-depression"),
    (("sertraline 50 mg", "tacrolimus 1 mg"), {}, ""),
    (("sertraline 50 mg", "mirtazapine 15 mg"), {"long_qt": True}, "qt-prolongation-possible"),
    (("haloperidol 5 mg", "methadone 40 mg"), {}, "qt-prolongation cns-depression"),
    (("sevoflurane", "ondansetron 4 mg IV"), {}, ""),
    (("oxybutynin 5 mg", "benztropine 1 mg"), {}, "gi-hypomotility"),
    (("clozapine 300 mg", "benztropine 1 mg"), {}, "gi-hypomotility"),
    (("oxybutynin 5 mg", "loperamide 2 mg"), {}, "gi-hypomotility"),
    (("loperamide 2 mg", "oxycodone 5 mg"), {}, ""),
    (("ibuprofen 600 mg", "rosuvastatin 10 mg"), {}, "liver"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "patient", "stacks"), LISTS, ids=lambda part: str(part))
def test_a_list_raises_these_alerts_and_no_other(lines, patient, stacks, screened):
    assert {stack.rule for stack in screened(*lines, **patient).stacked} == set(stacks.split())


@pytest.mark.parametrize(("lines", "patient", "_"), LISTS, ids=lambda part: str(part))
def test_a_stack_raises_none_of_its_members_and_each_says_what_it_is_part_of(lines, patient, _, screened):
    together = screened(*lines, **patient)
    alone = [severities(screened(line, **patient))[0] for line in lines]
    assert severities(together) == alone
    for stack in together.stacked:
        named = {f.name for line in together.lines for f in line.findings if stack.name in f.part_of}
        assert named == set(stack.medications) & {f.name for line in together.lines for f in line.findings}


def test_the_narrow_index_alert_is_for_medicines_with_a_finding(screened):
    def members(*lines):
        at_stake = screened(*lines).therapy_at_stake
        return [rule.members for rule in at_stake if rule.rule == "narrow-index-medicine"]

    assert members("levothyroxine 75 mcg") == []
    assert members("levothyroxine 75 mcg", "tacrolimus 1 mg bid") == [("tacrolimus",)]


def test_a_seizure_medicine_asks_whether_it_is_taken_against_seizures(screened):
    (question,) = screened("levetiracetam 500 mg bid").ask_me
    assert question.factor == "seizure_disorder"


def test_whatever_is_raised_says_what_to_act_on(shipped):
    missing = set()
    for medicine in shipped.resolved:
        for factor, values in FACTORS.items():
            for value in values:
                derived = factor in DERIVED
                context = PatientContext() if derived else PatientContext(**{factor: value})
                situation = PatientSituation(context)._replace(**({factor: True} if derived else {}))
                for rated in rated_rows(medicine, situation, shipped):
                    if rated.rating.severity in ("moderate", "major") and rated.resolved.act_on is None:
                        missing.add((medicine, rated.row.mechanism, factor))
    assert missing == set()


def test_every_rating_by_a_label_names_the_medicine_whose_label_it_is(shipped):
    """Read, or said to be from memory; in the entry of a class each member has a sentence of its own."""
    for entry in shipped.entries.values():
        for row in entry.rows:
            if row.criterion not in OF_LABELS or entry.target.level != "drug_class":
                continue
            if entry.slug == "class-pgp-anticoagulants":
                continue  # written before labels were opened; its statements say so
            told = {m for item in row.evidence for m in item.medications}
            assert set(shipped.classes[entry.target.slug].members) <= told, entry.slug


def test_no_major_was_lost_and_moderate_ones_are_few(shipped):
    found = (finding(medicine, PatientSituation(), shipped) for medicine in shipped.resolved)
    counted = Counter(f.severity for f in found if f)
    assert counted["major"] >= FEWEST_MAJOR
    assert counted["moderate"] <= MOST_MODERATE

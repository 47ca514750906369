"""What a setting, or a word of the list, changes about each medicine: replaced in a long QT, given against alcohol
withdrawal, held with an injured liver or in a child, its next dose awaited in an emergency.
"""

from __future__ import annotations

import pytest

from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications
from reference.release.schema.terms import KratomAction, MedicineAction, Setting


@pytest.fixture
def screened(shipped):
    return lambda *lines, **answers: screen_medications(list(lines), PatientContext(**answers), shipped)


QT_ONE_DOSE = [
    "ondansetron 4 mg IV",
    "Zofran 4 mg IV",
    "haloperidol 5 mg IM",
    "promethazine 12.5 mg IV",
    "metoclopramide 10 mg IV",
]
NOT_QT = ["ketorolac 30 mg IV", "dexamethasone 8 mg IV", "rocuronium 50 mg IV"]


@pytest.mark.parametrize("line", QT_ONE_DOSE)
def test_with_a_long_qt_one_dose_that_prolongs_it_is_replaced(screened, line):
    for found in screened(line, "kratom", setting=Setting.PROCEDURE, long_qt=True).lines[0].findings:
        assert found.medicine_action == MedicineAction.CHOOSE_OTHER
        assert "correct potassium and magnesium" in found.action_phrase
        assert found.kratom_action == KratomAction.TELL
    for found in screened(line, "kratom", setting=Setting.PROCEDURE).lines[0].findings:
        assert found.medicine_action == MedicineAction.GIVE


def test_beside_another_medicine_that_prolongs_qt_an_antiemetic_is_replaced_and_the_line_says_so(screened):
    report = screened(
        "methadone 80 mg", "Zofran 4 mg IV", "Haldol 5 mg IM", "kratom", setting=Setting.PROCEDURE
    )
    ondansetron = report.lines[1].findings[0]
    assert ondansetron.action_phrase.startswith(
        "Choose another antiemetic than ondansetron; correct potassium"
    )
    assert ondansetron.action_phrase in report.lines[1].message
    assert report.lines[2].findings[0].medicine_action == MedicineAction.CHOOSE_OTHER
    assert report.lines[0].findings[0].medicine_action == MedicineAction.KEEP


@pytest.mark.parametrize("line", NOT_QT)
def test_what_does_not_prolong_qt_gets_no_words_about_it(screened, line):
    for found in screened(line, setting=Setting.PROCEDURE, long_qt=True).lines[0].findings:
        assert "QT" not in found.action_phrase
        assert found.medicine_action == MedicineAction.GIVE


def _said(report):
    return " ".join(step.text for step in report.plan)


@pytest.mark.parametrize(
    "line",
    [
        "librium 50 mg q6h alcohol withdrawal",
        "lorazepam 2 mg CIWA protocol",
        "phenobarbital 130 mg for DTs",
        "diazepam 10 mg etoh withdrawal",
    ],
)
def test_a_sedative_for_alcohol_withdrawal_is_given_and_never_reviewed_away(screened, line):
    (found,) = screened(line, "kratom").lines[0].findings
    assert found.medicine_action == MedicineAction.GIVE
    assert "titrate" in found.action_phrase
    assert "gradually" not in found.action_phrase


def test_flumazenil_keeps_its_warning_in_an_emergency(screened):
    (found,) = screened("flumazenil 0.2 mg IV", "Xanax 2 mg", "overdose").lines[0].findings
    assert found.action_phrase.startswith(
        "Do not give flumazenil after an unknown mixture or with daily benzodiazepines"
    )
    assert "seizures" in found.action_phrase


@pytest.mark.parametrize("line", ["Lomotil", "diphenoxylate/atropine 2.5 mg", "Motofen", "Imodium 2 mg"])
def test_an_opioid_antidiarrhoeal_is_no_slight_matter_in_a_child(screened, line):
    worst = max(screened(line, "kratom", child=True).lines[0].findings, key=lambda f: f.gravity)
    assert worst.severity == "major"
    assert worst.medicine_action == MedicineAction.HOLD
    assert "Poison centre now" in " ".join(worst.because)


def test_in_an_emergency_the_next_dose_of_an_opioid_or_sedative_waits(screened):
    report = screened(
        "7-OH", "oxycodone 10 mg", "alprazolam 1 mg", "sertraline 50 mg", setting=Setting.EMERGENCY
    )
    phrases = [line.findings[0].action_phrase for line in report.lines[1:]]
    assert ["Its next dose waits" in phrase for phrase in phrases] == [True, True, False]
    assert "the next dose waits until awake and breathing well" in _said(report)


@pytest.mark.parametrize("answers", [{"acute_liver_injury": True}, {"setting": Setting.EMERGENCY}])
def test_an_injured_liver_is_tested_today_and_not_in_two_months(screened, answers):
    report = screened("acetaminophen 1 g tid", "atorvastatin 20 mg", "kratom", **answers)
    assert "ALT, bilirubin" in _said(report)
    assert "two months" not in _said(report)


def test_with_a_suspected_liver_injury_acetaminophen_is_held_and_nothing_is_left_unchanged(screened):
    report = screened("jaundice", "APAP 1 g TID", "amiodarone 200 mg", "atorvastatin 20 mg", "kratom")
    actions = [line.findings[0].medicine_action for line in report.lines[1:4]]
    assert actions == [MedicineAction.HOLD] * 3
    buprenorphine = screened("buprenorphine 8 mg", acute_liver_injury=True).lines[0].findings[0]
    assert buprenorphine.medicine_action != MedicineAction.HOLD


def test_who_has_stopped_kratom_is_not_told_to_reduce_it(screened):
    report = screened("stopped kratom 3 days ago", "alprazolam 1 mg bid", "sertraline 50 mg")
    said = [found.action_phrase for line in report.lines for found in line.findings] + [_said(report)]
    assert not [text for text in said if "gradually" in text]
    assert "not starting kratom again" in _said(report)
    still = screened("stopped kratom capsules", "kratom tea daily", "alprazolam 1 mg bid")
    assert "Kratom down with support, gradually" in _said(still)


@pytest.mark.parametrize("setting", [Setting.PROCEDURE, Setting.EMERGENCY, Setting.WITHDRAWAL_TREATMENT])
def test_where_staff_treat_naloxone_is_at_hand_and_not_for_the_home(screened, setting):
    said = _said(screened("7-OH", "oxycodone 10 mg", "alprazolam 1 mg", setting=setting))
    assert "for the home" not in said
    assert "naloxone" in said
    assert "Kratom down" not in said


def test_the_step_for_a_newborn_is_said_of_newborns_only(screened):
    def says_newborn(report):
        box = next(box for box in report.lead if box.kind == "child")
        return "Newborn of a mother" in " ".join(step.text for step in box.steps)

    assert says_newborn(screened("baby jittery mother kratom"))
    assert says_newborn(screened("kratom", child=True, breastfeeding=True))
    assert not says_newborn(screened("15 yo M took 7-OH tabs"))
    assert not says_newborn(screened("kratom", child=True))

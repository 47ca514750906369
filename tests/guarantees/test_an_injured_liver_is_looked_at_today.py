"""Jaundice or high liver values begin with liver tests today, not with breathing; what can injure the liver is held."""

from __future__ import annotations

import pytest

from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications
from reference.release.schema.terms import KratomAction, MedicineAction

LIVER = [
    "jaundice after kratom capsules",
    "yellow eyes, kratom powder 10 g daily",
    "INR 2.3, acute liver injury, kratom",
    "yellowing of skin, kratom",
    "ALT 640, kratom",
    "AST 900 ALT 1100 kratom",
    "tbili 8, kratom capsules",
    "bilirubin 95 umol/L, kratom",
]


@pytest.fixture
def screened(shipped):
    return lambda *lines, **answers: screen_medications(list(lines), PatientContext(**answers), shipped)


def kinds(report):
    return [box.kind for box in report.lead]


@pytest.mark.parametrize("line", LIVER)
def test_jaundice_is_read_as_a_suspected_liver_injury(screened, line):
    assert screened(line).context.acute_liver_injury is True


@pytest.mark.parametrize("line", LIVER)
def test_a_liver_injury_of_an_awake_patient_begins_with_liver_tests(screened, line):
    report = screened(line)
    assert kinds(report) == ["liver"]
    assert report.context.setting is None
    assert "ALT, bilirubin and INR" in report.lead[0].message
    assert "acetaminophen" in report.lead[0].message
    assert report.plan[0].text.startswith("Today, in hospital: ALT")
    assert not [step for step in report.plan if "two months" in step.text]


def test_a_liver_that_fails_is_an_emergency_too(screened):
    assert kinds(screened("acute liver failure, kratom")) == ["emergency", "liver"]


def test_suspected_liver_injury_holds_acetaminophen_and_what_can_wait(screened):
    report = screened("jaundice", "acetaminophen 1 g tid", "atorvastatin 20 mg", "ibuprofen 400 mg", "kratom")
    found = [f for line in report.lines for f in line.findings]
    assert [f.medicine_action for f in found] == [MedicineAction.HOLD] * 3


def test_suspected_liver_injury_never_holds_what_is_needed(screened):
    report = screened("jaundice", "buprenorphine 8 mg", "carbamazepine 200 mg bid", "efavirenz 600 mg")
    found = [f for line in report.lines for f in line.findings]
    assert MedicineAction.HOLD not in {f.medicine_action for f in found}


def test_suspected_liver_injury_holds_what_has_a_boxed_liver_warning(screened):
    report = screened(
        "isoniazid 300 mg", "valproate 500 mg bid", "gabapentin 300 mg", acute_liver_injury=True
    )
    isoniazid, valproate, gabapentin = (line.findings[0] for line in report.lines)
    assert isoniazid.medicine_action == valproate.medicine_action == MedicineAction.HOLD
    assert "Hold valproate and ask its team today." in valproate.action_phrase
    assert {f.kratom_action for f in (isoniazid, valproate, gabapentin)} == {KratomAction.STOP_NOW}

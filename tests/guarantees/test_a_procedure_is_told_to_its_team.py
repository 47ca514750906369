"""Before and in a procedure what is needed is given and titrated, and the team is told of kratom."""

from __future__ import annotations

import datetime as dt

import pytest

from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications
from reference.release.schema.terms import KratomAction, MedicineAction, Setting


@pytest.fixture
def screened(shipped):
    return lambda *lines, **answers: screen_medications(list(lines), PatientContext(**answers), shipped)


def kinds(report):
    return [box.kind for box in report.lead]


@pytest.mark.parametrize(
    "line",
    [
        "knee surgery tomorrow, kratom daily",
        "in labour, kratom",
        "kratom user for wisdom teeth tomorrow",
        "lap chole tomorrow, kratom",
        "hip replacement on Friday, kratom",
        "surgery in 3 days, kratom",
        "pre-op for TKA, kratom",
        "preop: TKR next week",
        "labor epidural, kratom",
        "intubated in ICU, kratom",
    ],
)
def test_a_planned_procedure_is_read_and_leads(screened, line):
    assert kinds(screened(line)) == ["procedure"]


ANAESTHETIC = ["midazolam 2 mg IV", "propofol infusion", "fentanyl 100 mcg IV", "sevoflurane"]


@pytest.mark.parametrize("answers", [{}, {"setting": Setting.PROCEDURE}])
def test_an_anaesthetic_is_one_card(screened, answers):
    report = screened(*ANAESTHETIC, "ondansetron 4 mg IV", "sertraline 50 mg", **answers)
    assert kinds(report) == ["procedure"]
    own = [f for line in report.lines for f in line.findings if f.leads_in == "procedure"]
    assert report.lead[0].medications == tuple(f.name for f in own)
    assert [f.medication for f in own] == ["midazolam", "propofol", "fentanyl", "sevoflurane", "ondansetron"]
    assert {(f.medicine_action, f.kratom_action) for f in own} == {(MedicineAction.GIVE, KratomAction.TELL)}
    assert "cns-depression" not in {stack.rule for stack in report.stacked}
    assert not [f for f in own if "abruptly" in f.action_phrase or "Do not start" in f.action_phrase]


def test_a_date_of_surgery_is_a_procedure(screened):
    assert kinds(screened("sertraline 50 mg", surgery_date=dt.date(2026, 12, 10))) == ["procedure"]


@pytest.mark.parametrize("line", ["fentanyl 50 mcg IV", "lorazepam 2 mg IM stat", "morphine 4 mg IV"])
def test_one_injected_dose_is_given_and_titrated_wherever_it_is(screened, line):
    (found,) = screened(line).lines[0].findings
    assert found.medicine_action == MedicineAction.GIVE
    assert "abruptly" not in found.action_phrase


def test_in_a_procedure_the_team_is_told_whatever_the_medicine(screened):
    report = screened(
        "lap chole tomorrow", "kratom daily", "sertraline 50 mg", "oxycodone 5 mg prn", "nalbuphine 10 mg IV"
    )
    told = [f for line in report.lines for f in line.findings]
    assert {f.kratom_action for f in told} == {KratomAction.TELL}
    assert not [f for f in told if "Stop kratom" in f.action_phrase]


def test_a_drip_is_given_and_titrated(screened):
    report = screened("intubated in ICU", "fentanyl gtt", "midazolam gtt", "propofol gtt", "kratom")
    given = [f for line in report.lines for f in line.findings]
    assert {(f.medicine_action, f.kratom_action) for f in given} == {(MedicineAction.GIVE, KratomAction.TELL)}
    assert screened("morphine 5 gtt q4h").lines[0].findings[0].medicine_action != MedicineAction.GIVE


@pytest.mark.parametrize(
    "line", ["fentanyl patch 25 mcg/h", "morphine 10 mg SC q4h", "morphine 1 mg/h SC pump"]
)
def test_a_patch_a_pump_or_a_schedule_is_no_single_dose(screened, line):
    (found,) = screened(line).lines[0].findings
    assert found.medicine_action != MedicineAction.GIVE
    assert screened(line, "oxycodone 5 mg", "alprazolam 1 mg").lead == ()


def test_an_emergency_outranks_a_procedure(screened):
    report = screened(*ANAESTHETIC, "unresponsive after 7-OH", setting=Setting.PROCEDURE)
    assert report.context.setting == Setting.EMERGENCY
    assert kinds(report)[0] == "emergency"

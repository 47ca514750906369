"""The first line of a finding never says the opposite of its own steps, for any medicine and any patient.

A clinician in a hurry reads one line. What the steps below it advise must be in that line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from interactions.screening.findings import finding
from interactions.screening.patient_context import FACTORS, PatientContext
from interactions.screening.patient_situation import PatientSituation
from interactions.screening.screening_report import FindingReport
from reference.release.schema.terms import KratomAction, MedicineAction

PATIENTS = [
    {},
    *({name: value} for name, values in FACTORS.items() for value in values if name != "above_label_dose"),
]
GOES_ON = (MedicineAction.KEEP, MedicineAction.MONITOR, MedicineAction.NO_CHANGE)


@pytest.fixture
def findings(shipped, shipped_release) -> list[FindingReport]:
    """Every finding of every medicine, class and combination, for a patient with each single answer."""
    resolved = (*shipped_release.resolved_interactions, *shipped_release.resolved_classes)
    situations = [PatientSituation(PatientContext(**answer)) for answer in PATIENTS]
    found = (finding(r.medication, situation, shipped) for r in resolved for situation in situations)
    return [report for report in found if report]


def contradictions(report: FindingReport) -> Iterator[str]:
    """Sentences that tell without a condition not to use the medicine. "With a seizure: hold …" has a condition."""
    told = (
        rf"(?:Use no|No|Hold|Advise against|Do not (?:use|take)) (?:any |further )?{re.escape(report.name)}\b"
    )
    against = re.compile(rf"(?:^|[.] ){told}", re.IGNORECASE)
    for text in (*report.because, *(step.text for step in report.management.already_both)):
        if against.search(text):
            yield text


def test_nothing_is_kept_or_left_unchanged_that_a_step_says_not_to_use(findings):
    assert len(findings) > 5_000
    wrong = [
        (report.medication, report.action_phrase, text)
        for report in findings
        if report.medicine_action in GOES_ON
        for text in contradictions(report)
    ]
    assert wrong == []


def test_what_is_no_treatment_is_never_kept_or_monitored(findings, shipped_release):
    untreated = {m.slug for m in shipped_release.medications if m.not_a_treatment}
    serious = [r for r in findings if r.medication in untreated and r.severity >= "moderate"]
    assert len({r.medication for r in serious}) > 10
    assert {r.medicine_action for r in serious} == {MedicineAction.ADVISE_AGAINST}
    assert not [r for r in serious if "Keep" in r.action_phrase]


def test_what_every_phrase_says_about_kratom_fits_the_severity(findings):
    """Major: kratom stops. Moderate: advised to stop. A factor or a step may ask for more, never for less."""
    asked = {"major": KratomAction.STOP, "moderate": KratomAction.BETTER_WITHOUT}
    team = (KratomAction.TELL,)  # a procedure: the team is told, nothing stops the day before
    too_little = [
        (r.medication, r.severity, r.kratom_action)
        for r in findings
        if r.severity in asked and r.kratom_action < asked[r.severity] and r.kratom_action not in team
    ]
    assert too_little == []


def test_no_first_line_says_avoid_or_combine(findings):
    assert not [r.action_phrase for r in findings if re.search(r"\b(avoid|combine)", r.action_phrase, re.I)]


def test_needed_therapy_is_never_held_or_replaced_by_a_class_or_role(findings, shipped):
    protected = {slug for slug, c in shipped.classes.items() if c.protected}
    told = [
        (r.medication, r.medicine_action)
        for r in findings
        if not shipped.belongs_to(r.medication).isdisjoint(protected)
        and r.medicine_action in (MedicineAction.CHOOSE_OTHER, MedicineAction.ADVISE_AGAINST)
    ]
    assert told == []

"""The first line of a finding never says the opposite of its own steps, for any medicine and any patient.

A clinician in a hurry reads one line. What the steps below it advise must be in that line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from interactions.screening.findings import finding
from interactions.screening.patient_context import DERIVED, FACTORS, PatientContext
from interactions.screening.patient_situation import PatientSituation
from interactions.screening.screen import screen_medications
from interactions.screening.screening_report import FindingReport
from reference.release.schema.terms import KratomAction, MedicineAction

PATIENTS = [
    {},
    *({name: value} for name, values in FACTORS.items() for value in values if name not in DERIVED),
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


CONDITIONS = {"seizure_disorder": "seizure", "alcohol": "alcohol"}
"""An answer about the patient, and the word by which a step names it as a condition."""
ANOTHER = re.compile(r"\bfor another\b|\bchange to another\b|\blooks? for another\b", re.IGNORECASE)


def _replaces_with(word: str, text: str) -> bool:
    """Whether a sentence names the condition first, and then another medicine."""
    found = ANOTHER.search(text)
    return found is not None and word in text[: found.start()].lower()


def test_nothing_is_kept_that_a_step_or_a_sentence_replaces_for_this_patient(shipped, shipped_release):
    """Needed therapy too: "With a seizure disorder ask the prescriber for another" is no "Keep"."""
    resolved = [r.medication for r in shipped_release.resolved_interactions]
    wrong, asked = [], 0
    for factor, word in CONDITIONS.items():
        patient = PatientSituation(PatientContext(**{factor: True}))
        for report in filter(None, (finding(slug, patient, shipped) for slug in resolved)):
            steps = (*report.because, *(step.text for step in report.management.already_both))
            if any(_replaces_with(word, text) for text in steps):
                asked += 1
                if report.medicine_action in GOES_ON:
                    wrong.append((report.medication, factor, report.action_phrase))
    assert asked > 4
    assert wrong == []


ASKED = [
    "can I take {}",
    "is {} safe with kratom?",
    "ok to take {}",
    "start {}",
    "Is it safe to take {} with kratom?",
]


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize(
    "name", ["Benadryl", "sertraline", "clonazepam", "tramadol", "cyclobenzaprine", "methadone"]
)
def test_what_is_only_asked_about_is_never_kept(shipped, question, name):
    (line,) = screen_medications([question.format(name)], PatientContext(), shipped).lines
    for found in line.findings:
        assert not found.action_phrase.startswith(("Keep", "Review"))
        assert found.stage == "planned"
    assert line.findings


def test_before_a_start_another_medicine_is_chosen_where_the_steps_say_so(shipped):
    for name in ("Benadryl", "cyclobenzaprine", "tramadol", "ziprasidone"):
        (line,) = screen_medications([f"can I take {name}?"], PatientContext(), shipped).lines
        assert line.findings[0].medicine_action == MedicineAction.CHOOSE_OTHER, name
    for name in ("sertraline", "olanzapine", "levetiracetam"):
        (line,) = screen_medications([f"can I take {name}?"], PatientContext(), shipped).lines
        assert line.findings[0].medicine_action != MedicineAction.CHOOSE_OTHER, name


@pytest.mark.parametrize(
    "line", ["can I still take sertraline?", "continue sertraline 50 mg", "on sertraline since May"]
)
def test_what_is_taken_is_not_read_as_about_to_start(shipped, line):
    (report,) = screen_medications([line], PatientContext(), shipped).lines
    assert report.findings[0].action_phrase.startswith("Keep sertraline")


RUNNING = [
    ["naltrexone 50 mg daily for 2 years"], ["on Vivitrol monthly since January"], ["naltrexone 50 mg x 18 months"],
    ["Home medications:", "naltrexone 50 mg daily"], ["CURRENT MEDS", "Contrave 2 tabs bid"], ["Vivitrol 380 mg IM q4 weeks"],
    ["naltrexone 50 mg daily for 2 years, kratom"], ["takes naltrexone 50 mg"], ["Lybalvi 10/10 for the past 6 months"],
]  # fmt: skip
NOT_RUNNING = [
    ["naltrexone 50 mg"], ["naltrexone 50 mg daily since yesterday"], ["Vivitrol monthly, missed the last two"],
    ["kratom daily for 2 years, naltrexone 50 mg"], ["start naltrexone 50 mg daily"], ["Discharge medications:", "naltrexone 50 mg"],
    ["kratom since January", "Vivitrol"], ["Home meds:", "sertraline", "Plan:", "naltrexone 50 mg"],
]  # fmt: skip


def _blocker(lines, shipped):
    report = screen_medications([*lines, "kratom"], PatientContext(), shipped)
    found = [f for line in report.lines for f in line.findings]
    return next(f for f in found if "naltrexone" in f.name or "samidorphan" in f.name), report.plan


@pytest.mark.parametrize("lines", RUNNING)
def test_an_opioid_blocker_that_plainly_runs_is_kept_and_not_told_to_wait(shipped, lines):
    found, plan = _blocker(lines, shipped)
    assert found.action_phrase.startswith(f"Keep {found.name}: look for withdrawal")
    said = " ".join(step.text for step in plan)
    assert "do not start" not in said.lower()
    assert "The opioid blocker goes on" in said


@pytest.mark.parametrize("lines", NOT_RUNNING)
def test_an_opioid_blocker_waits_where_the_list_does_not_say_that_it_runs(shipped, lines):
    found, plan = _blocker(lines, shipped)
    assert found.medicine_action == MedicineAction.WAIT
    assert "Already taken: do not stop it on your own account" in " ".join(step.text for step in plan)


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

"""A clinician pastes a list and gets an honest, cited answer: the list of the first evening, line by line."""

from __future__ import annotations

import pytest

from interactions.chart.splitting import split_lines
from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications

PASTED = """Seroquel XR 200 mg PO qHS
midazolam 2 mg/mL oral syrup
dextromethorphan 30 mg
Suboxone 8/2 film daily
Narcan nasal spray
tacrolimus 3 mg BID
lisinopril 10mg daily
ketoconazole 2% shampoo
ALLERGIES: codeine (rash)
stopped sertraline 2 weeks ago
kratom powder 5 g TID
hydroxizine 25
qwxzv"""

OUTCOMES = [
    "finding", "finding", "finding", "finding", "rescue", "finding", "not_assessed", "not_assessed", "unrecognised",
    "finding", "precipitant", "ambiguous", "unrecognised",
]  # fmt: skip


@pytest.fixture
def report(shipped):
    return screen_medications(split_lines(PASTED), PatientContext(), shipped)


@pytest.fixture
def line(report):
    return lambda start: next(item for item in report.lines if item.input.startswith(start))


def test_every_line_has_one_outcome_in_the_order_typed(report):
    assert [item.input for item in report.lines] == PASTED.splitlines()
    assert [item.outcome for item in report.lines] == OUTCOMES


def test_quetiapine_is_kept_and_the_fatal_case_says_what_it_does_not_exclude(line):
    (found,) = line("Seroquel").findings
    assert found.severity == "major"
    assert found.action_phrase.startswith("Keep quetiapine and monitor. Stop kratom gradually")
    cyp3a = next(m for m in found.mechanisms if m.enzyme == "CYP3A")
    assert (cyp3a.evidence_level, cyp3a.extrapolated_from.medication) == ("case_report", "midazolam")
    assert "exclude" in found.headline
    assert any("hughes2019" in m.citations for m in found.mechanisms)


def test_midazolam_by_mouth_is_major_with_the_trial_on_its_enzyme_row(line):
    (found,) = line("midazolam").findings
    assert found.severity == "major"
    assert any(m.enzyme == "CYP3A" and m.evidence_level == "controlled_human" for m in found.mechanisms)


def test_dextromethorphan_is_minor_and_shows_what_was_refuted(line):
    (found,) = line("dextromethorphan").findings
    assert found.severity == "minor"
    assert any(m.enzyme == "CYP2D6" and m.severity == "none" and m.domain for m in found.mechanisms)


def test_suboxone_is_one_product_whose_naloxone_is_not_active_and_nothing_says_avoid(line):
    suboxone = line("Suboxone")
    (found,) = suboxone.findings
    assert found.medication == "buprenorphine-naloxone"
    assert {m.slug for m in suboxone.medications} == {"buprenorphine", "naloxone"}
    assert any("aloxone is not active by this route" in note for note in found.notes)
    assert not {m.action for m in found.mechanisms} & {"avoid", "usually_avoid"}
    assert "avoid" not in found.action_phrase.lower()


def test_narcan_is_a_rescue_medicine_without_severity(line):
    narcan = line("Narcan")
    assert (narcan.phrase, narcan.findings) == ("Give if needed", ())


def test_tacrolimus_continues_and_kratom_stops_but_not_abruptly(line):
    (found,) = line("tacrolimus").findings
    assert found.action_phrase == "Keep tacrolimus and monitor. Stop kratom gradually, with support."
    assert (found.severity, found.extrapolated_from.medication) == ("major", "midazolam")


def test_lisinopril_was_searched_and_nothing_was_found(line):
    lisinopril = line("lisinopril")
    assert lisinopril.reason == "searched_nothing_found"
    assert "not the same as safe" in lisinopril.message


def test_a_shampoo_is_local_and_gets_no_enzyme_row(line):
    shampoo = line("ketoconazole")
    assert (shampoo.route_class, shampoo.findings) == ("local", ())
    assert shampoo.outcome == "not_assessed"


def test_an_allergy_is_not_a_medicine(line):
    allergy = line("ALLERGIES")
    assert (allergy.reason, allergy.medications) == ("not_a_medicine", ())


def test_a_stopped_medicine_keeps_its_outcome(line):
    sertraline = line("stopped sertraline")
    assert (sertraline.outcome, sertraline.line_status) == ("finding", "stopped")
    assert sertraline.findings[0].medication == "sertraline"


def test_kratom_sets_the_context(report, line):
    assert line("kratom").product == "leaf"
    assert (report.context.product, report.context.use) == ("leaf", "daily")


def test_a_misspelt_name_asks_and_chooses_nothing(line):
    asked = line("hydroxizine")
    assert asked.findings == ()
    assert asked.medications == ()
    assert asked.candidates[0].slug == "hydroxyzine"


def test_nonsense_is_unrecognised_and_offers_nothing(line):
    assert (line("qwxzv").reason, line("qwxzv").candidates) == ("no_candidate", ())


def test_every_finding_cites_sources_that_exist(report, library_with_shipped_content):
    sources = library_with_shipped_content.by_slug("sources")
    for item in report.lines:
        for found in item.findings:
            for mechanism in found.mechanisms:
                assert mechanism.citations
                assert set(mechanism.citations) <= set(sources)


def test_the_report_carries_release_review_and_scope(report):
    assert report.release.version
    assert report.release.valid_until > report.release.published_at.date()
    assert report.review.reviewed == 0
    assert report.review.total > 30
    assert "not medicines with each other" in report.scope


def test_the_order_of_lines_never_matters(shipped):
    lines = split_lines(PASTED)
    forward = screen_medications(lines, PatientContext(), shipped)
    backward = screen_medications(lines[::-1], PatientContext(), shipped)
    assert {item.input: item for item in forward.lines} == {item.input: item for item in backward.lines}
    assert set(forward.stacked) == set(backward.stacked)

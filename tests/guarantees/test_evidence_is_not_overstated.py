"""A finding never overstates its evidence: its level is that of its driver row, from sources of that kind."""

from __future__ import annotations

import pytest

from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications
from reference.release.schema.traverse import STATEMENT_COLLECTIONS, grounded_in
from tests.reference.test_pages_reader import open_page

MADE_BY = {
    "controlled_human": {"clinical_trial"},
    "observational": {"observational"},
    "case_report": {"case_report"},
    "laboratory": {"laboratory", "animal", "review"},
}
"""The kind of source required for a level that counts as support."""

ABOUT_THE_MEDICINE = {
    "controlled_study",
    "refuted",
    "probe_study_no_effect",
    "probe_study_same_site",
    "probe_study_other_site",
}
STUDIED = ({}, {"product": "extract"}, {"alcohol": True}, {"supervised": True})
CONTEXTS = [PatientContext(**answer) for answer in STUDIED]


@pytest.fixture
def kinds(shipped_release):
    return {source.slug: source.kind for source in shipped_release.sources}


def rows(release):
    return [(entry, row) for entry in release.interactions for row in entry.rows]


def test_every_level_that_counts_rests_on_a_source_of_that_kind(shipped_release, kinds):
    wrong = [
        (entry.slug, item.evidence_level, item.text)
        for entry, row in rows(shipped_release)
        for item in row.evidence
        if item.ground
        and (needed := MADE_BY.get(item.evidence_level))
        and not needed & {kinds[citation.source] for citation in item.citations}
    ]
    assert wrong == []


def test_a_row_is_called_a_human_trial_only_if_the_trial_was_of_that_medicine(shipped_release):
    called = [(e.slug, r) for e, r in rows(shipped_release) if r.evidence_level == "controlled_human"]
    assert called
    for slug, row in called:
        assert row.extrapolated_from is None, slug
        grounds = {i.ground for i in row.evidence if i.evidence_level == "controlled_human"}
        assert grounds & ABOUT_THE_MEDICINE, slug


def test_what_was_shown_for_another_medicine_names_that_medicine(shipped_release):
    carried = {"probe_study_same_site", "probe_study_other_site"}
    silent = [
        entry.slug
        for entry, row in rows(shipped_release)
        if row.evidence_level == "mechanistic"
        and row.extrapolated_from is None
        and {item.ground for item in row.evidence} & carried
    ]
    assert silent == []


def test_the_headline_has_the_level_of_the_row_that_speaks(shipped, shipped_release):
    names = [shipped.name(r.medication) for r in shipped_release.resolved_interactions if r.rows]
    found = [
        f
        for context in CONTEXTS
        for start in range(0, len(names), 50)
        for line in screen_medications(names[start : start + 50], context, shipped).lines
        for f in line.findings
    ]
    assert len(found) > 100
    for finding in found:
        driver = finding.mechanisms[0]
        assert (finding.evidence_level, finding.severity) == (driver.evidence_level, driver.severity)
        assert finding.extrapolated_from == driver.extrapolated_from


def test_what_was_only_remembered_says_so(shipped_release, kinds):
    remembered = [
        item
        for collection in STATEMENT_COLLECTIONS
        for record in getattr(shipped_release, collection)
        for item in grounded_in(record)
        if {kinds[citation.source] for citation in item.citations} == {"recall"}
    ]
    assert [item for item in remembered if item.basis == "seen"] == []


def test_the_page_says_of_tacrolimus_that_it_was_never_studied(library_with_shipped_content):
    for page in (open_page("/", {"medications": "tacrolimus"}), open_page("/medications/tacrolimus/")):
        assert "Not studied with tacrolimus; shown for midazolam" in page.text

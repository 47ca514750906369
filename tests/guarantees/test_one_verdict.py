"""A medicine has one answer: page, API, suggestions, candidates and a list of only this medicine all give it."""

from __future__ import annotations

import re

import pytest

from interactions.api.medications import listed, medication_report, medication_slugs
from interactions.offline.copy import offline_document
from interactions.pages.medicines.medicine import medicine_page
from interactions.screening.pasted_list import MAX_LINES
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import ReleaseIndex, release_index
from interactions.screening.screen import screen_medications
from interactions.screening.screening_report import LineReport
from reference.release.storage.library import LoadedRelease

ONCE_DIFFERENT = ["nalmefene", "xylazine", "medetomidine", "tobacco"]


@pytest.fixture
def shipped(library_with_shipped_content: LoadedRelease) -> LoadedRelease:
    return library_with_shipped_content


@pytest.fixture
def index(shipped: LoadedRelease) -> ReleaseIndex:
    return shipped.derived(release_index)


def screened_alone(names: list[str], index: ReleaseIndex) -> list[LineReport]:
    return [screen_medications([name], PatientContext(), index).lines[0] for name in names]


def names_by_slug(index: ReleaseIndex, shipped: LoadedRelease) -> dict[str, str]:
    """Every medicine by its name in a list, without names shared by several medicines, which ask back."""
    found = {}
    for slug in medication_slugs(shipped):
        hit = index.names.look_up(index.hit_of(slug).name)
        if hit is not None and hit.kind != "ask":
            found[slug] = index.hit_of(slug).name
    return found


def test_the_interface_and_a_list_give_every_medicine_the_same_answer(shipped, index):
    different = []
    names = names_by_slug(index, shipped)
    assert len(names) > 2500
    for slug, line in zip(names, screened_alone(list(names.values()), index), strict=True):
        report, brief = medication_report(slug, shipped), listed(slug, index)
        assert report is not None
        severities = [found.severity for found in line.findings]
        said = [report.finding.severity] if report.finding else []
        said += [found.severity for found in report.other_findings]
        if (report.outcome, said) != (line.outcome, severities):
            different.append((slug, line.outcome, severities, report.outcome, said))
        if (brief.outcome, brief.severity) != (line.outcome, severities[0] if severities else None):
            different.append((slug, line.outcome, severities, brief.outcome, brief.severity))
    assert different == []


def test_the_page_of_every_medicine_shows_the_findings_of_its_line(shipped, index):
    for slug, name in names_by_slug(index, shipped).items():
        (line,) = screened_alone([name], index)
        page = medicine_page(slug, shipped)
        if page is None:
            continue
        shown = [(card.finding.medication, card.finding.severity) for card in page.cards]
        assert shown == [(found.medication, found.severity) for found in line.findings], slug
        assert page.rescue_leads == (line.outcome == "rescue"), slug


@pytest.mark.parametrize("name", ONCE_DIFFERENT)
def test_names_that_once_differed_have_the_same_answer_everywhere(name, client, shipped, index):
    (line,) = screened_alone([name], index)
    answer = client.get(f"/api/v1/medications/{line.medications[0].slug}").json()["result"]
    assert (answer["outcome"], answer["message"]) == (line.outcome, line.message)
    page = re.sub(r"\s+", " ", client.get(f"/medications/{line.medications[0].slug}/").content.decode())
    if line.findings:
        assert line.findings[0].action_phrase in page
    else:
        assert "not the same as safe" in page


def test_a_candidate_carries_the_severity_that_choosing_it_gives(index):
    misspelt = ["xylazin", "medetomidin", "nalmefen", "quetiapin", "tacrolimu", "bupenorphine", "oxycodne"]
    for typed in misspelt:
        (line,) = screened_alone([typed], index)
        assert line.candidates, typed
        for candidate in line.candidates:
            (chosen,) = screened_alone([index.hit_of(candidate.slug).name], index)
            if chosen.outcome == "ambiguous":
                continue
            severity = chosen.findings[0].severity if chosen.findings else None
            assert candidate.severity == severity, (typed, candidate.slug)


@pytest.mark.whole
def test_the_offline_copy_gives_every_name_the_outcome_of_its_line(shipped, index):
    """The wording of the offline copy may differ; the outcome of a name may not."""
    document = offline_document(shipped)
    names = [
        (line.outcome, name) for line in document.lines for names in line.names.values() for name in names[:1]
    ]
    assert len(names) > MAX_LINES
    different = []
    for outcome, name in names:
        (said,) = screened_alone([name], index)
        if said.outcome != outcome:
            different.append((name, outcome, said.outcome))
    assert different == []

"""The answer for a class says so, names the more severe members, and is never given for a medicine."""

from __future__ import annotations

import pytest

from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications
from reference.release.schema.terms import Severity
from reference.release.storage.library import LoadedRelease
from tests.reference.test_pages_reader import open_page


def answer(typed: str, index):
    return screen_medications([typed], PatientContext(), index).lines[0]


@pytest.fixture
def answered(shipped, shipped_release):
    """Every class that a chart may name and that has an answer of its own."""
    lines = {c.slug: answer(c.names[0], shipped) for c in shipped_release.drug_classes if c.names}
    return {
        slug: line for slug, line in lines.items() if line.findings and line.findings[0].kind == "drug_class"
    }


def test_every_answer_for_a_class_says_that_it_is_for_the_class(answered):
    assert len(answered) > 15
    for line in answered.values():
        (found,) = line.findings
        assert any("This answers for the class, not for one medicine" in note for note in found.notes), (
            line.input
        )
        assert [m.kind for m in line.medications] == ["drug_class"]


def test_every_more_severe_member_is_named(answered, shipped, shipped_release):
    members = {c.slug: c.members for c in shipped_release.drug_classes}
    for slug, line in answered.items():
        (found,) = line.findings
        said = " ".join(found.notes)
        for member in members[slug]:
            own = answer(shipped.name(member), shipped).findings
            if any(Severity(f.severity) > Severity(found.severity) for f in own):
                assert shipped.name(member) in said, (slug, member)


def test_a_medicine_is_answered_as_itself(shipped):
    line = answer("sertraline", shipped)
    assert (line.findings[0].kind, line.findings[0].medication) == ("medicine", "sertraline")


def test_the_page_says_that_a_class_is_not_its_member(library_with_shipped_content: LoadedRelease):
    page = open_page("/", {"medications": "SSRIs"})
    assert "This answers for the class" in page.text

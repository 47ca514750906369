"""What clinicians type finds the page that answers it, and never in place of a medicine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import ReleaseIndex
from interactions.screening.screen import screen_medications
from interactions.screening.screening_report import LineReport
from reference.release.names.index import normalise
from reference.release.schema.release import Release
from reference.views.kratom.view import SECTIONS


def read(index: ReleaseIndex, *lines: str) -> LineReport:
    return screen_medications(lines, PatientContext(), index).lines[-1]


QUESTIONS = """
driving: practice_note/driving-and-work | workplace drug test: practice_note/driving-and-work
can i drive on kratom: practice_note/driving-and-work | child: practice_note/child-exposure
teenager: risk/children-and-adolescents | legal: monograph/law | is kratom legal?: monograph/law
half-life: monograph/kinetics | how long does kratom stay in the body: monograph/kinetics
DSM-5: practice_note/kratom-use-disorder | screening questions: practice_note/kratom-use-disorder
kratom addiction: practice_note/kratom-use-disorder | kratom addiction: risk/dependence-and-withdrawal
QT: risk/heart-and-circulation | qt: population/cardiac-disease-and-long-qt
serotonin syndrome: claim/dopamine-and-serotonin | salmonella: risk/contamination-and-adulteration
harm reduction: practice_note/harm-reduction | fentanyl withdrawal: practice_note/buprenorphine-start
induction protocol: practice_note/buprenorphine-start | COWS score: practice_note/buprenorphine-start
COWS: practice_note/buprenorphine-start | precipitated withdrawal: practice_note/buprenorphine-start
microdosing: practice_note/buprenorphine-start | naltrexone challenge: practice_note/naltrexone-after-kratom
breast milk: practice_note/pregnancy-breastfeeding | breast milk: population/pregnancy-and-lactation
pregnant: practice_note/pregnancy-breastfeeding | CYP3A4: risk/cyp-interactions | cyp2d6: population/cyp2d6-variants
pain: claim/pain | kratom for pain: claim/pain | does kratom help pain?: claim/pain
is kratom safe: claim/generally-safe | is kratom safe?: claim/generally-safe | is kratom natural: claim/natural
jaundice: practice_note/liver | liver: practice_note/liver | surgery: practice_note/surgery
overdose: practice_note/overdose | seizure: risk/seizures | detox: practice_note/withdrawal
drug test: practice_note/urine-drug-screen | taper schedule: practice_note/taper
monitoring schedule: practice_note/monitoring | buprenorphine patch: practice_note/buprenorphine-patch
older adults: population/older-adults | kidney disease: population/kidney-disease
bipolar: population/bipolar-and-psychosis | heavy metals: risk/contamination-and-adulteration
alkaloids: monograph/alkaloids | inflammation: claim/inflammation
"""
ASKED = [tuple(item.strip().rsplit(": ", 1)) for item in re.split(r"[|\n]", QUESTIONS) if item.strip()]


@pytest.mark.parametrize(("typed", "page"), ASKED)
def test_a_plain_question_finds_its_page(shipped: ReleaseIndex, typed, page):
    assert page in [f"{link.kind}/{link.slug}" for link in read(shipped, typed).see]


def test_every_page_with_keywords_is_found_and_each_link_leads_to_it(
    shipped: ReleaseIndex, shipped_release: Release
):
    links = {link for pages in shipped.topics.pages.values() for link in pages}
    kinds = {
        kind: {link.slug for link in links if link.kind == kind} for kind in {link.kind for link in links}
    }
    release = shipped_release
    assert kinds == {
        "practice_note": {note.slug for note in release.practice_notes},
        "risk": {risk.slug for risk in release.risks},
        "claim": {claim.slug for claim in release.claims},
        "population": {population.slug for population in release.populations},
        "monograph": {section.slug for section in release.monograph_sections},
    }
    assert kinds["monograph"] == {anchor for anchor, _ in SECTIONS}


def test_a_name_of_a_medicine_is_never_shadowed_by_a_keyword(shipped: ReleaseIndex):
    named = [word for word in shipped.topics.written.values() if shipped.names.look_up(word)]
    assert len(named) > 40
    assert [word for word in named if read(shipped, word).outcome == "unrecognised"] == []


def test_a_brand_of_naloxone_is_naloxone_and_its_note_stands_beside_it(shipped: ReleaseIndex):
    for typed in ("Prenoxad", "prenoxad 2 mg"):
        line = read(shipped, typed)
        assert (line.outcome, line.medications[0].slug) == ("rescue", "naloxone")
        assert line.see[0].slug == "naloxone"
        assert line.practice_notes == ("naloxone",)


INDICATIONS = ("for pain", "as needed for pain", "prn pain", "for sleep", "if needed for anxiety", "for depression", "(liver)")  # fmt: skip


@pytest.mark.parametrize("reason", INDICATIONS)
def test_a_reason_never_turns_a_medicine_into_a_question(shipped: ReleaseIndex, reason):
    for medicine in ("ibuprofen", "quetiapine 25 mg", "methadone", "metoprolol tartrate 25 mg bid"):
        with_reason, plain = read(shipped, f"{medicine} {reason}"), read(shipped, medicine)
        assert with_reason.outcome == plain.outcome == "finding"
        assert with_reason.findings == plain.findings


@pytest.mark.parametrize(
    "reason", [reason for reason in INDICATIONS if not reason.startswith("(")] + ["take for pain"]
)
def test_a_reason_alone_is_no_question(shipped: ReleaseIndex, reason):
    assert read(shipped, reason).see == ()


def test_kratom_taken_for_something_is_kratom_on_the_list(shipped: ReleaseIndex):
    assert read(shipped, "kratom for pain").outcome == "precipitant"
    assert read(shipped, "kratom 5 g daily for pain").outcome == "precipitant"


def test_a_medicine_in_a_question_is_listed_as_not_checked(shipped: ReleaseIndex):
    for typed in ("fentanyl withdrawal", "fentanyl-withdrawal", "Fentanyl withdrawal?"):
        line = read(shipped, typed)
        assert (line.outcome, line.not_checked) == ("unrecognised", ("fentanyl",))


def test_the_page_says_what_answers_and_links_to_it(library_with_shipped_content):
    page = Client().post("/", {"medications": "qt\nsalmonella\nhalf-life"}).content.decode()
    for address in (
        "/risks/heart-and-circulation/",
        "/kratom/#cardiac-disease-and-long-qt",
        "/kratom/#kinetics",
    ):
        assert f'href="{address}"' in page


def test_each_table_of_the_content_is_on_its_page(library_with_shipped_content):
    schedule = Client().get("/answers/monitoring/").content.decode()
    assert "<caption>" in schedule
    course = Client().get("/kratom/").content.decode()
    assert course.count("Not studied") >= 1


def test_a_dose_in_a_note_names_where_it_was_borrowed(shipped_release: Release):
    """Opioid practice is no study of kratom: a note with its doses says so at its top."""
    dose = re.compile(r"\b\d+(?:\.\d+)?(?:–\d+)? ?(?:mg|mcg|micrograms?)\b")
    dosed = {
        note.slug for note in shipped_release.practice_notes if any(dose.search(s.text) for s in note.steps)
    }
    assert {"buprenorphine-start", "naloxone"} <= dosed
    assert {
        note.slug for note in shipped_release.practice_notes if note.slug in dosed and not note.borrowed_from
    } == set()


def test_no_licensed_questionnaire_is_printed():
    """Criteria by name only: the words of DSM-5 and of scales belong to their publishers."""
    text = Path("data/practice_notes/kratom-use-disorder.yaml").read_text().casefold()
    assert "problematic pattern of" not in text
    assert "clinically significant impairment or distress" not in text


def test_treatment_is_offered_before_kratom_is_reduced(shipped_release: Release):
    for slug in ("withdrawal", "taper"):
        note = next(n for n in shipped_release.practice_notes if n.slug == slug)
        said = normalise(" ".join(s.text for s in (note.answer, *note.steps)))
        assert "before kratom is reduced" in said

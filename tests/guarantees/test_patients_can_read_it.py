"""Text for patients is easy to read: short words, short sentences, no reading grade above eight."""

from __future__ import annotations

import re

import pytest
import textstat

from interactions.pages.handout import wording as plain_words

GRADE = 8  # Flesch–Kincaid: easy to read after eight years of school
HANDOUT_GRADE = 6
ADVICE = "Do not stop your medicine on your own. If you use kratom every day, do not stop all at once: call us first."


def told_to_patients(release):
    """(place, text) of every sentence of the content that a patient reads."""
    for claim in release.claims:
        yield f"claims/{claim.slug}", claim.tell_a_patient.text


def test_every_sentence_for_patients_reads_at_grade_eight_or_below(shipped_release):
    grades = {place: textstat.flesch_kincaid_grade(text) for place, text in told_to_patients(shipped_release)}
    assert len(grades) >= 9
    assert {place: round(grade, 1) for place, grade in grades.items() if grade > GRADE} == {}


def test_no_sentence_for_patients_reassures_or_labels_a_person(shipped_release):
    for place, text in told_to_patients(shipped_release):
        assert not re.search(r"\b(?:addicts?|abus\w+|users?|junkies?)\b", text, re.IGNORECASE), place
        assert not re.search(
            r"(?<!prove )(?<!that )\b(?:it|kratom) is (?:safe|harmless)\b", text, re.IGNORECASE
        ), place


def test_advice_to_stop_kratom_always_says_not_all_at_once(shipped_release):
    for place, text in told_to_patients(shipped_release):
        if re.search(
            r"\b(?:stop|quit|come off|give up)\b(?! all at once| taking your| your)", text, re.IGNORECASE
        ):
            assert "all at once" in text or "slowly" in text or "call us" in text, place


def told_in_the_handout():
    """Every sentence of the hand-out, with a short word in place of a medicine's name."""
    for place, words in vars(plain_words).items():
        if place.isupper() and words is not None:
            texts = (
                words.values() if isinstance(words, dict) else words if isinstance(words, tuple) else [words]
            )
            for text in texts:
                yield place, text.format(name="this", names="this", what="", keep=plain_words.KEEP[False])


def test_every_sentence_of_the_handout_reads_at_grade_six_or_below():
    grades = {text: textstat.flesch_kincaid_grade(text) for _, text in told_in_the_handout()}
    assert len(grades) > 50
    assert {text: round(grade, 1) for text, grade in grades.items() if grade > HANDOUT_GRADE} == {}


def test_the_handout_gives_no_amount_labels_no_person_and_calls_nothing_safe():
    for place, text in told_in_the_handout():
        assert not re.search(r"\d", text), place
        assert not re.search(r"\b(?:addicts?|abus\w+|users?|junkies?)\b", text, re.IGNORECASE), place
        if re.search(r"\bsafe\b", text):
            assert re.search(r"do not know if|not the same as safe", text), place
    assert plain_words.ADVICE == ADVICE


@pytest.mark.parametrize(("text", "most"), [(ADVICE, 6), ("Call us first.", 3)])
def test_the_check_finds_what_it_looks_for(text, most):
    assert textstat.flesch_kincaid_grade(text) <= most
    hard = (
        "Concomitant administration of multiple sedative pharmaceuticals potentiates respiratory depression."
    )
    assert textstat.flesch_kincaid_grade(hard) > GRADE

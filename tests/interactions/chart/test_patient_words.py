"""Words about the patient count only where a line says them of this patient today."""

from __future__ import annotations

import pytest

from interactions.chart.patient_words import PatientWordFinder, is_history, without
from reference.release.schema.patient import PatientWords
from reference.release.schema.terms import Setting

FINDER = PatientWordFinder(
    [
        PatientWords(slug="danger", words=("not breathing", "blue"), setting=Setting.EMERGENCY, not_in=("methylene blue",)),
        PatientWords(slug="reason", words=("seizure", "seizures"), setting=Setting.EMERGENCY, beside_medicine=False),
        PatientWords(slug="pregnant", words=("pregnant",), factor="pregnancy"),
        PatientWords(slug="wake", words=("won't wake", "child is limp"), setting=Setting.EMERGENCY),
        PatientWords(slug="often", words=("kratom od",), setting=Setting.EMERGENCY, with_dose=False),
        PatientWords(slug="asthma", words=("asthma",), factor="breathing_disease", a_reason=True),
        PatientWords(slug="ran-out", words=("ran out",), setting=Setting.EMERGENCY, days_ago=True),
        PatientWords(slug="operated", words=("hip repair in # days", "hip repair"), setting=Setting.PROCEDURE, with_words=("in # days", "friday")),
    ]
)  # fmt: skip


def said(line, **known):
    return [item.record.slug if item.record else item.factor for item in FINDER.said(line, **known)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("my patient is not breathing", ["danger"]),
        ("NOT-BREATHING, blue", ["danger", "danger"]),
        ("methylene blue", []),
        ("seizure", ["reason"]),
        ("no seizures", []),
        ("no fever, seizures", []),
        ("denies fever, chills or seizures", []),
        ("denies fever but is blue", ["danger"]),
        ("seizure: no", []),
        ("seizure ruled out", []),
        ("history of seizures", []),
        ("seizure last year", []),
        ("seizure 2 hours ago", ["reason"]),
        ("call if blue", []),
        ("what if she is blue?", ["danger"]),
        ("will not wake, blue", ["danger"]),
        ("PMH: seizures", []),
        ("2 year old", ["child"]),
        ("2-year-old", ["child"]),
        ("9 mo old", ["child"]),
        ("70 yo", ["older_adult"]),
        ("35 yo", [None]),
        ("every 2 years", []),
        ("he wont wake up", ["wake"]),
        ("my dog is blue", []),
        ("2 year old dog", []),
        ("mother of a 2 year old", []),
        ("mother of a 2 year old who ate it", ["child"]),
        ("kratom OD", ["often"]),
        ("kratom OD 5 g", []),
        ("asthma", ["asthma"]),
        ("FH asthma", []),
        ("ran out 2 days ago", ["ran-out"]),
        ("ran out 2 years ago", []),
        ("hip repair in 3 days", ["operated"]),
        ("hip repair on Friday", ["operated"]),
        ("hip repair", []),
    ],
)
def test_what_a_line_says_of_the_patient(line, found):
    assert said(line) == found


@pytest.mark.parametrize(
    ("line", "name", "found"),
    [
        ("lorazepam for seizure, now blue", "lorazepam", ["danger"]),
        ("lorazepam prn seizure", "lorazepam", []),
        ("valproate (seizures)", "valproate", []),
        ("blue pill", "blue pill", []),
        ("pregnant, folic acid 5 mg", "folic acid", ["pregnant"]),
        ("albuterol asthma", "albuterol", []),
        ("albuterol 2 puffs, asthma", "albuterol", ["asthma"]),
        ("asthma, albuterol", "albuterol", ["asthma"]),
        ("lorazepam 2 mg now for blue lips", "lorazepam", ["danger"]),
        ("lorazepam 2 mg prn now for blue lips", "lorazepam", []),
        ("kratom OD", "kratom", ["often"]),
    ],
)
def test_why_a_medicine_is_taken_and_its_own_name_say_nothing_of_the_patient(line, name, found):
    assert said(line, name=name, medicine=True) == found


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("my patient is not breathing after 7-OH", "7-OH"),
        ("2 year old is blue after kratom gummies", "kratom gummies"),
        ("kratom tea daily, pregnant", "kratom tea daily"),
        ("blue after kratom and bupropion", "kratom and bupropion"),
        ("the patient is blue", ""),
    ],
)
def test_the_rest_of_a_line_is_what_may_be_a_name(line, rest):
    assert without(line, FINDER.said(line)) == rest


def test_a_line_that_speaks_of_the_patient_alone_names_no_medicine():
    assert FINDER.says_only("no seizures")
    assert FINDER.says_only("history of seizures")
    assert not FINDER.says_only("no seizures on valproate")
    assert not FINDER.says_only("kratom")


def test_a_heading_of_medicines_is_no_history():
    assert is_history("Past medical history:")
    assert not is_history("Past medications:")
    assert not is_history("Medications: seizures")


def test_a_long_line_of_denials_costs_no_more_than_its_length():
    assert FINDER.said("denies blue " * 50) == ()

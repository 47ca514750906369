"""Words that say something of the patient only beside others."""

from __future__ import annotations

from interactions.chart.line import ChartLine
from interactions.chart.said import Said
from interactions.screening.patient_context import PatientContext
from interactions.screening.read_line import ReadLine
from interactions.screening.told import confirmed
from reference.release.schema.patient import PatientWords
from reference.release.schema.terms import KratomProduct, Setting

FEVER = PatientWords(slug="fever", words=("fever",), setting=Setting.EMERGENCY, only_with=("rigid", "child"))
RIGID = PatientWords(slug="rigid", words=("rigid",), setting=Setting.EMERGENCY, only_with=("fever",))
OUT = PatientWords(slug="out", words=("ran out",), setting=Setting.EMERGENCY, with_kratom=True)


def told(*records, child=False, context=None):
    said = [Said(0, 1, record, record.factor) for record in records]
    said += [Said(0, 1, None, "child")] if child else []
    lines = [ReadLine("", ChartLine(text=""), None, told=(item,)) for item in said]
    left = confirmed(lines, context or PatientContext())
    return [item.record.slug for line in left for item in line.told if item.record]


def test_two_signs_on_different_lines_confirm_each_other():
    assert told(FEVER, RIGID) == ["fever", "rigid"]


def test_one_sign_alone_says_nothing():
    assert told(FEVER) == told(RIGID) == []


def test_an_answer_about_the_patient_confirms_too():
    assert told(FEVER, child=True) == ["fever"]


def test_words_that_need_kratom_say_nothing_without_it():
    assert told(OUT) == []
    assert told(OUT, context=PatientContext(product=KratomProduct.LEAF)) == ["out"]

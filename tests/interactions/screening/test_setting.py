"""The setting of a list: the most urgent of what was answered, what the words say and what the list holds."""

from __future__ import annotations

import pytest

from interactions.screening.medication_list import read_list
from interactions.screening.patient_context import PatientContext
from interactions.screening.screening import Screening
from interactions.screening.setting_members import boxes_for, is_one_dose
from reference.release.schema.terms import Setting


@pytest.fixture
def setting(shipped):
    def of(*lines, **answers):
        return Screening(read_list(lines, shipped), PatientContext(**answers), shipped).context.setting

    return of


def test_nothing_told_stays_not_known(setting):
    assert setting("sertraline 50 mg") is None
    assert setting("sertraline 50 mg", setting=Setting.HOME) == Setting.HOME


def test_the_most_urgent_wins(setting):
    assert setting("surgery tomorrow", "sertraline") == Setting.PROCEDURE
    assert setting("surgery tomorrow", "unresponsive") == Setting.EMERGENCY
    assert setting("unresponsive", setting=Setting.HOME) == Setting.EMERGENCY
    assert setting("surgery tomorrow", setting=Setting.EMERGENCY) == Setting.EMERGENCY


def test_a_stopped_medicine_is_no_sign(setting):
    anaesthetics = ("propofol 100 mg IV", "sevoflurane", "fentanyl 50 mcg IV")
    assert setting(*anaesthetics) == Setting.PROCEDURE
    assert setting(*(f"stopped {line}" for line in anaesthetics)) is None


def test_boxes_come_in_the_order_of_urgency(shipped):
    context = PatientContext(setting=Setting.EMERGENCY, child=True, pregnancy=True)
    assert [box.kind for box in boxes_for(context, shipped)] == ["emergency", "child", "pregnancy"]


@pytest.mark.parametrize(
    ("line", "once"),
    [
        ("fentanyl 50 mcg IV", True),
        ("morphine 4 mg IV prn", True),
        ("morphine 10 mg SC q4h", False),
        ("fentanyl patch 25 mcg/h", False),
        ("oxycodone 5 mg", False),
    ],
)
def test_an_injection_on_no_schedule_is_one_dose(line, once, shipped):
    (read,) = read_list([line], shipped)
    assert is_one_dose(read.chart) is once


def test_the_report_names_what_the_list_told(shipped):
    screening = Screening(read_list(["2 year old is unresponsive"], shipped), PatientContext(), shipped)
    assert screening.from_list == {"child": True, "setting": Setting.EMERGENCY}

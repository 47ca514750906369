"""The status of a screen: a list without a full answer never ends with status 0."""

from __future__ import annotations

import datetime as dt

import pytest

from interactions.command_line.exit_status import EXPLAINED, ExitStatus, exit_status
from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications

NOWHERE_STUDIED = PatientContext()


def status(index, *typed: str, context: PatientContext = NOWHERE_STUDIED) -> int:
    report = screen_medications(typed, context, index)
    return int(exit_status(report, report.release.valid_until))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("Narcan nasal spray",), 0),
        (("Narcan nasal spray", "kratom powder", "BP 120/80"), 0),
        (("lisinopril",), 10),
        (("Narcan nasal spray", "qwxzv"), 10),
        (("Narcan nasal spray", "hydroxizine"), 10),
        (("Narcan nasal spray", "surgery"), 10),
        (("Narcan nasal spray then lithium",), 10),
        (("kratom powder",), 10),
        (("ALLERGIES: codeine",), 10),
        (("dextromethorphan", "lisinopril"), 20),
        (("sertraline", "dextromethorphan"), 30),
        (("sertraline", "tacrolimus", "qwxzv"), 40),
    ],
)
def test_only_a_completely_answered_list_ends_with_status_0(shipped, typed, expected):
    assert status(shipped, *typed) == expected


def test_a_therapy_at_stake_never_ends_with_status_0(shipped):
    assert status(shipped, "Narcan nasal spray", context=PatientContext(oud_treatment=True)) == 10


def test_a_kratom_product_with_something_added_never_ends_with_status_0(shipped):
    assert status(shipped, "Narcan nasal spray", "krypton") >= 10


def test_an_expired_release_never_ends_with_status_0(shipped):
    report = screen_medications(["Narcan nasal spray"], NOWHERE_STUDIED, shipped)
    the_day_after = report.release.valid_until + dt.timedelta(days=1)
    assert exit_status(report, the_day_after) is ExitStatus.OPEN


def test_every_status_is_explained():
    assert all(f"{int(status):>4}  " in EXPLAINED for status in ExitStatus)

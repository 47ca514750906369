"""The gate: every box can be shown, every word tells something, every name exists."""

from __future__ import annotations

import msgspec
import pytest

from interactions.publishing.reference_checks import check_references
from reference.release.schema.patient import (
    LeadBox,
    LeadMembers,
    ListSign,
    PatientWords,
    SettingMember,
    SettingSigns,
)
from reference.release.schema.terms import Setting
from tests.world import as_read, says

BOX = LeadBox(
    slug="danger", name="Danger", kind="emergency", message=says("Call."), steps=(), setting=Setting.EMERGENCY
)


@pytest.fixture
def problems(shipped_release):
    def of(*, boxes=(), words=()):
        release = msgspec.structs.replace(
            shipped_release, lead_boxes=tuple(boxes), patient_words=tuple(words)
        )
        return [finding.problem for finding in check_references(release)]

    return of


def changed(**fields):
    return as_read(msgspec.structs.replace(BOX, **fields))


def test_what_ships_passes(shipped_release):
    assert check_references(shipped_release) == []


def test_a_box_that_nothing_leads_to_is_refused(problems):
    assert problems(boxes=[changed(setting=None)]) == ["it is never shown"]
    assert problems(boxes=[changed(factor="moon")]) == ["question 'moon' is never asked"]
    assert problems(boxes=[changed(factor="surgery_date")]) == []


def test_members_and_signs_need_a_setting(problems):
    sign = SettingSigns(all_of=(ListSign(members=(SettingMember(targets=("fentanyl",)),), at_least=1),))
    assert problems(boxes=[changed(setting=None, factor="child", signs=(sign,))]) == [
        "a list can only tell a setting"
    ]


def test_what_a_box_names_exists(problems):
    member = LeadMembers(targets=("nothing",), medicine_action="give")
    assert problems(boxes=[changed(members=(member,))]) == ["target 'nothing' does not exist"]
    assert problems(boxes=[changed(practice_notes=("none",))]) == ["practice note 'none' does not exist"]
    assert problems(boxes=[changed(risks=("none",))]) == ["risk 'none' does not exist"]


def test_words_that_nothing_on_a_line_tells_are_refused(problems):
    assert problems(words=[PatientWords(slug="w", factor="child")]) == ["nothing on a line tells it"]
    lonely = PatientWords(slug="w", words=("x",), factor="child", only_with=("y",))
    assert problems(words=[lonely]) == ["nothing tells 'y'"]


def test_words_that_tell_nothing_are_refused(problems):
    assert problems(words=[PatientWords(slug="w", words=("hello",))]) == ["they tell nothing"]
    assert problems(words=[PatientWords(slug="w", words=("x",), factor="use")]) == [
        "no question 'use' takes yes"
    ]

"""Advice about a whole list never ends a needed treatment and never promises a waiting time.

A rule for the list is shown above the findings for single medicines, so its sentences are read first and alone.
"""

from __future__ import annotations

import re

import pytest

from interactions.screening.patient_context import FACTORS
from reference.publishing.checks import NOT_ABRUPTLY, STOP_KRATOM
from reference.release.schema.class_hierarchy import ClassHierarchy

ENDS_A_TREATMENT = re.compile(
    r"\b(?:stop|discontinue|cease|withhold|omit|lower|withdraw|halve)\b"
    r"|\b(?:should|must|is to|are to|can) be (?:stopped|withheld|lowered|withdrawn|omitted|ended)\b",
    re.IGNORECASE,
)
ABOUT_KRATOM = re.compile(r"\bkratom\s+(?:should|must|has to)\s+stop\b", re.IGNORECASE)
REFUSED = re.compile(r"\b(?:not|never|no reason to)\b", re.IGNORECASE)
WAITING_TIME = re.compile(r"\d+\s*(?:–\s*\d+\s*)?(?:hours?|days?|weeks?|months?|half-li)", re.IGNORECASE)


def sentences_that_end_a_treatment(text):
    """Sentences that advise ending something other than kratom, unless the sentence forbids it first."""
    for sentence in re.split(r"(?<=[.;])\s+", ABOUT_KRATOM.sub("", text)):
        told = ENDS_A_TREATMENT.search(sentence)
        if told and not REFUSED.search(sentence[: told.start()]):
            yield sentence


def statements(rules):
    for rule in rules:
        for statement in (rule.message, *rule.steps):
            yield rule, statement


@pytest.fixture
def rules(shipped_release):
    assert len(shipped_release.list_rules) >= 5
    return shipped_release.list_rules


def test_no_list_rule_advises_ending_a_treatment(rules):
    assert [
        s for _, statement in statements(rules) for s in sentences_that_end_a_treatment(statement.text)
    ] == []


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("Stop tacrolimus.", True),
        ("Kratom should stop, not abruptly if used daily. Withhold methadone today.", True),
        ("Warfarin should be stopped; not without a plan.", True),
        ("Do not stop, withhold or lower methadone because of kratom.", False),
        ("Kratom should stop, not abruptly if used daily.", False),
    ],
)
def test_the_check_for_ending_a_treatment_finds_it(text, caught):
    assert bool(list(sentences_that_end_a_treatment(text))) is caught


def test_every_list_rule_says_that_kratom_should_stop_and_each_time_not_abruptly(rules):
    told = [(rule.slug, s.text) for rule, s in statements(rules) if STOP_KRATOM.search(s.text)]
    assert {slug for slug, _ in told} == {rule.slug for rule in rules}
    assert [text for _, text in told if not NOT_ABRUPTLY.search(text)] == []


def test_no_list_rule_gives_a_time_to_wait(rules):
    assert [s.text for _, s in statements(rules) if WAITING_TIME.search(s.text)] == []


def test_every_statement_of_a_list_rule_cites_sources_and_every_note_it_names_exists(rules, shipped_release):
    sources = {source.slug for source in shipped_release.sources}
    notes = {note.slug for note in shipped_release.practice_notes}
    for rule, statement in statements(rules):
        assert statement.citations, (rule.slug, statement.text)
        assert {citation.source for citation in statement.citations} <= sources, statement.text
    assert {note for rule in rules for note in rule.practice_notes} <= notes
    assert [rule.slug for rule in rules if not rule.practice_notes] == []


def test_a_list_rule_from_memory_says_that_it_needs_verification(rules, shipped_release):
    recalled = {source.slug for source in shipped_release.sources if source.kind == "recall"}
    for _, statement in statements(rules):
        if {citation.source for citation in statement.citations} <= recalled:
            assert statement.basis == "needs_verification", statement.text


def test_every_target_of_a_list_rule_exists_and_has_members(rules, shipped_release):
    medications = {medication.slug for medication in shipped_release.medications}
    hierarchy = ClassHierarchy(shipped_release.drug_classes)
    roles = {held.role for medication in shipped_release.medications for held in medication.roles}
    empty = [
        (rule.slug, target)
        for rule in rules
        for target in rule.targets
        if target not in medications | roles and not hierarchy.members(target)
    ]
    assert empty == []
    assert [rule.slug for rule in rules if not rule.targets] == []
    assert {rule.factor for rule in rules if rule.factor} <= set(FACTORS)


def test_naloxone_is_never_the_member_of_a_list_rule(rules, shipped_release):
    hierarchy = ClassHierarchy(shipped_release.drug_classes)
    held = {role.role for m in shipped_release.medications if m.slug == "naloxone" for role in m.roles}
    for rule in rules:
        members = set(rule.targets).union(*(hierarchy.members(target) for target in rule.targets))
        assert "naloxone" not in members, rule.slug
        assert not held & set(rule.targets), rule.slug


def test_two_steps_name_what_kratom_adds_and_a_therapy_at_stake_does_not(rules):
    for rule in rules:
        assert bool(rule.adds_to) is (rule.kind == "two_step"), rule.slug

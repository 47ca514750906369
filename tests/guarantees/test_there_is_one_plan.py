"""Every answer that matters opens with a plan: one to five steps, and naloxone is never the step left out."""

from __future__ import annotations

import re

import pytest

from interactions.offline.copy import offline_document
from interactions.screening.patient_context import FACTORS, PatientContext
from interactions.screening.screen import screen_medications
from reference.release.schema.terms import Severity

ANSWERS = [
    {},
    *({name: value} for name in PatientContext.__struct_fields__ for value in FACTORS.get(name, ())),
]
MOST_STEPS = 5
SLOWS_BREATHING = ("cns_depression", "opioid_antagonism")
NINE = [
    "oxycodone", "alprazolam", "pregabalin", "fluoxetine", "tramadol", "warfarin", "tacrolimus", "naltrexone", "methadone",
]  # fmt: skip


@pytest.fixture
def names(shipped_release, shipped):
    """One medicine of every entry, by its own name."""
    by_entry = {}
    for resolved in shipped_release.resolved_interactions:
        if resolved.rows and resolved.medication not in shipped.rescue:
            by_entry.setdefault(resolved.rows[0].entry, shipped.name(resolved.medication))
    return sorted(by_entry.values())


@pytest.fixture
def screen(shipped):
    return lambda lines, **context: screen_medications(lines, PatientContext(**context), shipped)


def worst(report):
    return max((found.severity for line in report.lines for found in line.findings), default=Severity.NONE)


def said(report):
    return " ".join(step.text for step in report.plan)


def may_slow_breathing(report):
    return any(
        row.mechanism in SLOWS_BREATHING and row.severity > Severity.MINOR
        for line in report.lines
        for found in line.findings
        for row in found.mechanisms
    )


def test_whatever_the_medicine_and_the_patient_the_plan_has_one_to_five_steps(screen, names):
    assert len(names) > 150
    for answer in ANSWERS:
        for name in names:
            report = screen([name], **answer)
            assert len(report.plan) <= MOST_STEPS
            if worst(report) > Severity.MINOR:
                assert report.plan, (name, answer)
            if may_slow_breathing(report):
                assert "naloxone" in said(report).casefold(), (name, answer)


def test_the_longest_list_still_has_five_steps_and_naloxone(screen):
    report = screen(
        NINE,
        product="seven_oh",
        pregnancy=True,
        child=True,
        other_opioids=True,
        alcohol=True,
        older_adult=True,
    )
    assert len(report.plan) == MOST_STEPS
    assert "naloxone" in said(report).casefold()
    assert "poison centre" in said(report).casefold()


@pytest.mark.parametrize(
    "lines", [["7-OH gummies"], ["kratom tea"], ["7-OH gummies", "sertraline"], ["OPMS shot"]]
)
def test_a_child_with_any_kratom_product_has_the_poison_centre_first(screen, lines):
    assert "poison centre" in screen(lines, child=True).plan[0].text


def test_where_kratom_replaces_other_opioids_treatment_is_offered_before_kratom_is_reduced(screen):
    untreated = screen(["sertraline", "kratom"], other_opioids=True)
    assert "methadone or buprenorphine first" in said(untreated)
    treated = screen(["sertraline", "kratom"], other_opioids=True, oud_treatment=True)
    assert "methadone or buprenorphine first" not in said(treated)


def test_every_step_of_a_plan_cites_its_sources(shipped_release):
    for step in shipped_release.shared_steps:
        for statement in filter(None, [step.plan, step.statement]):
            assert statement.citations, step.slug


def test_a_step_to_take_less_kratom_always_says_gradually(shipped_release):
    less = re.compile(r"kratom down|reduce kratom", re.IGNORECASE)
    texts = [
        step.plan.text for step in shipped_release.shared_steps if step.plan and less.search(step.plan.text)
    ]
    assert texts
    assert [text for text in texts if "gradually if used daily" not in text] == []


def test_the_offline_copy_has_the_steps_that_the_server_gives_one_medicine_alone(
    library_with_shipped_content, screen
):
    copy = offline_document(library_with_shipped_content)
    asked = [found for found in copy.findings if found.plan][::40]
    assert len(asked) > 5
    for found in asked:
        texts = {copy.plan[at].said[0] for at in found.plan}
        assert texts, found.name
        if found.severity == Severity.MAJOR and "slow your breathing" in found.headline:
            assert any("naloxone" in text for text in texts)
    assert copy.emergency_line == screen(["sertraline"]).emergency_line

"""The screen and a second implementation give exactly the same alerts for a whole list: stacks, two-step interactions
and therapy at stake."""

from __future__ import annotations

import random

import pytest

from interactions.chart.line import ChartLine
from interactions.screening.list_rules import list_findings
from interactions.screening.patient_context import PatientContext
from interactions.screening.read_line import read_as
from interactions.screening.screen import answer_line
from interactions.screening.screening import Screening
from interactions.screening.stacking import stacks
from tests.naive_list import Taken, naive_list_rules, naive_stacks

LISTS = 400
ANSWERS = [
    {}, {"product": "extract"}, {"product": "seven_oh"}, {"alcohol": True}, {"other_opioids": True},
    {"oud_treatment": True}, {"alcohol": True, "product": "seven_oh"}, {"older_adult": True}, {"alcohol": False},
]  # fmt: skip


@pytest.fixture(scope="module")
def rated(shipped_release) -> list[str]:
    """Medicines and products with an entry or a rule, and as many without."""
    reached = [r.medication for r in shipped_release.resolved_interactions if r.rows]
    roles = [m.slug for m in shipped_release.medications if m.roles]
    plain = [s.slug for s in shipped_release.substances[: len(reached)]]
    products = [p.slug for p in shipped_release.combination_products]
    return sorted({*reached, *roles, *plain, *products})


def told(taken, answers, index):
    """The alerts of the screen for a list whose lines are all clear."""
    lines = []
    for item in taken:
        chart = ChartLine(
            text=item.slug, route_class=item.route, status="current" if item.current else "stopped"
        )
        lines.append(read_as(item.slug, chart, index.hit_of(item.slug), index))
    screening = Screening(lines, PatientContext(**answers), index)
    reports = tuple(answer_line(line, screening) for line in screening.lines)
    rules = {}
    for kind in ("two_step", "therapy_at_stake"):
        rules[kind] = {found.rule for found in list_findings(kind, reports, screening)}
    return {stack.rule for stack in stacks(reports, screening)}, rules, screening.context.answers()


def a_list(rated, chance):
    routes = ["systemic"] * 6 + ["parenteral", "local"]
    return [
        Taken(chance.choice(rated), chance.random() < 0.85, chance.choice(routes))
        for _ in range(chance.randint(1, 9))
    ]


def test_they_agree_on_lists_drawn_at_random(shipped, shipped_release, rated):
    chance, different, met = random.Random(12), [], 0
    for _ in range(LISTS):
        taken, answers = a_list(rated, chance), chance.choice(ANSWERS)
        found_stacks, rules, context = told(taken, answers, shipped)
        naive = {kind: set(naive_list_rules(kind, taken, context, shipped_release)) for kind in rules}
        expected = naive_stacks(taken, context, shipped_release)
        met += bool(expected)
        if (found_stacks, rules) != (expected, naive):
            different.append((taken, answers, found_stacks, expected, rules, naive))
    assert different == []
    assert LISTS / 10 < met < LISTS, "lists with and without a stack must both be drawn"


def test_a_list_without_additive_effects_gives_no_stack(shipped, shipped_release):
    taken = [Taken("metformin"), Taken("lisinopril")]
    assert told(taken, {}, shipped)[:2] == (set(), {"two_step": set(), "therapy_at_stake": set()})
    assert naive_stacks(taken, {}, shipped_release) == set()


def test_a_product_is_one_member_whatever_it_is_made_of(shipped, shipped_release):
    stimulant, beside = Taken("amphetamine-dextroamphetamine"), Taken("escitalopram")
    assert (
        told([stimulant, beside], {}, shipped)[0]
        == told([Taken("dextroamphetamine"), beside], {}, shipped)[0]
    )
    assert "serotonergic" not in told([stimulant, beside, Taken("dextroamphetamine")], {}, shipped)[0]
    assert "serotonergic" in told([stimulant, beside, Taken("tramadol")], {}, shipped)[0]

"""A misspelt name brings the right medicine first, and is never taken for another: a fixed sample of all names."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from tests.misspellings import (
    Outcome,
    exact_names,
    meanings,
    names_of,
    normalise,
    outcome,
    share,
    spoil,
    written_by_hand,
)

SEED, SAMPLE = 3, 1500


@pytest.fixture(scope="module")
def outcomes(shipped_index, shipped_release) -> list[Outcome]:
    names = random.Random(SEED).sample(names_of(shipped_release), SAMPLE)
    made, _ = spoil(names, exact_names(shipped_release), SEED)
    return [outcome(shipped_index, m) for m in made]


@pytest.fixture(scope="module")
def by_hand(shipped_index) -> list[Outcome]:
    return [outcome(shipped_index, m) for m in written_by_hand()]


def test_the_right_name_comes_first(outcomes, by_hand):
    assert share(outcomes, 1) >= 0.96
    assert share(by_hand, 1) >= 0.96


def test_the_right_name_is_among_the_first_five(outcomes, by_hand):
    assert share(outcomes, 5) >= 0.995
    assert share(by_hand, 5) >= 0.995


def test_a_misspelt_name_is_never_taken_for_another(outcomes, by_hand):
    assert [o.misspelling for o in (*outcomes, *by_hand) if o.taken_wrong] == []


def one_slip_apart(a: str, b: str) -> bool:
    """OSA distance 1 without a matrix: what stays when the common beginning and end are taken off."""
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return max(len(a), len(b)) == 1 or (len(a) == len(b) == 2 and a == b[::-1])


def test_a_naive_second_finder_knows_no_name_at_one_slip_that_is_not_offered(shipped_index, shipped_release):
    names = [normalise(name) for name in names_of(shipped_release)]
    by_length = defaultdict(list)
    for name in names:
        by_length[len(name)].append(name)
    sample = random.Random(SEED).sample(names, 150)
    made, _ = spoil(sample, exact_names(shipped_release), SEED)
    missed = []
    for typed in (normalise(m.typed) for m in made):
        offered = {(m.kind, m.slug) for m in shipped_index.search(typed, limit=60)}
        near = [
            n for length in (-1, 0, 1) for n in by_length[len(typed) + length] if one_slip_apart(typed, n)
        ]
        missed += [(typed, n) for n in near if not meanings(shipped_index.look_up(n)) & offered]
    assert missed == []

"""The screen and a second implementation of the clinical model give the same answers over the whole vocabulary."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pytest

from interactions.screening.findings import finding
from interactions.screening.patient_context import DERIVED, FACTORS, PatientContext
from interactions.screening.patient_situation import PatientSituation
from interactions.screening.rated_rows import rated_rows
from interactions.screening.release_index import ReleaseIndex
from interactions.screening.screen import screen_medications
from reference.release.schema.terms import RouteClass
from tests.naive import naive_outcome

ASKED = {name: values for name, values in FACTORS.items() if name not in DERIVED}
SINGLE = [{name: value} for name, values in ASKED.items() for value in values]
TYPED: dict[RouteClass, str] = {
    "systemic": "{}", "parenteral": "{} IV", "depot": "{} depot injection", "local": "{} cream",
}  # fmt: skip
SAMPLED, ALL_SAMPLED = 1_500, 12_000


class Case(NamedTuple):
    slug: str
    context: dict[str, Any]
    route: RouteClass = "systemic"
    above_label_dose: bool = False


Differences = Callable[[Iterable[Case]], list[str]]


@pytest.fixture(scope="module")
def everything(shipped_release) -> list[str]:
    """Every substance, medication and combination product, by slug."""
    collections = (
        shipped_release.substances,
        shipped_release.medications,
        shipped_release.combination_products,
    )
    return sorted({record.slug for collection in collections for record in collection})


@pytest.fixture(scope="module")
def rated(shipped_release) -> list[str]:
    """Every medicine that an entry applies to: the only ones that a patient's answers could change."""
    return sorted(r.medication for r in shipped_release.resolved_interactions if r.rows)


@pytest.fixture
def differences(shipped, shipped_release) -> Differences:
    def compared(cases: Iterable[Case]) -> list[str]:
        rated = (case for case in cases if case.slug not in shipped.rescue)  # handled before any rating
        pairs = ((case, _screened(case, shipped), _naive(case, shipped_release)) for case in rated)
        return [f"{case}\nscreen {one}\nnaive  {two}" for case, one, two in pairs if one != two]

    return compared


def _screened(case: Case, index: ReleaseIndex) -> tuple[Any, list[tuple[str, ...]]]:
    situation = PatientSituation(PatientContext(**case.context), case.route, case.above_label_dose)
    found = finding(case.slug, situation, index)
    rows = [
        (r.row.mechanism, str(r.row.enzyme), r.row.object, r.entry.slug, r.rating.severity, r.rating.action,
         tuple(map(str, r.actions)), r.rating.consequence)
        for r in rated_rows(case.slug, situation, index)
    ]  # fmt: skip
    verdict = found and (found.severity, found.action, found.medicine_action, found.kratom_action)
    return verdict, sorted(rows)


def _naive(case: Case, release) -> tuple[Any, list[tuple[str, ...]]]:
    answered = naive_outcome(case.slug, case.context, case.route, case.above_label_dose, release)
    rows = [
        (r.key[0], str(r.key[1]), r.key[2], r.entry, r.severity, r.action, r.both, r.consequence)
        for r in answered.rows
    ]
    return answered.headline, sorted(rows)


@pytest.mark.parametrize("route", TYPED)
def test_they_agree_on_everything_if_nothing_is_known_about_the_patient(everything, differences, route):
    assert differences(Case(slug, {}, route) for slug in everything) == []


@pytest.mark.whole
def test_they_agree_on_every_answer_about_the_patient(rated, differences):
    assert differences(Case(slug, answer) for slug in rated for answer in SINGLE) == []


def test_they_agree_on_one_answer_about_the_patient_for_every_medicine(rated, differences):
    chance = random.Random(4)
    assert differences(Case(slug, chance.choice(SINGLE)) for slug in rated) == []


def several_answers(rated: list[str], number: int, seed: int) -> Iterator[Case]:
    chance = random.Random(seed)
    for _ in range(number):
        answers = {**chance.choice(SINGLE), **chance.choice(SINGLE), **chance.choice([{}, *SINGLE])}
        yield Case(chance.choice(rated), answers, chance.choice(list(TYPED)), chance.random() < 0.5)


def test_they_agree_on_several_answers_by_every_route(rated, differences):
    assert differences(several_answers(rated, SAMPLED, seed=5)) == []


@pytest.mark.whole
def test_they_agree_on_very_many_answers_by_every_route(rated, differences):
    assert differences(several_answers(rated, ALL_SAMPLED, seed=6)) == []


@pytest.mark.parametrize("route", TYPED)
def test_a_typed_name_gets_the_outcome_of_the_second_implementation(
    shipped, shipped_release, everything, route
):
    """Names with exactly one meaning, typed with their route. Alcohol also answers a question and is left out."""
    wrong, compared = [], 0
    for slug in everything:
        typed = TYPED[route].format(shipped.name(slug))
        (line,) = screen_medications([typed], PatientContext(), shipped).lines
        if not _means(line, slug, route, shipped):
            continue
        compared += 1
        naive = naive_outcome(slug, {}, route, False, shipped_release)
        if (line.outcome, line.reason) != (naive.outcome, naive.reason):
            wrong.append(f"{typed}: {line.outcome}, {line.reason}; naive {naive.outcome}, {naive.reason}")
    assert wrong == []
    assert compared > 0.9 * len(everything)


def _means(line, slug: str, route: RouteClass, index: ReleaseIndex) -> bool:
    parts = [i.medication for i in index.products[slug].ingredients] if slug in index.products else [slug]
    return line.route_class == route and sorted(m.slug for m in line.medications) == sorted(parts)

"""Missing answers, unreadable text and the order of lines never make an answer less severe."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interactions.screening.patient_context import DERIVED, FACTORS, PatientContext
from interactions.screening.patient_situation import PatientSituation
from interactions.screening.rated_rows import rated_rows
from interactions.screening.release_index import ReleaseIndex, release_index
from interactions.screening.screen import screen_medications
from interactions.screening.screening_report import LineReport
from reference.release.schema.terms import Severity
from reference.release.storage.library import Library
from tests.naive import classes_above

ANSWERS = [{name: value} for name, values in FACTORS.items() if name not in DERIVED for value in values]
USED = ["{}", "{} 5 mg daily", "{} IV", "{} cream", "{} depot injection", "stopped {}", "{} prn"]
NEEDED = (  # R5 names these groups; one medicine for each, whatever the tables say of its class
    "methadone", "buprenorphine", "tacrolimus", "ritonavir", "rifampin", "carbamazepine",
    "warfarin", "apixaban", "quetiapine", "clozapine", "sertraline", "amitriptyline", "lithium-carbonate", "insulin-glargine",
)  # fmt: skip
SEVERAL = settings(max_examples=100, deadline=None)


class Pieces(NamedTuple):
    """The names that lists are made of, by number, so that a failing list has a short report."""

    index: ReleaseIndex
    names: list[str]


@pytest.fixture(scope="module")
def pieces(shipped_folder, shipped_release) -> Pieces:
    index = Library(shipped_folder).current().derived(release_index)
    rated = [index.name(r.medication) for r in shipped_release.resolved_interactions if r.rows]
    kratom = [name for p in shipped_release.precipitants for name in p.names]
    others = [name for s in shipped_release.substances[::20] for name in (s.name, *s.brands[:2])]
    return Pieces(index, [*rated, *rated, *kratom, *others])


noise = st.text(max_size=30).filter(lambda text: ":" not in text)
line = st.one_of(st.tuples(st.integers(0, 10_000), st.sampled_from(USED)), st.tuples(st.just(-1), noise))
lists = st.lists(line, min_size=1, max_size=8)


def written(pieces: Pieces, drawn: list[tuple[int, str]]) -> list[str]:
    names = pieces.names
    return [how if n < 0 else how.format(names[n % len(names)]) for n, how in drawn]


def screened(pieces: Pieces, lines: list[str], **context) -> tuple[LineReport, ...]:
    return screen_medications(lines, PatientContext(**context), pieces.index).lines


def severities(answer: LineReport) -> dict[str, int]:
    return {f.medication: Severity(f.severity) for f in answer.findings}


def is_lowered(before: LineReport, after: LineReport) -> bool:
    now = severities(after)
    return any(now.get(slug, -1) < rank for slug, rank in severities(before).items())


@SEVERAL
@given(lists)
def test_every_line_has_exactly_one_outcome(pieces, drawn):
    lines = written(pieces, drawn)
    answers = screened(pieces, lines)
    assert [answer.input for answer in answers] == lines
    assert all(answer.message for answer in answers)
    for answer in answers:
        assert bool(answer.findings) == (answer.outcome == "finding") or answer.outcome == "precipitant"
        assert not answer.candidates or answer.outcome == "ambiguous"


@SEVERAL
@given(lists, st.randoms(use_true_random=False))
def test_the_order_of_lines_never_matters(pieces, drawn, chance):
    lines = written(pieces, drawn)
    shuffled = chance.sample(lines, len(lines))
    one = screen_medications(lines, PatientContext(), pieces.index)
    two = screen_medications(shuffled, PatientContext(), pieces.index)
    assert one.context == two.context
    assert {item.input: item for item in one.lines} == {item.input: item for item in two.lines}
    assert set(one.stacked) == set(two.stacked)


@SEVERAL
@given(lists, line)
def test_another_line_never_lowers_a_finding(pieces, drawn, added):
    before = screened(pieces, written(pieces, drawn))
    after = screened(pieces, written(pieces, [*drawn, added]))
    assert not [old for old, new in zip(before, after, strict=False) if is_lowered(old, new)]


@SEVERAL
@given(lists, st.sampled_from(["extract", "seven_oh"]))
def test_a_stronger_product_never_lowers_a_finding(pieces, drawn, product):
    lines = written(pieces, drawn)
    before, after = screened(pieces, lines), screened(pieces, lines, product=product)
    assert not [old for old, new in zip(before, after, strict=True) if is_lowered(old, new)]


@SEVERAL
@given(lists, st.sampled_from(ANSWERS))
def test_an_unknown_answer_is_never_less_severe_than_a_no(pieces, drawn, answer):
    """An answer "no" may leave a rating as it is; it never makes it lower than "not known"."""
    refused = {name: False for name, value in answer.items() if value is True}
    lines = written(pieces, drawn)
    before, after = screened(pieces, lines), screened(pieces, lines, **refused)
    assert [severities(a) for a in before] == [severities(a) for a in after]


@SEVERAL
@given(lists, st.sampled_from(ANSWERS))
def test_no_change_is_stated_only_inside_what_was_studied(pieces, drawn, answer):
    """Every unassessed line says that this is not the same as safe; no sentence calls anything safe."""
    for said in screened(pieces, written(pieces, drawn), **answer):
        words = said.message.replace(said.input, "")
        assert not re.search(r"\bno (known )?interactions?\b|\bis safe\b|\bsafe to\b", words)
        if said.outcome == "not_assessed":
            assert "Not assessed is not the same as safe." in words
        if said.outcome == "assessed_no_interaction":
            situation = PatientSituation(PatientContext(**answer), said.route_class)
            rows = [row for m in said.medications for row in rated_rows(m.slug, situation, pieces.index)]
            assert rows
            assert all(r.rating.severity == "none" and r.row.domain for r in rows)
            assert all(answer.get("product") in r.row.domain.products for r in rows)


def test_a_local_product_has_no_row(pieces, shipped_release):
    slugs = [r.medication for r in shipped_release.resolved_interactions]
    contexts = [PatientContext(**answer) for answer in ({}, *ANSWERS)]
    situations = [PatientSituation(context, "local", True) for context in contexts]
    assert not [s for s in slugs for case in situations if rated_rows(s, case, pieces.index)]


def rescue_lines(shipped_release) -> list[tuple[str, str]]:
    """(medicine, line): generic and brand names, by every route for which the medicine is a rescue."""
    by_route = {"systemic": "{}", "parenteral": "{} 1 mg IM", "local": "{} nasal spray"}
    names = {s.slug: (s.name, *s.brands) for s in shipped_release.substances}
    return [
        (record.medication, by_route[route].format(name))
        for record in shipped_release.rescue_medicines
        for route in record.routes
        for name in names[record.medication]
    ]


@pytest.mark.parametrize(
    "answer", [{}, {"product": "seven_oh"}, {"supervised": True}, {"child": True}], ids=str
)
@pytest.mark.parametrize(
    "beside", [[], ["morphine", "kratom extract", "6 beers/day"]], ids=["alone", "in a list"]
)
def test_a_rescue_medicine_never_has_a_severity(pieces, shipped_release, answer, beside):
    rescued = []
    for medication, typed in rescue_lines(shipped_release):
        (said, *_) = screened(pieces, [typed, *beside], **answer)
        alone = [m.slug for m in said.medications] == [medication]
        assert not (alone and said.findings), typed
        assert all(c.severity is None for c in said.candidates if c.slug == medication), typed
        rescued += [medication] if said.outcome == "rescue" else []
    assert set(rescued) == {record.medication for record in shipped_release.rescue_medicines if record.routes}


def test_nothing_says_to_avoid_or_withhold_naloxone(pieces, shipped_release):
    products = [p for p in shipped_release.combination_products if "naloxone" in p.slug]
    names = ["naloxone", "Narcan", "Kloxxado", *(name for p in products for name in (p.name, *p.names))]
    withheld = re.compile(
        r"(?i)(?<!/)\b(avoid|do not (?:start|give|combine)|choose another medicine than|stop) naloxone"
    )
    said = [s for name in names for how in USED for s in screened(pieces, [how.format(name)])]
    texts = [
        text
        for s in said
        for text in (s.message, *(t for f in s.findings for t in (f.action_phrase, f.headline)))
    ]
    assert not [text for text in texts if withheld.search(text)]
    assert not [s.input for s in said for f in s.findings if f.medication == "naloxone"]


def test_no_advice_stops_or_changes_a_needed_therapy(pieces, shipped_release):
    classes = {c.slug for c in shipped_release.drug_classes if c.protected}
    known = {*NEEDED, *(r.medication for r in shipped_release.resolved_interactions)}
    protected = {slug for slug in known if classes & set(classes_above(slug, shipped_release))}
    assert set(NEEDED) - protected == set()
    contexts = [PatientContext(**answer) for answer in ({}, *ANSWERS)]
    told = {
        (slug, row.entry.slug, row.resolved.act_on)
        for slug in (*protected, "buprenorphine-naloxone")
        for context in contexts
        for row in rated_rows(slug, PatientSituation(context, "systemic", True), pieces.index)
        if row.resolved.act_on in ("medicine", "either")
    }
    assert told == set()

"""Outcomes in the drawn world: nothing here is shipped content."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interactions.publishing.release_steps import resolve_interactions
from interactions.screening.pasted_list import MAX_LENGTH, MAX_LINES
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import release_index
from interactions.screening.screen import screen_medications
from reference.release.schema.terms import Severity
from reference.release.storage.library import Library
from tests import world as w
from tests.sealing import seal_into


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawn")
    seal_into(folder, resolve_interactions(w.world()))
    return Library(folder).current().derived(release_index)


@pytest.fixture
def screen(drawn):
    return lambda *lines, **context: screen_medications(lines, PatientContext(**context), drawn)


@pytest.mark.parametrize(
    ("typed", "outcome", "reason"),
    [
        ("calmazine 5 mg", "finding", None),
        ("Calmex 5 mg daily", "finding", None),
        ("naloxone nasal spray", "rescue", None),
        ("ketum tea", "precipitant", None),
        ("lookedfor", "not_assessed", "searched_nothing_found"),
        ("neverseen", "not_assessed", "not_reviewed"),
        ("calmazine cream", "not_assessed", "outside_studied_domain"),
        ("calmazin 5 mg", "ambiguous", None),
        ("xqzvw", "unrecognised", "no_candidate"),
        ("Allergies: calmazine", "unrecognised", "not_a_medicine"),
    ],
)
def test_each_line_has_the_outcome_of_the_model(screen, typed, outcome, reason):
    (line,) = screen(typed).lines
    assert (line.input, line.outcome, line.reason) == (typed, outcome, reason)


@pytest.mark.parametrize(
    ("context", "outcome"),
    [
        ({"product": "leaf", "use": "once"}, "assessed_no_interaction"),
        ({"product": "leaf", "use": "daily"}, "not_assessed"),
        ({"product": "extract", "use": "once"}, "not_assessed"),
        ({}, "not_assessed"),
    ],
)
def test_no_change_found_is_said_only_inside_what_was_studied(screen, context, outcome):
    (line,) = screen("teatested", **context).lines
    assert line.outcome == outcome
    assert "one 2 g leaf tea" in line.message
    assert outcome == "assessed_no_interaction" or line.reason == "outside_studied_domain"


def test_a_product_is_one_finding_and_names_its_inactive_ingredient(screen):
    (line,) = screen("Opinal 2 mg").lines
    assert [f.medication for f in line.findings] == ["opiolin-naloxone"]
    assert [m.inactive_by_route is None for m in line.medications] == [False, True]
    assert line.findings[0].notes


def test_an_undescribed_combination_gives_a_finding_per_ingredient(screen):
    (line,) = screen("calmazine/statorin").lines
    assert {f.medication for f in line.findings} == {"calmazine", "statorin"}


def test_parenteral_use_loses_the_gut_row_and_keeps_the_rest(screen):
    (line,) = screen("calmazine 5 mg IV").lines
    assert line.route_class == "parenteral"
    assert {m.mechanism for m in line.findings[0].mechanisms} == {"cns_depression"}


def test_kratom_in_the_list_sets_the_context_and_the_worse_product_counts(screen):
    report = screen("kratom", "7-OH tablets", "calmazine")
    assert report.context.product == "seven_oh"
    assert report.lines[2].findings[0].severity == "major"


def test_the_list_never_lowers_an_answer_of_the_reader(screen):
    assert screen("kratom", product="extract").context.product == "extract"


def test_the_answer_says_how_an_unknown_product_could_change_it(screen):
    (found,) = screen("calmazine").lines[0].findings
    assert {w.product: w.severity for w in found.worse_with} == {"extract": "major", "seven_oh": "major"}
    assert screen("calmazine", product="leaf").lines[0].findings[0].worse_with == ()


def test_a_raised_rating_shows_base_and_why(screen):
    (found,) = screen("calmazine", alcohol=True).lines[0].findings
    assert (found.base_severity, found.severity, found.action) == ("moderate", "major", "avoid")
    assert found.because == ("alcohol makes sedation worse.",)


def test_a_fuzzy_match_is_suggested_and_never_chosen(screen):
    (line,) = screen("calmazin").lines
    assert (line.findings, line.medications) == ((), ())
    first = line.candidates[0]
    assert (first.slug, first.why, first.severity) == ("calmazine", "spelling", "moderate")


def test_two_depressants_make_a_stack_and_one_does_not(screen):
    assert screen("dormirol").stacked == ()
    (stack,) = screen("dormirol", "calmazine").stacked
    assert set(stack.medications) == {"dormirol", "calmazine"}
    assert stack.severity == "major"


def test_alcohol_counts_in_a_stack(screen):
    (stack,) = screen("calmazine", alcohol=True).stacked
    assert set(stack.medications) == {"calmazine", "alcohol"}


def test_a_stopped_medicine_is_named_in_a_stack_and_not_counted(screen):
    assert screen("dormirol", "stopped calmazine 3 days ago").stacked == ()
    (stack,) = screen("dormirol", "Opinal", "stopped calmazine 3 days ago").stacked
    assert "calmazine (stopped)" in stack.also


def test_too_many_or_too_long_lines_are_refused(drawn):
    with pytest.raises(ValueError, match="at most"):
        screen_medications(["calmazine"] * (MAX_LINES + 1), PatientContext(), drawn)
    with pytest.raises(ValueError, match="at most"):
        screen_medications(["x" * (MAX_LENGTH + 1)], PatientContext(), drawn)


typed = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["calmazine", "Calmex 5 mg", "dormirol", "statorin", "Opinal", "kratom", "7-OH tablets", "naloxone"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(typed, max_size=6))
def test_no_input_crashes_loses_a_line_or_answers_twice(drawn, lines):
    report = screen_medications(lines, PatientContext(), drawn)
    assert [line.input for line in report.lines] == lines
    for line in report.lines:
        assert bool(line.findings) <= (line.outcome in ("finding", "precipitant"))
        assert line.message


@settings(max_examples=100, deadline=None)
@given(st.lists(typed, max_size=4), typed)
def test_adding_a_line_never_lowers_anothers_finding(drawn, lines, added):
    before = screen_medications(lines, PatientContext(), drawn)
    after = screen_medications([*lines, added], PatientContext(), drawn)
    for old, new in zip(before.lines, after.lines, strict=False):
        for f, g in zip(old.findings, new.findings, strict=True):
            assert Severity(g.severity) >= Severity(f.severity)


@settings(max_examples=60, deadline=None)
@given(st.lists(typed, min_size=1, max_size=4), st.sampled_from(["extract", "seven_oh"]))
def test_a_stronger_product_never_lowers_a_finding(drawn, lines, product):
    unknown = screen_medications(lines, PatientContext(), drawn)
    known = screen_medications(lines, PatientContext(product=product), drawn)
    for old, new in zip(unknown.lines, known.lines, strict=True):
        for f, g in zip(old.findings, new.findings, strict=True):
            assert Severity(g.severity) >= Severity(f.severity)


def test_a_rescue_medicine_never_has_a_severity(screen):
    for typed_as in ("naloxone", "Narcan", "naloxone 0.4 mg IV", "stopped naloxone"):
        (line,) = screen(typed_as).lines
        assert (line.outcome, line.findings) == ("rescue", ())


def test_another_name_on_a_line_is_listed_and_not_lost(screen):
    (line,) = screen("calmazine 5 mg daily then statorin").lines
    assert line.findings[0].medication == "calmazine"
    assert "not checked: statorin" in line.message

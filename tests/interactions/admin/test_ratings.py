"""The rating of a row as an editor sees it computed."""

from __future__ import annotations

import pytest

from interactions.admin.ratings import check_answers, rating_panels, settle_ratings
from reference.admin.record_form.form import RecordForm
from reference.release.schema.interaction import Deviation
from reference.release.storage.records import to_builtins
from tests import world as w
from tests.reference.admin.posting import rendered, sent_by

EFFECTS = {effect.mechanism: effect.k for effect in w.world().kratom_effects}


def entry(*rows, **more):
    return w.entry("dormirol", "drug", "dormirol", *rows, **more)


def panels(record, at="rows-0"):
    return {label: text for label, text, place in rating_panels(record, EFFECTS) if place == at}


def test_each_row_shows_the_rating_computed_from_its_answers():
    shown = panels(entry(w.row(), w.inhibition()))

    assert shown["Computed rating"].startswith("C3 × S2 → Major · Avoid together")
    assert "harm does not announce itself" in shown["Computed rating"]
    assert "Stated rating" not in shown


def test_a_different_stated_rating_is_shown_with_the_computed_one():
    shown = panels(entry(w.row(severity="minor")))

    assert (
        shown["Stated rating"]
        == "C3 × S2 → Minor · Avoid together (differs: recompute, or say why in a deviation)"
    )


def test_the_driver_row_is_shown_at_the_top():
    assert panels(entry(w.inhibition(), w.row()), at="") == {
        "Headline": "Sedation and slowed breathing: C3 × S2 → Major · Avoid together"
    }


def test_a_report_shows_the_total_of_its_dips_answers():
    told = w.evidence(
        "report", report=w.report(w.dips(time_course="yes", dechallenge="yes", fits_object="yes"))
    )
    silent = w.evidence("report", report=w.report())
    record = entry(w.row(evidence=(told, silent)))

    assert panels(record, "rows-0-evidence-0")["DIPS"].startswith("3 (")
    assert panels(record, "rows-0-evidence-1")["DIPS"] == "not answered: the report counts for nothing"


def test_settling_updates_the_rating_of_a_row_whose_answers_changed():
    answered = w.row(criterion="label_lists_drowsiness")

    settled = settle_ratings(entry(answered), EFFECTS).rows[0]

    assert (settled.consequence, settled.support, settled.severity, settled.action) == (
        "C1", "S2", "minor", "no_special_precaution"
    )  # fmt: skip


def test_settling_leaves_a_stated_severity_alone_where_a_deviation_says_why():
    stated = w.row(severity="moderate", action="adjust", deviation=Deviation(reason="Watched throughout."))

    assert settle_ratings(entry(stated), EFFECTS).rows[0].severity == "moderate"


def test_settling_changes_nothing_in_what_ships(shipped_release):
    effects = {effect.mechanism: effect.k for effect in shipped_release.kratom_effects}

    for record in shipped_release.interactions:
        assert settle_ratings(record, effects) == record
        assert check_answers(record, effects) == []


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"criterion": "sensitive_substrate"}, "rows-0-criterion", "allowed: opioid_agonist"),
        ({"enzyme": "CYP9Z9"}, "rows-0-enzyme", "Use one of"),
    ],
)
def test_an_answer_that_cannot_be_rated_is_refused_at_its_field_with_what_is_allowed(changes, field, words):
    problems = check_answers(entry(w.row(**changes)), EFFECTS)

    assert [problem.at for problem in problems] == [field]
    assert words in problems[0].message


def test_a_mechanism_without_a_kratom_effect_is_refused():
    assert [problem.at for problem in check_answers(entry(w.row()), {})] == ["rows-0-mechanism"]


def test_a_criterion_of_another_mechanism_is_refused_in_the_form(monkeypatch):
    monkeypatch.setattr("interactions.admin.interactions.known_effects", lambda: EFFECTS)
    page = rendered(RecordForm("interactions", to_builtins(entry(w.row()))))
    form = RecordForm("interactions", data=sent_by(page, rows__0__criterion="sensitive_substrate"))

    assert not form.is_valid()
    assert form.errors[0].where == "Row 1 › Criterion: what puts it at C"
    assert form.errors[0].id == "id_rows-0-criterion"


def test_criteria_are_offered_under_the_mechanism_they_belong_to():
    page = rendered(RecordForm("interactions", to_builtins(entry(w.row()))))

    assert '<optgroup label="Sedation and slowed breathing">' in page
    assert "C3: benzodiazepine" in page

"""The editors' form shows all that a release can hold, returns it unchanged, and reports errors at the field."""

from __future__ import annotations

import pytest
from django.conf import settings

from reference.admin.record_form.form import RecordForm
from reference.admin.record_form.hooks import Panel, derived_panels, derived_values, record_checks
from reference.admin.record_form.tree import Repeated
from reference.content.files import IN_ONE_FILE, ONE_FILE_EACH, read_content
from reference.release.schema.kratom import Measurement, Risk
from reference.release.schema.release import Release
from reference.release.schema.statement import Citation, Fact, Statement
from reference.release.storage.records import to_builtins
from tests.reference.admin.posting import rendered, sent_by

SAID = Statement(
    text="Seen in people.",
    basis="seen",
    citations=(Citation(source="one"), Citation(source="two", locator="Table 2")),
)
RISK = Risk(
    slug="liver-injury",
    name="Liver injury",
    summary=SAID,
    causality=SAID,
    evidence_level="case_series",
    facts=(
        Fact(aspect="onset", text="Weeks.", basis="seen", citations=(Citation(source="one"),)),
        Fact(aspect="course", text="Passes.", basis="seen", citations=(Citation(source="two"),)),
        Fact(aspect="pattern", text="Mixed.", basis="judgement", citations=()),
    ),
)
KNOWN = {"sources": {"one": "First", "two": "Second", "tanna2023": "Tea"}}


@pytest.fixture(scope="module")
def shipped_content() -> Release:
    return read_content(settings.CONTENT_DIR)


def sent(kind: str, record: object, **changes: str | list[str]) -> RecordForm:
    """The form as it comes back after somebody opened it, changed what is named here and pressed a button."""
    page = rendered(RecordForm(kind, to_builtins(record), known=KNOWN))
    return RecordForm(kind, to_builtins(record), data=sent_by(page, **changes), known=KNOWN)


def messages(form: RecordForm) -> dict[str, str]:
    return {error.where: error.message for error in form.errors}


@pytest.mark.parametrize("kind", IN_ONE_FILE + ONE_FILE_EACH)
def test_every_shipped_record_survives_the_form_unchanged(kind, shipped_content, monkeypatch):
    monkeypatch.delitem(record_checks, kind, raising=False)  # would ask the database what kratom alone does
    for record in getattr(shipped_content, kind):
        page = rendered(RecordForm(kind, to_builtins(record)))
        form = RecordForm(kind, data=sent_by(page))

        assert form.is_valid(), form.errors
        assert form.record == record


def test_what_was_changed_is_in_the_record_and_nothing_else_is():
    form = sent("risks", RISK, facts__1__text="Passes within\r\nweeks.", evidence_level="observational")

    assert form.is_valid()
    assert form.record.facts[1].text == "Passes within\nweeks."
    assert form.record.evidence_level == "observational"
    assert form.record.facts[0] == RISK.facts[0]
    assert form.record.summary == RISK.summary


def test_all_errors_are_shown_at_once_each_at_its_field_with_what_is_allowed():
    form = sent("risks", RISK, name=" ", evidence_level="certain", facts__2__text="", summary__basis="")

    assert not form.is_valid()
    assert messages(form) == {
        "Name": "Fill this in.",
        "Evidence level": "“certain” is not one of the values. Choose one of: controlled_human, observational, case_series, case_report, laboratory, mechanistic.",
        "Fact 3 › Text": "Fill this in.",
        "Summary › Basis": "Choose one of: seen, needs_verification, judgement.",
    }


def test_nothing_typed_is_lost_when_something_is_wrong():
    form = sent(
        "risks", RISK, name="", causality__text="A long new sentence.", facts__0__aspect="first signs"
    )

    assert not form.is_valid()
    page = sent_by(rendered(form))
    assert page["causality-text"] == "A long new sentence."
    assert page["facts-0-aspect"] == "first signs"


def test_a_number_or_a_date_that_cannot_be_read_stays_as_typed_and_says_how_to_write_it(shipped_content):
    effect = shipped_content.kratom_effects[0]
    late = sent("kratom_effects", effect, reviewed_on="22 November")
    alkaloid = next(a for a in shipped_content.alkaloids if a.content)
    many = sent("alkaloids", alkaloid, content__0__value="1,39")

    assert not late.is_valid()
    assert messages(late) == {
        "Reviewed on": "“22 November” is not a date. Write year-month-day, for example 2026-11-22."
    }
    shown = " ".join(rendered(late).split())
    assert 'type="text" name="reviewed_on" id="id_reviewed_on" value="22 November"' in shown
    assert not many.is_valid()
    assert (
        messages(many)["Content: measurement 1 › Value"]
        == "“1,39” is not a number. Write a number with a point, for example 1.39."
    )


def test_a_citation_of_an_unknown_source_is_refused_with_the_nearest_names():
    form = sent("risks", RISK, summary__citations__0__source="tana2023")

    assert not form.is_valid()
    assert messages(form) == {
        "Summary › Citation 1 › Source": "“tana2023” is not known here; meant was perhaps tanna2023."
    }


def test_a_ticked_item_is_removed_and_one_that_is_not_stays():
    form = sent("risks", RISK, facts__1__removed="yes")

    assert form.is_valid()
    assert [fact.aspect for fact in form.record.facts] == ["onset", "pattern"]


@pytest.mark.parametrize(
    ("item", "position", "order"),
    [
        (2, "1", ["pattern", "onset", "course"]),
        (0, "3", ["course", "pattern", "onset"]),
        (0, "2.5", ["course", "onset", "pattern"]),
        (1, "", ["onset", "course", "pattern"]),
        (1, "nowhere", ["onset", "course", "pattern"]),
    ],
)
def test_an_item_moves_to_the_position_typed(item, position, order):
    form = sent("risks", RISK, **{f"facts__{item}__position": position})

    assert form.is_valid()
    assert [fact.aspect for fact in form.record.facts] == order


def test_add_without_javascript_sends_the_page_again_with_one_blank_item_and_keeps_what_was_typed():
    page = sent_by(rendered(RecordForm("risks", to_builtins(RISK))), _add="facts", name="Liver")
    again = RecordForm("risks", data=page)
    html = rendered(again)

    assert again.errors == []
    assert len(_facts(again).items) == 4
    assert sent_by(html)["name"] == "Liver"
    assert html.count("autofocus") == 1


def test_an_item_left_blank_is_dropped_without_an_error():
    page = sent_by(rendered(RecordForm("risks", to_builtins(RISK))), _add="facts")
    form = RecordForm("risks", data=sent_by(rendered(RecordForm("risks", data=page))))

    assert form.is_valid()
    assert form.record == RISK


def test_a_nested_item_can_be_added_and_filled():
    page = sent_by(rendered(RecordForm("risks", to_builtins(RISK))), _add="facts-2-citations")
    filled = sent_by(rendered(RecordForm("risks", data=page)), facts__2__citations__0__source="two")
    form = RecordForm("risks", data=filled)

    assert form.is_valid()
    assert form.record.facts[2].citations == (Citation(source="two"),)


def test_an_optional_part_is_added_and_taken_away_as_a_whole(shipped_content):
    claim = next(c for c in shipped_content.claims if c.who_paid is None)
    page = sent_by(rendered(RecordForm("claims", to_builtins(claim))), _add="who_paid")
    with_part = RecordForm(
        "claims",
        data=sent_by(
            rendered(RecordForm("claims", data=page)),
            who_paid__0__text="Nobody says.",
            who_paid__0__basis="seen",
        ),
    )

    assert with_part.is_valid()
    assert with_part.record.who_paid == Statement(text="Nobody says.", basis="seen", citations=())
    without = RecordForm(
        "claims", data=sent_by(rendered(RecordForm("claims", with_part.builtins)), who_paid__0__removed="yes")
    )
    assert without.is_valid()
    assert without.record == claim


def test_a_fixed_field_ignores_what_is_sent():
    page = rendered(RecordForm("risks", to_builtins(RISK), fixed=("slug",)))
    form = RecordForm("risks", to_builtins(RISK), data=sent_by(page, slug="another"), fixed=("slug",))

    assert "readonly" in page
    assert form.is_valid()
    assert form.record.slug == "liver-injury"


def test_a_stored_value_that_is_no_longer_allowed_is_shown_until_it_is_changed():
    page = rendered(RecordForm("risks", to_builtins(RISK) | {"evidence_level": "expert_opinion"}))

    assert "expert_opinion (not allowed)" in page
    assert sent_by(page)["evidence_level"] == "expert_opinion"


def test_a_review_is_never_asked_for():
    assert not [
        widget for widget in RecordForm("risks", to_builtins(RISK)).tree.widgets() if "review" in widget.name
    ]


def test_what_is_typed_is_shown_as_text_and_never_as_markup():
    form = sent("risks", RISK, name='"><script>alert(1)</script>', causality__text="</textarea><b>x</b>")

    assert "<script>" not in rendered(form)
    assert "</textarea><b>" not in rendered(form)
    assert sent_by(rendered(form))["causality-text"] == "</textarea><b>x</b>"


def _facts(form: RecordForm):
    return next(member for member in form.tree.members if isinstance(member, Repeated))


def test_a_computed_panel_is_beside_the_answers_it_was_computed_from(monkeypatch):
    monkeypatch.setitem(
        derived_panels, "risks", lambda record: [Panel("Length", str(len(record.facts[1].text)), "facts-1")]
    )
    form = RecordForm("risks", to_builtins(RISK))
    form.show_panels()

    assert _facts(form).items[1].section.panels == [("Length", "7")]
    assert "Length" in rendered(form)


def test_values_that_follow_from_other_answers_are_updated_and_reported(monkeypatch):
    def settled(record: Risk) -> Risk:
        return Risk(
            **{name: getattr(record, name) for name in record.__struct_fields__} | {"name": "Settled"}
        )

    monkeypatch.setitem(derived_values, "risks", settled)
    form = sent("risks", RISK)

    assert form.is_valid()
    assert form.settle() == ["Name: Liver injury → Settled"]
    assert sent_by(rendered(form))["name"] == "Settled"


def test_no_page_holds_an_inline_script_or_style():
    page = rendered(RecordForm("risks", to_builtins(RISK)))

    assert "<script" not in page
    assert "style=" not in page
    assert " onclick" not in page


def test_every_widget_has_a_label_of_its_own():
    page = rendered(RecordForm("risks", to_builtins(RISK)))

    for widget in RecordForm("risks", to_builtins(RISK)).tree.widgets():
        assert f'<label for="{widget.id}"' in page


def test_a_number_is_shown_as_it_is_written_in_its_source():
    number = Measurement(parameter="Ki", unit="µM", basis="seen", citations=(), value=5.0, low=1e-05)
    alkaloid = {"slug": "a", "name": "A", "summary": to_builtins(SAID), "content": [to_builtins(number)]}
    sent_back = sent_by(rendered(RecordForm("alkaloids", alkaloid)))

    assert sent_back["content-0-value"] == "5"
    assert sent_back["content-0-low"] == "1e-05"

"""The gate: what it refuses, and that each refusal names the entry and the fix."""

from __future__ import annotations

import pytest

from interactions.publishing.release_checks import check_interactions
from interactions.publishing.release_steps import resolve_interactions
from reference.publishing.checks import check_review, check_statements
from reference.release.schema.kratom import (
    Alkaloid,
    Measurement,
    MonographSection,
    Risk,
    Source,
    Table,
    TableRow,
)
from reference.release.schema.medicines import DrugClass, RoleAssignment
from reference.release.schema.statement import Citation, Review, Statement
from tests import world as w


def refusals(release):
    compiled = resolve_interactions(release)
    return [f for f in (*check_statements(compiled), *check_interactions(compiled)) if f.weight == "refuse"]


def risk(*texts: str, basis: str = "seen", citations=w.CITED):
    facts = tuple(Statement(text=t, basis=basis, citations=citations) for t in texts)
    return Risk(
        slug="a-risk",
        name="A risk",
        summary=facts[0],
        causality=w.says("Known."),
        evidence_level="case_report",
        facts=(),
    )


def test_the_drawn_world_is_fit_to_publish():
    assert refusals(w.world()) == []


def broken_entries():
    C1 = {"criterion": "label_lists_drowsiness", "consequence": "C1"}
    yield (
        "no citation",
        w.entry("e", "drug", "dormirol", w.row(summary=Statement(text="x", basis="seen", citations=()))),
    )
    yield (
        "does not exist",
        w.entry(
            "e",
            "drug",
            "dormirol",
            w.row(summary=Statement(text="x", basis="seen", citations=(Citation(source="gone"),))),
        ),
    )
    yield "its drug 'unheard' does not exist", w.entry("e", "drug", "unheard", w.row())
    yield "the rule gives", w.entry("e", "drug", "dormirol", w.row(severity="moderate", action="adjust"))
    yield "the rule gives", w.entry("e", "drug", "dormirol", w.row(consequence="C2"))
    yield "allowed: opioid_agonist", w.entry("e", "drug", "dormirol", w.row(criterion="mao_inhibitor"))
    yield (
        "R6 keeps C1 × S0 out",
        w.entry(
            "e",
            "drug",
            "dormirol",
            w.row(
                **C1,
                support="S0",
                severity="minor",
                action="no_special_precaution",
                evidence=(w.evidence("reasoning"),),
            ),
        ),
    )
    yield "none without a domain", w.entry("e", "drug", "teatested", w.nothing_found(domain=None))
    yield "monitor without what, when", w.entry("e", "drug", "statorin", w.inhibition(monitoring=None))
    yield "without act_on", w.entry("e", "drug", "dormirol", w.row(act_on=None))
    yield "timing without until", w.entry("e", "drug", "dormirol", w.row(act_on="timing"))
    yield (
        "either for a harm that can be watched",
        w.entry("e", "drug", "statorin", w.inhibition(act_on="either")),
    )
    yield "enzyme 'CYP99' is not in the list", w.entry("e", "drug", "statorin", w.inhibition(enzyme="CYP99"))
    yield (
        "management slot starting",
        w.entry("e", "drug", "dormirol", w.row(), management=w.changed(w.FILLED, starting=())),
    )
    yield (
        "management slot starting",
        w.entry(
            "e", "drug", "dormirol", w.row(), management=w.changed(w.FILLED, not_applicable=("starting",))
        ),
    )
    yield (
        "without DIPS answers",
        w.entry("e", "drug", "dormirol", w.row(evidence=(*w.row().evidence, w.evidence("report")))),
    )
    yield (
        "practice note 'gone' does not exist",
        w.entry("e", "drug", "dormirol", w.row(), practice_notes=("gone",)),
    )
    yield "no evidence", w.entry("e", "drug", "dormirol", w.row(evidence=()))
    yield "no rows", w.entry("e", "drug", "neverseen")


@pytest.mark.parametrize(("problem", "entry"), list(broken_entries()))
def test_a_broken_entry_is_refused_by_name_with_its_fix(problem, entry):
    found = [f for f in refusals(w.world(entry)) if problem in f.problem]
    assert found, refusals(w.world(entry))
    assert found[0].entry.startswith("interactions/e")
    assert found[0].fix


def test_a_deviation_needs_a_reason_and_is_then_listed():
    from reference.release.schema.interaction import Deviation

    row = w.row(severity="moderate", action="adjust", deviation=Deviation(reason="two trials disagree"))
    compiled = resolve_interactions(w.world(w.entry("e", "drug", "statorin", row)))
    found = check_interactions(compiled)
    assert [(f.weight, "two trials disagree" in f.problem) for f in found] == [("notice", True)]


def test_advice_never_says_to_stop_a_protected_therapy():
    needed = DrugClass(slug="needed", name="needed", members=("dormirol",), basis="seen", protected=True)
    entry = w.entry("e", "drug", "dormirol", w.row(act_on="either"))
    assert any("protected therapy" in f.problem for f in refusals(w.world(entry, drug_classes=(needed,))))


def test_lowering_a_general_row_needs_a_reason():
    general = w.entry("class", "drug_class", "sedatives", w.row())
    special = w.entry("e", "drug", "dormirol", w.sedation())
    assert any("lowers class without a reason" in f.problem for f in refusals(w.world(general, special)))
    reasoned = w.changed(special, lowers_because="weaker by label")
    assert refusals(w.world(general, reasoned)) == []


def test_two_rows_for_one_target_and_key_are_refused():
    twice = w.entry("e", "drug", "dormirol", w.row(), w.row())
    assert any("same target and key" in f.problem for f in refusals(w.world(twice)))


def test_a_class_cycle_is_refused():
    classes = (
        DrugClass(slug="a", name="a", members=(), parents=("b",), basis="seen"),
        DrugClass(slug="b", name="b", members=(), parents=("a",), basis="seen"),
    )
    (found,) = check_interactions(w.world(drug_classes=classes))
    assert "its own ancestor" in found.problem


@pytest.mark.parametrize(
    "text",
    [
        "Stop kratom today.",
        "Avoid kratom with this medicine.",
        "Tell the patient to stop using kratom.",
        "Kratom should stop.",
        "Kratom must be stopped before surgery.",
    ],
)
def test_stop_kratom_always_comes_with_not_abruptly(text):
    assert any(
        "Not abruptly" in f.fix or "not abruptly" in f.fix for f in refusals(w.world(risks=(risk(text),)))
    )
    assert refusals(w.world(risks=(risk(text + " Not abruptly if used daily."),))) == []


def test_naloxone_is_never_withheld_in_words():
    assert any("naloxone" in f.problem for f in refusals(w.world(risks=(risk("Avoid naloxone."),))))
    assert refusals(w.world(risks=(risk("Never withhold naloxone."),))) == []


@pytest.mark.parametrize(
    "text", ["This is safe with kratom.", "There is no interaction.", "No shared mechanism."]
)
def test_missing_evidence_is_never_worded_as_reassurance(text):
    assert any("reassures" in f.problem for f in refusals(w.world(risks=(risk(text),))))


def test_an_unread_source_cannot_be_marked_seen():
    unread = Source(slug="label", title="Label", kind="label", identification="needs_verification")
    sources = (*w.world().sources, unread)
    cited = (Citation(source="label"),)
    assert any(
        "no cited source was read" in f.problem
        for f in refusals(w.world(sources=sources, risks=(risk("x", citations=cited),)))
    )
    assert (
        refusals(w.world(sources=sources, risks=(risk("x", basis="needs_verification", citations=cited),)))
        == []
    )


def test_what_was_read_only_in_a_sellers_copy_cannot_be_marked_seen():
    copied = w.changed(
        w.world().sources[0], doi="10.1000/1", read_at="https://superspeciosa.com/blogs/a-paper"
    )
    assert any("no cited source was read" in f.problem for f in refusals(w.world(sources=(copied,))))


def test_only_a_role_from_memory_may_go_without_a_source():
    def given(basis):
        role = RoleAssignment(role="substrates", basis=basis)
        medicine = w.changed(w.world().medications[0], roles=(role,))
        return refusals(w.world(medications=(medicine,)))

    assert given("needs_verification") == []
    assert any("no citation" in f.problem for f in given("seen"))


def test_citing_a_retracted_source_is_refused():
    gone = w.changed(w.world().sources[0], retraction="retracted 2026-01-01")
    assert any("retracted" in f.problem for f in refusals(w.world(sources=(gone,))))


def test_a_number_has_its_unit():
    measured = Measurement(parameter="half-life", unit="", value=3.0, basis="seen", citations=w.CITED)
    alkaloid = Alkaloid(slug="a", name="A", summary=w.says("x"), pharmacokinetics=(measured,))
    assert any("no unit" in f.problem for f in refusals(w.world(alkaloids=(alkaloid,))))


def test_a_row_of_a_table_has_a_cell_for_each_column():
    def section(*cells):
        row = TableRow(name="Leaf", cells=cells)
        table = Table(caption="How long", columns=("Onset", "Peak"), rows=(row,))
        return w.world(
            monograph_sections=(MonographSection(slug="kinetics", title="In the body", table=table),)
        )

    onset, peak = w.says("Minutes."), w.says("Not studied.")
    assert refusals(section(onset, peak)) == []
    assert any("1 cells for 2 columns" in f.problem for f in refusals(section(onset)))


def test_a_cell_of_a_table_is_a_statement_like_any_other():
    cell = Statement(text="Stop kratom today.", basis="seen", citations=())
    table = Table(caption="What to do", columns=("Now",), rows=(TableRow(name="Leaf", cells=(cell,)),))
    found = refusals(w.world(monograph_sections=(MonographSection(slug="law", title="Law", table=table),)))
    assert {f.entry for f in found} == {"monograph_sections/law"}
    assert any("no citation" in f.problem for f in found)
    assert any("stop kratom" in f.problem for f in found)


def test_slugs_are_unique_and_well_formed():
    assert any("occurs 2 times" in f.problem for f in refusals(w.world(risks=(risk("x"), risk("y")))))
    assert any(
        "malformed" in f.problem for f in refusals(w.world(risks=(w.changed(risk("x"), slug="A risk"),)))
    )


def test_a_factor_that_is_never_asked_is_refused():
    assert any(
        "never asked" in f.problem
        for f in refusals(w.world(modifying_factors=(w.factor("moon_phase", (True,)),)))
    )
    assert any(
        "cannot occur" in f.problem
        for f in refusals(w.world(modifying_factors=(w.factor("use", ("hourly",)),)))
    )


def test_an_organisation_may_refuse_what_no_clinician_signed_off(settings):
    assert check_review(w.world(risks=(risk("x"),))) == []
    settings.REQUIRE_CLINICAL_REVIEW = True
    refused = {f.entry for f in check_review(w.world(risks=(risk("x"),)))}
    assert {"risks/a-risk", "interactions/dormirol"} <= refused
    review = Review(by="C. Clinician", profession="pharmacist", on=w.DAY)
    signed = w.changed(risk("x"), review=review)
    assert "risks/a-risk" not in {f.entry for f in check_review(w.world(risks=(signed,)))}

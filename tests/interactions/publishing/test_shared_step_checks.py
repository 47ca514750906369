"""The gate refuses a shared step that is never read, or that asks what nobody answers."""

from __future__ import annotations

from interactions.publishing.reference_checks import check_references
from interactions.publishing.shared_step_checks import check_shared_steps
from reference.release.schema.interaction import Management
from reference.release.schema.shared_step import SharedStep, StepAnswer, StepCondition
from tests import world as w


def problems(*steps, shared=()):
    entry = w.entry("dormirol", "drug", "dormirol", w.sedation(), management=Management(shared=shared))
    release = w.world(entry, shared_steps=steps)
    return [
        f"{found.entry}: {found.problem}"
        for found in (*check_shared_steps(release), *check_references(release))
        if "shared" in found.entry + found.problem
    ]


def step(**more):
    return SharedStep(slug="ask", name="Ask", order=1, **more)


def test_a_step_that_is_read_passes():
    assert problems(step(plan=w.says("Ask."), any_of=(StepCondition(),))) == []
    assert problems(step(slot="starting", statement=w.says("Ask.")), shared=("ask",)) == []


def test_a_statement_that_no_entry_names_is_refused():
    assert any(
        "no entry names it" in said for said in problems(step(slot="starting", statement=w.says("Ask.")))
    )


def test_an_entry_that_names_what_is_not_there_is_refused():
    assert any("'ask' does not exist" in said for said in problems(shared=("ask",)))


def test_words_without_a_place_and_a_step_without_words_are_refused():
    assert any("says nothing" in said for said in problems(step()))
    assert any("one slot" in said for said in problems(step(statement=w.says("Ask.")), shared=("ask",)))
    assert any("go together" in said for said in problems(step(plan=w.says("Ask."))))


def test_a_question_that_is_never_asked_is_refused():
    condition = StepCondition(answers=(StepAnswer(factor="weather", values=(True,)),))
    assert any("never asked" in said for said in problems(step(plan=w.says("Ask."), any_of=(condition,))))

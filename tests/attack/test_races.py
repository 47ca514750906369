"""Two people decide at the same moment about one entry: one act happens, the other is refused, and nothing unseen is approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from reference.models import EditorialEvent, Population, Revision, Status
from reference.workflow import WorkflowError, approve, request_changes, sign_off, submit_for_review
from tests import factories as f
from tests.guarantees.test_concurrent_editors import at_once

pytestmark = [pytest.mark.attack, pytest.mark.django_db(transaction=True)]
ROUNDS = 8


@pytest.fixture
def people() -> dict[str, Any]:
    found = {
        "anna": f.editor("anna"),
        "bruno": f.editor("bruno"),
        "berta": f.clinician("berta"),
        "boris": f.clinician("boris"),
    }
    f.saved("sources", f.paper(), found["anna"])
    return found


def submitted(slug: str, by: Any) -> Revision:
    return submit_for_review(f.saved("populations", f.population(slug=slug), by), by=by)


def outcomes(revision: Revision, *acts: Callable[[Revision], Any]) -> Counter[str]:
    """What became of each act, all begun at once, each on the revision as its own page loaded it."""

    def tried(act: Callable[[Revision], Any]) -> str:
        try:
            act(Revision.objects.get(pk=revision.pk))
        except WorkflowError as refused:
            return type(refused).__name__
        return "done"

    return Counter(at_once(tried, list(acts)))


def events(slug: str, act: str) -> int:
    return EditorialEvent.objects.filter(slug=slug, act=act).count()


@pytest.fixture
def by_berta_and_boris(people) -> Callable[[Callable[..., None]], list[Callable[[Revision], None]]]:
    """The same act by both."""
    return lambda act: [lambda revision, who=who: act(revision, by=people[who]) for who in ("berta", "boris")]


def test_of_two_who_approve_one_does(people, by_berta_and_boris):
    for number in range(ROUNDS):
        revision = submitted(f"entry-{number}", people["anna"])
        assert outcomes(revision, *by_berta_and_boris(approve)) == {"done": 1, "NotReviewable": 1}
        assert events(revision.slug, "approved") == 1


def test_an_approval_and_a_request_for_changes_never_both_happen(people):
    def approves(revision: Revision) -> None:
        approve(revision, by=people["berta"])

    def refuses(revision: Revision) -> None:
        request_changes(revision, by=people["boris"], note="which week?")

    for number in range(ROUNDS):
        revision = submitted(f"entry-{number}", people["anna"])
        assert outcomes(revision, approves, refuses) == {"done": 1, "NotReviewable": 1}
        assert events(revision.slug, "approved") + events(revision.slug, "changes_requested") == 1


def test_what_is_saved_while_it_is_approved_is_not_approved_with_it(people):
    def approves(revision: Revision) -> None:
        approve(revision, by=people["berta"])

    def saves(revision: Revision) -> None:
        entry = Population.objects.get(slug=revision.slug)
        f.rewritten(entry, f.population("Saved late.", slug=revision.slug), people["bruno"])

    for number in range(ROUNDS):
        revision = submitted(f"entry-{number}", people["anna"])
        assert outcomes(revision, approves, saves)["done"] >= 1
        last = Revision.objects.of(revision.entry).first()
        assert (last.number, last.approved_at) == (2, None)
        assert Population.objects.get(slug=revision.slug).status == Status.DRAFT


def test_of_two_who_sign_off_one_name_is_printed(people, by_berta_and_boris):
    for number in range(ROUNDS):
        revision = submitted(f"entry-{number}", people["anna"])
        approve(revision, by=people["berta"])
        assert outcomes(revision, *by_berta_and_boris(sign_off)) == {"done": 1, "NotReviewable": 1}
        assert events(revision.slug, "signed_off") == 1

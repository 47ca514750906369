"""A save is strictly valid, on top of what the editor saw, or it does not happen."""

from __future__ import annotations

import msgspec
import pytest
from django.db.models import ProtectedError

from reference.models import Citation, Population, Revision, Source, Status
from reference.release.schema.statement import Review
from reference.workflow import (
    EditedByAnother,
    EntryGone,
    InvalidRecord,
    NotUnique,
    SlugFrozen,
    UnknownSource,
    approve,
    retire,
    save_revision,
    submit_for_review,
)
from tests import factories as f
from tests.factories import acts, again, history
from tests.world import DAY

pytestmark = pytest.mark.django_db


def test_a_save_makes_a_draft_and_a_revision_that_holds_the_same_record(draft, anna):
    revision = history(draft).get()
    assert (draft.status, draft.version, draft.created_by) == (Status.DRAFT, 1, anna)
    assert revision.to_record() == draft.to_record() == f.population()
    assert again(draft).to_record() == f.population()


def test_saving_the_same_record_again_makes_no_revision_and_leaves_it_approved(live, anna):
    save_revision(live, by=anna)
    assert history(live).count() == 1
    assert again(live).status == Status.APPROVED


def test_an_edit_leaves_what_is_live_undisturbed(live, anna):
    f.rewritten(live, f.population("Something new."), anna)
    assert again(live).status == Status.DRAFT
    assert Revision.objects.live().get(entry__kind="populations").to_record() == f.population()


def test_every_save_counts_up_and_says_who(draft, anna, berta):
    berta = f.also(berta, "editor")
    revision = f.rewritten(draft, f.population("Better."), berta, note="clearer")
    stored = again(draft)
    assert (revision.number, stored.version, revision.note) == (2, 2, "clearer")
    assert (stored.created_by, stored.changed_by) == (anna, berta)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"name": 3}, "name"),
        ({"invented": "x"}, "invented"),
        ({"advice": {"text": "x", "basis": "rumour", "citations": []}}, "advice.basis"),
        ({"slug": "Not A Slug"}, "slug"),
        ({"slug": "x" * 121}, "slug"),
        ({"name": "nul \x00"}, "NUL"),
        ({"name": "half \ud800"}, "half a character"),
    ],
)
def test_what_the_release_cannot_hold_is_refused_with_its_place(draft, anna, change, place):
    draft.record = {**draft.record, **change}
    with pytest.raises(InvalidRecord, match=place):
        save_revision(draft, by=anna)
    assert history(draft).count() == 1


def test_a_review_typed_into_a_record_counts_for_nothing(draft, anna):
    forged = f.population("Signed?", review=Review(by="Dr Who", profession="physician", on=DAY))
    f.rewritten(draft, forged, anna)
    assert history(draft).first().to_record().review is None


def test_a_source_that_does_not_exist_is_refused_and_the_new_entry_is_still_new(anna):
    entry = f.new_entry("populations", f.population())
    with pytest.raises(UnknownSource, match="populations/pregnancy cites paper"):
        save_revision(entry, by=anna)
    assert entry.pk is None
    assert not Population.objects.exists()
    f.saved("sources", f.paper(), anna)
    save_revision(entry, by=anna)
    assert Population.objects.get().version == 1


# Two at once


def test_the_second_of_two_editors_learns_who_changed_what_and_loses_nothing(draft, anna):
    ours, theirs = again(draft), again(draft)
    bruno = f.editor("bruno")
    f.rewritten(theirs, msgspec.structs.replace(f.population("Theirs."), name="Renamed"), bruno)
    ours.from_record(f.population("Ours."))
    with pytest.raises(EditedByAnother, match=r"bruno changed “Renamed” at .* UTC \(name, advice\)") as told:
        save_revision(ours, by=anna)
    assert (told.value.by, told.value.fields, told.value.version) == (bruno, ("name", "advice"), 2)
    assert told.value.at == again(draft).changed_at
    assert ours.to_record() == f.population("Ours.")
    assert again(draft).to_record().advice.text == "Theirs."
    save_revision(ours, by=anna, expected_version=told.value.version)
    assert again(draft).to_record() == f.population("Ours.")


def test_a_draft_that_another_person_just_changed_is_not_submitted(draft, anna):
    seen = again(draft)
    f.rewritten(draft, f.population("Changed."), anna)
    with pytest.raises(EditedByAnother):
        submit_for_review(seen, by=anna)


def test_an_entry_deleted_meanwhile_is_reported_as_gone(draft, anna):
    seen = again(draft)
    draft.delete()
    with pytest.raises(EntryGone):
        save_revision(seen, by=anna)


# Names and identifiers


def test_a_slug_may_change_until_the_first_approval_and_its_history_goes_along(draft, anna):
    f.rewritten(draft, f.population(slug="pregnancy-and-birth"), anna)
    assert [r.number for r in history(draft)] == [2, 1]
    assert acts(draft) == ["saved", "renamed", "saved"]
    assert not Revision.objects.filter(entry__slug="pregnancy").exists()
    assert set(Citation.objects.values_list("entry__slug", flat=True)) == {"pregnancy-and-birth"}


def test_a_slug_is_frozen_once_approved(live, anna):
    with pytest.raises(SlugFrozen):
        f.rewritten(live, f.population(slug="other"), anna)
    assert again(live).slug == "pregnancy"


def test_a_name_that_another_entry_has_is_refused(draft, anna):
    with pytest.raises(NotUnique, match="pregnancy"):
        f.saved("populations", f.population("Another."), anna)
    other = f.saved("populations", f.population(slug="breastfeeding"), anna)
    with pytest.raises(NotUnique, match="pregnancy"):
        f.rewritten(other, f.population("Another."), anna)
    assert again(other).slug == "breastfeeding"


def test_a_deleted_drafts_numbers_stay_taken(draft, anna):
    draft.delete()
    assert f.saved("populations", f.population("Begun anew."), anna).version == 2


@pytest.mark.parametrize("identifier", ["doi", "pmid"])
def test_an_identifier_belongs_to_one_source(source, anna, identifier):
    f.saved("sources", f.paper("first", **{identifier: "10.1/Aa"}), anna)
    second = f.new_entry("sources", f.paper("second", **{identifier: "10.1/Aa"}))
    with pytest.raises(NotUnique, match="Another source"):
        save_revision(second, by=anna)
    assert second.pk is None


def test_the_identifier_of_a_retired_source_is_free(anna, berta):
    first = f.saved("sources", f.paper("first", doi="10.1/a"), anna)
    approve(retire(first, by=anna, note="entered twice"), by=berta)
    assert f.saved("sources", f.paper("second", doi="10.1/a"), anna).pk


def test_citations_follow_the_working_copy(draft, anna):
    f.saved("sources", f.paper("second"), anna)
    record = f.population("Rests on another.")
    advice = msgspec.structs.replace(record.advice, citations=(msgspec.structs.replace(record.advice.citations[0], source="second", locator="p. 3"),))  # fmt: skip
    f.rewritten(draft, msgspec.structs.replace(record, advice=advice), anna)
    citation = Citation.objects.get()
    assert (citation.source.slug, citation.locator, citation.statement) == (
        "second",
        "p. 3",
        "Rests on another.",
    )


def test_a_cited_source_cannot_be_deleted(draft):
    with pytest.raises(ProtectedError):
        Source.objects.get().delete()

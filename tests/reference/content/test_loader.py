"""A file proposes, the database decides: edited entries are never overwritten, all others follow their file."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interactions.models import Interaction, Precipitant
from reference.content.exporter import canonical, export_content
from reference.content.loader import ACCOUNT, LoadReport, load_content, shipped_content_account
from reference.models import EditorialEvent, Revision, Status, entry_models
from reference.publishing.compiler import gather_approved
from reference.workflow import approve, request_changes, retire, sign_off, submit_for_review
from tests import factories as f
from tests import world as w

pytestmark = pytest.mark.django_db
NAME = "interactions/dormirol"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return f.content_folder(tmp_path)


def load(folder: Path, bootstrap: bool = True) -> LoadReport:
    return load_content(folder, by=shipped_content_account(), bootstrap=bootstrap)


def put(folder: Path, record) -> None:
    (folder / "interactions" / f"{record.slug}.yaml").write_text(canonical(record))


def dormirol(title: str = "dormirol"):
    return w.entry("dormirol", "drug", "dormirol", w.row(criterion="benzodiazepine"), title=title)


def entry() -> Interaction:
    return Interaction.objects.get(slug="dormirol")


def last() -> Revision:
    return Revision.objects.of(entry()).first()


def live_title() -> str:
    return Revision.objects.live().get(entry__kind="interactions", entry__slug="dormirol").to_record().title


def settled(report, **expected) -> None:
    """The report says exactly this; everything not named is unchanged."""
    for act in ("created", "followed", "drafted", "retired", "conflicts"):
        assert [str(item) for item in getattr(report, act)] == expected.get(act, [])


# Bootstrapping


def test_an_empty_database_takes_the_files_as_shipped_and_not_reviewed(folder):
    report = load(folder)
    assert len(report.created) == sum(model.objects.count() for model in entry_models().values())
    assert set(Interaction.objects.values_list("status", flat=True)) == {Status.APPROVED}
    revision = last()
    assert (revision.baseline, revision.approved_by, revision.to_record().review) == (True, None, None)
    assert revision.created_by.username == ACCOUNT
    assert set(EditorialEvent.objects.values_list("act", flat=True)) == {"baseline"}
    gathered, drawn = gather_approved(), w.world()
    for kind in entry_models():
        assert sorted(getattr(gathered, kind), key=str) == sorted(getattr(drawn, kind), key=str)


def test_the_account_that_loads_cannot_sign_in():
    account = shipped_content_account()
    assert not account.is_active
    assert not account.has_usable_password()
    assert shipped_content_account() == account


def test_without_bootstrap_new_records_wait_for_a_second_person(folder):
    report = load(folder, bootstrap=False)
    assert entry().status == Status.DRAFT
    assert not Revision.objects.live().exists()
    assert NAME in report.created


def test_loading_again_changes_nothing(folder):
    load(folder)
    before = Revision.objects.count()
    report = load(folder)
    settled(report)
    assert (Revision.objects.count(), len(report.unchanged)) == (before, before)


def test_a_load_writes_many_rows_in_one_query(folder):
    """The shipped content is some 1,200 records: row by row it would take minutes. SQLite takes 999 values at once."""
    with CaptureQueriesContext(connection) as few:
        load(folder)
    for number in range(100):
        put(folder, w.entry(f"more-{number}", "drug", f"more-{number}", w.row()))
    with CaptureQueriesContext(connection) as many:
        assert len(load(folder).created) == 100
    assert len(many) <= len(few) + 5


def test_another_layout_of_a_file_is_not_a_change(folder):
    load(folder)
    path = folder / "interactions" / "dormirol.yaml"
    path.write_text("# a remark\n" + path.read_text() + "agonist_treatment: false\n")
    settled(load(folder))


# The file changed


@pytest.mark.parametrize("bootstrap", [True, False])
def test_an_entry_that_was_not_edited_follows_its_file(folder, bootstrap):
    load(folder)
    put(folder, dormirol("A better title"))
    settled(load(folder, bootstrap), followed=[NAME])
    assert (entry().title, entry().status, entry().version, live_title()) == ("A better title", Status.APPROVED, 2, "A better title")  # fmt: skip


def test_an_editors_open_draft_is_not_overwritten(folder):
    load(folder)
    f.rewritten(entry(), dormirol("Anna's title"), f.editor())
    put(folder, dormirol("The file's title"))
    [conflict] = load(folder).conflicts
    assert str(conflict).startswith(f"{NAME}: its file changed, and anna changed it on 2")
    assert (entry().title, live_title()) == ("Anna's title", "dormirol")
    [again] = load(folder).conflicts
    assert again == conflict


def test_an_editors_work_is_left_alone_while_its_file_stays(folder):
    load(folder)
    f.rewritten(entry(), dormirol("Anna's title"), f.editor())
    settled(load(folder))
    assert entry().title == "Anna's title"


def test_a_conflict_is_settled_when_both_say_the_same(folder):
    load(folder)
    anna = f.editor()
    f.rewritten(entry(), dormirol("Anna's title"), anna)
    put(folder, dormirol("The file's title"))
    load(folder)
    f.rewritten(entry(), dormirol("The file's title"), anna)
    settled(load(folder))
    put(folder, dormirol("The next title"))
    settled(load(folder), drafted=[NAME])


def test_a_changed_file_of_an_edited_entry_becomes_a_draft(folder):
    load(folder)
    anna, berta = f.editor(), f.reviewer()
    f.rewritten(entry(), dormirol("Anna's title"), anna)
    approve(submit_for_review(entry(), by=anna), by=berta)
    put(folder, dormirol("Anna's title"))
    settled(load(folder))
    put(folder, dormirol("The file's title"))
    settled(load(folder), drafted=[NAME])
    assert (entry().status, entry().title, live_title()) == (Status.DRAFT, "The file's title", "Anna's title")
    assert not last().baseline


def test_what_a_clinician_signed_is_not_replaced_by_a_file(folder):
    (folder / "populations").mkdir()
    (folder / "populations" / "pregnancy.yaml").write_text(canonical(f.population()))
    load(folder)
    sign_off(Revision.objects.live().get(entry__kind="populations"), by=f.clinician())
    (folder / "populations" / "pregnancy.yaml").write_text(canonical(f.population("Changed.")))
    settled(load(folder), drafted=["populations/pregnancy"])
    assert Revision.objects.live().get(entry__kind="populations").to_record().review.by == "Dr Clara"


def test_what_a_clinician_signed_does_not_leave_with_its_file(folder):
    (folder / "populations").mkdir()
    path = folder / "populations" / "pregnancy.yaml"
    path.write_text(canonical(f.population()))
    load(folder)
    sign_off(Revision.objects.live().get(entry__kind="populations"), by=f.clinician())
    path.unlink()
    [conflict] = load(folder).conflicts
    assert conflict.reason.startswith("its file is gone, yet Dr Clara signed it off on")


def test_an_entry_in_review_is_not_changed_by_its_file(folder):
    load(folder)
    anna = f.editor()
    f.rewritten(entry(), dormirol("Anna's title"), anna)
    submit_for_review(entry(), by=anna)
    put(folder, dormirol("The file's title"))
    [conflict] = load(folder).conflicts
    assert conflict.reason == "its file changed while it is under review"
    assert entry().status == Status.IN_REVIEW


def test_an_exported_approval_does_not_conflict_with_the_next_draft(folder):
    load(folder)
    anna, berta = f.editor(), f.reviewer()
    f.rewritten(entry(), dormirol("Approved title"), anna)
    approve(submit_for_review(entry(), by=anna), by=berta)
    f.rewritten(entry(), dormirol("Next draft"), anna)
    export_content(gather_approved(), folder)
    settled(load(folder))
    assert entry().title == "Next draft"


# The file is gone, or new


def test_a_shipped_entry_leaves_with_its_file_and_comes_back_with_it(folder):
    load(folder)
    path = folder / "interactions" / "dormirol.yaml"
    text = path.read_text()
    path.unlink()
    settled(load(folder), retired=[NAME])
    assert entry().status == Status.RETIRED
    assert "dormirol" not in {i.slug for i in gather_approved().interactions}
    settled(load(folder))
    path.write_text(text)
    settled(load(folder), followed=[NAME])
    assert "dormirol" in {i.slug for i in gather_approved().interactions}


def test_an_edited_entry_stays_when_its_file_goes_and_that_is_reported(folder):
    load(folder)
    f.rewritten(entry(), dormirol("Anna's title"), f.editor())
    (folder / "interactions" / "dormirol.yaml").unlink()
    [conflict] = load(folder).conflicts
    assert conflict.reason.startswith("its file is gone, yet anna changed it on")
    assert entry().status == Status.DRAFT


def test_what_people_retired_does_not_come_back_by_a_file(folder):
    load(folder)
    anna = f.editor()
    approve(retire(entry(), by=anna, note="merged"), by=f.reviewer())
    settled(load(folder))
    put(folder, dormirol("Changed"))
    [conflict] = load(folder).conflicts
    assert conflict.reason == "its file changed, yet it was retired here"
    (folder / "interactions" / "dormirol.yaml").unlink()
    settled(load(folder))
    assert entry().loaded_hash == ""


def test_a_refused_retirement_keeps_the_entry_from_following(folder):
    load(folder)
    anna = f.editor()
    request_changes(retire(entry(), by=anna, note="old"), by=f.reviewer(), note="it is true")
    put(folder, dormirol("Changed"))
    settled(load(folder), drafted=[NAME])


def test_an_entry_made_in_the_admin_has_no_file_to_lose(folder):
    load(folder)
    f.saved("interactions", w.entry("new", "drug", "neverseen", w.row()), f.editor())
    settled(load(folder))


def test_a_file_for_an_entry_that_was_made_in_the_admin_is_a_conflict_unless_it_says_the_same(folder):
    load(folder)
    record = w.entry("new", "drug", "neverseen", w.row())
    f.saved("interactions", record, f.editor())
    put(folder, w.changed(record, title="Another"))
    assert [c.entry for c in load(folder).conflicts] == ["interactions/new"]
    put(folder, record)
    settled(load(folder))


def test_a_source_may_change_its_name_and_keep_its_doi(folder):
    (folder / "sources.yaml").write_text(canonical((f.paper(), f.paper("old", doi="10.1/a"))))
    load(folder)
    (folder / "sources.yaml").write_text(canonical((f.paper(), f.paper("new", doi="10.1/a"))))
    settled(load(folder), created=["sources/new"], retired=["sources/old"])


def test_the_order_of_a_list_is_the_order_of_its_file(folder):
    load(folder)
    drawn = w.world().precipitants
    (folder / "precipitants.yaml").write_text(canonical(drawn[::-1]))
    settled(load(folder))
    assert gather_approved().precipitants == drawn[::-1]
    anna, berta = f.editor(), f.reviewer()
    f.approved("precipitants", w.changed(drawn[0], slug="a-new-name", names=()), anna, berta)
    assert gather_approved().precipitants[-1].slug == "a-new-name"
    assert Precipitant.objects.get(slug="a-new-name").position == len(drawn)

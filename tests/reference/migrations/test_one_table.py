"""A database of an older program, with a table per kind, keeps everything in the one table of today."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import dj_database_url
import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from reference.models import Citation, EditorialEvent, Entry, Population, Recall, Revision, Source
from reference.models.event import append, digest_of_event, digest_of_revision
from reference.release.storage.records import to_builtins
from reference.workflow import save_revision
from tests import factories as f
from tests.deploy.copies import Databases

pytestmark = pytest.mark.uses_database
OLD = [("reference", "0008_sign_in_tries"), ("interactions", "0003_substrate_parameters")]
NEW = [("reference", "0011_one_table"), ("interactions", "0004_one_table")]
AT = timezone.now()


@pytest.fixture
def older(django_db_setup: Any, django_db_blocker: Any, tmp_path: Any) -> Iterator[Any]:
    """The apps of the older program on a database of their own."""
    databases = Databases()
    url = databases.new() or f"sqlite:///{tmp_path / 'older.sqlite3'}"
    try:
        with django_db_blocker.unblock(), _connected_to(dj_database_url.parse(url)["NAME"]):
            yield _migrated(OLD)
    finally:
        databases.drop()


@contextlib.contextmanager
def _connected_to(name: str) -> Iterator[None]:
    kept, connection.connection = connection.connection, None
    own, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = kept, own


def _migrated(targets: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    return executor.migrate(targets).apps


class Written:
    """What an editor wrote with the older program."""

    def __init__(self, apps: Any) -> None:
        self.apps = apps
        self.anna = apps.get_model("auth", "User").objects.create(username="anna")
        self.end = self.model("EventChainEnd").objects.get(pk=1)

    def model(self, name: str) -> Any:
        return self.apps.get_model("reference", name)

    def revision(self, kind: str, slug: str, number: int, record: Any, **more: Any) -> Any:
        revision = self.model("Revision").objects.create(
            kind=kind, slug=slug, number=number, record=to_builtins(record), created_by=self.anna, created_at=AT, **more
        )  # fmt: skip
        self.event(kind, slug, "saved", revision)
        return revision

    def event(self, kind: str, slug: str, act: str, revision: Any = None) -> None:
        event = self.model("EditorialEvent")(
            kind=kind, slug=slug, act=act, revision=revision, by=self.anna, at=AT
        )
        append([event], self.end)
        event.save()

    def row(self, table: str, record: Any, version: int, **more: Any) -> Any:
        return self.model(table).objects.create(
            slug=record.slug, title=getattr(record, "title", None) or record.name, record=to_builtins(record),
            version=version, created_by=self.anna, created_at=AT, **more,
        )  # fmt: skip

    def everything(self) -> None:
        paper, before, now = f.paper(doi="10.1/A"), f.population("Before."), f.population("Now.")
        self.revision("sources", paper.slug, 1, paper)
        source = self.row(
            "Source", paper, 1, source_kind=paper.kind, doi="10.1/a", year=paper.year, identification=paper.identification
        )  # fmt: skip
        self.revision("populations", before.slug, 1, before, baseline=True, approved_at=AT)
        self.revision("populations", before.slug, 2, now)
        self.row("Population", now, 2, position=7, loaded_hash="x" * 64, status="draft")
        self.model("Citation").objects.create(
            kind="populations", slug=now.slug, source=source, statement="Now."
        )
        gone = f.population(slug="begun-and-deleted")
        self.revision("populations", gone.slug, 1, gone)
        self.model("Recall").objects.create(
            kind="populations", slug=now.slug, reason="Wrong.", recalled_by=self.anna, recalled_at=AT
        )
        self.event("populations", now.slug, "recalled")
        self.event("releases", "2026.11.1", "published")


def test_every_entry_keeps_its_history_its_sources_and_its_recall(older):
    Written(older).everything()
    revisions = list(
        older.get_model("reference", "Revision").objects.order_by("pk").values("pk", "record", "number")
    )
    _migrated(NEW)
    entry = Population.objects.get()
    assert (entry.slug, entry.position, entry.loaded_hash, entry.status) == (
        "pregnancy",
        7,
        "x" * 64,
        "draft",
    )
    assert (entry.version, entry.to_record()) == (2, f.population("Now."))
    assert [one.number for one in Revision.objects.of(entry)] == [2, 1]
    assert Revision.objects.live().get().to_record() == f.population("Before.")
    assert list(Revision.objects.order_by("pk").values("pk", "record", "number")) == revisions
    assert Citation.objects.get().entry == entry
    assert Citation.objects.get().source == Source.objects.get(doi="10.1/a")
    assert Recall.objects.get().entry == entry
    assert f.acts(entry) == ["saved", "saved", "recalled"]
    assert EditorialEvent.objects.get(kind="releases").entry is None


def test_the_chain_of_acts_says_what_it_said(older):
    Written(older).everything()
    _migrated(NEW)
    previous = ""
    for event in EditorialEvent.objects.order_by("id"):
        assert (event.previous_checksum, event.checksum) == (previous, digest_of_event(event))
        if event.revision_id:
            assert event.revision_digest == digest_of_revision(event.revision, signed=False)
        previous = event.checksum
    assert previous


def test_a_draft_that_had_been_deleted_keeps_its_numbers_and_is_seen_nowhere(older):
    Written(older).everything()
    _migrated(NEW)
    assert set(Entry.objects.values_list("slug", flat=True)) == {"pregnancy", "paper"}
    anna = f.also(Revision.objects.first().created_by, "editor")
    begun = f.new_entry("populations", f.population("Anew.", slug="begun-and-deleted"))
    assert save_revision(begun, by=anna).number == 2


def test_a_row_that_is_not_what_its_last_revision_says_stops_the_upgrade_and_nothing_moves(older):
    Written(older).everything()
    older.get_model("reference", "Population").objects.update(record={"changed": "by hand"})
    with pytest.raises(RuntimeError, match="populations/pregnancy is not what its last revision says"):
        _migrated(NEW)
    assert not Entry.objects.exists()
    assert older.get_model("reference", "Population").objects.get().record == {"changed": "by hand"}

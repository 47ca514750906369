"""Bring the content files into the editors' tables. A file proposes; the entry in the database decides.

Three digests settle each record: what its file says now, what it said when last loaded, what the last revision says.
A file that did not change is ignored. An entry that was not edited since it was shipped follows its file. What
was edited is never overwritten: a changed file becomes a draft, or, if both changed, a conflict to settle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from reference.models import Entry, Status, entry_models
from reference.release.storage.records import record_digest
from reference.workflow import Change, ChangedMeanwhile, write_revisions

from .files import FiledRecord, read_records
from .history import History
from .refusals import refuse_doubles, refuse_half_a_folder, refuse_unknown_sources

ACCOUNT = "shipped-content"


@dataclass(frozen=True)
class Conflict:
    """An entry and its file that say different things, and why the loader does not choose."""

    entry: str
    reason: str

    def __str__(self) -> str:
        return f"{self.entry}: {self.reason}"


@dataclass
class LoadReport:
    """What a load did, by entry ("interactions/quetiapine")."""

    created: list[str] = field(default_factory=list)
    followed: list[str] = field(default_factory=list)
    drafted: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def __str__(self) -> str:
        acts = ("created", "followed", "drafted", "retired", "unchanged", "conflicts")
        return ", ".join(f"{len(getattr(self, act))} {act}" for act in acts)


def load_content(folder: Path, *, by: Any, bootstrap: bool = False) -> LoadReport:
    """Load every content file under `folder`, all or nothing. The vocabulary is not edited in the admin and stays in its files.

    A new record becomes a draft, or with `bootstrap` is approved as shipped, without a second person: its entry shows that it
    awaits clinical review. Raises ContentErrors, ChangedMeanwhile.
    """
    filed = read_records(folder)
    refuse_doubles(filed)
    try:
        with transaction.atomic():
            entries = _locked_entries()
            refuse_half_a_folder(folder, filed, entries.values())
            refuse_unknown_sources(filed)
            load = _Load(entries, bootstrap=bootstrap)
            load.weigh(filed)
            write_revisions(load.changes, by=by)
            for entry in load.noted:
                entry.save(update_fields=["loaded_hash", "position"])
    except IntegrityError as error:
        raise ChangedMeanwhile(f"nothing was loaded, the database refused it: {error}") from None
    return load.report


def shipped_content_account() -> Any:
    """The account used when no person loads; it has no password and cannot sign in."""
    users = get_user_model()._default_manager
    account, new = users.get_or_create(username=ACCOUNT, defaults={"is_active": False})
    if new:
        account.set_unusable_password()
        account.save()
    return account


def _locked_entries() -> dict[tuple[str, str], Entry]:
    return {(entry.kind, entry.slug): entry for entry in Entry.objects.select_for_update(no_key=True)}


class _Load:
    """One load while it is decided: what will be written, and what will be reported."""

    def __init__(self, entries: dict[tuple[str, str], Entry], *, bootstrap: bool) -> None:
        self.entries, self.bootstrap = entries, bootstrap
        self.models = entry_models()
        self.report = LoadReport()
        self.changes: list[Change] = []
        self.noted: list[Entry] = []  # no new revision, yet their file moved or caught up with us

    def weigh(self, filed: list[FiledRecord]) -> None:
        changed = []
        for one in filed:
            entry = self.entries.get((one.collection, one.slug))
            if entry is None:
                self._create(one)
            elif entry.loaded_hash == record_digest(one.record):
                self._keep(one, entry)
            else:
                changed.append((one, entry))
        present = {(one.collection, one.slug) for one in filed}
        vanished = [entry for key, entry in self.entries.items() if entry.loaded_hash and key not in present]
        history = History([*(entry for _, entry in changed), *vanished])
        for one, entry in changed:
            self._settle(one, entry, history)
        for entry in vanished:
            self._let_go(entry, history)

    def _create(self, one: FiledRecord) -> None:
        entry = self.models[one.collection](loaded_hash=record_digest(one.record), position=one.position)
        self.changes.append(Change(entry, one.record, baseline=self.bootstrap))
        self.report.created.append(one.name)

    def _keep(self, one: FiledRecord, entry: Entry) -> None:
        self.report.unchanged.append(one.name)
        if entry.position != one.position:
            entry.position = one.position
            self.noted.append(entry)

    def _settle(self, one: FiledRecord, entry: Entry, history: History) -> None:
        """The file says something new: is it the same as ours, may we follow it, or would somebody's work be lost?"""
        digest, retired = record_digest(one.record), entry.status == Status.RETIRED
        known = not retired and digest in history.digests(entry)
        reason = history.why_no_draft(entry)
        entry.position = one.position
        if not known and not history.is_as_shipped(entry) and reason:
            self.noted.append(entry)
            self.report.conflicts.append(Conflict(one.name, reason))
            return
        entry.loaded_hash = digest
        if known:
            self.noted.append(entry)
            self.report.unchanged.append(one.name)
        elif history.is_as_shipped(entry):
            self.changes.append(Change(entry, one.record, baseline=True, note="followed its file"))
            self.report.followed.append(one.name)
        else:
            self.changes.append(Change(entry, one.record, note="changed in its file"))
            self.report.drafted.append(one.name)

    def _let_go(self, entry: Entry, history: History) -> None:
        name = f"{entry.kind}/{entry.slug}"
        if history.is_as_shipped(entry):
            entry.loaded_hash = ""
            change = Change(entry, entry.to_record(), baseline=True, retirement=True, note="its file is gone")
            self.changes.append(change)
            self.report.retired.append(name)
        elif entry.status == Status.RETIRED:
            entry.loaded_hash = ""
            self.noted.append(entry)
        else:
            self.report.conflicts.append(Conflict(name, f"its file is gone, yet {history.touched(entry)}"))

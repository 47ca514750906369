"""Repair what an interruption, an old version of this program or a restored backup left: first plan, then act.

Sealed bytes are never changed. A row is written only from sealed bytes that the chain itself names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import transaction

from reference.models import ReleaseRecord
from reference.release.storage.codec import checksum, manifest_of
from reference.release.storage.store import ReleaseStore, Withdrawal

from .folder import is_in_step, readable_index, sealed_here, withdrawal_of
from .ledger import COLUMNS, in_chain, record_of
from .publisher import finish
from .recall import marks_are_published


@dataclass
class Plan:
    """What is odd but right as it is, what will be done, and the rows that are written."""

    remarks: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    rows: list[ReleaseRecord] = field(default_factory=list)


def plan_repair(store: ReleaseStore) -> Plan:
    """Look, and change nothing."""
    records, plan = in_chain(), Plan()
    plan.remarks += _out_of_clock(records)
    for row, why in (*_from_files(store, records), *_from_their_own_bytes(records)):
        plan.rows.append(row)
        plan.steps.append(f"{row.version} {why}")
    if not plan.rows and not is_in_step(store):
        plan.steps.append(_next_current(store, records))
    if not marks_are_published():
        plan.steps.append(
            "a recall did not reach readers: what they read is published once more with its mark"
        )
    return plan


def repair(plan: Plan, *, by: str) -> None:
    """Do what was planned. Raises NothingPublished, NotReached."""
    with transaction.atomic():
        for row in plan.rows:
            row.save()
    finish(by=by)


def _out_of_clock(records: Sequence[ReleaseRecord]) -> Iterator[str]:
    for before, after in pairwise(records):
        behind = before.published_at - after.published_at
        if behind > dt.timedelta(0):
            yield (
                f"{after.version} follows {before.version}, although its clock was "
                f"{round(behind.total_seconds()):,} seconds behind: the chain says which is newer, nothing has to "
                "be changed"
            )


def _from_files(store: ReleaseStore, records: Sequence[ReleaseRecord]) -> Iterator[tuple[ReleaseRecord, str]]:
    """Releases that lie sealed here and are missing or falsified in the ledger, which follows or precedes them."""
    sealed = {record.version: record for record in records}
    before = {_sealed_previous(record) for record in records}
    known = {record.checksum for record in records} | {""}
    waiting = _unknown_files(store, known)
    while fitting := [
        row for row in waiting if row.checksum in before or row.previous_checksum in known - before
    ]:
        row = fitting[0]
        waiting.remove(row)
        known.add(row.checksum)
        before.add(row.previous_checksum)
        falsified = sealed.get(row.version)
        if falsified is None:
            yield row, "lies sealed in the releases folder and fits the chain: it comes back into the ledger"
        else:
            row.pk = falsified.pk
            _withdraw(row, withdrawal_of(falsified))
            yield (
                row,
                "was changed in the ledger; what the chain names lies in the releases folder: it comes back",
            )


def _unknown_files(store: ReleaseStore, known: set[str]) -> list[ReleaseRecord]:
    rows = []
    for version, entry in readable_index(store).releases.items():
        data = None if entry.checksum in known else sealed_here(store, version, entry.checksum)
        if data is not None:
            row = record_of(manifest_of(data), data)
            _withdraw(row, entry.withdrawn)
            rows.append(row)
    return rows


def _from_their_own_bytes(records: Sequence[ReleaseRecord]) -> Iterator[tuple[ReleaseRecord, str]]:
    for record in records:
        data = bytes(record.sealed)
        if checksum(data) != record.checksum:
            continue
        row = record_of(manifest_of(data), data)
        changed = [name for name in COLUMNS if getattr(row, name) != getattr(record, name)]
        if changed:
            row.pk = record.pk
            _withdraw(row, withdrawal_of(record))
            yield (
                row,
                f"says in its row something else than was sealed ({', '.join(changed)}): it says that again",
            )


def _withdraw(row: ReleaseRecord, withdrawal: Withdrawal | None) -> None:
    if withdrawal is not None:
        row.withdrawn_at, row.withdrawn_reason = withdrawal.at, withdrawal.reason


def _sealed_previous(record: ReleaseRecord) -> str:
    """The release that it was sealed after, even if its row says another now."""
    data = bytes(record.sealed)
    if checksum(data) != record.checksum:
        return record.previous_checksum
    return manifest_of(data).previous_checksum or ""


def _next_current(store: ReleaseStore, records: Sequence[ReleaseRecord]) -> str:
    good = [record.version for record in records if record.withdrawn_at is None]
    current, wanted = readable_index(store).current, good[-1] if good else None
    if current == wanted:
        return "the releases folder is brought in step with the ledger"
    return f"readers read {current or 'nothing'}; they will read {wanted or 'nothing'}"

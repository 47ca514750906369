"""Whether the ledger, the sealed files, the index and the history of acts still agree.

If all of them were rewritten at once nothing here can notice: that needs a checksum noted elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reference.models import EditorialEvent, EventChainEnd, Recall, ReleaseRecord
from reference.models.event import digest_of_event
from reference.release.schema.release import Manifest
from reference.release.storage.codec import UnreadableRelease, checksum, manifest_of
from reference.release.storage.store import (
    CorruptRelease,
    IndexEntry,
    ReleaseIndexFile,
    ReleaseStore,
    newest_good,
)

from .approvals import check_approvals
from .folder import what_the_ledger_says, withdrawal_of
from .ledger import COLUMNS, in_chain, record_of

Act = EditorialEvent.Act
RECALLS = (Act.RECALLED, Act.RECALL_LIFTED)
CHECKSUM = re.compile(r"\b[0-9a-f]{64}\b")


class Verified(NamedTuple):
    """What was looked at and what is wrong with it; `missing` is what this folder lacks of the ledger."""

    releases: int
    acts: int
    newest: str  # version and checksum of the end of the chain: the line to keep elsewhere
    problems: list[str]
    missing: list[str]


def verify(store: ReleaseStore, anchors: str = "") -> Verified:
    """`anchors`: text with checksums that were noted elsewhere; each has to be one of the chain."""
    records = in_chain()
    manifests: dict[str, Manifest] = {}
    problems = [*_ledger(records, manifests), *_history(records, manifests)]
    problems += [*map(str, check_approvals()), *_recalls()]
    missing: list[str] = []
    problems += _folder(store, records, manifests, missing)
    problems += _anchored(records, anchors)
    return Verified(len(records), EventChainEnd.now().count, anchor_line(records), problems, missing)


def anchor_line(records: Sequence[ReleaseRecord]) -> str:
    """The line to keep where it cannot be changed together with the database; empty before the first release."""
    return f"{records[-1].version} {records[-1].checksum}" if records else ""


def _ledger(records: Sequence[ReleaseRecord], manifests: dict[str, Manifest]) -> Iterator[str]:
    """Each row against its own sealed bytes, and these against the release before."""
    previous = ""
    for record in records:
        data = bytes(record.sealed)
        try:
            manifest = manifest_of(data)
        except UnreadableRelease as error:
            yield f"{record.version}: the ledger's bytes cannot be read: {error}"
            previous = record.checksum
            continue
        manifests[record.version] = manifest
        if checksum(data) != record.checksum:
            yield f"{record.version}: the ledger's bytes are not what was sealed"
        sealed = record_of(manifest, data)
        changed = [name for name in COLUMNS if getattr(record, name) != getattr(sealed, name)]
        if changed:
            yield f"{record.version}: the ledger's row was changed ({', '.join(changed)})"
        if (manifest.previous_checksum or "") != previous:
            yield f"{record.version}: does not follow the release before it; one was changed or taken out"
        previous = record.checksum


def _history(records: Sequence[ReleaseRecord], manifests: dict[str, Manifest]) -> Iterator[str]:
    """The chain of acts, and what it says of releases."""
    ledger = {record.version: record for record in records}
    known, previous = {""}, ""
    for event in EditorialEvent.objects.order_by("id").iterator():
        if event.previous_checksum != previous:
            yield f"history: before “{event}” of {event.at:%Y-%m-%d %H:%M} acts were taken out"
        if digest_of_event(event) != event.checksum:
            yield f"history: “{event}” of {event.at:%Y-%m-%d %H:%M} was changed"
        known.add(event.checksum)
        previous = event.checksum
        if event.kind == "releases" and (problem := _contradicts(event, ledger.get(event.slug))):
            yield problem
    end = EventChainEnd.now()
    if end.checksum != previous:
        yield f"history: acts were taken out at the end; it held {end.count}"
    for version, manifest in manifests.items():
        if manifest.history not in known:
            yield f"{version}: was made from a history that holds an act which is not there any more"


def _contradicts(event: EditorialEvent, record: ReleaseRecord | None) -> str:
    """What the act says of a release that the ledger does not say."""
    day = f"{event.at:%Y-%m-%d}"
    if event.act == Act.PUBLISHED and record is None:
        return f"{event.slug}: was published on {day}, and the ledger does not hold it"
    if event.act == Act.WITHDRAWN and (record is None or record.withdrawn_reason != event.note):
        return f"{event.slug}: was withdrawn on {day}, and the ledger does not say so, or says why in other words"
    return ""


def _recalls() -> Iterator[str]:
    """Recalls that were taken out of their table, or lifted in it, without an act."""
    acts = Counter(EditorialEvent.objects.filter(act__in=RECALLS).values_list("kind", "slug", "act"))
    rows = Recall.objects.values_list("kind", "slug", "lifted_at")
    made = Counter((kind, slug) for kind, slug, _ in rows)
    lifted = Counter((kind, slug) for kind, slug, at in rows if at is not None)
    for kind, slug, act in sorted(acts):
        if act == Act.RECALLED and acts[kind, slug, act] > made[kind, slug]:
            yield f"{kind}/{slug}: a recall of it was taken out of the database"
    for (kind, slug), times in sorted(lifted.items()):
        if times > acts[kind, slug, Act.RECALL_LIFTED]:
            yield f"{kind}/{slug}: no act records that its recall was lifted"


def _folder(
    store: ReleaseStore, records: Sequence[ReleaseRecord], manifests: dict[str, Manifest], missing: list[str]
) -> Iterator[str]:
    """The files and the index of this machine against the ledger."""
    try:
        index = store.read_index()
    except (OSError, ValueError) as error:
        yield f"index.json cannot be read: {error}"
        return
    for record in records:
        entry = index.releases.get(record.version)
        if entry is None:
            missing.append(record.version)
            continue
        yield from _entry(record, entry, manifests.get(record.version))
        try:
            store.read_verified(record.version, record.checksum)
        except (CorruptRelease, OSError) as error:
            yield str(error)
    ledger = {record.version for record in records}
    for version in index.releases.keys() - ledger:
        yield f"{version}: is in index.json, but not in the ledger"
    yield from _index(index)


def _entry(record: ReleaseRecord, entry: IndexEntry, manifest: Manifest | None) -> Iterator[str]:
    if entry.checksum != record.checksum:
        yield f"{record.version}: index.json gives another checksum than the ledger"
    if manifest is not None and entry.manifest != manifest:
        fields = manifest.__struct_fields__
        changed = [name for name in fields if getattr(entry.manifest, name) != getattr(manifest, name)]
        yield f"{record.version}: index.json says something else than was sealed ({', '.join(changed)})"
    if entry.withdrawn != withdrawal_of(record):
        yield f"{record.version}: index.json does not say of its withdrawal what the ledger says"


def _index(index: ReleaseIndexFile) -> Iterator[str]:
    if index.current != newest_good(index):
        yield f"index.json calls {index.current} current; it is {newest_good(index)}"
    if index.recalls != what_the_ledger_says().recalls:
        yield "index.json does not name exactly what is under correction"


def _anchored(records: Sequence[ReleaseRecord], anchors: str) -> Iterator[str]:
    known = {record.checksum for record in records}
    for noted in CHECKSUM.findall(anchors):
        if noted not in known:
            yield f"{noted}: was noted elsewhere, and no release of the ledger has it: the ledger was rewritten"

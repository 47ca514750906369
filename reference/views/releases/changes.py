"""What changed between two sealed releases, as a clinician reads it. Sealed files never change: compared once."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import NamedTuple

from reference.release.changes.diff import WEIGHTS, Change, diff_releases, title_of
from reference.release.changes.severity_changes import ResultChange, changed_results
from reference.release.schema.release import Recall, Release
from reference.release.schema.terms import NOT_ASSESSED, Severity
from reference.release.schema.traverse import ENTRY_COLLECTIONS
from reference.release.storage.codec import UnreadableRelease, decode_release
from reference.release.storage.library import library
from reference.release.storage.records import slug_of
from reference.release.storage.store import CorruptRelease, IndexEntry, ReleaseNotFound, ReleaseStore
from reference.views.shared.labels import counted
from reference.views.shared.reader_urls import reader_address

WEIGHT_LABEL = {
    "more_severe": "More severe now",
    "less_severe": "Less severe now",
    "removed": "No longer in the reference",
    "added": "New",
    "management": "What to do has changed",
    "evidence": "Evidence has changed",
    "wording": "Words and review",
}
COLLECTION_LABEL = {
    "practice_notes": "answer",
    "kratom_effects": "effect of kratom",
    "regulatory_statuses": "regulatory status",
    "list_rules": "rule over the whole list",
    "shared_steps": "step for several medicines",
    "lead_boxes": "what is said first",
    "patient_words": "words about the patient",
    "stacking_rules": "stack",
    "rescue_medicines": "rescue medicine",
    "search_records": "search that found nothing",
    "precipitants": "name of kratom",
    "model_constants": "number of the static model",
    "substrate_parameters": "input of the static model",
}


def severity_words(severity: str) -> str:
    """The label of a severity; "not assessed" where there is none."""
    return Severity.label_of(severity) or NOT_ASSESSED


COMPARED = 256
"""Pairs of releases kept in memory: some kilobytes each."""
TOLD = 6
INPUTS = ("model_constants", "substrate_parameters")
UNREADABLE = (CorruptRelease, UnreadableRelease, ReleaseNotFound)


class Marked(NamedTuple):
    """An entry whose warning is new or gone."""

    title: str
    kind: str  # what the entry is, in a word or two; empty for interaction entries
    address: str
    since: dt.date
    reason: str


class Difference(NamedTuple):
    """All that differs between two releases."""

    changes: tuple[Change, ...]
    results: tuple[ResultChange, ...]
    recalled: tuple[Marked, ...]
    lifted: tuple[Marked, ...]


class LinkedChange(NamedTuple):
    """A change and where the entry is read: in the later release, or in the earlier one where it is gone."""

    change: Change
    kind: str  # what the entry is, in a word or two; empty for interaction entries
    address: str


class Group(NamedTuple):
    """The changes of one clinical weight. Inputs of the model and the like are counted, not named, in a summary."""

    weight: str
    label: str
    changes: tuple[LinkedChange, ...]

    @property
    def described(self) -> tuple[LinkedChange, ...]:
        return tuple(item for item in self.changes if item.change.collection in ENTRY_COLLECTIONS)[:TOLD]

    @property
    def whole(self) -> tuple[LinkedChange, ...]:
        """Described one by one; inputs of the model are only named."""
        return tuple(item for item in self.changes if item.change.collection not in INPUTS)

    @property
    def inputs(self) -> tuple[LinkedChange, ...]:
        return tuple(item for item in self.changes if item.change.collection in INPUTS)

    @property
    def more(self) -> int:
        return len(self.changes) - len(self.described)

    @property
    def number(self) -> str:
        return counted(len(self.changes), "entry", "entries")

    @property
    def says_how(self) -> bool:
        """Whether the sentences belong beside the title even in a summary."""
        return self.weight in ("more_severe", "less_severe")


def difference(old: IndexEntry, new: IndexEntry) -> Difference:
    """Raises CorruptRelease, UnreadableRelease, ReleaseNotFound."""
    return _difference(
        library().store.folder, old.manifest.version, old.checksum, new.manifest.version, new.checksum
    )


@functools.lru_cache(maxsize=COMPARED)
def _difference(folder: Path, old: str, old_checksum: str, new: str, new_checksum: str) -> Difference:
    """Read outside the library, so that a look at old releases drops nothing that every reader needs."""
    store = ReleaseStore(folder)
    before = decode_release(store.read_verified(old, old_checksum))
    after = decode_release(store.read_verified(new, new_checksum))
    return Difference(
        changes=diff_releases(before, after),
        results=changed_results(before, after),
        recalled=tuple(marked(r, after, new) for r in after.recalls if r not in before.recalls),
        lifted=tuple(marked(r, before, new) for r in before.recalls if r not in after.recalls),
    )


def groups(changes: tuple[Change, ...], old: str, new: str) -> list[Group]:
    """By clinical weight, the weightiest first."""
    found = []
    for weight in sorted(WEIGHTS, key=list(WEIGHT_LABEL).index):
        of_weight = tuple(linked(change, old, new) for change in changes if change.weight == weight)
        if of_weight:
            found.append(Group(weight, WEIGHT_LABEL[weight], of_weight))
    return found


def linked(change: Change, old: str, new: str) -> LinkedChange:
    version = old if change.weight == "removed" else new
    return LinkedChange(
        change, kind_of(change.collection), reader_address(change.collection, change.slug, version)
    )


def marked(recall: Recall, release: Release, version: str | None = None) -> Marked:
    """A recalled entry by its title in this release, and its address in that version, or in whichever is current."""
    records = {slug_of(record): record for record in getattr(release, recall.collection)}
    record = records.get(recall.slug)
    return Marked(
        title_of(record) if record else recall.slug.replace("-", " "),
        kind_of(recall.collection),
        reader_address(recall.collection, recall.slug, version),
        recall.since,
        recall.reason,
    )


def kind_of(collection: str) -> str:
    """A collection as the kind of one record: "risk", "answer"; nothing for an interaction entry, which says so."""
    if collection == "interactions":
        return ""
    return COLLECTION_LABEL.get(collection) or collection.removesuffix("s").replace("_", " ")

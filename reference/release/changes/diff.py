"""What changed between two releases, in words a clinician reads: what became more severe comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from reference.release.schema.claim_terms import Verdict
from reference.release.schema.interaction import Interaction, InteractionRow
from reference.release.schema.release import Release
from reference.release.schema.statement import Statement
from reference.release.schema.terms import Mechanism, Severity, Slot
from reference.release.schema.traverse import STATEMENT_COLLECTIONS, structs_in
from reference.release.storage.records import slug_of

Weight = Literal["more_severe", "less_severe", "added", "removed", "management", "evidence", "wording"]
WEIGHTS: tuple[Weight, ...] = (
    "more_severe", "less_severe", "added", "removed", "management", "evidence", "wording",
)  # fmt: skip


FIELD_WORDS = {
    "rows": "the wording of its mechanisms",
    "facts": "what is known",
    "searched on": "date of the search",
    "lowers because": "why it is lower than the general entry",
    "unless": "where it does not apply",
}
"""What a reader calls a field, where its name would not say."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One entry's change. `weight` orders a list of them; `sentences` say what is different now.

    `corrects`: what the older release said must not be relied on any longer: a rating, a verdict, a citation, the entry.
    """

    collection: str
    slug: str
    title: str
    weight: Weight
    sentences: tuple[str, ...]
    corrects: bool = False


def diff_releases(old: Release | None, new: Release) -> tuple[Change, ...]:
    """Every entry that was added, removed or says something else, by clinical weight. If `old` is None, everything is new."""
    found: list[Change] = []
    titles = {source.slug: source.title for source in old.sources} if old else {}
    for collection in STATEMENT_COLLECTIONS:
        before = {slug_of(r): r for r in getattr(old, collection)} if old else {}
        after = {slug_of(r): r for r in getattr(new, collection)}
        found += (_whole(collection, after[s], "added") for s in after.keys() - before.keys())
        found += (_whole(collection, before[s], "removed") for s in before.keys() - after.keys())
        for slug in after.keys() & before.keys():
            if before[slug] != after[slug]:
                found.append(_changed(collection, before[slug], after[slug], titles))
    return tuple(sorted(found, key=lambda c: (WEIGHTS.index(c.weight), c.collection, c.slug)))


def as_notes(changes: tuple[Change, ...]) -> str:
    """Change notes as text: one line per entry, for the publisher to edit."""
    return "\n".join(f"{change.title}: {' '.join(change.sentences)}" for change in changes)


def title_of(record: Any) -> str:
    """What a clinician would call it."""
    for field in ("title", "question", "name", "topic", "jurisdiction", "medication"):
        if value := getattr(record, field, None):
            return str(value)
    return slug_of(record).replace("-", " ")


def _whole(collection: str, record: Any, weight: Literal["added", "removed"]) -> Change:
    sentence = "New entry." if weight == "added" else "No longer in the reference."
    if weight == "added" and isinstance(record, Interaction):
        sentence = f"New entry, {_worst(record)}."
    return Change(
        collection=collection,
        slug=slug_of(record),
        title=title_of(record),
        weight=weight,
        sentences=(sentence,),
        corrects=weight == "removed",
    )


def _changed(collection: str, before: Any, after: Any, titles: Mapping[str, str]) -> Change:
    weight, sentences = (
        _interaction(before, after) if isinstance(after, Interaction) else _record(before, after)
    )
    corrected = [*_rated_otherwise(before, after), *_judged_otherwise(before, after)]
    uncited = [titles.get(slug, slug).rstrip(".") for slug in sorted(_no_longer_cited(before, after))]
    if uncited:
        sentences.append(f"No longer cited for what stands unchanged: {'; '.join(uncited)}.")
    return Change(
        collection=collection,
        slug=slug_of(after),
        title=title_of(after),
        weight=weight,
        sentences=tuple(sentences),
        corrects=bool(corrected or uncited),
    )


def _record(before: Any, after: Any) -> tuple[Weight, list[str]]:
    fields = [f.replace("_", " ") for f in after.__struct_fields__ if getattr(before, f) != getattr(after, f)]
    reviewed = "review" in fields and getattr(after, "review", None)
    sentences = [f"Reviewed by {after.review.by}, {after.review.profession}."] if reviewed else []
    sentences += _judged_otherwise(before, after)
    others = [FIELD_WORDS.get(field, field) for field in fields if field not in ("review", "verdict")]
    if others:
        sentences.append(f"Changed: {', '.join(dict.fromkeys(others))}.")
    return ("evidence" if {"evidence", "facts"} & set(fields) else "wording"), sentences or [
        "Review changed."
    ]


def _interaction(before: Interaction, after: Interaction) -> tuple[Weight, list[str]]:
    sentences = [*_rated_otherwise(before, after), *_rows_listed(before, after)]
    old, new = _worst(before), _worst(after)
    if before.management != after.management:
        slots = [slot.label.lower() for slot in Slot if _slot(before, slot) != _slot(after, slot)]
        if before.management.shared != after.management.shared:
            slots.append("steps shared with other entries")
        sentences.append(f"Management changed: {', '.join(slots)}.")
    if _evidence(before) != _evidence(after):
        sentences.append(f"Evidence changed{_where(before, after)}.")
    weight: Weight = "wording"
    if new != old:
        weight = "more_severe" if new > old else "less_severe"
    elif before.management != after.management:
        weight = "management"
    elif _evidence(before) != _evidence(after):
        weight = "evidence"
    return weight, sentences or _record(before, after)[1]


def _slot(entry: Interaction, slot: str) -> Any:
    return getattr(entry.management, slot, None)


def _where(before: Interaction, after: Interaction) -> str:
    """The mechanisms of both whose evidence differs."""
    old, new = _rows_by_key(before), _rows_by_key(after)
    keys = sorted(key for key in old.keys() & new.keys() if old[key].evidence != new[key].evidence)
    return f": {', '.join(_mechanism(key) for key in keys)}" if keys else ""


def _worst(entry: Interaction) -> Severity:
    return max((row.severity for row in entry.rows), default=Severity.NONE)


def _rated_otherwise(before: Any, after: Any) -> Iterator[str]:
    """A sentence for each mechanism whose severity or action differs."""
    old, new = _rows_by_key(before), _rows_by_key(after)
    for key in sorted(old.keys() & new.keys()):
        if _verdict(old[key]) != _verdict(new[key]):
            yield f"{_mechanism(key)}: {_verdict(old[key])} → {_verdict(new[key])}."


def _rows_listed(before: Interaction, after: Interaction) -> Iterator[str]:
    """A sentence for each mechanism that is new or gone."""
    old, new = _rows_by_key(before), _rows_by_key(after)
    for key in sorted(old.keys() ^ new.keys()):
        if key in new:
            yield f"New mechanism, {_mechanism(key)}: {_verdict(new[key])}."
        else:
            yield f"No longer listed, {_mechanism(key)} (was {_verdict(old[key])})."


def _judged_otherwise(before: Any, after: Any) -> Iterator[str]:
    """The verdict on a claim, where it differs."""
    old, new = str(getattr(before, "verdict", "")), str(getattr(after, "verdict", ""))
    if old != new:
        yield f"Verdict: {Verdict.label_of(old) or old} → {Verdict.label_of(new) or new}."


def _no_longer_cited(before: Any, after: Any) -> set[str]:
    """Sources taken away from statements whose words stayed: they did not say it."""
    kept = {statement.text: _cited(statement) for statement in _statements(after)}
    gone = (_cited(s) - kept[s.text] for s in _statements(before) if s.text in kept)
    return set[str]().union(*gone)


def _statements(record: Any) -> Iterator[Any]:
    return (item for item in structs_in(record) if hasattr(item, "text"))


def _cited(statement: Any) -> set[str]:
    return {citation.source for citation in getattr(statement, "citations", ())}


def _rows_by_key(entry: Any) -> dict[tuple[str, str], InteractionRow]:
    return {_key(row): row for row in entry.rows} if isinstance(entry, Interaction) else {}


def _mechanism(key: tuple[str, str]) -> str:
    mechanism, enzyme = key
    return f"{Mechanism.label_of(mechanism) or mechanism} {enzyme}".strip()


def _key(row: InteractionRow) -> tuple[str, str]:
    return row.mechanism, row.enzyme or ""


def _verdict(row: InteractionRow) -> str:
    return f"{row.severity} · {row.action.replace('_', ' ')}"


def _evidence(entry: Interaction) -> tuple[tuple[Statement, ...], ...]:
    return tuple(row.evidence for row in entry.rows)

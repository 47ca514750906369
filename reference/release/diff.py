"""What changed between two releases, in words a clinician reads: what became more severe comes first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from .interaction import Interaction, InteractionRow
from .records import slug_of
from .schema import Release
from .statement import Statement
from .walk import STATEMENT_COLLECTIONS

SEVERITY_ORDER = ("none", "minor", "moderate", "major")
Weight = Literal["more_severe", "less_severe", "added", "removed", "management", "evidence", "wording"]
WEIGHTS: tuple[Weight, ...] = (
    "more_severe", "less_severe", "added", "removed", "management", "evidence", "wording",
)  # fmt: skip


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One entry's change. `weight` orders a list of them; `sentences` say what is different now."""

    collection: str
    slug: str
    title: str
    weight: Weight
    sentences: tuple[str, ...]


def diff_releases(old: Release | None, new: Release) -> tuple[Change, ...]:
    """Every entry that was added, removed or says something else, by clinical weight. `old` None: all is new."""
    found: list[Change] = []
    for collection in STATEMENT_COLLECTIONS:
        before = {slug_of(r): r for r in getattr(old, collection)} if old else {}
        after = {slug_of(r): r for r in getattr(new, collection)}
        found += (_whole(collection, after[s], "added") for s in after.keys() - before.keys())
        found += (_whole(collection, before[s], "removed") for s in before.keys() - after.keys())
        for slug in after.keys() & before.keys():
            if before[slug] != after[slug]:
                found.append(_changed(collection, before[slug], after[slug]))
    return tuple(sorted(found, key=lambda c: (WEIGHTS.index(c.weight), c.collection, c.slug)))


def as_notes(changes: tuple[Change, ...]) -> str:
    """Change notes as text: a line for each entry, to be edited by whoever publishes."""
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
    )


def _changed(collection: str, before: Any, after: Any) -> Change:
    weight, sentences = (
        _interaction(before, after) if isinstance(after, Interaction) else _record(before, after)
    )
    return Change(
        collection=collection,
        slug=slug_of(after),
        title=title_of(after),
        weight=weight,
        sentences=tuple(sentences),
    )


def _record(before: Any, after: Any) -> tuple[Weight, list[str]]:
    fields = [f.replace("_", " ") for f in after.__struct_fields__ if getattr(before, f) != getattr(after, f)]
    reviewed = "review" in fields and getattr(after, "review", None)
    sentences = [f"Reviewed by {after.review.by}, {after.review.profession}."] if reviewed else []
    others = [field for field in fields if field != "review"]
    if others:
        sentences.append(f"Changed: {', '.join(others)}.")
    return ("evidence" if {"evidence", "facts"} & set(fields) else "wording"), sentences or [
        "Review changed."
    ]


def _interaction(before: Interaction, after: Interaction) -> tuple[Weight, list[str]]:
    sentences = list(_ratings(before, after))
    old, new = SEVERITY_ORDER.index(_worst(before)), SEVERITY_ORDER.index(_worst(after))
    if before.management != after.management:
        sentences.append("Management changed.")
    if _evidence(before) != _evidence(after):
        sentences.append("Evidence changed.")
    weight: Weight = "wording"
    if new != old:
        weight = "more_severe" if new > old else "less_severe"
    elif before.management != after.management:
        weight = "management"
    elif _evidence(before) != _evidence(after):
        weight = "evidence"
    return weight, sentences or _record(before, after)[1]


def _worst(entry: Interaction) -> str:
    return max((row.severity for row in entry.rows), key=SEVERITY_ORDER.index, default="none")


def _ratings(before: Interaction, after: Interaction) -> Iterator[str]:
    """A sentence for each mechanism whose rating is another, new or gone."""
    old, new = ({_key(row): row for row in entry.rows} for entry in (before, after))
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        name = " ".join(filter(None, key)).replace("_", " ")
        if was is None and now is not None:
            yield f"New mechanism, {name}: {_verdict(now)}."
        elif now is None and was is not None:
            yield f"No longer listed, {name} (was {_verdict(was)})."
        elif was is not None and now is not None and _verdict(was) != _verdict(now):
            yield f"{name[:1].upper()}{name[1:]}: {_verdict(was)} → {_verdict(now)}."


def _key(row: InteractionRow) -> tuple[str, str]:
    return row.mechanism, row.enzyme or ""


def _verdict(row: InteractionRow) -> str:
    return f"{row.severity} · {row.action.replace('_', ' ')}"


def _evidence(entry: Interaction) -> tuple[tuple[Statement, ...], ...]:
    return tuple(row.evidence for row in entry.rows)

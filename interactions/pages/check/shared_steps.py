"""The steps that several entries share, once for the list, with the medicines that they are for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from interactions.pages.finding_card.card import Card
from interactions.rating.phrases import capitalised
from interactions.screening.release_index import ReleaseIndex
from reference.release.schema.statement import Statement
from reference.release.schema.terms import Slot


class Shared(NamedTuple):
    statement: Statement
    names: tuple[str, ...]
    slug: str


class SharedSlot(NamedTuple):
    """The shared steps of one slot."""

    label: str
    steps: tuple[Shared, ...]


ORDER = (Slot.ALREADY_BOTH, Slot.STARTING, Slot.EMERGENCY)
"""What changes when kratom stops has a part of its own."""


def shared_slots(cards: Iterable[Card], index: ReleaseIndex) -> tuple[SharedSlot, ...]:
    """By slot, in the order of the plan; empty slots are left out."""
    names: dict[str, list[str]] = {}
    for card in cards:
        for slug in card.finding.management.shared:
            names.setdefault(slug, []).append(capitalised(card.finding.name))
    steps = sorted((index.shared_steps[slug] for slug in names), key=lambda step: step.order)
    found = []
    for slot in ORDER:
        said = tuple(
            Shared(step.statement, tuple(dict.fromkeys(names[step.slug])), step.slug)
            for step in steps
            if step.slot == slot and step.statement
        )
        if said:
            found.append(SharedSlot(slot.label, said))
    return tuple(found)

"""An entry's management with the steps that it shares with others, and without them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from reference.release.schema.interaction import Management
from reference.release.schema.shared_step import SharedStep
from reference.release.schema.statement import Statement
from reference.release.schema.terms import Slot


def whole(management: Management, steps: Mapping[str, SharedStep]) -> Management:
    """Each slot with its own steps, then the shared ones. `shared` still names those."""
    slots: dict[str, tuple[Statement, ...]] = {slot: getattr(management, slot) for slot in Slot}
    for slot, statement in _shared(management, steps):
        slots[slot] += (statement,)
    return msgspec.structs.replace(management, **slots)


def own(management: Management, steps: Mapping[str, SharedStep]) -> Management:
    """A whole management without its shared steps, for a page that says those once."""
    slots: dict[str, tuple[Statement, ...]] = {slot: getattr(management, slot) for slot in Slot}
    for slot, statement in _shared(management, steps):
        slots[slot] = tuple(said for said in slots[slot] if said != statement)
    return msgspec.structs.replace(management, **slots)


def _shared(management: Management, steps: Mapping[str, SharedStep]) -> list[tuple[Slot, Statement]]:
    named = (steps[slug] for slug in management.shared if slug in steps)
    return [(step.slot, step.statement) for step in named if step.slot and step.statement]

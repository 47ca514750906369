"""The boxes above everything else: what is right in this setting, with the medicines that belong to it as one card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from interactions.pages.finding_card.card import Card
from interactions.screening.screening_report import LeadReport, Link, ScreeningReport
from reference.release.schema.statement import Statement
from reference.release.storage.library import LoadedRelease

THEIR_NAME = "\0"


class Lead(NamedTuple):
    kind: str
    slug: str
    name: str
    message: Statement
    steps: tuple[Statement, ...]
    links: tuple[Link, ...]
    given: tuple[str, ...]  # what to do with the medicines that belong to it, each advice once
    cards: tuple[Card, ...]


def leads(report: ScreeningReport, cards: tuple[Card, ...], loaded: LoadedRelease) -> tuple[Lead, ...]:
    """The boxes of a report, most urgent first."""
    return tuple(_lead(box, cards, loaded) for box in report.lead)


def _lead(box: LeadReport, cards: tuple[Card, ...], loaded: LoadedRelease) -> Lead:
    own = tuple(card for card in cards if card.finding.leads_in == box.kind)
    return Lead(
        kind=box.kind,
        slug=box.box,
        name=box.name,
        message=loaded.by_slug("lead_boxes")[box.box].message,
        steps=box.steps,
        links=box.links,
        given=tuple(_given(own)),
        cards=own,
    )


def _given(cards: Iterable[Card]) -> Iterable[str]:
    named: dict[str, list[str]] = {}
    for card in cards:
        phrase = card.finding.action_phrase.replace(card.finding.name, THEIR_NAME)
        named.setdefault(phrase, []).append(card.finding.name)
    return (phrase.replace(THEIR_NAME, ", ".join(names)) for phrase, names in named.items())

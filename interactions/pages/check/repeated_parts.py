"""Shows content that several cards of a page share only once, under the first card; the others link to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from interactions.pages.finding_card.card import Card, Measured, RowView
from interactions.pages.finding_card.mechanism_row import EvidenceView
from reference.release.schema.statement import Citation


class _Shown(NamedTuple):
    """The card that already shows a study, or a piece of evidence with its anchor."""

    studies: dict[str, Card]
    evidence: dict[tuple[str, tuple[Citation, ...]], tuple[str, Card]]

    def card(self, card: Card) -> Card:
        return card._replace(
            driver=self.row(card.driver, card),
            others=tuple(self.row(view, card) for view in card.others),
            measured=tuple(self.study(measured, card) for measured in card.measured),
        )

    def row(self, view: RowView, card: Card) -> RowView:
        return view._replace(items=tuple(self.item(item, card) for item in view.items))

    def item(self, item: EvidenceView, card: Card) -> EvidenceView:
        said = (item.statement.text, item.statement.citations)
        first = said not in self.evidence
        anchor, under = self.evidence.setdefault(said, (f"evidence-{len(self.evidence) + 1}", card))
        return item._replace(anchor=anchor, shown="" if first else under.name)

    def study(self, measured: Measured, card: Card) -> Measured:
        under = self.studies.setdefault(measured.study.slug, card)
        return measured if under is card else measured._replace(shown=under.name)


def without_repeats(cards: Sequence[Card]) -> tuple[Card, ...]:
    """A study is shown under the medicine that it measured, if that is on the page."""
    measured = {m.study.slug: card for card in cards for m in card.measured if m.own}
    shown = _Shown(measured, {})
    return tuple(shown.card(card) for card in cards)

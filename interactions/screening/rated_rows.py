"""The rows of one medicine, each rated for one patient, the strongest first."""

from __future__ import annotations

from typing import NamedTuple

from interactions.rating.actions import Actions
from interactions.rating.rules import Rating, Strength, is_pharmacodynamic, rate, strength
from reference.release.schema.interaction import Interaction, InteractionRow, ModifyingFactor, ResolvedRow
from reference.release.schema.terms import Action, K, RouteClass, Severity

from .patient_situation import PatientSituation
from .release_index import ReleaseIndex
from .row_actions import row_actions
from .setting_members import actions_in_setting, membership, where_kratom_stopped


class RatedRow(NamedTuple):
    """A row of an entry, rated in one situation."""

    resolved: ResolvedRow
    entry: Interaction
    row: InteractionRow
    rating: Rating
    because: tuple[str, ...]
    actions: Actions

    @property
    def strength(self) -> Strength:
        return strength(self.row, self.rating)


def rated_rows(slug: str, situation: PatientSituation, index: ReleaseIndex) -> list[RatedRow]:
    """The rows that apply by this route, rated in context, strongest first."""
    return index.once(("rows", slug, *situation.key()), lambda: _rate_rows(slug, situation, index))


def _rate_rows(slug: str, situation: PatientSituation, index: ReleaseIndex) -> list[RatedRow]:
    rows = (_rated(resolved, slug, situation, index) for resolved in index.applicable_rows(slug))
    return sorted(
        (r for r in rows if applies_by_route(r.row, situation.route)), key=lambda r: r.strength, reverse=True
    )


def headline(slug: str, situation: PatientSituation, index: ReleaseIndex) -> tuple[Severity, Action] | None:
    """The driver row's severity and action; None where no row applies."""
    rows = rated_rows(slug, situation, index)
    return (rows[0].rating.severity, rows[0].rating.action) if rows else None


def applies_by_route(row: InteractionRow, route: RouteClass) -> bool:
    """No row applies to a local product, and no gut-wall row to a parenteral one: entries are about systemic use."""
    if route == RouteClass.LOCAL:
        return False
    return not (
        route in (RouteClass.PARENTERAL, RouteClass.DEPOT)
        and not is_pharmacodynamic(row.mechanism)
        and row.site == "gut"
    )


def _rated(resolved: ResolvedRow, slug: str, situation: PatientSituation, index: ReleaseIndex) -> RatedRow:
    entry = index.entries[resolved.entry]
    row = entry.rows[resolved.row]
    member = membership(slug, situation, index)
    factors = _factors(row, slug, situation, index)
    if member is not None and member[1].unraised:
        factors = [factor for factor in factors if factor.consequence is None]
    rating = _rating(entry, row, factors, index.k[row.mechanism])
    because = tuple(_because(f, index) for f in factors)
    actions = row_actions(resolved, row, rating, factors, situation.stage)
    actions = actions_in_setting(actions, rating.severity, member and member[1], situation)
    return RatedRow(resolved, entry, row, rating, because, where_kratom_stopped(actions, situation))


def _rating(entry: Interaction, row: InteractionRow, factors: list[ModifyingFactor], k: K) -> Rating:
    raised = [f.consequence for f in factors if f.consequence is not None]
    watchable = next((f.watchable for f in factors if f.watchable is not None), None)
    if not raised and watchable is None:  # a factor may add a sentence without changing the rating
        return Rating(row.consequence, row.support, False, row.severity, row.action, True, False)
    adjusted = rate(
        row,
        k=k,
        agonist_treatment=entry.agonist_treatment,
        consequence=max([row.consequence, *raised]),
        watchable=watchable,
    )
    if row.deviation is not None and not raised:
        adjusted = adjusted._replace(severity=row.severity)
    return adjusted


def _factors(
    row: InteractionRow, slug: str, situation: PatientSituation, index: ReleaseIndex
) -> list[ModifyingFactor]:
    answers = situation.answers()
    return [
        factor
        for factor in index.factors.get(row.mechanism, ())
        if answers.get(factor.factor) in factor.values
        and (factor.from_consequence is None or factor.from_consequence == row.consequence)
        and may_concern(factor, slug, index)
    ]


def may_concern(factor: ModifyingFactor, slug: str, index: ReleaseIndex) -> bool:
    """Whether a factor concerns this medicine at all, whatever the answers are."""
    belongs = index.belongs_to(slug)
    named = not factor.targets or not belongs.isdisjoint(factor.targets)
    return named and belongs.isdisjoint(factor.except_targets)


def _because(factor: ModifyingFactor, index: ReleaseIndex) -> str:
    warning = index.warning_of("modifying_factors", factor.slug)
    return f"{factor.sentence.text} {warning}" if warning else factor.sentence.text

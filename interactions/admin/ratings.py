"""The rating of each row, computed from its answers while an editor changes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from interactions.pages.method.tables import K_WORDS
from interactions.publishing.release_checks import ENZYMES
from interactions.rating.rules import UnknownCriterion, dips_score, driver_row, is_pharmacodynamic, rate
from reference.admin.record_form.hooks import Panel, Problem
from reference.release.schema.interaction import Interaction, InteractionRow
from reference.release.schema.terms import Action, Consequence, K, Severity, Support

KNOWN_EFFECTS = Mapping[str, K]
"""By mechanism: what kratom alone does (K)."""


class Stated(NamedTuple):
    """The four values of a row that follow from its answers."""

    consequence: Consequence
    support: Support
    severity: Severity
    action: Action

    @property
    def words(self) -> str:
        support = self.support.replace("-", "−")
        return f"{self.consequence} × {support} → {self.severity.label} · {self.action.label}"


def rating_panels(entry: Interaction, effects: KNOWN_EFFECTS) -> list[Panel]:
    """The rating of each row, the DIPS total of each report, and at the top the row that the entry is rated by."""
    panels: list[Panel] = []
    for index, row in enumerate(entry.rows):
        place = f"rows-{index}"
        panels += [Panel(label, text, place) for label, text in _rating_words(entry, row, effects)]
        panels += _dips_panels(row, place)
    if entry.rows:
        driver = driver_row(entry)
        panels.append(Panel("Headline", f"{_row_name(driver)}: {_stated(driver).words}"))
    return panels


def _rating_words(entry: Interaction, row: InteractionRow, effects: KNOWN_EFFECTS) -> list[tuple[str, str]]:
    if row.mechanism not in effects:
        return [("Computed rating", "None: no kratom effect says what kratom alone does by this mechanism.")]
    k = effects[row.mechanism]
    try:
        rating = rate(row, k=k, agonist_treatment=entry.agonist_treatment)
    except UnknownCriterion as error:
        return [("Computed rating", f"None: {error}.")]
    computed = Stated(rating.consequence, rating.support, rating.severity, rating.action)
    notes = [
        f"kratom alone: {K_WORDS[k]}",
        "harm can be watched for" if rating.watchable else "harm does not announce itself",
    ]
    if rating.floor:
        notes.append("raised to major by a fatal or life-threatening report (R4)")
    if not rating.published:
        notes.append("R6 keeps this row out: log it as a search record instead")
    words = [("Computed rating", f"{computed.words} ({'; '.join(notes)})")]
    if _stated(row) != computed:
        words.append(("Stated rating", f"{_stated(row).words} ({_departure(row)})"))
    return words


def _departure(row: InteractionRow) -> str:
    return "departs, with a deviation" if row.deviation else "differs: recompute, or say why in a deviation"


def _dips_panels(row: InteractionRow, place: str) -> list[Panel]:
    panels = []
    for index, item in enumerate(row.evidence):
        if item.report is None:
            continue
        at = f"{place}-evidence-{index}"
        if not item.report.dips:
            panels.append(Panel("DIPS", "not answered: the report counts for nothing", at))
            continue
        total = dips_score(item.report, pharmacodynamic=is_pharmacodynamic(row.mechanism))
        panels.append(Panel("DIPS", f"{total} (5 or more: probable, 2–4: possible, below 2: no support)", at))
    return panels


def settle_ratings(entry: Interaction, effects: KNOWN_EFFECTS) -> Interaction:
    """The entry with C, S, severity and action as the rule gives them.

    If a row has a deviation, its severity and action stay as the editor stated them: that is its purpose.
    """
    return msgspec.structs.replace(entry, rows=tuple(_settled(entry, row, effects) for row in entry.rows))


def _settled(entry: Interaction, row: InteractionRow, effects: KNOWN_EFFECTS) -> InteractionRow:
    if row.mechanism not in effects:
        return row
    rating = rate(row, k=effects[row.mechanism], agonist_treatment=entry.agonist_treatment)
    row = msgspec.structs.replace(row, consequence=rating.consequence, support=rating.support)
    if row.deviation is not None and row.deviation.support is None:
        return row
    return msgspec.structs.replace(row, severity=rating.severity, action=rating.action)


def check_answers(entry: Interaction, effects: KNOWN_EFFECTS) -> list[Problem]:
    """Problems in the answers that prevent computing a rating."""
    problems = []
    for index, row in enumerate(entry.rows):
        place = f"rows-{index}"
        if row.mechanism not in effects:
            problems.append(Problem(f"{place}-mechanism", "No kratom effect says what kratom alone does here. Add that entry first."))  # fmt: skip
            continue
        try:
            rate(row, k=effects[row.mechanism])
        except UnknownCriterion as error:
            problems.append(Problem(f"{place}-criterion", f"{error}."))
        if row.enzyme is not None and row.enzyme not in ENZYMES:
            problems.append(Problem(f"{place}-enzyme", f"“{row.enzyme}” is not in the list. Use one of {', '.join(sorted(ENZYMES))}."))  # fmt: skip
    return problems


def _stated(row: InteractionRow) -> Stated:
    return Stated(row.consequence, row.support, row.severity, row.action)


def _row_name(row: InteractionRow) -> str:
    return row.mechanism.label + (f" ({row.enzyme})" if row.enzyme else "")

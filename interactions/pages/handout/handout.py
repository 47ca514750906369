"""The patient's hand-out: what a list means for the person who takes it, without repeats, worst first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from interactions.pages.check.results import Results
from interactions.pages.finding_card.card import Card
from interactions.screening.screening_report import FindingReport
from reference.release.schema.interaction import StackingRule
from reference.release.schema.release import Manifest
from reference.release.storage.library import LoadedRelease

from . import wording as words


class Medicine(NamedTuple):
    """A medicine by its name, with the lines as the patient or the chart wrote them."""

    name: str
    typed: tuple[str, ...]


class Group(NamedTuple):
    """Medicines with the same advice."""

    severity: str
    gravity: str
    medicines: tuple[Medicine, ...]
    what: str
    do: str


class Handout(NamedTuple):
    draft: bool  # watermarked until a clinician has reviewed every entry and these words
    advice: str
    first: tuple[str, ...]  # what holds for the list as a whole
    groups: tuple[Group, ...]
    rescue: tuple[Medicine, ...]
    not_known: tuple[str, ...]  # one sentence per line about which nothing is known
    no_change: tuple[str, ...]
    naloxone: bool


def handout(results: Results, loaded: LoadedRelease, *, starting: bool) -> Handout:
    """`starting`: the patient has not started, so no sentence says to continue."""
    parts = results.parts
    return Handout(
        draft=is_draft(loaded.manifest),
        advice=words.ADVICE,
        first=tuple(_first(results, loaded)),
        groups=_groups(parts.cards, starting),
        rescue=tuple(Medicine(item.name, (item.line.input,)) for item in parts.rescue),
        not_known=(
            *(words.NOT_ASSESSED.format(name=line.name) for line in parts.not_assessed),
            *(words.NOT_READ.format(name=ask.typed) for ask in parts.asks),
        ),
        no_change=tuple(words.NO_CHANGE.format(name=line.name) for line in parts.assessed),
        naloxone=bool(parts.rescue) or any(_slows_breathing(card.finding) for card in parts.cards),
    )


def is_draft(manifest: Manifest) -> bool:
    """Whether it is a draft: its entries and its own words, which are in no release, must all be reviewed."""
    return words.REVIEWED_BY is None or manifest.reviewed < manifest.total


def _first(results: Results, loaded: LoadedRelease) -> Iterable[str]:
    """Pregnancy, then the list as a whole: what must continue, what makes kratom stronger, what adds up."""
    if any(item.label == "Pregnancy" and item.words == "yes" for item in results.known):
        yield words.PREGNANT
    together: dict[str, dict[str, None]] = {}
    waiting = {
        card.finding.name for card in results.parts.cards if card.finding.medicine_action in words.NOT_NOW
    }
    for item in results.across:
        if item.kind == "therapy_at_stake":
            if going_on := [name for name in item.members if name not in waiting]:
                yield words.AT_STAKE.format(names=_listed(going_on))
        elif item.kind == "two_step":
            yield words.STRONGER.format(names=_listed(item.members))
        else:
            rule: StackingRule = loaded.by_slug("stacking_rules")[item.rule]
            together.setdefault(words.WHAT[rule.mechanism], {}).update(dict.fromkeys(item.members))
    for what, names in together.items():
        yield words.TOGETHER.format(names=_listed(names), what=what)
    if results.stops.names:
        yield words.BEFORE_LESS_KRATOM.format(names=_listed(results.stops.names))


def _groups(cards: Iterable[Card], starting: bool) -> tuple[Group, ...]:
    """Each piece of advice once, with the medicines that it applies to, in the order of the findings."""
    grouped: dict[Group, list[Medicine]] = {}
    for card in cards:
        finding = card.finding
        same = Group(
            finding.severity,
            words.GRAVITY[finding.severity],
            (),
            _what(finding),
            _do(card, starting),
        )
        grouped.setdefault(same, []).append(Medicine(card.name, card.typed))
    return tuple(group._replace(medicines=tuple(medicines)) for group, medicines in grouped.items())


def _what(finding: FindingReport) -> str:
    """What may happen by the driver's mechanism, and by a second mechanism of the same severity."""
    rows = [row for row in finding.mechanisms if row.severity == finding.severity]
    said = [
        words.what_happens(row.mechanism, row.object, row.severity)
        for row in (rows or list(finding.mechanisms))
    ]
    return " ".join(list(dict.fromkeys(said))[:2])


def _do(card: Card, starting: bool) -> str:
    finding = card.finding
    if card.stopped:
        said = words.STOPPED
    else:
        said = words.do(finding.medicine_action, finding.kratom_action, starting=starting)
    return f"{said} {words.UNDER_CORRECTION}" if finding.under_correction else said


def _slows_breathing(finding: FindingReport) -> bool:
    """Opioids and sedatives: people who take them with kratom may need naloxone."""
    return any(row.mechanism == "cns_depression" and row.severity != "minor" for row in finding.mechanisms)


def _listed(names: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last

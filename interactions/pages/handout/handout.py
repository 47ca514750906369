"""The patient's hand-out: what a list means for the person who takes it, without repeats, worst first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from interactions.pages.check.patient_panel import Known
from interactions.pages.check.results import Results
from interactions.pages.finding_card.card import Card
from interactions.rating.phrases import FACTOR_LABEL
from interactions.screening.release_index import ReleaseIndex, release_index
from interactions.screening.screening_report import FindingReport
from reference.release.schema.interaction import StackingRule
from reference.release.schema.release import Manifest
from reference.release.schema.terms import KratomProduct, Mechanism
from reference.release.storage.library import LoadedRelease

from . import wording as words

PRIVATE = ("pregnancy", "breastfeeding", "oud_treatment", "other_opioids", "psychiatric")
"""Answers that stay off a sheet that others may find, unless they are asked for."""
PRIVATE_LABELS = frozenset(FACTOR_LABEL[name] for name in PRIVATE)
LEAF = KratomProduct.LEAF.label
BREATHING = (Mechanism.CNS_DEPRESSION, Mechanism.OPIOID_ANTAGONISM)


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
    emergency_line: str
    known: tuple[Known, ...]  # answers for the care team
    signs: tuple[str, ...]  # when to call the same day, for these medicines


def handout(
    results: Results, loaded: LoadedRelease, *, starting: bool, with_private: bool = False
) -> Handout:
    """`starting`: the patient has not started, so no sentence says to continue.

    `with_private`: whether what others must not read by chance may stand on it: see PRIVATE.
    """
    parts = results.parts
    return Handout(
        draft=is_draft(loaded.manifest),
        advice=words.ADVICE,
        first=tuple(_first(results, loaded, with_private)),
        groups=_groups(parts.cards, loaded.derived(release_index), starting),
        rescue=tuple(Medicine(item.name, (item.line.input,)) for item in parts.rescue),
        not_known=(
            *(words.NOT_ASSESSED.format(name=line.name) for line in parts.not_assessed),
            *(words.NOT_READ.format(name=ask.typed) for ask in parts.asks),
        ),
        no_change=tuple(words.NO_CHANGE.format(name=line.name) for line in parts.assessed),
        naloxone=_needs_naloxone(results),
        emergency_line=results.emergency_line,
        known=tuple(item for item in results.known if with_private or item.label not in PRIVATE_LABELS),
        signs=tuple(_signs(parts.cards, loaded.derived(release_index))),
    )


def is_draft(manifest: Manifest) -> bool:
    """Whether it is a draft: its entries and its own words, which are in no release, must all be reviewed."""
    return words.REVIEWED_BY is None or manifest.reviewed < manifest.total


def _first(results: Results, loaded: LoadedRelease, with_private: bool) -> Iterable[str]:
    """Pregnancy, then the list as a whole: what must continue, what makes kratom stronger, what adds up."""
    if with_private and any(item.label == "Pregnancy" and item.words == "yes" for item in results.known):
        yield words.PREGNANT
    left_out = frozenset() if with_private else frozenset(label.lower() for label in PRIVATE_LABELS)
    waiting = {
        card.finding.name for card in results.parts.cards if card.finding.medicine_action in words.NOT_NOW
    }
    together: dict[str, dict[str, None]] = {}
    for item in results.across:
        members = [name for name in item.members if name not in left_out]
        if item.kind == "therapy_at_stake":
            if going_on := [name for name in members if name not in waiting]:
                sentence = words.AT_STAKE if len(going_on) > 1 else words.AT_STAKE_ONE
                yield sentence.format(names=_listed(going_on))
        elif item.kind == "two_step":
            yield words.STRONGER.format(names=_listed(members))
        else:
            rule: StackingRule = loaded.by_slug("stacking_rules")[item.rule]
            together.setdefault(words.WHAT[rule.mechanism], {}).update(dict.fromkeys(members))
    for what, names in together.items():
        yield words.TOGETHER.format(names=_listed(names), what=what)
    if results.stops.names:
        yield words.BEFORE_LESS_KRATOM.format(names=_listed(results.stops.names))


def _groups(cards: Iterable[Card], index: ReleaseIndex, starting: bool) -> tuple[Group, ...]:
    """Each piece of advice once, with the medicines that it applies to, in the order of the findings."""
    grouped: dict[Group, list[Medicine]] = {}
    for card in cards:
        finding = card.finding
        same = Group(
            finding.severity,
            words.GRAVITY[finding.severity],
            (),
            _what(finding),
            _do(card, index, starting),
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


def _do(card: Card, index: ReleaseIndex, starting: bool) -> str:
    finding = card.finding
    if card.stopped:
        said = words.STOPPED
    elif _only_a_start_waits(finding, index):
        said = words.started_already(finding.kratom_action)
    else:
        asked = starting or finding.stage == "planned"
        said = words.do(finding.medicine_action, finding.kratom_action, starting=asked)
    return f"{said} {words.UNDER_CORRECTION}" if finding.under_correction else said


def _only_a_start_waits(finding: FindingReport, index: ReleaseIndex) -> bool:
    """Whether only a start has to wait, and a treatment that runs goes on: buprenorphine."""
    goes_on = finding.medicine_action not in words.NOT_NOW
    return goes_on and any(row.on_both for row in index.entries[finding.entry].rows)


def _needs_naloxone(results: Results) -> bool:
    """Kratom is opioid-like: only leaf with nothing that slows breathing goes without."""
    leaf = any(item.label == FACTOR_LABEL["product"] and item.words == LEAF for item in results.known)
    slowed = any(_slows_breathing(card.finding) for card in results.parts.cards)
    return not leaf or slowed or bool(results.parts.rescue)


def _slows_breathing(finding: FindingReport) -> bool:
    """Opioids, sedatives and opioid blockers: people who take them with kratom may need naloxone."""
    return any(row.mechanism in BREATHING and row.severity != "minor" for row in finding.mechanisms)


def _signs(cards: Iterable[Card], index: ReleaseIndex) -> Iterable[str]:
    """When to call the same day because of one medicine, worst first, each entry once."""
    said: dict[str, list[str]] = {}
    for card in cards:
        for entry in dict.fromkeys(row.entry for row in card.finding.mechanisms):
            for told in index.entries[entry].same_day_signs:
                said.setdefault(index.named(told.text, card.finding.name), []).append(card.name)
    for sign, names in said.items():
        yield f"{_listed(dict.fromkeys(names))}: {sign}"


def _listed(names: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last

"""The answer as neutral text for the chart: at most twelve lines, which account for every typed line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from interactions.pages.finding_card.card import Card
from interactions.rating.phrases import lowered
from reference.release.schema.terms import NOT_ASSESSED, NOT_THE_SAME_AS_SAFE
from reference.release.storage.library import LoadedRelease
from reference.release.storage.provenance import NOT_PUBLISHED, fallback_words
from reference.views.shared.citations import short_name
from reference.views.shared.frame import banner, today

from .list_alerts import Across
from .other_lines import Plain
from .patient_panel import in_sentence
from .plan_steps import numbered
from .results import Results

ACROSS = {"therapy_at_stake": "Treatment to protect", "two_step": "Two steps"}


def chart_note(results: Results, loaded: LoadedRelease) -> str:
    """Patients read their charts: plain words, no blame, and every unresolved name is listed."""
    manifest = loaded.manifest
    checked, until = f"{today():%-d %B %Y}", f"{manifest.valid_until:%-d %B %Y}"
    known = "; ".join(f"{in_sentence(k.label)}: {k.told}" for k in results.known) or "nothing known"
    return "\n".join(
        [
            f"Kratom interaction check of {checked}, release {manifest.version}, valid until {until}. Patient: {known}.",
            f"Emergency: {lowered(results.emergency_line)}",
            *_plan(results),
            *_across(results),
            *_findings(results),
            *_without_finding(results),
            *_not_checked(results),
            " ".join(_foot(results, loaded)),
        ]
    )


def _plan(results: Results) -> Iterator[str]:
    if results.plan:
        yield f"Plan: {numbered(results.plan)}"


def _foot(results: Results, loaded: LoadedRelease) -> Iterator[str]:
    """What is not known, the basis of the findings, what was covered, and that it has not been reviewed."""
    yield f"Not known: {_listed(map(in_sentence, results.unknown))}."
    if sources := _sources(results.parts.cards, loaded):
        yield f"Sources: {sources}."
    yield results.scope
    yield banner(loaded.manifest)
    if loaded.is_preview:
        yield NOT_PUBLISHED
    if loaded.instead_of:
        yield fallback_words(loaded.manifest.version, loaded.instead_of)


def _sources(cards: Iterable[Card], loaded: LoadedRelease) -> str:
    """Publications by author and year; those without an identifier are only counted."""
    sources = loaded.by_slug("sources")
    cited = dict.fromkeys(c.source for card in cards for c in card.bottom_line.citations)
    found = [sources[slug] for slug in cited if slug in sources]
    published = [source for source in found if source.doi or source.pmid]
    others = len(found) - len(published)
    return "; ".join(
        [
            *dict.fromkeys(map(short_name, published)),
            *([f"{others} more in the release"] if others else []),
        ]
    )


def _across(results: Results) -> Iterator[str]:
    said = [*map(_across_words, results.across), *_when_kratom_stops(results)]
    if said:
        yield f"Across the list. {' '.join(said)}"


def _across_words(item: Across) -> str:
    """A list rule names its medicines first, a stack the effect that adds up."""
    if item.kind in ACROSS:
        rule = "; with ".join(filter(None, [item.name, ", ".join(item.others)]))
        words = f"{ACROSS[item.kind]}: {_listed(item.members)} ({rule})"
    else:
        words = f"Together, {item.label.lower()}: {item.name} ({item.whom})"
    return f"{_warned(words, item.under_correction)}."


def _findings(results: Results) -> Iterator[str]:
    """What to do for major and moderate findings, without repeats; only the names for minor ones."""
    for severity in ("major", "moderate"):
        if found := [card for card in results.parts.cards if card.finding.severity == severity]:
            yield f"{severity.capitalize()}: {' '.join(_to_do(found))}"
    if minor := [card for card in results.parts.cards if card.finding.severity == "minor"]:
        yield f"Minor: {_listed(_warned(_as_typed(c.name, c.typed), c.finding.under_correction) for c in minor)}."


def _to_do(cards: Iterable[Card]) -> Iterator[str]:
    """Neighbours with the same text are listed together before it: the order stays that of the page."""
    for phrase, neighbours in groupby(cards, key=lambda card: _phrase(card, "these")):
        together = list(neighbours)
        said = phrase if len(together) > 1 else _phrase(together[0], together[0].finding.name)
        yield f"{_listed(map(_lines, together))}: {said}"


def _phrase(card: Card, name: str) -> str:
    phrase = card.finding.action_phrase.replace(card.finding.name, name)
    return " ".join(filter(None, [phrase, card.finding.under_correction]))


def _lines(card: Card) -> str:
    """The lines as typed, with the medicine if a brand or a code was typed."""
    lines = ", ".join(f"“{line}”" for line in card.typed) or card.name
    if card.finding.name.casefold() not in lines.casefold():
        lines = f"{lines} ({card.finding.name})"
    return f"{lines} (stopped; effects can outlast it)" if card.stopped else lines


def _when_kratom_stops(results: Results) -> Iterator[str]:
    if results.stops.names:
        yield f"When kratom stops, gradually if used daily: look again at {_listed(results.stops.names)}."
    elif results.parts.kratom:
        yield "Kratom stops gradually if used daily."


def _without_finding(results: Results) -> Iterator[str]:
    parts = results.parts
    if parts.rescue:
        given = (_warned(_as_typed(i.name, (i.line.input,)), i.line.under_correction) for i in parts.rescue)
        yield f"Give if needed: {_listed(given)}."
    unchanged = f"No change found, inside what was studied: {_listed(map(_named, parts.assessed))}."
    unknown = f"{NOT_ASSESSED} ({NOT_THE_SAME_AS_SAFE}): {_listed(map(_named, parts.not_assessed))}."
    if said := [
        words for words, lines in ((unchanged, parts.assessed), (unknown, parts.not_assessed)) if lines
    ]:
        yield " ".join(said)


def _not_checked(results: Results) -> Iterator[str]:
    parts = results.parts
    if parts.asks:
        yield f"Not resolved: {_listed(f'“{ask.typed}”' for ask in parts.asks)}."
    kratom = f"Read as kratom: {_quoted(parts.kratom)}."
    others = (*parts.not_medicines, *parts.questions)
    not_medicines = f"Not checked as medicines: {_quoted(others)}."
    if said := [words for words, lines in ((kratom, parts.kratom), (not_medicines, others)) if lines]:
        yield " ".join(said)


def _named(line: Plain) -> str:
    return _warned(_as_typed(line.name, (line.typed,)), line.warning)


def _as_typed(name: str, typed: Iterable[str]) -> str:
    """The name, with the lines it was read from if they say more than the name."""
    lines = [f"“{line}”" for line in typed if line.casefold() != name.casefold()]
    return f"{name} ({', '.join(lines)})" if lines else name


def _quoted(lines: Iterable[Plain]) -> str:
    return _listed(f"“{line.typed}”" for line in lines)


def _warned(words: str, warning: str | None) -> str:
    """In a list of names, the sentence about a recalled entry is in brackets."""
    return f"{words} ({warning[:1].lower()}{warning[1:].rstrip('.')})" if warning else words


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)

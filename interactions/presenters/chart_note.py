"""The answer as neutral text for the chart: at most twelve lines, and nothing typed is missing from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reference.release.schema import Manifest
from reference.release.stamp import NOT_PUBLISHED
from reference.release.store import is_preview
from reference.views.frame import banner

from .across import Across
from .finding import Card
from .lines import Plain
from .patient import in_sentence
from .results import Results

ACROSS = {"therapy_at_stake": "Treatment to protect", "two_step": "Two steps"}


def chart_note(results: Results, manifest: Manifest) -> str:
    """Patients read their charts: plain words, no blame, and what was not resolved by name."""
    until = f"{manifest.valid_until:%-d %B %Y}"
    known = "; ".join(f"{in_sentence(k.label)}: {k.told}" for k in results.known) or "nothing known"
    return "\n".join(
        [
            f"Kratom interaction check, release {manifest.version}, valid until {until}.",
            f"Patient: {known}. Not known: {_listed(map(in_sentence, results.unknown))}.",
            *_across(results.across),
            *_findings(results),
            *_when_kratom_stops(results),
            *_without_finding(results),
            *_not_checked(results),
            f"{results.scope} {banner(manifest)}{_preview(manifest)}",
        ]
    )


def _preview(manifest: Manifest) -> str:
    return f" {NOT_PUBLISHED}" if is_preview(manifest.version) else ""


def _across(items: tuple[Across, ...]) -> Iterator[str]:
    if items:
        yield f"Across the list. {' '.join(_across_words(item) for item in items)}"


def _across_words(item: Across) -> str:
    """A list rule names its medicines first; a stack what adds up."""
    if item.kind in ACROSS:
        rule = "; with ".join(filter(None, [item.name, ", ".join(item.others)]))
        words = f"{ACROSS[item.kind]}: {_listed(item.members)} ({rule})"
    else:
        words = f"Together, {item.label.lower()}: {item.name} ({item.whom})"
    return f"{_warned(words, item.under_correction)}."


def _findings(results: Results) -> Iterator[str]:
    """What to do for major and moderate; the names alone for minor."""
    for severity in ("major", "moderate"):
        if found := [card for card in results.parts.cards if card.finding.severity == severity]:
            yield f"{severity.capitalize()}: {' '.join(map(_to_do, found))}"
    if minor := [card for card in results.parts.cards if card.finding.severity == "minor"]:
        yield f"Minor: {_listed(_warned(_as_typed(c.name, c.typed), c.finding.under_correction) for c in minor)}."


def _to_do(card: Card) -> str:
    phrase = " ".join(filter(None, [card.finding.action_phrase, card.finding.under_correction]))
    typed = ", ".join(f"“{line}”" for line in card.typed)
    if card.stopped:
        typed = f"{typed or card.name} (stopped; effects can outlast it)"
    return f"{typed}: {phrase}" if typed else phrase


def _when_kratom_stops(results: Results) -> Iterator[str]:
    if results.stops.names:
        yield f"When kratom stops, not abruptly if used daily: look again at {_listed(results.stops.names)}."
    elif results.parts.kratom:
        yield "When kratom stops: not abruptly if used daily."


def _without_finding(results: Results) -> Iterator[str]:
    parts = results.parts
    if parts.rescue:
        given = (_warned(_as_typed(i.name, (i.line.input,)), i.line.under_correction) for i in parts.rescue)
        yield f"Give if needed: {_listed(given)}."
    unchanged = f"No change found, inside what was studied: {_listed(map(_named, parts.assessed))}."
    unknown = f"Not assessed (not the same as safe): {_listed(map(_named, parts.not_assessed))}."
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
    """The name with the lines it was read from, where they say more than the name."""
    lines = [f"“{line}”" for line in typed if line.casefold() != name.casefold()]
    return f"{name} ({', '.join(lines)})" if lines else name


def _quoted(lines: Iterable[Plain]) -> str:
    return _listed(f"“{line.typed}”" for line in lines)


def _warned(words: str, warning: str | None) -> str:
    """In a list of names a recalled entry's sentence stands in brackets."""
    return f"{words} ({warning[:1].lower()}{warning[1:].rstrip('.')})" if warning else words


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)

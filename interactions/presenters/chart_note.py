"""The answer as neutral text for the chart: at most twelve lines, and nothing typed is missing from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reference.release.schema import Manifest
from reference.views.frame import banner

from .patient import in_sentence
from .results import Results, Stack

SEVERITIES = ("major", "moderate", "minor")


def chart_note(results: Results, manifest: Manifest) -> str:
    """Patients read their charts: plain words, no blame, and what was not resolved by name."""
    until = f"{manifest.valid_until:%-d %B %Y}"
    known = "; ".join(f"{in_sentence(label)}: {words}" for label, words in results.context) or "nothing known"
    return "\n".join(
        [
            f"Kratom interaction check, release {manifest.version}, valid until {until}.",
            f"Patient: {known}. Not known: {_listed(map(in_sentence, results.unknown))}.",
            *_stacks(results.stacks),
            *_findings(results),
            *_without_finding(results),
            *_not_checked(results),
            f"{results.scope} {banner(manifest)}",
        ]
    )


def _stacks(stacks: tuple[Stack, ...]) -> Iterator[str]:
    if stacks:
        said = (
            f"{s.stack.name} ({s.severity_label.lower()}): {_listed(s.stack.medications)}" for s in stacks
        )
        yield f"Together: {'; '.join(said)}."


def _findings(results: Results) -> Iterator[str]:
    """What to do for major and moderate; the names alone for minor."""
    for severity in SEVERITIES:
        found = [card for card in results.parts.cards if card.finding.severity == severity]
        if found and severity == "minor":
            yield f"Minor: {_listed(card.name for card in found)}."
        elif found:
            yield f"{severity.capitalize()}: {' '.join(card.finding.action_phrase for card in found)}"


def _without_finding(results: Results) -> Iterator[str]:
    parts = results.parts
    if parts.rescue:
        yield f"Give if needed: {_listed(item.name for item in parts.rescue)}."
    if parts.assessed:
        yield f"No change found, inside what was studied: {_listed(line.name for line in parts.assessed)}."
    if parts.not_assessed:
        yield f"Not assessed (not the same as safe): {_listed(line.name for line in parts.not_assessed)}."


def _not_checked(results: Results) -> Iterator[str]:
    parts = results.parts
    if parts.asks:
        yield f"Not resolved: {_listed(f'“{ask.typed}”' for ask in parts.asks)}."
    others = (*parts.not_medicines, *parts.questions, *parts.kratom)
    if others:
        yield f"Not checked as medicines: {_listed(f'“{line.typed}”' for line in others)}."


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)

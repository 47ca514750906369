"""The answer as neutral text for the chart: at most twelve lines, and nothing typed is missing from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reference.release.schema import Manifest
from reference.release.stamp import NOT_PUBLISHED
from reference.release.store import is_preview
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
            f"{results.scope} {banner(manifest)}{_preview(manifest)}",
        ]
    )


def _preview(manifest: Manifest) -> str:
    return f" {NOT_PUBLISHED}" if is_preview(manifest.version) else ""


def _stacks(stacks: tuple[Stack, ...]) -> Iterator[str]:
    if stacks:
        said = (
            _warned(
                f"{s.stack.name} ({s.severity_label.lower()}): {_listed(s.stack.medications)}",
                s.stack.under_correction,
            )
            for s in stacks
        )
        yield f"Together: {'; '.join(said)}."


def _findings(results: Results) -> Iterator[str]:
    """What to do for major and moderate; the names alone for minor."""
    for severity in SEVERITIES:
        found = [card for card in results.parts.cards if card.finding.severity == severity]
        if found and severity == "minor":
            yield f"Minor: {_listed(_warned(card.name, card.finding.under_correction) for card in found)}."
        elif found:
            phrases = (
                " ".join(filter(None, [card.finding.action_phrase, card.finding.under_correction]))
                for card in found
            )
            yield f"{severity.capitalize()}: {' '.join(phrases)}"


def _without_finding(results: Results) -> Iterator[str]:
    parts = results.parts
    if parts.rescue:
        yield f"Give if needed: {_listed(_warned(i.name, i.line.under_correction) for i in parts.rescue)}."
    if parts.assessed:
        yield f"No change found, inside what was studied: {_listed(line.name for line in parts.assessed)}."
    if parts.not_assessed:
        names = (_warned(line.name, line.warning) for line in parts.not_assessed)
        yield f"Not assessed (not the same as safe): {_listed(names)}."


def _not_checked(results: Results) -> Iterator[str]:
    parts = results.parts
    if parts.asks:
        yield f"Not resolved: {_listed(f'“{ask.typed}”' for ask in parts.asks)}."
    others = (*parts.not_medicines, *parts.questions, *parts.kratom)
    if others:
        yield f"Not checked as medicines: {_listed(f'“{line.typed}”' for line in others)}."


def _warned(words: str, warning: str | None) -> str:
    """In a list of names a recalled entry's sentence stands in brackets."""
    return f"{words} ({warning[:1].lower()}{warning[1:].rstrip('.')})" if warning else words


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)

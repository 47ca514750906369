"""One finding in plain text: what to do before why, one verdict, the other mechanisms below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from interactions.pages.finding_card.card import slots_of, worse_words
from interactions.pages.finding_card.mechanism_row import course_words, evidence_words, mechanism_words
from interactions.rating.phrases import capitalised
from interactions.screening.release_index import ReleaseIndex, release_index
from interactions.screening.screening_report import FindingReport, LineReport, Link, RowReport
from reference.release.schema.terms import Slot
from reference.release.storage.library import LoadedRelease
from reference.views.shared.citations import References

from .layout import cited, labelled, paragraph, steps


def finding_text(
    finding: FindingReport,
    lines: Sequence[LineReport],
    first: Slot,
    loaded: LoadedRelease,
    references: References,
) -> Iterator[str]:
    """A finding with the lines that led to it."""
    index = loaded.derived(release_index)
    verdict = f"{finding.severity.label.upper()}. {capitalised(finding.name)}"
    yield from paragraph(verdict, 0, 2)
    for line in lines:
        yield from labelled("Typed", line.input)
        yield from labelled("On the list as stopped", stopped_words(line))
    yield from paragraph(f"=> {finding.action_phrase}", 2, 5)
    yield from paragraph(finding.under_correction or "", 2)
    driver, *others = finding.mechanisms
    yield from paragraph(cited(driver.summary, references), 2)
    yield from _what_to_do(finding, first, references)
    yield from _why(finding, references)
    yield from labelled("Evidence", _evidence(driver, finding.name, index))
    yield from labelled("Mechanism", _mechanism(driver, finding.name))
    yield from paragraph(course_words(driver.onset, driver.offset), 2)
    for row in others:
        yield from _other(row, finding.name, index, references)
    yield from labelled("Practice notes", questions(finding.practice_notes, loaded))
    pages = dict.fromkeys(page for line in lines for page in line.see)
    yield from labelled("See", titles(page for page in pages if page.slug not in finding.practice_notes))


def titles(pages: Iterable[Link]) -> str:
    return " · ".join(page.title for page in pages)


def questions(slugs: Iterable[str], loaded: LoadedRelease) -> str:
    """The questions of these practice notes, with the warning if one was recalled."""
    notes = loaded.by_slug("practice_notes")
    found = (
        " ".join(filter(None, [notes[slug].question, loaded.warning_of("practice_notes", slug)]))
        for slug in slugs
        if slug in notes
    )
    return " · ".join(found)


def stopped_words(line: LineReport) -> str:
    """What the line says about stopping, and what that means; nothing for a current line."""
    if line.line_status == "current":
        return ""
    return f"{line.status_words or 'stopped'}. Effects can outlast stopping."


def _what_to_do(finding: FindingReport, first: Slot, references: References) -> Iterator[str]:
    """The steps for this patient, what to watch, the emergency. Stopping kratom has its own section."""
    filled = slots_of(finding.management, first)
    fitting = (
        2 if finding.medicine_action == "wait" else 1
    )  # "do not start until …" needs both, started or not
    now = [view for view in filled[:fitting] if view.slot not in ("when_kratom_stops", "emergency")]
    emergency = [view for view in filled if view.slot == "emergency"]
    for view in now:
        yield from steps(f"What to do, {view.label.lower()}", view.statements, references)
    if watch := finding.mechanisms[0].monitoring:
        yield from labelled("Watch", f"{watch.what}. When: {watch.when}. Act at: {watch.threshold}")
    for view in emergency:
        yield from steps(view.label, view.statements, references)


def _why(finding: FindingReport, references: References) -> Iterator[str]:
    """Why this patient's rating differs from the reference case's, and how another product would be rated."""
    if finding.because:
        base, now = finding.base_severity.label.lower(), finding.severity.label.lower()
        differs = f"{now}, {base} in the reference case. " if base != now else ""
        yield from labelled("For this patient", differs + " ".join(finding.because))
    for note in finding.notes:
        yield from paragraph(note, 2)
    for words in worse_words(finding):
        yield from paragraph(words, 2)
    if finding.product_note:
        yield from paragraph(cited(finding.product_note, references), 2)


def _evidence(row: RowReport, name: str, index: ReleaseIndex) -> str:
    words = evidence_words(row, name, index.name)
    return f"{words} (role from memory, needs verification)" if row.role_from_memory else words


def _mechanism(row: RowReport, name: str) -> str:
    return mechanism_words(row.mechanism, row.enzyme, row.object, row.site, name)


def _other(row: RowReport, name: str, index: ReleaseIndex, references: References) -> Iterator[str]:
    """A further mechanism with its rating, and with its sentence if it is major, because none of these may be lost."""
    words = f"{_mechanism(row, name)}: {row.severity.label.lower()}."
    summary = cited(row.summary, references) if row.severity == "major" else ""
    warning = row.under_correction or ""
    yield from labelled(
        "Also", " ".join(filter(None, [words, summary, warning, _evidence(row, name, index)]))
    )

"""Screens a list of chart lines: exactly one outcome per line. Order never matters; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from interactions.chart.line import ChartLine
from interactions.chart.noise import INSTRUCTION, NO_NAME
from interactions.rating.phrases import if_taken_again, not_checked
from reference.release.names.index import NameHit, NameMatch
from reference.release.schema.medicines import Precipitant

from .findings import finding
from .line_outcomes import (
    ambiguous,
    not_a_medicine,
    not_assessed_or_none,
    not_searched,
    precipitant,
    rescue,
    unrecognised,
    with_findings,
)  # fmt: skip
from .list_rules import list_findings
from .medication_list import MAX_LENGTH, MAX_LINES, CodedInput, ReadLine, read_list, read_name
from .open_questions import questions
from .patient_context import PatientContext
from .plan import plan
from .release_index import ReleaseIndex
from .screening import Screening
from .screening_report import (
    Candidate,
    FindingReport,
    LineReport,
    MatchedMedication,
    ScreeningReport,
    WhenKratomStops,
)
from .stacking import stacks, with_their_stacks

MOST_WORDS_OF_A_NAME = 6
MAY_BE_A_QUESTION = (INSTRUCTION, NO_NAME)  # `UDS`, `taper`: a heading, a denial or an allergy never is
SCOPE = "Kratom with medicines, alcohol and other substances that patients combine with it; not medicines with each other."


def screen_medications(
    inputs: Sequence[str | CodedInput], context: PatientContext, index: ReleaseIndex
) -> ScreeningReport:
    """Screen a list. Raises ValueError beyond MAX_LINES lines or MAX_LENGTH characters: callers must check first."""
    if len(inputs) > MAX_LINES or any(len(str(item)) > MAX_LENGTH for item in inputs):
        raise ValueError(f"at most {MAX_LINES} lines of {MAX_LENGTH} characters")
    screening = Screening(read_list(inputs, index), context, index)
    answered = tuple(answer_line(line, screening) for line in screening.lines)
    stacked = stacks(answered, screening)
    reports = with_their_stacks(answered, stacked, index)
    return ScreeningReport(
        release=index.stamp,
        review=index.review,
        scope=SCOPE,
        context=screening.context,
        context_from_list=tuple(sorted(screening.from_list)),
        lines=reports,
        stacked=stacked,
        two_step=list_findings("two_step", reports, screening),
        therapy_at_stake=list_findings("therapy_at_stake", reports, screening),
        ask_me=questions(screening),
        when_kratom_stops=when_kratom_stops(reports),
        plan=plan(reports, stacked, (), screening.context, index),
    )


def screen_line(line: ReadLine, index: ReleaseIndex) -> LineReport:
    """The outcome of one line alone, in the reference case, without interactions of a whole list."""
    return answer_line(line, Screening([line], PatientContext(), index))


def screen_name(hit: NameHit, index: ReleaseIndex) -> LineReport:
    """The outcome of one name, as if it were the only line of a list."""
    return screen_line(read_name(hit, index), index)


def answer_line(line: ReadLine, screening: Screening) -> LineReport:
    """The only way from a line to its outcome: screen, API, pages, suggestions and the offline copy all call it."""
    return _with_unread(line, _outcome(line, screening), screening.index)


def when_kratom_stops(lines: Sequence[LineReport]) -> tuple[WhenKratomStops, ...]:
    """What stopping kratom changes, once per current medicine, in the order of the list."""
    found: dict[str, WhenKratomStops] = {}
    for line in lines:
        for item in line.findings if line.line_status == "current" else ():
            if statements := item.management.when_kratom_stops:
                found[item.medication] = WhenKratomStops(
                    medication=item.medication, name=item.name, statements=statements
                )
    return tuple(found.values())


def _outcome(line: ReadLine, screening: Screening) -> LineReport:
    index, hit = screening.index, line.hit
    notes = index.notes_on(line.text)
    if reason := line.chart.not_a_medicine:
        return unrecognised(line, notes) if notes and reason in MAY_BE_A_QUESTION else not_a_medicine(line)
    if hit is None:
        return _unmatched(line, notes, screening)
    if hit.kind == "ask":
        return ambiguous(line, _candidates(line, hit.candidates, screening), hit.note)
    if hit.kind == "precipitant" and hit.slug is not None:
        return _kratom(line, index.precipitants[hit.slug], notes, screening)
    medications = _matched(hit, index)
    if line.rescue:
        return rescue(line, medications, index)
    if findings := _findings(line, screening):
        return with_findings(line, medications, findings, notes)
    if hit.kind == "drug_class" and hit.slug is not None:
        return _which_member(line, hit.slug, screening)
    return not_assessed_or_none(line, medications, screening)


def _kratom(line: ReadLine, record: Precipitant, notes: tuple[str, ...], screening: Screening) -> LineReport:
    """Kratom itself, with findings for other names on the line. Names without one are listed as not checked."""
    others = _findings(line, screening)
    answered = {found.medication for found in others}
    report = precipitant(line, record, notes, others, screening.index)
    return _left_out(report, [screening.index.name(slug) for slug in line.slugs if slug not in answered])


def _which_member(line: ReadLine, drug_class: str, screening: Screening) -> LineReport:
    """For a class without rows of its own, ask which member is meant."""
    index = screening.index
    members = sorted(index.hierarchy.members(drug_class))
    offered = [NameMatch(slug, index.name(slug), "several_compositions", 1.0) for slug in members]
    note = f"{index.classes[drug_class].name} is a class: name the medicine"
    return ambiguous(line, _candidates(line, offered, screening), note)


def _candidates(line: ReadLine, matches: Iterable[NameMatch], screening: Screening) -> tuple[Candidate, ...]:
    """What the line may mean, each with its severity if chosen."""
    return tuple(_candidate(line, match, screening) for match in matches)


def _candidate(line: ReadLine, match: NameMatch, screening: Screening) -> Candidate:
    hit = screening.index.hit_of(match.slug)
    chosen = screening.choosing(line, hit)
    findings = _findings(chosen.lines[0], chosen)
    severity = max((found.severity for found in findings), default=None)
    return Candidate(slug=match.slug, name=match.name, why=match.why, score=match.score, severity=severity)


def _with_unread(line: ReadLine, report: LineReport, index: ReleaseIndex) -> LineReport:
    """A line has one outcome. List other names on it as not checked, so that they are not lost silently."""
    own = {medication.slug for medication in report.medications}
    hits = [hit for text in line.chart.unread if (hit := _ending_in_a_name(text, index))]
    others = [hit for hit in hits if not own.intersection(hit.ingredients)]
    asked = bool(report.practice_notes) and report.outcome == "unrecognised"  # `how to taper kratom`
    return _left_out(report, [hit.name for hit in others if not (asked and hit.kind == "precipitant")])


def _left_out(report: LineReport, names: Sequence[str]) -> LineReport:
    """The report with the names on its line that no outcome covers."""
    others = tuple(dict.fromkeys(name for name in names if name not in report.not_checked))
    if not others:
        return report
    said = f"{report.message} {not_checked(others)}"
    return msgspec.structs.replace(report, message=said, not_checked=(*report.not_checked, *others))


def _ending_in_a_name(text: str, index: ReleaseIndex) -> NameHit | None:
    """`then lithium`: the longest ending that is a name."""
    words = text.split()[-MOST_WORDS_OF_A_NAME:]
    endings = (" ".join(words[start:]) for start in range(len(words)))
    return next((hit for ending in endings if (hit := index.names.look_up(ending))), None)


def _findings(line: ReadLine, screening: Screening) -> tuple[FindingReport, ...]:
    found = []
    for slug in line.slugs:
        situation = screening.situation(slug, line)
        if (report := finding(slug, situation, screening.index)) is not None:
            found.append(_if_taken_again(report) if line.chart.status == "stopped" else report)
    return tuple(found)


def _if_taken_again(found: FindingReport) -> FindingReport:
    """Replace "keep taking" for a medicine that was stopped."""
    return msgspec.structs.replace(found, action_phrase=if_taken_again(found.action_phrase))


def _unmatched(line: ReadLine, notes: tuple[str, ...], screening: Screening) -> LineReport:
    index = screening.index
    topics = (index.topic(words) for words in (line.text, *_worded(line.chart)))
    if notes := notes or index.note_keywords.get(next(filter(None, topics), ""), ()):
        return unrecognised(line, notes)
    found = index.names.search_first(line.chart.name_texts)
    if found.candidates:
        return ambiguous(line, _candidates(line, found.candidates, screening))
    return unrecognised(line) if found.searched_all else not_searched(line)


def _worded(chart: ChartLine) -> tuple[str, ...]:
    """The names without dose words, if no dose or form shows that it is a medicine: `pregnant, daily tea`."""
    return () if chart.strength or chart.form not in (None, "tea") else chart.name_texts


def _matched(hit: NameHit, index: ReleaseIndex) -> tuple[MatchedMedication, ...]:
    if hit.kind == "drug_class" and hit.slug is not None:
        name = index.name(hit.slug)
        return (MatchedMedication(slug=hit.slug, name=name, matched_by=hit.matched_by, kind="drug_class"),)
    product = index.products.get(hit.slug or "")
    inactive = {i.medication: i.inactive_by_route for i in product.ingredients} if product else {}
    return tuple(
        MatchedMedication(
            slug=slug,
            name=index.name(slug),
            matched_by=hit.matched_by,
            inactive_by_route=inactive.get(slug),
        )
        for slug in hit.ingredients
    )

"""A list of chart lines in, exactly one outcome a line out. Order never matters; nothing is taken by guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reference.release.medicines import RescueMedicine
from reference.release.names import NameHit

from .assessment import Circumstances, finding, rated_rows
from .chart.line import ChartLine
from .chart.noise import INSTRUCTION, NO_NAME
from .context import PatientContext
from .list_reading import (
    MAX_LENGTH,
    MAX_LINES,
    CodedInput,
    ReadLine,
    read_list,
    slugs_to_assess,
    told_by_list,
)
from .list_rules import list_findings
from .outcomes import (
    ambiguous,
    not_a_medicine,
    not_assessed_or_none,
    not_searched,
    precipitant,
    rescue,
    unrecognised,
    which_member,
    with_findings,
)  # fmt: skip
from .prepared import Prepared
from .questions import questions
from .report import FindingReport, LineReport, MatchedMedication, ScreeningReport, WhenKratomStops
from .stacking import stacks
from .wording import if_taken_again, not_checked

MOST_WORDS_OF_A_NAME = 6
MAY_BE_A_QUESTION = (INSTRUCTION, NO_NAME)  # `UDS`, `taper`: a heading, a denial or an allergy never is
SCOPE = "Kratom with medicines, alcohol and other substances that patients combine with it; not medicines with each other."


def screen_medications(
    inputs: Sequence[str | CodedInput], context: PatientContext, prepared: Prepared
) -> ScreeningReport:
    """Screen a list. Raises ValueError beyond MAX_LINES lines or MAX_LENGTH characters: callers check first."""
    if len(inputs) > MAX_LINES or any(len(str(item)) > MAX_LENGTH for item in inputs):
        raise ValueError(f"at most {MAX_LINES} lines of {MAX_LENGTH} characters")
    lines = read_list(inputs, prepared)
    told = told_by_list(lines, context, prepared)
    context = msgspec.structs.replace(context, **told)
    depressants = _depressants(lines, context, prepared)
    reports = tuple(
        _with_unread(line, _report(line, context, depressants, prepared), prepared) for line in lines
    )
    assessed = [pair for line in lines for pair in _assessed(line, context, depressants, prepared)]
    return ScreeningReport(
        release=prepared.stamp,
        review=prepared.review,
        scope=SCOPE,
        context=context,
        context_from_list=tuple(sorted(told)),
        lines=reports,
        stacked=stacks(reports, context, prepared),
        two_step=list_findings("two_step", reports, context, prepared),
        therapy_at_stake=list_findings("therapy_at_stake", reports, context, prepared),
        ask_me=questions(assessed, prepared),
        when_kratom_stops=when_kratom_stops(reports),
    )


def screen_line(line: ReadLine, prepared: Prepared) -> LineReport:
    """One line by itself, in the reference case: its outcome, without what a list as a whole would tell."""
    told = told_by_list([line], PatientContext(), prepared)
    context = msgspec.structs.replace(PatientContext(), **told)
    depressants = _depressants([line], context, prepared)
    return _with_unread(line, _report(line, context, depressants, prepared), prepared)


def _assessed(
    line: ReadLine, context: PatientContext, depressants: frozenset[str], prepared: Prepared
) -> Iterator[tuple[str, Circumstances]]:
    """What of a line is assessed as a medicine, in which circumstances: no question, no rescue medicine."""
    if line.hit is None or line.hit.kind == "ask" or _rescue(line.hit, line.chart, prepared):
        return
    for slug in slugs_to_assess(line.hit, prepared):
        yield slug, Circumstances(context, line.chart.route_class, bool(depressants - {slug}))


def when_kratom_stops(lines: Sequence[LineReport]) -> tuple[WhenKratomStops, ...]:
    """What the end of kratom changes for each current medicine: once a medicine, in the order of the list."""
    found: dict[str, WhenKratomStops] = {}
    for line in lines:
        for item in line.findings if line.line_status == "current" else ():
            if statements := item.management.when_kratom_stops:
                found[item.medication] = WhenKratomStops(
                    medication=item.medication, name=item.name, statements=statements
                )
    return tuple(found.values())


def _depressants(lines: Sequence[ReadLine], context: PatientContext, prepared: Prepared) -> frozenset[str]:
    """The current medicines that count as C2 or C3 depressants: each raises the others (clinical-model 6)."""
    return frozenset(
        slug
        for line in lines
        if line.chart.status == "current"
        for slug, around in _assessed(line, context, frozenset(), prepared)
        if is_depressant(slug, around, prepared)
    )


def is_depressant(slug: str, around: Circumstances, prepared: Prepared) -> bool:
    return any(
        r.row.mechanism == "cns_depression" and r.rating.consequence != "C1"
        for r in rated_rows(slug, around, prepared)
    )


def _report(
    line: ReadLine, context: PatientContext, depressants: frozenset[str], prepared: Prepared
) -> LineReport:
    text, chart, hit = line
    notes = prepared.notes_on(text)
    if chart.not_a_medicine:
        asked = notes and chart.not_a_medicine in MAY_BE_A_QUESTION
        return unrecognised(text, chart, notes) if asked else not_a_medicine(text, chart)
    if hit is None:
        return _unmatched(line, context, notes, prepared)
    if hit.kind == "ask":
        return ambiguous(text, chart, hit.candidates, context, prepared, note=hit.note)
    if hit.kind == "precipitant" and hit.slug is not None:
        others = _findings(hit.ingredients, chart, context, depressants, prepared)
        report = precipitant(text, chart, prepared.precipitants[hit.slug], notes, others, prepared)
        spoken = {found.medication for found in others}
        return _left_out(report, [prepared.name(slug) for slug in hit.ingredients if slug not in spoken])
    medications = _matched(hit, prepared)
    if record := _rescue(hit, chart, prepared):
        return rescue(text, chart, record, medications, prepared)
    slugs = slugs_to_assess(hit, prepared)
    findings = _findings(slugs, chart, context, depressants, prepared)
    if hit.kind == "drug_class" and hit.slug is not None and not findings:
        return which_member(text, chart, hit.slug, context, prepared)
    if findings:
        return with_findings(text, chart, medications, findings, notes)
    return not_assessed_or_none(text, chart, slugs, medications, context, prepared)


def _rescue(hit: NameHit, chart: ChartLine, prepared: Prepared) -> RescueMedicine | None:
    """The rescue medicine that a line is, by this route; nalmefene by mouth for maintenance is none."""
    record = prepared.rescue.get(hit.ingredients[0]) if len(hit.ingredients) == 1 else None
    if record and (chart.route_class in record.routes or record.medication not in prepared.resolved):
        return record
    return None


def _with_unread(line: ReadLine, report: LineReport, prepared: Prepared) -> LineReport:
    """A line answers for one thing. Another name on it is said, so that it is not lost in silence."""
    own = {medication.slug for medication in report.medications}
    hits = [hit for text in line.chart.unread if (hit := _ending_in_a_name(text, prepared))]
    others = [hit for hit in hits if not own.intersection(hit.ingredients)]
    asked = bool(report.practice_notes) and report.outcome == "unrecognised"  # `how to taper kratom`
    return _left_out(report, [hit.name for hit in others if not (asked and hit.kind == "precipitant")])


def _left_out(report: LineReport, names: Sequence[str]) -> LineReport:
    """The same, with the names on its line that no outcome speaks for."""
    others = tuple(dict.fromkeys(name for name in names if name not in report.not_checked))
    if not others:
        return report
    said = f"{report.message} {not_checked(others)}"
    return msgspec.structs.replace(report, message=said, not_checked=(*report.not_checked, *others))


def _ending_in_a_name(text: str, prepared: Prepared) -> NameHit | None:
    """`then lithium`: the longest ending that is a name."""
    words = text.split()[-MOST_WORDS_OF_A_NAME:]
    endings = (" ".join(words[start:]) for start in range(len(words)))
    return next((hit for ending in endings if (hit := prepared.names.look_up(ending))), None)


def _findings(
    slugs: tuple[str, ...],
    chart: ChartLine,
    context: PatientContext,
    depressants: frozenset[str],
    prepared: Prepared,
) -> tuple[FindingReport, ...]:
    found = (
        finding(slug, Circumstances(context, chart.route_class, bool(depressants - {slug})), prepared)
        for slug in slugs
    )
    return tuple(_if_taken_again(f) if chart.status == "stopped" else f for f in found if f is not None)


def _if_taken_again(found: FindingReport) -> FindingReport:
    """A medicine that was stopped is not told to be kept."""
    return msgspec.structs.replace(found, action_phrase=if_taken_again(found.action_phrase))


def _unmatched(
    line: ReadLine, context: PatientContext, notes: tuple[str, ...], prepared: Prepared
) -> LineReport:
    text, chart, _ = line
    topics = (prepared.topic(words) for words in (text, *_worded(chart)))
    if notes := notes or prepared.note_keywords.get(next(filter(None, topics), ""), ()):
        return unrecognised(text, chart, notes)
    found = prepared.names.search_first(chart.name_texts)
    if found.candidates:
        return ambiguous(text, chart, found.candidates, context, prepared)
    return unrecognised(text, chart) if found.searched_all else not_searched(text, chart)


def _worded(chart: ChartLine) -> tuple[str, ...]:
    """The names without dose words, where no dose or form makes a medicine of them: `pregnant, daily tea`."""
    return () if chart.strength or chart.form not in (None, "tea") else chart.name_texts


def _matched(hit: NameHit, prepared: Prepared) -> tuple[MatchedMedication, ...]:
    if hit.kind == "drug_class" and hit.slug is not None:
        name = prepared.name(hit.slug)
        return (MatchedMedication(slug=hit.slug, name=name, matched_by=hit.matched_by, kind="drug_class"),)
    product = prepared.products.get(hit.slug or "")
    inactive = {i.medication: i.inactive_by_route for i in product.ingredients} if product else {}
    return tuple(
        MatchedMedication(
            slug=slug,
            name=prepared.name(slug),
            matched_by=hit.matched_by,
            inactive_by_route=inactive.get(slug),
        )
        for slug in hit.ingredients
    )

"""A list of chart lines in, exactly one outcome a line out. Order never matters; nothing is taken by guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from reference.release.names import NameHit, NameMatch, normalise
from reference.release.terms import KratomProduct, KratomUse

from .assessment import Circumstances, finding, rated_rows
from .chart_line import ChartLine, read_chart_line
from .context import PatientContext
from .outcomes import (
    ambiguous,
    not_a_medicine,
    not_assessed_or_none,
    precipitant,
    rescue,
    unrecognised,
    with_findings,
)  # fmt: skip
from .prepared import Prepared
from .report import FindingReport, LineReport, MatchedMedication, ScreeningReport
from .stacking import stacks

MAX_LINES = 100
MAX_LENGTH = 500
MOST_WORDS_OF_A_NAME = 6
SCOPE = "Kratom with medicines, alcohol and other substances that patients combine with it; not medicines with each other."
WORST_PRODUCT_LAST: tuple[KratomProduct, ...] = ("leaf", "unknown_product", "extract", "seven_oh")


class CodedInput(msgspec.Struct, frozen=True):
    """A medicine by code: RxNorm, ATC or UNII."""

    system: str
    code: str

    def __str__(self) -> str:
        return f"{self.system}|{self.code}"


class ReadLine(NamedTuple):
    """A line with what it was read as, before anything is said about it."""

    text: str
    chart: ChartLine
    hit: NameHit | None


def screen_medications(
    inputs: Sequence[str | CodedInput], context: PatientContext, prepared: Prepared
) -> ScreeningReport:
    """Screen a list. Raises ValueError beyond MAX_LINES lines or MAX_LENGTH characters: callers check first."""
    if len(inputs) > MAX_LINES or any(len(str(item)) > MAX_LENGTH for item in inputs):
        raise ValueError(f"at most {MAX_LINES} lines of {MAX_LENGTH} characters")
    lines = [_read(item, prepared) for item in inputs]
    context = _with_precipitants(context, lines, prepared)
    depressants = _depressants(lines, context, prepared)
    reports = tuple(
        _with_unread(line, _report(line, context, depressants, prepared), prepared) for line in lines
    )
    return ScreeningReport(
        release=prepared.stamp,
        review=prepared.review,
        scope=SCOPE,
        context=context,
        lines=reports,
        stacked=stacks(reports, context, prepared),
    )


def _read(item: str | CodedInput, prepared: Prepared) -> ReadLine:
    if isinstance(item, CodedInput):
        hit = prepared.names.by_code(item.system, item.code)
        return ReadLine(str(item), read_chart_line(hit.label if hit else ""), hit)
    chart = read_chart_line(item)
    if chart.not_a_medicine:
        return ReadLine(item, chart, None)
    hits = (prepared.names.look_up(text) for text in chart.name_texts)
    return ReadLine(item, chart, next((hit for hit in hits if hit), None))


def _with_precipitants(context: PatientContext, lines: list[ReadLine], prepared: Prepared) -> PatientContext:
    """Kratom in the list sets the context; where several products are named, the worse one."""
    products: list[KratomProduct] = [context.product] if context.product else []
    use: KratomUse | None = context.use
    for line in lines:
        if line.hit is None or line.hit.kind != "precipitant" or line.hit.slug is None:
            continue
        products.append(prepared.precipitants[line.hit.slug].product)
        if use is None and line.chart.status == "current" and line.chart.times_a_day:
            use = "daily"
    if products:
        product = max(products, key=WORST_PRODUCT_LAST.index)
        context = msgspec.structs.replace(context, product=product)
    return msgspec.structs.replace(context, use=use)


def slugs_to_assess(hit: NameHit, prepared: Prepared) -> tuple[str, ...]:
    """A described combination is one finding; any other is one per ingredient."""
    return (hit.slug,) if hit.slug in prepared.products else hit.ingredients


def _depressants(lines: list[ReadLine], context: PatientContext, prepared: Prepared) -> frozenset[str]:
    """The current medicines that count as C2 or C3 depressants: each raises the others (clinical-model 6)."""
    found = set()
    for line in lines:
        if line.hit is None or line.hit.kind not in ("medicine", "product") or line.chart.status == "stopped":
            continue
        for slug in slugs_to_assess(line.hit, prepared):
            if slug in prepared.rescue:
                continue
            around = Circumstances(context, line.chart.route_class)
            if any(
                r.row.mechanism == "cns_depression" and r.rating.consequence != "C1"
                for r in rated_rows(slug, around, prepared)
            ):
                found.add(slug)
    return frozenset(found)


def _report(
    line: ReadLine, context: PatientContext, depressants: frozenset[str], prepared: Prepared
) -> LineReport:
    text, chart, hit = line
    if chart.not_a_medicine:
        return not_a_medicine(text, chart)
    notes = prepared.note_keywords.get(normalise(text), ())
    if hit is None:
        return _unmatched(line, context, notes, prepared)
    if hit.kind == "ask":
        return ambiguous(text, chart, hit.candidates, context, prepared, note=hit.note)
    if hit.kind == "drug_class" and hit.slug is not None:
        note = f"{hit.name} is a class: name the medicine"
        return ambiguous(text, chart, _members(hit.slug, prepared), context, prepared, note=note)
    if hit.kind == "precipitant" and hit.slug is not None:
        others = _findings(hit.ingredients, chart, context, depressants, prepared)
        return precipitant(text, chart, prepared.precipitants[hit.slug], notes, others, prepared)
    medications = _matched(hit, prepared)
    if len(hit.ingredients) == 1 and hit.ingredients[0] in prepared.rescue:
        record = prepared.rescue[hit.ingredients[0]]
        if chart.route_class in record.routes or not prepared.resolved.get(record.medication):
            return rescue(text, chart, record, medications, prepared)
    slugs = slugs_to_assess(hit, prepared)
    findings = _findings(slugs, chart, context, depressants, prepared)
    if findings:
        return with_findings(text, chart, medications, findings, notes)
    return not_assessed_or_none(text, chart, slugs, medications, context, prepared)


def _with_unread(line: ReadLine, report: LineReport, prepared: Prepared) -> LineReport:
    """A line answers for one thing. Another name on it is said, so that it is not lost in silence."""
    own = {medication.slug for medication in report.medications}
    hits = [hit for text in line.chart.unread if (hit := _ending_in_a_name(text, prepared))]
    others = dict.fromkeys(hit.name for hit in hits if not own.intersection(hit.ingredients))
    if not others:
        return report
    said = f"{report.message} Also on this line and not checked: {', '.join(others)}. Put it on a line of its own."
    return msgspec.structs.replace(report, message=said)


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
    return tuple(f for f in found if f is not None)


def _members(drug_class: str, prepared: Prepared) -> list[NameMatch]:
    """A class name asks which of its members is meant."""
    members = sorted(prepared.hierarchy.members(drug_class))
    return [NameMatch(slug, prepared.name(slug), "several_compositions", 1.0) for slug in members]


def _unmatched(
    line: ReadLine, context: PatientContext, notes: tuple[str, ...], prepared: Prepared
) -> LineReport:
    text, chart, _ = line
    if notes:
        return unrecognised(text, chart, notes)
    for name in chart.name_texts:
        if candidates := prepared.names.search(name):
            return ambiguous(text, chart, candidates, context, prepared)
    return unrecognised(text, chart)


def _matched(hit: NameHit, prepared: Prepared) -> tuple[MatchedMedication, ...]:
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

"""The outcomes of clinical-model section 2, each with the sentence that stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reference.release.interaction import Domain
from reference.release.labels import PRODUCT_LABEL
from reference.release.medicines import Precipitant, RescueMedicine
from reference.release.names import NameMatch
from reference.release.terms import RouteClass

from .assessment import Circumstances, RatedRow, finding, rated_rows
from .chart.line import ChartLine
from .context import PatientContext
from .prepared import Prepared
from .rating import SEVERITIES
from .report import Candidate, FindingReport, LineReport, MatchedMedication, Outcome, Reason
from .wording import SEVERITY_LABEL, capitalised

NOT_SAFE = "Not assessed is not the same as safe."
MOST_NAMED = 8  # of many candidates, in a sentence
LEFT_ASIDE: dict[RouteClass, str] = {
    "local": "used locally: the entries here speak of systemic use and were not applied.",
    "parenteral": "by a route that passes by the gut wall: the entries here speak of that wall and were not applied.",
    "depot": "as a depot: the entries here speak of the gut wall, which it passes by, and were not applied.",
}


def _line(
    text: str, chart: ChartLine, outcome: Outcome, message: str, *, reason: Reason | None = None,
    medications: tuple[MatchedMedication, ...] = (), candidates: tuple[Candidate, ...] = (),
    findings: tuple[FindingReport, ...] = (), **more: object,
) -> LineReport:  # fmt: skip
    return LineReport(
        input=text,
        outcome=outcome,
        reason=reason,
        message=message,
        line_status=chart.status,
        status_words=chart.status_words or None,
        route_class=chart.route_class,
        medications=medications,
        candidates=candidates,
        findings=findings,
        **more,  # type: ignore[arg-type]
    )


def _warned(message: str, warnings: Iterable[str | None]) -> tuple[str, str | None]:
    """The sentence with what was recalled said in it, since it stands alone; and the warning by itself."""
    warning = " ".join(dict.fromkeys(filter(None, warnings))) or None
    return (f"{message} {warning}" if warning else message), warning


def not_a_medicine(text: str, chart: ChartLine) -> LineReport:
    return _line(
        text,
        chart,
        "unrecognised",
        f"Read as {chart.not_a_medicine}, not as a medicine; not checked.",
        reason="not_a_medicine",
    )


def unrecognised(text: str, chart: ChartLine, notes: tuple[str, ...] = ()) -> LineReport:
    if notes:
        return _line(
            text,
            chart,
            "unrecognised",
            "Read as a question, not as a medicine; see the practice note.",
            reason="not_a_medicine",
            practice_notes=notes,
        )
    return _line(
        text,
        chart,
        "unrecognised",
        "No medicine of this or a similar name is known here; nothing was checked for it.",
        reason="no_candidate",
    )


def not_searched(text: str, chart: ChartLine) -> LineReport:
    """Not the same as a name that is unknown: some of what stands on the line was compared with no name."""
    return _line(
        text,
        chart,
        "unrecognised",
        "Too much stands on this line to search all of it for a similar name; nothing was checked for it. "
        "Type the medicine’s name alone.",
        reason="not_searched",
    )


def precipitant(
    text: str,
    chart: ChartLine,
    record: Precipitant,
    notes: tuple[str, ...],
    others: tuple[FindingReport, ...],
    prepared: Prepared,
) -> LineReport:
    """Kratom itself; `others` are findings of what else the product holds (kava in Feel Free)."""
    message, warning = _warned(
        f"This is kratom itself: {PRODUCT_LABEL[record.product]}. The whole list is checked against it.",
        [prepared.warning_of("precipitants", record.slug)],
    )
    return _line(
        text,
        chart,
        "precipitant",
        message,
        product=record.product,
        warning=record.warning,
        practice_notes=notes,
        findings=others,
        under_correction=warning,
    )


def rescue(
    text: str,
    chart: ChartLine,
    record: RescueMedicine,
    medications: tuple[MatchedMedication, ...],
    prepared: Prepared,
) -> LineReport:
    notes = (record.practice_note,) if record.practice_note else ()
    message, warning = _warned(
        f"{capitalised(prepared.name(record.medication))} is a rescue medicine. {record.phrase}.",
        [prepared.warning_of("rescue_medicines", record.medication)],
    )
    return _line(
        text,
        chart,
        "rescue",
        message,
        medications=medications,
        phrase=record.phrase,
        rescue_reason=record.reason,
        practice_notes=notes,
        under_correction=warning,
    )


def with_findings(
    text: str, chart: ChartLine, medications: tuple[MatchedMedication, ...],
    findings: tuple[FindingReport, ...], notes: tuple[str, ...],
) -> LineReport:  # fmt: skip
    ordered = tuple(sorted(findings, key=lambda f: SEVERITIES.index(f.severity), reverse=True))
    said = (
        _warned(
            f"{capitalised(f.name)}: {SEVERITY_LABEL[f.severity].lower()}. {f.action_phrase}",
            [f.under_correction],
        )[0]
        for f in ordered
    )
    _, warning = _warned("", (f.under_correction for f in ordered))
    return _line(
        text,
        chart,
        "finding",
        " ".join(said),
        medications=medications,
        findings=ordered,
        practice_notes=notes,
        under_correction=warning,
    )


def ambiguous(
    text: str, chart: ChartLine, matches: Iterable[NameMatch], context: PatientContext, prepared: Prepared,
    *, note: str = "",
) -> LineReport:  # fmt: skip
    """Candidates keep their rank by likeness; the sentence names the worst of them first."""
    candidates = tuple(_candidate(match, chart, context, prepared) for match in matches)
    worst = sorted(candidates, key=lambda c: SEVERITIES.index(c.severity or "none"), reverse=True)
    names = ", ".join(
        f"{c.name} ({SEVERITY_LABEL[c.severity].lower()})" if c.severity else c.name
        for c in worst[:MOST_NAMED]
    )
    if len(worst) > MOST_NAMED:
        names += f", and {len(worst) - MOST_NAMED} more"
    message = f"Which medicine is meant? Worst first: {names}." if names else "Which medicine is meant?"
    return _line(
        text, chart, "ambiguous", " ".join(filter(None, [message, _sentence(note)])), candidates=candidates
    )


def which_member(
    text: str, chart: ChartLine, drug_class: str, context: PatientContext, prepared: Prepared
) -> LineReport:
    """A class of which nothing is said as such asks for the member that is meant."""
    members = sorted(prepared.hierarchy.members(drug_class))
    offered = [NameMatch(slug, prepared.name(slug), "several_compositions", 1.0) for slug in members]
    note = f"{prepared.classes[drug_class].name} is a class: name the medicine"
    return ambiguous(text, chart, offered, context, prepared, note=note)


def _sentence(note: str) -> str:
    return f"{capitalised(note).rstrip('.')}." if note else ""


def _candidate(match: NameMatch, chart: ChartLine, context: PatientContext, prepared: Prepared) -> Candidate:
    found = None
    if match.slug not in prepared.rescue:
        found = finding(match.slug, Circumstances(context, chart.route_class), prepared)
    severity = found.severity if found else None
    return Candidate(slug=match.slug, name=match.name, why=match.why, score=match.score, severity=severity)


def not_assessed_or_none(
    text: str, chart: ChartLine, slugs: tuple[str, ...], medications: tuple[MatchedMedication, ...],
    context: PatientContext, prepared: Prepared,
) -> LineReport:  # fmt: skip
    """No row above `none`: assessed only where every ingredient was studied and this patient lies inside."""
    around = Circumstances(context, chart.route_class)
    rows = {slug: rated_rows(slug, around, prepared) for slug in slugs}
    name = capitalised(" and ".join(m.name for m in medications))
    if warning := _recalled(rows, prepared):  # what said "no change" reassures nobody until it is corrected
        said = _Silence("under_correction", f"{name}: {warning}", warning)
    elif all(rows.values()) and (
        domains := [r.row.domain for found in rows.values() for r in found if r.row.domain]
    ):
        words = "; ".join(dict.fromkeys(domain.summary for domain in domains))
        if _inside(domains, context, chart):
            message = f"No change was found, inside what was studied: {words}"
            return _line(text, chart, "assessed_no_interaction", message, medications=medications)
        said = _Silence(
            "outside_studied_domain",
            f"{name}: what was studied does not cover this patient. Studied: {words}",
        )
    elif any(prepared.speakers(slug) for slug in slugs) and not any(rows.values()):
        said = _Silence("outside_studied_domain", f"{name} {LEFT_ASIDE[chart.route_class]}")
    else:
        said = _searched_or_not(name, slugs, prepared)
    return _line(
        text,
        chart,
        "not_assessed",
        f"{said.message} {NOT_SAFE}",
        reason=said.reason,
        medications=medications,
        under_correction=said.warning,
    )


class _Silence(NamedTuple):
    """Why nothing is said of a medicine; `NOT_SAFE` is added to every one."""

    reason: Reason
    message: str
    warning: str | None = None


def _recalled(rows: Mapping[str, Sequence[RatedRow]], prepared: Prepared) -> str | None:
    entries = {r.entry.slug for found in rows.values() for r in found}
    return _warned("", (prepared.warning_of("interactions", slug) for slug in sorted(entries)))[1]


def _inside(domains: Iterable[Domain], context: PatientContext, chart: ChartLine) -> bool:
    return all(
        context.product in d.products and context.use in d.use and d.route == chart.route_class
        for d in domains
    )


def _searched_or_not(name: str, slugs: tuple[str, ...], prepared: Prepared) -> _Silence:
    searched = [prepared.searches[slug] for slug in slugs if slug in prepared.searches]
    if not searched or len(searched) < len(slugs):
        return _Silence("not_reviewed", f"{name} has not been reviewed for kratom.")
    day = f"{min(record.searched_on for record in searched):%-d %B %Y}"
    _, warning = _warned("", (prepared.warning_of("search_records", record.slug) for record in searched))
    said = f"{name}: searched on {day}, nothing found to publish."
    return _Silence("searched_nothing_found", " ".join(filter(None, [said, warning])), warning)

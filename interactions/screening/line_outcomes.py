"""The outcomes of clinical-model section 2, each with a sentence that can be read on its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypedDict, Unpack

import msgspec

from interactions.rating.phrases import REASON_LABEL, capitalised
from reference.release.names.candidates import CLEARLY
from reference.release.schema.interaction import Domain
from reference.release.schema.medicines import Precipitant
from reference.release.schema.statement import Statement
from reference.release.schema.terms import (
    NOT_ASSESSED,
    NOT_THE_SAME_AS_SAFE,
    KratomProduct,
    RouteClass,
    Severity,
)

from .patient_context import PatientContext
from .rated_rows import RatedRow, rated_rows
from .read_line import ReadLine
from .release_index import ReleaseIndex
from .screening import Screening
from .screening_report import (
    Candidate,
    FindingReport,
    LineReport,
    Link,
    MatchedMedication,
    Outcome,
    Reason,
)

NOT_SAFE = f"{NOT_ASSESSED} is {NOT_THE_SAME_AS_SAFE}."
MOST_NAMED = 8  # of many candidates, in a sentence
NONE_MAY_BE_RIGHT = "None of these may be right."
OUTCOME_WORDS = {
    "rescue": "rescue medicine",
    "precipitant": "kratom itself",
    "assessed_no_interaction": "no change in what was studied",
    "ambiguous": "a class",
}
LEFT_ASIDE: dict[RouteClass, str] = {
    RouteClass.LOCAL: "used locally: the entries here speak of systemic use and were not applied.",
    RouteClass.PARENTERAL: "by a route that passes by the gut wall: the entries here speak of that wall and were not applied.",
    RouteClass.DEPOT: "as a depot: the entries here speak of the gut wall, which it passes by, and were not applied.",
}


class _More(TypedDict, total=False):
    """Fields that only some outcomes have."""

    product: KratomProduct
    warning: Statement | None
    phrase: str
    rescue_reason: Statement
    see: tuple[Link, ...]
    under_correction: str | None


def _line(
    line: ReadLine, outcome: Outcome, message: str, *, reason: Reason | None = None,
    medications: tuple[MatchedMedication, ...] = (), candidates: tuple[Candidate, ...] = (),
    findings: tuple[FindingReport, ...] = (), **more: Unpack[_More],
) -> LineReport:  # fmt: skip
    return LineReport(
        input=line.text,
        outcome=outcome,
        reason=reason,
        message=message,
        line_status=line.chart.status,
        status_words=line.chart.status_words or None,
        route_class=line.chart.route_class,
        medications=medications,
        candidates=candidates,
        findings=findings,
        **more,
    )


def _warned(message: str, warnings: Iterable[str | None]) -> tuple[str, str | None]:
    """The sentence with the recall warning in it, because it may be read on its own; and the warning itself."""
    warning = " ".join(dict.fromkeys(filter(None, warnings))) or None
    return (f"{message} {warning}" if warning else message), warning


def not_a_medicine(line: ReadLine) -> LineReport:
    return _line(
        line,
        "unrecognised",
        f"Read as {line.chart.not_a_medicine}, not as a medicine; not checked.",
        reason="not_a_medicine",
    )


def question(line: ReadLine, pages: tuple[Link, ...]) -> LineReport:
    """A line that asks something; `pages` answer it."""
    titles = "; ".join(f"“{page.title}”" for page in pages)
    message = f"Read as a question, not as a medicine; see {titles}."
    return _line(line, "unrecognised", message, reason="not_a_medicine", see=pages)


def unrecognised(line: ReadLine) -> LineReport:
    return _line(
        line,
        "unrecognised",
        "No medicine of this or a similar name is known here; nothing was checked for it.",
        reason="no_candidate",
    )


def not_searched(line: ReadLine) -> LineReport:
    """Not the same as an unknown name: a part of the line was not compared with any name."""
    return _line(
        line,
        "unrecognised",
        "Too much stands on this line to search all of it for a similar name; nothing was checked for it. "
        "Type the medicine’s name alone.",
        reason="not_searched",
    )


def precipitant(
    line: ReadLine,
    record: Precipitant,
    others: tuple[FindingReport, ...],
    index: ReleaseIndex,
) -> LineReport:
    """Kratom itself; `others` are findings for further ingredients of the product (kava in Feel Free)."""
    product = "the word tells no product; ask which" if record.bare else record.product.label
    message, warning = _warned(
        f"This is kratom itself: {product}. The whole list is checked against it.",
        [index.warning_of("precipitants", record.slug)],
    )
    return _line(
        line,
        "precipitant",
        message,
        product=record.product,
        warning=record.warning,
        findings=others,
        under_correction=warning,
    )


def precipitant_with(report: LineReport, medications: tuple[MatchedMedication, ...]) -> LineReport:
    """A kratom line with the medicines on it; those without a finding are named as not assessed."""
    answered = msgspec.structs.replace(report, medications=medications)
    silent = ", ".join(m.name for m in without_finding(answered))
    said = f"{capitalised(silent)}, on this line: no finding. {NOT_SAFE}" if silent else ""
    return msgspec.structs.replace(answered, message=" ".join(filter(None, (report.message, said))))


def without_finding(line: LineReport) -> tuple[MatchedMedication, ...]:
    """The active medicines of a line with findings, or of a kratom line, that have none: a finding of a product or of
    a class speaks for its parts."""
    found = {finding.medication for finding in line.findings}
    own = found & {m.slug for m in line.medications}
    if line.outcome not in ("finding", "precipitant") or (found and not own):
        return ()
    return tuple(m for m in line.medications if m.slug not in found and m.inactive_by_route is None)


def rescue(line: ReadLine, medications: tuple[MatchedMedication, ...], index: ReleaseIndex) -> LineReport:
    """Raises ValueError if the line is not a rescue medicine."""
    record = line.rescue
    if record is None:
        raise ValueError(f"{line.text} is no rescue medicine")
    message, warning = _warned(
        f"{capitalised(medications[0].name)} is a rescue medicine. {record.phrase}.",
        [index.warning_of("rescue_medicines", record.medication)],
    )
    return _line(
        line,
        "rescue",
        message,
        medications=medications,
        phrase=record.phrase,
        rescue_reason=record.reason,
        see=index.topics.notes(record.practice_note or ""),
        under_correction=warning,
    )


def with_findings(
    line: ReadLine, medications: tuple[MatchedMedication, ...], findings: tuple[FindingReport, ...]
) -> LineReport:  # fmt: skip
    ordered = tuple(sorted(findings, key=lambda f: f.severity, reverse=True))
    said = (
        _warned(
            f"{capitalised(f.name)}: {f.severity.label.lower()}. {f.action_phrase}", [f.under_correction]
        )[0]
        for f in ordered
    )
    _, warning = _warned("", (f.under_correction for f in ordered))
    return _line(
        line,
        "finding",
        " ".join(said),
        medications=medications,
        findings=ordered,
        under_correction=warning,
    )


def ambiguous(line: ReadLine, candidates: tuple[Candidate, ...], note: str = "") -> LineReport:
    """Candidates are ranked by similarity; the sentence names the most severe first."""
    worst = sorted(candidates, key=lambda c: c.severity or Severity.NONE, reverse=True)
    names = [f"{c.name} ({candidate_words(c)})" for c in worst[:MOST_NAMED]]
    if len(worst) > MOST_NAMED:
        names.append(f"one of {len(worst) - MOST_NAMED} more")
    listed = " or ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    message = f"Do you mean {listed}?" if names else "Which medicine is meant?"
    weak = NONE_MAY_BE_RIGHT if are_weak(candidates) else ""
    said = " ".join(filter(None, [message, weak, _sentence(note)]))
    return _line(line, "ambiguous", said, candidates=candidates)


def candidate_words(candidate: Candidate) -> str:
    """What choosing it would give, in a few words, and which words of the line it would lose."""
    said = OUTCOME_WORDS.get(candidate.outcome or "", "")
    if candidate.severity:
        said = candidate.severity.label.lower()
    elif candidate.reason:
        said = REASON_LABEL[candidate.reason]
    return f"{said}; without “{candidate.leaves_out}”" if candidate.leaves_out else said


def are_weak(candidates: Sequence[Candidate]) -> bool:
    """Whether none of them is more than a distant likeness."""
    return bool(candidates) and all(c.score < CLEARLY for c in candidates)


def _sentence(note: str) -> str:
    return f"{capitalised(note).rstrip('.')}." if note else ""


def not_assessed_or_none(
    line: ReadLine, medications: tuple[MatchedMedication, ...], screening: Screening
) -> LineReport:
    """No row above `none`: "assessed" only if every ingredient was studied and the domain covers this patient."""
    slugs, route, index = line.slugs, line.chart.route_class, screening.index
    rows = {slug: rated_rows(slug, screening.situation(slug, line), index) for slug in slugs}
    name = capitalised(" and ".join(m.name for m in medications))
    if warning := _recalled(rows, index):  # "no change" must not reassure until it is corrected
        said = _Silence("under_correction", f"{name}: {warning}", warning)
    elif all(rows.values()) and (
        domains := [r.row.domain for found in rows.values() for r in found if r.row.domain]
    ):
        words = "; ".join(dict.fromkeys(domain.summary for domain in domains))
        if _inside(domains, screening.context, route):
            message = f"No change was found, inside what was studied: {words}"
            return _line(line, "assessed_no_interaction", message, medications=medications)
        said = _Silence(
            "outside_studied_domain",
            f"{name}: what was studied does not cover this patient. Studied: {words}",
        )
    elif any(index.applicable_rows(slug) for slug in slugs) and not any(rows.values()):
        said = _Silence("outside_studied_domain", f"{name} {LEFT_ASIDE[route]}")
    else:
        said = _searched_or_not(name, slugs, index)
    return _line(
        line,
        "not_assessed",
        f"{said.message} {NOT_SAFE}",
        reason=said.reason,
        medications=medications,
        under_correction=said.warning,
    )


class _Silence(NamedTuple):
    """Why a medicine is not assessed; `NOT_SAFE` is added to every sentence."""

    reason: Reason
    message: str
    warning: str | None = None


def _recalled(rows: Mapping[str, Sequence[RatedRow]], index: ReleaseIndex) -> str | None:
    entries = {r.entry.slug for found in rows.values() for r in found}
    return _warned("", (index.warning_of("interactions", slug) for slug in sorted(entries)))[1]


def _inside(domains: Iterable[Domain], context: PatientContext, route: RouteClass) -> bool:
    return all(context.product in d.products and context.use in d.use and d.route == route for d in domains)


def _searched_or_not(name: str, slugs: tuple[str, ...], index: ReleaseIndex) -> _Silence:
    searched = [index.searches[slug] for slug in slugs if slug in index.searches]
    if not searched or len(searched) < len(slugs):
        return _Silence("not_reviewed", f"{name} has not been reviewed for kratom.")
    day = f"{min(record.searched_on for record in searched):%-d %B %Y}"
    _, warning = _warned("", (index.warning_of("search_records", record.slug) for record in searched))
    said = f"{name}: searched on {day}, nothing found to publish."
    return _Silence("searched_nothing_found", " ".join(filter(None, [said, warning])), warning)

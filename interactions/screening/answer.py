"""From one line to its outcome: exactly one, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from interactions.chart.line import ChartLine
from interactions.chart.noise import CONDITION, DRUG_SCREEN, INSTRUCTION, NO_NAME, PATIENT
from interactions.chart.patient_words import FRAMING
from interactions.chart.question import is_an_indication
from interactions.chart.text import cleaned
from interactions.rating.phrases import if_taken_again
from reference.release.names.index import NameHit, NameMatch, normalise
from reference.release.schema.medicines import Precipitant

from .findings import finding
from .line_outcomes import (
    ambiguous,
    are_weak,
    not_a_medicine,
    not_assessed_or_none,
    not_searched,
    precipitant,
    precipitant_with,
    question,
    rescue,
    unrecognised,
    with_findings,
)  # fmt: skip
from .names_left import with_names_left
from .read_line import ReadLine
from .release_index import ReleaseIndex
from .screening import Screening
from .screening_report import Candidate, FindingReport, LineReport, Link, MatchedMedication, Outcome, Reason

TAKEN_FOR = "kratom for "
MAY_BE_A_QUESTION = (DRUG_SCREEN, CONDITION, INSTRUCTION, NO_NAME, PATIENT)
"""`UDS`, `taper`, `pregnant, daily tea`: a heading, a denial or an allergy never is."""
FEWEST_WORDS = 3
"""Of a sentence: fewer words may all be a misspelt name."""
SAME_SILENCE = {("not_assessed", "not_reviewed"), ("not_assessed", "searched_nothing_found")}


def answer_line(line: ReadLine, screening: Screening) -> LineReport:
    """The only way from a line to its outcome: screen, API, pages, suggestions and the offline copy all call it."""
    return with_names_left(line, _with_pages(line, _outcome(line, screening), screening.index), screening)


def _outcome(line: ReadLine, screening: Screening) -> LineReport:
    index, hit = screening.index, line.hit
    pages = index.topics.on(line.text) or _pages_on_patient(line, index)
    if reason := line.chart.not_a_medicine:
        return question(line, pages) if pages and reason in MAY_BE_A_QUESTION else not_a_medicine(line)
    if hit is None:
        return _unmatched(line, pages, screening)
    if hit.kind == "precipitant" and pages and _asks_about_kratom(line, index):
        return question(line, pages)
    if hit.kind == "ask":
        offered = _candidates(line, hit.candidates, screening)
        return _if_all_alike(line, offered, screening) or ambiguous(line, offered, hit.note)
    if hit.kind == "precipitant" and hit.slug is not None:
        return _kratom(line, index.precipitants[hit.slug], screening)
    named = {m.slug: m for each in line.beside or (hit,) for m in _matched(each, index)}
    medications = tuple(named.values())
    if line.rescue:
        return rescue(line, medications, index)
    if findings := _findings(line, screening):
        return with_findings(line, medications, findings)
    if hit.kind == "drug_class" and hit.slug is not None:
        return _which_member(line, hit.slug, screening)
    return not_assessed_or_none(line, medications, screening)


def _asks_about_kratom(line: ReadLine, index: ReleaseIndex) -> bool:
    """`is kratom safe?` asks; `7-OH` and `kratom for pain` are taken, and so is what a patient is said to have taken."""
    taken = line.told or normalise(line.text).startswith(TAKEN_FOR)
    return not taken and index.names.look_up(line.text) is None


def _pages_on_patient(line: ReadLine, index: ReleaseIndex) -> tuple[Link, ...]:
    """The pages of a line with nothing but words about the patient: `pregnant, daily tea`."""
    if line.chart.not_a_medicine != PATIENT:
        return ()
    words = (cleaned(line.text)[said.start : said.end] for said in line.told)
    return next((pages for text in (line.text, *words) if (pages := index.topics.about(text))), ())


def _if_all_alike(line: ReadLine, offered: Sequence[Candidate], screening: Screening) -> LineReport | None:
    """`vitamin D`: a question whose every answer is the same silence need not be asked."""
    alike = {(c.outcome, c.reason) for c in offered}
    if len(alike) != 1 or not alike <= SAME_SILENCE or line.hit is None:
        return None
    if line.hit.why != "several_compositions" or line.hit.matched_by == "class_name":
        return None
    slugs = tuple(dict.fromkeys(slug for match in line.hit.candidates for slug in match.ingredients))
    either = NameHit("product", None, line.hit.name, line.hit.matched_by, slugs)
    return not_assessed_or_none(
        line._replace(hit=either, slugs=slugs), _matched(either, screening.index), screening
    )


def _kratom(line: ReadLine, record: Precipitant, screening: Screening) -> LineReport:
    """Kratom itself, with what the product holds and the medicines beside it, each answered like any other."""
    index = screening.index
    held = [m for slug in record.holds for m in _matched(index.hit_of(slug), index)]
    beside = [m for hit in line.beside for m in _matched(hit, index)]
    medications = {m.slug: m for m in (*held, *beside)}
    report = precipitant(line, record, _findings(line, screening), index)
    return precipitant_with(report, tuple(medications.values()))


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
    hit = screening.index.hit_of(match.slug, match.ingredients)
    chosen = screening.choosing(line, hit)
    severity = max((found.severity for found in _findings(chosen.lines[0], chosen)), default=None)
    outcome, reason = ("finding", None) if severity else _without_finding(chosen)
    return Candidate(
        slug=match.slug, name=match.name, why=match.why, score=match.score, severity=severity,
        outcome=outcome, reason=reason, leaves_out=match.leaves_out or None,
    )  # fmt: skip


def _without_finding(chosen: Screening) -> tuple[Outcome, Reason | None]:
    """What a candidate that leads to no finding leads to: not reviewed, rescue, kratom itself."""
    line = chosen.lines[0]
    if line.hit is not None and line.hit.kind == "drug_class":
        return "ambiguous", None
    said = _outcome(line, chosen)
    return said.outcome, said.reason


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


def _with_pages(line: ReadLine, report: LineReport, index: ReleaseIndex) -> LineReport:
    """The report with the pages that answer the line. A name decides the outcome; its pages stand beside it."""
    if line.chart.not_a_medicine and not report.see:
        return report
    topics = index.topics
    asked = topics.about(line.text) if report.outcome == "precipitant" else topics.on(line.text)
    see = tuple(dict.fromkeys((*report.see, *asked)))
    notes = tuple(page.slug for page in see if page.kind == "practice_note")
    return msgspec.structs.replace(report, see=see, practice_notes=notes) if see else report


def _unmatched(line: ReadLine, pages: tuple[Link, ...], screening: Screening) -> LineReport:
    index = screening.index
    found_in = (index.topics.about(words) for words in (line.text, *_worded(line.chart)))
    if pages := pages or next(filter(None, found_in), ()):
        return question(line, pages)
    found = index.names.search_first(line.chart.name_texts)
    if found.candidates and not (
        are_weak(_candidates(line, found.candidates, screening)) and is_a_sentence(line.chart)
    ):
        return ambiguous(line, _candidates(line, found.candidates, screening))
    return unrecognised(line) if found.searched_all else not_searched(line)


def is_a_sentence(chart: ChartLine) -> bool:
    """`34M found by roommate`: with ordinary words and no dose, what is only distantly like a name is none."""
    said = normalise(chart.text).split()
    dosed = chart.strength or chart.form or chart.frequency
    return not dosed and len(said) >= FEWEST_WORDS and not FRAMING.isdisjoint(said)


def _worded(chart: ChartLine) -> tuple[str, ...]:
    """The names without dose words: `pregnant, daily tea`. None if a dose, a form or a reason shows a medicine."""
    is_dosed = chart.strength or chart.form not in (None, "tea")
    return () if is_dosed or is_an_indication(normalise(chart.text).split()) else chart.name_texts


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

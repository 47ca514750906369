"""A screening report in plain text, in the order of the page; every typed line is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter

from interactions.pages.check.asked_pages import asked_by
from interactions.pages.check.other_lines import needs_answer, part_of, silent_parts
from interactions.pages.check.patient_panel import answer_words, in_sentence, known, unknown
from interactions.rating.phrases import capitalised
from interactions.screening.screening_report import (
    FindingReport,
    LeadReport,
    LineReport,
    ListReport,
    ScreeningReport,
    StackReport,
)
from reference.release.schema.statement import Statement
from reference.release.schema.terms import NOT_ASSESSED, NOT_THE_SAME_AS_SAFE, Severity, Slot
from reference.release.storage.library import LoadedRelease
from reference.views.shared.citations import References
from reference.views.shared.frame import frame

from .layout import WIDTH, cited, labelled, paragraph, section, steps
from .text_finding import finding_text, questions, stopped_words, titles

STOPPING_NOTES = ("when-kratom-stops", "withdrawal", "taper")
OTHER_FORMS = "In a few lines: --chart-note. With every mechanism, path and piece of evidence: --json."


def as_text(report: ScreeningReport, loaded: LoadedRelease, first: Slot, *, pinned: bool) -> str:
    """The whole answer. `first` is the management slot for this patient; `pinned`: the release was requested."""
    references = References(loaded.by_slug("sources"))
    lines = [
        *_head(report, loaded, pinned),
        *_lead(report, loaded, references),
        *section("In 30 seconds: the plan", _plan(report)),
        *section("Needs an answer first", _asks(report.lines)),
        *section("Read this first", _warnings(report.lines, loaded, references)),
        *section("The list as a whole", _whole_list(report, loaded, references)),
        *section("Findings, most severe first", _findings(report.lines, loaded, first, references)),
        *section("Rescue medicines", _rescue(report.lines, references)),
        *section("Kratom in the list", _said_of(report.lines, "kratom")),
        *section("Assessed: no change found, inside a stated domain", _said_of(report.lines, "assessed")),
        *section(f"{NOT_ASSESSED}: {NOT_THE_SAME_AS_SAFE}", _not_assessed(report.lines)),
        *section("Not medicines, not checked", _said_of(report.lines, "not_medicine")),
        *section("Answers that would change the result", _questions(report)),
        *section("When kratom stops", _when_kratom_stops(report, loaded, references)),
        *section("Scope", _scope(report, loaded, pinned)),
        *section("References", _listed(references)),
    ]
    return "\n".join(lines)


def _head(report: ScreeningReport, loaded: LoadedRelease, pinned: bool) -> Iterator[str]:
    header = frame(loaded, pinned=pinned)
    yield from paragraph(
        f"Kratom interaction check. Release {header.version}, valid until {header.valid_until:%-d %B %Y}."
    )
    yield from paragraph(header.banner)
    for notice in header.notices:
        yield from paragraph(f"{'!! ' if notice.weight == 'warning' else ''}{notice.text}")
    yield "=" * WIDTH
    yield from labelled("Found", ", ".join(_tally(report.lines)), 0)
    answers = (
        f"{in_sentence(answer.label)}: {answer.told}"
        for answer in known(report.context, report.context_from_list)
    )
    yield from labelled("Patient", "; ".join(answers) or "nothing known", 0)
    missing = ", ".join(map(in_sentence, unknown(report.context)))
    yield from labelled("Not known (never lowers a rating)", missing, 0)


def _lead(report: ScreeningReport, loaded: LoadedRelease, references: References) -> Iterator[str]:
    """What is read before everything else, and the line that stands on every answer."""
    for box in report.lead:
        yield from section(box.name, _box(box, loaded, references))
    yield ""
    yield from paragraph(f"!! {report.emergency_line}", 0, 3)


def _box(box: LeadReport, loaded: LoadedRelease, references: References) -> Iterator[str]:
    yield from paragraph(box.under_correction or "")
    yield from paragraph(cited(loaded.by_slug("lead_boxes")[box.box].message, references))
    yield from steps("What to do", box.steps, references, indent=0)
    yield from labelled("Given here, with their caution", ", ".join(box.medications), 0)
    yield from labelled("More", "; ".join(link.title for link in box.links), 0)


def _tally(lines: tuple[LineReport, ...]) -> Iterator[str]:
    """How many lines need an answer, findings by severity, and lines that were not assessed."""
    severities = Counter(finding.severity for finding in _lines_by_finding(lines))
    counts: dict[str, int] = {
        "to settle": sum(map(needs_answer, lines)),
        **{severity: severities[severity] for severity in reversed(Severity) if severity != Severity.NONE},
        "rescue": sum(line.outcome == "rescue" for line in lines),
        "no change found": sum(line.outcome == "assessed_no_interaction" for line in lines),
        NOT_ASSESSED.lower(): sum(
            (line.outcome == "not_assessed") + len(list(silent_parts(line))) for line in lines
        ),
    }
    found = [f"{count} {words}" for words, count in counts.items() if count]
    yield from found or ["no medicine was checked"]


def _plan(report: ScreeningReport) -> Iterator[str]:
    """The plan, and the line that stands on every answer."""
    for number, step in enumerate(report.plan, 1):
        whom = f" ({', '.join(step.medications)})" if step.medications else ""
        yield from paragraph(f"{number}. {step.text}{whom}", 0, 3)
    yield from paragraph(report.emergency_line)


def _asks(lines: Iterable[LineReport]) -> Iterator[str]:
    yield from _typed_with_message(line for line in lines if needs_answer(line))


def _typed_with_message(lines: Iterable[LineReport]) -> Iterator[str]:
    for line in lines:
        yield from paragraph(f"“{line.input}”", 0, 1)
        yield from paragraph(line.message, 2)
        yield from labelled("On the list as stopped", stopped_words(line))
        yield from labelled("See", titles(line.see))


def _warnings(lines: tuple[LineReport, ...], loaded: LoadedRelease, references: References) -> Iterator[str]:
    """What a kratom product may contain, and questions with their pages."""
    for line in lines:
        if line.warning:
            yield from labelled(f"“{line.input}”", cited(line.warning, references), 0)
        if part_of(line) == "question":
            yield from paragraph(f"“{line.input}”", 0, 1)
            for asked in asked_by(line, loaded):
                yield from paragraph(asked.link.title, 2, 4)
                yield from paragraph(loaded.warning_of(asked.collection, asked.link.slug) or "", 2)
                if asked.answer:
                    yield from paragraph(cited(asked.answer, references), 2)


def _whole_list(report: ScreeningReport, loaded: LoadedRelease, references: References) -> Iterator[str]:
    major = [stack for stack in report.stacked if stack.severity == Severity.MAJOR]
    for stack in major:
        yield from _stack(stack, loaded, references)
    for item in (*report.therapy_at_stake, *report.two_step):
        yield from _rule(item, loaded, references)
    for stack in report.stacked[len(major) :]:
        yield from _stack(stack, loaded, references)


KIND_LABEL = {"therapy_at_stake": "THERAPY AT STAKE", "two_step": "TWO STEPS"}


def _rule(item: ListReport, loaded: LoadedRelease, references: References) -> Iterator[str]:
    """A two-step interaction or a therapy at stake, with members and steps."""
    rule = loaded.by_slug("list_rules")[item.rule]
    yield from paragraph(f"{KIND_LABEL[item.kind]}. {item.name} ({', '.join(item.members)})", 0, 2)
    yield from labelled("Members by a role from memory, needs verification", ", ".join(item.from_memory))
    yield from labelled("Makes worse with kratom", ", ".join(item.others))
    yield from _message_and_steps(item, rule.message, references)
    yield from labelled("Practice notes", questions(item.practice_notes, loaded))


def _stack(stack: StackReport, loaded: LoadedRelease, references: References) -> Iterator[str]:
    rule = loaded.by_slug("stacking_rules")[stack.rule]
    severity = stack.severity.label.upper()
    yield from paragraph(f"{severity}. {stack.name} ({', '.join(stack.medications)})", 0, 2)
    yield from labelled("Adds a little", ", ".join(stack.also))
    yield from _message_and_steps(stack, rule.message, references)


def _message_and_steps(
    item: ListReport | StackReport, message: Statement, references: References
) -> Iterator[str]:
    yield from paragraph(item.under_correction or "", 2)
    yield from paragraph(cited(message, references), 2)
    yield from steps("What to do", item.steps, references)


def _lines_by_finding(lines: Iterable[LineReport]) -> dict[FindingReport, list[LineReport]]:
    """Each finding once, with the lines that led to it."""
    found: dict[FindingReport, list[LineReport]] = {}
    for line in lines:
        for finding in line.findings:
            found.setdefault(finding, []).append(line)
    return found


def _findings(
    lines: tuple[LineReport, ...], loaded: LoadedRelease, first: Slot, references: References
) -> Iterator[str]:
    by_finding = _lines_by_finding(lines)
    ordered = sorted(by_finding, key=attrgetter("gravity"), reverse=True)
    for place, finding in enumerate(ordered):
        if place:
            yield ""
        yield from finding_text(finding, by_finding[finding], first, loaded, references)


def _rescue(lines: Iterable[LineReport], references: References) -> Iterator[str]:
    for line in lines:
        if line.outcome == "rescue":
            yield from _typed_with_message([line])
            if line.rescue_reason:
                yield from paragraph(cited(line.rescue_reason, references), 2)


def _said_of(lines: Iterable[LineReport], part: str) -> Iterator[str]:
    yield from _typed_with_message(line for line in lines if part_of(line) == part)


def _not_assessed(lines: tuple[LineReport, ...]) -> Iterator[str]:
    yield from _said_of(lines, "not_assessed")
    for line in lines:
        for part in silent_parts(line):
            yield from paragraph(f"“{line.input}”", 0, 1)
            yield from paragraph(part.message, 2)


def _questions(report: ScreeningReport) -> Iterator[str]:
    for question in report.ask_me:
        answers = " or ".join(answer_words(question.factor, answer) for answer in question.answers)
        yield from paragraph(f"{question.question}: {answers}? ({', '.join(question.medications)})", 0, 2)


def _when_kratom_stops(
    report: ScreeningReport, loaded: LoadedRelease, references: References
) -> Iterator[str]:
    """Each statement once, with the medicines it is about."""
    said_of: dict[Statement, list[str]] = {}
    for item in report.when_kratom_stops:
        for statement in item.statements:
            said_of.setdefault(statement, []).append(item.name)
    if not said_of:
        return
    yield from paragraph("Not abruptly if used daily.")
    for statement, names in said_of.items():
        yield from labelled(capitalised(", ".join(names)), cited(statement, references), 0)
    yield from labelled("Practice notes", questions(STOPPING_NOTES, loaded), 0)


def _scope(report: ScreeningReport, loaded: LoadedRelease, pinned: bool) -> Iterator[str]:
    for sentence in (report.scope, frame(loaded, pinned=pinned).disclaimer, OTHER_FORMS):
        yield from paragraph(sentence)


def _listed(references: References) -> Iterator[str]:
    for item in references.listed:
        words = [item.authors, f"{item.title}.", item.published, *(f"({flag})" for flag in item.flags)]
        yield from paragraph(f"[{item.number}] {' '.join(filter(None, words))}", 0, 5)

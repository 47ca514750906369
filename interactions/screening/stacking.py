"""Effects that add up across the list. A stack never raises its members one by one: they say what they are part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from interactions.rating.phrases import FACTOR_LABEL
from reference.release.names.matches import NameHit
from reference.release.schema.interaction import StackCondition, StackingRule
from reference.release.schema.terms import Consequence, KratomUse, Mechanism

from .patient_context import PatientContext
from .read_line import ReadLine
from .release_index import ReleaseIndex
from .screening import Screening
from .screening_report import FindingReport, LineReport, MatchedMedication, StackReport

NOT_TAKEN = ("rescue", "unrecognised", "ambiguous")
TOGETHER = " + "


class Member(NamedTuple):
    """A medicine, or an answer about the patient, that adds to a stack."""

    name: str
    consequence: (
        Consequence | None
    )  # None: by class or role alone; it never makes a stack without a graver one
    current: bool = True
    answers_factor: str | None = None  # the question that it answers: six beers a day are one member, not two
    parts: frozenset[str] = frozenset()  # names of the medicines in it that count: of a product, one or more

    def reaches(self, at_least: Consequence | None) -> bool:
        return at_least is None or (self.consequence is not None and self.consequence >= at_least)

    @property
    def tier(self) -> int:
        return self.consequence.place if self.consequence else -1


def stacks(lines: tuple[LineReport, ...], screening: Screening) -> tuple[StackReport, ...]:
    """The stacks in this list, most severe first. A single substance is a finding, not a stack."""
    rules = screening.index.stacking_rules
    found = {rule.slug: stack for rule in rules if (stack := _stack(rule, lines, screening))}
    told = [found[rule.slug] for rule in rules if rule.slug in found and rule.unless not in found]
    return tuple(sorted(told, key=lambda s: s.severity, reverse=True))


def with_their_stacks(
    lines: tuple[LineReport, ...], stacked: tuple[StackReport, ...], index: ReleaseIndex
) -> tuple[LineReport, ...]:
    """The lines, each current finding with the stacks that count it: it keeps its own rating."""
    return tuple(
        msgspec.structs.replace(line, findings=tuple(_part_of(f, stacked, index) for f in line.findings))
        if line.line_status == "current"
        else line
        for line in lines
    )


def _part_of(finding: FindingReport, stacked: tuple[StackReport, ...], index: ReleaseIndex) -> FindingReport:
    slugs = (finding.medication, *index.active_ingredients(finding.medication))
    names = {index.name(slug) for slug in slugs}
    part_of = tuple(stack.name for stack in stacked if not names.isdisjoint(_each_name(stack)))
    return msgspec.structs.replace(finding, part_of=part_of) if part_of else finding


def _each_name(stack: StackReport) -> Iterator[str]:
    """The names of a stack; of a product without a name of its own, those of its ingredients."""
    for name in stack.medications:
        yield from (name, *name.split(TOGETHER))


def _stack(rule: StackingRule, lines: tuple[LineReport, ...], screening: Screening) -> StackReport | None:
    members = _members(rule, lines, screening)
    counted = [m for m in members if m.current]
    answers = screening.context.answers()
    met = next((condition for condition in rule.any_of if _met(condition, counted, answers)), None)
    if met is None or len(counted) < 2:
        return None
    main = [m for m in counted if _is_main(m, met)]
    also = [m.name for m in counted if m not in main] + [
        f"{m.name} (stopped)" for m in members if not m.current
    ]
    return StackReport(
        rule=rule.slug,
        name=rule.name,
        mechanism=rule.mechanism,
        severity=rule.severity,
        medications=tuple(m.name for m in main),
        also=tuple(also),
        message=rule.message.text,
        steps=rule.steps,
        citations=screening.index.rule_citations(rule.slug),
        under_correction=screening.index.warning_of("stacking_rules", rule.slug),
    )


def _met(condition: StackCondition, counted: list[Member], answers: Mapping[str, str | bool]) -> bool:
    if condition.factor is not None and answers.get(condition.factor) is not True:
        return False
    reaching = sum(member.reaches(condition.consequence) for member in counted)
    return reaching >= condition.at_least and len(counted) >= condition.at_least + condition.others


def _is_main(member: Member, met: StackCondition) -> bool:
    """Whether a member is counted by name; one too slight for the condition is only named."""
    return bool(met.others) or member.reaches(met.consequence) or member.reaches(Consequence.C2)


def _members(rule: StackingRule, lines: tuple[LineReport, ...], screening: Screening) -> list[Member]:
    context, found = screening.context, _merged(_one_a_product(rule, lines, screening))
    answers = context.answers()
    for factor in rule.context:
        if answers.get(factor) is True and not any(m.current and m.answers_factor == factor for m in found):
            found.append(Member(FACTOR_LABEL[factor].lower(), _tier(factor, rule.mechanism, context)))
    return sorted(found, key=lambda m: (m.tier, m.name), reverse=True)


def _one_a_product(
    rule: StackingRule, lines: tuple[LineReport, ...], screening: Screening
) -> Iterator[Member]:
    """Every product of the list with an ingredient that counts, once, however many of them count."""
    uncounted = _uncounted(rule, lines, screening.index)
    for read, line in zip(screening.lines, lines, strict=True):
        counted = {
            medication.slug: member
            for _, medication in _taken((line,))
            if (member := _ingredient(rule, line, medication, uncounted, screening))
        }
        for product in _products(read, line, screening.index):
            if members := [counted[slug] for slug in product if slug in counted]:
                yield _joined(members, product, screening.index)


def _ingredient(
    rule: StackingRule,
    line: LineReport,
    medication: MatchedMedication,
    uncounted: tuple[str, ...],
    screening: Screening,
) -> Member | None:
    """One medicine of a line as a member; None where it does not count."""
    index = screening.index
    belongs = index.belongs_to(medication.slug)
    by_row = _consequence(medication.slug, line, rule, index)
    by_group = bool(belongs.intersection((rule.role, *rule.further)))
    if (by_row is None and not by_group) or not belongs.isdisjoint(uncounted):
        return None
    answers_factor = index.factor_answered_by.get(medication.slug)
    if answers_factor:
        by_row = max(by_row or Consequence.C1, _tier(answers_factor, rule.mechanism, screening.context))
    name, current = medication.name, line.line_status == "current"
    return Member(name, by_row, current, answers_factor, frozenset((name,)))


def _products(read: ReadLine, line: LineReport, index: ReleaseIndex) -> list[tuple[str, ...]]:
    """The ingredients of each product on a line. Medicines that are only written side by side are one each."""
    products = [hit.ingredients for hit in (read.hit, *read.beside) if hit and _is_one_product(hit, index)]
    within = {slug for product in products for slug in product}
    return [*products, *((m.slug,) for m in line.medications if m.slug not in within)]


def _is_one_product(hit: NameHit, index: ReleaseIndex) -> bool:
    return hit.matched_by != "combination" or index.product_of(hit.ingredients) is not None


def _joined(members: list[Member], product: tuple[str, ...], index: ReleaseIndex) -> Member:
    """One member for a product, as grave as its gravest ingredient."""
    if len(members) == 1:
        return members[0]
    gravest = max(members, key=lambda m: m.tier)
    described = index.product_of(product)
    names = sorted(member.name for member in members)
    name = index.name(described.slug) if described else TOGETHER.join(names)
    answered = next((member.answers_factor for member in members if member.answers_factor), None)
    return gravest._replace(name=name, parts=frozenset(names), answers_factor=answered)


def _merged(members: Iterable[Member]) -> list[Member]:
    """Each substance once: what is taken a second time, alone or within a product, is no further member."""
    found: list[Member] = []
    for member in sorted(members, key=lambda m: (m.current, len(m.parts), m.tier), reverse=True):
        if not any(member.parts <= other.parts for other in found):
            found.append(member)
    return found


def _taken(lines: Iterable[LineReport]) -> Iterator[tuple[LineReport, MatchedMedication]]:
    """The medicines of the list that act in the whole body, current or stopped, each with its line."""
    for line in lines:
        if line.outcome not in NOT_TAKEN and line.route_class != "local":
            yield from ((line, m) for m in line.medications if not m.inactive_by_route)


def _uncounted(rule: StackingRule, lines: tuple[LineReport, ...], index: ReleaseIndex) -> tuple[str, ...]:
    """What does not count in this list: one dose of an antiemetic beside an anaesthetic."""
    if rule.uncounted is None:
        return ()
    beside = any(
        rule.uncounted.beside in index.belongs_to(medication.slug)
        for line, medication in _taken(lines)
        if line.line_status == "current"
    )
    return rule.uncounted.targets if beside else ()


def _tier(factor: str, mechanism: Mechanism, context: PatientContext) -> Consequence:
    """Alcohol counts as a C2 depressant; as C3 with daily kratom, extract or 7-OH (R1)."""
    worse = (
        factor == "alcohol"
        and mechanism == Mechanism.CNS_DEPRESSION
        and (context.product in ("extract", "seven_oh") or context.use == KratomUse.DAILY)
    )
    return Consequence.C3 if worse else Consequence.C2


def _consequence(slug: str, line: LineReport, rule: StackingRule, index: ReleaseIndex) -> Consequence | None:
    """The highest C of the medicine's rows of this mechanism, in the reference case."""
    applicable = list(index.applicable_rows(slug))
    if product := index.product_of(m.slug for m in line.medications):
        applicable += (r for r in index.applicable_rows(product.slug) if r.level == "product")
    rows = [index.entries[r.entry].rows[r.row] for r in applicable]
    reached = [row.consequence for row in rows if row.mechanism == rule.mechanism and row.severity != "none"]
    return max(reached, default=None)

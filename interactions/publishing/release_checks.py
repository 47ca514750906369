"""This app's checks before publication: ratings, targets, management, protected therapies."""

from __future__ import annotations

from collections.abc import Iterator

from interactions.rating.rules import UnknownCriterion, rate
from interactions.screening.management_steps import whole
from reference.publishing.findings import Finding
from reference.release.schema.class_hierarchy import ClassCycle, ClassHierarchy
from reference.release.schema.interaction import Interaction, InteractionRow
from reference.release.schema.release import Release
from reference.release.schema.shared_step import SharedStep
from reference.release.schema.terms import K, Mechanism, Severity, Slot

from .number_checks import check_number
from .reference_checks import check_references
from .resolution import key_of

ENZYMES = frozenset(
    ["CYP3A", "CYP2D6", "CYP1A2", "CYP2B6", "CYP2C8", "CYP2C9", "CYP2C19", "CYP2E1", "UGT", "UGT2B7", "UGT1A1", "P-gp", "BCRP"]
)  # fmt: skip


def check_interactions(release: Release) -> list[Finding]:
    """Findings on ratings, targets, management and protected therapies that break the rules."""
    try:
        hierarchy = ClassHierarchy(release.drug_classes)
    except ClassCycle as error:
        return [Finding("drug_classes", str(error), "Take one of the parents out.")]
    protected = _protected_targets(release, hierarchy)
    k = {effect.mechanism: effect.k for effect in release.kratom_effects}
    steps = {step.slug: step for step in release.shared_steps}
    findings = [*check_references(release), *check_number(release), *_doubles(release)]
    for entry in release.interactions:
        findings += _management(entry, steps)
        for row in entry.rows:
            if row.mechanism not in k:
                findings.append(
                    Finding(
                        _place(entry, row),
                        "nothing says what kratom alone does here",
                        "Add the mechanism to kratom_effects.yaml.",
                        unreadable=True,
                    )
                )
                continue
            findings += _rating(entry, row, k)
            findings += _row(entry, row, protected)
    return findings + _replacements(release)


def _place(entry: Interaction, row: InteractionRow) -> str:
    return f"interactions/{entry.slug} [{row.mechanism}{' ' + row.enzyme if row.enzyme else ''}]"


def _rating(entry: Interaction, row: InteractionRow, k: dict[Mechanism, K]) -> Iterator[Finding]:
    place = _place(entry, row)
    try:
        rating = rate(row, k=k[row.mechanism], agonist_treatment=entry.agonist_treatment)
    except UnknownCriterion as error:
        yield Finding(place, str(error), "Choose one of those.", unreadable=True)
        return
    if not rating.published:
        yield Finding(
            place,
            f"R6 keeps {rating.consequence} × {rating.support} out",
            "Log it in search_records.yaml instead.",
        )
    stated = (row.consequence, row.support, row.severity, row.action)
    computed = (rating.consequence, rating.support, rating.severity, rating.action)
    if stated[:2] != computed[:2] or (stated != computed and row.deviation is None):
        yield Finding(
            place,
            f"says {' · '.join(stated)}; the rule gives {' · '.join(computed)}",
            "Correct the answers or the rating, or give a deviation with its reason.",
        )
    elif row.deviation is not None:
        yield Finding(place, f"departs from the rule: {row.deviation.reason}", "Read the reason.", "notice")


def _row(entry: Interaction, row: InteractionRow, protected: frozenset[str]) -> Iterator[Finding]:
    place = _place(entry, row)
    if row.severity == Severity.NONE and row.domain is None:
        yield Finding(
            place,
            "none without a domain",
            "Say which product, amount, use, population and route was studied.",
        )
    if row.action == "monitor" and row.monitoring is None:
        yield Finding(place, "monitor without what, when and threshold", "Fill monitoring.")
    if row.enzyme is not None and row.enzyme not in ENZYMES:
        yield Finding(
            place, f"enzyme {row.enzyme!r} is not in the list", f"Use one of {', '.join(sorted(ENZYMES))}."
        )
    if not row.evidence:
        yield Finding(place, "no evidence", "Add what the rating rests on, with its ground.")
    for item in row.evidence:
        if item.ground == "report" and (item.report is None or not item.report.dips):
            yield Finding(
                place, f"a report without DIPS answers: “{item.text[:60]}”", "Answer the ten questions."
            )
    for problem, fix in _act_on(entry, row, protected):
        yield Finding(place, problem, fix)


def _act_on(entry: Interaction, row: InteractionRow, protected: frozenset[str]) -> Iterator[tuple[str, str]]:
    if row.severity >= Severity.MODERATE and row.act_on is None:
        yield f"{row.severity} without act_on", "Say on what to act: kratom, timing, medicine or either."
    if row.act_on == "timing" and not row.until:
        yield "act_on timing without until", "Complete the sentence: do not start … until …"
    if row.act_on in ("medicine", "either") and entry.target.slug in protected:
        yield f"act_on {row.act_on} for a protected therapy", "Act on kratom or on timing."
    if row.act_on == "either" and row.action in ("usually_avoid", "monitor"):
        yield "act_on either for a harm that can be watched", "Act on kratom; the medicine goes on."


def _management(entry: Interaction, steps: dict[str, SharedStep]) -> Iterator[Finding]:
    if max((row.severity for row in entry.rows), default=Severity.NONE) < Severity.MODERATE:
        return
    management = whole(entry.management, steps)
    for slot in Slot:
        if bool(getattr(management, slot)) == (slot in management.not_applicable):
            yield Finding(
                f"interactions/{entry.slug}",
                f"management slot {slot} is neither filled nor not applicable, or both",
                "Fill it or list it in not_applicable.",
            )


def _protected_targets(release: Release, hierarchy: ClassHierarchy) -> frozenset[str]:
    classes = frozenset(c.slug for c in release.drug_classes if c.protected)
    members = frozenset().union(*(hierarchy.members(slug) for slug in classes)) if classes else frozenset()
    products = {
        p.slug
        for p in release.combination_products
        if any(i.medication in members and i.inactive_by_route is None for i in p.ingredients)
    }
    return classes | members | products


def _doubles(release: Release) -> Iterator[Finding]:
    seen: dict[object, str] = {}
    for entry in release.interactions:
        for row in entry.rows:
            key = (entry.target, key_of(row))
            if key in seen:
                yield Finding(_place(entry, row), f"the same target and key as {seen[key]}", "Keep one row.")
            seen[key] = entry.slug


def _replacements(release: Release) -> list[Finding]:
    """A row replaced by a less severe one needs a reason or a refutation; conflicts are listed for the publisher."""
    entries = {entry.slug: entry for entry in release.interactions}
    found: dict[Finding, None] = {}
    for resolved in release.resolved_interactions:
        for row in resolved.rows:
            entry = entries[row.entry]
            place = _place(entry, entry.rows[row.row])
            if row.lowered:
                refuted = entry.rows[row.row].support == "S-" or entry.lowers_because
                found[
                    Finding(
                        place,
                        f"lowers {', '.join(row.replaced)}"
                        + (f": {entry.lowers_because or 'refuted'}" if refuted else " without a reason"),
                        "Read the reason." if refuted else "Give lowers_because, or a refutation.",
                        "notice" if refuted else "refuse",
                    )
                ] = None
            if row.conflict:
                found[
                    Finding(
                        place,
                        f"conflicts with {', '.join(row.conflict)} for {resolved.medication}",
                        "The more severe leads; settle it.",
                        "notice",
                    )
                ] = None
    return list(found)

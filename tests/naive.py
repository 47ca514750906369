"""The screen once more, from the clinical model instead of the code: plain, slow, and sharing no rule with it.

Two implementations that agree over the whole vocabulary leave room only for an error made twice. So this one reads
the tables of a release and nothing that was derived from them, and imports no clinical rule of `interactions`.
C is read as stored: R1 is a look-up, recomputed by tests/guarantees/test_ratings_are_recomputed.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, get_args

from reference.release.schema.interaction import Interaction, InteractionRow, ModifyingFactor
from reference.release.schema.patient import LeadKind, LeadMembers
from reference.release.schema.release import Release
from reference.release.schema.terms import Mechanism

from .naive_actions import MEDICINE, in_setting, strictest, told
from .naive_rating import PHARMACOKINETIC, SUPPORT, is_watchable, rating

SEVERITY = ["none", "minor", "moderate", "major"]
STRICTNESS = ["no_special_precaution", "monitor", "adjust", "usually_avoid", "avoid"]
ORDER = [term.value for term in Mechanism]  # R7 breaks the last tie by it

NEAREST_CLASS, ROLE = 2, 10_000


Key = tuple[str, str | None, str]  # mechanism, enzyme or transporter, which side is the object


class NaiveRow(NamedTuple):
    """One key, the entry that speaks for it, and the rating."""

    key: Key
    entry: str
    row: InteractionRow
    severity: str
    action: str
    both: tuple[str, str]  # what to do about the medicine, and about kratom
    consequence: str
    support: str


def strength(rated: NaiveRow | InteractionRow, mechanism: str) -> tuple[int, ...]:
    """R7, of a row as it was published or as it stands in context."""
    return (
        SEVERITY.index(rated.severity),
        STRICTNESS.index(rated.action),
        int(rated.consequence[1]),
        SUPPORT.index(rated.support),
        -ORDER.index(mechanism),
    )


class NaiveOutcome(NamedTuple):
    outcome: str
    reason: str | None
    headline: tuple[str, str, str, str] | None  # severity, action of the pair, of the medicine, of kratom
    rows: tuple[NaiveRow, ...] = ()


def naive_outcome(
    slug: str, context: Mapping[str, Any], route: str, above_label_dose: bool, release: Release
) -> NaiveOutcome:
    """What a medicine or combination product is answered: sections 2 to 6, one after the other."""
    answers = {**context, **({"above_label_dose": True} if above_label_dose else {})}
    known = entries_that_speak(slug, release)
    if is_rescue(slug, route, release):
        return NaiveOutcome("rescue", None, None)
    rows = rows_in_context(slug, known, answers, route, release)
    if rows and rows[0].severity != "none":
        return NaiveOutcome("finding", None, (rows[0].severity, rows[0].action, *_both(rows)), rows)
    if rows and all(_inside(row, answers, route) for row in rows):
        return NaiveOutcome("assessed_no_interaction", None, None, rows)
    if known:
        return NaiveOutcome("not_assessed", "outside_studied_domain", None, rows)
    searched = any(slug in search.medications for search in release.search_records)
    return NaiveOutcome("not_assessed", "searched_nothing_found" if searched else "not_reviewed", None)


def is_rescue(slug: str, route: str, release: Release) -> bool:
    """By route alone; what a line says of its form or reason is compared elsewhere."""
    named = {slug, *classes_above(slug, release)}
    return any(record.medication in named and route in record.routes for record in release.rescue_medicines)


def _inside(row: NaiveRow, answers: Mapping[str, Any], route: str) -> bool:
    domain = row.row.domain
    return (
        domain is not None
        and answers.get("product") in domain.products
        and answers.get("use") in domain.use
        and route == domain.route
    )


# section 4: which entries apply


class Speaker(NamedTuple):
    """A row of an entry that is the most specific for its key."""

    key: Key
    entry: Interaction
    row: InteractionRow


def entries_that_speak(slug: str, release: Release) -> tuple[Speaker, ...]:
    """Per key the most specific entry; a product's own row replaces those of its active ingredients."""
    parts = _active(slug, release)
    if parts == [slug]:
        return _most_specific(_written_for("drug", slug, release, 0) + _inherited(slug, release))
    own = _most_specific(_written_for("product", slug, release, 0))
    taken = {speaker.key for speaker in own}
    return own + tuple(s for part in parts for s in entries_that_speak(part, release) if s.key not in taken)


def _active(slug: str, release: Release) -> list[str]:
    product = next((p for p in release.combination_products if p.slug == slug), None)
    return [i.medication for i in product.ingredients if not i.inactive_by_route] if product else [slug]


def _written_for(level: str, slug: str, release: Release, distance: int) -> list[tuple[int, Interaction]]:
    return [(distance, e) for e in release.interactions if (e.target.level, e.target.slug) == (level, slug)]


def _inherited(medication: str, release: Release) -> list[tuple[int, Interaction]]:
    classes = classes_above(medication, release).items()
    found = [
        pair for slug, distance in classes for pair in _written_for("drug_class", slug, release, distance)
    ]
    return found + [
        pair for role in _roles(medication, release) for pair in _written_for("role", role, release, ROLE)
    ]


def classes_above(medication: str, release: Release) -> dict[str, int]:
    """Every class of a medicine and how far it is, one generation of parents after the other."""
    parents = {c.slug: c.parents for c in release.drug_classes}
    generation = [c.slug for c in release.drug_classes if medication in c.members]
    distances: dict[str, int] = {}
    for distance in range(NEAREST_CLASS, ROLE):
        distances |= dict.fromkeys(generation, distance)
        generation = [p for slug in generation for p in parents[slug] if p not in distances]
        if not generation:
            break
    return distances


def _roles(medication: str, release: Release) -> list[str]:
    return [r.role for m in release.medications if m.slug == medication for r in m.roles]


def _most_specific(reaching: list[tuple[int, Interaction]]) -> tuple[Speaker, ...]:
    """Of equally near and equally strong rows the model names either; both implementations take the last by slug."""
    by_key: dict[Key, list[tuple[int, Speaker]]] = {}
    for distance, entry in reaching:
        for row in entry.rows:
            key = (row.mechanism, row.enzyme, row.object)
            by_key.setdefault(key, []).append((distance, Speaker(key, entry, row)))
    return tuple(
        _most_severe([s for d, s in group if d == min(d for d, _ in group)]) for group in by_key.values()
    )


def _most_severe(near: list[Speaker]) -> Speaker:
    return max(near, key=lambda s: (strength(s.row, s.row.mechanism), s.entry.slug))


# sections 2 and 6: the route and the patient


def rows_in_context(
    slug: str, known: tuple[Speaker, ...], answers: Mapping[str, Any], route: str, release: Release
) -> tuple[NaiveRow, ...]:
    rows = [_rated(slug, s, answers, release) for s in known if _reaches(s.row, route)]
    return tuple(sorted(rows, key=lambda r: strength(r, r.row.mechanism), reverse=True))


def _reaches(row: InteractionRow, route: str) -> bool:
    """Entries speak of systemic use; what enters past the gut meets no enzyme of the gut wall."""
    past_the_gut = route in ("parenteral", "depot")
    return route != "local" and not (past_the_gut and row.mechanism in PHARMACOKINETIC and row.site == "gut")


def _rated(slug: str, speaker: Speaker, answers: Mapping[str, Any], release: Release) -> NaiveRow:
    row = speaker.row
    changing = [f for f in release.modifying_factors if _applies(f, row, slug, answers, release)]
    member = _member(slug, answers, release)
    if member and member.unraised:
        changing = [f for f in changing if f.consequence is None]
    c = max([row.consequence, *(f.consequence for f in changing if f.consequence)])
    watched = [f.watchable for f in changing if f.watchable is not None]
    severity, action, support = row.severity, row.action, row.support
    if c != row.consequence or watched:
        watchable = all(watched) if watched else is_watchable(row.mechanism, c)
        k = next(effect.k for effect in release.kratom_effects if effect.mechanism == row.mechanism)
        severity, action, support = rating(row, c, watchable, k, speaker.entry.agonist_treatment)
    both = told(
        row,
        severity,
        action,
        changing,
        general=speaker.entry.target.level in ("drug_class", "role"),
        protected=_is_protected(slug, speaker.entry, release),
        untreated=slug in {m.slug for m in release.medications if m.not_a_treatment},
    )
    both = in_setting(both, member, answers) if severity != "none" else both
    return NaiveRow(speaker.key, speaker.entry.slug, row, severity, action, both, c, support)


def _member(slug: str, answers: Mapping[str, Any], release: Release) -> LeadMembers | None:
    """Section 12: what belongs to the setting of this patient, if it is not given by injection."""
    groups = _groups(slug, release)
    for kind in get_args(LeadKind):
        for box in release.lead_boxes:
            leads = box.setting == answers.get("setting") if box.setting else answers.get(box.factor) is True
            if box.kind != kind or not leads:
                continue
            for member in box.members:
                named = groups & set(member.targets) and not groups & set(member.except_targets)
                if named and not member.injected_once:
                    return member
    return None


def _both(rows: Sequence[NaiveRow]) -> tuple[str, str]:
    """The driver's actions; any other row that says hold or stop now is heard too."""
    medicine, kratom = rows[0].both
    rest = [row.both for row in rows[1:] if row.severity != "none"]
    for asked in ("adjust", "hold") if medicine == "no_change" else ("hold",):
        if asked in [said for said, _ in rest]:
            medicine = strictest([medicine, asked], MEDICINE, medicine)
    if "stop_now" in [said for _, said in rest]:
        kratom = "stop_now"
    return medicine, kratom


def _is_protected(slug: str, entry: Interaction, release: Release) -> bool:
    """Whether the entry speaks of needed therapy: the ingredient that it reaches, or any where it is the product's own."""
    protected = {c.slug for c in release.drug_classes if c.protected}
    parts = _active(slug, release)
    if entry.target.level == "product":
        return any(protected & _groups(part, release) for part in parts)
    reached = [part for part in parts if entry.target.slug in _groups(part, release)]
    return any(protected & _groups(part, release) for part in reached)


def _applies(
    factor: ModifyingFactor, row: InteractionRow, slug: str, answers: Mapping[str, Any], release: Release
) -> bool:
    if factor.mechanism != row.mechanism or answers.get(factor.factor) not in factor.values:
        return False
    groups = _groups(slug, release) if factor.targets or factor.except_targets else set()
    meant = not factor.targets or groups & set(factor.targets)
    excepted = groups & set(factor.except_targets)
    return bool(meant and not excepted) and factor.from_consequence in (None, row.consequence)


def _groups(slug: str, release: Release) -> set[str]:
    """A medicine or product, what acts in it, and the classes and roles of these."""
    found = {slug}
    for part in _active(slug, release):
        found |= {part, *classes_above(part, release), *_roles(part, release)}
    return found

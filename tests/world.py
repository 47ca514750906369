"""One small drawn world: enough medicines, classes and entries to show every rule, none of it real content.

    sedatives (class)                 substrates (role, from memory)
    /        \\                             |
calmazine   dormirol        calmazine, statorin, kratomab
"""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

import msgspec

from reference.release.schema.interaction import (
    CaseReport,
    Dips,
    Domain,
    Evidence,
    Interaction,
    InteractionRow,
    Management,
    ModifyingFactor,
    Monitoring,
    StackCondition,
    StackingRule,
    Target,
)  # fmt: skip
from reference.release.schema.kratom import KratomEffect, Source
from reference.release.schema.medicines import (
    CombinationProduct,
    DrugClass,
    Ingredient,
    Medication,
    PharmacologicRole,
    Precipitant,
    RescueMedicine,
    RoleAssignment,
    SearchRecord,
)  # fmt: skip
from reference.release.schema.release import Release
from reference.release.schema.statement import Citation, Statement
from reference.release.schema.terms import Mechanism
from reference.release.schema.vocabulary_names import Substance

CITED = (Citation(source="paper"),)
DAY = dt.date(2026, 11, 1)
ESTABLISHED: tuple[Mechanism, ...] = (
    "opioid_antagonism", "cns_depression", "seizure_threshold", "hepatotoxicity", "sympathomimetic",
    "fluid_electrolyte", "gi_hypomotility", "enzyme_inhibition", "enzyme_induction", "transporter_inhibition",
)  # fmt: skip


T = TypeVar("T", bound=msgspec.Struct)


def as_read(record: T) -> T:
    """The record as it is read from a file or a release: its values become terms of their vocabularies."""
    return msgspec.json.decode(msgspec.json.encode(record), type=type(record))


def says(text: str, basis: str = "seen") -> Statement:
    return as_read(Statement(text=text, basis=basis, citations=CITED))


def evidence(ground: str | None, text: str = "Something was found.", **more: Any) -> Evidence:
    fields = {"evidence_level": "mechanistic", "evidence_direction": "supports", **more}
    return as_read(Evidence(text=text, basis="seen", citations=CITED, ground=ground, **fields))


def dips(**answers: str) -> Dips:
    """Every question unknown but those answered."""
    unknown = {name: "unknown" for name in Dips.__struct_fields__ if name != "scorer"}
    return as_read(Dips(scorer="drawn", **{**unknown, **answers}))


def report(
    *scorings: Dips, life_threatening: bool = False, sufficient_alternative: bool = False
) -> CaseReport:
    return CaseReport(
        dips=scorings, life_threatening=life_threatening, sufficient_alternative=sufficient_alternative
    )


def row(mechanism: Mechanism = "cns_depression", **more: Any) -> InteractionRow:
    """A published row: sedation of a benzodiazepine, major and avoid, unless told otherwise."""
    fields: dict[str, Any] = {
        "mechanism": mechanism,
        "object": "both",
        "criterion": "benzodiazepine",
        "consequence": "C3",
        "support": "S2",
        "severity": "major",
        "action": "avoid",
        "act_on": "kratom",
        "summary": says("Sedation adds up with {medicine}."),
        "evidence_level": "mechanistic",
        "evidence_direction": "supports",
        "evidence": (evidence("label_warns_against_adding"),),
        "onset": "rapid",
        "offset": "rapid",
    }
    return as_read(InteractionRow(**{**fields, **more}))


def sedation(consequence: str = "C2", **more: Any) -> InteractionRow:
    """A C2 or C1 depressant's row, moderate and watched, or minor."""
    if consequence == "C1":
        return row(
            criterion="label_lists_drowsiness",
            consequence="C1",
            severity="minor",
            action="no_special_precaution",
            act_on=None,
            **more,
        )
    return row(
        criterion="gabapentinoid",
        consequence="C2",
        severity="moderate",
        action="monitor",
        monitoring=MONITORING,
        **more,
    )


def inhibition(**more: Any) -> InteractionRow:
    """CYP3A in the gut wall raises a sensitive substrate: moderate, watched."""
    fields: dict[str, Any] = {
        "object": "medicine", "enzyme": "CYP3A", "site": "gut", "criterion": "label_acts_on_weak_inhibitors",
        "consequence": "C2", "severity": "moderate", "action": "monitor", "monitoring": MONITORING,
        "evidence": (evidence("probe_study_same_site"),), "summary": says("Levels of {medicine} may rise."),
    }  # fmt: skip
    return row("enzyme_inhibition", **{**fields, **more})


def nothing_found(**more: Any) -> InteractionRow:
    """Refuted inside a domain: one leaf tea."""
    fields: dict[str, Any] = {
        "object": "medicine", "enzyme": "CYP2D6", "criterion": "label_acts_on_weak_inhibitors", "consequence": "C2",
        "support": "S-", "severity": "none", "action": "no_special_precaution", "act_on": None,
        "evidence_direction": "refutes", "evidence": (evidence("refuted"),), "domain": ONE_TEA,
        "summary": says("No change after one leaf tea."),
    }  # fmt: skip
    return row("enzyme_inhibition", **{**fields, **more})


MONITORING = Monitoring(
    what="sleepiness", when="in the first week", threshold="hard to wake", basis="judgement", citations=CITED
)
ONE_TEA = Domain(
    summary="one 2 g leaf tea in healthy adults.",
    products=("leaf",),
    use=("once",),
    population="healthy adults",
)
FILLED = Management(
    starting=(says("Choose another time."),),
    already_both=(says("Kratom should stop, not abruptly if used daily."),),
    when_kratom_stops=(says("Review the dose of {medicine}."),),
    emergency=(says("Call for help."),),
)


def entry(slug: str, level: str, target: str, *rows: InteractionRow, **more: Any) -> Interaction:
    fields: dict[str, Any] = {
        "management": FILLED,
        "searched_on": DAY,
        "title": slug.replace("-", " "),
        **more,
    }
    return as_read(Interaction(slug=slug, target=Target(level=level, slug=target), rows=rows, **fields))


def substance(slug: str, *brands: str) -> Substance:
    return Substance(slug, slug, "", "", (), brands, ())


def medication(slug: str, *roles: str, basis: str = "seen") -> Medication:
    assigned = tuple(RoleAssignment(role=role, basis=basis, citations=CITED) for role in roles)
    return as_read(Medication(slug=slug, name=slug, roles=assigned))


SUBSTANCES = tuple(
    substance(*names)
    for names in (
        ("calmazine", "Calmex"), ("dormirol",), ("statorin",), ("kratomab",), ("naloxone", "Narcan"), ("neverseen",),
        ("lookedfor",), ("teatested",), ("opiolin",), ("kratom",),
    )
)  # fmt: skip


def world(*interactions: Interaction, **more: Any) -> Release:
    """The drawn world with these entries in place of its own."""
    fields: dict[str, Any] = {
        "sources": (Source(slug="paper", title="A paper", kind="clinical_trial", url="https://example.org/paper"),),
        "kratom_effects": tuple(_effect(m, "established") for m in ESTABLISHED)
        + tuple(_effect(m, "borderline") for m in ("qt_prolongation", "serotonergic"))
        + tuple(_effect(m, "not_shown") for m in ("hypotension", "bleeding", "glycaemic")),
        "substances": SUBSTANCES,
        "medications": (
            medication("calmazine", "substrates", basis="needs_verification"),
            medication("dormirol"), medication("statorin", "substrates"), medication("kratomab", "substrates"),
        ),
        "pharmacologic_roles": (PharmacologicRole(slug="substrates", name="CYP3A substrate", definition="Cleared by CYP3A."),),
        "drug_classes": (DrugClass(slug="sedatives", name="sedatives", members=("calmazine", "dormirol"), basis="seen"),),
        "combination_products": (
            CombinationProduct(
                slug="opiolin-naloxone", name="opiolin/naloxone", citations=CITED, names=("Opinal",),
                ingredients=(Ingredient(medication="opiolin"), Ingredient(medication="naloxone", inactive_by_route="hardly absorbed")),
            ),
        ),
        "rescue_medicines": (
            RescueMedicine(medication="naloxone", phrase="Give if needed", practice_note=None, routes=("systemic", "parenteral", "local"), reason=says("It restores breathing.")),
        ),
        "precipitants": (
            Precipitant(slug="leaf", name="kratom leaf", product="leaf", names=("kratom", "ketum")),
            Precipitant(slug="extract", name="kratom extract", product="extract", names=("kratom shot",)),
            Precipitant(slug="seven-oh", name="7-OH", product="seven_oh", names=("7-OH tablets",)),
        ),
        "search_records": (SearchRecord(slug="search", medications=("lookedfor",), searched_on=DAY, statement=says("Nothing was found.")),),
        "interactions": interactions or DRAWN,
        "modifying_factors": (factor("alcohol", (True,)), factor("product", ("extract", "seven_oh"))),
        "stacking_rules": (
            StackingRule(
                slug="sedation", name="Sedation adds up", mechanism="cns_depression", severity="major",
                any_of=(StackCondition(consequence="C3", at_least=1), StackCondition(consequence="C2", at_least=2)),
                message=says("Several depressants."), steps=(says("Watch breathing."),), context=("alcohol",),
            ),
        ),
    }  # fmt: skip
    return as_read(Release(**{**fields, **more}))


def factor(name: str, values: tuple[str | bool, ...], **more: Any) -> ModifyingFactor:
    fields: dict[str, Any] = {
        "mechanism": "cns_depression",
        "from_consequence": "C2",
        "consequence": "C3",
        **more,
    }
    return as_read(
        ModifyingFactor(
            slug=f"{name.replace('_', '-')}-raises-sedation",
            factor=name,
            values=values,
            sentence=says(f"{name} makes sedation worse."),
            **fields,
        )
    )


def _effect(mechanism: Mechanism, k: str) -> KratomEffect:
    return as_read(
        KratomEffect(
            slug=mechanism.replace("_", "-"),
            mechanism=mechanism,
            k=k,
            statement=says("Seen in people."),
            reviewed_on=DAY,
        )
    )


DRAWN = (
    entry("class-sedatives", "drug_class", "sedatives", sedation()),
    entry("role-substrates", "role", "substrates", inhibition()),
    entry("dormirol", "drug", "dormirol", row(criterion="benzodiazepine")),
    entry("teatested", "drug", "teatested", nothing_found()),
    entry("opiolin-naloxone", "product", "opiolin-naloxone", sedation(), agonist_treatment=True),
)


def changed(record: Any, **fields: Any) -> Any:
    return as_read(msgspec.structs.replace(record, **fields))

"""Every entry moves from the table of its kind into the one table, with its history, its citations and its recalls.

The working copy is not copied: it is the record of the last revision, and where it is not, nothing moves.
"""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery

AT_A_TIME = 500
TABLES = {
    "alkaloids": ("reference", "Alkaloid"),
    "claims": ("reference", "Claim"),
    "combination_products": ("interactions", "CombinationProduct"),
    "drug_classes": ("interactions", "DrugClass"),
    "exclusions": ("reference", "Exclusion"),
    "interactions": ("interactions", "Interaction"),
    "kratom_effects": ("reference", "KratomEffect"),
    "list_rules": ("interactions", "ListRule"),
    "medications": ("interactions", "Medication"),
    "model_constants": ("reference", "ModelConstant"),
    "modifying_factors": ("interactions", "ModifyingFactor"),
    "monitoring_items": ("reference", "MonitoringItem"),
    "observed_interactions": ("reference", "ObservedInteraction"),
    "pharmacologic_roles": ("interactions", "PharmacologicRole"),
    "populations": ("reference", "Population"),
    "practice_notes": ("reference", "PracticeNote"),
    "precipitants": ("interactions", "Precipitant"),
    "products": ("reference", "Product"),
    "regulatory_statuses": ("reference", "RegulatoryStatus"),
    "rescue_medicines": ("interactions", "RescueMedicine"),
    "risks": ("reference", "Risk"),
    "search_records": ("interactions", "SearchRecord"),
    "sources": ("reference", "Source"),
    "stacking_rules": ("interactions", "StackingRule"),
    "substrate_parameters": ("interactions", "SubstrateParameters"),
}


def move(apps: Any, schema_editor: Any) -> None:
    entry, revision = apps.get_model("reference", "Entry"), apps.get_model("reference", "Revision")
    copied = [name for name in _columns(entry) if name not in ("id", "kind", "head_id", "discarded_at")]
    for kind, table in TABLES.items():
        _move_kind(apps.get_model(*table), kind, entry, revision, copied)
    _keep_discarded_drafts(entry, revision)
    for model in ("Revision", "Citation", "Recall", "EditorialEvent"):
        named = entry.objects.filter(kind=OuterRef("kind"), slug=OuterRef("slug"))
        apps.get_model("reference", model).objects.update(entry=Subquery(named.values("pk")[:1]))
    cited = entry.objects.filter(kind="sources", slug=OuterRef("source__slug"))
    citation = apps.get_model("reference", "Citation")
    for one in citation.objects.annotate(to=Subquery(cited.values("pk")[:1])).iterator():
        citation.objects.filter(pk=one.pk).update(cited=one.to)


def _columns(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _move_kind(table: Any, kind: str, entry: Any, revision: Any, copied: list[str]) -> None:
    shared = [name for name in copied if name in _columns(table)]
    last = {(one.slug, one.number): one for one in revision.objects.filter(kind=kind)}
    moved = []
    for row in table.objects.order_by("pk"):
        head = last.get((row.slug, row.version))
        if head is None or head.record != row.record:
            raise RuntimeError(
                f"{kind}/{row.slug} is not what its last revision says: somebody changed the database by hand. Nothing "
                "was moved. Put that row right with the program that you upgrade from, then migrate again."
            )
        values = {name: getattr(row, name) for name in shared}
        moved.append(entry(kind=kind, head=head, **values))
    entry.objects.bulk_create(moved, batch_size=AT_A_TIME)


def _keep_discarded_drafts(entry: Any, revision: Any) -> None:
    """A draft that was deleted left its history, and its numbers stay taken."""
    held = set(entry.objects.values_list("kind", "slug"))
    gone: dict[tuple[str, str], Any] = {}
    for one in revision.objects.order_by("number"):
        if (one.kind, one.slug) not in held:
            gone[one.kind, one.slug] = one
    entry.objects.bulk_create(
        entry(
            kind=kind, slug=slug, title=slug, head=last, created_by_id=last.created_by_id, created_at=last.created_at,
            discarded_at=last.created_at,
        )
        for (kind, slug), last in gone.items()
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("reference", "0009_entries"), ("interactions", "0003_substrate_parameters")]

    operations = [migrations.RunPython(move)]

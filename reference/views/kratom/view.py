"""The monograph, and one page for each alkaloid."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reference.release.schema.kratom import Alkaloid, Table
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.shared.labels import IDENTIFIER_LABEL, PARAMETER_KIND
from reference.views.shared.render import kept, show

from .heat_map_plot import enzyme_anchor
from .measurements import by_aspect, by_parameter, by_subject, measured, shown_in_monograph
from .receptor_plot import receptor_chart
from .structures import structure_of

SECTIONS = (
    ("products", "Products"),
    ("alone", "What kratom alone does"),
    ("studies", "Studies with medicines"),
    ("kinetics", "In the body"),
    ("alkaloids", "Alkaloids"),
    ("populations", "Populations"),
    ("monitoring", "Testing and monitoring"),
    ("law", "Regulatory status"),
    ("names", "Names"),
)


@require_safe
@reads_release
@kept
def monograph(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    release = loaded.release
    effects = sorted(release.kratom_effects, key=lambda e: (e.k, e.mechanism.value))
    return show(
        request,
        loaded,
        "reference/kratom.html",
        section="kratom",
        sections=[(anchor, label) for anchor, label in SECTIONS],
        products=[(p, by_aspect(p.facts)) for p in release.products],
        effects=[(e, e.mechanism.label, e.k.label) for e in effects],
        studies=release.observed_interactions,
        kinetics=[(a, rows) for a in release.alkaloids if (rows := shown_in_monograph(a.pharmacokinetics))],
        alkaloids=release.alkaloids,
        populations=[(p, by_aspect(p.facts)) for p in release.populations],
        monitoring=release.monitoring_items,
        statuses=release.regulatory_statuses,
        precipitants=release.precipitants,
        kinetics_table=_table_of("kinetics", loaded),
    )


def _table_of(section: str, loaded: LoadedRelease) -> Table | None:
    record = loaded.by_slug("monograph_sections").get(section)
    return record.table if record else None


@require_safe
@reads_release
@kept
def alkaloid(request: HttpRequest, loaded: LoadedRelease, slug: str) -> HttpResponse:
    record = loaded.by_slug("alkaloids").get(slug)
    if record is None:
        raise Http404(f"No alkaloid is filed under “{slug}”.")
    return show(
        request, loaded, "reference/alkaloid.html", section="kratom", alkaloid=record, **_parts(record)
    )


def _parts(record: Alkaloid) -> dict[str, Any]:
    return {
        "structure": structure_of(record),
        "identifiers": [(IDENTIFIER_LABEL[i.system], i) for i in record.identifiers],
        "aspects": by_aspect(record.facts),
        "content": [measured(m) for m in record.content],
        "kinetics": by_parameter(record.pharmacokinetics),
        "receptors": by_subject(record.receptors),
        "chart": receptor_chart([record]),
        "enzymes": [
            (enzyme, enzyme_anchor(enzyme), [(row, PARAMETER_KIND.get(row.kind, row.kind)) for row in rows])
            for enzyme, rows in by_subject(record.enzymes)
        ],
    }

"""Medicines, interaction entries and the screen. A posted list is never stored."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from interactions.screening.management_steps import whole
from interactions.screening.read_line import slugs_to_assess
from interactions.screening.release_index import ReleaseIndex, release_index
from interactions.screening.screen import screen_medications
from interactions.screening.screening_report import ScreeningReport
from reference.api.envelope import Answer, answer
from reference.api.input import JSONBody
from reference.api.paging import Page, page_of
from reference.api.problems import no_answer
from reference.api.release_view import LookUp, ReleaseView
from reference.api.schema import described
from reference.api.views import record_of
from reference.release.names.index import RXNORM
from reference.release.schema.interaction import Interaction, InteractionRow
from reference.release.storage.library import LoadedRelease

from .answers import MedicationHit, MedicationReport
from .input import InteractionQuery, MedicationQuery, ScreenInput
from .medications import listed, medication_report, medication_slugs, search

FIND_IT = "Find it by name: /api/v1/medications?q="
NOT_KNOWN = "No medicine of this or a similar name is known here."
NOT_SEARCHED = "This is too long to be searched for a similar name; send the medicine’s name alone."
NOTHING_LISTED = "Nothing listed is not the same as no interaction."


@described(
    "list_medications",
    Page[MedicationHit],
    tag="medications",
    summary="Find a medicine by name, or list all",
    query=MedicationQuery,
)
class MedicationList(LookUp):
    """With `q` the exact hit first, then candidates with `why` and `score`; without it every medicine."""

    query_class = MedicationQuery

    def answer(self, loaded: LoadedRelease, query: dict[str, Any]) -> Page[MedicationHit]:
        if "q" in query:
            found = search(query["q"], loaded, query["limit"])
            said = NOT_KNOWN if found.searched_all else NOT_SEARCHED
            note = None if found.hits else f"{said} {NOTHING_LISTED}"
            return page_of(found.hits, query, self.request, loaded, note=note)
        index = loaded.derived(release_index)
        slugs = loaded.derived(medication_slugs)
        return page_of(slugs, query, self.request, loaded, show=lambda slug: listed(slug, index))


@described(
    "read_medication",
    Answer[MedicationReport],
    tag="medications",
    summary="One medicine: names, codes, roles, rows, and its verdict in the reference case",
)
class MedicationDetail(LookUp):
    def answer(self, loaded: LoadedRelease, query: dict[str, Any], slug: str) -> Answer[MedicationReport]:
        report = medication_report(slug, loaded)
        if report is None:
            raise Http404(f"Release {loaded.manifest.version} has no medicine with this slug. {FIND_IT}")
        return answer(loaded, report, report.under_correction)


@described(
    "list_interactions",
    Page[Interaction],
    tag="interactions",
    summary="Interaction entries",
    query=InteractionQuery,
)
class InteractionList(LookUp):
    query_class = InteractionQuery

    def answer(self, loaded: LoadedRelease, query: dict[str, Any]) -> Page[Interaction]:
        rows = _rows_of(query["medication"], loaded) if "medication" in query else _all_rows(loaded)
        entries = {entry.slug: entry for entry, row in rows if _passes(row, query)}
        note = (
            None if entries else f"{NOTHING_LISTED} The outcome of a medicine: /api/v1/medications/{{slug}}"
        )
        found = tuple(_whole(entry, loaded) for entry in entries.values())
        return page_of(found, query, self.request, loaded, note=note, collection="interactions")


def _passes(row: InteractionRow, query: dict[str, Any]) -> bool:
    said = {"severity": row.severity, "mechanism": row.mechanism, "evidence": row.evidence_level}
    return all(value in query[name] for name, value in said.items() if query.get(name))


def _all_rows(loaded: LoadedRelease) -> list[tuple[Interaction, InteractionRow]]:
    return [(entry, row) for entry in loaded.release.interactions for row in entry.rows]


def _rows_of(slug: str, loaded: LoadedRelease) -> list[tuple[Interaction, InteractionRow]]:
    """The rows that apply to a medicine, after inheritance. Raises ValidationError, as 404, for an unknown slug."""
    index = loaded.derived(release_index)
    if slug not in index.display_names and not index.names.by_slug(slug):
        unknown = f"No medicine has this slug.{_near(slug, index)} {FIND_IT}"
        raise no_answer(unknown, field="medication", status=HTTPStatus.NOT_FOUND)
    parts = slugs_to_assess(index.hit_of(slug), index)
    applicable = [row for part in parts for row in index.applicable_rows(part)]
    return [(index.entries[s.entry], index.entries[s.entry].rows[s.row]) for s in applicable]


def _near(slug: str, index: ReleaseIndex) -> str:
    near = ", ".join(match.slug for match in index.names.search(slug.replace("-", " ")))
    return f" Near it: {near}." if near else ""


@described(
    "read_interaction",
    Answer[Interaction],
    tag="interactions",
    summary="One interaction entry, with its rows, evidence and management",
)
class InteractionDetail(LookUp):
    def answer(self, loaded: LoadedRelease, query: dict[str, Any], slug: str) -> Answer[Interaction]:
        record: Interaction = record_of(loaded, "interactions", slug)
        return answer(loaded, _whole(record, loaded), loaded.warning_of("interactions", slug))


def _whole(entry: Interaction, loaded: LoadedRelease) -> Interaction:
    """The entry with the steps that it shares with others in their slots, as its page shows it."""
    steps = loaded.derived(release_index).shared_steps
    return msgspec.structs.replace(entry, management=whole(entry.management, steps))


@described(
    "screen",
    ScreeningReport,
    tag="screen",
    summary="One outcome for each line of a medication list",
    body=ScreenInput,
    example={
        "medications": ["Seroquel XR 200 mg PO qHS", {"system": RXNORM, "code": "6960"}],
        "context": {"product": "extract", "use": "daily"},
    },
)
class Screen(ReleaseView):
    """Changes and stores nothing, so any site may post to it."""

    parser_classes = (JSONBody,)

    def post(self, request: Request) -> Response:
        loaded, _ = self.read(request)
        asked = ScreenInput().run_validation(request.data)
        return Response(screen_medications(asked["lines"], asked["context"], loaded.derived(release_index)))

"""Files that can be read and still must not be loaded. All errors are reported at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from reference.models import Entry, Source, Status
from reference.release.schema.traverse import citations_in

from .errors import ContentError, ContentErrors
from .files import IN_ONE_FILE, FiledRecord

STANDS_ONCE = {"sources": ("slug", "doi", "pmid"), "kratom_effects": ("slug", "mechanism")}
"""What the tables keep unique (reference/models), reported here with the line of the second one."""


def refuse_doubles(filed: list[FiledRecord]) -> None:
    """Raises ContentErrors."""
    seen: dict[tuple[str, str, str], FiledRecord] = {}
    errors = []
    for one in filed:
        for name in STANDS_ONCE.get(one.collection, ("slug",)):
            value = one.slug if name == "slug" else getattr(one.record, name)
            if not value:
                continue
            first = seen.setdefault((one.collection, name, value.lower()), one)
            if first is not one:
                errors.append(one.error(f"{name} {value!r} occurs twice, first for {first.slug!r}"))
    _refuse(errors)


def refuse_half_a_folder(folder: Path, filed: list[FiledRecord], entries: Iterable[Entry]) -> None:
    """A half-copied folder would retire everything it lacks. To remove a whole kind, leave an empty file or folder.

    Raises ContentErrors.
    """
    if not filed:
        _refuse([ContentError(str(folder), 1, "holds no content")])
    loaded = Counter(entry.kind for entry in entries if entry.loaded_hash and entry.status != Status.RETIRED)
    places = {kind: folder / (f"{kind}.yaml" if kind in IN_ONE_FILE else kind) for kind in loaded}
    _refuse(
        ContentError(
            str(place.relative_to(folder.parent)), 1, f"is missing, yet {loaded[kind]} entries came from it"
        )
        for kind, place in places.items()
        if not place.exists()
    )


def refuse_unknown_sources(filed: list[FiledRecord]) -> None:
    """Raises ContentErrors."""
    known = {one.slug for one in filed if one.collection == Source.kind} | set(
        Source.objects.values_list("slug", flat=True)
    )
    _refuse(
        one.error(f"{one.name} cites {source!r}, but there is no such source")
        for one in filed
        for source in citations_in(one.record)
        if source not in known
    )


def _refuse(errors: Iterable[ContentError]) -> None:
    if found := list(errors):
        raise ContentErrors(found)

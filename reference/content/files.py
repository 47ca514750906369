"""Read data/ strictly into release records. An error names the file, the line, what is wrong and what is allowed."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import yaml

from reference.release.schema.release import Release
from reference.release.schema.vocabulary import values_of
from reference.release.storage.formats import FORMAT_VERSION, UnknownFormat, lifted
from reference.release.storage.records import record_type, slug_of

from .errors import ContentError, ContentErrors
from .vocabulary import read_vocabulary

FORMAT_FILE = "FORMAT"
"""Beside the records: the format in which they were written. A folder without this file is of the first format."""
FIRST_FORMAT = "0.1"
IN_ONE_FILE = (
    "sources", "observed_interactions", "kratom_effects", "products", "regulatory_statuses", "monitoring_items",
    "monograph_sections", "medications", "combination_products", "drug_classes", "pharmacologic_roles", "rescue_medicines",
    "precipitants", "search_records", "modifying_factors", "stacking_rules", "list_rules", "shared_steps", "lead_boxes", "patient_words",
    "exclusions",
    "substrate_parameters", "model_constants",
)  # fmt: skip
ONE_FILE_EACH = ("alkaloids", "risks", "populations", "claims", "practice_notes", "interactions")


@dataclass(frozen=True)
class ContentFile:
    """One YAML file: its collection in the release, where it lies, its text."""

    collection: str
    path: Path
    shown_as: str
    text: str
    format_version: str = FORMAT_VERSION


@dataclass(frozen=True)
class FiledRecord:
    """A record, and where it lies: its file, and its place in a list of records."""

    file: ContentFile
    index: int | None
    record: Any

    @property
    def collection(self) -> str:
        return self.file.collection

    @property
    def slug(self) -> str:
        return slug_of(self.record)

    @property
    def name(self) -> str:
        return f"{self.collection}/{self.slug}"

    @property
    def position(self) -> int:
        return self.index or 0

    def error(self, message: str) -> ContentError:
        steps = () if self.index is None else (self.index,)
        return ContentError(self.file.shown_as, line_of(self.file.text, steps), message)


def read_content(folder: Path) -> Release:
    """Decode every file under `folder`. Raises ContentErrors listing all that is wrong, not only the first."""
    filed, errors = _read(content_files(folder))
    collections: dict[str, Any] = {}
    for one in filed:
        collections.setdefault(one.collection, []).append(one.record)
    try:
        collections.update(read_vocabulary(folder / "vocabulary"))
    except ContentError as error:
        errors.append(error)
    if errors:
        raise ContentErrors(errors)
    return msgspec.structs.replace(
        Release(), **{name: tuple(records) for name, records in collections.items()}
    )


def read_records(folder: Path) -> list[FiledRecord]:
    """The records that editors own, each with its place. Raises ContentErrors listing all that is wrong."""
    filed, errors = _read(content_files(folder))
    if errors:
        raise ContentErrors(errors)
    return filed


def _read(files: list[ContentFile]) -> tuple[list[FiledRecord], list[ContentError]]:
    filed: list[FiledRecord] = []
    errors: list[ContentError] = []
    for file in files:
        try:
            filed += _decode(file)
        except ContentError as error:
            errors.append(error)
    return filed, errors


def format_of(folder: Path) -> str:
    """The format in which a folder's records were written."""
    path = folder / FORMAT_FILE
    return path.read_text(encoding="utf-8").strip() if path.exists() else FIRST_FORMAT


def content_files(folder: Path) -> list[ContentFile]:
    """The YAML files in a fixed order. A file in an unknown place is refused, because it would be ignored silently."""
    places = {folder / f"{name}.yaml": name for name in IN_ONE_FILE}
    known_folders = {folder / name: name for name in ONE_FILE_EACH}
    found, strays, version = [], [], format_of(folder)
    for path in sorted(folder.rglob("*.y*ml"), key=lambda path: (path.parent, path.stem)):
        collection = places.get(path) or (known_folders.get(path.parent) if path.suffix == ".yaml" else None)
        shown_as = str(path.relative_to(folder.parent))
        if collection is None:
            strays.append(
                ContentError(
                    shown_as,
                    1,
                    f"no such place; records live in {', '.join(ONE_FILE_EACH)}/ or in {', '.join(IN_ONE_FILE)}.yaml",
                )
            )
            continue
        found.append(ContentFile(collection, path, shown_as, path.read_text(encoding="utf-8"), version))
    if strays:
        raise ContentErrors(strays)
    return found


def _decode(file: ContentFile) -> list[FiledRecord]:
    data = _load_yaml(file)
    struct = record_type(file.collection)
    if file.collection in IN_ONE_FILE:
        if not isinstance(data, list):
            raise ContentError(file.shown_as, 1, f"expected a list of {file.collection}")
        return [
            FiledRecord(file, index, _convert(file, item, struct, (index,)))
            for index, item in enumerate(data)
        ]
    record = _convert(file, data, struct, ())
    if record.slug != file.path.stem:
        raise ContentError(
            file.shown_as, 1, f"slug {record.slug!r} must be the file's name, {file.path.stem!r}"
        )
    return [FiledRecord(file, None, record)]


def _load_yaml(file: ContentFile) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(file.text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentError(file.shown_as, line, f"not valid YAML: {error.problem}") from None
    except ValueError as error:
        raise ContentError(file.shown_as, 1, f"not a value: {error}") from None


def _convert(file: ContentFile, data: Any, struct: Any, place: tuple[int | str, ...]) -> Any:
    try:
        (today,) = lifted({file.collection: [data]}, file.format_version)[file.collection]
        record = msgspec.convert(today, struct)
    except UnknownFormat as error:
        raise ContentError(file.shown_as, 1, str(error)) from None
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at ")
        steps = place + _steps(path.strip("`"))
        raise ContentError(
            file.shown_as, line_of(file.text, steps), _with_allowed(message, struct, steps)
        ) from None
    if getattr(record, "review", None) is not None:
        line = line_of(file.text, (*place, "review"))
        raise ContentError(
            file.shown_as, line, "review: no file can say who reviewed it; a clinician signs off in the admin"
        )
    return record


def _steps(path: str) -> tuple[int | str, ...]:
    return tuple(int(i) if i else name for name, i in re.findall(r"\.(\w+)|\[(\d+)\]", path))


def _with_allowed(message: str, struct: Any, steps: tuple[int | str, ...]) -> str:
    """Add the allowed values where a field has a closed vocabulary: the message alone says only what was wrong."""
    current: Any = struct
    for step in (s for s in steps if isinstance(s, str)):
        hints = get_type_hints(current) if isinstance(current, type) else {}
        current = _inner(hints.get(step))
    where = ".".join(str(s) for s in steps if isinstance(s, str))
    values = values_of(current)
    if values:
        message += f"; allowed: {', '.join(values)}"
    return f"{where}: {message}" if where else message


def _inner(hint: Any) -> Any:
    """The struct or closed vocabulary inside tuple[X, ...] or X | None."""
    for argument in get_args(hint):
        if argument in (type(None), Ellipsis):
            continue
        if isinstance(argument, str):  # a value of Literal: the whole of it is the vocabulary
            return hint
        return _inner(argument)
    return hint


def line_of(text: str, steps: tuple[int | str, ...]) -> int:
    """The 1-based line of a value in a YAML text; the nearest parent's where the value is missing."""
    node = _composed(text)
    for step in steps:
        child = _child(node, step)
        if child is None:
            break
        node = child
    return node.start_mark.line + 1 if node is not None else 1


@functools.lru_cache(maxsize=2)
def _composed(text: str) -> Any:
    """Cached for the next error: composing a long list takes a second, and one mistake can cause an error per record."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _child(node: Any, step: int | str) -> Any:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None

"""From the tree back to builtins: each field read on its own, so that an editor sees all that is wrong at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from .fields import Scalar
from .labels import MAY_BE_UNKNOWN, MUST_EXIST
from .tree import Item, Repeated, Section, Widget
from .values import Unreadable, read

Known = Mapping[str, Mapping[str, str]]
"""By collection: the slugs that exist, with what they are called."""


def read_section(section: Section) -> dict[str, Any]:
    """The builtins of a section; each error is then attached to its widget."""
    record: dict[str, Any] = {}
    for member in section:
        if isinstance(member, Widget):
            value = _read_widget(member)
            if value is not None or member.field.starts_as is None:
                record[member.field.name] = value
        elif isinstance(member, Section):
            record[member.path.rsplit("-", 1)[-1]] = read_section(member)
        else:
            values = [read_section(item.section) for item in kept(member)]
            record[member.field.name] = (values[0] if values else None) if member.single else values
    return record


def kept(group: Repeated) -> list[Item]:
    """The items that will be saved: not those marked for removal, nor a blank one that would be invalid."""
    return [item for item in group.items if not item.removed and not _is_idle(item)]


def _is_idle(item: Item) -> bool:
    return item.section.shape.has_required and item.section.is_blank


def _read_widget(widget: Widget) -> Any:
    field = widget.field
    try:
        value = read(field, widget.typed)
    except Unreadable as error:
        widget.errors.append(str(error))
        return None
    if value is None and field.required:
        widget.errors.append(_missing(field))
    return value


def _missing(field: Scalar) -> str:
    values = [value for _, options in field.options for value, _ in options]
    return f"Choose one of: {', '.join(values)}." if values else "Fill this in."


def live_widgets(section: Section) -> Iterator[Widget]:
    """The widgets whose values will be saved."""
    for member in section:
        if isinstance(member, Widget):
            yield member
        elif isinstance(member, Section):
            yield from live_widgets(member)
        else:
            for item in kept(member):
                yield from live_widgets(item.section)


def check_references(section: Section, known: Known) -> list[str]:
    """Refuse, at their widget, unknown slugs that must exist; return a warning for each of the other unknown ones."""
    warnings = []
    for widget in live_widgets(section):
        slugs = known.get(widget.field.reference or "")
        if not slugs:
            continue
        for slug in (line.strip() for line in widget.text.replace("\r", "").split("\n")):
            if not slug or slug in slugs:
                continue
            message = f"“{slug}” is not known here{_nearest(slug, slugs)}"
            if widget.field.reference in MUST_EXIST:
                widget.errors.append(f"{message}.")
            elif widget.field.reference not in MAY_BE_UNKNOWN:
                warnings.append(f"{widget.field.label}: {message}. Publishing refuses what does not exist.")
    return warnings


def _nearest(slug: str, slugs: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(slug, slugs, n=3, cutoff=0.6)
    return f"; meant was perhaps {', '.join(near)}" if near else ""


def place_of(section: Section, steps: tuple[int | str, ...]) -> Widget | Repeated | None:
    """The widget, or the nearest group, that a path into the saved record leads to."""
    found: Widget | Repeated | None = None
    current: Section | Repeated | None = section
    for step in steps:
        if isinstance(current, Section):
            member = next((m for m in current if _name(m) == step), None)
            if isinstance(member, Widget):
                return member
            current = member
            found = member if isinstance(member, Repeated) else found
            if isinstance(member, Repeated) and member.single:
                items = kept(member)
                current = items[0].section if items else None
        elif isinstance(current, Repeated) and isinstance(step, int):
            items = kept(current)
            current = items[step].section if step < len(items) else None
    return found


def _name(member: Widget | Section | Repeated) -> str:
    return member.path.rsplit("-", 1)[-1] if isinstance(member, Section) else member.field.name

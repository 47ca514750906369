"""A form for any record of the release: built from its struct and read back into it; what was typed is never lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from django.http import QueryDict

from reference.release.storage.records import record_type, to_builtins

from .compare import differences
from .fields import Group, Part, Scalar, Shape, shape_of
from .hooks import Panel, Problem, derived_panels, derived_values, record_checks
from .labels import numbered
from .parse import Known, check_references, place_of, read_section
from .tree import Item, Repeated, Section, Widget, blank_item, from_post, from_record

STEP = re.compile(r"\.(\w+)|\[(\d+)\]")


class FormError(NamedTuple):
    """One thing wrong: where, in words; what is allowed; the id of the element to go to."""

    where: str
    message: str
    id: str


class RecordForm:
    """The form of one record of `kind` (a collection of the release).

    Without `data` it shows `record`. With `data` (what the browser sent) it shows what was typed, whether or not that
    can be read; `is_valid()` reads it, after which `record` is the struct or `errors` says what is wrong and where.
    `known` names the slugs that exist, by collection. `fixed` names the top fields that may no longer change.
    """

    def __init__(
        self,
        kind: str,
        record: Mapping[str, Any] | None = None,
        *,
        data: QueryDict | None = None,
        known: Known | None = None,
        fixed: tuple[str, ...] = (),
    ) -> None:
        self.kind, self.known, self.fixed = kind, known or {}, fixed
        self.shape = shape_of(record_type(kind))
        self.initial = dict(record or {})
        self.is_bound = data is not None
        self.add = data.get("_add", "") if data is not None else ""
        self.record: Any = None
        self.errors: list[FormError] = []
        self.warnings: list[str] = []
        self._show(
            from_post(self.shape, data, self.add)
            if data is not None
            else from_record(self.shape, self.initial)
        )

    def _show(self, tree: Section) -> None:
        self.tree = tree
        stored = {w.field.name: w for w in from_record(self.shape, self.initial) if isinstance(w, Widget)}
        for widget in tree:
            if isinstance(widget, Widget) and widget.field.name in self.fixed:
                widget.fixed, widget.typed = True, stored[widget.field.name].typed

    def is_valid(self) -> bool:
        """Read what was typed. True: `record` holds it, strictly valid. False: `errors` says all that is wrong."""
        for widget in self.tree.widgets():
            widget.errors.clear()
        builtins = read_section(self.tree)
        self.warnings = check_references(self.tree, self.known)
        self.errors = list(_errors_in(self.tree))
        if not self.errors:
            self.record = self._convert(builtins)
        if self.record is not None and self.kind in record_checks:
            self._refuse(record_checks[self.kind](self.record))
        return not self.errors

    def _convert(self, builtins: dict[str, Any]) -> msgspec.Struct | None:
        try:
            return msgspec.convert(builtins, self.shape.struct)
        except msgspec.ValidationError as error:
            message, _, path = str(error).partition(" - at ")
            steps = tuple(int(index) if index else name for name, index in STEP.findall(path))
            self._refuse([Problem("-".join(str(step) for step in steps), message)])
            return None

    def _refuse(self, problems: list[Problem]) -> None:
        for problem in problems:
            steps = tuple(int(step) if step.isdigit() else step for step in problem.at.split("-") if step)
            place = place_of(self.tree, steps)
            if place is None:
                self.errors.append(FormError("", problem.message, ""))
            else:
                place.errors.append(problem.message)
        self.errors += [error for error in _errors_in(self.tree) if error not in self.errors]
        if problems:
            self.record = None

    def settle(self) -> list[str]:
        """Bring what follows from other answers up to date, show it, and say in words what changed."""
        if self.record is None or self.kind not in derived_values:
            return []
        before, self.record = self.record, derived_values[self.kind](self.record)
        self._show(from_record(self.shape, self.builtins))
        return [] if before == self.record else _changed_words(before, self.record)

    @property
    def builtins(self) -> dict[str, Any]:
        """The valid record as an entry and a revision store it."""
        return to_builtins(self.record)

    def show_panels(self) -> None:
        """Put what is computed from the record beside its answers; nothing while the record cannot be read."""
        record = self.record if self.is_bound else _readable(self.shape.struct, self.initial)
        if record is None or self.kind not in derived_panels:
            return
        for panel in derived_panels[self.kind](record):
            _section_at(self.tree, panel).panels.append((panel.label, panel.text))

    @property
    def computes(self) -> bool:
        return self.kind in derived_panels

    @property
    def blanks(self) -> list[Item]:
        """A blank item for each group the form may grow, once per kind of item, for the page's script to copy."""
        return [
            blank_item(Repeated(field, "__group__"), "__item__") for field in _groups(self.shape, {}).values()
        ]

    @property
    def suggested(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The lists of slugs that widgets of this form suggest from: (collection, [(slug, name)])."""
        wanted = {field.reference for field in self._scalars() if field.reference}
        return [(name, sorted(self.known[name].items())) for name in sorted(wanted) if name in self.known]

    @property
    def offered(self) -> list[tuple[str, tuple[str, ...]]]:
        """The words that widgets of this form suggest, by field name."""
        return sorted(
            {field.name: field.suggestions for field in self._scalars() if field.suggestions}.items()
        )

    def _scalars(self) -> set[Scalar]:
        sections = [self.tree, *(item.section for item in self.blanks)]
        return {widget.field for section in sections for widget in section.widgets()}


def _readable(struct: type[msgspec.Struct], builtins: Mapping[str, Any]) -> msgspec.Struct | None:
    try:
        return msgspec.convert(builtins, struct)
    except msgspec.ValidationError:
        return None


def _errors_in(section: Section, where: tuple[str, ...] = ()) -> Iterator[FormError]:
    for member in section:
        if isinstance(member, Widget):
            for message in member.errors:
                yield FormError(" › ".join((*where, member.field.label)), message, member.id)
        elif isinstance(member, Section):
            yield from _errors_in(member, (*where, member.label))
        else:
            for message in member.errors:
                yield FormError(" › ".join((*where, member.field.label)), message, f"group_{member.path}")
            for item in member.items:
                name = member.item_label if member.single else numbered(member.field.name, item.position)
                yield from _errors_in(item.section, (*where, name))


def _groups(shape: Shape, found: dict[str, Group | Part]) -> dict[str, Group | Part]:
    """The groups a shape may hold at any depth, one for each struct."""
    for field in shape.fields:
        if isinstance(field, Group) or (isinstance(field, Part) and field.optional):
            found.setdefault(field.shape.name, field)
        if isinstance(field, Group | Part):
            _groups(field.shape, found)
    return found


def _section_at(tree: Section, panel: Panel) -> Section:
    current = tree
    steps = panel.at.split("-") if panel.at else []
    for name, index in zip(steps[::2], steps[1::2], strict=False):
        for member in current:
            if isinstance(member, Repeated) and member.field.name == name and int(index) < len(member.items):
                current = member.items[int(index)].section
    return current


def _changed_words(before: msgspec.Struct, after: msgspec.Struct) -> list[str]:
    return [
        f"{row.path}: {row.before} → {row.after}"
        for row in differences(to_builtins(before), to_builtins(after))
    ]

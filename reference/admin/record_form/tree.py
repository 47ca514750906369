"""The form as a tree: a section for each struct, a repeated group for each list, a widget for each value.

It is made from a record or from what the browser sent. The names of the widgets are the paths into the record
("rows-0-evidence-2-text"), so that neither a counter nor hidden state has to agree with what the page shows.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from .fields import Group, Part, Scalar, Shape
from .labels import FORM_WORDS, NAMING_FIELDS
from .values import shown

POSITION, REMOVED = "position", "removed"
NUMBER = re.compile(r"\d{1,4}(\.\d+)?")
PLACE = re.compile(r"(?P<group>.+)-(?P<index>\d{1,4})-position")


@dataclass
class Widget:
    """One value: what it contains, and what is wrong with it."""

    field: Scalar
    name: str
    typed: tuple[str, ...]
    errors: list[str] = dataclasses.field(default_factory=list)
    fixed: bool = False
    focused: bool = False
    template = "admin/reference/_widget.html"

    @property
    def id(self) -> str:
        return f"id_{self.name}"

    @property
    def text(self) -> str:
        return self.typed[0] if self.typed else ""

    @property
    def is_long(self) -> bool:
        """A one-line box would hide, or on sending lose, a part of it."""
        return self.field.kind in ("prose", "lines", "answers") or "\n" in self.text or len(self.text) > 100

    @property
    def is_wide(self) -> bool:
        """With three boxes on a line the text would be cut off."""
        return self.field.kind == "line" and len(self.text) > 34

    @property
    def rows(self) -> int:
        """Lines of room: enough to read the text without scrolling."""
        return min(14, 1 + sum(1 + len(line) // 100 for line in self.text.split("\n")))

    @property
    def is_blank(self) -> bool:
        return self.typed == shown(self.field, self.field.starts_as) or not any(
            text.strip() for text in self.typed
        )

    @property
    def options(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """The choices with what is chosen; a stored value that is no longer allowed stays visible."""
        known = {value for _, options in self.field.options for value, _ in options}
        groups = [
            (head, [(v, label, v in self.typed) for v, label in options])
            for head, options in self.field.options
        ]
        strangers = [(v, f"{v} (not allowed)", True) for v in self.typed if v and v not in known]
        if strangers:
            groups.insert(0, ("", strangers))
        if self.field.kind == "choices":  # the chosen ones first, as their order in the record counts
            listed = [option for _, options in groups for option in options]
            order = {value: place for place, value in enumerate(self.typed)}
            groups = [("", sorted(listed, key=lambda option: order.get(option[0], len(order))))]
        return groups

    @property
    def may_be_empty(self) -> bool:
        return not self.field.required or not self.text

    @property
    def words(self) -> str:
        """The value as an editor reads it in the heading of a folded item."""
        if self.field.kind == "choice":
            return next((label for _, o in self.field.options for v, label in o if v == self.text), self.text)
        return ", ".join(self.text.split("\n"))


@dataclass
class Section:
    """The fields of one struct. `panels` holds what was computed from its answers."""

    shape: Shape
    path: str
    label: str
    hint: str = ""
    members: list[Widget | Section | Repeated] = dataclasses.field(default_factory=list)
    panels: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    template = "admin/reference/_part.html"

    def __iter__(self) -> Iterator[Widget | Section | Repeated]:
        return iter(self.members)

    def widgets(self) -> Iterator[Widget]:
        for member in self.members:
            if isinstance(member, Widget):
                yield member
            elif isinstance(member, Section):
                yield from member.widgets()
            else:
                for item in member.items:
                    yield from item.section.widgets()

    @property
    def is_blank(self) -> bool:
        return all(widget.is_blank for widget in self.widgets()) and not any(
            isinstance(member, Repeated) and member.items for member in self.members
        )

    @property
    def summary(self) -> str:
        """A few words that distinguish this item from its neighbours."""
        by_name = {member.field.name: member for member in self.members if isinstance(member, Widget)}
        chosen = FORM_WORDS.summaries.get(self.shape.name)
        if chosen:
            words = [by_name[name].words for name in chosen if name in by_name]
        else:
            words = [by_name[name].words for name in NAMING_FIELDS if name in by_name and by_name[name].text][
                :1
            ]
        text = " · ".join(word for word in words if word)
        return text if len(text) <= 140 else f"{text[:139].rstrip()}…"


@dataclass
class Item:
    section: Section
    index: int
    removed: bool = False
    new: bool = False
    single: bool = False

    @property
    def path(self) -> str:
        return self.section.path

    @property
    def position(self) -> int:
        return self.index + 1

    @property
    def open(self) -> bool:
        """Whether something in it asks for attention, and so must not be folded."""
        return self.new or any(widget.errors or widget.focused for widget in self.section.widgets())


@dataclass
class Repeated:
    """A list of structs, or an optional struct: none or one."""

    field: Group | Part
    path: str
    items: list[Item] = dataclasses.field(default_factory=list)
    errors: list[str] = dataclasses.field(default_factory=list)
    template = "admin/reference/_group.html"

    @property
    def item_label(self) -> str:
        return self.field.item_label if isinstance(self.field, Group) else self.field.label

    @property
    def single(self) -> bool:
        return isinstance(self.field, Part)

    @property
    def can_add(self) -> bool:
        return not self.single or not self.items

    @property
    def is_short(self) -> bool:
        return self.field.shape.is_short and not self.single


def from_record(shape: Shape, record: Mapping[str, Any], path: str = "", label: str = "") -> Section:
    """The tree of a record's builtins. What the record leaves out has its default."""
    section = Section(shape, path, label)
    for each in shape.fields:
        name, value = _join(path, each.name), record.get(each.name)
        if isinstance(each, Scalar):
            stored = value if each.name in record else each.starts_as
            section.members.append(Widget(each, name, shown(each, stored)))
        elif isinstance(each, Part) and not each.optional:
            section.members.append(_part(each, from_record(each.shape, value or {}, name, each.label)))
        else:
            values = value if isinstance(each, Group) else [value] if value is not None else []
            section.members.append(_repeated(each, name, values or []))
    return section


def _repeated(each: Group | Part, path: str, values: Any) -> Repeated:
    group = Repeated(each, path)
    for index, value in enumerate(values):
        inner = from_record(each.shape, value, _join(path, index), group.item_label)
        group.items.append(Item(inner, index, single=group.single))
    return group


def _part(each: Part, section: Section) -> Section:
    section.hint = each.hint
    return section


def blank_item(group: Repeated, index: int | str) -> Item:
    section = from_record(group.field.shape, {}, _join(group.path, index), group.item_label)
    return Item(section, index if isinstance(index, int) else 0, new=True, single=group.single)


def from_post(shape: Shape, data: QueryDict, add: str = "") -> Section:
    """The tree of what the browser sent, in the order of the position numbers; `add` names a group that gets a blank item."""
    indexes: dict[str, list[int]] = defaultdict(list)
    for key in data:
        if match := PLACE.fullmatch(key):
            indexes[match["group"]].append(int(match["index"]))
    return _Posted(data, indexes, add).section(shape, "", "", "")


@dataclass
class _Posted:
    """The sent values, with the items that each group holds."""

    data: QueryDict
    indexes: Mapping[str, list[int]]
    add: str

    def section(self, shape: Shape, sent: str, path: str, label: str) -> Section:
        section = Section(shape, path, label)
        for each in shape.fields:
            there, here = _join(sent, each.name), _join(path, each.name)
            if isinstance(each, Scalar):
                section.members.append(Widget(each, here, tuple(self.data.getlist(there))))
            elif isinstance(each, Part) and not each.optional:
                section.members.append(_part(each, self.section(each.shape, there, here, each.label)))
            else:
                section.members.append(self.repeated(each, there, here))
        return section

    def repeated(self, each: Group | Part, sent: str, path: str) -> Repeated:
        group = Repeated(each, path)
        for index, old in enumerate(sorted(self.indexes.get(sent, ()), key=lambda i: self._place(sent, i))):
            inner = self.section(each.shape, _join(sent, old), _join(path, index), group.item_label)
            removed = f"{sent}-{old}-{REMOVED}" in self.data
            group.items.append(Item(inner, index, removed=removed, single=group.single))
        if sent == self.add and group.can_add:
            group.items.append(blank_item(group, len(group.items)))
            next(group.items[-1].section.widgets()).focused = True
        return group

    def _place(self, sent: str, index: int) -> tuple[float, int, int]:
        """By position number. Of two with the same number, an item moved up comes first and an item moved down last."""
        text = self.data.get(f"{sent}-{index}-{POSITION}", "")
        wanted = float(text) if NUMBER.fullmatch(text) else index + 1.0
        moved = (wanted > index + 1) - (wanted < index + 1)
        return wanted, moved, index


def _join(path: str, name: str | int) -> str:
    return f"{path}-{name}" if path else str(name)

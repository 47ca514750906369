"""What changed between two records, field by field, in the words of the form.

Items of a list are matched by what they are (slug, source, mechanism and enzyme …), then by how alike their text is,
and only then by position: a step put in front must not make every later step look rewritten.
"""

from __future__ import annotations

import difflib
import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .labels import field_label, numbered, plain

KEYS = (
    ("slug",), ("mechanism", "enzyme", "object"), ("source",), ("role",), ("medication",), ("scorer",),
    ("system", "value"),
)  # fmt: skip
"""What identifies one item of a list: the first of these whose fields the items have."""
RECOGNISED_BY = ("text", "parameter", "enzyme", "target", "conditions")
"""The fields whose words make an item recognisable after an edit."""
ALIKE = 0.5
"""Below this share of common words two texts are two items, not one rewritten."""
NOTHING, ADDED = "", " (added)"
CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
WORDS = re.compile(r"\s+|[^\s]+")

Record = Mapping[str, Any]


class Change(NamedTuple):
    """One row of a comparison. Empty `before`: added. Empty `after`: removed."""

    path: str
    before: str
    after: str

    @property
    def marked(self) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
        """Both texts in pieces, each piece with whether it is new or gone, for a reader's eye."""
        if not self.before or not self.after:
            return [(self.before, False)], [(self.after, False)]
        old, new = WORDS.findall(self.before), WORDS.findall(self.after)
        left, right = [], []
        for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            left.append(("".join(old[a:b]), tag != "equal"))
            right.append(("".join(new[c:d]), tag != "equal"))
        return [piece for piece in left if piece[0]], [piece for piece in right if piece[0]]


def differences(before: Record | None, after: Record | None) -> list[Change]:
    """Every field in which two records differ. None means a record that does not exist."""
    return list(_records(before or {}, after or {}, ()))


def contents(record: Record) -> list[Change]:
    """All that a record says, in the words of a comparison."""
    return [Change(row.path.replace(ADDED, ""), "", row.after) for row in differences(None, record)]


def _records(before: Record, after: Record, path: tuple[str, ...]) -> Iterator[Change]:
    for name in dict.fromkeys((*after, *before)):
        yield from _values(name, before.get(name), after.get(name), path)


def _values(name: str, old: Any, new: Any, path: tuple[str, ...]) -> Iterator[Change]:
    if old == new or (_is_empty(old) and _is_empty(new)):
        return
    here = (*path, field_label(name))
    if isinstance(old, Mapping) or isinstance(new, Mapping):
        yield from _records(old or {}, new or {}, here)
    elif _is_list(old) or _is_list(new):
        yield from _lists(name, list(old or ()), list(new or ()), path)
    else:
        yield Change(" › ".join(here), words(old), words(new))


def _lists(name: str, old: list[Any], new: list[Any], path: tuple[str, ...]) -> Iterator[Change]:
    if name == "citations":
        old, new = [citation_words(c) for c in old], [citation_words(c) for c in new]
    if any(isinstance(item, Mapping) for item in (*old, *new)):
        yield from _items(name, old, new, path)
    else:
        yield from _plain_list((*path, field_label(name)), old, new)


def _plain_list(path: tuple[str, ...], old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    where = " › ".join(path)
    gone = [item for item in old if item not in new]
    come = [item for item in new if item not in old]
    yield from (Change(where, words(item), NOTHING) for item in gone)
    yield from (Change(where, NOTHING, words(item)) for item in come)
    if not gone and not come:
        yield Change(f"{where} (order)", "; ".join(map(words, old)), "; ".join(map(words, new)))


def _items(name: str, old: list[Record], new: list[Record], path: tuple[str, ...]) -> Iterator[Change]:
    pairs = _matched(old, new)
    partner = {j: i for i, j in pairs}
    taken = set(partner.values())
    for i, item in enumerate(old):
        if i not in taken:
            yield from _leaves(item, (*path, f"{_item_words(name, item, i)} (removed)"), gone=True)
    for j, item in enumerate(new):
        here = _item_words(name, item, j)
        if j in partner:
            yield from _records(old[partner[j]], item, (*path, here))
        else:
            yield from _leaves(item, (*path, f"{here}{ADDED}"), gone=False)
    order = [partner[j] for j in sorted(partner)]
    if order != sorted(order):
        where = " › ".join((*path, f"{field_label(name)} (order)"))
        yield Change(
            where, "; ".join(_short(old[i]) for i in sorted(order)), "; ".join(_short(old[i]) for i in order)
        )


def _leaves(item: Record, path: tuple[str, ...], *, gone: bool) -> Iterator[Change]:
    yield from _records(item, {}, path) if gone else _records({}, item, path)


def _matched(old: list[Record], new: list[Record]) -> list[tuple[int, int]]:
    """Pairs of places that hold the same item: equal ones first, then same key, then like text, then same place."""
    matching = _Matching(list(range(len(old))), list(range(len(new))))
    for is_same in (operator.eq, _same_key):
        for i in tuple(matching.old):
            same = [j for j in matching.new if is_same(old[i], new[j])]
            if same:
                matching.pair(i, same[0])
    for likeness, i, j in _most_alike_first(old, new, matching):
        if likeness >= ALIKE:
            matching.pair(i, j)
    for i in tuple(matching.old):
        if i in matching.new and _has_only_its_place(old[i]) and not _text(new[i]):
            matching.pair(i, i)
    return matching.pairs


@dataclass
class _Matching:
    """The places in the old and the new list that have no partner yet, and the pairs found so far."""

    old: list[int]
    new: list[int]
    pairs: list[tuple[int, int]] = field(default_factory=list)

    def pair(self, i: int, j: int) -> None:
        """Unless one of the two has a partner."""
        if i in self.old and j in self.new:
            self.pairs.append((i, j))
            self.old.remove(i)
            self.new.remove(j)


def _most_alike_first(
    old: list[Record], new: list[Record], matching: _Matching
) -> list[tuple[float, int, int]]:
    found = [(_likeness(old[i], new[j]), i, j) for i in matching.old for j in matching.new]
    return sorted(found, key=lambda one: (-one[0], one[1], one[2]))


def _has_only_its_place(item: Record) -> bool:
    """Neither a key nor text by which it could be recognised."""
    return _key(item) is None and not _text(item)


def _key(item: Record) -> tuple[Any, ...] | None:
    for names in KEYS:
        if names[0] in item:
            return tuple(item.get(name) for name in names)
    return None


def _same_key(a: Record, b: Record) -> bool:
    return _key(a) is not None and _key(a) == _key(b)


def _likeness(a: Record, b: Record) -> float:
    one, other = _text(a).split(), _text(b).split()
    if not one or not other:
        return 0.0
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _text(item: Record) -> str:
    summary = item.get("summary")
    inner = summary.get("text") if isinstance(summary, Mapping) else None
    return " ".join(str(item[name]) for name in RECOGNISED_BY if item.get(name)) or str(inner or "")


def _item_words(name: str, item: Record, index: int) -> str:
    key = _key(item)
    naming = ", ".join(plain(str(part)) for part in key if part) if key else ""
    return numbered(name, index + 1) + (f" ({naming})" if naming else "")


def _short(item: Record) -> str:
    key = _key(item)
    text = ", ".join(str(part) for part in key if part) if key else _text(item)
    return text if len(text) <= 60 else f"{text[:59]}…"


def citation_words(citation: Any) -> str:
    if not isinstance(citation, Mapping):
        return str(citation)
    locator = citation.get("locator")
    return f"{citation.get('source')}" + (f" ({locator})" if locator else "")


def words(value: Any) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return text.replace("_", " ") if CODE.fullmatch(text) else text


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _is_empty(value: Any) -> bool:
    return value is None or (_is_list(value) and not value)

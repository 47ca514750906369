"""The classes that a medicine belongs to, with distance and path."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from .medicines import DrugClass


class ClassCycle(ValueError):
    """A class is its own ancestor, so that nothing can be inherited."""


class Ancestor(NamedTuple):
    """A class above a medicine. `distance` counts steps: 1 for a class that names the medicine itself."""

    slug: str
    distance: int
    path: tuple[str, ...]  # class slugs from the medicine upward, this one last


class ClassHierarchy:
    """Drug classes and their members. Raises ClassCycle when built on a cycle.

              cns-depressants            ancestors("lorazepam"):
                    |                      benzodiazepines  1
              benzodiazepines              cns-depressants  2
                /        \\
          lorazepam    diazepam
    """

    def __init__(self, classes: tuple[DrugClass, ...]) -> None:
        self._parents = {c.slug: c.parents for c in classes}
        self._direct: dict[str, list[str]] = {}
        for drug_class in classes:
            for member in drug_class.members:
                self._direct.setdefault(member, []).append(drug_class.slug)
        for slug in self._parents:
            self._refuse_cycle(slug)
        self._members: dict[str, set[str]] = {}
        for medication in self._direct:
            for ancestor in self.ancestors(medication):
                self._members.setdefault(ancestor.slug, set()).add(medication)

    def _refuse_cycle(self, start: str) -> None:
        trail, seen = list(self._parents[start]), set()
        while trail:
            slug = trail.pop()
            if slug == start:
                raise ClassCycle(f"class {start!r} is its own ancestor")
            if slug not in seen:
                seen.add(slug)
                trail.extend(self._parents.get(slug, ()))

    def ancestors(self, medication: str) -> tuple[Ancestor, ...]:
        """Every class above a medicine, nearest first, with the shortest path."""
        return self._upward(sorted(self._direct.get(medication, ())))

    def lineage(self, drug_class: str) -> tuple[Ancestor, ...]:
        """A class itself, then every class above it."""
        return self._upward([drug_class])

    def _upward(self, nearest: Iterable[str]) -> tuple[Ancestor, ...]:
        found: dict[str, Ancestor] = {}
        waiting = deque(Ancestor(slug, 1, (slug,)) for slug in nearest)
        while waiting:
            ancestor = waiting.popleft()
            if ancestor.slug in found:
                continue
            found[ancestor.slug] = ancestor
            for parent in sorted(self._parents.get(ancestor.slug, ())):
                waiting.append(Ancestor(parent, ancestor.distance + 1, (*ancestor.path, parent)))
        return tuple(found.values())

    def members(self, drug_class: str) -> frozenset[str]:
        """Every medicine below a class, at any distance."""
        return frozenset(self._members.get(drug_class, ()))

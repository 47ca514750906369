from __future__ import annotations

import pytest

from reference.release.schema.class_hierarchy import ClassCycle, ClassHierarchy
from reference.release.schema.medicines import DrugClass


def drug_class(slug: str, *members: str, parents: tuple[str, ...] = ()) -> DrugClass:
    return DrugClass(slug=slug, name=slug, members=members, parents=parents, basis="seen")


DRAWN = (
    drug_class("depressants"),
    drug_class("benzodiazepines", "lorazepam", "diazepam", parents=("depressants",)),
    drug_class("antiseizure", "diazepam"),
)


def test_ancestors_are_listed_nearest_first_with_their_path():
    found = ClassHierarchy(DRAWN).ancestors("lorazepam")
    assert [(a.slug, a.distance) for a in found] == [("benzodiazepines", 1), ("depressants", 2)]
    assert found[1].path == ("benzodiazepines", "depressants")


def test_a_medicine_may_belong_to_several_classes():
    assert {a.slug for a in ClassHierarchy(DRAWN).ancestors("diazepam")} == {
        "benzodiazepines",
        "antiseizure",
        "depressants",
    }


def test_members_are_counted_at_any_distance():
    assert ClassHierarchy(DRAWN).members("depressants") == {"lorazepam", "diazepam"}


def test_a_cycle_is_refused():
    with pytest.raises(ClassCycle):
        ClassHierarchy((drug_class("a", parents=("b",)), drug_class("b", parents=("a",))))


def test_a_cycle_above_a_class_does_not_hang():
    with pytest.raises(ClassCycle):
        ClassHierarchy(
            (
                drug_class("x", "m", parents=("a",)),
                drug_class("a", parents=("b",)),
                drug_class("b", parents=("a",)),
            )
        )

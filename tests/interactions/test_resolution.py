"""Which entry applies: drawn examples, then a naive second implementation over the shipped content."""

from __future__ import annotations

from interactions.hierarchy import ClassHierarchy
from interactions.publishing import resolve_interactions
from interactions.resolution import Resolver, key_of
from reference.release.medicines import DrugClass
from tests import world as w


def rows_of(release, medication):
    return {r.entry: r for r in Resolver(release).resolve(medication).rows}


def test_a_class_entry_yields_to_a_drug_entry_and_is_named():
    rows = rows_of(w.world(), "dormirol")
    assert set(rows) == {"dormirol"}
    assert rows["dormirol"].replaced == ("class-sedatives",)


def test_different_keys_are_all_kept():
    assert set(rows_of(w.world(), "calmazine")) == {"class-sedatives", "role-substrates"}


def test_a_specific_row_replaces_only_its_own_key():
    release = w.world(*w.DRAWN, w.entry("calmazine", "drug", "calmazine", w.row()))
    assert set(rows_of(release, "calmazine")) == {"calmazine", "role-substrates"}


def test_the_nearest_class_applies():
    classes = (
        DrugClass(
            slug="sedatives", name="sedatives", members=("calmazine",), parents=("everything",), basis="seen"
        ),
        DrugClass(slug="everything", name="everything", members=(), basis="seen"),
    )
    far = w.entry("far", "drug_class", "everything", w.row())
    release = w.world(w.DRAWN[0], far, drug_classes=classes)
    (row,) = Resolver(release).resolve("calmazine").rows
    assert (row.entry, row.replaced, row.lowered) == ("class-sedatives", ("far",), True)


def test_equally_near_rows_that_agree_are_merged_and_both_named():
    release = w.world(
        w.entry("one", "drug", "dormirol", w.row()), w.entry("two", "drug", "dormirol", w.row())
    )
    (row,) = Resolver(release).resolve("dormirol").rows
    assert {row.entry, *row.merged_with} == {"one", "two"}
    assert row.conflict == ()


def test_equally_near_rows_that_differ_are_a_conflict_led_by_the_more_severe():
    release = w.world(
        w.entry("mild", "drug", "dormirol", w.sedation()), w.entry("grave", "drug", "dormirol", w.row())
    )
    (row,) = Resolver(release).resolve("dormirol").rows
    assert (row.entry, row.conflict) == ("grave", ("mild",))


def test_a_finding_that_rests_on_a_recalled_role_says_so():
    rows = rows_of(w.world(), "calmazine")
    assert rows["role-substrates"].role_from_memory
    assert not rows_of(w.world(), "statorin")["role-substrates"].role_from_memory


def test_the_path_leads_from_the_medicine_to_the_entry():
    assert rows_of(w.world(), "calmazine")["class-sedatives"].path == (
        "calmazine",
        "sedatives",
        "class sedatives",
    )


def test_a_class_never_advises_changing_a_protected_member():
    protected = DrugClass(slug="needed", name="needed", members=("dormirol",), basis="seen", protected=True)
    either = w.entry("class", "drug_class", "sedatives", w.row(act_on="either"))
    release = w.world(either, drug_classes=(*w.world().drug_classes, protected))
    acts = {m: Resolver(release).resolve(m).rows[0].act_on for m in ("dormirol", "calmazine")}
    assert acts == {"dormirol": "kratom", "calmazine": "either"}


def test_a_product_entry_replaces_ingredient_rows_of_its_key():
    release = w.world(*w.DRAWN, w.entry("opiolin", "drug", "opiolin", w.row(), w.inhibition()))
    rows = Resolver(release).resolve_product(release.combination_products[0]).rows
    assert [(r.entry, r.level) for r in rows] == [("opiolin-naloxone", "product"), ("opiolin", "drug")]
    assert rows[0].replaced == ("opiolin",)


def test_an_ingredient_inactive_by_its_route_has_no_row():
    release = w.world(
        *w.DRAWN,
        w.entry(
            "naloxone", "drug", "naloxone", w.row("opioid_antagonism", criterion="maintenance_antagonist")
        ),
    )
    rows = Resolver(release).resolve_product(release.combination_products[0]).rows
    assert {r.entry for r in rows} == {"opiolin-naloxone"}


def naive_distance(release, target, medication):
    """How an entry's target reaches a medicine, walked by hand: 0 itself, n classes up, 999 by role, None not at all."""
    if target.level == "drug":
        return 0 if target.slug == medication else None
    if target.level == "role":
        roles = {r.role for m in release.medications if m.slug == medication for r in m.roles}
        return 999 if target.slug in roles else None
    level, depth = {c.slug for c in release.drug_classes if medication in c.members}, 1
    while level and depth < 20:
        if target.level == "drug_class" and target.slug in level:
            return depth
        level, depth = {p for c in release.drug_classes if c.slug in level for p in c.parents}, depth + 1
    return None


def naive_applicable_rows(release, medication):
    """The rule in its simplest form: every entry against the medicine, without an index."""
    nearest = {}
    for entry in release.interactions:
        distance = naive_distance(release, entry.target, medication)
        if distance is None:
            continue
        for row in entry.rows:
            best, names = nearest.get(key_of(row), (distance, set()))
            if distance < best:
                best, names = distance, set()
            if distance == best:
                names = names | {entry.slug}
            nearest[key_of(row)] = (best, names)
    return {key: names for key, (_, names) in nearest.items()}


def test_a_naive_second_implementation_agrees_over_the_shipped_content(shipped_release):
    entries = {e.slug: e for e in shipped_release.interactions}
    products = {p.slug for p in shipped_release.combination_products}
    compared = 0
    for resolved in shipped_release.resolved_interactions:
        if resolved.medication in products:
            continue
        clever = {
            key_of(entries[r.entry].rows[r.row]): {r.entry, *r.merged_with, *r.conflict}
            for r in resolved.rows
        }
        assert clever == naive_applicable_rows(shipped_release, resolved.medication), resolved.medication
        compared += 1
    assert compared > 300


def test_resolving_again_gives_the_same_bytes():
    assert resolve_interactions(w.world()) == resolve_interactions(resolve_interactions(w.world()))


def test_the_hierarchy_of_the_shipped_content_has_no_cycle(shipped_release):
    assert ClassHierarchy(shipped_release.drug_classes)

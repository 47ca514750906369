"""Which entry applies: drawn examples, then a naive second implementation over the shipped content."""

from __future__ import annotations

from interactions.publishing.release_steps import resolve_interactions
from interactions.publishing.resolution import Resolver, key_of
from reference.release.schema.class_hierarchy import ClassHierarchy
from reference.release.schema.medicines import DrugClass
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


def test_a_milder_class_that_yields_lowers_nothing_and_neither_does_no_class_at_all():
    assert not rows_of(w.world(), "dormirol")["dormirol"].lowered
    assert not rows_of(w.world(), "calmazine")["class-sedatives"].lowered


def test_one_graver_entry_among_those_that_yield_is_enough_to_say_so():
    classes = (
        *w.world().drug_classes,
        DrugClass(slug="feared", name="feared", members=("dormirol",), basis="seen"),
    )
    mild = w.entry("mild", "drug", "dormirol", w.sedation("C1"))
    grave = w.entry("grave", "drug_class", "feared", w.row())
    milder = w.entry("milder", "drug_class", "sedatives", w.sedation("C1"))
    release = w.world(mild, grave, milder, drug_classes=classes)
    assert rows_of(release, "dormirol")["mild"].lowered


def test_an_entry_that_yields_for_two_rows_of_a_key_is_named_once():
    twice = w.entry("class-sedatives", "drug_class", "sedatives", w.sedation(), w.sedation("C1"))
    release = w.world(twice, w.entry("dormirol", "drug", "dormirol", w.row()))
    assert rows_of(release, "dormirol")["dormirol"].replaced == ("class-sedatives",)


def test_rows_equally_near_with_the_same_severity_and_another_action_are_a_conflict():
    release = w.world(
        w.entry("strict", "drug", "dormirol", w.row()),
        w.entry("watched", "drug", "dormirol", w.row(action="usually_avoid")),
    )
    (row,) = Resolver(release).resolve("dormirol").rows
    assert (row.entry, row.conflict, row.merged_with) == ("strict", ("watched",), ())


def test_a_role_speaks_only_where_no_class_does_however_far_up():
    above = DrugClass(slug="everything", name="everything", members=(), basis="seen")
    classes = (w.changed(w.world().drug_classes[0], parents=("everything",)), above)
    far = w.entry("far", "drug_class", "everything", w.inhibition())
    release = w.world(far, w.DRAWN[1], drug_classes=classes)
    (row,) = Resolver(release).resolve("calmazine").rows
    assert (row.entry, row.replaced, row.path) == (
        "far",
        ("role-substrates",),
        ("calmazine", "sedatives", "everything", "far"),
    )


def test_the_gravest_row_stands_first_whatever_the_order_of_the_entries():
    grave = w.entry("grave", "drug", "calmazine", w.row("serotonergic", criterion="mao_inhibitor"))
    for entries in ((*w.DRAWN, grave), (grave, *w.DRAWN[::-1])):
        rows = Resolver(w.world(*entries)).resolve("calmazine").rows
        assert [row.entry for row in rows] == ["grave", "role-substrates", "class-sedatives"]


def test_of_equal_entries_the_same_one_speaks_whatever_their_order():
    twins = (w.entry("one", "drug", "dormirol", w.row()), w.entry("two", "drug", "dormirol", w.row()))
    forth, back = (Resolver(w.world(*entries)).resolve("dormirol") for entries in (twins, twins[::-1]))
    assert forth == back


def test_nothing_tells_to_keep_what_is_no_treatment():
    beer = w.changed(w.medication("dormirol"), not_a_treatment=True)
    others = tuple(m for m in w.world().medications if m.slug != "dormirol")
    resolver = Resolver(w.world(medications=(*others, beer)))
    assert resolver.resolve("dormirol").rows[0].act_on == "either"
    assert resolver.resolve("calmazine").rows[0].act_on == "kratom"
    assert resolver.resolve_class("sedatives").rows[0].act_on == "kratom"


def test_a_class_of_which_no_member_is_a_treatment_is_not_told_to_be_kept():
    drinks = (w.changed(w.medication(slug), not_a_treatment=True) for slug in ("dormirol", "calmazine"))
    resolver = Resolver(w.world(medications=tuple(drinks)))
    assert resolver.resolve_class("sedatives").rows[0].act_on == "either"


def test_a_class_without_members_is_answered_as_a_treatment():
    empty = DrugClass(slug="sedatives", name="sedatives", members=(), basis="seen")
    resolver = Resolver(w.world(drug_classes=(empty,)))
    assert resolver.resolve_class("sedatives").rows[0].act_on == "kratom"


def protecting(*entries, protected=("dormirol",)):
    needed = DrugClass(slug="needed", name="needed", members=protected, basis="seen", protected=True)
    return Resolver(w.world(*entries, drug_classes=(*w.world().drug_classes, needed)))


def test_the_own_entry_of_a_protected_medicine_may_tell_to_change_it():
    resolver = protecting(w.entry("own", "drug", "dormirol", w.row(act_on="either")))
    assert resolver.resolve("dormirol").rows[0].act_on == "either"


def test_a_role_never_tells_a_protected_medicine_to_change_either():
    role = w.entry("role-substrates", "role", "substrates", w.inhibition(act_on="medicine"))
    acts = {
        m: protecting(role, protected=("statorin",)).resolve(m).rows[0].act_on
        for m in ("statorin", "kratomab")
    }
    assert acts == {"statorin": "kratom", "kratomab": "medicine"}


def test_when_to_start_a_protected_medicine_is_still_told():
    timed = w.entry("class-sedatives", "drug_class", "sedatives", w.sedation(act_on="timing"))
    assert protecting(timed).resolve("dormirol").rows[0].act_on == "timing"


def test_what_is_said_of_a_protected_class_as_such_never_tells_to_change_it():
    general = w.entry("class", "drug_class", "needed", w.row(act_on="either"))
    (row,) = protecting(general).resolve_class("needed").rows
    assert (row.act_on, row.path) == ("kratom", ("needed", "class"))


def test_a_class_is_answered_by_its_own_entry_before_the_one_above_it():
    above = DrugClass(slug="everything", name="everything", members=(), basis="seen")
    classes = (w.changed(w.world().drug_classes[0], parents=("everything",)), above)
    far = w.entry("far", "drug_class", "everything", w.row())
    (row,) = Resolver(w.world(w.DRAWN[0], far, drug_classes=classes)).resolve_class("sedatives").rows
    assert (row.entry, row.replaced, row.lowered) == ("class-sedatives", ("far",), True)


def test_a_product_keeps_the_rows_of_every_ingredient_that_its_own_entry_does_not_speak_of():
    release = w.world(
        *w.DRAWN[:4],
        w.entry("opiolin-naloxone", "product", "opiolin-naloxone", w.sedation()),
        w.entry(
            "opiolin", "drug", "opiolin", w.inhibition(), w.row("serotonergic", criterion="mao_inhibitor")
        ),
    )
    rows = Resolver(release).resolve_product(release.combination_products[0]).rows
    assert [(r.entry, r.row, r.replaced) for r in rows] == [
        ("opiolin-naloxone", 0, ()),
        ("opiolin", 1, ()),
        ("opiolin", 0, ()),
    ]
    assert rows[0].path == ("opiolin/naloxone", "opiolin naloxone")


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

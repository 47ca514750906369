"""Which claim on a name wins; kratom's own names win over all."""

from __future__ import annotations

import pytest

from reference.release.names.index import NameIndex
from tests.builders import combination_product, medication, precipitant, release, substance

from .names_world import found, offered


def test_a_drug_class_is_answered_at_class_level_even_where_the_shorthand_asks(index):
    assert found(index.look_up("ssri")) == ("drug_class", "ssri")


def test_a_correction_wins_over_everything_but_kratom():
    records = [
        substance("alpha", brands=("Name",)),
        substance("beta"),
        medication("beta", "Name", "kratom", "alpha"),
    ]
    index = NameIndex(release(*records, precipitant("kratom", "Kratom")))
    assert found(index.look_up("name")) == ("medicine", "beta")
    assert found(index.look_up("alpha")) == ("medicine", "beta")
    assert found(index.look_up("kratom")) == ("precipitant", "kratom")


def test_generic_before_brand_before_synonym():
    index = NameIndex(
        release(
            substance("alpha", synonyms=("beta", "shared")),
            substance("beta", brands=("shared",)),
            substance("gamma", brands=("alpha",)),
        )
    )
    assert found(index.look_up("beta")) == ("medicine", "beta")
    assert found(index.look_up("alpha")) == ("medicine", "alpha")
    assert found(index.look_up("shared")) == ("medicine", "beta")


def test_a_brand_of_one_and_of_several_ingredients_asks():
    index = NameIndex(
        release(
            substance("alpha", brands=("Duo",)),
            substance("beta"),
            combination_brands=(("Duo", ("alpha", "beta")),),
        )
    )
    assert offered(index.look_up("duo")) == {"alpha", "alpha-beta"}


def test_a_described_product_of_one_ingredient_is_never_read_as_the_medicine():
    depot = combination_product("naltrexone-depot", "naltrexone depot", "naltrexone", names=("Vivitrol",))
    index = NameIndex(release(substance("naltrexone", brands=("Revia",)), depot))
    assert found(index.look_up("Revia")) == ("medicine", "naltrexone")
    assert found(index.look_up("Vivitrol")) == ("product", "naltrexone-depot")


def test_a_name_without_letters_or_digits_names_nothing():
    index = NameIndex(release(substance("alpha", brands=("---",))))
    assert index.look_up("---") is None
    assert index.look_up("") is None


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Kratom", "kratom"),
        ("kratom powder", "kratom"),
        ("ketum", "kratom"),
        ("กระท่อม", "kratom"),
        ("7-OH", "seven-oh"),
        ("7oh tablets", "seven-oh"),
        ("7-OHMZ", "seven-oh"),
        ("Krypton", "krypton"),
    ],
)
def test_every_name_of_kratom_is_the_precipitant(index, typed, slug):
    assert found(index.look_up(typed)) == ("precipitant", slug)


def test_what_else_a_kratom_product_holds_is_kept(index):
    hit = index.look_up("Feel Free")
    assert (found(hit), hit.ingredients) == (("precipitant", "kratom"), ("kava",))
    assert index.look_up("sertraline and kratom").ingredients == ("sertraline",)


def test_two_kratom_products_in_one_name_are_left_to_the_reader(index):
    assert index.look_up("kratom + 7-OH") is None
    assert {match.slug for match in index.search("kratom + 7-OH")} >= {"kratom", "seven-oh"}

"""Exact names: only they resolve, and what must not be guessed asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.release.names.index import NameIndex, normalise
from tests.builders import medication, release, substance
from tests.reference.release.names_world import found, offered


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  SEROQUEL®  XR ", "seroquel xr"),
        ("Seroquel™", "seroquel"),
        ("7-OH", "7 oh"),
        ("St. John’s wort", "st johns wort"),
        ("ánalapril", "analapril"),
        ("ＺＯＬＯＦＴ", "zoloft"),
        ("serta\u00adline", "sertaline"),
        ("β-carotene", "beta carotene"),
        ("oxycodone/APAP", "oxycodone apap"),
        ("Ⅷ", "viii"),
        ("straße", "strasse"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_spellings_of_one_name_are_equal(typed, meant):
    assert normalise(typed) == meant


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_a_normalised_name_is_lower_case_words_with_single_spaces(text):
    key = normalise(text)
    assert key == " ".join(key.split())
    assert all(c == " " or c.isalnum() for c in key)


@pytest.mark.parametrize(
    ("typed", "slug", "by"),
    [
        ("Quetiapine", "quetiapine", "generic"),
        ("SEROQUEL xr", "quetiapine", "brand"),
        ("paracetamol", "acetaminophen", "synonym"),
        ("apap", "acetaminophen", "abbreviation"),
        ("Lustral", "sertraline", "correction"),
        ("buprenorphine hydrochloride", "buprenorphine", "synonym"),
        ("vitamin b 12", "vitamin-b12", "generic"),
        ("betacarotene", "beta-carotene", "generic"),
        ("insulin aspart, human", "insulin-aspart-human", "generic"),
        ("insulin-aspart-human", "insulin-aspart-human", "generic"),
    ],
)
def test_an_exact_name_resolves_to_its_medicine(index, typed, slug, by):
    hit = index.look_up(typed)
    assert found(hit) == ("medicine", slug)
    assert (hit.matched_by, hit.ingredients) == (by, (slug,))


@pytest.mark.parametrize(
    "typed",
    [
        "Suboxone",
        "buprenorphine/naloxone",
        "buprenorphine-naloxone",
        "naloxone + bupe",
        "Zubsolv",
        "Subutex and Narcan",
    ],
)
def test_a_described_combination_is_one_product_with_all_ingredients(index, typed):
    hit = index.look_up(typed)
    assert found(hit) == ("product", "buprenorphine-naloxone")
    assert hit.ingredients == ("buprenorphine", "naloxone")


@pytest.mark.parametrize(
    "typed",
    [
        "Percocet",
        "oxycodone/APAP",
        "oxycodone-acetaminophen",
        "acetaminophen, oxycodone",
        "Roxicodone with paracetamol",
    ],
)
def test_a_combination_without_an_entry_of_its_own_names_every_ingredient(index, typed):
    hit = index.look_up(typed)
    assert found(hit) == ("product", None)
    assert hit.ingredients == ("acetaminophen", "oxycodone")


@pytest.mark.parametrize("typed", ["co-codamol", "cocodamol", "CO CODAMOL", "acetaminophen codeine"])
def test_separators_carry_no_meaning(index, typed):
    assert index.look_up(typed).ingredients == ("acetaminophen", "codeine")


def test_a_letter_that_distinguishes_two_products_is_never_joined_on():
    index = NameIndex(
        release(substance("alpha", brands=("Fungoid",)), substance("beta", brands=("Fungoid-D",)))
    )
    assert index.look_up("fungoidd") is None
    assert found(index.look_up("fungoid d")) == ("medicine", "beta")


def test_one_medicine_under_two_names_is_that_medicine(index):
    assert found(index.look_up("sertraline/Zoloft")) == ("medicine", "sertraline")


@pytest.mark.parametrize(
    "typed",
    ["oxycodone/nosuchthing", "sertraline zoloft", "SSRI/oxycodone", "Halfway", "x" * 300, "", "/", "a/b/c"],
)
def test_a_part_is_never_taken_for_the_whole(index, typed):
    assert index.look_up(typed) is None


@pytest.mark.parametrize("typed", ["hydroxizin", "seroquell", "sertralin", "tizanadine", "qwxzv"])
def test_a_misspelling_never_resolves(index, typed):
    assert index.look_up(typed) is None


def test_a_brand_of_several_compositions_asks(index):
    hit = index.look_up("Unisom")
    assert offered(hit) == {"doxylamine", "diphenhydramine"}
    assert hit.why == "several_compositions"


@pytest.mark.parametrize(
    ("typed", "members"), [("MS", {"morphine", "magnesium-sulfate"}), ("hctz", {"hydrochlorothiazide"})]
)
def test_a_dangerous_abbreviation_asks_even_with_one_reading(index, typed, members):
    hit = index.look_up(typed)
    assert offered(hit) == members
    assert hit.why == "abbreviation"


def test_a_dangerous_abbreviation_offers_every_reading_that_any_list_gives(index):
    assert offered(index.look_up("HCT")) == {"hydrocortisone", "hydrochlorothiazide"}


def test_a_name_group_offers_its_members_and_says_what_to_do(index):
    hit = index.look_up("Insulins")
    assert offered(hit) == {"insulin-glargine", "insulin-aspart-human"}
    assert hit.note == "choose"


def test_an_unconfirmed_brand_asks(index):
    hit = index.look_up("msir")
    assert offered(hit) == {"morphine"}
    assert "possibly" in hit.note


def test_shorthand_without_members_asks_with_a_note(index):
    hit = index.look_up("MVI")
    assert offered(hit) == set()
    assert hit.note == "product class"


def test_one_ambiguous_part_makes_the_mixture_ask(index):
    hit = index.look_up("lisinopril/HCTZ")
    assert offered(hit) == {"hydrochlorothiazide-lisinopril"}


def test_a_spelling_between_two_look_alike_names_asks(index):
    hit = index.look_up("hydroxizine")
    assert [match.slug for match in hit.candidates] == ["hydroxyzine", "hydralazine"]
    assert found(index.look_up("ciclosporin")) == ("medicine", "cyclosporine")


def weakly_attested() -> NameIndex:
    """A foreign synonym and an unconfirmed brand, each one keystroke from a brand that editors own."""
    return NameIndex(
        release(
            substance("acetaminophen", brands=("Panadol",)),
            substance("dexpanthenol", synonyms=("panadon", "dexpantenol")),
            substance("methylphenidate", brands=("Ritalin",)),
            substance("lanolin"),
            medication("acetaminophen"),
            medication("methylphenidate"),
            unconfirmed_brands=(("Ritalan", "lanolin"),),
        )
    )


def test_a_weakly_attested_name_one_slip_from_a_known_one_offers_both():
    assert offered(weakly_attested().look_up("panadon")) == {"dexpanthenol", "acetaminophen"}
    assert offered(weakly_attested().look_up("ritalan")) == {"lanolin", "methylphenidate"}


def test_a_foreign_spelling_of_a_medicines_own_name_resolves():
    assert found(weakly_attested().look_up("dexpantenol")) == ("medicine", "dexpanthenol")


def test_a_single_letter_is_never_joined_on():
    index = NameIndex(release(substance("fentanyl", brands=("Actiq",)), substance("q", brands=("Active Q",))))
    assert index.look_up("acti q") is None

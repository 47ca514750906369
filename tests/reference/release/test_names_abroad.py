"""Brands of other countries, everyday words for kinds of medicine and brands of kratom, as the vocabulary ships."""

from __future__ import annotations

import pytest

from .names_world import offered


@pytest.mark.parametrize(
    ("typed", "medicine"),
    [
        ("Temesta", "lorazepam"),
        ("Seresta", "oxazepam"),
        ("Tavor", "lorazepam"),
        ("Dolantin", "meperidine"),
        ("Skenan LP", "morphine"),
        ("Adolonta", "tramadol"),
        ("Lexomil", "bromazepam"),
        ("Orfidal", "lorazepam"),
        ("Trankimazin", "alprazolam"),
        ("Ximovan", "zopiclone"),
        ("Gabapin", "gabapentin"),
    ],
)
def test_a_brand_of_another_country_offers_its_medicine_and_is_never_taken(shipped_index, typed, medicine):
    assert medicine in offered(shipped_index.look_up(typed))


@pytest.mark.parametrize(
    ("typed", "opioid"),
    [
        ("Depalgos", "oxycodone"),
        ("Ixprim", "tramadol"),
        ("Lamaline", "opium"),
        ("Codafen Continus", "codeine"),
        ("Propain", "codeine"),
        ("Valoron N", "tilidine"),
        ("Oxycodon/Naloxon", "oxycodone"),
        ("poppy seed tea", "opium"),
    ],
)
def test_the_opioid_of_a_mixture_of_another_country_is_named(shipped_index, typed, opioid):
    assert opioid in shipped_index.look_up(typed).ingredients


@pytest.mark.parametrize(
    ("typed", "member"),
    [
        ("benzodope", "fentanyl"),
        ("beta blocker", "metoprolol"),
        ("ACE inhibitor", "lisinopril"),
        ("antibiotics", "clarithromycin"),
        ("steroids", "prednisone"),
        ("nerve pill", "alprazolam"),
        ("pain pills", "oxycodone"),
        ("OXC", "oxcarbazepine"),
        ("HC", "hydrocodone"),
    ],
)
def test_a_word_for_several_medicines_asks_which(shipped_index, typed, member):
    assert member in offered(shipped_index.look_up(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "Kats Botanicals", "Happy Hippo", "Club 13", "Remarkable herbs", "Perks 7", "Pure Ohms", "EZ7", "Super Speciosa",
        "Opia", "VivaZen", "Golden Monk", "yellow vietnam",
    ],
)  # fmt: skip
def test_a_brand_or_strain_of_kratom_is_kratom(shipped_index, typed):
    assert shipped_index.look_up(typed).kind == "precipitant"


@pytest.mark.parametrize("typed", ["UEI", "Riau"])
def test_a_shop_word_that_may_mean_kratom_asks(shipped_index, typed):
    assert offered(shipped_index.look_up(typed)) == {"kratom"}

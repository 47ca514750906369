"""What a code means, and which typed words are a code."""

from __future__ import annotations

import msgspec
import pytest

from reference.release.names.index import ATC, RXNORM, UNII, NameIndex
from reference.release.schema.medicines import DrugClass
from tests.builders import drug_class, release, substance

from .names_world import found, offered


def test_an_ingredient_code_resolves(index):
    assert found(index.by_code(RXNORM, "6960")) == ("medicine", "midazolam")
    assert found(index.by_code(ATC, "n05cd08 ")) == ("medicine", "midazolam")
    assert found(index.by_code(UNII, "R60L0SM5BC")) == ("medicine", "midazolam")
    assert found(index.by_code(UNII, "754HG7WK00")) == ("precipitant", "kratom")


def test_a_product_code_gives_all_ingredients_and_the_words_of_its_form(index):
    film = index.by_code(RXNORM, "1010600")
    assert found(film) == ("product", "buprenorphine-naloxone")
    assert film.label.endswith("Sublingual Film")
    assert found(index.by_code(RXNORM, "2418")) == ("medicine", "buprenorphine")


def test_a_code_of_several_substances_asks(index):
    assert offered(index.by_code(ATC, "N05AN01")) == {"lithium-carbonate", "lithium-citrate"}
    assert offered(index.by_code(UNII, "SHARED0001")) == {"daptomycin", "daptomycin-sodium"}


@pytest.mark.parametrize("code", ["900", "901"])
def test_a_code_whose_ingredients_are_not_all_known_asks(index, code):
    hit = index.by_code(RXNORM, code)
    assert offered(hit) == {"midazolam"}
    assert "complete" in hit.note


@pytest.mark.parametrize(
    ("system", "code"),
    [(RXNORM, "1"), (ATC, "6960"), ("http://snomed.info/sct", "6960"), (RXNORM, ""), ("", "")],
)
def test_an_unknown_code_or_system_is_nothing(index, system, code):
    assert index.by_code(system, code) is None


def test_a_candidate_that_was_chosen_is_found_by_its_slug(index):
    assert found(index.by_slug("kratom")) == ("precipitant", "kratom")
    assert index.by_slug("kratom").ingredients == ()
    assert index.by_slug("acetaminophen-oxycodone").ingredients == ("acetaminophen", "oxycodone")
    assert index.by_slug("no-such-slug") is None


SSRIS = (
    substance("paroxetine", atc=("N06AB05",)),
    substance("sertraline", atc=("N06AB06",)),
    substance("citalopram", atc=("N06AB04",)),
)


def with_members(record: DrugClass, *slugs: str) -> DrugClass:
    return msgspec.structs.replace(record, members=slugs)


def serotonin_classes() -> tuple[DrugClass, DrugClass]:
    """A class of SSRIs and a wider one above it."""
    wide = with_members(drug_class("antidepressants", "Antidepressants", "antidepressant"), "mirtazapine")
    narrow = with_members(drug_class("ssri", "SSRIs", "SSRI"), *(s.slug for s in SSRIS))
    return msgspec.structs.replace(narrow, parents=("antidepressants",)), wide


def test_an_atc_class_code_is_the_narrowest_class_that_holds_all_its_substances():
    index = NameIndex(release(*SSRIS, substance("mirtazapine", atc=("N06AX11",)), *serotonin_classes()))
    assert found(index.by_code(ATC, "n06ab")) == ("drug_class", "ssri")
    assert found(index.by_code(ATC, "N06A")) == ("drug_class", "antidepressants")


def test_one_substance_outside_every_class_makes_the_class_code_ask():
    index = NameIndex(release(*SSRIS, substance("unplaced", atc=("N06AB99",)), *serotonin_classes()))
    hit = index.by_code(ATC, "N06AB")
    assert offered(hit) == {"paroxetine", "sertraline", "citalopram", "unplaced"}
    assert "class" in hit.note


def test_a_class_code_of_one_known_substance_names_no_class():
    index = NameIndex(release(SSRIS[0], *serotonin_classes()))
    assert offered(index.by_code(ATC, "N06AB")) == {"paroxetine"}


def test_a_group_without_a_chart_name_answers_no_class_code():
    group = with_members(drug_class("sensitive", "Sensitive substrates"), *(s.slug for s in SSRIS))
    assert offered(NameIndex(release(*SSRIS, group)).by_code(ATC, "N06AB")) >= {"sertraline"}


@pytest.mark.parametrize(
    "typed",
    ["RxCUI 6960", "rxnorm:6960", "RXCUI=6960", "rxcui #6960", "(RxNorm 6960)", "ATC N05CD08", "n05cd08", "ATC code N05CD08", "UNII R60L0SM5BC"],
)  # fmt: skip
def test_a_code_typed_with_its_system_is_read(index, typed):
    assert found(index.typed_code(typed)) == ("medicine", "midazolam")


@pytest.mark.parametrize(
    "typed",
    ["6960", "51272", "midazolam", "rxcui", "atc", "B12", "N05", "UNII 6960", "RxCUI 6960 mg", "", "x" * 999],
)
def test_digits_without_a_system_and_words_are_not_codes(index, typed):
    assert index.typed_code(typed) is None

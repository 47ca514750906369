"""The tables are read whole or refused with the line that is wrong: a name lost here is a medicine lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from reference.content.errors import ContentError
from reference.content.vocabulary import read_vocabulary
from reference.release.schema.vocabulary_names import (
    Abbreviation,
    NameGroup,
    NotMedicine,
    ProductCode,
    Substance,
)

TABLES = {
    "substances": [
        "slug,name,rxcui,unii,atc,brands,synonyms",
        "buprenorphine,buprenorphine,1819,40D3SCR4GZ,N02AE01;N07BC01,Subutex,",
        "morphine,morphine,7052,76I7G6D29C,,MS Contin,morfina",
        "naloxone,naloxone,7242,36B82AMQ7N,,Narcan,",
        'st-john-s-wort,"st. john\'s wort",,,,,hypericum;hypericum perforatum',
    ],
    "product_codes": [
        "rxcui,name,ingredients,complete",
        "1010600,buprenorphine 2 MG / naloxone 0.5 MG Oral Strip,buprenorphine;naloxone,yes",
    ],
    "abbreviations": [
        "abbreviation,expansion,ask,note",
        "BNX,buprenorphine;naloxone,no,combination",
        "MS,morphine,yes,never resolve automatically",
    ],
    "name_groups": [
        "name,synonyms,members,note",
        "strong opioid,strong opioids,buprenorphine;morphine,choose",
    ],
    "combination_brands": ["name,ingredients", "Suboxone,buprenorphine;naloxone"],
    "unconfirmed_brands": ["name,substance", "Morphitec,morphine"],
    "local_brands": ["name", "Restasis"],
    "not_medicines": ["words,kind,alone", "pen needles,a supply or device,no"],
}


def write(folder: Path, **changed: list[str]) -> Path:
    """The tables above in folder/data/vocabulary, some of them changed."""
    vocabulary = folder / "data" / "vocabulary"
    vocabulary.mkdir(parents=True)
    for table, lines in (TABLES | changed).items():
        (vocabulary / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return vocabulary


def with_row(table: str, row: str) -> dict[str, list[str]]:
    return {table: [*TABLES[table], row]}


def test_every_table_becomes_the_records_of_a_release(tmp_path: Path) -> None:
    vocabulary = read_vocabulary(write(tmp_path))

    assert vocabulary["substances"][0] == Substance(
        slug="buprenorphine",
        name="buprenorphine",
        rxcui="1819",
        unii="40D3SCR4GZ",
        atc=("N02AE01", "N07BC01"),
        brands=("Subutex",),
        synonyms=(),
    )
    assert vocabulary["product_codes"] == (
        ProductCode(
            "1010600",
            "buprenorphine 2 MG / naloxone 0.5 MG Oral Strip",
            ("buprenorphine", "naloxone"),
            complete=True,
        ),
    )
    assert vocabulary["abbreviations"] == (
        Abbreviation("BNX", ("buprenorphine", "naloxone"), ask=False, note="combination"),
        Abbreviation("MS", ("morphine",), ask=True, note="never resolve automatically"),
    )
    assert vocabulary["name_groups"] == (
        NameGroup("strong opioid", ("strong opioids",), ("buprenorphine", "morphine"), "choose"),
    )
    assert vocabulary["combination_brands"] == (("Suboxone", ("buprenorphine", "naloxone")),)
    assert vocabulary["unconfirmed_brands"] == (("Morphitec", "morphine"),)
    assert vocabulary["local_brands"] == ("Restasis",)
    assert vocabulary["not_medicines"] == (NotMedicine("pen needles", "a supply or device", False),)


def test_an_unknown_code_stays_empty(tmp_path: Path) -> None:
    herb = read_vocabulary(write(tmp_path))["substances"][-1]

    assert (herb.slug, herb.rxcui, herb.unii, herb.atc) == ("st-john-s-wort", "", "", ())


@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        ("substances", "morphine,morphine again,,,,,", "slug 'morphine' occurs twice"),
        ("substances", "Codeine,codeine,,,,,", "slug 'Codeine' is malformed"),
        ("substances", "codeine,,,,,,", "name is empty"),
        ("substances", "codeine,codeine,7052,,,,", "rxcui 7052 occurs twice"),
        ("substances", "codeine,codeine,x12,,,,", "'x12' has not the shape of rxcui"),
        ("substances", "codeine,codeine,,short,,,", "'short' has not the shape of unii"),
        ("substances", "codeine,codeine,,,R05D,,", "'R05D' has not the shape of atc"),
        ("substances", "codeine,codeine,,,,,one; two", "empty or padded part"),
        ("substances", "codeine,codeine", "2 cells, 7 expected"),
        ("substances", 'codeine,"codeine,,,,,', "not valid CSV"),
        ("product_codes", "7052,morphine sulfate,morphine,yes", "rxcui 7052 occurs twice"),
        ("product_codes", "99,morphine sulfate,morphine,maybe", "complete must be yes or no"),
        ("product_codes", ",morphine sulfate,morphine,yes", "rxcui is empty"),
        ("abbreviations", "XYZ,,yes,", "expansion is empty"),
        ("name_groups", "opioid,,heroin,", "members: no substance 'heroin'"),
        ("combination_brands", "Percodan,morphine;aspirin", "ingredients: no substance 'aspirin'"),
        ("combination_brands", "Double,morphine;morphine", "names a substance twice"),
        ("combination_brands", "Alone,morphine", "at least two substances"),
        ("unconfirmed_brands", "Both,morphine;naloxone", "must name one substance"),
    ],
)
def test_a_row_that_cannot_be_trusted_is_refused_with_its_line(
    tmp_path: Path, table: str, row: str, complaint: str
) -> None:
    folder = write(tmp_path, **with_row(table, row))

    with pytest.raises(ContentError) as refused:
        read_vocabulary(folder)

    assert complaint in refused.value.message
    assert refused.value.path == f"data/vocabulary/{table}.csv"
    assert refused.value.line == len(TABLES[table]) + 1


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, unconfirmed_brands=["brand,substance", "Morphitec,morphine"])

    with pytest.raises(ContentError, match=r"unconfirmed_brands\.csv:1: columns must be name,substance"):
        read_vocabulary(folder)


def test_a_missing_table_is_refused_rather_than_read_as_empty(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "abbreviations.csv").unlink()

    with pytest.raises(ContentError, match=r"abbreviations\.csv:1: cannot be read"):
        read_vocabulary(folder)

"""Few names that show every rule of reading a name, and how to say what was found."""

from __future__ import annotations

from reference.release.names.index import NameHit, NameIndex
from tests.builders import (
    abbreviation,
    combination_product,
    drug_class,
    medication,
    name_group,
    precipitant,
    product_code,
    release,
    substance,
)

WORLD = release(
    substance("quetiapine", brands=("Seroquel", "Seroquel XR"), rxcui="51272", atc=("N05AH04",)),
    substance("midazolam", brands=("Versed",), rxcui="6960", unii="R60L0SM5BC", atc=("N05CD08",)),
    substance("hydroxyzine", brands=("Atarax", "Vistaril"), synonyms=("hydroxizine", "hydroxyzin")),
    substance("hydralazine", brands=("Apresoline",)),
    substance("hydromorphone", brands=("Dilaudid",)),
    substance("tizanidine", brands=("Zanaflex",)),
    substance("nizatidine", brands=("Axid",)),
    substance("sertraline", brands=("Zoloft",)),
    substance("acetaminophen", brands=("Tylenol",), synonyms=("paracetamol",)),
    substance("oxycodone", brands=("Roxicodone",)),
    substance("hydrocodone"),
    substance("codeine"),
    substance("morphine"),
    substance("magnesium sulfate"),
    substance("naloxone", brands=("Narcan",)),
    substance("buprenorphine", brands=("Subutex",), synonyms=("bupe",)),
    substance("lisinopril", brands=("Zestril",)),
    substance("hydrochlorothiazide", synonyms=("HCT",)),
    substance("hydrocortisone"),
    substance("doxylamine", brands=("Unisom",)),
    substance("diphenhydramine", brands=("Unisom", "Benadryl")),
    substance("insulin glargine", brands=("Lantus",)),
    substance("insulin aspart, human", brands=("Novolog",)),
    substance("beta carotene", atc=("D02BB01",)),
    substance("vitamin B12", synonyms=("cobalamin",)),
    substance("pseudoephedrine"),
    substance("lithium carbonate", atc=("N05AN01",)),
    substance("lithium citrate", atc=("N05AN01",)),
    substance("daptomycin", unii="SHARED0001"),
    substance("daptomycin sodium", unii="SHARED0001"),
    substance("cyclosporine", synonyms=("ciclosporin",)),
    substance("cycloserine"),
    substance("kratom", synonyms=("ketum", "กระท่อม"), unii="754HG7WK00"),
    substance("mitragynine"),
    substance("7-hydroxymitragynine", brands=("7-OHMZ",), synonyms=("7-oh",)),
    substance("kava"),
    substance("desmetramadol"),
    product_code("2418", "buprenorphine hydrochloride", "buprenorphine"),
    product_code(
        "1010600", "buprenorphine 2 MG / naloxone 0.5 MG Sublingual Film", "buprenorphine", "naloxone"
    ),
    product_code("214182", "acetaminophen / codeine", "acetaminophen", "codeine"),
    product_code("311700", "midazolam 1 MG/ML Injection", "midazolam"),
    product_code("900", "mystery pack", "midazolam", complete=False),
    product_code("901", "half known 5 MG Oral Tablet", "midazolam", "no-such-slug"),
    abbreviation("APAP", "acetaminophen", ask=False),
    abbreviation("MS", "morphine", "magnesium-sulfate", note="never resolve automatically"),
    abbreviation("HCTZ", "hydrochlorothiazide"),
    abbreviation("HCT", "hydrocortisone"),
    abbreviation("SSRI", note="a class not a drug"),
    abbreviation("MVI", note="product class"),
    name_group("insulin", "insulin-glargine", "insulin-aspart-human", synonyms=("insulins",), note="choose"),
    medication("quetiapine"),
    medication("sertraline", "Lustral"),
    medication("midazolam"),
    combination_product(
        "buprenorphine-naloxone", "buprenorphine/naloxone", "buprenorphine", "naloxone", names=("Suboxone",)
    ),
    drug_class("ssri", "SSRIs", "SSRI"),
    precipitant("kratom", "Kratom", "kratom powder"),
    precipitant("seven-oh", "7-hydroxymitragynine", "7-OH", "7-OH tablets", product="seven_oh"),
    precipitant("krypton", "Krypton", product="unknown_product"),
    combination_brands=(
        ("Percocet", ("acetaminophen", "oxycodone")),
        ("co-codamol", ("acetaminophen", "codeine")),
        ("Feel Free", ("kava", "kratom")),
        ("Krypton", ("desmetramadol", "kratom")),
        ("Zubsolv", ("buprenorphine", "naloxone")),
        ("Halfway", ("codeine", "no-such-slug")),
    ),
    unconfirmed_brands=(("Msir", "morphine"),),
)

SHARED = NameIndex(WORLD)


def found(hit: NameHit | None) -> tuple[str, str | None]:
    assert hit is not None
    return hit.kind, hit.slug


def offered(hit: NameHit | None) -> set[str]:
    assert hit is not None
    assert hit.kind == "ask"
    assert hit.slug is None
    return {match.slug for match in hit.candidates}

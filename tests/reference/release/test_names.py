"""What a typed name may mean: exact names resolve, the rest is offered, nothing is taken by guess."""

from __future__ import annotations

import random
import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.release.candidates import SCORE_FLOOR
from reference.release.look_alikes import LOOK_ALIKES
from reference.release.names import ATC, RXNORM, UNII, NameHit, NameIndex, normalise
from reference.release.schema import Release
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


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(WORLD)


def found(hit: NameHit | None) -> tuple[str, str | None]:
    assert hit is not None
    return hit.kind, hit.slug


def offered(hit: NameHit | None) -> set[str]:
    assert hit is not None
    assert hit.kind == "ask"
    assert hit.slug is None
    return {match.slug for match in hit.candidates}


# Normalising


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


# Exact names


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


def test_a_letter_that_tells_two_products_apart_is_never_glued_on():
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


# Names that ask


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


def test_one_part_to_be_asked_about_makes_the_mixture_ask(index):
    hit = index.look_up("lisinopril/HCTZ")
    assert offered(hit) == {"hydrochlorothiazide-lisinopril"}


def test_a_spelling_between_two_look_alike_names_asks(index):
    hit = index.look_up("hydroxizine")
    assert [match.slug for match in hit.candidates] == ["hydroxyzine", "hydralazine"]
    assert found(index.look_up("ciclosporin")) == ("medicine", "cyclosporine")


# Precedence


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


def test_a_described_product_of_one_ingredient_never_stands_for_the_medicine():
    depot = combination_product("naltrexone-depot", "naltrexone depot", "naltrexone", names=("Vivitrol",))
    index = NameIndex(release(substance("naltrexone", brands=("Revia",)), depot))
    assert found(index.look_up("Revia")) == ("medicine", "naltrexone")
    assert found(index.look_up("Vivitrol")) == ("product", "naltrexone-depot")


def test_a_name_without_letters_or_digits_names_nothing():
    index = NameIndex(release(substance("alpha", brands=("---",))))
    assert index.look_up("---") is None
    assert index.look_up("") is None


# Kratom


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


# Codes


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


# Candidates


def test_hydroxizine_offers_hydroxyzine_first_and_its_look_alike(index):
    slugs = [match.slug for match in index.search("hydroxizine")]
    assert slugs[0] == "hydroxyzine"
    assert "hydralazine" in slugs


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("seroquil", "quetiapine"),
        ("sertralene", "sertraline"),
        ("zolof", "sertraline"),
        ("suboxin", "buprenorphine-naloxone"),
        ("kratum", "kratom"),
        ("percaset", "acetaminophen-oxycodone"),
        ("paracetomol", "acetaminophen"),
        ("fenergan", None),
        ("midasolam", "midazolam"),
        ("lisinipril", "lisinopril"),
        ("hydrocodeine", "hydrocodone"),
    ],
)
def test_the_right_name_comes_first(index, typed, first):
    matches = index.search(typed)
    assert (matches[0].slug if matches else None) == first


def test_when_the_right_medicine_is_missing_its_look_alike_is_only_offered():
    index = NameIndex(release(substance("nizatidine")))
    assert index.look_up("tizanidine") is None
    assert [match.slug for match in index.search("tizanidine")] == ["nizatidine"]


@pytest.mark.parametrize("group", LOOK_ALIKES, ids=lambda group: "-".join(group))
def test_look_alike_names_are_always_listed_together(group):
    index = NameIndex(release(*(substance(name) for name in group)))
    for name in group:
        listed = {match.slug for match in index.search(f"{name[:-1]}q")}
        assert name in listed
        assert listed >= set(group)


def test_names_that_sound_alike_say_so(index):
    (best, *_) = index.search("kwetiapeen")
    assert (best.slug, best.why) == ("quetiapine", "sound")


def test_a_misspelt_brand_of_several_compositions_offers_each_and_says_so(index):
    matches = index.search("Unisomm")
    assert {match.slug for match in matches} >= {"doxylamine", "diphenhydramine"}
    assert {match.why for match in matches[:2]} == {"several_compositions"}


@pytest.mark.parametrize("typed", ["qwxzv", "", "  ", "?!", "x", "zzzzzzzzz", "xkcdqj" * 40])
def test_garbage_offers_nothing(index, typed):
    assert index.search(typed) == ()


def test_a_name_inside_other_words_is_offered(index):
    assert index.search("sertraline dr smith")[0].slug == "sertraline"


def test_scores_fall_and_lie_between_the_floor_and_one(index):
    for typed in ("hydroxizine", "seroquil", "sertraline", "insulin"):
        scores = [match.score for match in index.search(typed)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)
    assert all(m.score >= SCORE_FLOOR for m in index.search("seroquil"))


@given(st.text(max_size=300), st.integers(1, 10))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_a_look_up_a_search_or_a_suggestion(text, limit):
    index = SHARED
    index.look_up(text)
    for matches in (index.search(text, limit), index.suggest(text, limit)):
        assert len(matches) <= limit
        assert len({(m.kind, m.slug) for m in matches}) == len(matches)


# Type-ahead


def test_what_editors_own_comes_first_and_generic_names_before_brands(index):
    names = [match.matched for match in index.suggest("s")]
    assert names.index("sertraline") < names.index("Seroquel")
    assert index.suggest("hydrox")[0].slug == "hydroxyzine"


def test_one_line_a_medicine(index):
    slugs = [match.slug for match in index.suggest("sero")]
    assert slugs == ["quetiapine"]


def test_shorthand_typed_in_full_is_suggested_with_its_readings(index):
    assert {match.slug for match in index.suggest("MS")} >= {"morphine", "magnesium-sulfate"}


def test_after_the_names_that_begin_so_come_names_that_are_near(index):
    assert index.suggest("seroqul")[0].slug == "quetiapine"
    assert index.suggest("") == ()


# The same answer however it is asked


def naive_normalise(text: str) -> str:
    kept = []
    for c in unicodedata.normalize("NFKD", text.replace("'", "")).casefold():
        if unicodedata.category(c).startswith("M"):
            continue
        kept.append(c if c.isalnum() else " ")
    return " ".join("".join(kept).split())


def naive_look_up(text: str, r: Release) -> set[str] | None:
    """By walking every record for every standing: what the best standing gives, as words."""
    wanted, known = naive_normalise(text), {s.slug for s in r.substances}
    tiers: list[list[tuple[str, tuple[str, ...]]]] = [
        [(n, (m.slug,)) for m in r.medications for n in m.names],
        [(n, (s.slug,)) for s in r.substances for n in (s.name, s.slug)],
        [(a.abbreviation, (slug,)) for a in r.abbreviations if a.ask for slug in a.expansion],
        [(a.abbreviation, a.expansion) for a in r.abbreviations if not a.ask],
        [(n, (s.slug,)) for s in r.substances for n in s.brands] + [(n, i) for n, i in r.combination_brands],
        [(n, (s.slug,)) for s in r.substances for n in s.synonyms],
        [(n, (slug,)) for n, slug in r.unconfirmed_brands],
    ]
    for position, tier in enumerate(tiers):
        if not any(naive_normalise(name) == wanted for name, _ in tier):
            continue
        asks = position in (2, 6)
        claims = [c for other in (tiers if asks else [tier]) for c in other]
        sets = {i for name, i in claims if naive_normalise(name) == wanted and set(i) <= known}
        if sets or position == 2:
            return {"+".join(sorted(set(i))) for i in sets}
    return None


def meanings(hit: NameHit | None) -> set[str] | None:
    if hit is None:
        return None
    if hit.kind == "ask":
        return {"+".join(sorted(m.slug.split("-"))) for m in hit.candidates}
    return {"+".join(hit.ingredients)}


WORDS = st.sampled_from(["alpha", "bravo", "charlie", "delta", "echo", "golf", "Álpha", "BRAVO", "k", "ms"])
SLUGS = st.sampled_from(["alpha", "bravo", "charlie", "delta"])
FEW = st.lists(WORDS, max_size=3).map(tuple)


@st.composite
def small_releases(draw) -> Release:
    """Names from so few words that they collide all the time."""
    slugs = draw(st.lists(SLUGS, unique=True, min_size=1))
    sets = st.lists(SLUGS, min_size=1, max_size=3).map(tuple)
    return release(
        *(substance(slug, brands=draw(FEW), synonyms=draw(FEW)) for slug in slugs),
        *(abbreviation(draw(WORDS), *draw(sets), ask=draw(st.booleans())) for _ in range(2)),
        *(medication(slug, *draw(FEW)) for slug in slugs[:1]),
        combination_brands=tuple(draw(st.lists(st.tuples(WORDS, sets), max_size=3))),
        unconfirmed_brands=tuple(draw(st.lists(st.tuples(WORDS, SLUGS), max_size=2))),
    )


@given(small_releases(), WORDS)
@settings(deadline=None)
def test_a_naive_second_implementation_agrees(small, typed):
    assert meanings(NameIndex(small).look_up(typed)) == naive_look_up(typed, small)


@given(st.integers())
@settings(max_examples=20, deadline=None)
def test_the_order_of_names_never_matters(seed):
    shuffle = random.Random(seed).sample
    held = {field: getattr(WORLD, field) for field in WORLD.__struct_fields__ if field != "manifest"}
    fields = {field: tuple(shuffle(records, len(records))) for field, records in held.items()}
    shuffled = NameIndex(msgspec.structs.replace(WORLD, **fields))
    for typed in ("HCT", "Unisom", "insulin", "hydroxizine", "Feel Free", "seroquil", "s", "hydr", "N05AN01"):
        assert shuffled.look_up(typed) == SHARED.look_up(typed)
        assert shuffled.search(typed) == SHARED.search(typed)
        assert shuffled.suggest(typed) == SHARED.suggest(typed)
        assert shuffled.by_code(ATC, typed) == SHARED.by_code(ATC, typed)


SHARED = NameIndex(WORLD)


# The whole vocabulary as shipped


@pytest.fixture(scope="module")
def shipped_index(shipped_release) -> NameIndex:
    return NameIndex(shipped_release)


def test_every_generic_name_of_the_vocabulary_resolves_or_asks(shipped_index, shipped_release):
    lost = [s.name for s in shipped_release.substances if shipped_index.look_up(s.name) is None]
    assert lost == []


def test_every_candidate_of_the_vocabulary_can_be_chosen_by_its_slug(shipped_index, shipped_release):
    for name in ("Unisom", "insulin", "MS", "benylin", "HCT", "voquezna"):
        for match in shipped_index.look_up(name).candidates:
            assert shipped_index.by_slug(match.slug) is not None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("seroquell", "quetiapine"),
        ("zanax", "alprazolam"),
        ("klonapin", "clonazepam"),
        ("wellbutron", "bupropion"),
        ("gabapenten", "gabapentin"),
        ("naltrexon", "naltrexone"),
        ("oxycotton", "oxycodone"),
        ("tacrolimis", "tacrolimus"),
        ("dextromethorfan", "dextromethorphan"),
        ("ketaconazole", "ketoconazole"),
        ("levothyroxene", "levothyroxine"),
    ],
)
def test_the_right_name_comes_first_among_all_names(shipped_index, typed, first):
    assert shipped_index.search(typed)[0].slug == first

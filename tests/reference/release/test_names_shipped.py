"""The vocabulary as it ships: every name answers, everyday words are known, shorthand asks."""

from __future__ import annotations

import pytest

from reference.release.names.index import ATC, RXNORM, UNII
from reference.release.names.look_alikes import LOOK_ALIKES
from tests.misspellings import meanings

from .names_world import found, offered


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


@pytest.mark.parametrize(
    "typed",
    ["beer", "beers", "wine", "vodka", "whisky", "whiskey", "gin", "rum", "tequila", "cider", "liquor", "hard liquor",
     "spirits", "drinks", "alcoholic drinks", "units of alcohol", "booze", "EtOH"],
)  # fmt: skip
def test_everyday_names_of_alcohol_are_alcohol(shipped_index, typed):
    assert found(shipped_index.look_up(typed)) == ("medicine", "ethanol")


@pytest.mark.parametrize(
    "typed", ["surgical spirit", "drinks plenty of water", "rubbing alcohol", "wine vinegar"]
)
def test_a_word_for_alcohol_inside_other_words_is_not_alcohol(shipped_index, typed):
    assert shipped_index.look_up(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["MS", "MSO4", "MgSO4", "HCT", "HCTZ", "AZT", "CPZ", "DTO", "PCA", "MTX", "PTU", "TAC", "T3", "5-ASA", "DPT", "ARA-A",
     "AT III", "TPA", "TNK", "TXA", "ZnSO4", "norflox", "nitro", "vanc", "levo", "PIT", "K", "BUP", "DXM"],
)  # fmt: skip
def test_a_dangerous_abbreviation_never_resolves(shipped_index, typed):
    assert offered(shipped_index.look_up(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "dope",
        "speed",
        "tranq",
        "oxy",
        "oxys",
        "xans",
        "xannies",
        "bars",
        "percs",
        "subs",
        "lean",
        "blues",
        "edibles",
        "K2",
    ],
)
def test_a_street_word_that_may_hold_several_things_asks(shipped_index, typed):
    assert offered(shipped_index.look_up(typed))


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("bupe", "buprenorphine"), ("fetty", "fentanyl"), ("molly", "midomafetamine"), ("weed", "cannabis"),
        ("crack", "cocaine"), ("meth", "methamphetamine"), ("special K", "ketamine"), ("LDN", "naltrexone"),
        ("low-dose naltrexone", "naltrexone"), ("Sublocade", "buprenorphine"), ("Brixadi", "buprenorphine"),
        ("Buvidal", "buprenorphine"), ("Butrans", "buprenorphine"), ("paracetamol", "acetaminophen"),
        ("adrenaline", "epinephrine"), ("pethidine", "meperidine"), ("frusemide", "furosemide"),
        ("salbutamol", "albuterol"), ("lignocaine", "lidocaine"), ("ciclosporin", "cyclosporine"),
        ("glyceryl trinitrate", "nitroglycerin"), ("Glivec", "imatinib"), ("Vit D3", "cholecalciferol"),
        ("multivitamin", "multivitamin"), ("MVI", "multivitamin"), ("B12", "vitamin-b12"), ("angel dust", "phencyclidine"),
    ],
)  # fmt: skip
def test_names_of_both_sides_of_the_atlantic_and_of_the_street_are_known(shipped_index, typed, slug):
    assert found(shipped_index.look_up(typed)) == ("medicine", slug)


OFFICIAL = """
rifampicin rifampin, aciclovir acyclovir, valaciclovir valacyclovir, salbutamol albuterol, ciclosporin cyclosporine,
cyclosporin cyclosporine, paracetamol acetaminophen, pethidine meperidine, adrenaline epinephrine, noradrenaline norepinephrine,
lignocaine lidocaine, amethocaine tetracaine, cinchocaine dibucaine, frusemide furosemide, bendrofluazide bendroflumethiazide,
glibenclamide glyburide, isoprenaline isoproterenol, orciprenaline metaproterenol, thyroxine levothyroxine, amoxycillin amoxicillin,
cefalexin cephalexin, cephazolin cefazolin, chlorphenamine chlorpheniramine, dexamfetamine dextroamphetamine,
metamfetamine methamphetamine, phenobarbitone phenobarbital, fenobarbital phenobarbital, amylobarbitone amobarbital,
quinalbarbitone secobarbital, thiopentone thiopental, dothiepin dosulepin, chlormethiazole clomethiazole, benzhexol trihexyphenidyl,
benzatropine benztropine, hyoscine scopolamine, dicycloverine dicyclomine, levomepromazine methotrimeprazine, mepacrine quinacrine,
oestradiol estradiol, ethinylestradiol ethinyl-estradiol, norethisterone norethindrone, beclometasone beclomethasone,
colecalciferol cholecalciferol, sulfasalazine sulfasalazine, sulphasalazine sulfasalazine, mesalazine mesalamine,
chlortalidone chlorthalidone, clomifene clomiphene, hydroxycarbamide hydroxyurea, chlormethine mechlorethamine,
acetylsalicylic_acid aspirin, indometacin indomethacin, torasemide torsemide, suxamethonium succinylcholine,
phenoxymethylpenicillin penicillin-v, benzylpenicillin penicillin-g, tetracosactide cosyntropin, simeticone simethicone,
sodium_valproate valproate, semisodium_valproate valproate, nicotinamide niacinamide, nicotinic_acid niacin,
calcium_folinate leucovorin, oxybuprocaine benoxinate, proxymetacaine proparacaine, eformoterol formoterol,
sodium_cromoglicate cromolyn, carbocisteine carbocysteine, diamorphine heroin, dextropropoxyphene propoxyphene,
nicoumalone acenocoumarol, thiamazole methimazole, ergometrine ergonovine, leuprorelin leuprolide, busulphan busulfan,
calcipotriol calcipotriene, dithranol anthralin, methylthioninium_chloride methylene-blue, hexamine methenamine,
amfepramone diethylpropion, norpseudoephedrine cathine, guaiphenesin guaifenesin, mepyramine pyrilamine, glycerol glycerin,
amfebutamone bupropion, tioguanine thioguanine, mitozantrone mitoxantrone, phenazone antipyrine, mercaptamine cysteamine,
disodium_pamidronate pamidronate, ciclophosphamide cyclophosphamide, acetylcysteine acetylcysteine, tizanidina tizanidine
"""
"""International, British and Spanish names with the slug of the medicine, which mostly is the United States name."""


@pytest.mark.parametrize("pair", OFFICIAL.replace("\n", " ").strip().split(", "))
def test_an_international_or_british_name_is_an_exact_name(shipped_index, pair):
    name, slug = pair.split()
    assert found(shipped_index.look_up(name.replace("_", " "))) == ("medicine", slug)


@pytest.mark.parametrize("typed", ["hydroxizine", "panadon", "loracepam", "phenobarbitol"])
def test_a_form_that_differs_inside_the_name_still_asks(shipped_index, typed):
    assert len(offered(shipped_index.look_up(typed))) > 1


@pytest.mark.parametrize(
    ("typed", "ingredients"),
    [
        ("Nurofen Plus", {"codeine", "ibuprofen"}), ("Solpadeine Plus", {"acetaminophen", "caffeine", "codeine"}),
        ("Codis 500", {"aspirin", "codeine"}), ("Panadeine Forte", {"acetaminophen", "codeine"}),
        ("Night Nurse", {"acetaminophen", "dextromethorphan", "promethazine"}), ("Robitussin AC", {"codeine", "guaifenesin"}),
        ("Neosporin", {"bacitracin", "neomycin", "polymyxin-b"}), ("Triptafen", {"amitriptyline", "perphenazine"}),
        ("Fostair", {"beclomethasone", "formoterol"}), ("Seretide", {"fluticasone", "salmeterol"}),
        ("Flutiform", {"fluticasone", "formoterol"}), ("Dovobet", {"betamethasone", "calcipotriene"}),
        ("Buprenorphine-Nalox", {"buprenorphine", "naloxone"}), ("Hydrocodone-Acetamin", {"acetaminophen", "hydrocodone"}),
        ("Butalb-Acetamin-Caff", {"acetaminophen", "butalbital", "caffeine"}), ("Acetaminophen-Cod #3", {"acetaminophen", "codeine"}),
        ("losartan-HCTZ", {"hydrochlorothiazide", "losartan"}), ("lisinopril/hctz", {"hydrochlorothiazide", "lisinopril"}),
        ("SMZ-TMP", {"sulfamethoxazole", "trimethoprim"}), ("oxycodone acetaminophen", {"acetaminophen", "oxycodone"}),
    ],
)  # fmt: skip
def test_mixtures_of_other_countries_and_cut_off_names_hold_all_their_parts(
    shipped_index, typed, ingredients
):
    assert set(shipped_index.look_up(typed).ingredients) == ingredients


@pytest.mark.parametrize(
    ("typed", "ingredients"),
    [
        ("Tylenol #3", {"acetaminophen", "codeine"}), ("co-codamol", {"acetaminophen", "codeine"}),
        ("co-dydramol", {"acetaminophen", "dihydrocodeine"}), ("norcos", {"acetaminophen", "hydrocodone"}),
        ("Vicodin", {"acetaminophen", "hydrocodone"}), ("Lybalvi", {"olanzapine", "samidorphan"}),
        ("Targinact", {"oxycodone", "naloxone"}), ("Mysimba", {"naltrexone", "bupropion"}),
        ("Zubsolv", {"buprenorphine", "naloxone"}), ("Bunavail", {"buprenorphine", "naloxone"}),
    ],
)  # fmt: skip
def test_a_product_of_several_ingredients_names_them_all(shipped_index, typed, ingredients):
    hit = shipped_index.look_up(typed)
    assert hit.kind == "product"
    assert set(hit.ingredients) == ingredients


@pytest.mark.parametrize(
    ("typed", "drug_class"),
    [
        ("benzos", "benzodiazepines"), ("opioids", "opioid-agonists"), ("opiates", "opioid-agonists"),
        ("narcotics", "opioid-agonists"), ("SSRIs", "ssri"), ("SNRIs", "snri"), ("TCAs", "tricyclics"),
        ("MAOIs", "mao-inhibitors"), ("statins", "statins"), ("antipsychotics", "antipsychotics"),
        ("blood thinners", "anticoagulants"), ("muscle relaxers", "muscle-relaxants"),
        ("stimulants", "prescribed-stimulants"), ("the pill", "hormonal-contraceptives"),
    ],
)  # fmt: skip
def test_a_class_is_answered_as_the_class(shipped_index, typed, drug_class):
    assert found(shipped_index.look_up(typed)) == ("drug_class", drug_class)


@pytest.mark.parametrize(
    ("code", "drug_class"),
    [
        ("N06AB", "ssri"),
        ("N05BA", "benzodiazepines"),
        ("N05CF", "z-drugs"),
        ("M01A", "nsaids"),
        ("C10AA", "statins"),
    ],
)
def test_an_atc_class_code_selects_our_class(shipped_index, code, drug_class):
    assert found(shipped_index.by_code(ATC, code)) == ("drug_class", drug_class)


def test_adefovir_keeps_j05af_from_being_read_as_antiretrovirals(shipped_index):
    assert "adefovir" in offered(shipped_index.by_code(ATC, "J05AF"))


def test_every_code_of_the_vocabulary_answers(shipped_index, shipped_release):
    codes = [(RXNORM, c.rxcui) for c in shipped_release.product_codes]
    for s in shipped_release.substances:
        codes += [(RXNORM, s.rxcui), (UNII, s.unii), *((ATC, code) for code in s.atc)]
        codes += [(ATC, code[:length]) for code in s.atc for length in (3, 4, 5)]
    assert [
        (system, code) for system, code in codes if code and not shipped_index.by_code(system, code)
    ] == []


@pytest.mark.parametrize(
    "typed", ["tramodol", "trazadol", "lamictil", "lamisal", "klonipin", "clonodine", "hydralazin3"]
)
def test_a_slip_between_two_real_names_lists_both(shipped_index, typed):
    pairs = ({"tramadol", "trazodone"}, {"lamotrigine", "terbinafine"}, {"clonazepam", "clonidine"}, {"hydralazine", "hydroxyzine"})  # fmt: skip
    listed = {match.slug for match in shipped_index.search(typed)}
    assert any(pair <= listed for pair in pairs)


@pytest.mark.parametrize("group", LOOK_ALIKES, ids=lambda group: "-".join(group))
def test_look_alike_names_are_listed_together_among_all_names(shipped_index, group):
    for name in group:
        listed = {(match.kind, match.slug) for match in shipped_index.search(f"{name[:-1]}q")}
        assert all(meanings(shipped_index.look_up(other)) & listed for other in group)

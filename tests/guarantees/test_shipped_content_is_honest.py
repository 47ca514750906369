"""Shipped content can be traced: every statement to a source, every source to a place where a reader finds it.

The gate checks most of this for every release (reference/publishing/, interactions/publishing/release_checks.py). These tests check it for
data/, so that nothing the gate would refuse is shipped, and add a few promises about the content as a whole.
"""

from __future__ import annotations

import re

import pytest

from interactions.publishing.release_checks import check_interactions
from reference.publishing.checks import check_statements
from reference.publishing.identifiers import FORMS, is_unii
from reference.publishing.source_checks import check_sources
from reference.release.schema.traverse import STATEMENT_COLLECTIONS, grounded_in
from tests.reference.test_pages_reader import open_page

PRACTICE_NOTES = [
    "naltrexone-after-kratom",
    "buprenorphine-start",
    "methadone-or-buprenorphine-and-kratom",
    "withdrawal",
    "taper",
    "surgery",
    "urine-drug-screen",
    "naloxone",
    "7-oh-or-leaf",
    "pregnancy-breastfeeding",
    "overdose",
    "when-kratom-stops",
    "liver",
    "alcohol",
    "how-to-ask",
    "what-to-document",
]
CLAIMS = [
    "withdrawal-and-craving",
    "inflammation",
    "dopamine-and-serotonin",
    "alkaloids",
    "generally-safe",
    "low-dose-supervised",
    "gut-dependence-interactions",
    "other-conditions",
    "check-ins",
]
NOT_IN_RXNORM = [
    "1-4-butanediol",
    "aceclofenac",
    "acemetacin",
    "butyrolactone",
    "cannabis",
    "chloral-hydrate",
    "clomethiazole",
    "datura-stramonium",
    "delta-8-tetrahydrocannabinol",
    "desmetramadol",
    "dexibuprofen",
    "dexketoprofen",
    "domperidone",
    "ephedra",
    "etoricoxib",
    "glutethimide",
    "grapefruit-juice",
    "harmaline",
    "heroin",
    "ibogaine",
    "isavuconazole",
    "kanna",
    "kava",
    "lorcaserin",
    "lornoxicam",
    "medetomidine",
    "midomafetamine",
    "nimesulide",
    "nitazenes",
    "parecoxib",
    "phenibut",
    "phenylbutazone",
    "psilocybin",
    "senna",
    "st-john-s-wort",
    "sulpiride",
    "telithromycin",
    "tenofovir",
    "tenoxicam",
    "tianeptine",
    "tiaprofenic-acid",
    "tolfenamic-acid",
    "valerian",
    "xylazine",
    "yohimbe-bark",
    "yohimbine",
    "zopiclone",
]  # plants, substances without a US product, and names whose code has not been verified


def refused(findings):
    return [str(finding) for finding in findings if finding.weight == "refuse"]


def test_every_statement_is_cited_and_can_be_read_on_its_own(shipped_release):
    assert refused(check_statements(shipped_release)) == []


def test_every_source_can_be_found_and_none_is_a_seller_a_campaign_or_a_forum(shipped_release):
    assert refused(check_sources(shipped_release)) == []


def test_every_rating_target_and_management_text_follows_the_rules(shipped_release):
    assert refused(check_interactions(shipped_release)) == []


def test_every_citation_of_every_statement_names_a_source_of_the_release(shipped_release):
    sources = {source.slug for source in shipped_release.sources}
    cited = [
        (f"{collection}/{record}", item.citations)
        for collection in STATEMENT_COLLECTIONS
        for record in getattr(shipped_release, collection)
        for item in grounded_in(record)
    ]
    assert len(cited) > 1500
    assert [place for place, citations in cited if not citations] == []
    assert {c.source for _, citations in cited for c in citations} <= sources


def test_nothing_ships_as_reviewed(shipped_release):
    """A file cannot say who reviewed it: 0 of N, until a licensed clinician records it."""
    for collection in STATEMENT_COLLECTIONS:
        for record in getattr(shipped_release, collection):
            assert getattr(record, "review", None) is None


@pytest.mark.parametrize(("collection", "slugs"), [("practice_notes", PRACTICE_NOTES), ("claims", CLAIMS)])
def test_the_promised_questions_are_answered(collection, slugs, shipped_release):
    assert {record.slug for record in getattr(shipped_release, collection)} >= set(slugs)


def test_codes_of_medicines_are_well_formed_and_name_one_substance(shipped_release):
    rxcuis = [s.rxcui for s in shipped_release.substances if s.rxcui]
    assert [code for code in rxcuis if not FORMS["rxcui"](code)] == []
    assert len(rxcuis) == len(set(rxcuis))
    assert [s.unii for s in shipped_release.substances if s.unii and not is_unii(s.unii)] == []
    assert [c.rxcui for c in shipped_release.product_codes if c.rxcui and not FORMS["rxcui"](c.rxcui)] == []


def test_every_medicine_of_the_content_is_in_the_vocabulary_with_its_rxnorm_code(shipped_release):
    codes = {substance.slug: substance.rxcui for substance in shipped_release.substances}
    ours = {m.slug for m in shipped_release.medications}
    ours |= {e.target.slug for e in shipped_release.interactions if e.target.level == "drug"}
    assert sorted(slug for slug in ours if not codes.get(slug) and slug not in NOT_IN_RXNORM) == []


def test_every_row_that_lowers_a_general_one_is_listed_for_the_publisher_with_its_reason(shipped_release):
    """A medicine is rated below its class only because of a refutation or a reason that readers see."""
    entries = {entry.slug: entry for entry in shipped_release.interactions}
    lowered = {
        (row.entry, row.row) for r in shipped_release.resolved_interactions for row in r.rows if row.lowered
    }
    notices = [
        str(f) for f in check_interactions(shipped_release) if f.weight == "notice" and "lowers" in f.problem
    ]
    assert {re.match(r"interactions/(\S+)", notice)[1] for notice in notices} == {slug for slug, _ in lowered}
    for slug, number in lowered:
        assert entries[slug].lowers_because or entries[slug].rows[number].support == "S-", slug


def test_a_studys_funder_is_shown_where_it_is_known(library_with_shipped_content):
    release = library_with_shipped_content.release
    told = re.compile(r"\b(?:funded|sponsored) by\b|\bregistry sponsor\b", re.IGNORECASE)
    silent = [
        s.slug for s in release.sources if told.search(f"{s.note} {' '.join(s.authors)}") and not s.funder
    ]
    assert silent == []
    funded = [s for s in release.sources if s.funder]
    assert funded
    for source in funded:
        assert source.funder in open_page(f"/sources/{source.slug}/").text
    leaf = open_page("/alkaloids/mitragynine/")
    assert "Funder: Johnson Foods, LLC" in leaf.text

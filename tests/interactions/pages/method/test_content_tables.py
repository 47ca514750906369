"""The content report: counts that add up to what the manifest says, and to what a reader can look up."""

from __future__ import annotations

from django.core.management import call_command

from interactions.pages.method.content_tables import content_tables
from interactions.pages.method.tables import left_out
from interactions.publishing.release_steps import resolve_interactions
from reference.release.schema.terms import Severity
from reference.release.schema.traverse import STATEMENT_COLLECTIONS
from tests import world as w
from tests.reference.test_pages_reader import open_page


def numbers(release):
    """The tables by title, each row by name."""
    tables = content_tables(resolve_interactions(release))
    return {table.title: {name: [int(n.replace(",", "")) for _, n in cells] for name, cells in table.labelled} for table in tables}  # fmt: skip


def test_medicines_are_counted_once_by_their_most_severe_row():
    found = numbers(w.world())["Medicines by their most severe finding"]
    assert found["Major"][:2] == [1, 0]  # dormirol by its own entry
    assert found["Moderate"][:2] == [3, 0]  # statorin and kratomab by role; calmazine by its class too
    assert found["No change found"][:2] == [1, 0]  # teatested
    assert found["No entry applies"][:2] == [0, 0]


def test_combination_products_are_counted_apart():
    found = numbers(w.world())["Medicines by their most severe finding"]
    assert sum(row[2] for row in found.values()) == len(w.world().combination_products)


def test_a_finding_that_a_role_from_memory_gives_is_counted_as_that():
    remembered = w.medication("statorin", "substrates", basis="needs_verification")
    found = numbers(w.world(medications=(remembered,)))["Medicines by their most severe finding"]
    assert found["Moderate"][1] == 1


def test_rows_and_evidence_are_counted_by_level():
    tables = numbers(w.world())
    assert tables["What interaction entries are written for"]["Medicine"] == [2, 2]
    assert tables["The evidence of rated rows"]["Mechanism only"] == [5, 5, 0, 0]


def test_the_report_adds_up_to_what_the_manifest_says(library_with_shipped_content):
    manifest, release = library_with_shipped_content.manifest, library_with_shipped_content.release
    first, *_ = content_tables(release)
    together = dict(first.labelled)["Together"]
    assert dict(together)["Needs verification"] == f"{manifest.needs_verification:,}"
    assert len(first.rows) == len(STATEMENT_COLLECTIONS) + 1
    medicines = dict(content_tables(release)[3].labelled)
    counted = sum(int(medicines[s.label][0][1].replace(",", "")) for s in Severity)
    products = {product.slug for product in release.combination_products}
    assert counted == len({r.medication for r in release.resolved_interactions} - products)


def test_the_method_page_shows_every_table(library_with_shipped_content):
    page = open_page("/method/")
    for table in content_tables(library_with_shipped_content.release):
        assert table.title in page.text
        assert table.rows[0][0] in page.text


def test_the_method_page_says_what_did_not_go_in_and_why(library_with_shipped_content):
    page = open_page("/method/")
    assert "What the evidence held that did not go in, and why" in page.text
    exclusions = library_with_shipped_content.release.exclusions
    assert len(exclusions) >= 30
    for exclusion in exclusions:
        assert f"{exclusion.what} {exclusion.reason}" in " ".join(page.text.split())
    topics = [topic for topic, _ in left_out(library_with_shipped_content.release)]
    assert len(topics) == len(set(topics)) == len({exclusion.topic for exclusion in exclusions})


def test_the_command_prints_the_current_release(library_with_shipped_content, capsys):
    call_command("content_report")
    printed = capsys.readouterr().out
    for table in content_tables(library_with_shipped_content.release):
        assert table.title in printed
    call_command("content_report", files=True)
    assert capsys.readouterr().out == printed

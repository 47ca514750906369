"""Browsing: a filter counts what it leaves, a name finds the entries that apply to it, a table is safe to open."""

from __future__ import annotations

import csv
import io

import pytest

from interactions.pages.entries.csv_table import as_table
from interactions.pages.entries.list import (
    FILTERS,
    UnknownFilter,
    choices,
    chosen_filters,
    filters,
    in_order,
    listed_entries,
    matching,
    subject_of,
)
from interactions.pages.entries.name_filter import named
from interactions.publishing.release_steps import resolve_interactions
from reference.release.schema.interaction import Interaction
from reference.release.schema.terms import EvidenceLevel
from reference.release.storage.library import LoadedRelease, current_release
from tests import world as w
from tests.sealing import seal_into


@pytest.fixture
def drawn(settings) -> LoadedRelease:
    seal_into(settings.RELEASES_DIR, resolve_interactions(w.world()))
    return current_release()


def slugs(entries) -> list[str]:
    return [entry.slug for entry in entries]


def test_every_entry_is_listed_once_most_severe_first(drawn):
    entries = drawn.derived(listed_entries)
    assert sorted(slugs(entries)) == sorted(e.slug for e in drawn.release.interactions)
    assert slugs(entries)[0] == "dormirol"
    assert slugs(entries)[-1] == "teatested"


def test_a_class_finds_its_own_entry_and_those_of_its_members(drawn):
    found = matching(drawn.derived(listed_entries), {"class": "sedatives"})
    assert slugs(found) == ["dormirol", "class-sedatives"]


def test_an_enzyme_finds_an_entry_by_any_of_its_rows(drawn):
    assert slugs(matching(drawn.derived(listed_entries), {"enzyme": "CYP3A"})) == ["role-substrates"]


def test_filters_narrow_together_and_each_choice_counts_what_it_would_leave(library_with_shipped_content):
    loaded = library_with_shipped_content
    entries, allowed = loaded.derived(listed_entries), loaded.derived(choices)
    for chosen in ({}, {"severity": "major"}, {"mechanism": "cns_depression", "enzyme": "CYP3A"}):
        for offered in filters(entries, chosen, allowed):
            for option in offered.options:
                left = matching(entries, {**chosen, offered.name: option.value})
                assert option.entries == len(left), (chosen, offered.name, option.value)


def test_an_unknown_filter_value_is_refused(drawn):
    allowed = drawn.derived(choices)
    for name in FILTERS:
        with pytest.raises(UnknownFilter, match="is not a choice"):
            chosen_filters({name: "no-such-value"}, allowed)


def test_evidence_and_names_order_the_list(library_with_shipped_content):
    entries = library_with_shipped_content.derived(listed_entries)
    levels = [EvidenceLevel(e.values["evidence"][0]) for e in in_order(entries, "evidence")]
    assert levels == sorted(levels)
    names = [e.subject.casefold() for e in in_order(entries, "name")]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Kratom and benzodiazepines", "Benzodiazepines"),
        ("Kratom with moderate CYP3A inhibitors", "Moderate CYP3A inhibitors"),
        ("Ketoconazole by mouth and kratom", "Ketoconazole by mouth"),
        ("MDMA and kratom", "MDMA"),
    ],
)
def test_the_subject_of_a_title_is_without_the_word_kratom(title, subject):
    assert subject_of(title) == subject


def test_a_brand_finds_every_entry_that_applies_to_the_medicine(drawn):
    found = named("CALMEX", drawn)
    assert (found.medicine, found.slug) == ("calmazine", "calmazine")
    assert slugs(found.entries) == ["role-substrates", "class-sedatives"]


def test_a_class_by_name_finds_its_entries(library_with_shipped_content):
    found = slugs(named("benzodiazepines", library_with_shipped_content).entries)
    assert {"class-benzodiazepines", "alprazolam"} <= set(found)


def test_the_beginning_of_a_word_finds_entries(library_with_shipped_content):
    found = slugs(named("benzod", library_with_shipped_content).entries)
    assert "class-benzodiazepines" in found
    assert "naltrexone" not in found


def test_a_misspelt_name_finds_nothing_and_offers_the_near_one(library_with_shipped_content):
    found = named("tacrolimuz", library_with_shipped_content)
    assert found.entries == []
    assert "tacrolimus" in slugs(found.offered)


def test_a_medicine_without_an_entry_is_named_with_its_page(library_with_shipped_content):
    found = named("lisinopril", library_with_shipped_content)
    assert (found.entries, found.slug) == ([], "lisinopril")


def table(entries, loaded: LoadedRelease) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_table(entries, loaded, pinned=False))))


def test_each_row_of_the_table_says_how_far_it_may_be_relied_on(drawn):
    rows = table(drawn.derived(listed_entries), drawn)
    assert len(rows) == len(drawn.release.interactions)
    for row in rows:
        assert row["release"] == "2026.11.1"
        assert row["valid_until"] == drawn.manifest.valid_until.isoformat()
        assert row["review"] == "awaiting clinical review"
        assert row["release_notice"].startswith("Draft reference.")


def test_no_cell_of_the_table_is_run_by_a_spreadsheet(settings):
    evil: Interaction = w.changed(w.DRAWN[2], title='=HYPERLINK("http://example.org")')
    seal_into(settings.RELEASES_DIR, resolve_interactions(w.world(evil)))
    loaded = current_release()
    (row,) = table(loaded.derived(listed_entries), loaded)
    assert row["title"].startswith("'=")

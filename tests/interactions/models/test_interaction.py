"""An entry is listed by its driver row."""

from __future__ import annotations

from interactions.models import Interaction
from tests import world as w


def listed(record):
    entry = Interaction()
    entry.from_record(record)
    return entry


def test_an_entry_is_listed_as_its_driver_row_whatever_the_order():
    weak, strong = w.nothing_found(), w.row(evidence_level="case_report")
    for rows in ((weak, strong), (strong, weak)):
        entry = listed(w.entry("dormirol", "drug", "dormirol", *rows))
        assert (entry.severity, entry.action, entry.evidence_level) == ("major", "avoid", "case_report")
        assert entry.target_level == "drug"
        assert entry.searched_on == w.DAY


def test_an_entry_without_rows_can_be_saved_as_a_draft():
    entry = listed(w.entry("dormirol", "drug", "dormirol"))
    assert (entry.severity, entry.action, entry.evidence_level) == ("", "", "")

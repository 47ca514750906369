"""Change notes: clinical weight first, in sentences."""

from __future__ import annotations

import datetime as dt

from reference.release.changes.diff import as_notes, diff_releases
from reference.release.schema.statement import Review
from tests import world as w


def with_entry(entry):
    return w.world(*[e for e in w.DRAWN if e.slug != entry.slug], entry)


def test_identical_releases_differ_in_nothing():
    assert diff_releases(w.world(), w.world()) == ()


def test_what_became_more_severe_comes_first():
    worse = w.entry(
        "role-substrates", "role", "substrates", w.inhibition(severity="major", action="usually_avoid")
    )
    milder = w.entry("dormirol", "drug", "dormirol", w.sedation())
    new = w.world(worse, milder, w.DRAWN[0], w.DRAWN[4], w.entry("fresh", "drug", "statorin", w.row()))
    found = diff_releases(w.world(), new)
    assert [(c.slug, c.weight) for c in found] == [
        ("role-substrates", "more_severe"),
        ("dormirol", "less_severe"),
        ("fresh", "added"),
        ("teatested", "removed"),
    ]
    assert found[0].sentences[0] == "Enzyme inhibition CYP3A: moderate · monitor → major · usually avoid."


def test_a_changed_step_is_a_change_of_management():
    changed = w.changed(w.DRAWN[2], management=w.changed(w.FILLED, emergency=(w.says("Call now."),)))
    (found,) = diff_releases(w.world(), with_entry(changed))
    assert (found.weight, found.sentences) == ("management", ("Management changed: emergency.",))


def test_a_review_is_named():
    review = Review(by="A. Pharmacist", profession="pharmacist", on=dt.date(2026, 11, 22))
    (found,) = diff_releases(w.world(), with_entry(w.changed(w.DRAWN[2], review=review)))
    assert found.sentences == ("Reviewed by A. Pharmacist, pharmacist.",)


def test_a_first_release_is_all_new():
    assert {c.weight for c in diff_releases(None, w.world())} == {"added"}


def test_notes_have_one_line_per_entry():
    notes = as_notes(diff_releases(w.world(w.DRAWN[0]), w.world()))
    assert "dormirol: New entry, major." in notes.splitlines()


def test_a_changed_rating_is_a_correction_even_if_the_severity_is_the_same():
    changed = w.changed(w.DRAWN[2], rows=(w.row(action="usually_avoid"),))
    (found,) = diff_releases(w.world(), with_entry(changed))
    assert found.corrects
    assert found.sentences[0] == "Sedation and slowed breathing: major · avoid → major · usually avoid."


def test_a_citation_removed_from_an_unchanged_statement_is_a_correction():
    summary = w.changed(w.row().summary, citations=())
    (found,) = diff_releases(w.world(), with_entry(w.changed(w.DRAWN[2], rows=(w.row(summary=summary),))))
    assert found.corrects
    assert "No longer cited for what stands unchanged: A paper." in found.sentences


def test_new_wording_and_new_entries_are_not_corrections():
    reworded = w.changed(w.DRAWN[2], rows=(w.row(summary=w.says("Said better.")),))
    fresh = w.entry("fresh", "drug", "statorin", w.row())
    found = diff_releases(w.world(), w.world(*[e for e in w.DRAWN if e.slug != "dormirol"], reworded, fresh))
    assert [c.corrects for c in found] == [False, False]


def test_a_removed_entry_is_a_correction():
    (found,) = diff_releases(w.world(), w.world(*w.DRAWN[1:]))
    assert (found.weight, found.corrects) == ("removed", True)

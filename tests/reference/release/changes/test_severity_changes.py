"""A medicine's result counts as changed only where its highest severity changed."""

from __future__ import annotations

from interactions.publishing.release_steps import resolve_interactions
from reference.release.changes.severity_changes import changed_results
from tests import world as w


def test_the_same_world_changes_no_result():
    assert changed_results(resolve_interactions(w.world()), resolve_interactions(w.world())) == ()


def test_what_no_entry_reaches_any_longer_is_not_assessed_and_never_none():
    old = resolve_interactions(w.world())
    new = resolve_interactions(w.world(*[e for e in w.DRAWN if e.slug != "role-substrates"]))
    found = {c.medication: (c.before, c.after) for c in changed_results(old, new)}
    assert found["statorin"] == ("moderate", "not_assessed")
    assert "dormirol" not in found


def test_the_most_severe_now_comes_first():
    old = resolve_interactions(w.world())
    worse = w.entry("role-substrates", "role", "substrates", w.inhibition(severity="major"))
    new = resolve_interactions(
        w.world(worse, *[e for e in w.DRAWN if e.slug not in ("role-substrates", "dormirol")])
    )
    after = [c.after for c in changed_results(old, new)]
    assert after[0] == "major"
    assert after == sorted(after, key=["major", "moderate", "minor", "none", "not_assessed"].index)

"""What is known of a release before anything is looked up by name."""

from __future__ import annotations

from interactions.screening.release_index import ReleaseIndex


def test_no_name_of_kratom_is_taken_for_a_medicine_without_a_look_up(shipped: ReleaseIndex):
    named = {slug for slug in shipped.display_names if _kind(slug, shipped) == "precipitant"}
    assert "mitragynine" in named
    assert named == {slug for slug in shipped.display_names if shipped.may_be_kratom(slug)}


def _kind(slug: str, shipped: ReleaseIndex) -> str:
    hit = shipped.names.look_up(shipped.name(slug))
    return hit.kind if hit else ""

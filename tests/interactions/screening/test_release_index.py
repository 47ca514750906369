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


def test_what_one_label_says_is_shown_on_the_card_of_its_medicine_and_of_its_class_alone(
    shipped: ReleaseIndex,
):
    entry = shipped.entries["class-cyp3a-weak-inhibitor-labels"]
    quoted = [item for item in entry.rows[0].evidence if item.medications]
    for name in ("felodipine", "ubrogepant"):
        shown = shipped.worded(entry.slug, 0, name).evidence
        assert [item.medications for item in shown if item.medications] == [(name,)]
    of_class = shipped.worded(entry.slug, 0, shipped.name(entry.target.slug)).evidence
    assert [item.medications for item in of_class if item.medications] == [q.medications for q in quoted]

"""What is offered for a name that is not exact: ranked, with a reason, look-alikes together, never taken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.release.names.fuzzy import SCORE_FLOOR
from reference.release.names.index import NameIndex
from reference.release.names.look_alikes import LOOK_ALIKES
from tests.builders import abbreviation, release, substance

from .names_world import SHARED, offered


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
def test_any_text_can_be_looked_up_searched_and_suggested(text, limit):
    index = SHARED
    index.look_up(text)
    for matches in (index.search(text, limit), index.suggest(text, limit)):
        assert len(matches) <= limit
        assert len({(m.kind, m.slug) for m in matches}) == len(matches)


def test_what_editors_own_comes_first_and_generic_names_before_brands(index):
    names = [match.matched for match in index.suggest("s")]
    assert names.index("sertraline") < names.index("Seroquel")
    assert index.suggest("hydrox")[0].slug == "hydroxyzine"


def test_suggestions_have_one_line_per_medicine(index):
    slugs = [match.slug for match in index.suggest("sero")]
    assert slugs == ["quetiapine"]


def test_shorthand_typed_in_full_is_suggested_with_its_readings(index):
    assert {match.slug for match in index.suggest("MS")} >= {"morphine", "magnesium-sulfate"}


def test_after_the_names_that_begin_so_come_names_that_are_near(index):
    assert index.suggest("seroqul")[0].slug == "quetiapine"
    assert index.suggest("") == ()


def test_look_alikes_are_listed_by_the_spelling_that_came_close():
    index = NameIndex(release(substance("clonazepam", brands=("Klonopin",)), substance("clonidine")))
    assert {match.slug for match in index.search("klonipin")} == {"clonazepam", "clonidine"}


def test_letters_in_another_order_are_found():
    index = NameIndex(release(substance("topiramate"), substance("tapentadol")))
    assert index.search("topamirate")[0].slug == "topiramate"
    assert index.search("tapendatol")[0].slug == "tapentadol"


def test_a_brand_typed_without_its_suffix_is_offered():
    index = NameIndex(release(substance("isosorbide", brands=("Isomide CR",)), substance("nicomide")))
    assert index.search("isomide")[0].slug == "isosorbide"


def test_shorthand_inside_other_words_offers_nothing():
    index = NameIndex(release(substance("alprazolam"), abbreviation("bars", "alprazolam")))
    assert index.search("protein bars") == ()
    assert offered(index.look_up("bars")) == {"alprazolam"}

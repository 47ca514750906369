"""The action phrases that clinicians read."""

from __future__ import annotations

import pytest

from interactions.rating.phrases import action_phrase, for_medicine
from reference.release.schema.terms import Action, ActOn

CASES = [(a, o) for a in Action for o in (*ActOn, None)]


@pytest.mark.parametrize(("action", "act_on"), CASES)
def test_every_phrase_to_stop_kratom_says_not_abruptly(action, act_on):
    phrase = action_phrase(action, act_on, "tacrolimus", "the level is known")
    assert "tacrolimus" in phrase
    if "kratom should" in phrase or "without kratom" in phrase or "Kratom down" in phrase:
        assert "not abruptly if used daily" in phrase.lower()


def test_the_phrase_of_the_model_is_word_for_word():
    phrase = action_phrase("usually_avoid", "kratom", "tacrolimus")
    assert phrase == "Keep tacrolimus; kratom should stop. Not abruptly if used daily."


def test_a_medicine_started_before_the_wait_says_what_to_do_on_both():
    phrase = action_phrase("adjust", "timing", "buprenorphine", "withdrawal is plain", "kratom")
    assert phrase.startswith(
        "Do not start buprenorphine until withdrawal is plain. Already on both: Keep buprenorphine"
    )


def test_a_class_sentence_names_the_medicine():
    assert (
        for_medicine("{medicine} may rise. {medicine} stays.", "tacrolimus")
        == "Tacrolimus may rise. Tacrolimus stays."
    )

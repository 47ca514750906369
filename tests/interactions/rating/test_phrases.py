"""The phrases that clinicians read first."""

from __future__ import annotations

import itertools

import pytest

from interactions.rating.actions import Actions, actions_of
from interactions.rating.phrases import Completing, action_phrase
from reference.release.schema.terms import Action, ActOn, KratomAction, MedicineAction, Severity

PAIRS = list(itertools.starmap(Actions, itertools.product(MedicineAction, KratomAction)))
GRADUAL = ("gradually if used daily", "gradually, with support", "treat withdrawal")


@pytest.mark.parametrize("actions", PAIRS, ids="-".join)
def test_every_phrase_to_stop_kratom_says_how(actions):
    phrase = action_phrase(actions, "tacrolimus", Completing("the level is known"))
    if actions.kratom > KratomAction.TELL:
        assert any(words in phrase for words in GRADUAL)
    assert phrase.endswith(".")


@pytest.mark.parametrize("actions", PAIRS, ids="-".join)
def test_no_phrase_says_to_avoid_or_to_combine(actions):
    phrase = action_phrase(actions, "tacrolimus", Completing("the level is known")).lower()
    assert "avoid" not in phrase
    assert "combine" not in phrase


def test_the_phrases_of_the_model_are_word_for_word():
    assert action_phrase(Actions(MedicineAction.MONITOR, KratomAction.BETTER_WITHOUT), "sertraline") == (
        "Keep sertraline and monitor. Advise stopping kratom, gradually if used daily."
    )
    assert action_phrase(Actions(MedicineAction.NO_CHANGE, KratomAction.NONE), "omeprazole") == (
        "Usually no change needed; see the points below."
    )


def test_a_running_treatment_goes_on_and_only_a_first_dose_waits():
    keep = Actions(MedicineAction.KEEP, KratomAction.BETTER_WITHOUT)
    assert action_phrase(keep, "buprenorphine", Completing("withdrawal is plain."), running=True).startswith(
        "Keep buprenorphine. If only now started: not until withdrawal is plain. Advise stopping kratom"
    )


def test_what_is_no_treatment_is_not_stopped_abruptly():
    against = Actions(MedicineAction.ADVISE_AGAINST, KratomAction.STOP)
    assert action_phrase(against, "alcohol").startswith(
        "Advise against alcohol; not abruptly if taken daily. "
    )


def test_where_kratom_should_stop_nothing_says_no_change():
    phrase = action_phrase(Actions(MedicineAction.NO_CHANGE, KratomAction.BETTER_WITHOUT), "tamoxifen")
    assert phrase == "Advise stopping kratom, gradually if used daily."


@pytest.mark.parametrize(
    ("severity", "action", "act_on", "therapy", "expected"),
    [
        ("moderate", "monitor", "kratom", "ordinary", ("monitor", "better_without")),
        ("major", "usually_avoid", "kratom", "protected", ("monitor", "stop")),
        ("major", "adjust", "kratom", "protected", ("keep", "stop")),
        ("major", "avoid", "kratom", "ordinary", ("adjust", "stop")),
        ("major", "avoid", "either", "ordinary", ("adjust", "stop")),
        ("major", "avoid", "timing", "ordinary", ("wait", "stop")),
        ("major", "avoid", "medicine", "ordinary", ("choose_other", "stop")),
        ("moderate", "monitor", "either", "not_a_treatment", ("advise_against", "better_without")),
        ("minor", "no_special_precaution", None, "ordinary", ("no_change", "none")),
    ],
)
def test_the_two_actions_follow_from_the_rating(severity, action, act_on, therapy, expected):
    assert actions_of(Severity(severity), Action(action), act_on and ActOn(act_on), therapy) == expected


@pytest.mark.parametrize("act_on", [*ActOn, None])
@pytest.mark.parametrize("severity", [Severity.MODERATE, Severity.MAJOR])
@pytest.mark.parametrize("action", [Action.MONITOR, Action.ADJUST, Action.USUALLY_AVOID, Action.AVOID])
def test_what_is_no_treatment_is_never_kept_or_monitored(severity, action, act_on):
    assert actions_of(severity, action, act_on, "not_a_treatment").medicine == "advise_against"

"""The range holds every prediction within the spreads, and says which input moves it most."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interactions.pharmacokinetics.sensitivity import Spread, predict_range
from interactions.pharmacokinetics.static_model import predict_auc_ratio
from interactions.pharmacokinetics.units import ModelInputError

from .cases import always, inactivator, substrate, turnover

SPREADS = (
    Spread("inlet", "µM", 0.19, 0.0, 0.3),
    Spread("kinact", "1/h", 4.08, 3.48, 4.68),
    Spread("KI", "µM", 4.1, 3.2, 5.0),
    Spread("kdeg liver", "1/h", 0.0193, 0.0077, 0.03),
    Spread("fm", "fraction", 0.96, 0.92, 0.98),
    Spread("Fg", "fraction", 0.57, 0.5, 0.6),
)


def predict(values):
    return predict_auc_ratio(
        substrate(values["fm"], values["Fg"]),
        [inactivator(inlet=values["inlet"], kinact=values["kinact"], ki_inactivation=values["KI"])],
        turnover(liver=values["kdeg liver"]),
    ).auc_ratio


RANGE = predict_range(predict, SPREADS)


@always
@given(st.tuples(*(st.floats(s.low, s.high) for s in SPREADS)))
def test_no_choice_within_the_spreads_lies_outside_the_range(chosen):
    ratio = predict({s.name: value for s, value in zip(SPREADS, chosen, strict=True)})
    assert RANGE.low * (1 - 1e-12) <= ratio <= RANGE.high * (1 + 1e-12)


def test_an_input_that_shows_nothing_at_the_default_still_counts_in_the_range():
    silent = (Spread("inlet", "µM", 0.0, 0.0, 0.19), *SPREADS[1:])
    found = predict_range(predict, silent)
    assert {e.name: e.fold for e in found.inputs}["kdeg liver"] == 1
    assert found.high == pytest.approx(
        predict({"inlet": 0.19, "kinact": 4.68, "KI": 3.2, "kdeg liver": 0.0077, "fm": 0.98, "Fg": 0.5})
    )


def test_each_input_is_moved_alone_and_the_largest_effect_comes_first():
    defaults = {s.name: s.default for s in SPREADS}
    assert RANGE.default == predict(defaults)
    assert [e.fold for e in RANGE.inputs] == sorted((e.fold for e in RANGE.inputs), reverse=True)
    kdeg = next(e for e in RANGE.inputs if e.name == "kdeg liver")
    assert kdeg.at_low == predict({**defaults, "kdeg liver": 0.0077})
    assert kdeg.at_low > RANGE.default > kdeg.at_high


def test_no_spread_makes_no_range():
    alone = predict_range(predict, [Spread(s.name, s.unit, s.default, s.default, s.default) for s in SPREADS])
    assert alone.low == alone.default == alone.high
    assert {e.fold for e in alone.inputs} == {1}


def test_a_default_outside_its_spread_is_refused():
    with pytest.raises(ModelInputError, match=r"fm is 0\.99: must lie in its spread 0\.9 to 0\.95"):
        Spread("fm", "fraction", 0.99, 0.9, 0.95)


def test_one_name_for_two_inputs_is_refused():
    with pytest.raises(ModelInputError, match="share a name"):
        predict_range(predict, [*SPREADS, SPREADS[0]])


@pytest.mark.parametrize("wrong", [0.0, -1.0, float("nan"), float("inf")])
def test_an_impossible_ratio_gives_no_range(wrong):
    with pytest.raises(ModelInputError, match="predicted ratio"):
        predict_range(lambda values: wrong, SPREADS)

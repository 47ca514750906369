"""The input of a prediction. Omitted values come from the release and are never guessed."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from interactions.prediction.custom_prediction import BOUNDS, ENZYMES, Bound, PredictionRequest
from reference.api.input import Choice, StrictSerializer, refused

LONGEST_SLUG = 200


class Number(serializers.FloatField):
    """A number within its bounds; a text is not a number, and true is not 1."""

    def __init__(self, bound: str, **options: Any) -> None:
        self.bound: Bound = BOUNDS[bound]
        super().__init__(
            min_value=self.bound.low, max_value=self.bound.high, required=False, allow_null=True, **options
        )

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, (int, float)):
            raise refused("This must be a number.")
        if refusal := self.bound.refusal(data):
            raise refused(refusal)
        return float(data)


class Shares(StrictSerializer):
    """fm by enzyme."""

    def get_fields(self) -> dict[str, serializers.Field]:
        return {enzyme: Number("fm") for enzyme in ENZYMES}


class PredictionBody(StrictSerializer):
    medication = serializers.SlugField(
        max_length=LONGEST_SLUG,
        required=False,
        allow_null=True,
        help_text="Its fm and Fg, unless given here.",
    )
    product = Choice(choices=("leaf", "extract", "seven_oh"), required=False)
    use = Choice(choices=("once", "daily"), required=False)
    leaf_g = Number("leaf_g")
    mitragynine_percent = Number("mitragynine_percent")
    mitragynine_mg = Number("mitragynine_mg", help_text="In place of leaf and content.")
    fm = Shares(required=False, allow_null=True)
    fg = Number("fg")

    def to_internal_value(self, data: Any) -> PredictionRequest:
        values = super().to_internal_value(data)
        given = {name: value for name, value in values.items() if value is not None}
        shares = {enzyme: share for enzyme, share in given.pop("fm", {}).items() if share is not None}
        return PredictionRequest(fm=shares, **given)

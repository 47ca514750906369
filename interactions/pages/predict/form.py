"""The request for a prediction, as a plain form. On an error no typed text is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from interactions.prediction.custom_prediction import BOUNDS, ENZYMES, PredictionRequest

MEDICINE_ERROR = "Choose a medicine from the list, or choose none and give fm below."
NUMBER_ERROR = "Write a number, such as 2 or 0.5."


class Number(forms.FloatField):
    """A number within its bounds; a comma counts as a point."""

    def __init__(self, bound: str, label: str) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(
            required=False,
            label=label,
            widget=forms.TextInput(attrs=attrs),
            error_messages={"invalid": NUMBER_ERROR},
        )
        self.bound = BOUNDS[bound]

    def to_python(self, value: Any) -> float | None:
        number: float | None = super().to_python(value.replace(",", ".") if isinstance(value, str) else value)
        return number

    def validate(self, value: float | None) -> None:
        super().validate(value)
        if value is not None and (refusal := self.bound.refusal(value)):
            raise forms.ValidationError(refusal)


def fm_field(enzyme: str) -> str:
    return f"fm_{enzyme.lower()}"


class PredictForm(forms.Form):
    """Values for empty fields come from the release: the tea that was studied, the medicine's own fm and Fg."""

    medication = forms.ChoiceField(
        required=False, label="Medicine", error_messages={"invalid_choice": MEDICINE_ERROR}
    )
    product = forms.ChoiceField(
        label="Product", choices=[("leaf", "Leaf: tea, powder, capsule"), ("extract", "Extract"), ("seven_oh", "7-OH")]
    )  # fmt: skip
    use = forms.ChoiceField(label="Use", choices=[("once", "One dose"), ("daily", "Daily")])
    leaf_g = Number("leaf_g", "Leaf, g")
    mitragynine_percent = Number("mitragynine_percent", "Its mitragynine, %")
    mitragynine_mg = Number("mitragynine_mg", "Or mitragynine, mg")
    fm_cyp3a = Number("fm", "fm of CYP3A")
    fm_cyp2d6 = Number("fm", "fm of CYP2D6")
    fm_cyp2c8 = Number("fm", "fm of CYP2C8")
    fm_cyp2c9 = Number("fm", "fm of CYP2C9")
    fm_cyp2c19 = Number("fm", "fm of CYP2C19")
    fg = Number("fg", "Fg (CYP3A)")

    def __init__(self, *args: Any, medicines: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["medication"].choices = [("", "None: own fm and Fg"), *medicines]

    def prediction_request(self) -> PredictionRequest:
        """The request. Call only after `is_valid`."""
        given = self.cleaned_data
        amounts = {name: given[name] for name in ("leaf_g", "mitragynine_percent", "mitragynine_mg", "fg")}
        shares = {enzyme: given[fm_field(enzyme)] for enzyme in ENZYMES}
        return PredictionRequest(
            medication=given["medication"] or None,
            product=given["product"],
            use=given["use"],
            fm={enzyme: share for enzyme, share in shares.items() if share is not None},
            **amounts,
        )

    def refuse(self, field: str, message: str) -> None:
        """Show a refusal at the field that it is about: `fm.CYP3A`, `leaf_g`."""
        name, _, enzyme = field.partition(".")
        wanted = fm_field(enzyme) if enzyme else name
        self.add_error(wanted if wanted in self.fields else None, message)

    @property
    def shares(self) -> list[forms.BoundField]:
        return [self[name] for name in ("fm_cyp3a", "fm_cyp2d6", "fg")]

    @property
    def more_shares(self) -> list[forms.BoundField]:
        return [self[fm_field(enzyme)] for enzyme in ENZYMES[2:]]

    @property
    def more_given(self) -> bool:
        return any(field.value() for field in self.more_shares)

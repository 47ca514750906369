"""The list and the answers about the patient, as a plain form. On an error no typed text is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from interactions.rating.phrases import FACTOR_LABEL
from interactions.screening.pasted_list import MAX_TEXT, ListTooLarge, split_list
from interactions.screening.patient_context import FACTORS, FIRST_ASKED, YES_NO, PatientContext
from reference.release.schema.terms import KratomProduct, KratomUse, Setting, Slot

NOT_KNOWN = ("", "Not known")
CYP2D6_LABEL = {
    "poor": "poor",
    "intermediate": "intermediate",
    "normal": "normal",
    "ultrarapid": "ultrarapid",
}
PRODUCT_CHOICE: dict[str, str] = {product: product.label for product in KratomProduct}
PRODUCT_CHOICE[KratomProduct.SEVEN_OH] = "7-OH (7-hydroxymitragynine)"
LABELS: dict[str, Mapping[str, str]] = {
    "setting": {setting: setting.label for setting in Setting},
    "product": PRODUCT_CHOICE,
    "use": {use: use.label for use in KratomUse},
    "cyp2d6": CYP2D6_LABEL,
}
SITUATIONS: tuple[tuple[Slot, str], ...] = (
    (Slot.ALREADY_BOTH, "Already on both"),
    (Slot.STARTING, "About to start"),
)
NOTHING_TYPED = "Type at least one medicine, or a question such as “surgery”."
EXAMPLE = "Seroquel XR 200 mg at night\ntacrolimus 3 mg BID\nkratom powder 5 g TID"


def _field(name: str) -> forms.Field:
    label = FACTOR_LABEL[name]
    if name in ("last_use", "surgery_date"):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(required=False, label=label, widget=widget, input_formats=["%Y-%m-%d"])
    if name in YES_NO:
        return forms.ChoiceField(
            required=False, label=label, choices=[NOT_KNOWN, ("yes", "Yes"), ("no", "No")]
        )
    words = LABELS[name]
    choices = [NOT_KNOWN, *((str(value), _sentence(words[str(value)])) for value in FACTORS[name])]
    return forms.ChoiceField(required=False, label=label, choices=choices)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


class CheckForm(forms.Form):
    """A list of lines and the answers about the patient; every answer defaults to "Not known"."""

    medications = forms.CharField(
        strip=False,
        label="Medicines, one per line",
        widget=forms.Textarea(
            attrs={
                "rows": 5,
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
                "aria-describedby": "medications-hint",
                "placeholder": EXAMPLE,
                "data-most": MAX_TEXT,
            }
        ),
        error_messages={"required": NOTHING_TYPED},
    )
    situation = forms.ChoiceField(required=False, label="The patient is", choices=SITUATIONS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PatientContext.__struct_fields__:
            self.fields[name] = _field(name)
        self.lines: list[str] = []

    def clean_medications(self) -> str:
        text: str = self.cleaned_data["medications"]
        try:
            self.lines = split_list(text)
        except ListTooLarge as error:
            raise ValidationError(f"{error} {error.advice}") from None
        if not self.lines:
            raise ValidationError(NOTHING_TYPED)
        return text

    def context(self) -> PatientContext:
        """The answers given; the others are not known."""
        answers = {name: self._answer(name) for name in PatientContext.__struct_fields__}
        return PatientContext(**answers)

    def _answer(self, name: str) -> Any:
        value = self.cleaned_data.get(name) or None
        return value == "yes" if name in YES_NO and value is not None else value

    def first_slot(self, setting: Setting | None = None) -> Slot:
        """The management that is shown first: in an emergency, that for an emergency."""
        if setting == Setting.EMERGENCY:
            return Slot.EMERGENCY
        return Slot(self.cleaned_data.get("situation") or Slot.ALREADY_BOTH)

    @property
    def asked_first(self) -> list[forms.BoundField]:
        return [self[name] for name in FIRST_ASKED]

    @property
    def asked_more(self) -> list[forms.BoundField]:
        return [self[name] for name in PatientContext.__struct_fields__ if name not in FIRST_ASKED]

    @property
    def more_answered(self) -> bool:
        """Whether a folded question has an answer; then the section is shown open."""
        return any(field.value() for field in self.asked_more)

    @property
    def list_text(self) -> str:
        return "\n".join(self.lines)

    @property
    def answered(self) -> list[tuple[str, str]]:
        """The answers as sent, to keep them while a name is clarified; and what stayed in the browser."""
        names = ("situation", "not_sent", *PatientContext.__struct_fields__)
        return [(name, value) for name in names if (value := self.data.get(name, ""))]

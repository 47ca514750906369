"""What may be known about the patient. Absent means not known, and never lowers a rating."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import msgspec

from reference.release.schema.terms import KratomProduct, KratomUse, Setting

YES_NO = (
    "alcohol", "other_opioids", "breathing_disease", "supervised", "pregnancy", "breastfeeding", "liver_disease",
    "kidney_disease", "seizure_disorder", "long_qt", "oud_treatment", "psychiatric", "older_adult", "child",
    "acute_liver_injury",
)  # fmt: skip
FIRST_ASKED = (
    "setting", "product", "use", "last_use", "alcohol", "other_opioids", "breathing_disease", "pregnancy",
)  # fmt: skip
"""The questions that matter most, in the order they are asked (clinical-model 6)."""
ABOVE_LABEL_DOSE, ALCOHOL_WITHDRAWAL, KRATOM_STOPPED = (
    "above_label_dose",
    "alcohol_withdrawal",
    "kratom_stopped",
)
DERIVED = (ABOVE_LABEL_DOSE, ALCOHOL_WITHDRAWAL, KRATOM_STOPPED)
"""Read from the lines, never asked: a dose above the label, why the medicine is given, kratom that was stopped."""
Cyp2d6 = Literal["poor", "intermediate", "normal", "ultrarapid"]

FACTORS: dict[str, tuple[str | bool, ...]] = {
    "setting": tuple(Setting),
    "product": tuple(KratomProduct),
    "use": tuple(KratomUse),
    "cyp2d6": get_args(Cyp2d6),
    **dict.fromkeys(YES_NO, (True, False)),
    **dict.fromkeys(DERIVED, (True,)),
}
"""Every factor that a rating may depend on, with the answers it can have."""


class PatientContext(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answers given; None is "not known"."""

    setting: Setting | None = None  # not known counts as home
    product: KratomProduct | None = None
    use: KratomUse | None = None
    last_use: dt.date | None = None
    cyp2d6: Cyp2d6 | None = None
    surgery_date: dt.date | None = None
    alcohol: bool | None = None
    other_opioids: bool | None = None
    breathing_disease: bool | None = None
    supervised: bool | None = None
    pregnancy: bool | None = None
    breastfeeding: bool | None = None
    liver_disease: bool | None = None
    kidney_disease: bool | None = None
    seizure_disorder: bool | None = None
    long_qt: bool | None = None
    oud_treatment: bool | None = None
    psychiatric: bool | None = None
    older_adult: bool | None = None
    child: bool | None = None
    acute_liver_injury: bool | None = None

    def answers(self) -> dict[str, str | bool]:
        """The factors that were answered."""
        return {name: value for name in FACTORS if (value := getattr(self, name, None)) is not None}

"""What is known of the patient, in words; and what is not, which never lowers a rating."""

from __future__ import annotations

from interactions.context import PatientContext
from interactions.wording import FACTOR_LABEL, USE_LABEL
from reference.release.labels import PRODUCT_LABEL

FIRST_ASKED = (
    "product", "use", "last_use", "alcohol", "other_opioids", "breathing_disease", "supervised", "pregnancy",
)  # fmt: skip


def known(context: PatientContext) -> tuple[tuple[str, str], ...]:
    """The answers given: (question, answer)."""
    answers = (
        (name, answer_words(name, getattr(context, name))) for name in PatientContext.__struct_fields__
    )
    return tuple((FACTOR_LABEL[name], words) for name, words in answers if words)


def unknown(context: PatientContext) -> tuple[str, ...]:
    """The questions without an answer, those that matter most first."""
    asked = dict.fromkeys((*FIRST_ASKED, *PatientContext.__struct_fields__))
    return tuple(FACTOR_LABEL[name] for name in asked if getattr(context, name) is None)


def unknown_first(context: PatientContext) -> tuple[str, ...]:
    return tuple(FACTOR_LABEL[name] for name in FIRST_ASKED if getattr(context, name) is None)


def answer_words(factor: str, value: object) -> str:
    """An answer about the patient as one says it; nothing where it is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return {"product": PRODUCT_LABEL, "use": USE_LABEL}.get(factor, {}).get(str(value), str(value))


def in_sentence(label: str) -> str:
    """A question's label inside a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]

"""What is known about the patient or comes from the list, what is not, and which answers would change the result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from interactions.rating.phrases import FACTOR_LABEL, capitalised
from interactions.screening.patient_context import FIRST_ASKED, PatientContext
from interactions.screening.screening_report import Question
from reference.release.schema.kratom import PracticeNote
from reference.release.schema.terms import KratomProduct, KratomUse, Setting

FROM_LIST = "from the list"
NOTE_OF = {
    "pregnancy": "pregnancy-breastfeeding",
    "breastfeeding": "pregnancy-breastfeeding",
    "surgery_date": "surgery",
    "oud_treatment": "methadone-or-buprenorphine-and-kratom",
    "liver_disease": "liver",
    "alcohol": "alcohol",
}


class Known(NamedTuple):
    """An answer, and whether a line of the list gave it."""

    label: str
    words: str
    from_list: bool

    @property
    def inside(self) -> str:
        """Inside a sentence: "alcohol: yes"."""
        return f"{in_sentence(self.label)}: {self.words}"

    @property
    def told(self) -> str:
        return f"{self.words}, {FROM_LIST}" if self.from_list else self.words


class AskMe(NamedTuple):
    """A question whose answer would change the result; its buttons send the same list with that answer."""

    factor: str
    question: str
    answers: tuple[tuple[str, str], ...]  # as the form takes them, and in words
    medications: str


def known(context: PatientContext, from_list: Iterable[str]) -> tuple[Known, ...]:
    """The answers given, by the reader or by the list."""
    listed = frozenset(from_list)
    answers = (
        (name, answer_words(name, getattr(context, name))) for name in PatientContext.__struct_fields__
    )
    return tuple(Known(FACTOR_LABEL[name], words, name in listed) for name, words in answers if words)


def notes_for(context: PatientContext, notes: Mapping[str, PracticeNote]) -> tuple[PracticeNote, ...]:
    """The practice notes for the answers about this patient."""
    slugs = (slug for name, slug in NOTE_OF.items() if getattr(context, name))
    return tuple(notes[slug] for slug in dict.fromkeys(slugs) if slug in notes)


def unknown(context: PatientContext) -> tuple[str, ...]:
    """The questions without an answer, those that matter most first."""
    asked = dict.fromkeys((*FIRST_ASKED, *PatientContext.__struct_fields__))
    return tuple(FACTOR_LABEL[name] for name in asked if getattr(context, name) is None)


def unknown_first(context: PatientContext) -> tuple[str, ...]:
    """The first of them, worded for the middle of a sentence."""
    return tuple(in_sentence(FACTOR_LABEL[name]) for name in FIRST_ASKED if getattr(context, name) is None)


def ask_me(questions: Iterable[Question]) -> tuple[AskMe, ...]:
    return tuple(
        AskMe(
            factor=question.factor,
            question=f"{question.question}?",
            answers=tuple(_button(question.factor, value) for value in question.answers),
            medications=", ".join(question.medications),
        )
        for question in questions
    )


def _button(factor: str, value: str | bool) -> tuple[str, str]:
    """The form's value, and the answer without its explanation in brackets, short enough for a button."""
    words = answer_words(factor, value)
    return (words if isinstance(value, bool) else value), capitalised(words.partition(" (")[0])


def answer_words(factor: str, value: object) -> str:
    """An answer about the patient in words; empty if not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    vocabulary = {"product": KratomProduct, "use": KratomUse, "setting": Setting}.get(factor)
    return (vocabulary and vocabulary.label_of(str(value))) or str(value)


def in_sentence(label: str) -> str:
    """A question's label inside a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]

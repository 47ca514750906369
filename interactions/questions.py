"""Ask me: the unanswered questions whose answers would change the most headline ratings of this list."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reference.release.terms import Action, Severity

from .assessment import Circumstances, headline, may_concern
from .context import FACTORS, FIRST_ASKED, PatientContext
from .prepared import Prepared
from .report import Question
from .screened_list import Screening
from .wording import FACTOR_LABEL

MOST_ASKED = 3
Headline = tuple[Severity, Action] | None


def questions(screening: Screening) -> tuple[Question, ...]:
    """At most three, those that change most medicines first; none where no answer would change a headline."""
    prepared = screening.index
    changing: dict[str, dict[str | bool, set[str]]] = {}
    for slug, around in dict.fromkeys(screening.assessed()):
        for factor, value in _changing(slug, around, prepared):
            changing.setdefault(factor, {}).setdefault(value, set()).add(prepared.name(slug))
    asked = [_question(factor, by_answer) for factor, by_answer in changing.items()]
    asked.sort(key=lambda q: (-len(q.medications), _place(q.factor)))
    return tuple(asked[:MOST_ASKED])


def _changing(slug: str, around: Circumstances, prepared: Prepared) -> list[tuple[str, str | bool]]:
    return prepared.once(
        ("asked", slug, *around.key()), lambda: list(_answers_that_matter(slug, around, prepared))
    )


def _answers_that_matter(
    slug: str, around: Circumstances, prepared: Prepared
) -> Iterator[tuple[str, str | bool]]:
    """The (question, answer) pairs that would change this medicine's headline."""
    now = headline(slug, around, prepared)
    mechanisms = {prepared.entries[r.entry].rows[r.row].mechanism for r in prepared.speakers(slug)}
    factors = (f for mechanism in mechanisms for f in prepared.factors.get(mechanism, ()))
    relevant = {f.factor for f in factors if may_concern(f, slug, prepared)}
    for factor in sorted(relevant & _unanswered(around.context)):
        for value in FACTORS[factor]:
            if _with(slug, around, factor, value, prepared) != now:
                yield factor, value


def _unanswered(context: PatientContext) -> set[str]:
    return {name for name in PatientContext.__struct_fields__ if getattr(context, name) is None}


def _with(slug: str, around: Circumstances, factor: str, value: str | bool, prepared: Prepared) -> Headline:
    context = msgspec.structs.replace(around.context, **{factor: value})
    return headline(slug, around._replace(context=context), prepared)


def _question(factor: str, by_answer: dict[str | bool, set[str]]) -> Question:
    return Question(
        factor=factor,
        question=FACTOR_LABEL[factor],
        answers=tuple(value for value in FACTORS[factor] if value in by_answer),
        medications=tuple(sorted(set().union(*by_answer.values()))),
    )


def _place(factor: str) -> tuple[int, str]:
    return (FIRST_ASKED.index(factor) if factor in FIRST_ASKED else len(FIRST_ASKED)), factor

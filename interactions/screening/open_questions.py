"""Ask me: the unanswered questions whose answers would change the most headline ratings of this list."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from interactions.rating.phrases import FACTOR_LABEL
from reference.release.schema.terms import Action, KratomProduct, Severity

from .patient_context import FACTORS, FIRST_ASKED, PatientContext
from .patient_situation import PatientSituation
from .rated_rows import headline, may_concern
from .read_line import ReadLine
from .release_index import ReleaseIndex
from .screening import Screening
from .screening_report import Question

MOST_ASKED = 3
TELLS_MORE = tuple(product for product in KratomProduct if product != KratomProduct.UNKNOWN_PRODUCT)
Headline = tuple[Severity, Action] | None


def questions(screening: Screening) -> tuple[Question, ...]:
    """At most three, those that change most medicines first; none if no answer would change a headline.

    Where only the bare word kratom stands on the list, the product is always asked, and first.
    """
    index = screening.index
    changing: dict[str, dict[str | bool, set[str]]] = {}
    for slug, situation in dict.fromkeys(screening.assessed()):
        for factor, value in _changing(slug, situation, index):
            changing.setdefault(factor, {}).setdefault(value, set()).add(index.name(slug))
    bare = any(_tells_no_product(line, index) for line in screening.lines)
    if bare and screening.context.product == KratomProduct.UNKNOWN_PRODUCT:
        changing["product"] = {product: set() for product in TELLS_MORE} | changing.get("product", {})
    asked = [_question(factor, by_answer) for factor, by_answer in changing.items()]
    asked.sort(key=lambda q: (not (bare and q.factor == "product"), -len(q.medications), _place(q.factor)))
    return tuple(asked[:MOST_ASKED])


def _tells_no_product(line: ReadLine, index: ReleaseIndex) -> bool:
    """The bare word kratom: which product it is has to be asked, whether or not a medicine stands beside it."""
    hit = line.hit
    return bool(hit and hit.kind == "precipitant" and hit.slug and index.precipitants[hit.slug].bare)


def _changing(slug: str, situation: PatientSituation, index: ReleaseIndex) -> list[tuple[str, str | bool]]:
    return index.once(
        ("asked", slug, *situation.key()), lambda: list(_answers_that_matter(slug, situation, index))
    )


def _answers_that_matter(
    slug: str, situation: PatientSituation, index: ReleaseIndex
) -> Iterator[tuple[str, str | bool]]:
    """The (question, answer) pairs that would change this medicine's headline."""
    now = headline(slug, situation, index)
    mechanisms = {index.entries[r.entry].rows[r.row].mechanism for r in index.applicable_rows(slug)}
    factors = (f for mechanism in mechanisms for f in index.factors.get(mechanism, ()))
    relevant = {f.factor for f in factors if may_concern(f, slug, index)}
    for factor in sorted(relevant & _unanswered(situation.context)):
        for value in FACTORS[factor]:
            if _with(slug, situation, factor, value, index) != now:
                yield factor, value


def _unanswered(context: PatientContext) -> set[str]:
    """The questions without an answer. A product of unknown content is still asked for."""
    unknown = ("product",) if context.product == KratomProduct.UNKNOWN_PRODUCT else ()
    return {*unknown, *(name for name in PatientContext.__struct_fields__ if getattr(context, name) is None)}


def _with(
    slug: str, situation: PatientSituation, factor: str, value: str | bool, index: ReleaseIndex
) -> Headline:
    context = msgspec.structs.replace(situation.context, **{factor: value})
    return headline(slug, situation._replace(context=context), index)


def _question(factor: str, by_answer: dict[str | bool, set[str]]) -> Question:
    return Question(
        factor=factor,
        question=FACTOR_LABEL[factor],
        answers=tuple(value for value in FACTORS[factor] if value in by_answer),
        medications=tuple(sorted(set().union(*by_answer.values()))),
    )


def _place(factor: str) -> tuple[int, str]:
    return (FIRST_ASKED.index(factor) if factor in FIRST_ASKED else len(FIRST_ASKED)), factor

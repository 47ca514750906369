"""What a list says about the patient: the product, daily use, alcohol, words such as pregnant or not breathing."""

from __future__ import annotations

from collections.abc import Sequence

from reference.release.schema.terms import KratomProduct, Setting

from .kratom_line import WORST_PRODUCT_LAST
from .patient_context import PatientContext
from .read_line import ReadLine
from .release_index import ReleaseIndex


def answers_from_list(
    lines: Sequence[ReadLine], context: PatientContext, index: ReleaseIndex
) -> dict[str, str | bool]:
    """What the list says about the patient, if that is new or worse than what was answered.

    Kratom sets the product (the worst of several; the bare word only where nothing else tells) and, with a daily
    frequency, the use; beer sets alcohol; words about the patient answer their question.
    """
    products: list[KratomProduct] = [context.product] if context.product else []
    bare = False
    answers: dict[str, str | bool] = {}
    for line in lines:
        current = line.chart.status == "current"
        answers |= {said.factor: True for said in line.told if said.factor}
        if line.hit is None or line.hit.kind == "ask":
            continue
        if line.hit.kind == "precipitant" and line.hit.slug is not None:
            record = index.precipitants[line.hit.slug]
            bare = bare or record.bare
            products += [] if record.bare else [record.product]
            if current and line.chart.times_a_day and context.use is None and not _is_an_overdose(line):
                answers["use"] = "daily"
        if current and line.chart.route_class != "local":
            factors = (index.factor_answered_by.get(slug) for slug in line.slugs)
            answers |= {factor: True for factor in factors if factor}
    if bare and not products:
        products = [KratomProduct.UNKNOWN_PRODUCT]
    if products:
        answers["product"] = max(products, key=WORST_PRODUCT_LAST.index)
    return {name: value for name, value in answers.items() if getattr(context, name) != value}


def _is_an_overdose(line: ReadLine) -> bool:
    """`kratom OD` of a patient in danger is no dose once a day."""
    return any(said.record and said.record.setting == Setting.EMERGENCY for said in line.told)


def has_stopped_kratom(lines: Sequence[ReadLine]) -> bool:
    """Whether every line of kratom says that it was stopped."""
    statuses = {line.chart.status for line in lines if line.hit and line.hit.kind == "precipitant"}
    return statuses == {"stopped"}

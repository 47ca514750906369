"""Where a medicine acts by the route and form of a chart line: systemic, parenteral, local or depot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reference.release.terms import RouteClass

from . import chart_words as words
from .chart_marks import any_of
from .chart_words import Place

_DEPOT = any_of(words.DEPOT_WORDS)
_DEPOT_WHEN_SPACED = any_of(words.DEPOT_WHEN_SPACED)
_SPACED = any_of(words.SPACED)
_SYSTEMIC_AT = {
    "nasal": any_of(words.SYSTEMIC_BY_NOSE),
    "inhaled": any_of(words.SYSTEMIC_BY_LUNG),
    "skin": any_of(words.SYSTEMIC_BY_SKIN),
}
_LOCAL_PATCH = any_of(words.LOCAL_PATCHES)
_WIDEST_FIRST: tuple[RouteClass, ...] = ("systemic", "parenteral", "depot", "local")
_FORM_DECIDES = ("patch", "inhaled", "depot")


def route_class(line: str, forms: Sequence[str], routes: Sequence[str]) -> RouteClass:
    """A route that was not read is systemic, and of several the one with the most findings counts.

    Patch, inhaler and depot say more than the route beside them: "2 puffs by mouth", "one patch to skin".
    """
    form_places = [place for form in forms if (place := words.FORMS[form][0])]
    places = (
        [p for p in form_places if p in _FORM_DECIDES] or [words.ROUTES[r][0] for r in routes] or form_places
    )
    if _DEPOT.search(line) or "depot" in places:
        return "depot"
    found = {_class_of(place, line, forms) for place in places}
    if found == {"parenteral"} and _DEPOT_WHEN_SPACED.search(line) and _SPACED.search(line):
        return "depot"
    return next((c for c in _WIDEST_FIRST if c in found), "systemic")


def _class_of(place: Place, line: str, forms: Iterable[str]) -> RouteClass:
    if place == "injection":
        return "parenteral"
    if place == "patch":
        return "local" if _LOCAL_PATCH.search(line) else "systemic"
    if place == "vaginal":
        return "local" if {"vaginal cream", "cream", "gel", "foam"} & set(forms) else "systemic"
    if place in ("eye", "ear"):
        return "local"
    if place in _SYSTEMIC_AT:
        return "systemic" if _SYSTEMIC_AT[place].search(line) else "local"
    return "systemic"

"""Where a medicine acts by the route and form of a chart line: systemic, parenteral, local or depot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reference.release.schema.terms import RouteClass

from . import place_words as places
from . import words
from .marks import Marks, form_of
from .patterns import Phrases
from .words import Place

_DEPOT = Phrases(places.DEPOT_WORDS)
_DEPOT_WHEN_SPACED = Phrases(places.DEPOT_WHEN_SPACED)
_SPACED = Phrases(places.SPACED)
_DRIPPED = Phrases(places.DRIPPED)
_GTT = re.compile(r"(?<![\d½])(?<!\d\s)\bgtt\b", re.IGNORECASE)
_SYSTEMIC_AT = {
    "nasal": Phrases(places.SYSTEMIC_BY_NOSE),
    "inhaled": Phrases(places.SYSTEMIC_BY_LUNG),
    "skin": Phrases(places.SYSTEMIC_BY_SKIN),
}
_LOCAL_PATCH = Phrases(places.LOCAL_PATCHES)
_WIDEST_FIRST: tuple[RouteClass, ...] = (
    RouteClass.SYSTEMIC,
    RouteClass.PARENTERAL,
    RouteClass.DEPOT,
    RouteClass.LOCAL,
)
_THROUGH_THE_MOUTH = frozenset(("sublingual", "buccal"))
_LOCAL_VAGINAL_FORMS = frozenset(("vaginal cream", "cream", "gel", "foam"))
_FORM_DECIDES = ("patch", "inhaled", "depot")


def forms_of(marks: Marks) -> list[str]:
    """The forms as written; `fentanyl gtt` is an infusion, `latanoprost 1 gtt OU` are drops."""
    forms = [form_of(mark.text) for mark in marks.of("form")]
    if "drops" in forms and not marks.of("route") and marks.say(_DRIPPED) and _GTT.search(marks.text):
        return ["injection" if form == "drops" else form for form in forms]
    return forms


def route_class(marks: Marks, forms: Sequence[str], routes: Sequence[str]) -> RouteClass:
    """An unread route counts as systemic; of several, the one with the most findings counts.

    Patch, inhaler and depot say more than the route next to them: "2 puffs by mouth", "one patch to skin".
    """
    form_places = [place for form in forms if (place := words.FORMS[form][0])]
    places = (
        [p for p in form_places if p in _FORM_DECIDES] or [words.ROUTES[r][0] for r in routes] or form_places
    )
    if marks.say(_DEPOT) or "depot" in places:
        return RouteClass.DEPOT
    if not _THROUGH_THE_MOUTH.isdisjoint(routes):
        return RouteClass.SYSTEMIC
    found = {_class_of(place, marks, forms) for place in places}
    if set(places) == {"injection"} and marks.say(_DEPOT_WHEN_SPACED) and marks.say(_SPACED):
        return RouteClass.DEPOT
    return next((c for c in _WIDEST_FIRST if c in found), RouteClass.SYSTEMIC)


def _class_of(place: Place, marks: Marks, forms: Iterable[str]) -> RouteClass:
    if place == "injection":
        return RouteClass.PARENTERAL
    if place == "patch":  # through the skin, past the gut wall
        return RouteClass.LOCAL if marks.say(_LOCAL_PATCH) else RouteClass.PARENTERAL
    if place == "vaginal":
        is_local = not _LOCAL_VAGINAL_FORMS.isdisjoint(forms)
        return RouteClass.LOCAL if is_local else RouteClass.SYSTEMIC
    if place in ("eye", "ear"):
        return RouteClass.LOCAL
    if place in _SYSTEMIC_AT:
        return RouteClass.SYSTEMIC if marks.say(_SYSTEMIC_AT[place]) else RouteClass.LOCAL
    return RouteClass.SYSTEMIC

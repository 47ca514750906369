"""Predictions of the static model, stored or for posted values. Posted values are never stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interactions.prediction.custom_prediction import Refused, WhatIf, model_inputs, stored, what_if
from interactions.prediction.predict import studied_scenario
from interactions.prediction.stored_predictions import stored_predictions
from interactions.screening.release_index import release_index
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.shared.render import kept_unless, show

from .form import PredictForm
from .prediction import model_tables, prediction_view, selectable

NOT_STORED = (
    "Nothing is stored for “{}”: no input of the model is known for it, and no role as a substrate of an enzyme that "
    "mitragynine inhibits. That says nothing about safety."
)


@csrf_exempt  # it changes nothing, and readers get no cookie
@require_http_methods(["GET", "HEAD", "POST"])
@reads_release
@kept_unless("medication")
def predict(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    if request.method == "POST":
        return _answer(request, loaded)
    asked = request.GET.get("medication", "")
    form = PredictForm(medicines=loaded.derived(selectable), initial={"medication": asked})
    if not asked:
        return _page(request, loaded, form)
    prediction = loaded.derived(stored_predictions).get(asked)
    if prediction is None:
        name = loaded.derived(release_index).name(asked[:100])
        return _page(request, loaded, form, status=404, notice=NOT_STORED.format(name))
    return _page(
        request, loaded, form, found=stored(prediction, loaded.release, loaded.derived(model_inputs))
    )


def _answer(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    form = PredictForm(request.POST, medicines=loaded.derived(selectable))
    if not form.is_valid():
        return _page(request, loaded, form, status=400)
    try:
        found = what_if(form.prediction_request(), loaded.release, loaded.derived(model_inputs))
    except Refused as error:
        form.refuse(error.field, str(error))
        return _page(request, loaded, form, status=400)
    return _page(request, loaded, form, found=found)


def _page(
    request: HttpRequest,
    loaded: LoadedRelease,
    form: PredictForm,
    *,
    found: WhatIf | None = None,
    status: int = 200,
    notice: str = "",
) -> HttpResponse:
    scenario = studied_scenario(loaded.derived(model_inputs))
    return show(
        request,
        loaded,
        "interactions/predict.html",
        status=status,
        form=form,
        notice=notice,
        view=prediction_view(found, loaded) if found else None,
        tables=None if found else model_tables(loaded),
        studied=scenario.words if scenario else "",
    )

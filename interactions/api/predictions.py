"""Predictions of the static model: those stored with the release, and one for posted values. Never a rating."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from interactions.prediction.custom_prediction import Refused, WhatIf, model_inputs, what_if
from interactions.prediction.stored_predictions import stored_predictions
from reference.api.envelope import Answer, answer
from reference.api.input import JSONBody
from reference.api.paging import Page, PageQuery, page_of
from reference.api.problems import no_answer
from reference.api.release_view import LookUp
from reference.api.schema import described
from reference.release.schema.prediction import ExposurePrediction
from reference.release.storage.library import LoadedRelease

from .prediction_input import PredictionBody

NOT_EVERY_MEDICINE = "Predictions, never ratings. A medicine that is not here was not asked about; that says nothing about safety."


@described(
    "predict",
    Answer[WhatIf],
    tag="predictions",
    summary="What the static model gives for an amount, a use, fm and Fg",
    body=PredictionBody,
    problems={422: "The model has no answer to this question; `errors` says what to change."},
    example={"medication": "midazolam", "leaf_g": 4, "mitragynine_percent": 1.5, "use": "daily"},
)
@described(
    "list_predictions",
    Page[ExposurePrediction],
    tag="predictions",
    summary="The prediction of each medicine, or what is missing for it",
    query=PageQuery,
)
class Predictions(LookUp):
    """GET lists the stored predictions. POST changes and stores nothing, so any site may send it."""

    query_class = PageQuery
    parser_classes = (JSONBody,)

    def answer(self, loaded: LoadedRelease, query: dict[str, Any]) -> Page[ExposurePrediction]:
        records = tuple(loaded.derived(stored_predictions).values())
        return page_of(records, query, self.request, loaded, note=NOT_EVERY_MEDICINE)

    def post(self, request: Request) -> Response:
        loaded, _ = self.read(request)
        wanted = PredictionBody().run_validation(request.data)
        try:
            found = what_if(wanted, loaded.release, loaded.derived(model_inputs))
        except Refused as error:
            raise no_answer(str(error), field=error.field, status=HTTPStatus.UNPROCESSABLE_ENTITY) from None
        return Response(answer(loaded, found))

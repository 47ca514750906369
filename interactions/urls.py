"""Addresses of the pages about medicines with kratom."""

from django.urls import path

from .views import (
    answers,
    check,
    entries,
    handout,
    medications,
    method,
    pharmacology,
    predict,
    report,
    suggest,
)

urlpatterns = [
    path("", check.check, name="check"),
    path("suggest/", suggest.suggest, name="suggest"),
    path("read/", suggest.read, name="read"),
    path("handout/", handout.handout, name="handout"),
    path("answers/", answers.answers, name="answers"),
    path("answers/<slug:slug>/", answers.answer, name="answer"),
    path("interactions/", entries.interactions, name="interactions"),
    path("interactions/<slug:slug>/", entries.interaction, name="interaction"),
    path("medications/", medications.medicine_search, name="medicine_search"),
    path("medications/<slug:slug>/", medications.medication, name="medication"),
    path("kratom/pharmacology/", pharmacology.pharmacology, name="pharmacology"),
    path("predict/", predict.predict, name="predict"),
    path("method/", method.method, name="method"),
    path("report/", report.report, name="report"),
]

"""Addresses of the pages about medicines with kratom."""

from django.urls import path

from .pages.check import suggest_view as suggest
from .pages.check import view as check
from .pages.entries import view as entries
from .pages.handout import view as handout
from .pages.medicines import view as medications
from .pages.method import view as method
from .pages.practice_notes import view as answers
from .pages.predict import pharmacology_view as pharmacology
from .pages.predict import view as predict
from .pages.problem_report import view as report

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

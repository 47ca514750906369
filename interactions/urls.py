"""Addresses of the pages about medicines with kratom."""

from django.urls import path

from .views import answers, check, entries, medications, method

urlpatterns = [
    path("", check.check, name="check"),
    path("answers/", answers.answers, name="answers"),
    path("answers/<slug:slug>/", answers.answer, name="answer"),
    path("interactions/", entries.interactions, name="interactions"),
    path("interactions/<slug:slug>/", entries.interaction, name="interaction"),
    path("medications/<slug:slug>/", medications.medication, name="medication"),
    path("method/", method.method, name="method"),
]

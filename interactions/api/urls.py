"""Addresses under /api/v1/ of medicines, interactions and the screen. Include these after reference.api.urls:
the last pattern there matches every remaining address."""

from django.urls import path, re_path

from reference.api.views import UnknownAddress

from . import predictions, views

app_name = "interactions_api"
urlpatterns = [
    path("medications", views.MedicationList.as_view(), name="medications"),
    path("medications/<slug:slug>", views.MedicationDetail.as_view(), name="medication"),
    path("interactions", views.InteractionList.as_view(), name="interactions"),
    path("interactions/<slug:slug>", views.InteractionDetail.as_view(), name="interaction"),
    path("predictions", predictions.Predictions.as_view(), name="predictions"),
    path("screen", views.Screen.as_view(), name="screen"),
    re_path(r"", UnknownAddress.as_view(), name="unknown"),
]

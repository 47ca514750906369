"""Addresses under /api/v1/ of what is known. Unknown ones end in interactions.api.urls, which comes last."""

from django.urls import path

from . import releases, views

app_name = "reference_api"
urlpatterns = [
    path("schema/", views.SchemaView.as_view(), name="schema"),
    path("alkaloids", views.AlkaloidList.as_view(), name="alkaloids"),
    path("alkaloids/<slug:slug>", views.AlkaloidDetail.as_view(), name="alkaloid"),
    path("risks", views.RiskList.as_view(), name="risks"),
    path("risks/<slug:slug>", views.RiskDetail.as_view(), name="risk"),
    path("claims", views.ClaimList.as_view(), name="claims"),
    path("claims/<slug:slug>", views.ClaimDetail.as_view(), name="claim"),
    path("populations", views.PopulationList.as_view(), name="populations"),
    path("populations/<slug:slug>", views.PopulationDetail.as_view(), name="population"),
    path("practice-notes", views.PracticeNoteList.as_view(), name="practice-notes"),
    path("practice-notes/<slug:slug>", views.PracticeNoteDetail.as_view(), name="practice-note"),
    path("sources", views.SourceList.as_view(), name="sources"),
    path("sources/<slug:slug>", views.SourceDetail.as_view(), name="source"),
    path("releases", releases.ReleaseList.as_view(), name="releases"),
    path("releases/<str:version>", releases.ReleaseDetail.as_view(), name="release"),
    path("releases/<str:version>/bundle", releases.ReleaseBundle.as_view(), name="bundle"),
]

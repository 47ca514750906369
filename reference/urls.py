"""Addresses of the pages about kratom, its sources and the reference itself."""

from django.urls import path

from .views.about import view as about
from .views.kratom import claims, risks
from .views.kratom import view as kratom
from .views.sources import export as bibliography
from .views.sources import view as sources

urlpatterns = [
    path("kratom/", kratom.monograph, name="kratom"),
    path("alkaloids/<slug:slug>/", kratom.alkaloid, name="alkaloid"),
    path("risks/", risks.risks, name="risks"),
    path("risks/<slug:slug>/", risks.risk, name="risk"),
    path("claims/", claims.claims, name="claims"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    path("sources.<str:style>", bibliography.bibliography, name="bibliography"),
    path("sources/<slug:slug>.<str:style>", bibliography.bibliography, name="source_export"),
    path("about/", about.about, name="about"),
]

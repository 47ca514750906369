"""Where an entry is edited, and where readers read it."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse

from reference.models import entry_models
from reference.views.shared.reader_urls import reader_address

__all__ = ["edit_address", "reader_address", "split_place"]


def split_place(place: str) -> tuple[str, str]:
    """`interactions/quetiapine [cns_depression]`, as the gate names it: kind and slug; empty where it names neither."""
    kind, _, slug = place.partition(" ")[0].partition("/")
    return kind, slug


def edit_address(kind: str, slug: str, page: str = "change") -> str:
    """The entry's page in the admin (or its review, or history); empty for what no table holds."""
    model = entry_models().get(kind)
    if model is None or not slug:
        return ""
    opts = model._meta
    return reverse(f"{admin.site.name}:{opts.app_label}_{opts.model_name}_{page}", args=[slug])

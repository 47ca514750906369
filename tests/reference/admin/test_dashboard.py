"""The start page of people who edit."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reference.content.loader import load_content
from reference.models import Entry, Status, entry_models
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_it_asks_the_database_once_for_all_kinds_and_not_once_per_kind(tmp_path):
    load_content(f.content_folder(tmp_path), by=f.editor(), bootstrap=True)
    Entry.objects.update(status=Status.DRAFT)
    berta = f.reviewer()
    berta.is_staff = True
    berta.save()
    client = Client()
    client.force_login(berta)
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/admin/")
    assert sum(kind.number for kind in page.context["dashboard"]["drafts"]) == Entry.objects.count()
    assert len(page.context["dashboard"]["drafts"]) > 10
    assert len(queries) < len(entry_models()) / 2

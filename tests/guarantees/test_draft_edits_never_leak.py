"""Unfinished edits are on no page and in no API answer until a second person approves them and they are published."""

from __future__ import annotations

import json

import msgspec
import pytest
from django.test import Client

from reference.content.loader import load_content, shipped_content_account
from reference.models import entry_models
from reference.publishing.publisher import publish_release
from reference.workflow import approve, request_changes, retire, save_revision, submit_for_review
from tests import factories as f
from tests import world as w

DRAFT = "Words that nobody has approved"
PAGES = [
    "/", "/answers/", "/kratom/", "/risks/", "/claims/", "/interactions/", "/interactions/dormirol/",
    "/medications/dormirol/", "/medications/calmazine/", "/sources/", "/sources/paper/", "/releases/", "/method/", "/about/",
]  # fmt: skip
ANSWERS = [
    "/api/v1/interactions", "/api/v1/interactions/dormirol", "/api/v1/medications/dormirol", "/api/v1/medications?q=dormirol",
    "/api/v1/sources/paper", "/api/v1/releases", "/api/v1/practice-notes", "/api/v1/risks", "/api/v1/claims",
]  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings, tmp_path):
    """The drawn world, shipped and published; an editor and a reviewer."""
    settings.CONTENT_DIR = f.content_folder(tmp_path)
    load_content(settings.CONTENT_DIR, by=shipped_content_account(), bootstrap=True)
    publish_release(by="shipped")
    return f.editor(), f.reviewer()


def entry():
    return entry_models()["interactions"]._default_manager.get(slug="dormirol")


def rewrite(editor):
    changed = entry()
    rows = (msgspec.structs.replace(changed.to_record().rows[0], summary=w.says(DRAFT)),)
    changed.from_record(msgspec.structs.replace(changed.to_record(), title=DRAFT, rows=rows))
    save_revision(changed, by=editor)
    return changed


def everything_a_reader_can_see() -> str:
    client = Client()
    seen = [client.get(path) for path in (*PAGES, *ANSWERS)]
    seen.append(client.post("/", {"medications": "dormirol\ncalmazine"}))
    seen.append(client.post("/api/v1/screen", json.dumps({"medications": ["dormirol"]}), "application/json"))
    assert {response.status_code for response in seen} == {200}
    return "".join(response.content.decode() for response in seen)


def test_a_draft_is_nowhere(people):
    editor, _ = people
    rewrite(editor)
    assert DRAFT not in everything_a_reader_can_see()


def test_a_publication_does_not_include_a_draft(people):
    editor, reviewer = people
    rewrite(editor)
    other = entry_models()["interactions"]._default_manager.get(slug="teatested")
    other.from_record(msgspec.structs.replace(other.to_record(), title="Approved elsewhere"))
    save_revision(other, by=editor)
    approve(submit_for_review(other, by=editor), by=reviewer)
    publish_release(by="publisher")
    seen = everything_a_reader_can_see()
    assert "Approved elsewhere" in seen
    assert DRAFT not in seen
    assert "dormirol" in seen


def test_a_submitted_and_returned_change_is_nowhere(people):
    editor, reviewer = people
    revision = submit_for_review(rewrite(editor), by=editor)
    assert DRAFT not in everything_a_reader_can_see()
    request_changes(revision, by=reviewer, note="say it plainly")
    assert DRAFT not in everything_a_reader_can_see()


def test_an_approved_change_is_nowhere_until_it_is_published(people):
    editor, reviewer = people
    approve(submit_for_review(rewrite(editor), by=editor), by=reviewer)
    assert DRAFT not in everything_a_reader_can_see()
    publish_release(by="publisher")
    assert DRAFT in everything_a_reader_can_see()


def test_a_proposed_retirement_removes_nothing(people):
    editor, reviewer = people
    proposed = retire(entry(), by=editor, note="covered by its class")
    assert Client().get("/interactions/dormirol/").status_code == 200
    approve(proposed, by=reviewer)
    publish_release(by="publisher")
    assert Client().get("/interactions/dormirol/").status_code == 404
    assert Client().get("/medications/dormirol/").status_code == 200

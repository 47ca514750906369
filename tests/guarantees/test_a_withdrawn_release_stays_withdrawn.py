"""A release withdrawn as wrong is not served again until a publisher gives a reason."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.management import call_command

from reference.content.loader import load_content, shipped_content_account
from reference.models import entry_models
from reference.publishing.publisher import publish_release, withdraw_release
from reference.publishing.recall import recall_entry
from reference.release.storage.library import Library
from reference.workflow import approve, submit_for_review
from tests import factories as f
from tests import world as w

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "Give ten times the dose", "Give the dose"


@pytest.fixture(autouse=True)
def _shipped(settings, tmp_path):
    settings.CONTENT_DIR = f.content_folder(tmp_path)
    load_content(settings.CONTENT_DIR, by=shipped_content_account(), bootstrap=True)


def readers_see() -> str:
    return Library(settings.RELEASES_DIR).current().by_slug("interactions")["dormirol"].title


def approved(title: str) -> None:
    """An editor writes it and another person approves it; both may overlook the error."""
    editor, second = f.editor(f"editor of {title}"), f.reviewer(f"reader of {title}")
    entry = entry_models()["interactions"]._default_manager.get(slug="dormirol")
    f.rewritten(entry, w.changed(entry.to_record(), title=title), editor)
    approve(submit_for_review(entry, by=editor), by=second)


@pytest.fixture
def withdrawn():
    publish_release(by="a publisher")
    before = readers_see()
    approved(WRONG)
    version = publish_release(by="a publisher").manifest.version
    assert readers_see() == WRONG
    withdraw_release(version, by="a publisher", reason="The dose is wrong.")
    return before


def start_the_site_again() -> None:
    """What `make run` does with the content, at every start."""
    call_command("load_content", bootstrap=True)
    call_command("publish_release")


def test_readers_read_the_release_before_it(withdrawn):
    assert readers_see() == withdrawn


def test_starting_the_site_again_does_not_bring_it_back(withdrawn, capsys):
    start_the_site_again()
    assert readers_see() == withdrawn
    assert "which was withdrawn" in capsys.readouterr().out


def test_a_corrected_release_is_published(withdrawn):
    approved(RIGHT)
    start_the_site_again()
    assert readers_see() == RIGHT


def test_a_publisher_can_bring_it_back_and_readers_are_told_why(withdrawn):
    call_command("publish_release", again=True, reason="Read again: the dose is right.")
    assert readers_see() == WRONG
    assert "Read again: the dose is right." in Library(settings.RELEASES_DIR).current().manifest.notes


def test_what_says_the_same_under_other_warnings_is_withdrawn_with_it():
    """A recall publishes the same content again with a mark: to withdraw one and serve the other would undo it."""
    before = publish_release(by="a publisher").manifest.version
    approved(WRONG)
    publish_release(by="a publisher")
    publisher = f.person("publisher", "publisher")
    recall_entry("interactions", "dormirol", by=publisher, reason="The dose is being checked.")
    marked = Library(settings.RELEASES_DIR).current().manifest.version

    withdraw_release(marked, by="a publisher", reason="The dose is wrong.")

    assert readers_see() != WRONG
    index = Library(settings.RELEASES_DIR).index()
    standing = [version for version, entry in index.releases.items() if entry.withdrawn is None]
    assert before in standing
    for version in standing:
        titles = [e.title for e in Library(settings.RELEASES_DIR).get(version).release.interactions]
        assert WRONG not in titles


def test_where_everything_was_withdrawn_readers_are_told_so(client):
    version = publish_release(by="a publisher").manifest.version
    withdraw_release(version, by="a publisher", reason="The dose is wrong.")
    page = client.get("/")
    assert page.status_code == 503
    assert "was withdrawn" in page.content.decode()

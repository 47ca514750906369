"""What the publish page says of content that was withdrawn, and of the line to keep."""

from __future__ import annotations

import pytest
from django.conf import settings

from reference.content.loader import load_content, shipped_content_account
from reference.publishing.publisher import publish_release, withdraw_release
from reference.release.storage.library import NoRelease, current_release
from reference.release.storage.store import ReleaseStore
from tests import factories as f
from tests.reference.test_pages_reader import Page

from .entries.test_editorial import browser, told
from .releases.test_releases import LIST, PUBLISH, press

pytestmark = pytest.mark.django_db


@pytest.fixture
def withdrawn(settings, tmp_path):
    settings.CONTENT_DIR = f.content_folder(tmp_path)
    load_content(settings.CONTENT_DIR, by=shipped_content_account(), bootstrap=True)
    version = publish_release(by="shipped").manifest.version
    withdraw_release(version, by="x", reason="The dose is wrong.")
    return version


@pytest.fixture
def client():
    return browser(f.person("paula", "publisher"))


def test_it_says_that_it_was_withdrawn_and_asks_for_a_reason(withdrawn, client):
    page = Page(client.get(PUBLISH)).text
    assert f"What is approved is what {withdrawn} said, which was withdrawn: The dose is wrong." in page
    assert "Why it is published again" in page


def test_without_a_reason_nothing_is_published(withdrawn, client):
    assert "or say below why it is published again" in told(press(client, PUBLISH, "_publish"))
    with pytest.raises(NoRelease):
        current_release()


def test_with_a_reason_readers_get_it_and_the_publisher_the_line_to_keep(withdrawn, client):
    answer = press(client, PUBLISH, "_publish", again="The dose was right.")
    entry = ReleaseStore(settings.RELEASES_DIR).read_index().releases[current_release().manifest.version]
    line = f"{entry.manifest.version} {entry.checksum}"
    assert f"Keep this line elsewhere: {line}" in told(answer)
    assert line in Page(client.get(LIST)).text
    assert "The dose was right." in current_release().manifest.notes

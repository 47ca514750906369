"""A preview shows an editor exactly what a clinician would read, and cannot be mistaken for a release."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.test import Client

from reference.models import EditorialEvent, ReleaseRecord
from reference.publishing.candidate import Unresolvable, with_draft
from reference.publishing.preview import make_preview
from reference.publishing.publisher import publish_release
from reference.release.storage import previews
from reference.release.storage.library import current_release, get_release, library, release_as_of
from reference.release.storage.store import ReleaseNotFound
from reference.workflow import NotAllowed
from tests import factories as f
from tests import world as w
from tests.reference.test_pages_reader import open_page

pytestmark = pytest.mark.django_db
BANNER = "Preview, not published."
NEW = "Words that nobody published"
PAGES = [
    "", "answers/", "kratom/", "risks/", "claims/", "interactions/", "interactions/dormirol/", "medications/dormirol/",
    "medications/naloxone/", "sources/", "sources/paper/", "method/", "about/",
]  # fmt: skip
ANSWERS = [
    "interactions",
    "interactions/dormirol",
    "medications/dormirol",
    "medications?q=dormirol",
    "sources/paper",
]


def rewritten():
    return with_draft(w.world(), "interactions", w.changed(w.DRAWN[2], title=NEW))


@pytest.fixture
def anna():
    return f.editor("anna")


@pytest.fixture
def published():
    return publish_release(by="somebody", content=w.world()).manifest.version


@pytest.fixture
def version(anna, published):
    return make_preview(by=anna, content=rewritten())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_a_preview_says_that_it_is_not_published(version, path):
    page = open_page(f"/releases/{version}/{path}")
    assert page.status == 200
    assert BANNER in page.text
    assert not page.inline
    assert BANNER not in open_page(f"/{path}").text


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_of_a_preview_says_that_it_is_not_published(client, version, path):
    address = f"/api/v1/{path}{'&' if '?' in path else '?'}release={version}"
    stamp = client.get(address).json()["release"]
    assert (stamp["version"], stamp["preview"]) == (version, BANNER)
    assert client.get(f"/api/v1/{path}").json()["release"]["preview"] is None


def test_a_list_checked_against_a_preview_says_so_in_its_text_for_the_chart(client, version):
    page = client.post(f"/releases/{version}/", {"medications": "dormirol"}).content.decode()
    note = page[page.index('id="chart-note"') :]
    assert BANNER in note[: note.index("</textarea>")]
    screened = client.post(
        f"/api/v1/screen?release={version}", {"medications": ["dormirol"]}, content_type="application/json"
    )
    assert screened.json()["release"]["preview"] == BANNER


def test_it_holds_what_it_was_made_of_and_links_stay_in_it(version):
    assert get_release(version).is_preview
    page = open_page(f"/releases/{version}/interactions/")
    assert NEW in page.text
    assert f"/releases/{version}/interactions/dormirol/" in page.links
    assert NEW not in open_page("/interactions/").text


def test_it_is_never_current_never_listed_and_never_what_was_said_on_a_date(client, version, published):
    assert current_release().manifest.version == published
    assert not current_release().is_preview
    today = dt.datetime.now(dt.UTC).date()
    assert release_as_of(today).manifest.version == published
    assert version not in library().index().releases
    assert version not in open_page("/releases/").html
    assert version not in client.get("/api/v1/releases").content.decode()
    assert client.get(f"/api/v1/releases/{version}").status_code == 404
    assert client.get(f"/api/v1/releases/{version}/bundle").status_code == 404
    assert ReleaseRecord.objects.count() == 1


def test_no_cache_and_no_search_engine_keeps_it(client, anna, published):
    version = make_preview(by=anna, content=w.world())
    for address in (f"/releases/{version}/interactions/", f"/api/v1/interactions?release={version}"):
        headers = client.get(address).headers
        assert "ETag" not in headers
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["X-Robots-Tag"] == "noindex"
    tag = client.get("/interactions/").headers["ETag"]
    again = client.get(f"/releases/{version}/interactions/", headers={"If-None-Match": tag})
    assert again.status_code == 200


def test_what_the_gate_refuses_can_be_looked_at(anna, published):
    refused = with_draft(
        w.world(), "interactions", w.entry("dormirol", "drug", "dormirol", w.row(severity="minor"))
    )
    version = make_preview(by=anna, content=refused)
    assert open_page(f"/releases/{version}/interactions/dormirol/").status == 200


def test_what_cannot_be_resolved_makes_no_preview(anna, published):
    classes = tuple(
        w.changed(w.world().drug_classes[0], slug=a, parents=(b,)) for a, b in (("a", "b"), ("b", "a"))
    )
    with pytest.raises(Unresolvable, match="no release can be made"):
        make_preview(by=anna, content=w.world(drug_classes=classes))
    assert not list(settings.RELEASES_DIR.glob("preview-*"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (with_draft(w.world(), "interactions", w.entry("dormirol", "drug", "dormirol")), "no rows"),
        (with_draft(w.world(), "interactions", w.entry("dormirol", "drug", "dormirol", w.row(criterion="unheard of"))), "unheard of"),
        (w.world(kratom_effects=()), "nothing says what kratom alone does"),
    ],
)  # fmt: skip
def test_what_no_page_can_show_makes_no_preview_and_says_why(anna, published, content, why):
    with pytest.raises(Unresolvable, match=why):
        make_preview(by=anna, content=content)


def test_it_works_before_anything_was_published(anna):
    version = make_preview(by=anna, content=w.world())
    assert open_page(f"/releases/{version}/interactions/").status == 200
    assert open_page("/interactions/").status == 503


def tomorrow(monkeypatch):
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=24, minutes=1)
    monkeypatch.setattr(previews, "_now", lambda: later)


def test_after_a_day_it_cannot_be_read_although_its_file_still_lies_there(version, monkeypatch):
    assert open_page(f"/releases/{version}/kratom/").status == 200
    tomorrow(monkeypatch)
    with pytest.raises(ReleaseNotFound):
        get_release(version)
    assert open_page(f"/releases/{version}/kratom/").status == 404


@pytest.mark.parametrize("by_publishing", [True, False])
def test_the_next_preview_or_publication_deletes_it(anna, version, monkeypatch, by_publishing):
    kept = make_preview(by=anna, content=w.world())
    assert {path.stem for path in settings.RELEASES_DIR.glob("preview-*.json")} == {version, kept}
    tomorrow(monkeypatch)
    if by_publishing:
        publish_release(by="somebody", content=rewritten())
    else:
        make_preview(by=anna, content=w.world())
    assert version not in {path.stem for path in settings.RELEASES_DIR.glob("preview-*.json")}
    assert version not in (settings.RELEASES_DIR / "previews.json").read_text()


def test_a_file_that_no_list_names_is_deleted(anna, published):
    orphan = settings.RELEASES_DIR / "preview-abcdefghijkl.json"
    orphan.write_bytes((settings.RELEASES_DIR / f"{published}.json").read_bytes())
    assert open_page("/releases/preview-abcdefghijkl/").status == 404
    make_preview(by=anna, content=w.world())
    assert not orphan.exists()


def test_a_changed_file_is_refused(version):
    path = settings.RELEASES_DIR / f"{version}.json"
    path.write_bytes(path.read_bytes().replace(NEW.encode(), b"Words of another kind......"))
    assert open_page(f"/releases/{version}/kratom/").status == 503


def test_a_lost_or_damaged_list_ends_the_previews_and_harms_nothing_else(anna, version):
    listed = settings.RELEASES_DIR / "previews.json"
    listed.write_text("{")
    assert open_page(f"/releases/{version}/").status == 503
    assert open_page("/interactions/").status == 200
    fresh = make_preview(by=anna, content=w.world())
    assert open_page(f"/releases/{fresh}/").status == 200
    assert open_page(f"/releases/{version}/").status == 404


def test_a_publication_still_follows_the_last_release_and_not_the_preview(version, published):
    first = ReleaseRecord.objects.get()
    second = publish_release(by="somebody", content=rewritten())
    assert second.manifest.previous_checksum == first.checksum
    assert second.manifest.version == f"{published[:-1]}2"


def test_only_who_edits_reviews_or_publishes_may_make_one(published):
    with pytest.raises(NotAllowed):
        make_preview(by=f.person("nobody"), content=w.world())
    for group in ("editor", "reviewer", "publisher"):
        make_preview(by=f.person(f"a-{group}", group), content=w.world())


def test_who_made_it_is_on_record(anna, version):
    event = EditorialEvent.objects.get(act="previewed")
    assert (event.kind, event.slug, event.by) == ("releases", version, anna)


def test_reading_it_needs_no_account_only_the_address(version):
    assert len(version) >= len("preview-") + 16
    assert Client().get(f"/releases/{version}/").status_code == 200
    assert "Set-Cookie" not in Client().get(f"/releases/{version}/").headers

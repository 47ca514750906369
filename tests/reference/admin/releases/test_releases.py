"""What publishers do in the admin: look, preview, publish, withdraw, restore; and the messages they get."""

from __future__ import annotations

import shutil
from typing import Any

import msgspec
import pytest
from django.conf import settings
from django.urls import reverse

from reference.models import EditorialEvent, ReleaseRecord, entry_models
from reference.publishing import publisher
from reference.publishing.reach import PublishedByAnother
from reference.publishing.recall import recall_entry
from reference.release.schema.terms import Mechanism
from reference.release.storage.library import current_release, get_release
from reference.workflow import approve, save_revision, submit_for_review
from tests import factories as f
from tests.reference.admin.entries.test_editorial import browser, told
from tests.reference.admin.posting import sent_by
from tests.reference.test_pages_reader import Page, open_page

pytestmark = pytest.mark.django_db
LIST = "/admin/reference/releaserecord/"
PUBLISH = f"{LIST}publish/"
RECALLS = "/admin/reference/recall/"


def entry(slug: str = "dormirol") -> Any:
    return entry_models()["interactions"]._default_manager.get(slug=slug)


def rewrite(by: Any, slug: str = "dormirol", second: Any = None, **fields: Any) -> Any:
    """Save, and with a second person approve, another state of an entry."""
    changed = entry(slug)
    changed.from_record(msgspec.structs.replace(changed.to_record(), **fields))
    save_revision(changed, by=by)
    if second is not None:
        approve(submit_for_review(changed, by=by), by=second)
    return changed


def milder(by: Any, second: Any) -> Any:
    """A rating that the rule does not give: the gate refuses it."""
    row = msgspec.structs.replace(entry().to_record().rows[0], severity="minor")
    return rewrite(by, second=second, rows=(row,))


def written(page: bytes, **changes: str) -> dict[str, list[str]]:
    """What the form of a publishing page would send."""
    html = page.decode()
    start = html.index('class="publish">')
    return dict(sent_by(html[start : html.index("</form>", start)], **changes).lists())


def press(client: Any, address: str, button: str, **changes: str) -> Any:
    form = written(client.get(address).content, **changes)
    return client.post(address, {**form, button: "1"}, follow=True)


def acts_of(user: Any) -> list[tuple[str, str, str]]:
    events = EditorialEvent.objects.filter(by=user).order_by("id")
    return [(event.act, event.kind, event.slug) for event in events]


def test_the_page_shows_what_changes_and_proposes_notes_that_can_be_edited(anna, berta, paula, version):
    rewrite(anna, second=berta, title="Dormirol and kratom")
    shown = Page(browser(paula).get(PUBLISH))
    assert "differs from it in 1 entry." in shown.text
    assert "Words and review (1)" in shown.text
    assert "Dormirol and kratom: Changed: title." in written(shown.html.encode())["notes"][0]
    assert "/admin/interactions/interaction/dormirol/change/" in shown.links


def test_publishing_reaches_readers_on_their_next_request_with_the_notes_as_edited(
    anna, berta, paula, version
):
    rewrite(anna, second=berta, title="Dormirol and kratom")
    answer = press(browser(paula), PUBLISH, "_publish", notes="The title says what it is about.")
    manifest = current_release().manifest
    assert manifest.version != version
    assert f"Published as {manifest.version}" in told(answer)
    assert (manifest.published_by, manifest.notes) == ("paula", "The title says what it is about.")
    assert "Dormirol and kratom" in open_page("/interactions/dormirol/").text
    assert "The title says what it is about." in open_page("/releases/").text
    assert acts_of(paula) == [("published", "releases", manifest.version)]


def test_what_became_more_severe_comes_first_and_other_records_are_named(anna, berta, paula, version):
    rewrite(anna, "class-sedatives", second=berta, title="Aaa")
    rows = entry("class-sedatives").to_record().rows
    worse = entry().to_record().rows[0]
    rewrite(anna, "class-sedatives", second=berta, rows=(*rows, msgspec.structs.replace(worse, mechanism=Mechanism.GI_HYPOMOTILITY)))  # fmt: skip
    rewrite(anna, "teatested", second=berta, title="Bbb")
    text = Page(browser(paula).get(PUBLISH)).text
    assert text.index("More severe now (1)") < text.index("Words and review (1)")


def test_the_gates_findings_lead_to_their_entries_and_nothing_refused_is_published(
    anna, berta, paula, version
):
    milder(anna, berta)
    client = browser(paula)
    shown = Page(client.get(PUBLISH))
    assert "The gate: refuses, for" in shown.text
    assert "interactions/dormirol [cns_depression]" in shown.text
    assert shown.links.count("/admin/interactions/interaction/dormirol/change/") >= 2  # finding and change
    assert 'name="_publish" value="1" class="button default" disabled' in " ".join(shown.html.split())
    answer = press(client, PUBLISH, "_publish", notes="Milder now")
    assert "the gate refuses it, for" in told(answer)
    assert "Milder now" in answer.content.decode()
    assert current_release().manifest.version == version


def test_what_is_approved_twice_is_published_once(paula, version):
    client = browser(paula)
    assert "there is nothing to publish" in Page(client.get(PUBLISH)).text
    answer = press(client, PUBLISH, "_publish")
    assert f"release {version} says all of this already" in told(answer)
    assert ReleaseRecord.objects.count() == 1


def test_what_was_approved_since_the_page_was_opened_is_not_published_unseen(anna, berta, paula, version):
    rewrite(anna, second=berta, title="Seen")
    client = browser(paula)
    form = written(client.get(PUBLISH).content, notes="I read all of it")
    rewrite(anna, "teatested", second=berta, title="Not seen")
    answer = client.post(PUBLISH, {**form, "_publish": "1"})
    assert "something was approved since you opened this page" in told(answer)
    assert "I read all of it" in answer.content.decode()
    assert current_release().manifest.version == version
    answer = press(client, PUBLISH, "_publish", notes="I read all of it")
    assert current_release().manifest.notes == "I read all of it"


def test_of_two_publishers_the_second_gets_a_message_and_keeps_the_notes(anna, berta, paula, quinn, version):
    rewrite(anna, second=berta, title="Both saw this")
    first, second = browser(paula), browser(quinn)
    form = written(second.get(PUBLISH).content, notes="My words")
    press(first, PUBLISH, "_publish")
    assert current_release().manifest.published_by == "paula"
    answer = second.post(PUBLISH, {**form, "_publish": "1"})
    assert "another release was published meanwhile" in told(answer)
    assert "My words" in answer.content.decode()
    assert ReleaseRecord.objects.count() == 2
    answer = press(second, PUBLISH, "_publish")
    assert "says all of this already" in told(answer)


def test_of_two_publications_at_the_same_moment_the_second_is_refused_too(
    anna, berta, paula, version, monkeypatch
):
    rewrite(anna, second=berta, title="Both saw this")

    def taken(record, **_):
        raise PublishedByAnother(publisher.ANOTHER)

    monkeypatch.setattr(publisher, "enter", taken)
    answer = press(browser(paula), PUBLISH, "_publish")
    assert "another release was published meanwhile" in told(answer)
    assert current_release().manifest.version == version


def test_publishing_is_for_publishers(anna, berta, version):
    rewrite(anna, second=berta, title="Approved")
    client = browser(anna)
    assert "Publishing needs the publisher's role." in Page(client.get(PUBLISH)).text
    answer = press(client, PUBLISH, "_publish")
    assert "the permission reference.publish_release is missing" in told(answer)
    assert current_release().manifest.version == version


def test_a_preview_opens_as_a_reader_will_see_it_for_every_editorial_role(anna, berta, version):
    rewrite(anna, second=berta, title="Not published yet")
    answer = press(browser(anna), PUBLISH, "_preview")
    preview = answer.request["PATH_INFO"].split("/")[2]
    assert get_release(preview).by_slug("interactions")["dormirol"].title == "Not published yet"
    assert "Preview, not published." in answer.content.decode()
    assert acts_of(anna)[-1] == ("previewed", "releases", preview)
    assert preview in browser(anna).get(LIST).content.decode()


def test_a_working_copy_can_be_previewed_before_its_approval(anna, version):
    draft = rewrite(anna, title="Half done")
    client = browser(anna)
    address = Page(client.get(f"/admin/interactions/interaction/{draft.pk}/change/"))
    assert f"{LIST}preview/interactions/dormirol/" in address.links
    answer = client.post(f"{LIST}preview/interactions/dormirol/", follow=True)
    assert answer.request["PATH_INFO"].endswith("/interactions/dormirol/")
    assert "Half done" in answer.content.decode()
    assert "Half done" not in open_page("/interactions/dormirol/").text
    assert current_release().manifest.version == version


def test_a_preview_of_what_the_gate_refuses_lists_its_findings_first(anna, berta, version):
    milder(anna, berta)
    client = browser(anna)
    assert "Would refuse: says C3" in Page(client.get(f"{LIST}preview/interactions/dormirol/")).text
    answer = client.post(f"{LIST}preview/interactions/dormirol/", follow=True)
    assert answer.status_code == 200
    assert "Preview, not published." in answer.content.decode()


def test_the_list_of_releases_comes_from_the_ledger(anna, berta, paula, version):
    rewrite(anna, second=berta, title="Second")
    press(browser(paula), PUBLISH, "_publish", notes="The second one")
    shown = Page(browser(anna).get(LIST))
    assert "The second one" in shown.text
    assert shown.text.count("Current") == 1
    assert f"/releases/{version}/" in shown.links
    assert "Withdraw" not in shown.text


def test_withdrawing_takes_a_reason_and_gives_readers_the_release_before(anna, berta, paula, version):
    rewrite(anna, second=berta, title="Wrong")
    client = browser(paula)
    press(client, PUBLISH, "_publish")
    wrong = current_release().manifest.version
    address = f"{LIST}{wrong}/withdraw/"
    assert f"Readers will read {version} in its place." in Page(client.get(address)).text
    assert "say why" in told(client.post(address, {"reason": " "}))
    answer = client.post(address, {"reason": "A dose was wrong."}, follow=True)
    assert f"Readers now read {version}." in told(answer)
    assert current_release().manifest.version == version
    assert "A dose was wrong." in open_page(f"/releases/{wrong}/interactions/").text
    assert "Withdrawn" in Page(client.get(LIST)).text
    assert "was withdrawn on" in told(client.post(address, {"reason": "Again."}))
    assert ReleaseRecord.objects.get(version=wrong).withdrawn_reason == "A dose was wrong."
    assert acts_of(paula)[-1] == ("withdrawn", "releases", wrong)


def test_withdrawing_and_restoring_are_for_publishers(anna, version):
    client = browser(anna)
    answer = client.post(f"{LIST}{version}/withdraw/", {"reason": "I would like to"})
    assert "is missing" in told(answer)
    assert "is missing" in told(client.post(f"{LIST}restore/", follow=True))
    assert current_release().manifest.version == version


def test_a_lost_folder_is_reported_and_restored(paula, version):
    client = browser(paula)
    shutil.rmtree(settings.RELEASES_DIR)
    assert "Missing in the folder: restore it." in Page(client.get(LIST)).text
    answer = client.post(f"{LIST}restore/", follow=True)
    assert f"Written again: {version}." in told(answer)
    assert open_page("/interactions/").status == 200
    assert acts_of(paula) == [("restored", "releases", version)]


def test_a_damaged_index_is_reported_where_it_can_be_restored(paula, version):
    (settings.RELEASES_DIR / "index.json").write_text("{")
    client = browser(paula)
    assert "The releases folder is damaged" in told(client.get(LIST))
    client.post(f"{LIST}restore/")
    assert "folder is damaged" not in told(client.get(LIST))


ADDRESSES = [
    "/admin/", LIST, PUBLISH, f"{LIST}preview/interactions/dormirol/", RECALLS, f"{RECALLS}add/",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_works_without_script_or_style_inside_and_every_field_has_a_label(
    paula, quinn, version, address
):
    recall_entry("interactions", "dormirol", by=quinn, reason="Wrong.")
    response = browser(paula).get(address)
    page = Page(response)
    assert page.status == 200
    assert not page.inline
    assert not page.fields_without_label
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("address", ADDRESSES[1:])
def test_people_without_a_role_see_nothing_of_it(version, address):
    client = browser(f.person("nobody"))
    assert client.get(address).status_code == 403
    assert "The next release" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("address", [f"{LIST}restore/", f"{RECALLS}publish/", f"{RECALLS}1/decide/"])
def test_looking_at_an_act_does_not_do_it(paula, quinn, version, address):
    recall_entry("interactions", "dormirol", by=quinn, reason="Wrong.")
    browser(paula).get(address)
    assert not acts_of(paula)


def test_releases_and_recalls_are_never_edited_row_by_row(paula, version):
    record = ReleaseRecord.objects.get()
    for name in ("change", "delete"):
        assert browser(paula).get(f"{LIST}{record.pk}/{name}/").status_code == 404
    assert reverse("admin:reference_releaserecord_changelist") == LIST

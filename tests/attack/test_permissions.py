"""Every address of the desk, by every role, opened and posted to with every act in it: only what a role may do changes anything.

The addresses are read from the site itself, so a page that is added is tried too.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from reference.content.loader import load_content, shipped_content_account
from reference.models import Population, Recall, ReviewerProfile, Revision
from reference.publishing.publisher import publish_release
from reference.publishing.recall import recall_entry
from reference.workflow import approve, submit_for_review
from tests import factories as f

pytestmark = [pytest.mark.attack, pytest.mark.django_db]
ROLES = ("visitor", "account without a role", "editor", "reviewer", "publisher")
WRITTEN_ANYWAY = {"sessions.Session", "admin.LogEntry", "reference.SignInTries"}
"""What a request may write without doing anything: sessions, and the count of tries at the sign-in page."""
FORGED = {
    "is_superuser": "on", "is_staff": "on", "status": "approved", "approved_by": "1", "baseline": "on", "review-by": "Dr Forged",
    "signed_off_by": "Dr Forged", "position": "0", "loaded_hash": "x", "_save": "1", "_version": "1",
}  # fmt: skip
NEW_ACCOUNT = {
    "username": "evil",
    "password1": "evil evil evil 1",
    "password2": "evil evil evil 1",
    "usable_password": "true",
}
POSTS: dict[str, dict[str, str]] = {
    "forged fields": FORGED,
    "a new account": {**FORGED, **NEW_ACCOUNT},
    "a new group or profile": {"name": "evil", "user": "1", "printed_name": "E", "profession": "E", "licence_number": "1"},
    "deletion": {"post": "yes"},
    "deletion from a list": {"action": "delete_selected", "_selected_action": "1", "post": "yes"},
    "submit": {"act": "submit", "note": "x"},
    "retire": {"act": "retire", "note": "x"},
    "approve": {"act": "approve", "note": "x"},
    "request_changes": {"act": "request_changes", "note": "x"},
    "sign_off": {"act": "sign_off", "note": "x"},
    "withdrawal": {"reason": "forged"},
    "recall": {"entry": "populations/pregnancy", "reason": "forged"},
    "lifting": {"_lift": "1", "note": "x"},
    "publication": {"seen": "x", "_publish": "1"},
    "a preview": {"seen": "x", "_preview": "1"},
    "report settled": {"number": "2026-01-01-0000000000"},
}  # fmt: skip

MAY_DO = {
    "editor": {("population/DRAFT/act/", "submit"), ("population/DRAFT/act/", "retire"), ("population/LIVE/act/", "retire")},
    "reviewer": {("population/REVIEWED/act/", "approve"), ("population/REVIEWED/act/", "request_changes")},
}  # fmt: skip
"""What each role is let do by these posts, as address and act; the reviewer holds no licence, so signs nothing off."""
PREVIEW = "releaserecord/preview/populations/pregnancy/"
MAY_USE = {
    "editor": {PREVIEW, "population/DRAFT/delete/", "population/REVIEWED/delete/"},
    "reviewer": {PREVIEW},
}
"""Addresses that do one thing for any posted data: look at a draft as readers would, delete what was never approved."""
PUBLISHERS = re.compile(r"reference/(?:releaserecord|recall)/")
"""Where a publisher acts; tests/reference/admin/releases/test_releases.py tries those acts one by one."""


@pytest.fixture
def desk(settings, tmp_path) -> dict[str, str]:
    """A published release, a recall, and one entry each that is live, in review and in draft. Returns the values of the placeholders."""
    settings.CONTENT_DIR = f.content_folder(tmp_path)
    load_content(settings.CONTENT_DIR, by=shipped_content_account(), bootstrap=True)
    anna, berta = f.editor("anna"), f.reviewer("berta")
    f.approved("populations", f.population(slug="live-one"), anna, berta)
    f.saved("populations", f.population(slug="draft-one"), anna)
    submit_for_review(f.saved("populations", f.population(slug="reviewed-one"), anna), by=anna)
    approve(submit_for_review(f.saved("populations", f.population(), anna), by=anna), by=berta)
    clinician = f.clinician()
    version = publish_release(by="shipped").manifest.version
    recall_entry("populations", "pregnancy", by=f.person("paula", "publisher"), reason="wrong")
    numbers = {name.split("-")[0].upper(): pk for name, pk in Population.objects.values_list("slug", "pk")}
    return {
        "LIVE": str(numbers["LIVE"]), "DRAFT": str(numbers["DRAFT"]), "REVIEWED": str(numbers["REVIEWED"]),
        "ACCOUNT": str(anna.pk), "PROFILE": str(ReviewerProfile.objects.get(user=clinician).pk),
        "RECALL": str(Recall.objects.get().pk), "VERSION": version,
    }  # fmt: skip


def addresses() -> Iterator[str]:
    """Every address of the desk, of one kind of entry where all kinds have the same pages; parts in capitals are filled in."""
    for route in sorted(set(_routes(get_resolver().url_patterns, ""))):
        path = route.removeprefix("admin/")
        if path == route or "(?P" in path or path == "logout/":
            continue
        app, _, model = path.partition("/")
        if app in ("reference", "interactions") and not re.match(DISTINCT, model):
            continue
        yield from _filled(path)


DISTINCT = r"(?:population|reviewerprofile|editorialevent|recall|releaserecord)/"
IDENTIFIERS = {
    "population": ("LIVE", "DRAFT", "REVIEWED"),
    "reviewerprofile": ("PROFILE",),
    "user": ("ACCOUNT",),
}


def _routes(patterns: Any, before: str) -> Iterator[str]:
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, here)
        else:
            yield here


def _filled(path: str) -> Iterator[str]:
    model = path.split("/")[1] if "/" in path else ""
    fixed = {"<str:version>": "VERSION", "<int:number>": "RECALL", "<str:kind>": "populations", "<str:slug>": "pregnancy", "<path:content_type_id>": "1"}  # fmt: skip
    for placeholder, value in fixed.items():
        path = path.replace(placeholder, value)
    for identifier in IDENTIFIERS.get(model, ("1",)):
        yield path.replace("<path:object_id>", identifier).replace("<id>", identifier)


def attempts() -> Iterator[tuple[str, str, dict[str, str] | None]]:
    """Each address opened, and posted to with each act; the acts on an entry only where entries are acted on."""
    for address in addresses():
        yield address, "opening it", None
        for name, form in POSTS.items():
            if "act" not in form or address.endswith("/act/"):
                yield address, name, form


def snapshot(releases: Path) -> dict[str, Any]:
    """Every row of every table, and every file of the releases folder."""
    tables = {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models()
        if model._meta.label not in WRITTEN_ANYWAY
    }
    return {**tables, "releases": sorted((p.name, p.stat().st_size) for p in releases.iterdir())}


def client_of(role: str) -> Client:
    client = Client()
    if role != "visitor":
        user = f.person(f"some-{role}", *([] if " " in role else [role]))
        user.is_staff = True
        user.save()
        client.force_login(user)
    return client


def request(client: Client, address: str, form: dict[str, str] | None, desk: dict[str, str]) -> Any:
    path = address
    for name, value in desk.items():
        path = path.replace(name, value)
    path = f"/admin/{path}"
    return client.get(path) if form is None else client.post(path, form)


def acting_on(address: str, form: dict[str, str] | None, desk: dict[str, str]) -> dict[str, str] | None:
    """A post to an entry names its last revision, as the page that offers the act does."""
    name = next((one for one in ("LIVE", "DRAFT", "REVIEWED") if f"/{one}/" in address), None)
    if form is None or name is None:
        return form
    slug = Population.objects.get(pk=desk[name]).slug
    return {
        **form,
        "revision": str(Revision.objects.filter(entry__kind="populations", entry__slug=slug).first().number),
    }


@pytest.mark.parametrize("role", ROLES)
def test_a_role_changes_only_what_it_may(role, desk, settings):
    client, changed, folder = client_of(role), set(), settings.RELEASES_DIR
    kept = shutil.copytree(folder, folder.with_name("kept"))
    before = snapshot(folder)
    for address, name, form in attempts():
        if role == "publisher" and PUBLISHERS.match(address):
            continue
        with transaction.atomic():
            answer = request(client, address, acting_on(address, form, desk), desk)
            assert answer.status_code < 500, (address, name)
            if snapshot(folder) != before:
                changed.add((address.removeprefix("reference/"), name))
                shutil.rmtree(folder)
                shutil.copytree(kept, folder)
            transaction.set_rollback(True)
    used = {address for address, name in changed if address in MAY_USE.get(role, set())}
    assert used == MAY_USE.get(role, set())
    assert {one for one in changed if one[0] not in used} == MAY_DO.get(role, set())


def test_the_addresses_tried_are_those_of_the_site():
    tried = list(addresses())
    assert len(tried) > 60
    for one in (
        "auth/user/add/",
        "reference/population/LIVE/act/",
        "reference/releaserecord/VERSION/withdraw/",
        "reports/",
    ):
        assert one in tried


# Mass assignment


def test_extra_fields_in_an_entrys_form_are_ignored(desk):
    from tests.reference.admin.posting import written_on

    client = client_of("editor")
    page = f"/admin/reference/population/{desk['LIVE']}/change/"
    form = written_on(client.get(page).content, advice__text="Edited.", _save="1")
    added = {**FORGED, "review-profession": "MD", "review-on": "2026-11-01", "created_by": desk["ACCOUNT"], "retirement": "on", "version": "9", "title": "x"}  # fmt: skip
    del added["_version"]
    assert client.post(page, {**added, **form}).status_code == 302
    last = Revision.objects.filter(entry__kind="populations", entry__slug="live-one").first()
    assert (last.created_by.username, last.number) == ("some-editor", 2)
    assert (last.baseline, last.retirement, last.approved_at, last.signed_off_by) == (False, False, None, "")
    assert last.record.get("review") is None
    assert Population.objects.get(slug="live-one").status == "draft"
    assert not get_user_model().objects.filter(is_superuser=True).exists()


@pytest.mark.parametrize("lookup", ["created_by__password__startswith=argon2", "changed_by__is_superuser=1", "created_by__email__contains=a"])  # fmt: skip
@pytest.mark.parametrize("where", ["population", "editorialevent"])
def test_no_list_can_be_asked_about_accounts(desk, where, lookup):
    lookup = (
        lookup.replace("created_by", "by").replace("changed_by", "by")
        if where == "editorialevent"
        else lookup
    )
    assert client_of("editor").get(f"/admin/reference/{where}/?{lookup}").status_code == 400

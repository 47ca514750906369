"""An editor's session: new at sign-in, over after a working day, ended by a new password, and never sent to a reader's page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from config.sessions import SessionStore
from reference.sign_in import OF_ACCOUNT_FROM_ADDRESS, SIGNED_IN_AT
from tests import factories as f

pytestmark = pytest.mark.django_db
PASSWORD, NEW_PASSWORD = "correct horse battery 9", "staple of another colour 4"
HOURS = 3_600


@pytest.fixture
def anna() -> Any:
    user = f.editor("anna")
    user.is_staff = True
    user.set_password(PASSWORD)
    user.save()
    return user


def signed_in(client: Client | None = None) -> Client:
    client = client or Client()
    answer = client.post("/admin/login/?next=/admin/", {"username": "anna", "password": PASSWORD})
    assert answer.status_code == 302
    return client


def key(client: Client) -> str:
    return client.cookies["sessionid"].value


def reaches_the_desk(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def began(client: Client, hours_ago: float) -> None:
    store = SessionStore(key(client))
    store[SIGNED_IN_AT] = int(timezone.now().timestamp() - hours_ago * HOURS)
    store.save()


def test_a_sign_in_makes_a_new_session_and_ends_the_one_before(anna):
    client = signed_in()
    before = key(client)
    client.get("/admin/login/")
    signed_in(client)
    assert key(client) != before
    assert not Session.objects.filter(session_key=before).exists()


def test_a_key_chosen_by_somebody_else_is_never_taken_over(anna):
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    signed_in(client)
    assert key(client) != "a" * 32


def test_a_session_ends_with_the_working_day_however_busy_it_was(anna):
    client = signed_in()
    began(client, 11.9)
    assert reaches_the_desk(client)
    ends = Session.objects.get(session_key=key(client)).expire_date
    assert ends - timezone.now() < dt.timedelta(minutes=7)
    began(client, 12.1)
    assert not reaches_the_desk(client)


def test_the_cookie_ends_with_the_browser_and_goes_to_the_desk_only(anna):
    cookie = signed_in().cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")


def test_a_new_password_ends_every_other_session(anna):
    mine, elsewhere = signed_in(), signed_in()
    answer = mine.post(
        "/admin/password_change/",
        {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD},
    )
    assert answer.status_code == 302
    assert reaches_the_desk(mine)
    assert not reaches_the_desk(elsewhere)


def test_guessing_the_password_in_an_open_session_ends_it(anna):
    client = signed_in()
    guess = {"old_password": "a guess", "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    answers = [
        client.post("/admin/password_change/", guess).status_code for _ in range(OF_ACCOUNT_FROM_ADDRESS)
    ]
    assert answers == [200] * OF_ACCOUNT_FROM_ADDRESS
    assert (
        client.post("/admin/password_change/", {**guess, "old_password": PASSWORD}).headers["Location"]
        == "/admin/login/"
    )
    assert not reaches_the_desk(client)
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


def test_a_closed_account_is_out_at_once(anna):
    client = signed_in()
    anna.is_active = False
    anna.save()
    assert not reaches_the_desk(client)


def test_signing_out_ends_the_session_on_the_server(anna):
    client = signed_in()
    kept = key(client)
    client.post("/admin/logout/")
    client.cookies["sessionid"] = kept
    assert not reaches_the_desk(client)


def test_sessions_that_ran_out_are_cleared_away(anna):
    old = key(signed_in())
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    signed_in()
    assert not Session.objects.filter(session_key=old).exists()

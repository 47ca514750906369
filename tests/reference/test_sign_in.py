"""Passwords cannot be guessed at /admin/, and neither the words nor the time of a refusal reveal which accounts exist."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import PBKDF2PasswordHasher, identify_hasher
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from config import settings as site
from reference.models import SignInTries
from reference.sign_in import (
    FROM_ADDRESS,
    OF_ACCOUNT,
    OF_ACCOUNT_FROM_ADDRESS,
    WINDOW,
    PasswordHasher,
    count_try,
)
from tests import factories as f

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "correct horse battery 9", "not that one"
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def anna() -> Any:
    user = f.editor("anna")
    user.is_staff = True
    user.set_password(RIGHT)
    user.save()
    return user


def tried(name: str, password: str, *, address: str = HERE, client: Client | None = None) -> HttpResponse:
    return (client or Client()).post(
        "/admin/login/?next=/admin/", {"username": name, "password": password}, REMOTE_ADDR=address
    )


def lets_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302


def with_tokens_removed(page: bytes, name: str) -> bytes:
    """The page without what differs from one opening to the next, and without the name that was typed."""
    lines = page.replace(name.encode(), b"NAME").splitlines()
    return b"\n".join(line for line in lines if b"csrfmiddlewaretoken" not in line)


def lock(name: str, address: str = HERE) -> None:
    for _ in range(OF_ACCOUNT_FROM_ADDRESS):
        count_try(name, address)


# How often


def test_after_ten_tries_of_one_account_the_right_password_is_refused_too(anna):
    for _ in range(OF_ACCOUNT_FROM_ADDRESS - 1):
        assert not lets_in(tried("anna", WRONG))
    assert not lets_in(tried("anna", WRONG))
    assert not lets_in(tried("anna", RIGHT))


def test_a_stranger_at_one_address_does_not_lock_others_out(anna):
    for _ in range(3 * OF_ACCOUNT):
        count_try("anna", ELSEWHERE)
    assert lets_in(tried("anna", RIGHT))


def test_an_account_is_held_back_across_any_number_of_addresses(anna):
    guesses = [count_try("anna", f"203.0.113.{number}") for number in range(3 * OF_ACCOUNT)]
    assert guesses.count("") == OF_ACCOUNT
    assert not lets_in(tried("anna", RIGHT))


def test_an_address_is_held_back_across_any_number_of_names(anna):
    guesses = [count_try(f"name {number}", ELSEWHERE) for number in range(3 * FROM_ADDRESS)]
    assert guesses.count("") == FROM_ADDRESS
    assert not lets_in(tried("anna", RIGHT, address=ELSEWHERE))
    assert lets_in(tried("anna", RIGHT))


def test_a_held_back_address_adds_no_rows(anna):
    for number in range(3 * FROM_ADDRESS):
        count_try(f"name {number}", ELSEWHERE)
    assert SignInTries.objects.count() == 1 + 2 * FROM_ADDRESS


def test_addresses_of_one_network_are_one_address(anna):
    for number in range(OF_ACCOUNT_FROM_ADDRESS):
        tried("anna", WRONG, address=f"2001:db8::{number:x}")
    assert not lets_in(tried("anna", RIGHT, address="2001:db8::ffff"))


def test_after_a_quarter_of_an_hour_it_goes_on(anna):
    lock("anna")
    assert not lets_in(tried("anna", RIGHT))
    SignInTries.objects.update(since=timezone.now() - WINDOW)
    assert lets_in(tried("anna", RIGHT))


def test_a_clock_that_was_set_back_does_not_lock_anybody_out(anna):
    lock("anna")
    SignInTries.objects.update(since=timezone.now() + dt.timedelta(hours=3))
    assert lets_in(tried("anna", RIGHT))


def test_a_sign_in_forgets_the_tries_before_it_and_leaves_nothing_behind(anna):
    tried("anna", WRONG)
    assert lets_in(tried("anna", RIGHT))
    assert not SignInTries.objects.exclude(account="").exists()
    assert SignInTries.objects.get(account="").number == 1
    SignInTries.objects.update(since=timezone.now() - 2 * WINDOW)
    assert lets_in(tried("anna", RIGHT, address=ELSEWHERE))
    assert SignInTries.objects.get().number == 0


def test_colleagues_behind_one_address_sign_in_all_day(anna):
    assert all(lets_in(tried("anna", RIGHT)) for _ in range(FROM_ADDRESS + 1))


@pytest.mark.django_db(transaction=True)
def test_tries_at_once_are_all_counted():
    begin = Barrier(8)

    def guess(_: int) -> list[str]:
        try:
            begin.wait(timeout=30)
            return [count_try("anna", ELSEWHERE) for _ in range(4)]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        let_through = Counter(answer for answers in pool.map(guess, range(8)) for answer in answers)
    assert let_through[""] == OF_ACCOUNT_FROM_ADDRESS


# What it reveals


@pytest.fixture
def asked_hashers(settings, monkeypatch) -> list[str]:
    """Which hashers did work, in the order of the site's own settings, at little cost."""
    settings.PASSWORD_HASHERS = site.PASSWORD_HASHERS
    done: list[str] = []
    monkeypatch.setattr(PasswordHasher, "memory_cost", 8)
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 1)
    for hasher in (PasswordHasher, PBKDF2PasswordHasher):
        for work in ("encode", "verify"):
            _noted(monkeypatch, hasher, work, done)
    return done


def _noted(monkeypatch, hasher: Any, work: str, done: list[str]) -> None:
    plain = getattr(hasher, work)

    def noted(self: Any, *args: Any, **more: Any) -> Any:
        before = len(done)
        answer = plain(self, *args, **more)
        del done[before:]  # verifying encodes once inside: that is one piece of work
        done.append(self.algorithm)
        return answer

    monkeypatch.setattr(hasher, work, noted)


REFUSED = {"exists": "anna", "unknown": "nobody", "closed": "closed", "no editor": "visitor"}


@pytest.fixture
def people(anna) -> None:
    for name, more in (("closed", {"is_active": False}), ("visitor", {"is_staff": False})):
        get_user_model().objects.create_user(name, password=RIGHT, **{"is_staff": True, **more})


def test_every_refusal_is_the_same_page(people):
    answers = {}
    for name in (*REFUSED.values(), "locked", "anna locked"):
        name, _, locked = name.partition(" ")
        if locked or name == "locked":
            lock(name)
        answer = tried(name, WRONG)
        said = with_tokens_removed(answer.content, name)
        answers[name, locked] = (
            answer.status_code,
            said,
            answer.headers.get("Retry-After"),
            bool(answer.cookies),
        )
    assert len(answers) == 6
    assert len(set(answers.values())) == 1
    [(status, page, *_)] = set(answers.values())
    assert status == 200
    assert b"or there were too many tries" in page


def test_the_right_password_of_a_held_back_account_reveals_nothing(anna):
    lock("anna")
    refused = with_tokens_removed(tried("anna", WRONG).content, "anna")
    assert with_tokens_removed(tried("anna", RIGHT).content, "anna") == refused


@pytest.mark.parametrize("older", [False, True], ids=["all hashes new", "one account with an older hash"])
def test_every_refusal_costs_the_same_work(asked_hashers, people, older):
    everybody = get_user_model().objects
    for user in everybody.all():
        user.set_password(RIGHT)
        user.save()
    if older:
        everybody.filter(username="closed").update(password=PBKDF2PasswordHasher().encode(RIGHT, "salt" * 6))
    lock("held-back")
    spent = {}
    for name in (*REFUSED.values(), "held-back"):
        asked_hashers.clear()
        assert not lets_in(tried(name, WRONG))
        spent[name] = tuple(sorted(asked_hashers))
    assert set(spent.values()) == {("argon2", "pbkdf2_sha256") if older else ("argon2",)}


def test_an_address_beyond_its_limit_gets_no_password_checked(asked_hashers, anna):
    """It reveals no name, and a flood costs nothing."""
    for number in range(FROM_ADDRESS):
        count_try(f"name {number}", HERE)
    asked_hashers.clear()
    pages = {with_tokens_removed(tried(name, RIGHT).content, name) for name in ("anna", "nobody")}
    assert asked_hashers == []
    assert pages == {with_tokens_removed(tried("nobody", WRONG, address=ELSEWHERE).content, "nobody")}


def test_neither_what_was_typed_nor_where_is_kept_or_logged(anna, caplog):
    for _ in range(OF_ACCOUNT_FROM_ADDRESS + 2):
        tried("my-password-in-the-wrong-field", "secret words")
    kept = repr(list(SignInTries.objects.values_list()))
    for typed in ("my-password", "secret words", HERE):
        assert typed not in kept
        assert typed not in caplog.text
    assert caplog.text.count("sign_in_limit_reached limit=account_from_address") == 1


# Unlocking


def test_a_lockout_can_be_lifted_by_hand(anna, capsys):
    lock("anna")
    call_command("unlock", "anna")
    assert "the next try counts as the first" in capsys.readouterr().out
    assert lets_in(tried("anna", RIGHT))


def test_so_can_that_of_an_address_that_many_share(anna):
    for number in range(FROM_ADDRESS):
        count_try(f"name {number}", HERE)
    assert not lets_in(tried("anna", RIGHT))
    call_command("unlock", address=f"{HERE}:443")
    assert lets_in(tried("anna", RIGHT))


def test_unlocking_a_misspelt_name_says_that_none_is_counted(anna, capsys):
    lock("anna")
    call_command("unlock", "Anna")
    assert "Nothing was counted" in capsys.readouterr().out
    for wrong in ({}, {"address": "hospital"}):
        with pytest.raises(CommandError):
            call_command("unlock", **wrong)


# Hashes


def test_an_older_hash_is_renewed_when_its_owner_signs_in(asked_hashers, anna):
    old = PBKDF2PasswordHasher().encode(RIGHT, "salt" * 6)
    get_user_model().objects.update(password=old)
    tried("anna", WRONG)
    anna.refresh_from_db()
    assert anna.password == old
    assert lets_in(tried("anna", RIGHT))
    anna.refresh_from_db()
    assert identify_hasher(anna.password).algorithm == "argon2"
    assert lets_in(tried("anna", RIGHT))

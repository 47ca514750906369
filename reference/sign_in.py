"""Sign-in: how often a password may be tried. A refusal reveals nothing.

Tries are counted in the database, so that all workers count together. What was typed as a name is often not one
(a password in the wrong field), so only keyed digests are kept.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from typing import Any, Literal

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import Argon2PasswordHasher, get_hashers
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .callers import caller_address
from .models import SignInTries

logger = logging.getLogger(__name__)

WINDOW = dt.timedelta(minutes=15)
FROM_ADDRESS = 50
"""Tries from one address in a window: a hospital may share one."""
OF_ACCOUNT_FROM_ADDRESS = 10
OF_ACCOUNT = 25
"""Tries of one account in a window, from wherever: 100 an hour, the most that ASVS 2.2.1 allows. It is more than one
address may use up, so that one stranger cannot lock an editor out."""
HeldBack = Literal["", "address", "account_from_address", "account"]
SIGNED_IN_AT = "signed_in_at"
"""Where a session says when it began, in seconds since 1970 (config/sessions.py)."""


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id in one thread and 46 MiB (KiB below), twice over: more than OWASP's least, and eight sign-ins at once fit
    into a small server. Django's own takes 100 MiB for each.

    After a change of these numbers the time of a refusal reveals which accounts have not signed in since.
    """

    memory_cost = 47_104
    time_cost = 2
    parallelism = 1


class ThrottledBackend(ModelBackend):
    """Django's accounts and passwords; beyond the limits even the right password is refused.

    A refusal does the same work whether the name exists or not, and whether it is held back or not. Only for an address
    beyond its own limit no password is checked: that reveals no name, and guessing then costs the server nothing.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **more: Any,
    ) -> Any:
        if username is None or password is None:
            return None
        held_back = count_try(username, caller_address(request) if request else "")
        if held_back == "address":
            return None
        user = super().authenticate(request, username=username, password=password, **more)
        if user is None:
            _spend_the_time_of_older_hashes(username, password)
        return None if held_back else user


def count_try(username: str, address: str) -> HeldBack:
    """Count one try before its password is looked at, so that tries at once are counted too. Empty: within all limits.

    A try beyond one limit does not count towards the next: so one address can use up only a part of an account's tries.
    """
    account, place = _digest("account", username), _digest("address", address)
    limits: tuple[tuple[HeldBack, str, str, int], ...] = (
        ("address", "", place, FROM_ADDRESS),
        ("account_from_address", account, place, OF_ACCOUNT_FROM_ADDRESS),
        ("account", account, "", OF_ACCOUNT),
    )
    with transaction.atomic():
        for limit, of_account, from_place, most in limits:
            number = _next_number(of_account, from_place)
            if number == most + 1:
                logger.warning("sign_in_limit_reached limit=%s", limit)
            if number > most:
                return limit
    return ""


def signed_in(sender: Any, request: HttpRequest, user: Any, **more: Any) -> None:
    """After a sign-in: its tries are forgotten, its session begins, and what ran out is cleared away."""
    account, place = _digest("account", user.get_username()), _digest("address", caller_address(request))
    SignInTries.objects.filter(account=account, address__in=("", place)).delete()
    SignInTries.objects.filter(account="", address=place, number__gt=0).update(number=F("number") - 1)
    SignInTries.objects.filter(since__lt=timezone.now() - WINDOW).delete()
    request.session.clear_expired()
    request.session.cycle_key()  # Django keeps the key of a person who signs in twice
    request.session[SIGNED_IN_AT] = int(time.time())


def forget_tries(*, username: str = "", address: str = "") -> int:
    """Let an account, or an address as caller_address writes it, try again at once. Returns how many counts went."""
    found = SignInTries.objects.none()
    if username:
        found = SignInTries.objects.filter(account=_digest("account", username))
    if address:
        found = found | SignInTries.objects.filter(address=_digest("address", address))
    return found.delete()[0]


def _next_number(account: str, address: str) -> int:
    now = timezone.now()
    tries, _ = SignInTries.objects.select_for_update().get_or_create(
        account=account, address=address, defaults={"since": now}
    )
    if not now - WINDOW < tries.since <= now:  # over, or begun by a clock that was ahead
        tries.since, tries.number = now, 0
    tries.number += 1
    tries.save(update_fields=["since", "number"])
    return tries.number


def _digest(kind: str, value: str) -> str:
    return salted_hmac(f"reference.sign_in.{kind}", value, algorithm="sha256").hexdigest()


def _spend_the_time_of_older_hashes(username: str, password: str) -> None:
    """While some account still has a hash of an older kind, every refusal costs what a refusal of that account costs.

    A hash is renewed when its owner signs in. Until then its slower check would reveal that the account exists.
    """
    accounts = get_user_model()._default_manager.all()
    preferred, *older = get_hashers()
    spent = preferred
    for hasher in older:
        having = accounts.filter(password__startswith=f"{hasher.algorithm}$")
        if having.filter(username=username).exists():
            spent = hasher
        elif having.exists():
            hasher.encode(password, hasher.salt())
    if spent is not preferred:
        preferred.encode(password, preferred.salt())

"""Where passwords are tried: the form of /admin/login/, and the change of a password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from reference.callers import caller_address
from reference.sign_in import count_try, forget_tries


class SignInForm(AdminAuthenticationForm):
    """Gives the same message for every refusal, so that it does not reveal which names exist or are held back."""

    error_messages: ClassVar = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": "The name or the password is not right, or there were too many tries. "
        "Check both, capitals included. After too many tries wait a quarter of an hour.",
    }


def counted_password_change(
    site: AdminSite,
    change: Callable[[HttpRequest, dict[str, Any] | None], HttpResponse],
    request: HttpRequest,
    extra_context: dict[str, Any] | None,
) -> HttpResponse:
    """`change`, Django's own, with each try counted: a stranger at an open session cannot guess its password there.

    After too many tries the session is ended.
    """
    if request.method != "POST":
        return change(request, extra_context)
    name = request.user.get_username()
    if count_try(name, caller_address(request)):
        logout(request)
        return redirect(f"{site.name}:login")
    answer = change(request, extra_context)
    if answer.status_code == 302:
        forget_tries(username=name)
    return answer

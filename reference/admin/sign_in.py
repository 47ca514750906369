"""Where passwords are tried: the form of /admin/login/, and the change of a password."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from reference.callers import caller_address
from reference.sign_in import count_try, forget_tries


class SignInForm(AdminAuthenticationForm):
    """Says the same of every refusal, so that nobody learns which names exist or which are held back."""

    error_messages: ClassVar = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": "The name or the password is not right, or there were too many tries. "
        "Check both, capitals included. After too many tries wait a quarter of an hour.",
    }


def with_counted_password_change(site: AdminSite) -> None:
    """Whoever finds a desk open cannot guess its password there: these tries count too, and in the end it is closed."""
    plain_change = site.password_change

    def password_change(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method != "POST":
            return plain_change(request, extra_context)
        name = request.user.get_username()
        if count_try(name, caller_address(request)):
            logout(request)
            return redirect(f"{site.name}:login")
        answer = plain_change(request, extra_context)
        if answer.status_code == 302:
            forget_tries(username=name)
        return answer

    site.password_change = password_change  # type: ignore[method-assign]

"""The form of /admin/login/."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.admin.forms import AdminAuthenticationForm


class SignInForm(AdminAuthenticationForm):
    """Says the same of every refusal, so that nobody learns which names exist or which are held back."""

    error_messages: ClassVar = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": "The name or the password is not right, or there were too many tries. "
        "Check both, capitals included. After too many tries wait a quarter of an hour.",
    }

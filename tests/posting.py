"""How the tests post a form: as a browser does. Django's test client posts every form as one with files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

PLAIN_FORM = "application/x-www-form-urlencoded"
_post = Client.post


def _as_a_browser(client: Client, path: str, data: Any = None, *args: Any, **options: Any) -> HttpResponse:
    if args or "content_type" in options:
        return _post(client, path, data, *args, **options)
    body = urlencode(data, doseq=True) if isinstance(data, Mapping) else data
    return _post(client, path, body or "", content_type=PLAIN_FORM, **options)


def post_as_a_browser() -> None:
    Client.post = _as_a_browser

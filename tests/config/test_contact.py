"""The contact for readers: a full address, or none."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import contact


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("", ""),
        (" desk@example.org ", "mailto:desk@example.org"),
        ("https://example.org/contact", "https://example.org/contact"),
    ],
)
def test_a_contact_is_an_address_that_a_browser_opens(value, address, monkeypatch):
    monkeypatch.setenv("CONTACT", value)
    assert contact("CONTACT") == address


@pytest.mark.parametrize(
    "value", ["desk", "http://example.org", "mailto:desk@example.org", "a@b", "javascript:x"]
)
def test_an_invalid_contact_is_refused_with_an_example(value, monkeypatch):
    monkeypatch.setenv("CONTACT", value)
    with pytest.raises(ImproperlyConfigured, match=r"desk@example\.org"):
        contact("CONTACT")

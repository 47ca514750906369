"""One caller is counted as one, however its address is written and whichever address it claims."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from reference.callers import UNKNOWN, caller_address, counted_address

PROXY = "10.0.0.1"


def asked(forwarded: str | None = None, direct: str = PROXY) -> str:
    request = RequestFactory().get("/", REMOTE_ADDR=direct)
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return caller_address(request)


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("203.0.113.5:1001", "203.0.113.5"),
        (" 203.0.113.5:1002 ", "203.0.113.5"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("[::ffff:203.0.113.5]:443", "203.0.113.5"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("2001:DB8:0:1:ffff::2", "2001:db8:0:1::/64"),
        ("[2001:db8:0:1::3]", "2001:db8:0:1::/64"),
        ("[2001:db8:0:1::4]:50123", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_an_address_is_counted_without_its_port_and_ipv6_by_its_network(written, counted):
    assert counted_address(written) == counted


@pytest.mark.parametrize(
    "written", ["", "unknown", "_hidden", "203.0.113.5.6", "[", "1:2:3", "x" * 9_000, "٣.٣.٣.٣"]
)
def test_text_that_is_not_an_address_counts_as_no_address(written):
    assert counted_address(written) == ""


def test_without_a_proxy_a_caller_cannot_choose_an_address(settings):
    settings.NUM_PROXIES = 0
    assert asked("198.51.100.9", direct="203.0.113.5") == "203.0.113.5"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.9, 203.0.113.5:1001", "203.0.113.5"),
        (2, "198.51.100.9, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        (2, "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.9, unknown", PROXY),
        (1, "198.51.100.9,", PROXY),
        (1, None, PROXY),
        (1, "", PROXY),
    ],
)
def test_behind_proxies_the_address_seen_by_the_outermost_is_counted(settings, proxies, forwarded, counted):
    settings.NUM_PROXIES = proxies
    assert asked(forwarded) == counted


def test_a_request_over_a_socket_file_is_counted_without_an_address(settings):
    settings.NUM_PROXIES = 0
    assert asked(direct="") == UNKNOWN

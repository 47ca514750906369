"""Whose request it is, as far as limits go: one rule for pages, API, reports and sign-in."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

NETWORK_OF_ONE_CALLER = 64
"""Bits of an IPv6 address that a provider gives to one customer, who may use every address below."""
UNKNOWN = "unknown"


def caller_address(request: HttpRequest) -> str:
    """The address that limits count: an IPv4 address, or the /64 network of an IPv6 one.

    X-Forwarded-For is read from its end, as many places as NUM_PROXIES says: what comes before was written by
    the caller. A proxy that names no address (`unknown`) is counted as the caller itself.
    """
    direct = counted_address(request.META.get("REMOTE_ADDR", ""))
    named = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if not settings.NUM_PROXIES or not named:
        return direct or UNKNOWN
    places = named.split(",")
    outermost = places[-min(settings.NUM_PROXIES, len(places))]
    return counted_address(outermost) or direct or UNKNOWN


def counted_address(text: str) -> str:
    """One address, with or without a port, brackets or a zone, in the form it is counted; empty if it is none."""
    try:
        address = ipaddress.ip_address(_without_port(text.strip()))
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), NETWORK_OF_ONE_CALLER), strict=False))


def _without_port(text: str) -> str:
    """203.0.113.5:1001 and [2001:db8::1]:443 as proxies write them; a bare IPv6 address has no port."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text

"""Under which names and at which address the site is reached, and whether that makes it a production server."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import split_domain_port, validate_host

from . import environment as env

LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EXAMPLE = "Set it to the public address, for example https://kratom.example.org."


class PublicAddress(NamedTuple):
    """`hosts`: names that are answered, this machine's always among them, so that it can be watched from there."""

    hosts: list[str]
    url: str
    production: bool

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def is_https(self) -> bool:
        return self.url.startswith("https://")


def read_public_address(*, debug: bool, port: int) -> PublicAddress:
    """From ALLOWED_HOSTS and SITE_URL. A server that answers to any name but this machine's is a production server.

    Raises ImproperlyConfigured.
    """
    named, given = env.words("ALLOWED_HOSTS"), env.text("SITE_URL")
    for host in named:
        _check_host(host)
    site_host = _site_host(given) if given else ""
    public = [host for host in (*named, site_host) if host and host not in LOCAL_HOSTS]
    if public and debug:
        raise ImproperlyConfigured(
            f"DEBUG is on and {public[0]} is a public name: everybody would read the code and its settings in "
            f"error pages. Unset DEBUG. {env.SEE}"
        )
    if public:
        _check_production(named, given, site_host)
    hosts = list(dict.fromkeys([*named, *LOCAL_HOSTS]))
    return PublicAddress(hosts, given.rstrip("/") or f"http://127.0.0.1:{port}", bool(public))


def _check_host(host: str) -> None:
    if host == "*":
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS=* answers to any name, so anybody's links would lead where they like. "
            f"List the names, for example kratom.example.org. {env.SEE}"
        )
    domain, port = split_domain_port(host.removeprefix("."))
    if port or domain != host.removeprefix("."):
        raise ImproperlyConfigured(
            f"ALLOWED_HOSTS names {host!r}, which is no host. Write the name alone, in small letters, without scheme, "
            f"port or path: kratom.example.org. {env.SEE}"
        )


def _site_host(url: str) -> str:
    """The host of SITE_URL, without its port."""
    if not url.startswith(("https://", "http://")):
        raise ImproperlyConfigured(
            f"SITE_URL={url!r} does not begin with https:// in small letters. {EXAMPLE} {env.SEE}"
        )
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ImproperlyConfigured(f"SITE_URL={url!r} is no address. {EXAMPLE} {env.SEE}") from None
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"SITE_URL={url!r} holds more than scheme and host: the site is at the root. {EXAMPLE} {env.SEE}"
        )
    domain, _port = split_domain_port(parts.netloc)
    if not domain or parts.netloc != parts.netloc.lower():
        raise ImproperlyConfigured(
            f"SITE_URL={url!r} has no host that can be used; write it in small letters. {EXAMPLE} {env.SEE}"
        )
    return domain


def _check_production(named: list[str], url: str, site_host: str) -> None:
    if not url:
        raise ImproperlyConfigured(f"SITE_URL is not set. {EXAMPLE} {env.SEE}")
    if not url.startswith("https://"):
        raise ImproperlyConfigured(
            f"SITE_URL={url!r} is not https: passwords and medication lists would travel in the clear. {EXAMPLE} {env.SEE}"
        )
    if not validate_host(site_host, named):
        raise ImproperlyConfigured(
            f"SITE_URL names {site_host}, but ALLOWED_HOSTS does not: the site would refuse its own address. "
            f"Add it: ALLOWED_HOSTS={','.join([*named, site_host])}. {env.SEE}"
        )

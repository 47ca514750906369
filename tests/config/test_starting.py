"""A server with a wrong setting does not start, and says in one sentence what is wrong and what to set instead."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .environments import KNOWN, PUBLIC, SECRET

AS_NOBODY = """
import os, django
django.setup()
from config.checks import refuse_to_start
os.setgroups([]); os.seteuid(65534)
refuse_to_start()
"""

HERE_REFUSED = {
    "PAGE_RATE=": "PAGE_RATE='' is not a number and a time. Set for example PAGE_RATE=3000/min",
    "API_RATE=lots": "API_RATE='lots' is not a number and a time. Set for example API_RATE=600/min",
    "API_RATE=0/min": "API_RATE='0/min' is not",
    "REPORT_RATE=30": "REPORT_RATE='30' is not",
    "REPORT_RATE=30/month": "REPORT_RATE='30/month' is not",
    "NUM_PROXIES=-1": "NUM_PROXIES='-1' is not a whole number from 0 to 9",
    "NUM_PROXIES=²": "NUM_PROXIES='²' is not a whole number",
    "NUM_PROXIES=": "NUM_PROXIES='' is not a whole number",
    "PORT=0": "PORT='0' is not a whole number from 1 to 65535. Set for example PORT=8000.",
    "PORT=99999": "PORT='99999' is not",
    "WORKERS=0": "WORKERS='0' is not a whole number from 1 to 64",
    "WORKERS=many": "WORKERS='many' is not",
    "OFFLINE_WAIT=soon": "OFFLINE_WAIT='soon' is not a number of seconds. Set for example OFFLINE_WAIT=0.05.",
    "OFFLINE_WAIT=inf": "OFFLINE_WAIT='inf' is not",
    "DEBUG=maybe": "DEBUG='maybe' is neither yes nor no",
    "DATABASE_URL=kratom": "DATABASE_URL cannot be read",
    "DATABASE_URL=postgres://": "DATABASE_URL cannot be read",
    "DATABASE_URL=postgres://a:b@host:port/name": "DATABASE_URL cannot be read",
    "DATABASE_URL=mysql://a:b@host/name": "DATABASE_URL cannot be read",
    "SITE_URL=kratom.example.org": "does not begin with https://",
    "ALLOWED_HOSTS=*": "ALLOWED_HOSTS=* answers to any name",
    "ALLOWED_HOSTS=https://kratom.example.org": "ALLOWED_HOSTS names 'https://kratom.example.org', which is no host",
    "ALLOWED_HOSTS=kratom.example.org:443": "which is no host",
}
PUBLIC_REFUSED = {
    "DEBUG=1": "DEBUG is on and kratom.example.org is a public name",
    "SECRET_KEY=": "SECRET_KEY is not set. Set it to what python3 -c",
    "SECRET_KEY=x": "SECRET_KEY can be guessed",
    f"SECRET_KEY={'ab' * 40}": "SECRET_KEY can be guessed",
    f"SECRET_KEY=django-insecure-{SECRET}": "SECRET_KEY can be guessed",
    "DATABASE_URL=": "DATABASE_URL is not set",
    "SITE_URL=": "SITE_URL is not set",
    "SITE_URL=http://kratom.example.org": "is not https",
    "SITE_URL=HTTPS://kratom.example.org": "does not begin with https:// in small letters",
    "SITE_URL=https://Kratom.example.org": "write it in small letters",
    "SITE_URL=https://kratom.example.org/reference": "holds more than scheme and host",
    "SITE_URL=https://kratom.example.org?x=1": "holds more than scheme and host",
    "SITE_URL=https://": "has no host that can be used",
    "SITE_URL=https://me:word@kratom.example.org": "has no host that can be used",
    "SITE_URL=https://kratom.example.org:web": "is no address",
    "SITE_URL=https://other.example.org": "ALLOWED_HOSTS does not",
    "ALLOWED_HOSTS=": "ALLOWED_HOSTS does not: the site would refuse its own address. Add it",
}


@pytest.fixture
def refused(read_settings) -> Callable[[dict[str, str]], str]:
    def why(environment: dict[str, str]) -> str:
        with pytest.raises(ImproperlyConfigured) as said:
            read_settings(environment)
        return str(said.value)

    return why


def changed(setting: str, base: dict[str, str]) -> dict[str, str]:
    name, _, value = setting.partition("=")
    return {**base, name: value}


@pytest.mark.parametrize(("setting", "sentence"), HERE_REFUSED.items(), ids=list(HERE_REFUSED))
def test_a_wrong_setting_is_refused_on_any_server(refused, setting, sentence):
    assert sentence in refused(changed(setting, {}))


@pytest.mark.parametrize(
    ("setting", "sentence"), PUBLIC_REFUSED.items(), ids=[name[:60] for name in PUBLIC_REFUSED]
)
def test_a_public_server_refuses_what_would_endanger_it(refused, setting, sentence):
    assert sentence in refused(changed(setting, PUBLIC))


def test_a_public_server_needs_the_number_of_proxies_in_front(refused):
    without = {name: value for name, value in PUBLIC.items() if name != "NUM_PROXIES"}
    assert "NUM_PROXIES is not set. Say how many proxies" in refused(without)


def test_no_refusal_repeats_a_password(refused):
    for address in ("mysql://kratom:geheim@host/name", "postgres://kratom:geheim@host:port/name"):
        assert "geheim" not in refused({"DATABASE_URL": address})


def test_right_settings_start_here(read_settings):
    read = read_settings({})
    assert (read["PRODUCTION"], read["ALLOWED_HOSTS"]) == (False, ["127.0.0.1", "localhost", "[::1]"])
    assert "SECURE_SSL_REDIRECT" not in read


def test_right_settings_start_in_public_and_guard_what_is_sent(read_settings):
    read = read_settings(PUBLIC)
    assert read["PRODUCTION"]
    assert read["ALLOWED_HOSTS"] == ["kratom.example.org", "127.0.0.1", "localhost", "[::1]"]
    assert read["SECURE_SSL_REDIRECT"]
    assert read["SESSION_COOKIE_SECURE"]
    assert read["CSRF_COOKIE_SECURE"]
    assert (read["SESSION_COOKIE_NAME"], read["CSRF_COOKIE_NAME"]) == (
        "__Secure-sessionid",
        "__Secure-csrftoken",
    )


def test_an_address_with_a_port_and_a_name_with_a_dot_before_it_are_right(read_settings):
    read = read_settings(
        {**PUBLIC, "ALLOWED_HOSTS": ".example.org", "SITE_URL": "https://kratom.example.org:8443/"}
    )
    assert read["SITE_URL"] == "https://kratom.example.org:8443"


# As processes


def process(data_dir: Path, environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    without = {
        name: value for name, value in os.environ.items() if name not in {*KNOWN, "DJANGO_SETTINGS_MODULE"}
    }
    given = {**without, "DATA_DIR": str(data_dir), "CODE_REVISION": "test", **environment}
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_says_the_sentence_and_nothing_else(tmp_path):
    answer = process(tmp_path, {"PAGE_RATE": ""}, "manage.py", "check")
    assert (answer.returncode, answer.stdout) == (1, "")
    [sentence] = answer.stderr.strip().splitlines()
    assert sentence.startswith("Not started: PAGE_RATE='' is not a number and a time.")


@pytest.mark.parametrize("name", ["releases", "static"])
def test_a_file_where_a_folder_should_be_stops_the_server(tmp_path, name):
    (tmp_path / name).write_text("")
    answer = process(tmp_path, {}, "-c", "import config.wsgi")
    assert answer.returncode == 1
    assert f"{tmp_path / name} cannot be read by this user, or is not a folder" in answer.stderr
    assert "Set DATA_DIR to a folder this user may read" in answer.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may start a process as another user")
@pytest.mark.parametrize(("rights", "start"), [(0o700, False), (0o755, True)], ids=["closed", "open to read"])
def test_a_server_starts_on_a_folder_it_may_only_read_and_not_on_one_it_may_not(rights, start):
    """As another user than the folder's. Reading goes on where nothing can be written: readers come first."""
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        (data_dir / "releases").mkdir()
        (data_dir / "releases").chmod(rights)
        data_dir.chmod(0o755)
        answer = process(
            data_dir, {"SECRET_KEY": SECRET, "DJANGO_SETTINGS_MODULE": "config.settings"}, "-c", AS_NOBODY
        )
    assert ("cannot be read by this user" not in answer.stderr) is start
    assert ("started_all_the_same" in answer.stderr) is start

"""Whatever holds the editors' desk, the database, a lock, guessed passwords, readers are answered meanwhile."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sqlite3
import urllib.parse
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.raw_http import FORM, HOST, exchange, held, received, statuses, still_waiting
from tests.serving import Site

pytestmark = [pytest.mark.attack, pytest.mark.process]
EDITOR = {
    "DJANGO_SUPERUSER_USERNAME": "anna",
    "DJANGO_SUPERUSER_PASSWORD": "a long enough secret",
    "DJANGO_SUPERUSER_EMAIL": "",
}
SIGNED_IN = b"GET /admin/ HTTP/1.1\r\n" + HOST + b"Cookie: sessionid=abcdefghijklmnopqrstuvwxyz012345\r\n\r\n"
AWAY = b"The database did not answer in time"
POSTGRESQL = os.environ.get("DATABASE_URL", "")


@contextmanager
def serving(folder: Path, releases: Path, **changed: str) -> Iterator[Site]:
    shutil.copytree(releases, folder / "releases")
    site = Site(folder, **changed)
    try:
        site.wait()
        yield site
    finally:
        site.end()


@contextmanager
def silent_database() -> Iterator[tuple[str, socket.socket]]:
    """A port that takes connections and never says a word, as a PostgreSQL that is stopped does."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(200)
        listener.settimeout(0)
        yield f"postgres://nobody:nothing@127.0.0.1:{listener.getsockname()[1]}/nowhere", listener


def readers_are_answered(site: Site) -> bool:
    body = b"medications=quetiapine"
    length = b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body)
    for _ in range(10):
        for path in (b"/", b"/interactions/quetiapine/", b"/health/ready"):
            asked = b"GET %s HTTP/1.1\r\nConnection: close\r\n" % path + HOST + b"\r\n"
            assert statuses(exchange(site.readers, asked)) == [200]
        answer = exchange(site.readers, b"POST / HTTP/1.1\r\n" + HOST + FORM + length + body)
        assert statuses(answer) == [200]
        assert b"Keep quetiapine" in answer
    return True


def sign_in(site: Site, password: str) -> bytes:
    """The request by which a browser would sign in."""
    page = exchange(site.desk, b"GET /admin/login/ HTTP/1.1\r\nConnection: close\r\n" + HOST + b"\r\n")
    cookie = re.search(rb"csrftoken=(\w+)", page)[1]
    field = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    body = urllib.parse.urlencode(
        {
            "csrfmiddlewaretoken": field,
            "username": EDITOR["DJANGO_SUPERUSER_USERNAME"],
            "password": password,
            "next": "/admin/",
        }
    ).encode()
    length = b"Content-Length: %d\r\n" % len(body)
    return (
        b"POST /admin/login/ HTTP/1.1\r\n"
        + HOST
        + FORM
        + length
        + b"Cookie: csrftoken=%s\r\n\r\n" % cookie
        + body
    )


def test_a_database_that_hangs_delays_no_reader_and_no_reader_asks_it(shipped_folder, tmp_path):
    with silent_database() as (url, listener), serving(tmp_path, shipped_folder, DATABASE_URL=url) as site:
        assert readers_are_answered(site)
        with pytest.raises(BlockingIOError):  # nobody has connected
            listener.accept()
        with held(site.desk, 20, SIGNED_IN) as editors:
            while still_waiting(editors) == len(editors):
                assert readers_are_answered(site)
            assert AWAY in received(editors[0])


def test_a_held_lock_of_sqlite_delays_no_reader_and_is_reported_to_the_editor(shipped_folder, tmp_path):
    with serving(tmp_path, shipped_folder, **EDITOR) as site:
        site.manage("migrate", "--verbosity", "0")
        site.manage("createsuperuser", "--noinput")
        asked = sign_in(site, EDITOR["DJANGO_SUPERUSER_PASSWORD"])
        with closing(sqlite3.connect(tmp_path / "reference.sqlite3", isolation_level=None)) as other:
            other.execute("begin immediate")
            with held(site.desk, 3, asked) as editors:
                assert readers_are_answered(site)
                for editor in editors:
                    answer = received(editor)
                    assert statuses(answer) == [503]
                    assert AWAY in answer
            other.rollback()
        assert statuses(exchange(site.desk, asked)) == [302]


def test_guessed_passwords_delay_no_reader(shipped_folder, tmp_path):
    with serving(tmp_path, shipped_folder, **EDITOR) as site:
        site.manage("migrate", "--verbosity", "0")
        site.manage("createsuperuser", "--noinput")
        with held(site.desk, 30, sign_in(site, "a guess")) as guesses:
            assert readers_are_answered(site)
            assert still_waiting(guesses) > 0


@pytest.mark.skipif(
    not POSTGRESQL.startswith("postgres"), reason="set DATABASE_URL to a PostgreSQL that may be used for it"
)
def test_a_held_row_of_postgresql_delays_no_reader_and_is_reported_to_the_editor(shipped_folder, tmp_path):
    with (
        serving(tmp_path, shipped_folder, DATABASE_URL=POSTGRESQL, **EDITOR) as site,
        ExitStack() as afterwards,
    ):
        site.manage("migrate", "--verbosity", "0")
        site.manage("createsuperuser", "--noinput")
        other = afterwards.enter_context(closing(psycopg.connect(POSTGRESQL)))
        afterwards.callback(other.commit)
        afterwards.callback(other.execute, "truncate auth_user cascade")
        afterwards.callback(other.rollback)
        other.execute("select * from auth_user for update")
        with held(site.desk, 3, sign_in(site, EDITOR["DJANGO_SUPERUSER_PASSWORD"])) as editors:
            assert readers_are_answered(site)
            for editor in editors:
                answer = received(editor)
                assert statuses(answer) == [503]
                assert AWAY in answer

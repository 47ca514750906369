"""/metrics: what two workers were asked, added up, with no medicine, no typed word and no caller in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings
from prometheus_client.parser import text_string_to_metric_families

from tests.serving import running

pytestmark = pytest.mark.process
TYPED = "quetiapinexyz"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def data_dir(shipped_folder, tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("metrics")
    shutil.copytree(shipped_folder, data_dir / "releases")
    return data_dir


@pytest.fixture(scope="module")
def server(data_dir):
    with running(data_dir, workers=2, METRICS_DIR=str(data_dir / "counts")) as server:
        yield server


@pytest.fixture(scope="module")
def figures(server):
    """After forty look-ups, each over a connection of its own; by name and labels."""
    for _ in range(20):
        assert server.ask("/interactions/quetiapine/")[0] == 200
        assert server.ask("/", f"medications={TYPED}".encode(), Content_Type=FORM)[0] == 200
    server.ask(f"/medications/{TYPED}/")
    server.ask(f"/{TYPED}")
    server.ask("/static/nothing.css")
    status, body, headers = server.ask("/metrics")
    assert status == 200
    assert "no-store" in headers["Cache-Control"]
    assert TYPED not in body.decode()
    assert "127.0.0.1" not in body.decode()
    samples = [s for family in text_string_to_metric_families(body.decode()) for s in family.samples]
    return {(s.name, *sorted(s.labels.values())): s.value for s in samples}


def test_each_worker_reports_the_figures_of_both(figures, data_dir):
    assert len(list((data_dir / "counts").glob("counter_*.db"))) == 2
    assert figures["kratom_requests_total", "200", "GET", "interaction"] == 20
    assert figures["kratom_requests_total", "200", "POST", "check"] == 20
    assert figures["kratom_request_seconds_count", "check"] == 20


def test_a_route_is_named_and_no_medicine(figures):
    said = {label for _, *labels in figures for label in labels}
    assert not any("quetiapine" in label for label in said)
    assert {"none", "static", "medication"} <= said


def test_the_figures_of_the_release_need_no_database(figures):
    assert figures["kratom_ready",] == 1
    assert figures["kratom_degraded",] == 0
    assert figures["kratom_recalls_open",] == 0
    assert figures["kratom_reports_open",] == 0
    assert (
        figures["kratom_release_valid_until_timestamp_seconds",]
        > figures["kratom_release_published_timestamp_seconds",]
    )
    assert "2026.11.1" in {labels[0] for name, *labels in figures if name == "kratom_release_info"}


def test_a_request_through_a_proxy_gets_no_figures(server):
    status, body, _ = server.ask("/metrics", X_Forwarded_For="203.0.113.5")
    assert status == 404
    assert b"kratom" not in body


def test_a_folder_that_cannot_be_written_stops_the_start_with_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    done = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "METRICS_DIR": str(tmp_path / "file" / "counts"), "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode
    assert "cannot be made or written. Set it to a folder of this user" in done.stderr


def test_nothing_is_counted_where_no_folder_is_set(client, library_with_shipped_content):
    assert client.get("/metrics").status_code == 404

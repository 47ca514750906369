"""The ready check says what readers would meet: nothing, an older release, pages without style, or all in order."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from reference.views.about.static_files import static_files_missing
from tests import world as w
from tests.damage import DAMAGES
from tests.sealing import PUBLISHED, seal_into

HASHED = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}


@pytest.fixture
def folder(settings):
    """Two releases, the second current."""
    seal_into(settings.RELEASES_DIR, w.world())
    seal_into(settings.RELEASES_DIR, w.world(w.DRAWN[0]), "2026.11.2", PUBLISHED + dt.timedelta(days=1))
    return settings.RELEASES_DIR


@pytest.fixture
def static_root(tmp_path):
    """As production serves them: under names with hashes, from a folder that is still empty."""
    (tmp_path / "static").mkdir()
    with override_settings(STORAGES=HASHED, STATIC_ROOT=tmp_path / "static"):
        static_files_missing.cache_clear()
        yield tmp_path / "static"
    static_files_missing.cache_clear()


def ready() -> tuple[int, dict[str, str]]:
    answer = Client().get("/health/ready")
    assert "no-store" in answer["Cache-Control"]
    return answer.status_code, answer.json()


def test_all_in_order(folder):
    status, said = ready()
    assert (status, said["status"], said["release"]) == (200, "ready", "2026.11.2")
    assert "detail" not in said


def test_an_older_release_is_served_and_which_was_wanted_and_why(folder):
    DAMAGES["half"](folder / "2026.11.2.json")
    status, said = ready()
    assert status == 200
    assert (said["status"], said["release"], said["wanted"]) == ("degraded", "2026.11.1", "2026.11.2")
    assert said["detail"] == "2026.11.2: the file is not what was sealed"


def test_a_damaged_index_is_reported_although_the_newest_release_is_served(folder):
    ready()
    DAMAGES["garbage"](folder / "index.json")
    status, said = ready()
    assert (status, said["status"], said["release"]) == (200, "degraded", "2026.11.2")
    assert said["detail"].startswith("index.json: ")


def test_no_release(settings):
    status, said = ready()
    assert (status, said["status"]) == (503, "no release")
    assert "publish_release" in said["detail"]


def test_without_collected_static_files_it_is_not_ready_and_says_what_to_run(folder, static_root):
    status, said = ready()
    assert status == 503
    assert "python manage.py collectstatic" in said["detail"]


def test_with_them_it_is_ready_and_a_later_loss_is_noticed_at_the_next_start(folder, static_root):
    call_command("collectstatic", interactive=False, verbosity=0)
    assert ready()[0] == 200
    next(static_root.glob("check.*.js")).unlink()
    static_files_missing.cache_clear()
    assert "check.js is missing" in ready()[1]["detail"]


def test_files_collected_before_an_upgrade_are_noticed(folder, static_root, settings, tmp_path):
    changed = tmp_path / "source"
    shutil.copytree(settings.STATICFILES_DIRS[0], changed)
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.STATICFILES_DIRS = [changed]
    (changed / "check.js").write_text("// of the next version")
    assert "check.js is missing or older" in ready()[1]["detail"]

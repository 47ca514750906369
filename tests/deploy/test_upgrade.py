"""An older program's database and folder, taken over by this one: nothing that people did is lost."""

from __future__ import annotations

import subprocess
import tarfile
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = [pytest.mark.process, pytest.mark.uses_database]
OLDER = {
    "before acts were chained": "24aab29",
    "before entries stood in one table": "1f04dd0",
}
NO_LONGER_INSTALLED = (
    "from jellyfish import metaphone\n\n\ndef doublemetaphone(text):\n    return metaphone(text), ''\n"
)
"""In place of the library by which the oldest of them found names that sound alike."""


@pytest.fixture(scope="module", params=OLDER.values(), ids=OLDER)
def older_program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it was at an older commit."""
    folder = tmp_path_factory.mktemp("older")
    packed = folder / "program.tar"
    command = ["git", "archive", "--format=tar", f"--output={packed}", request.param]
    try:
        subprocess.run(command, cwd=settings.BASE_DIR, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(f"no upgrade is tried: the history of this copy does not hold commit {request.param}")
    with tarfile.open(packed) as tar:
        tar.extractall(folder, filter="data")
    (folder / "doublemetaphone.py").write_text(NO_LONGER_INSTALLED)
    return folder


def test_what_people_did_before_an_upgrade_is_there_after_it(older_program, new_copy):
    before = new_copy("before").with_program(older_program)
    before.manage("migrate", "--verbosity", "0")
    before.manage("load_content", "--bootstrap")
    before.manage("publish_release")
    before.people("work")
    done = before.what_people_did()
    after = before.with_program(Path(settings.BASE_DIR))
    after.manage("migrate", "--verbosity", "0")
    for verb in ("restore_releases", "verify_releases", "load_content --bootstrap"):
        after.manage(*verb.split())
    if refused := after.run("manage.py", "publish_release").stderr.split("CommandError: ")[
        1:
    ]:  # the rule has changed
        assert "nothing was published" in refused[0]
        after.people("rate_anew")
        after.manage("publish_release")
    after.manage("verify_releases")
    now = after.what_people_did()
    for kind, rows in done.items():
        assert now[kind][: len(rows)] == rows, kind
    assert len(now["releases"]) > len(done["releases"])
    titles = Counter(row[3].get("title") for row in now["revisions"])
    assert titles["Drafted"] == titles["In review"] == titles["Approved and waiting"] == 1
    assert [row[-1] for row in now["recalls"]] == [None]

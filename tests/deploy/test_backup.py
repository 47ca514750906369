"""A backup made while people work, put into an empty place, holds all that was there; nothing is ever overwritten."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.process, pytest.mark.uses_database]


def names_in(packed: Path) -> list[str]:
    with tarfile.open(packed) as tar:
        return tar.getnames()


@pytest.fixture(scope="module")
def site(new_copy):
    """A site in which people worked."""
    copy = new_copy("site")
    copy.people("begin")
    copy.people("work")
    reports = copy.data_dir / "reports"
    reports.mkdir(exist_ok=True)
    (reports / "2026-11-29-0123456789.json").write_text(
        json.dumps({"day": "2026-11-29", "release": "2026.11.1", "kind": "missing"})
    )
    return copy


def test_what_was_packed_is_restored_and_checked(site, new_copy, tmp_path):
    packed = tmp_path / "backup.tar.gz"
    site.manage("backup", str(packed))
    assert packed.stat().st_mode & 0o777 == 0o600
    restored = new_copy("restored")
    assert "every release is what was sealed" in restored.manage("restore_backup", str(packed))
    assert restored.what_people_did() == site.what_people_did()
    index = [(copy.data_dir / "releases" / "index.json").read_bytes() for copy in (site, restored)]
    assert index[0] == index[1]
    assert "A medicine is missing" in restored.manage("reports")


def test_a_backup_made_while_people_write_is_whole(site, new_copy, tmp_path):
    packed = tmp_path / "backup.tar.gz"
    with site.start("write") as writer:
        turns = map(int, writer.stdout)
        assert 6 in turns
        site.manage("backup", str(packed))
        assert writer.poll() is None
        writer.kill()
    restored = new_copy("restored")
    restored.manage("restore_backup", str(packed))
    now, then = site.what_people_did(), restored.what_people_did()
    for kind, rows in then.items():
        assert rows == now[kind][: len(rows)] or kind == "revisions", kind
    assert len(then["releases"]) > 3
    # Every revision that was approved came with the event that says so: never half of what one person did.
    approved = [row for row in then["revisions"] if row[-1] is not None]
    assert len(approved) == sum(row[2] == "approved" for row in then["events"])


def test_nothing_is_overwritten(site, new_copy, tmp_path):
    packed = tmp_path / "backup.tar.gz"
    site.manage("backup", str(packed))
    before = packed.read_bytes()
    assert "exists already" in site.refuses("backup", str(packed))
    assert packed.read_bytes() == before
    assert "holds tables already" in site.refuses("restore_backup", str(packed))
    fresh = new_copy("fresh")
    (fresh.data_dir / "releases").mkdir()
    (fresh.data_dir / "releases" / "index.json").write_text("{}")
    assert "holds files already" in fresh.refuses("restore_backup", str(packed))


def test_a_damaged_backup_changes_nothing(site, new_copy, tmp_path):
    packed, damaged = tmp_path / "backup.tar.gz", tmp_path / "damaged.tar.gz"
    site.manage("backup", str(packed))
    damaged.write_bytes(packed.read_bytes()[:-200])
    fresh = new_copy("fresh")
    assert "Nothing was changed" in fresh.refuses("restore_backup", str(damaged))
    assert "Nothing was changed" in fresh.refuses("restore_backup", str(tmp_path / "absent.tar.gz"))
    fresh.manage("restore_backup", str(packed))


def test_a_folder_gets_a_file_of_its_own_name_and_no_secret_is_in_it_unless_asked_for(site, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    site.manage("backup", str(folder))
    [packed] = folder.iterdir()
    assert "secret_key" not in names_in(packed)
    site.manage("backup", "--with-secret-key", str(folder / "with.tar.gz"))
    assert "secret_key" in names_in(folder / "with.tar.gz")


def with_manifest(packed: Path, target: Path, **changed: object) -> str:
    """The same backup, describing itself otherwise."""
    with tarfile.open(packed) as old, tarfile.open(target, "w:gz") as new:
        for member in old.getmembers():
            data = old.extractfile(member).read()
            if member.name == "backup.json":
                data = json.dumps({**json.loads(data), **changed}).encode()
                member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    return str(target)


def test_a_backup_of_another_kind_of_database_or_of_a_newer_program_changes_nothing(site, new_copy, tmp_path):
    packed = tmp_path / "backup.tar.gz"
    site.manage("backup", str(packed))
    fresh = new_copy("fresh")
    other = with_manifest(packed, tmp_path / "other.tar.gz", vendor="oracle")
    assert "is of oracle" in fresh.refuses("restore_backup", other)
    newer = with_manifest(packed, tmp_path / "newer.tar.gz", migrations=["reference.9999_later"])
    assert "made by a newer program" in fresh.refuses("restore_backup", newer)
    fresh.manage("restore_backup", str(packed))


def test_a_missing_tool_is_named_with_what_to_install(site, databases, tmp_path):
    if databases.kind == "sqlite":
        pytest.skip("SQLite needs no tool")
    done = site.run("manage.py", "backup", str(tmp_path / "backup.tar.gz"), PATH="/nowhere")
    assert done.returncode == 1
    assert "pg_dump is not installed" in done.stderr
    assert "apt-get install postgresql-client" in done.stderr
    assert list(tmp_path.iterdir()) == []

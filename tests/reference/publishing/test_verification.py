"""Whatever is changed behind the publisher's back is found: files, index, ledger, approvals, sign-offs, acts."""

from __future__ import annotations

import json

import msgspec
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from reference.content.loader import load_content, shipped_content_account
from reference.models import Recall, ReleaseRecord, Revision, entry_models
from reference.publishing.publisher import ReleaseRejected, publish_release, withdraw_release
from reference.publishing.recall import recall_entry
from reference.publishing.verification import verify
from reference.release.storage.codec import checksum
from reference.release.storage.store import ReleaseStore
from reference.workflow import approve, save_revision, sign_off, submit_for_review
from tests import factories as f
from tests import world as w

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions():
    """A chain of four."""
    published = [publish_release(by="x", content=w.world())]
    for number in range(3):
        extra = w.entry(f"other-{number}", "drug", "neverseen", w.row())
        published.append(publish_release(by="x", content=w.world(*w.DRAWN, extra)))
    return [one.manifest.version for one in published]


def store() -> ReleaseStore:
    return ReleaseStore(settings.RELEASES_DIR)


def problems() -> str:
    found = verify(store())
    return "\n".join([*found.problems, *(f"missing {version}" for version in found.missing)])


class Tampering:
    """Somebody with a text editor in the releases folder."""

    def __init__(self) -> None:
        self.index = json.loads(store().index_path.read_bytes())

    def edit(self, version: str) -> str:
        """Change a word in a file; returns the checksum that it has now."""
        path = store().path_of(version)
        data = path.read_bytes().replace(b"Sedation adds up", b"Nothing adds up!")
        path.write_bytes(data)
        return checksum(data)

    def save(self) -> None:
        store().index_path.write_text(json.dumps(self.index, sort_keys=True, indent=2))


@pytest.fixture
def tampering(versions):
    return Tampering()


def test_an_untouched_history_is_in_order_and_gives_the_line_to_keep(versions, capsys):
    call_command("verify_releases")
    said = capsys.readouterr().out
    assert "the chain holds" in said
    newest = ReleaseRecord.objects.get(version=versions[-1])
    assert f"{newest.version} {newest.checksum}" in said


def test_an_edited_file(versions, tampering):
    tampering.edit(versions[-1])
    assert f"{versions[-1]}: the file is not what was sealed" in problems()


def test_an_edited_file_whose_checksum_was_put_into_the_index(versions, tampering):
    tampering.index["releases"][versions[-1]]["checksum"] = tampering.edit(versions[-1])
    tampering.save()
    assert f"{versions[-1]}: index.json gives another checksum than the ledger" in problems()


def test_an_old_file_and_every_word_of_it_in_the_index(versions, tampering):
    changed = tampering.edit(versions[1])
    tampering.index["releases"][versions[1]]["checksum"] = changed
    tampering.index["releases"][versions[2]]["manifest"]["previous_checksum"] = changed
    tampering.save()
    said = problems()
    assert f"{versions[1]}: the file is not what was sealed" in said
    assert f"{versions[2]}: index.json says something else than was sealed (previous_checksum)" in said


def test_a_falsified_count_is_found_and_repaired_from_the_sealed_bytes(versions, tampering):
    tampering.index["releases"][versions[-1]]["manifest"]["reviewed"] = 247
    tampering.save()
    assert f"{versions[-1]}: index.json says something else than was sealed (reviewed)" in problems()
    call_command("restore_releases")
    assert not problems()


@pytest.mark.parametrize("place", [0, 1, -1], ids=["first", "middle", "newest"])
def test_a_release_that_was_dropped_from_the_folder(versions, tampering, place):
    del tampering.index["releases"][versions[place]]
    tampering.index["current"] = list(tampering.index["releases"])[-1]
    tampering.save()
    with pytest.raises(CommandError, match=rf"behind the ledger: it lacks {versions[place]}"):
        call_command("verify_releases")
    call_command("restore_releases")
    assert not problems()


@pytest.mark.parametrize("place", [0, 1, -1], ids=["first", "middle", "newest"])
def test_a_release_that_was_dropped_from_the_ledger_is_found_and_comes_back_from_its_file(
    versions, place, capsys
):
    version = versions[place]
    ReleaseRecord.objects.filter(version=version).delete()
    said = problems()
    assert f"{version}: was published on" in said
    assert f"{version}: is in index.json, but not in the ledger" in said
    with pytest.raises(CommandError, match=f"the ledger lacks {version}"):
        call_command("restore_releases")
    assert version in store().read_index().releases
    call_command("repair_ledger")
    assert f"{version} lies sealed in the releases folder and fits the chain" in capsys.readouterr().out
    call_command("repair_ledger", apply=True)
    assert not problems()


def test_a_ledger_row_with_other_bytes_and_the_link_after_it(versions, capsys):
    record = ReleaseRecord.objects.get(version=versions[1])
    data = bytes(record.sealed).replace(b"Sedation adds up", b"Nothing adds up!")
    rows = ReleaseRecord.objects.filter
    rows(version=versions[1]).update(sealed=data, checksum=checksum(data))
    rows(version=versions[2]).update(previous_checksum=checksum(data))
    said = problems()
    assert f"{versions[2]}: the ledger's row was changed (previous_checksum)" in said
    assert f"{versions[2]}: does not follow the release before it" in said
    with pytest.raises(CommandError, match="the ledger lacks"):
        call_command("restore_releases")
    call_command("repair_ledger", apply=True)
    assert "was changed in the ledger" in capsys.readouterr().out
    assert not problems()


def test_a_row_that_says_another_day_or_name(versions):
    ReleaseRecord.objects.filter(version=versions[0]).update(published_by="somebody else")
    assert f"{versions[0]}: the ledger's row was changed (published_by)" in problems()
    call_command("repair_ledger", apply=True)
    assert not problems()


def test_a_withdrawal_that_was_undone_in_the_database(versions):
    withdraw_release(versions[-1], by="x", reason="wrong")
    ReleaseRecord.objects.filter(version=versions[-1]).update(withdrawn_at=None, withdrawn_reason="")
    assert f"{versions[-1]}: was withdrawn on" in problems()


def test_a_recall_that_the_index_does_not_name(versions):
    recall_entry("interactions", "dormirol", by=f.person("paula", "publisher"), reason="Wrong.")
    tampering = Tampering()
    assert [mark["slug"] for mark in tampering.index["recalls"]] == ["dormirol"]
    tampering.index["recalls"] = []
    tampering.save()
    assert "index.json does not name exactly what is under correction" in problems()


def test_a_recall_that_was_lifted_or_taken_out_in_the_database(versions):
    paula, quinn = f.person("paula", "publisher"), f.person("quinn", "publisher")
    recall = recall_entry("interactions", "dormirol", by=paula, reason="Wrong.")
    Recall.objects.filter(pk=recall.pk).update(lifted_by=quinn, lifted_at=recall.recalled_at)
    assert "interactions/dormirol: no act records that its recall was lifted" in problems()
    recall.delete()
    assert "interactions/dormirol: a recall of it was taken out of the database" in problems()


def test_a_checksum_noted_elsewhere_reveals_a_ledger_that_was_rewritten_whole(versions, tmp_path, capsys):
    noted = tmp_path / "notes.txt"
    noted.write_text("\n".join(f"{r.version} {r.checksum}" for r in ReleaseRecord.objects.all()))
    call_command("verify_releases", anchor=str(noted))
    assert "every checksum noted elsewhere is in the chain" in capsys.readouterr().out
    with pytest.raises(CommandError, match="the ledger was rewritten"):
        call_command("verify_releases", anchor="0" * 64)
    noted.write_text("nothing")
    with pytest.raises(CommandError, match="there is no checksum in"):
        call_command("verify_releases", anchor=str(noted))


class TestWhatWasApproved:
    """An entry that one person wrote, another approved and a clinician signed off; then somebody with SQL."""

    @pytest.fixture
    def live(self, settings, tmp_path):
        settings.CONTENT_DIR = f.content_folder(tmp_path)
        load_content(settings.CONTENT_DIR, by=shipped_content_account(), bootstrap=True)
        entry = entry_models()["interactions"]._default_manager.get(slug="dormirol")
        entry.from_record(msgspec.structs.replace(entry.to_record(), title="Approved"))
        anna = f.editor()
        save_revision(entry, by=anna)
        revision = submit_for_review(entry, by=anna)
        approve(revision, by=f.reviewer())
        sign_off(revision, by=f.clinician())
        publish_release(by="x")
        return Revision.objects.filter(pk=revision.pk)

    def refused(self) -> str:
        """What both verification and the gate say."""
        with pytest.raises(ReleaseRejected) as gate:
            publish_release(by="x")
        found = str(gate.value)
        assert found in problems()
        return found

    def test_untouched_approvals_have_no_findings(self, live):
        assert not problems()

    def test_another_text(self, live):
        record = {**live.get().record, "title": "Nobody approved this"}
        live.update(record=record)
        assert "interactions/dormirol: revision 2 is not what was approved" in self.refused()

    def test_a_baseline_with_another_text(self, live):
        shipped = Revision.objects.get(entry__kind="interactions", entry__slug="class-sedatives")
        Revision.objects.filter(pk=shipped.pk).update(
            record={**shipped.record, "title": "Nobody approved this"}
        )
        assert "interactions/class-sedatives: revision 1 is not what was approved" in self.refused()

    def test_another_approver(self, live):
        live.update(approved_by=f.reviewer("rosa"))
        assert "is not what was approved" in self.refused()

    def test_an_approval_that_was_taken_away(self, live):
        live.update(
            approved_by=None, approved_at=None, signed_off_account=None, signed_off_by="", profession="",
            signed_off_on=None,
        )  # fmt: skip
        assert "revision 2 was approved and is not any more" in self.refused()

    def test_a_forged_sign_off(self, live):
        live.update(signed_off_by="Dr Forged")
        assert "no act records that Dr Forged signed off revision 2" in self.refused()

    def test_a_sign_off_without_its_act(self, live):
        shipped = Revision.objects.filter(entry__kind="interactions", entry__slug="class-sedatives")
        shipped.update(signed_off_account=f.clinician("cora"), signed_off_by="Dr Forged", profession="physician", signed_off_on="2026-11-01")  # fmt: skip
        assert "no act records that Dr Forged signed off revision 1" in self.refused()

    def test_writing_and_approving_it_again_lets_it_pass(self, live):
        live.update(record={**live.get().record, "title": "Nobody approved this"})
        entry = entry_models()["interactions"]._default_manager.get(slug="dormirol")
        emil = f.editor("emil")
        f.rewritten(entry, msgspec.structs.replace(entry.to_record(), title="Mended"), emil)
        approve(submit_for_review(entry, by=emil), by=f.reviewer("rita"))
        publish_release(by="x")


def test_verification_reads_and_changes_nothing(versions):
    before = {path.name: path.stat().st_mtime_ns for path in settings.RELEASES_DIR.iterdir()}
    with connection.execute_wrapper(_only_reads):
        problems()
    assert {path.name: path.stat().st_mtime_ns for path in settings.RELEASES_DIR.iterdir()} == before


def _only_reads(execute, sql, *rest):
    assert sql.lstrip().upper().startswith(("SELECT", "DECLARE", "FETCH", "CLOSE", "SAVEPOINT", "RELEASE"))
    return execute(sql, *rest)

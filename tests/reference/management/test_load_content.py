"""What an operator reads when loading."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from interactions.models import Interaction
from reference.content.exporter import canonical
from reference.models import Revision
from tests import factories as f
from tests import world as w

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return f.content_folder(tmp_path)


def test_the_command_says_what_it_did(folder, capsys):
    call_command("load_content", folder=folder, bootstrap=True)
    entry = Interaction.objects.get(slug="dormirol")
    record = entry.to_record()
    f.rewritten(entry, w.changed(record, title="Anna's title"), f.editor())
    path = folder / "interactions" / "dormirol.yaml"
    path.write_text(canonical(w.changed(record, title="The file's title")))
    call_command("load_content", folder=folder, by="anna")
    out = capsys.readouterr().out
    assert "conflicts: interactions/dormirol: its file changed, and anna changed it" in out
    assert "0 created, 0 followed, 0 drafted, 0 retired, " in out


def test_the_command_records_who_loads(folder):
    with pytest.raises(CommandError, match="no account 'nobody'"):
        call_command("load_content", folder=folder, by="nobody")
    f.editor("anna")
    call_command("load_content", folder=folder, by="anna")
    assert set(Revision.objects.values_list("created_by__username", flat=True)) == {"anna"}


def test_bad_content_and_a_failed_load_give_a_message(folder):
    (folder / "sources.yaml").write_text("[]\n")
    with pytest.raises(
        CommandError, match=r"cites 'paper', but there is no such source(.|\n)*nothing was loaded"
    ):
        call_command("load_content", folder=folder)

"""A publisher that dies by SIGKILL at every step, for tests/guarantees/test_publishing_survives_a_kill.py and tests/attack.

Run as a program with DATA_DIR set to an empty folder, and with an act: publish, recall, withdraw or restore. It makes
releases, approves an edit, and then, from the same starting point again and again, acts in a child that kills itself
after a given number of executed lines of publisher and store. Another child looks at what is left, and publishes.
Prints one JSON line for each kill.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import django
import msgspec

POINTS = 60
WATCHED = ("publishing/publisher.py", "publishing/folder.py", "publishing/ledger.py", "release/store.py")


def main(act: str = "publish") -> None:
    django.setup()
    start = Path(os.environ["DATA_DIR"])
    _prepare(start)
    kept = start.with_name("kept")
    shutil.copytree(start, kept)
    work = ACTS[act]
    lines = int(_in_child(lambda: _killed(work, None)) or 0)
    for point in range(POINTS):
        shutil.rmtree(start)
        shutil.copytree(kept, start)
        after = 1 + point * (lines - 1) // (POINTS - 1)
        died = _in_child(lambda after=after: _killed(work, after)) is None
        print(json.dumps({"after": after, "of": lines, "died": died, **json.loads(_in_child(_look) or "{}")}))


def _prepare(data_dir: Path) -> None:
    """The drawn world and an edit, published; then an edit that is approved but not yet published."""
    from django.conf import settings
    from django.core.management import call_command

    from reference.content.loader import load_content, shipped_content_account
    from reference.models import entry_models
    from reference.publishing.publisher import publish_release
    from reference.workflow import approve, save_revision, submit_for_review

    from . import factories as f

    call_command("migrate", verbosity=0)
    settings.CONTENT_DIR = f.content_folder(data_dir)
    load_content(settings.CONTENT_DIR, by=shipped_content_account(), bootstrap=True)
    f.person("paula", "publisher")
    publish_release(by="before")
    anna, berta = f.editor(), f.reviewer()
    for title in ("Approved and published", "Approved and waiting"):
        entry = entry_models()["interactions"]._default_manager.get(slug="dormirol")
        entry.from_record(msgspec.structs.replace(entry.to_record(), title=title))
        save_revision(entry, by=anna)
        approve(submit_for_review(entry, by=anna), by=berta)
        if title != "Approved and waiting":
            publish_release(by="before")


def _publish() -> None:
    from reference.publishing.publisher import publish_release

    publish_release(by="the killed one")


def _recall() -> None:
    from django.contrib.auth import get_user_model

    from reference.publishing.recall import recall_entry

    paula = get_user_model()._default_manager.get(username="paula")
    recall_entry("interactions", "dormirol", by=paula, reason="Wrong.")


def _withdraw() -> None:
    from reference.publishing.publisher import withdraw_release

    withdraw_release(_newest(), by="the killed one", reason="Wrong.")


def _restore() -> None:
    """The newest file is gone, and a recall never reached readers."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from reference.models import Recall
    from reference.publishing.publisher import finish

    paula = get_user_model()._default_manager.get(username="paula")
    Recall.objects.get_or_create(
        kind="interactions", slug="dormirol", defaults={"reason": "Wrong.", "recalled_by": paula, "recalled_at": timezone.now()}
    )  # fmt: skip
    (settings.RELEASES_DIR / f"{_newest()}.json").unlink(missing_ok=True)
    finish(by="the killed one")


ACTS: dict[str, Callable[[], None]] = {
    "publish": _publish, "recall": _recall, "withdraw": _withdraw, "restore": _restore
}  # fmt: skip


def _newest() -> str:
    from reference.publishing.ledger import in_chain

    return str(in_chain()[-1].version)


def _killed(act: Callable[[], None], after: int | None) -> str:
    from django.conf import settings

    settings.CONTENT_DIR = Path(os.environ["DATA_DIR"]) / "data"
    counted = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal counted
        if not frame.f_code.co_filename.endswith(WATCHED):
            return None
        if event == "line":
            counted += 1
            if after is not None and counted >= after:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    act()
    sys.settrace(None)
    return str(counted)


def _look() -> str:
    """What a reader finds, and whether the next publication brings what was approved."""
    from django.conf import settings
    from django.core.management import call_command

    from reference.models import Recall, ReleaseRecord
    from reference.publishing.publisher import NothingChanged, publish_release
    from reference.release.storage.library import Library

    settings.CONTENT_DIR = Path(os.environ["DATA_DIR"]) / "data"
    found = Library(settings.RELEASES_DIR).current()
    with contextlib.suppress(NothingChanged):
        publish_release(by="after")
    now = Library(settings.RELEASES_DIR).current()
    call_command("verify_releases", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115
    left = [path.name for path in settings.RELEASES_DIR.glob(".*") if path.name != ".lock"]
    gone = ReleaseRecord.objects.filter(withdrawn_at__isnull=False).values_list("version", flat=True)
    return json.dumps({
        "served": found.manifest.version,
        "whole": "dormirol" in found.by_slug("interactions"),
        "approved_is_live": now.by_slug("interactions")["dormirol"].title == "Approved and waiting",
        "recorded_is_read": bool(now.corrections) == Recall.objects.open().exists() and now.manifest.version not in gone,
        "left_behind": left,
    })  # fmt: skip


def _in_child(work: Callable[[], str]) -> str | None:
    """What `work` returns, done in a child process; None where the child was killed."""
    from django.db import connections

    connections.close_all()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        os.write(write, work().encode())
        connections.close_all()
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return None if os.WIFSIGNALED(status) else said.decode()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What people do with a running site, as a program of its own, so that it also runs in an older program's folder.

`begin` publishes the drawn world, `work` leaves something of every kind behind, `write` edits and publishes until it
is stopped, `rate_anew` answers what people edited as the shipped files do, `look` prints all that people did. DATA_DIR and DATABASE_URL say where, the working directory which program.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from reference.content.loader import load_content, shipped_content_account  # noqa: E402
from reference.models import EditorialEvent, Recall, ReleaseRecord, Revision, entry_models  # noqa: E402
from reference.publishing.publisher import publish_release, withdraw_release  # noqa: E402
from reference.publishing.recall import recall_entry  # noqa: E402
from reference.workflow import approve, save_revision, submit_for_review  # noqa: E402
from tests import factories as f  # noqa: E402

DRAWN = Path(settings.DATA_DIR) / "data"
KEPT = {
    "revisions": (
        Revision,
        ("kind", "slug", "number", "record", "created_by", "note", "baseline", "approved_by"),
    ),
    "events": (EditorialEvent, ("kind", "slug", "act", "by", "at", "note")),
    "releases": (
        ReleaseRecord,
        ("version", "checksum", "previous_checksum", "withdrawn_at", "withdrawn_reason"),
    ),
    "recalls": (Recall, ("kind", "slug", "reason", "recalled_by", "recalled_at", "lifted_at")),
}


def begin() -> None:
    call_command("migrate", verbosity=0)
    settings.CONTENT_DIR = f.content_folder(DRAWN.parent)
    load_content(settings.CONTENT_DIR, by=shipped_content_account(), bootstrap=True)
    publish_release(by="before")


def work() -> None:
    """An approved edit that is published, one that waits, a draft, one in review, a recall and a withdrawal."""
    anna, berta, carl = f.editor(), f.reviewer(), f.person("carl", "publisher")
    drafted, reviewed, published, waiting, recalled = _interactions()[:5]
    _edit(published, "Approved and published", by=anna, second=berta)
    publish_release(by="carl", notes="an edit")
    _edit(waiting, "Published too early", by=anna, second=berta)
    too_early = publish_release(by="carl").manifest.version
    withdraw_release(too_early, by="carl", reason="It was published too early.")
    recall_entry("interactions", recalled.slug, by=carl, reason="A number is wrong.")
    _edit(waiting, "Approved and waiting", by=anna, second=berta)
    _edit(drafted, "Drafted", by=anna)
    submit_for_review(_edit(reviewed, "In review", by=anna), by=anna)


def write() -> None:
    anna, berta = f.editor("writer"), f.reviewer("second")
    entries = _interactions()
    for turn in range(100_000):
        _edit(entries[turn % len(entries)], f"Turn {turn}", by=anna, second=berta)
        if turn % 5 == 4:
            publish_release(by="writer")
        print(turn, flush=True)


def rate_anew() -> None:
    """What editors do after the rating rule has changed: their entries get the answers of the shipped files."""
    anna, berta = f.editor("anna-again"), f.reviewer("berta-again")
    from reference.content.files import read_records  # an older program has none of both
    from reference.release.storage.records import to_builtins

    filed = (one for one in read_records(settings.CONTENT_DIR) if one.collection == "interactions")
    shipped = {one.slug: to_builtins(one.record) for one in filed}
    for entry in _interactions():
        record = shipped.get(entry.slug)  # None: its file is gone with the rule, and the load has retired it
        if record and entry.record.get("title") != record["title"]:
            entry.record = record
            _edit(entry, "Rated anew", by=anna, second=berta)


def look() -> None:
    print(json.dumps({name: _rows(*kept) for name, kept in KEPT.items()}, default=str))


def _interactions() -> list[Any]:
    return list(entry_models()["interactions"]._default_manager.order_by("slug"))


def _edit(entry: Any, title: str, *, by: Any, second: Any = None) -> Any:
    record = {**entry.record, "title": title}
    entry = type(entry)._default_manager.get(pk=entry.pk)
    entry.record = record
    save_revision(entry, by=by)
    if second is not None:
        approve(submit_for_review(entry, by=by), by=second)
    return entry


def _rows(model: Any, columns: tuple[str, ...]) -> list[list[Any]]:
    """As an older program had them too: there a revision itself held its entry's name."""
    own = {field.name for field in model._meta.get_fields()}
    named = [column if column in own else f"entry__{column}" for column in columns]
    return [list(row) for row in model.objects.order_by("pk").values_list(*named)]


if __name__ == "__main__":
    if sys.argv[1] != "begin" and DRAWN.exists():
        settings.CONTENT_DIR = DRAWN
    verbs = {"begin": begin, "work": work, "write": write, "rate_anew": rate_anew, "look": look}
    verbs[sys.argv[1]]()

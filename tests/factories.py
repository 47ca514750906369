"""People and rows for the editors' tables, made by the acts that make them in life."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection

from reference.content.exporter import export_content
from reference.models import EditorialEvent, Entry, ReviewerProfile, Revision, entry_models
from reference.release.schema.kratom import MonitoringItem, Population, Source
from reference.workflow import approve, save_revision, submit_for_review

from .world import SUBSTANCES, as_read, says, world

VOCABULARY = {
    "substances": "slug,name,rxcui,unii,atc,brands,synonyms",
    "product_codes": "rxcui,name,ingredients,complete",
    "abbreviations": "abbreviation,expansion,ask,note",
    "name_groups": "name,synonyms,members,note",
    "combination_brands": "name,ingredients",
    "unconfirmed_brands": "name,substance",
    "local_brands": "name",
    "not_medicines": "words,kind,alone",
}


def group(name: str) -> Group:
    """As the migration makes it: after a test with transaction=True every table is empty, and it has to again."""
    if not Group.objects.filter(name=name).exists():
        migration = import_module("reference.migrations.0003_editorial_groups")
        migration.make_groups(apps, SimpleNamespace(connection=connection))
    return Group.objects.get(name=name)


def person(username: str, *groups: str) -> Any:
    """An account with the rights of these groups."""
    user = get_user_model().objects.create_user(username)
    user.groups.add(*map(group, groups))
    return user


def also(user: Any, *groups: str) -> Any:
    """The same person with more rights, as their next request sees them: an account remembers its rights."""
    user.groups.add(*map(group, groups))
    return type(user).objects.get(pk=user.pk)


def editor(username: str = "anna") -> Any:
    return person(username, "editor")


def reviewer(username: str = "berta") -> Any:
    return person(username, "reviewer")


def clinician(username: str = "clara") -> Any:
    """A reviewer whose licence is recorded."""
    user = reviewer(username)
    ReviewerProfile.objects.create(user=user, printed_name=f"Dr {username.title()}", profession="pharmacist", licence_number="4711")  # fmt: skip
    return user


def new_entry(kind: str, record: Any) -> Entry:
    """An entry as an editor's empty form would make it, not saved."""
    entry = entry_models()[kind]()
    entry.from_record(record)
    return entry


def saved(kind: str, record: Any, by: Any) -> Entry:
    entry = new_entry(kind, record)
    save_revision(entry, by=by)
    return entry


def rewritten(entry: Entry, record: Any, by: Any, **more: Any) -> Revision:
    """Save another record into an entry."""
    entry.from_record(record)
    return save_revision(entry, by=by, **more)


def approved(kind: str, record: Any, by: Any, second: Any) -> Entry:
    entry = saved(kind, record, by)
    approve(submit_for_review(entry, by=by), by=second)
    entry.refresh_from_db()
    return entry


def paper(slug: str = "paper", **more: Any) -> Source:
    return as_read(
        Source(**{"slug": slug, "title": f"A paper called {slug}", "kind": "clinical_trial", **more})
    )


def population(text: str = "Ask first.", slug: str = "pregnancy", **more: Any) -> Population:
    """A record that a clinician signs off."""
    return as_read(Population(slug=slug, name=slug.title(), advice=says(text), facts=(), **more))


def monitoring_item(text: str = "Look weekly.", slug: str = "liver-tests") -> MonitoringItem:
    """A record that is approved but not signed off."""
    return MonitoringItem(slug=slug, topic=slug, statement=says(text))


def again(entry: Entry) -> Any:
    """The entry as another editor's page loads it."""
    return type(entry)._default_manager.get(pk=entry.pk)


def history(entry: Entry) -> Any:
    return Revision.objects.of(entry)


def acts(entry: Entry) -> list[str]:
    """What was done with it, in order."""
    events = EditorialEvent.objects.filter(entry_id=entry.pk)
    return list(events.order_by("id").values_list("act", flat=True))


def content_folder(parent: Path) -> Path:
    """The drawn world as content files."""
    folder = parent / "data"
    folder.mkdir()
    export_content(world(), folder)
    (folder / "vocabulary").mkdir()
    for name, header in VOCABULARY.items():
        (folder / "vocabulary" / f"{name}.csv").write_text(f"{header}\n")
    with (folder / "vocabulary" / "substances.csv").open("a") as file:
        ordered = sorted(SUBSTANCES, key=lambda substance: substance.slug)
        file.writelines(f"{s.slug},{s.name},,,,{';'.join(s.brands)},\n" for s in ordered)
    return folder

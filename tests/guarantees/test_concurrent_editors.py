"""Eight people edit at once. Every save is kept or its author is informed; no one sees a database error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import msgspec
import pytest
from django.db import connection

from reference.content.exporter import export_content
from reference.content.loader import load_content, shipped_content_account
from reference.models import EditorialEvent, Population, Revision, Source, Status
from reference.release.schema.statement import Fact
from reference.workflow import (
    ChangedMeanwhile,
    EditedByAnother,
    NotReviewable,
    NotUnique,
    approve,
    save_revision,
    submit_for_review,
)
from tests import factories as f
from tests import world as w

pytestmark = pytest.mark.django_db(transaction=True)
EDITORS, EDITS = 8, 5


@pytest.fixture
def editors():
    people = [f.editor(f"editor-{number}") for number in range(EDITORS)]
    f.saved("sources", f.paper(), people[0])
    return people


def at_once(act: Callable[[Any], Any], people: list[Any]) -> list[Any]:
    """All threads start at the same moment, each with its own connection. An error in any of them fails the test."""
    begin = Barrier(len(people))

    def alone(person: Any) -> Any:
        try:
            begin.wait(timeout=30)
            return act(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(alone, people))


def with_fact(record: Any, words: str) -> Any:
    statement = w.says(words)
    fact = Fact(text=words, basis=statement.basis, citations=statement.citations, aspect="advice")
    return msgspec.structs.replace(record, facts=(*record.facts, fact))


def add_facts(slug: str, person: Any) -> list[tuple[str, ...]]:
    """Add facts one after another as an editor would: read, write, save; on a conflict, read again.

    Returns the conflicting fields of each conflict.
    """
    told = []
    for edit in range(EDITS):
        while True:
            entry = Population.objects.get(slug=slug)
            entry.from_record(with_fact(entry.to_record(), f"{person.username} edit {edit}"))
            try:
                save_revision(entry, by=person)
            except EditedByAnother as another:
                told.append(another.fields)
                continue
            break
    return told


def facts(slug: str) -> Counter[str]:
    return Counter(fact.text for fact in Population.objects.get(slug=slug).to_record().facts)


def test_eight_editors_of_one_entry_lose_nothing(editors):
    f.saved("populations", f.population(), editors[0])
    told = at_once(lambda person: add_facts("pregnancy", person), editors)
    assert {fields for each in told for fields in each} <= {("facts",)}
    assert facts("pregnancy") == Counter(f"{p.username} edit {n}" for p in editors for n in range(EDITS))
    numbers = list(
        Revision.objects.filter(entry__kind="populations").order_by("number").values_list("number", flat=True)
    )
    assert numbers == list(range(1, 2 + EDITORS * EDITS))
    assert EditorialEvent.objects.filter(kind="populations").count() == len(numbers)


def test_eight_editors_of_eight_entries_do_not_block_each_other(editors):
    for person in editors:
        f.saved("populations", f.population(slug=person.username), person)
    told = at_once(lambda person: add_facts(person.username, person), editors)
    assert told == [[]] * EDITORS
    assert all(facts(person.username).total() == EDITS for person in editors)


def test_an_editor_whose_entry_was_saved_by_another_is_told_and_keeps_the_work(editors):
    stale = f.saved("populations", f.population(), editors[0])

    def save(person: Any) -> tuple[str, str]:
        entry = Population.objects.get(pk=stale.pk)
        entry.from_record(f.population(f"By {person.username}."))
        try:
            save_revision(entry, by=person, expected_version=1)
        except EditedByAnother as another:
            return another.by.username, entry.to_record().advice.text
        return "saved", entry.to_record().advice.text

    outcomes = at_once(save, editors)
    [winner] = [person for person, (told, _) in zip(editors, outcomes, strict=True) if told == "saved"]
    assert Counter(told for told, _ in outcomes) == {"saved": 1, winner.username: EDITORS - 1}
    assert [kept for _, kept in outcomes] == [f"By {person.username}." for person in editors]
    assert Population.objects.get().version == 2


def test_of_eight_who_create_the_same_entry_one_does(editors):
    def create(person: Any) -> str:
        try:
            f.saved("populations", f.population(f"By {person.username}."), person)
        except (NotUnique, ChangedMeanwhile) as refused:
            return type(refused).__name__
        return "created"

    assert Counter(at_once(create, editors))["created"] == 1
    assert Population.objects.count() == Revision.objects.filter(entry__kind="populations").count() == 1


def test_a_doi_entered_by_eight_at_once_is_stored_once(editors):
    def create(person: Any) -> str:
        try:
            f.saved("sources", f.paper(person.username, doi="10.1/a"), person)
        except NotUnique as refused:
            return str(refused)
        return "created"

    outcomes = Counter(at_once(create, editors))
    assert outcomes == {"created": 1, "Another source has this DOI.": EDITORS - 1}


def test_a_source_is_edited_while_others_cite_it(editors):
    def work(person: Any) -> None:
        if person is editors[0]:
            for number in range(EDITS):
                source = Source.objects.get(slug="paper")
                source.from_record(f.paper(year=2000 + number))
                save_revision(source, by=person)
        else:
            f.saved("populations", f.population(slug=person.username), person)
            add_facts(person.username, person)

    at_once(work, editors)
    assert Source.objects.get().version == 1 + EDITS
    assert Population.objects.count() == EDITORS - 1


def test_of_eight_reviewers_one_approves_and_the_others_are_informed(editors):
    entry = f.saved("populations", f.population(), editors[0])
    revision = submit_for_review(entry, by=editors[0])
    reviewers = [f.reviewer(f"reviewer-{number}") for number in range(EDITORS)]

    def look(person: Any) -> str:
        try:
            approve(Revision.objects.get(pk=revision.pk), by=person)
        except NotReviewable:
            return "told"
        return "approved"

    assert Counter(at_once(look, reviewers)) == {"approved": 1, "told": EDITORS - 1}
    assert Population.objects.get().status == Status.APPROVED
    assert EditorialEvent.objects.filter(act="approved").count() == 1


def test_files_are_loaded_while_people_edit(editors, tmp_path):
    """A load and a save of the same entry: one comes first, and the other sees its result."""
    folder = tmp_path / "data"
    folder.mkdir()
    export_content(w.changed(w.world(), sources=(f.paper(),), populations=(f.population(),)), folder)
    load_content(folder, by=shipped_content_account())
    loader = shipped_content_account()

    def work(person: Any) -> None:
        if person is not loader:
            add_facts("pregnancy", person)
            return
        for number in range(EDITS):
            changed = f.population(f"From the file, {number}.")
            export_content(
                w.changed(w.world(), sources=(f.paper(year=1990 + number),), populations=(changed,)), folder
            )
            load_content(folder, by=person)

    at_once(work, [loader, *editors[:4]])
    assert facts("pregnancy") == Counter(f"{p.username} edit {n}" for p in editors[:4] for n in range(EDITS))

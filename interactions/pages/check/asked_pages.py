"""What the pages of a question say: their answer, and a practice note's sentence about the word that was typed."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from interactions.screening.release_index import release_index
from interactions.screening.screening_report import LineReport, Link
from reference.release.schema.kratom import PracticeNote, Table
from reference.release.schema.statement import Statement
from reference.release.storage.library import LoadedRelease
from reference.views.shared.reader_urls import COLLECTION_OF_LINK

MOST_SAID = 2  # sentences of a practice note, besides its answer
ANSWER = {"practice_note": "answer", "risk": "summary", "claim": "benefit", "population": "advice"}


class Asked(NamedTuple):
    """A page that answers a line. A section of the monograph has no answer of its own."""

    link: Link
    collection: str
    answer: Statement | None
    said: tuple[Statement, ...] = ()
    table: Table | None = None


def asked_by(line: LineReport, loaded: LoadedRelease) -> tuple[Asked, ...]:
    """The note's sentence about the typed word: the answer is about drug tests, one sentence about `EDDP`."""
    topic = loaded.derived(release_index).topics.topic(line.input)
    return tuple(_asked(link, topic, loaded) for link in line.see)


def _asked(link: Link, topic: str, loaded: LoadedRelease) -> Asked:
    collection = COLLECTION_OF_LINK[link.kind]
    record = loaded.by_slug(collection)[link.slug]
    answer = getattr(record, ANSWER[link.kind]) if link.kind in ANSWER else None
    said = _said_of(topic, record) if isinstance(record, PracticeNote) else ()
    return Asked(link, collection, answer, said, getattr(record, "table", None))


def _said_of(topic: str, note: PracticeNote) -> tuple[Statement, ...]:
    word = re.compile(rf"\b{re.escape(topic)}", re.IGNORECASE)
    if not topic or word.search(note.answer.text):
        return ()
    said = (s for s in (*note.traps, *note.steps, *note.unknown) if word.search(s.text))
    return tuple(islice(said, MOST_SAID))

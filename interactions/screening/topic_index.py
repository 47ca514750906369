"""Which pages of a release answer a line that is a question: found by the keywords that the records themselves carry."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from interactions.chart.question import is_an_indication, topics
from reference.release.names.index import normalise
from reference.release.schema.release import Release

from .screening_report import Link

LONGEST_QUESTION = 200  # characters: one letter may become eighteen when normalised for comparison
MOST_WORDS_OF_A_QUESTION = 12


class TopicIndex:
    """The pages of one release by keyword. A name of a medicine is never looked for here."""

    def __init__(self, release: Release) -> None:
        self._release = release

    @cached_property
    def pages(self) -> dict[str, tuple[Link, ...]]:
        """Pages by normalised keyword, practice notes first: they tell what to do."""
        found: dict[str, tuple[Link, ...]] = {}
        for link, keywords in _keywords(self._release):
            for keyword in keywords:
                key = normalise(keyword)
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), link)))
        return found

    @cached_property
    def written(self) -> dict[str, str]:
        """Keywords as a record first writes them (`EDDP`), by normalised keyword."""
        texts = [keyword for _, keywords in _keywords(self._release) for keyword in keywords]
        return {normalise(text): text for text in reversed(texts)}

    @cached_property
    def _notes(self) -> dict[str, Link]:
        notes = self._release.practice_notes
        return {n.slug: Link(kind="practice_note", slug=n.slug, title=n.question) for n in notes}

    def notes(self, *slugs: str) -> tuple[Link, ...]:
        """Practice notes as links; a slug that the release does not have is left out."""
        return tuple(self._notes[slug] for slug in slugs if slug in self._notes)

    def on(self, text: str) -> tuple[Link, ...]:
        """The pages of a line that is only their keyword."""
        return self.pages.get(normalise(text), ()) if len(text) <= LONGEST_QUESTION else ()

    def topic(self, text: str) -> str:
        """The keyword in a line without a medicine: `EDDP screen positive`. None in an indication: `for pain`."""
        words = normalise(text[:LONGEST_QUESTION]).split()[:MOST_WORDS_OF_A_QUESTION]
        if is_an_indication(words):
            return ""
        return next((topic for topic in topics(words) if topic in self.pages), "")

    def about(self, text: str) -> tuple[Link, ...]:
        """The pages of the keyword in a line."""
        return self.on(text) or self.pages.get(self.topic(text), ())


def _keywords(release: Release) -> Iterator[tuple[Link, tuple[str, ...]]]:
    for note in release.practice_notes:
        yield Link(kind="practice_note", slug=note.slug, title=note.question), note.keywords
    for section in release.monograph_sections:
        yield Link(kind="monograph", slug=section.slug, title=section.title), section.keywords
    for risk in release.risks:
        yield Link(kind="risk", slug=risk.slug, title=risk.name), risk.keywords
    for claim in release.claims:
        yield Link(kind="claim", slug=claim.slug, title=claim.question), claim.keywords
    for population in release.populations:
        yield Link(kind="population", slug=population.slug, title=population.name), population.keywords

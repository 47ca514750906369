"""Pages by the keywords of their own records."""

from __future__ import annotations

import pytest

from interactions.screening.screening_report import Link
from interactions.screening.topic_index import LONGEST_QUESTION, TopicIndex
from reference.release.schema.kratom import Claim, MonographSection, Population, PracticeNote, Risk
from tests import world as w

SAID = w.says("It is so.")
NOTE = PracticeNote(slug="sea", question="Whither?", answer=SAID, steps=(), why=(), unknown=(), keywords=("Sea", "EDDP"))  # fmt: skip
RISK = Risk(slug="storm", name="Storm", summary=SAID, causality=SAID, evidence_level="case_report", facts=(), keywords=("sea", "wind"))  # fmt: skip
CLAIM = Claim(slug="sings", question="Does it sing?", benefit_verdict="unsupported", benefit=SAID, evidence=(), tell_a_patient=SAID, keywords=("song",))  # fmt: skip
PEOPLE = Population(slug="sailors", name="Sailors", advice=SAID, facts=(), keywords=("crew",))
SECTION = MonographSection(slug="names", title="Names", keywords=("half-life",))


@pytest.fixture
def topics() -> TopicIndex:
    return TopicIndex(
        w.world(
            practice_notes=(NOTE,),
            risks=(RISK,),
            claims=(CLAIM,),
            populations=(PEOPLE,),
            monograph_sections=(SECTION,),
        )
    )


def found(links: tuple[Link, ...]) -> list[str]:
    return [f"{link.kind}/{link.slug}" for link in links]


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("wind", ["risk/storm"]),
        ("song", ["claim/sings"]),
        ("crew", ["population/sailors"]),
        ("Half life", ["monograph/names"]),
        ("SEA", ["practice_note/sea", "risk/storm"]),
        ("lake", []),
    ],
)
def test_each_kind_of_record_is_found_by_its_own_keywords_and_notes_come_first(topics, typed, pages):
    assert found(topics.on(typed)) == pages
    assert found(topics.about(f"kratom and {typed}?")) == pages


def test_a_link_has_the_title_that_the_page_has(topics):
    assert [link.title for word in ("sea", "song", "crew", "half-life") for link in topics.on(word)] == [
        "Whither?", "Storm", "Does it sing?", "Sailors", "Names",
    ]  # fmt: skip


def test_a_keyword_is_shown_as_its_record_first_writes_it(topics):
    assert (topics.written["eddp"], topics.written["sea"]) == ("EDDP", "Sea")


@pytest.mark.parametrize(
    "typed",
    ["for wind", "as needed for wind", "prn wind", "take for wind", "use daily for wind", "qwxzv wind", "wind tablets"],
)  # fmt: skip
def test_an_indication_or_an_unknown_word_is_no_question(topics, typed):
    assert topics.about(typed) == ()


def test_an_indication_of_kratom_asks(topics):
    assert found(topics.about("kratom for wind")) == ["risk/storm"]


def test_a_line_too_long_to_be_a_question_is_not_looked_at(topics):
    assert topics.about("wind " + "x" * LONGEST_QUESTION) == ()


def test_notes_by_slug_leave_out_what_the_release_does_not_have(topics):
    assert found(topics.notes("gone", "sea")) == ["practice_note/sea"]

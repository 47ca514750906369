"""No advice tells a daily user to stop kratom suddenly: withdrawal is an illness of its own."""

from __future__ import annotations

import re

import pytest

from interactions.screening.findings import finding
from interactions.screening.patient_context import DERIVED, FACTORS, PatientContext
from interactions.screening.patient_situation import PatientSituation
from reference.release.schema.traverse import STATEMENT_COLLECTIONS, structs_in
from tests.reference.test_pages_reader import open_page

TOLD_TO_STOP = re.compile(
    r"\bkratom (?:should|must|has to|needs to) (?:be )?(?:stop|end)|(?<!not )(?<!nor )\b(?:stop|quit|discontinue) (?:using |taking |all )?kratom\b",
    re.IGNORECASE,
)
NOT_AT_ONCE = re.compile(r"abrupt|all at once|suddenly|gradually", re.IGNORECASE)
AT_ONCE = re.compile(
    r"(?<!not )\bstop (?:all )?kratom (?:now|today|at once|immediately|abruptly)|\bcold turkey\b",
    re.IGNORECASE,
)
ANSWERS = [
    {},
    *({name: value} for name, values in FACTORS.items() for value in values if name not in DERIVED),
]


def unsafe(text: str) -> bool:
    return bool(TOLD_TO_STOP.search(text) and not NOT_AT_ONCE.search(text)) or bool(AT_ONCE.search(text))


def test_every_statement_of_the_release_to_stop_says_not_abruptly(shipped_release):
    texts = [
        item.text
        for collection in STATEMENT_COLLECTIONS
        for record in getattr(shipped_release, collection)
        for item in structs_in(record)
        if hasattr(item, "text") and item.basis is not None
    ]
    assert sum(bool(TOLD_TO_STOP.search(text)) for text in texts) > 50
    assert [text for text in texts if unsafe(text)] == []


def test_no_action_phrase_for_any_medicine_and_patient_advises_an_abrupt_stop(shipped, shipped_release):
    slugs = [resolved.medication for resolved in shipped_release.resolved_interactions]
    situations = [PatientSituation(PatientContext(**answer)) for answer in ANSWERS]
    found = [finding(slug, case, shipped) for slug in slugs for case in situations]
    told = {verdict.action_phrase for verdict in found if verdict}
    assert len(told) > 100
    assert [phrase for phrase in told if unsafe(phrase)] == []


@pytest.mark.parametrize("pregnancy", ["", "yes"])
def test_a_daily_user_reads_it_with_the_first_medicine(pregnancy, library_with_shipped_content):
    typed = {
        "medications": "kratom tea every day\ntacrolimus 3 mg BID",
        "use": "daily",
        "pregnancy": pregnancy,
    }
    page = open_page("/", typed)
    first = page.text.index("Stop kratom")
    assert NOT_AT_ONCE.search(page.text[first : first + 60])


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("Kratom should stop.", True),
        ("Stop kratom today; not abruptly if used daily.", True),
        ("Kratom should stop, not abruptly if used daily.", False),
        ("Do not stop kratom abruptly.", False),
    ],
)
def test_the_check_finds_what_it_looks_for(text, caught):
    assert unsafe(text) is caught

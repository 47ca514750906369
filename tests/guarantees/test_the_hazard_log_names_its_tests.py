"""Every hazard has a control, every control an existing test, and readers see the hazards as they are in the log."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from reference.views.about.safety_file import FUNCTIONS, HAZARD_LOG, functions, hazards
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import open_page

HAZARDS = [
    "False reassurance", "Wrong medicine taken", "Needed therapy stopped", "Naloxone withheld", "Abrupt stop", "Stale copy",
    "Hidden unresolved line", "Evidence overstated", "Personal data pasted", "Unreviewed content acted on",
    "Wrong route or status read", "Prediction taken as rating", "Class answer taken for a member", "Bad release published",
    "Tampered release", "Outage", "Right words in the wrong setting",
]  # fmt: skip
FUNCTION_NAMES = [
    "Check list", "Single-medicine page", "API screen", "Offline copy", "Predictions", "Hand-out", "Chart text",
]  # fmt: skip
STATUS = "Not assessed by any regulator; not CE-marked; the deploying organisation decides."


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_hazard_is_in_the_log_once():
    assert [hazard.name for hazard in hazards()] == HAZARDS
    assert [hazard.number for hazard in hazards()] == [f"H{n}" for n in range(1, len(HAZARDS) + 1)]


def test_every_part_of_every_hazard_is_filled_in():
    for hazard in hazards():
        assert all(len(part) > 20 for part in (hazard.cause, hazard.harm, hazard.control, hazard.remains)), (
            hazard
        )


@pytest.mark.parametrize("name", HAZARDS)
def test_every_hazard_names_a_guarantee_and_every_test_named_exists(name):
    held_by = next(hazard.held_by for hazard in hazards() if hazard.name == name)
    assert any(test.startswith("tests/guarantees/") for test in held_by)
    for test in held_by:
        file, function = test.split("::")
        assert function in functions_of(settings.BASE_DIR / file), test


def test_the_log_invents_no_score():
    text = HAZARD_LOG.read_text("utf-8")
    assert "await a clinical safety officer" in " ".join(text.split())
    assert not re.search(
        r"\b(?:likelihood|severity|risk)\b[^.\n]{0,20}(?::|=)\s*(?:\d|low\b|medium\b|high\b)",
        text,
        re.IGNORECASE,
    )


def test_the_function_table_claims_no_exemption():
    text = FUNCTIONS.read_text("utf-8")
    assert STATUS in text
    assert {function.name for function in functions()} >= set(FUNCTION_NAMES)
    assert not re.search(
        r"\bis (?:not a (?:medical )?device|exempt|compliant|certified)\b", text, re.IGNORECASE
    )


def test_a_function_names_only_hazards_of_the_log():
    numbers = {hazard.number for hazard in hazards()}
    for function in functions():
        assert set(re.findall(r"H\d+", function.uk)) <= numbers, function.name


def test_readers_see_status_functions_hazards_and_residual_risks(library_with_shipped_content):
    page = open_page("/about/")
    assert is_sound(page)
    assert STATUS in page.text
    for function in functions():
        assert all(" ".join(part.split()) in page.text for part in function), function.name
    for hazard in hazards():
        for part in (hazard.name, hazard.control, hazard.remains):
            assert part in page.text, hazard.name


def test_readers_see_where_to_report_what_was_corrected_and_who_has_an_interest(library_with_shipped_content):
    page = open_page("/about/")
    assert {"/report/", "/corrections/"} <= set(page.links)
    assert "no declaration recorded" in page.text.lower()

"""Pages about medicines with kratom: one outcome for every line, what to do before why, nothing kept."""

from __future__ import annotations

from collections import deque

import pytest

from interactions.publishing.release_steps import resolve_interactions
from interactions.rating.labels import CRITERION_LABEL, DIPS_QUESTION
from interactions.rating.tables import CRITERIA, DIPS_WEIGHTS
from interactions.screening.pasted_list import MAX_LINES, MAX_TEXT
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import open_page
from tests.sealing import seal_into
from tests.world import world

KINDS = {
    "/": "Kratom with which medicines?",
    "/answers/": "The questions clinicians phone about",
    "/answers/surgery/": "What is not known",
    "/interactions/": "entries, written for a medicine, a product, a class or a role",
    "/interactions/?severity=major&mechanism=cns_depression&sort=name": "Sedation and slowed breathing",
    "/interactions/quetiapine/": "Mechanisms and how each is rated",
    "/interactions/class-benzodiazepines/": "Medicines it speaks for",
    "/medications/tacrolimus/": "Keep tacrolimus and monitor. Stop kratom gradually, with support.",
    "/medications/naloxone/": "Give if needed",
    "/medications/lisinopril/": "nothing found to publish",
    "/medications/azilsartan/": "Not reviewed for kratom",
    "/medications/kratom/": "This is kratom itself",
    "/medications/buprenorphine-naloxone/": "not active by this route",
    "/method/": "No clinician has rated with them or approved them",
}


@pytest.mark.parametrize("path", KINDS)
def test_every_kind_of_page_has_content_under_the_banner(path: str, library_with_shipped_content):
    page = open_page(path)
    assert page.status == 200
    assert KINDS[path] in page.text
    assert page.text.count("Draft reference.") == 1
    assert is_sound(page)


def test_the_method_prints_every_list_rule(library_with_shipped_content):
    page = open_page("/method/")
    assert "list-rules" in page.ids
    for rule in library_with_shipped_content.release.list_rules:
        assert rule.slug in page.ids
        assert all(step.text in page.text for step in rule.steps)


TOO_MANY = "\n".join(["aspirin"] * (MAX_LINES + 1))


TOO_LONG = "x" * (MAX_TEXT + 1)


LIMITS = {
    "": "Type at least one medicine",
    "  \n ": "Type at least one medicine",
    TOO_MANY: f"at most {MAX_LINES} are checked at once. Line {MAX_LINES + 1} begins “aspirin”",
    TOO_LONG: f"The list has {MAX_TEXT + 1:,} characters; at most {MAX_TEXT:,} are read at once.",
}


@pytest.mark.parametrize(("typed", "said"), LIMITS.items(), ids=["empty", "blank", "lines", "length"])
def test_a_list_beyond_the_limits_names_line_and_limit_and_loses_nothing(
    typed, said, library_with_shipped_content
):
    page = open_page("/", {"medications": typed, "alcohol": "yes"})
    assert page.status == 400
    assert said in page.text
    assert typed.strip() in page.html
    assert '<option value="yes" selected>' in page.html
    assert page.response["Cache-Control"] == "no-store"
    assert is_sound(page)


def test_an_impossible_answer_is_named(library_with_shipped_content):
    page = open_page("/", {"medications": "tacrolimus", "product": "brownie", "last_use": "yesterday"})
    assert page.status == 400
    assert "Product:" in page.text
    assert "Last use:" in page.text


def test_a_body_too_large_to_read_gets_a_page(library_with_shipped_content, settings):
    page = open_page("/", {"medications": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE})
    assert page.status == 413
    assert f"at most {MAX_LINES} lines and {MAX_TEXT:,} characters" in page.text


def test_an_unknown_medicine_is_not_found_and_near_names_are_offered(library_with_shipped_content):
    page = open_page("/medications/tizanidin/")
    assert page.status == 404
    assert "/medications/tizanidine/" in page.links
    assert "not the same as safe" in page.text


def test_every_link_of_the_site_leads_somewhere(library_with_shipped_content):
    """Follows every link from the front page; of one kind of page, a spread of 25."""
    seen, waiting, opened = {"/"}, deque(["/"]), {}
    while waiting:
        path = waiting.popleft()
        page = open_page(path)
        assert page.status == 200, path
        for link in sorted(set(page.links)):
            target = link.split("#")[0]
            kind = target.strip("/").split("/")[0]
            if not target.startswith("/") or target in seen or kind in ("api", "releases", "admin"):
                continue
            if "#" in link or opened.setdefault(kind, 0) < 25:
                opened[kind] = opened.get(kind, 0) + 1
                seen.add(target)
                waiting.append(target)
    assert len(seen) > 100


def test_the_drawn_world_is_shown_with_its_conflicts_and_memory(settings):
    seal_into(settings.RELEASES_DIR, resolve_interactions(world()))
    for path in (
        "/interactions/",
        "/interactions/class-sedatives/",
        "/medications/calmazine/",
        "/medications/teatested/",
        "/medications/lookedfor/",
        "/method/",
    ):
        page = open_page(path)
        assert page.status == 200
        assert is_sound(page)
    assert "role from memory" in open_page("/medications/calmazine/").text
    assert "Outside it nothing is known: not the same as safe." in open_page("/medications/teatested/").text
    page = open_page(
        "/",
        {
            "medications": "calmazine\ndormirol\nneverseen\nOpinal\nteatested",
            "product": "leaf",
            "use": "once",
        },
    )
    assert "Sedation adds up" in page.text
    assert "No change found" in page.text


def test_every_criterion_and_question_has_words():
    assert {c for table in CRITERIA.values() for c in table} <= CRITERION_LABEL.keys()
    assert DIPS_WEIGHTS.keys() <= DIPS_QUESTION.keys()

"""Pages about medicines with kratom: one outcome for every line, what to do before why, nothing kept."""

from __future__ import annotations

import re
from collections import deque

import pytest

from interactions.presenters.browse import FILTERS
from interactions.presenters.forest import place
from interactions.presenters.rule_words import CRITERION_LABEL, DIPS_QUESTION
from interactions.publishing import resolve_interactions
from interactions.rating_tables import CRITERIA, DIPS_WEIGHTS
from interactions.screening import MAX_LENGTH, MAX_LINES
from interactions.views.check import renamed
from reference.release.library import LoadedRelease
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import open_page
from tests.sealing import seal_into
from tests.world import world

LIST = """Seroquel XR 200 mg PO qHS
midazolam 2 mg/mL oral syrup
dextromethorphan 30 mg
Suboxone 8/2 film daily
Narcan nasal spray
tacrolimus 3 mg BID
lisinopril 10mg daily
ketoconazole 2% shampoo
ALLERGIES: codeine (rash)
stopped sertraline 2 weeks ago
kratom powder 5 g TID
hydroxizine 25
qwxzv"""

KINDS = {
    "/": "Kratom with which medicines?",
    "/answers/": "The questions clinicians phone about",
    "/answers/surgery/": "What is not known",
    "/interactions/": "entries, written for a medicine, a product, a class or a role",
    "/interactions/?severity=major&mechanism=cns_depression&sort=name": "Sedation and slowed breathing",
    "/interactions/quetiapine/": "Mechanisms and how each is rated",
    "/interactions/class-benzodiazepines/": "Medicines it speaks for",
    "/medications/tacrolimus/": "Keep tacrolimus; kratom should stop. Not abruptly if used daily.",
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


@pytest.fixture
def answered(library_with_shipped_content):
    return open_page("/", {"medications": LIST})


def test_a_list_is_answered_whole(answered):
    assert answered.status == 200
    assert is_sound(answered)
    assert answered.text.count("Draft reference.") == 2  # the banner, and the text for the chart
    for line in LIST.splitlines():
        assert f"“{line}”" in answered.text or line in answered.text


def test_what_was_posted_is_kept_by_nobody(answered):
    response = answered.response
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response
    assert "ETag" not in response


def test_the_page_reads_in_the_order_of_urgency(answered):
    order = (
        'id="to-settle"', 'id="stacks"', 'class="finding major"', 'class="finding moderate"',
        'class="finding minor"',
        'id="rescue"', 'id="not-assessed"', 'id="not-medicines"',
    )  # fmt: skip
    places = [answered.html.index(mark) for mark in order]
    assert places == sorted(places)


def test_needed_medicines_are_kept_and_naloxone_is_given(answered):
    assert "Keep quetiapine; kratom should stop. Not abruptly if used daily." in answered.text
    assert "Keep tacrolimus; kratom should stop. Not abruptly if used daily." in answered.text
    assert "Give if needed" in answered.text
    assert not re.search(r"avoid naloxone", answered.text, re.IGNORECASE)


def test_not_assessed_is_never_left_to_look_safe(answered):
    assert "Not assessed: not the same as safe" in answered.text
    assert "nothing found to publish" in answered.text


def test_the_form_keeps_the_list_and_the_context(library_with_shipped_content):
    page = open_page(
        "/", {"medications": "gabapentin 300", "alcohol": "yes", "product": "extract", "child": "no"}
    )
    assert "gabapentin 300</textarea>" in page.html
    assert '<option value="extract" selected>' in page.html
    assert page.html.count('<option value="yes" selected>') == 1
    assert "alcohol: yes" in page.text


def test_the_chart_text_is_short_and_names_what_was_not_resolved(answered):
    note = re.search(r'<textarea id="chart-note".*?>(.*?)</textarea>', answered.html, re.DOTALL)[1]
    assert len(note.splitlines()) <= 12
    assert "Not resolved: “hydroxizine 25”, “qwxzv”." in note
    assert "CYP2D6 phenotype" in note


def test_a_candidate_is_chosen_by_a_plain_button(answered, library_with_shipped_content):
    button = re.search(r'name="choice" value="(\d+\|hydroxyzine)"', answered.html)
    page = open_page("/", {"medications": LIST, "choice": button[1], "product": "leaf"})
    assert "hydroxyzine 25" in page.html
    assert "“hydroxizine 25”" not in page.text
    assert "qwxzv" in page.html


def test_a_name_written_instead_replaces_its_line(library_with_shipped_content):
    page = open_page("/", {"medications": "tacrolimus\nqwxzv", "instead-1": "sertraline 50"})
    assert "sertraline 50</textarea>" in page.html
    assert "qwxzv" not in page.html


def test_a_choice_for_a_line_that_is_not_there_changes_nothing(library_with_shipped_content):
    page = open_page("/", {"medications": "tacrolimus", "choice": "7|sertraline", "instead-9": "x"})
    assert page.status == 200
    assert "sertraline" not in page.html


def test_the_chosen_name_leaves_strength_and_form_alone():
    assert renamed("hydroxizine 25 mg PO", "hydroxyzine") == "hydroxyzine 25 mg PO"
    assert renamed("hydroxizine 25", "hydroxyzine") == "hydroxyzine 25"
    assert renamed("", "hydroxyzine") == "hydroxyzine"


def test_about_to_start_puts_that_slot_first(library_with_shipped_content):
    page = open_page("/", {"medications": "tacrolimus", "situation": "starting"})
    assert page.html.index("What to do: about to start") < page.html.index("Already taking both")


def test_a_question_finds_its_answer(library_with_shipped_content):
    page = open_page("/", {"medications": "surgery"})
    assert "/answers/surgery/" in page.links


TOO_MANY = "\n".join(["aspirin"] * (MAX_LINES + 1))
TOO_LONG = "aspirin\n" + "x" * (MAX_LENGTH + 1)
LIMITS = {
    "": "Type at least one medicine",
    "  \n ": "Type at least one medicine",
    TOO_MANY: f"at most {MAX_LINES} are checked at once. Line {MAX_LINES + 1} begins “aspirin”",
    TOO_LONG: f"Line 2 has {MAX_LENGTH + 1} characters; at most {MAX_LENGTH} are read.",
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


def test_an_answer_that_cannot_be_is_named(library_with_shipped_content):
    page = open_page("/", {"medications": "tacrolimus", "product": "brownie", "last_use": "yesterday"})
    assert page.status == 400
    assert "Product:" in page.text
    assert "Last use:" in page.text


def test_a_body_too_large_to_read_gets_a_page(library_with_shipped_content, settings):
    page = open_page("/", {"medications": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE})
    assert page.status == 400
    assert f"at most {MAX_LINES} lines of {MAX_LENGTH} characters" in page.text


def test_what_is_typed_is_shown_as_text(library_with_shipped_content):
    page = open_page("/", {"medications": '<script>alert(1)</script>\n"><b onclick=x>'})
    assert "<script>alert" not in page.html
    assert "<b onclick" not in page.html
    assert is_sound(page)


def test_an_unknown_filter_is_refused_with_the_choices(library_with_shipped_content):
    page = open_page("/interactions/?severity=mild")
    assert page.status == 400
    assert "use one of major, moderate, minor, none" in page.text


def test_filters_that_leave_nothing_do_not_reassure(library_with_shipped_content):
    page = open_page("/interactions/?severity=none&action=avoid")
    assert "0 of" in page.text
    assert "It does not follow that nothing happens." in page.text


@pytest.mark.parametrize("name", FILTERS)
def test_every_choice_of_a_filter_counts_what_it_shows(name, library_with_shipped_content):
    page = open_page("/interactions/")
    select = re.search(rf'<select id="filter-{name}".*?</select>', page.html, re.DOTALL)[0]
    for value, count in re.findall(r'<option value="(\w+)">[^<]*\((\d+)\)', select):
        assert f"{count} of " in open_page(f"/interactions/?{name}={value}").text


def test_an_unknown_medicine_is_not_found_and_near_names_are_offered(library_with_shipped_content):
    page = open_page("/medications/tizanidin/")
    assert page.status == 404
    assert "/medications/tizanidine/" in page.links
    assert "not the same as safe" in page.text


def test_a_pinned_release_is_checked_at_its_own_address(library_with_shipped_content: LoadedRelease):
    address = f"/releases/{library_with_shipped_content.manifest.version}/"
    assert f'action="{address}"' in open_page(address).html
    page = open_page(address, {"medications": "tacrolimus"})
    assert f"{address}medications/tacrolimus/" in page.links
    assert page.response["Cache-Control"] == "no-store"


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


def test_the_plot_keeps_its_order_and_its_frame():
    assert place(0.01) < place(0.8) < place(1.0) < place(1.25) < place(99)

"""The patient's hand-out: every medicine in plain words, no advice to stop, nothing called safe, no line missing."""

from __future__ import annotations

import re

import msgspec
import pytest

from interactions.pages.handout import wording as plain_words
from interactions.pages.handout.handout import handout, is_draft
from reference.release.schema.terms import Mechanism, Severity
from tests.interactions.pages.conftest import MANY
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import open_page

EVERY_KIND = f"{MANY}\nkratom powder 5 g TID\nBP 120/80\nsurgery\nstopped clonidine last week\nalcohol"
LISTS = {"many": MANY, "every kind": EVERY_KIND, "a class": "SSRIs", "rescue alone": "Narcan nasal spray"}


@pytest.fixture
def given(shown, library_with_shipped_content):
    """The hand-out of a list."""

    def made(text, *, starting=False, with_private=False, **answers):
        found = shown(text, **answers)
        return handout(found, library_with_shipped_content, starting=starting, with_private=with_private)

    return made


def said_of(given, name):
    """What the hand-out says of one medicine."""
    group = next(g for g in given.groups if name in [m.name for m in g.medicines])
    return f"{group.what} {group.do}"


def test_every_mechanism_and_severity_has_its_words():
    for mechanism in Mechanism:
        for severity in plain_words.GRAVITY:
            for acts_on in ("medicine", "kratom", "both"):
                assert plain_words.what_happens(mechanism, acts_on, severity)
    assert set(plain_words.GRAVITY) == set(Severity) - {Severity.NONE}


@pytest.mark.parametrize("kind", LISTS)
def test_every_line_is_on_the_page_as_typed(kind, library_with_shipped_content):
    page = open_page("/handout/", {"medications": LISTS[kind], "for_care_team": "yes"})
    assert page.status == 200
    assert is_sound(page)
    for line in LISTS[kind].splitlines():
        assert line.casefold() in page.text.casefold()


def test_the_page_carries_context_references_release_and_date(library_with_shipped_content):
    manifest = library_with_shipped_content.manifest
    page = open_page("/handout/", {"medications": MANY, "liver_disease": "yes", "for_care_team": "yes"})
    assert "Liver disease: yes" in page.text
    assert re.search(r"not known: Setting · Product · .*CYP2D6 phenotype", page.text)
    assert f"with release {manifest.version} , valid until".replace(" ,", ",") in page.text
    assert "References" in page.text
    assert "doi:" in page.text


def test_it_is_watermarked_while_unreviewed(library_with_shipped_content):
    assert is_draft(library_with_shipped_content.manifest)
    page = open_page("/handout/", {"medications": MANY})
    assert 'class="handout draft"' in page.html
    assert "Draft, not reviewed by a clinician." in page.text


def test_reviewed_entries_alone_do_not_make_its_own_words_reviewed(library_with_shipped_content):
    manifest = library_with_shipped_content.manifest
    assert is_draft(msgspec.structs.replace(manifest, reviewed=manifest.total))


def test_the_first_sentence_says_not_to_stop_anything_alone_or_suddenly(library_with_shipped_content):
    page = open_page("/handout/", {"medications": MANY})
    assert page.text.index(plain_words.ADVICE) < page.text.index("Quetiapine")


def test_needed_medicines_continue_and_no_sentence_says_stop_without_a_call(given):
    for group in given(EVERY_KIND).groups:
        assert not re.search(r"(?<!do not )(?<!cannot )\bstop\b(?!ped)", group.do, re.IGNORECASE), group.do
    assert "Keep taking this medicine as we told you." in said_of(given("tacrolimus"), "Tacrolimus")
    assert "Keep taking" not in said_of(given("tacrolimus", starting=True), "Tacrolimus")


def test_nobody_is_told_to_keep_taking_alcohol_or_what_the_list_calls_stopped(given):
    page = given(EVERY_KIND)
    assert "Keep taking" not in said_of(page, "Alcohol")
    assert "Ask us before you take it again." in said_of(page, "Clonidine")


def test_a_patient_waiting_to_start_naltrexone_is_not_told_to_continue_it(given):
    page = given("naltrexone tomorrow\nkratom tea daily")
    assert "Wait until we say you can start." in said_of(page, "Naltrexone")
    assert not any(sentence.startswith(("This matters", "These matter")) for sentence in page.first)


def test_naloxone_is_never_withheld_and_is_mentioned_with_opioids_and_sedatives(given):
    assert given("Narcan nasal spray").rescue[0].name == "Naloxone"
    assert "Never hold it back" in plain_words.RESCUE
    for opioid_like in ("oxycodone 5 mg", "lorazepam 1 mg", "naltrexone 50 mg", "7-OH gummies", "OPMS shot"):
        assert given(opioid_like).naloxone, opioid_like
    assert given("metoprolol 50 mg", product="seven_oh").naloxone
    assert given("metoprolol 50 mg").naloxone  # what product, nobody knows
    assert not given("metoprolol 50 mg", product="leaf").naloxone


def test_what_is_not_known_is_named_and_not_called_safe(given):
    page = given(MANY)
    assert "We do not know if Lisinopril is safe with kratom." in page.not_known
    assert any("“qwxzv”" in sentence for sentence in page.not_known)
    assert any("“hydroxizine 25”" in sentence for sentence in page.not_known)


def test_in_pregnancy_stopping_at_once_is_warned_against_first(given):
    assert given("tacrolimus", pregnancy=True, with_private=True).first[0] == plain_words.PREGNANT


def test_what_others_must_not_read_by_chance_stays_off_unless_asked_for(library_with_shipped_content):
    asked = {"medications": "sertraline\nkratom", "for_care_team": "yes"}
    told = {"pregnancy": "yes", "oud_treatment": "yes", "psychiatric": "yes", "other_opioids": "yes"}
    words = (
        "pregnan",
        "opioid use disorder: yes",
        "psychosis: yes",
        "street drugs: yes",
        "treatment for opioid",
    )
    sheet = open_page("/handout/", {**asked, **told}).text.lower()
    assert [word for word in words if word in sheet] == []
    whole = open_page("/handout/", {**asked, **told, "with_private": "yes"}).text.lower()
    assert "you are pregnant" in whole
    assert "treatment for opioid use disorder: yes" in whole


def test_the_care_teams_page_is_off_unless_asked_for(library_with_shipped_content):
    assert "For your care team" not in open_page("/handout/", {"medications": MANY}).text
    assert "For your care team" in open_page("/handout/", {"medications": MANY, "for_care_team": "yes"}).text


def test_a_running_buprenorphine_treatment_is_not_told_to_wait_only(given):
    page = given("buprenorphine 8 mg tablet")
    (group,) = page.groups
    assert "Taking it now? Keep on as we told you." in group.do
    assert any(sentence.startswith(("This matters", "These matter")) for sentence in page.first)


def test_the_emergency_line_is_on_every_sheet(library_with_shipped_content):
    for lines in LISTS.values():
        page = open_page("/handout/", {"medications": lines})
        assert "emergency number, naloxone, poison centre" in page.text


def test_the_signs_of_one_medicine_are_said_for_it(given):
    assert "Colchicine: Bad diarrhoea, or weak or painful muscles" in given("colchicine 0.6 mg daily").signs
    assert given("sertraline").signs == ()


def test_it_is_posted_never_stored_and_leads_to_the_form_without_a_list(library_with_shipped_content):
    response = open_page("/handout/", {"medications": MANY}).response
    assert "no-store" in response["Cache-Control"]
    assert "Set-Cookie" not in response
    assert open_page("/handout/").response["Location"] == "/"
    assert open_page("/handout/", {"medications": " "}).response["Location"] == "/"

"""The list as a whole: above the single findings, with members and what to do."""

from __future__ import annotations

from tests.interactions.pages.conftest import MANY
from tests.reference.test_pages_reader import open_page


def test_what_is_major_stands_before_what_must_continue_and_the_rest_behind_it(shown):
    kinds = [item.kind for item in shown(f"{MANY}\nmethadone 80 mg daily").across]
    order = ["major", "therapy_at_stake", "two_step", "moderate", "minor"]
    assert {"major", "therapy_at_stake", "two_step"} <= set(kinds)
    assert kinds == sorted(kinds, key=order.index)


def test_each_names_its_members_and_what_to_do(shown):
    for item in shown(MANY).across:
        assert item.members
        assert item.steps
        assert all(name in item.whom for name in (*item.members, *item.others))


def test_the_folded_line_loses_no_name(shown):
    for item in shown(MANY).across:
        folded = " ".join(item.short)
        assert item.name in folded
        assert all(name in folded for name in (*item.members, *item.others))


def test_of_two_steps_both_the_inhibitor_and_what_it_worsens_are_named(shown):
    item = next(item for item in shown("clarithromycin\noxycodone 5 mg").across if item.kind == "two_step")
    assert item.members == ("clarithromycin",)
    assert item.others == ("oxycodone",)


def test_a_single_finding_gives_no_alert_about_the_list(shown):
    assert shown("sertraline 50 mg").across == ()


def test_a_member_by_a_role_from_memory_is_said_to_be_so(library_with_shipped_content):
    page = open_page("/", {"medications": "lithium\ndigoxin"})
    narrow = page.html.split('id="across-narrow-index-medicine"', 1)[1].split("</details>", 1)[0]
    assert (
        '<p class="aside">lithium: <span class="basis needs_verification">role from memory</span>' in narrow
    )

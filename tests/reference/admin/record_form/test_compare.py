"""The field-by-field difference that a reviewer reads before approving."""

from __future__ import annotations

import copy

from reference.admin.record_form.compare import Change, differences

STEP = {"basis": "judgement", "citations": [{"source": "one"}]}
ENTRY = {
    "slug": "quetiapine",
    "title": "Quetiapine and kratom",
    "target": {"level": "drug", "slug": "quetiapine"},
    "rows": [
        {
            "mechanism": "enzyme_inhibition",
            "enzyme": "CYP3A",
            "object": "medicine",
            "severity": "major",
            "evidence": [],
        },
        {
            "mechanism": "cns_depression",
            "enzyme": None,
            "object": "both",
            "severity": "moderate",
            "evidence": [],
        },
    ],
    "management": {
        "starting": [
            {"text": "Ask about kratom by name, product and last use.", **STEP},
            {"text": "Give a low first dose and watch the blood pressure.", **STEP},
        ]
    },
    "practice_notes": ["taper", "surgery"],
    "agonist_treatment": False,
    "review": None,
}


def changed(change) -> list[tuple[str, str, str]]:
    after = copy.deepcopy(ENTRY)
    change(after)
    return [tuple(row) for row in differences(ENTRY, after)]


def test_the_same_record_has_no_difference():
    assert differences(ENTRY, copy.deepcopy(ENTRY)) == []


def test_a_field_that_is_left_out_equals_one_that_is_empty():
    assert changed(lambda e: e.pop("review")) == []
    assert differences({"facts": []}, {}) == []


def test_a_changed_value_says_where_it_is_and_what_it_was():
    def change(entry):
        entry["rows"][0]["severity"] = "moderate"
        entry["agonist_treatment"] = True

    assert changed(change) == [
        ("Row 1 (Enzyme inhibition, CYP3A, Medicine) › Severity", "major", "moderate"),
        ("Treatment of opioid use disorder", "no", "yes"),
    ]


def test_a_step_added_in_front_changes_no_other_step():
    new = {"text": "First an ECG.", **STEP}

    rows = changed(lambda e: e["management"]["starting"].insert(0, new))

    assert rows == [
        ("Management › About to start: step 1 (added) › Text", "", "First an ECG."),
        ("Management › About to start: step 1 (added) › Basis", "", "judgement"),
        ("Management › About to start: step 1 (added) › Citations", "", "one"),
    ]


def test_a_reworded_step_is_one_change_and_not_a_removal_with_an_addition():
    def change(entry):
        entry["management"]["starting"].pop(0)
        entry["management"]["starting"][0]["text"] = (
            "Give a very low first dose and watch the blood pressure."
        )

    rows = changed(change)

    assert ("Management › About to start: step 1 › Text", ENTRY["management"]["starting"][1]["text"], "Give a very low first dose and watch the blood pressure.") in rows  # fmt: skip
    assert [path for path, _, after in rows if after == ""] == [
        "Management › About to start: step 1 (removed) › Text",
        "Management › About to start: step 1 (removed) › Basis",
        "Management › About to start: step 1 (removed) › Citations",
    ]


def test_a_row_is_matched_by_its_key_and_a_new_order_is_shown_as_one():
    def change(entry):
        entry["rows"].reverse()
        entry["rows"][1]["severity"] = "minor"

    assert changed(change) == [
        ("Row 2 (Enzyme inhibition, CYP3A, Medicine) › Severity", "major", "minor"),
        ("Rows (order)", "enzyme_inhibition, CYP3A, medicine; cns_depression, both", "cns_depression, both; enzyme_inhibition, CYP3A, medicine"),
    ]  # fmt: skip


def test_citations_and_slugs_are_listed_one_by_one():
    def change(entry):
        entry["management"]["starting"][0]["citations"] = [
            {"source": "one"},
            {"source": "two", "locator": "Table 2"},
        ]
        entry["practice_notes"] = ["surgery", "withdrawal"]

    assert changed(change) == [
        ("Management › About to start: step 1 › Citations", "", "two (Table 2)"),
        ("Practice notes", "taper", ""),
        ("Practice notes", "", "withdrawal"),
    ]


def test_a_part_that_appears_or_vanishes_is_listed_field_by_field():
    note = {"text": "Extract differs.", "basis": "seen", "citations": []}
    after = ENTRY | {"product_note": note}

    assert differences(ENTRY, after) == [
        Change("Product note › Text", "", "Extract differs."),
        Change("Product note › Basis", "", "seen"),
    ]
    assert differences(after, ENTRY)[0] == Change("Product note › Text", "Extract differs.", "")


def test_numbers_without_text_are_compared_by_position():
    before = {"ratios": [{"ratio": 1.39, "ci90_low": 1.2}, {"ratio": 1.5, "ci90_low": 1.3}]}
    after = {"ratios": [{"ratio": 1.39, "ci90_low": 1.2}, {"ratio": 1.6, "ci90_low": 1.3}]}

    assert differences(before, after) == [Change("Ratio 2 › Ratio", "1.5", "1.6")]


def test_a_new_record_shows_all_that_it_says():
    rows = differences(None, ENTRY)

    assert rows[0] == Change("Name in addresses (slug)", "", "quetiapine")
    assert not [row for row in rows if row.before]


def test_only_the_words_that_changed_are_marked():
    before, after = Change("Text", "Give a low first dose.", "Give a very low first dose.").marked

    assert "".join(text for text, _ in before) == "Give a low first dose."
    assert "".join(text for text, _ in after) == "Give a very low first dose."
    assert [text.strip() for text, marked in after if marked] == ["very"]
    assert not [text for text, marked in before if marked]

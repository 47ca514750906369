"""Two editors, one record: what each changed is kept, and what both changed is named."""

from __future__ import annotations

import pytest

from reference.admin.record_form.merge import merged

BASE = {
    "name": "Liver",
    "n": 1,
    "facts": [{"text": "One.", "citations": []}, {"text": "Two.", "citations": []}],
}


def with_text(index: int, text: str) -> dict:
    facts = [dict(fact) for fact in BASE["facts"]]
    facts[index]["text"] = text
    return {**BASE, "facts": facts}


def test_changes_in_different_fields_are_both_kept():
    assert merged(BASE, {**BASE, "name": "Liver injury"}, {**BASE, "n": 2}) == (
        {**BASE, "name": "Liver injury", "n": 2},
        [],
    )


def test_changes_in_different_items_of_a_list_are_both_kept():
    record, clashes = merged(BASE, with_text(0, "Theirs."), with_text(1, "Mine."))

    assert [fact["text"] for fact in record["facts"]] == ["Theirs.", "Mine."]
    assert clashes == []


def test_the_same_sentence_changed_by_both_keeps_mine_and_is_named():
    record, clashes = merged(BASE, with_text(1, "Theirs."), with_text(1, "Mine."))

    assert record["facts"][1]["text"] == "Mine."
    assert clashes == ["Fact 2 › Text"]


def test_the_same_change_by_both_is_not_a_clash():
    assert merged(BASE, with_text(1, "Same."), with_text(1, "Same.")) == (with_text(1, "Same."), [])


@pytest.mark.parametrize(
    "theirs", [{**BASE, "facts": []}, {**BASE, "facts": [*BASE["facts"], {"text": "Three."}]}]
)
def test_a_list_of_another_length_is_one_value_and_a_clash_if_both_changed_it(theirs):
    assert merged(BASE, theirs, BASE) == (theirs, [])
    mine = with_text(0, "Mine.")
    assert merged(BASE, theirs, mine) == (mine, ["Facts"])

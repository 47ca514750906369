"""Which statement rests on which source."""

from __future__ import annotations

from reference.models.citation import SHOWN, Cited, cited_in
from reference.release.schema.interaction import Deviation
from reference.release.schema.medicines import RoleAssignment
from reference.release.schema.statement import Citation
from tests import world as w


def test_every_citation_of_a_record_is_found_with_its_words():
    entry = w.entry("x", "drug", "x", w.sedation())
    statements = {cited.statement for cited in cited_in(entry)}
    assert {
        "Sedation adds up with {medicine}.",
        "Something was found.",
        "sleepiness",
        "Call for help.",
    } <= statements
    assert {cited.source for cited in cited_in(entry)} == {"paper"}


def test_what_has_no_text_is_named_by_what_it_has():
    cited = (Citation(source="paper", locator="Table 2"),)
    assert [*cited_in(RoleAssignment(role="cyp3a", basis="seen", citations=cited))] == [
        Cited("paper", "Table 2", "cyp3a")
    ]
    assert [*cited_in(Deviation(reason="because", citations=cited))] == [Cited("paper", "Table 2", "because")]


def test_only_the_beginning_is_kept():
    assert len(next(cited_in(w.says("word " * 100))).statement) == SHOWN

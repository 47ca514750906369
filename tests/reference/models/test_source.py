"""The bibliography's columns."""

from __future__ import annotations

from reference.models import Source
from tests import factories as f


def test_a_doi_means_the_same_in_any_case():
    source = Source()
    source.from_record(f.paper(doi="10.1016/S0140-6736(20)X", year=2020, retraction="retracted 2021-01-01"))
    assert (source.doi, source.year, source.retraction) == (
        "10.1016/s0140-6736(20)x",
        2020,
        "retracted 2021-01-01",
    )
    assert source.to_record().doi == "10.1016/S0140-6736(20)X"


def test_what_a_source_lacks_is_empty_and_never_collides():
    source = Source()
    source.from_record(f.paper())
    assert (source.doi, source.pmid, source.retraction, source.year) == ("", "", "", None)

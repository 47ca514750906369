"""The bibliography's filters: each choice counts what it leaves; words are found without accents or capitals."""

from __future__ import annotations

from reference.release.schema.kratom import Source
from reference.views.sources.filters import UNDATED, Asked, filters, shown
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import open_page

SOURCES = [
    Source(slug="a", title="Kratom tea", kind="clinical_trial", authors=("Döring F",), year=2023),
    Source(slug="b", title="Naltrexone tablets", kind="label"),
    Source(slug="c", title="Kratom and seizures", kind="case_report", authors=("Roe J",), year=2023),
]


def slugs(wanted: Asked) -> list[str]:
    return [source.slug for source in shown(SOURCES, wanted)]


def test_all_words_must_be_there_in_any_order():
    assert slugs(Asked(text="TEA doring")) == ["a"]
    assert slugs(Asked(text="kratom")) == ["a", "c"]
    assert slugs(Asked()) == ["a", "b", "c"]


def test_kind_and_year_narrow_together_and_no_year_can_be_chosen_too():
    assert slugs(Asked(kind="case_report", year="2023")) == ["c"]
    assert slugs(Asked(year=UNDATED)) == ["b"]
    assert slugs(Asked(kind="poem")) == []


def test_each_choice_counts_what_it_would_leave_given_the_others(shipped_release):
    every = list(shipped_release.sources)
    for wanted in (Asked(), Asked(text="kratom", year="2021"), Asked(kind="label")):
        for offered in filters(every, wanted):
            for option in offered.options:
                left = shown(every, wanted._replace(**{offered.name: option.value}))
                assert option.entries == len(left)


def test_the_page_shows_what_was_asked_and_says_what_to_do_where_nothing_fits(library_with_shipped_content):
    page = open_page("/sources/", {"text": "huestis", "kind": "clinical_trial"})
    assert "1 of " in page.text
    assert "/sources/" in page.links
    assert is_sound(page)
    page = open_page("/sources/", {"text": "zzzz"})
    assert "No source fits" in page.text
    assert is_sound(page)
    assert len(open_page("/sources/").response.content) <= 300_000

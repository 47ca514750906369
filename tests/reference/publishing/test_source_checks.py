"""The gate for sources: a reader can find each, its identifiers can be right, and it may carry what rests on it."""

from __future__ import annotations

import pytest

from reference.publishing import admissible_hosts as hosts
from reference.publishing.source_checks import check_sources
from reference.release.schema.kratom import Alkaloid, Claim, Identifier, RegulatoryStatus, Source
from reference.release.schema.statement import Citation, Statement
from tests import world as w

PAPER = w.world().sources[0]


def problems(release, weight="refuse"):
    return [f.problem for f in check_sources(release) if f.weight == weight]


def with_paper(**fields):
    """The drawn world, whose one source is changed in these fields."""
    return w.world(sources=(w.changed(PAPER, **fields),))


def stated(slug, text="It happens."):
    return Statement(text=text, basis="seen", citations=(Citation(source=slug),))


def resting_on(source, **more):
    """The drawn world with one more source and something that cites it."""
    return w.world(sources=(PAPER, source), **more)


def status(slug):
    return RegulatoryStatus(
        slug="here", jurisdiction="Here", dated="2025", as_of="2026-11", statement=stated(slug)
    )


def alkaloid(*identifiers):
    return Alkaloid(slug="a", name="A", summary=w.says("x"), identifiers=identifiers)


def identifier(system, value, source="paper"):
    return Identifier(system=system, value=value, basis="seen", citations=(Citation(source=source),))


def test_the_drawn_world_rests_on_good_ground():
    assert check_sources(w.world()) == []


@pytest.mark.parametrize(
    "known_by",
    [
        {"doi": "10.1002/cpt.2891"},
        {"pmid": "36924284"},
        {"pmcid": "PMC10198846"},
        {"url": "https://example.org/x"},
        {"container": "Journal of Analytical Toxicology", "year": 2011},
        {"kind": "search_log"},
    ],
    ids=lambda known: next(iter(known)),
)
def test_a_reader_can_find_a_source_by_any_of_these(known_by):
    assert problems(with_paper(**{"url": None, **known_by})) == []


@pytest.mark.parametrize(
    "known_by", [{}, {"container": "A journal"}, {"kind": "label", "container": "FDA", "year": 2018}]
)
def test_what_no_reader_could_find_is_refused(known_by):
    assert any("no reader could find it" in p for p in problems(with_paper(**{"url": None, **known_by})))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("doi", "doi:10.1002/cpt.2891"),
        ("doi", "https://doi.org/10.1002/cpt.2891"),
        ("pmid", "PMID 36924284"),
        ("pmcid", "10198846"),
        ("url", "example.org"),
        ("url", "https://example.org/x (abstract)"),
        ("read_at", "a mirror"),
    ],
)
def test_an_identifier_that_cannot_be_right_is_refused(field, value):
    assert any(field in p and repr(value) in p for p in problems(with_paper(**{field: value})))


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://doi.org/10.1002/cpt.2891", {"doi": "10.1002/cpt.2892"}),
        ("https://pubmed.ncbi.nlm.nih.gov/36924284/", {"pmid": "36924285"}),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC10198846/", {"pmcid": "PMC10198847"}),
    ],
)
def test_an_address_and_an_identifier_that_name_two_works_are_refused(url, own):
    assert any("leads to" in p for p in problems(with_paper(url=url, **own)))
    assert problems(with_paper(url=url)) == []


def test_a_source_that_nothing_cites_is_refused():
    unused = Source(slug="unused", title="B", kind="review", url="https://example.org/b")
    assert problems(resting_on(unused)) == ["nothing cites it"]


@pytest.mark.parametrize(
    "same", [{"url": PAPER.url + "/"}, {"url": "https://example.org/b", "title": "A  Paper."}]
)
def test_a_second_record_of_one_work_is_refused(same):
    twin = w.changed(PAPER, slug="twin", **same)
    assert any("the same" in p for p in problems(resting_on(twin, regulatory_statuses=(status("twin"),))))


@pytest.mark.parametrize(
    ("system", "good", "bad"),
    [
        ("cas", "4098-40-2", "4098-40-3"),
        ("cas", "174418-82-7", "174418-28-7"),
        ("unii", "EP479K822J", "EP479K822I"),
        ("inchikey", "LELBFTMXCIIKKX-QVRQZEMUSA-N", "LELBFTMXCIIKKX-QVRQZEMUSA"),
        ("formula", "C23H30N2O4", "23 carbons"),
        ("pubchem_cid", "3034396", "CID 3034396"),
        ("chembl", "CHEMBL299031", "299031"),
        ("molar_mass_g_mol", "398.503", "398.503 g/mol"),
        ("smiles", "C[C@@H](O)/C=C\\C(=O)OC", "see figure"),
    ],
)
def test_identifiers_of_substances_are_held_to_their_form_and_check_digit(system, good, bad):
    assert problems(w.world(alkaloids=(alkaloid(identifier(system, good)),))) == []
    assert any(repr(bad) in p for p in problems(w.world(alkaloids=(alkaloid(identifier(system, bad)),))))


@pytest.mark.parametrize("kind", [kind for kind in hosts.HOSTS if kind not in ("law_firm", "encyclopaedia")])
def test_no_statement_rests_on_an_address_of_the_deny_list(kind):
    host = hosts.HOSTS[kind].split()[0]
    source = Source(slug="page", title="B", kind="review", url=f"https://www.{host}/kr")
    found = problems(
        resting_on(source, precipitants=(w.changed(w.world().precipitants[0], warning=stated("page")),))
    )
    assert any(host in p and hosts.REASONS[kind] in p for p in found)


def test_a_host_named_after_kratom_is_the_trades_or_a_campaigns():
    assert hosts.of_address("https://shop.best-kratom.example/") is not None
    assert hosts.of_address("https://7ohm.info/2017/05/") is not None
    assert hosts.of_address("https://pubmed.ncbi.nlm.nih.gov/?term=kratom") is None


def test_a_law_firm_may_be_cited_for_the_law_and_is_a_notice_elsewhere():
    source = Source(slug="firm", title="B", kind="regulatory", url="https://garg-law.com/kr")
    legal = resting_on(source, regulatory_statuses=(status("firm"),))
    assert check_sources(legal) == []
    clinical = resting_on(
        source, precipitants=(w.changed(w.world().precipitants[0], warning=stated("firm")),)
    )
    assert problems(clinical) == []
    assert any("law firm" in p for p in problems(clinical, "notice"))


def test_an_encyclopaedia_serves_identifiers_only():
    wiki = Source(slug="wiki", title="B", kind="encyclopaedia", url="https://en.wikipedia.org/wiki/B")
    named = resting_on(wiki, alkaloids=(alkaloid(identifier("cas", "4098-40-2", "wiki")),))
    assert check_sources(named) == []
    stating = resting_on(wiki, regulatory_statuses=(status("wiki"),))
    assert any("rests on an encyclopaedia" in p for p in problems(stating))


def test_a_page_may_be_quoted_by_a_statement_about_it():
    page = Source(slug="page", title="B", kind="review", url="https://superspeciosa.com/blog")
    claim = Claim(
        slug="c", question="Is it?", benefit_verdict="unsupported", benefit=w.says("No."), evidence=(),
        tell_a_patient=w.says("Nobody knows."), who_says_it=stated("page", "A seller says so."),
    )  # fmt: skip
    assert problems(resting_on(page, claims=(claim,))) == []
    entry = w.entry("e", "drug", "dormirol", w.row(), other_references=(stated("page", "A seller warns."),))
    others = (*w.DRAWN[:2], entry)
    assert problems(w.world(*others, sources=(PAPER, page))) == []
    assert problems(resting_on(page, claims=(w.changed(claim, benefit=stated("page")),)))


def test_every_kind_of_host_has_a_reason_and_no_host_occurs_twice():
    assert hosts.HOSTS.keys() == hosts.REASONS.keys()
    listed = [host for names in hosts.HOSTS.values() for host in names.split()]
    assert len(listed) == len(set(listed))
    assert all(hosts.of_address(f"https://{host}/") for host in listed)

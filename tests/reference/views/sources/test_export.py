"""Exports of sources: everything that a source holds can be read back from each style, its doubts included."""

from __future__ import annotations

import json
import re

import pytest

from reference.release.schema.kratom import Source
from reference.views.sources.export import (
    AND_OTHERS,
    ESCAPED_IN_BIBTEX,
    NOT_NAMED,
    authors_of,
    bibtex,
    csl_json,
    ris,
)
from tests.reference.test_pages_reader import open_page

HOSTILE = Source(
    slug="hostile",
    title="100 % of {A_B} & #1 cost $5^2 ~ C:\\temp\nTY  - FAKE} @misc{x,",
    kind="clinical_trial",
    authors=("Döring F", "O'Neil J-P", "Le Rouzic V", "Panel on A & B {x}", "et al."),
    container="J. Pharm. & Ther.",
    year=2024,
    volume="12",
    issue="3",
    pages="97–98",
    doi="10.1002/(SICI)1097{x}_y",
    url="https://example.org/a_b?c=d%20e&f=#g",
    identification="needs_verification",
    funder="A company",
)
UNESCAPED = sorted(((v, k) for k, v in ESCAPED_IN_BIBTEX.items()), key=lambda pair: -len(pair[0]))


def read_bibtex(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """The entries of a file, by balanced braces. An escaped brace counts, as it does for BibTeX itself."""
    entries, rest = [], text
    while match := re.match(r"\s*@(\w+)\{([^,\s]+),\n", rest):
        rest, fields = rest[match.end() :], {}
        while field := re.match(r"  (\w+) = \{", rest):
            depth, end = 1, field.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(rest[end], 0)
                end += 1
            fields[field[1]] = rest[field.end() : end - 1]
            assert rest[end : end + 2] == ",\n"
            rest = rest[end + 2 :]
        assert rest.startswith("}\n")
        entries.append((match[1], match[2], fields))
        rest = rest[2:]
    assert not rest.strip()
    return entries


def unescaped(value: str) -> str:
    found = ""
    while value:
        code, letter = next(
            ((c, plain) for c, plain in UNESCAPED if value.startswith(c)), (value[0], value[0])
        )
        assert code != letter or letter not in ESCAPED_IN_BIBTEX, value
        found, value = found + letter, value[len(code) :]
    return found


def read_ris(text: str) -> list[list[tuple[str, str]]]:
    records: list[list[tuple[str, str]]] = [[]]
    for line in filter(None, text.split("\r\n")):
        tag, value = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups()
        if tag == "ER":
            records.append([])
        else:
            records[-1].append((tag, value))
    assert records.pop() == []
    return records


def plain(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.fixture(scope="module")
def sources(shipped_release) -> tuple[Source, ...]:
    return (*shipped_release.sources, HOSTILE)


def test_bibtex_gives_back_every_title_author_and_number(sources):
    entries = read_bibtex(bibtex(sources, "2026.11.1"))
    assert [slug for _, slug, _ in entries] == [s.slug for s in sources]
    for source, (_, _, fields) in zip(sources, entries, strict=True):
        assert unescaped(fields["title"][1:-1]) == plain(source.title)
        assert unescaped(fields.get("journal") or fields.get("howpublished", "")) == plain(source.container)
        assert fields.get("year", "") == str(source.year or "")
        assert unescaped(fields.get("pages", "")).replace("--", "-") == plain(source.pages).replace("–", "-")
        named = [name for name in outer_words(fields.get("author", "")) if name != "others"]
        assert [unescaped(name.removeprefix("{").removesuffix("}")) for name in named] == [
            a.literal or f"{a.family}, {a.given}" for a in authors_of(source)
        ]


def outer_words(names: str) -> list[str]:
    """Names separated by " and " outside braces; inside braces it belongs to a name."""
    found, depth = [""], 0
    for word in re.split("( and )", names):
        if word == " and " and not depth:
            found.append("")
        else:
            found[-1] += word
            depth += word.count("{") - word.count("}")
    return [name for name in found if name]


def test_ris_gives_back_every_title_author_and_number(sources):
    records = read_ris(ris(sources, "2026.11.1"))
    for source, record in zip(sources, records, strict=True):
        fields = dict(record)
        assert record[0][0] == "TY"
        assert (fields["ID"], fields["TI"]) == (source.slug, plain(source.title))
        assert fields.get("DO") == source.doi
        assert [tag for tag, _ in record].count("AU") == len(authors_of(source))


def test_csl_json_gives_back_every_title_author_and_number(sources):
    items = json.loads(csl_json(sources, "2026.11.1"))
    for source, item in zip(sources, items, strict=True):
        assert (item["id"], item["title"]) == (source.slug, source.title)
        assert item.get("DOI") == source.doi
        assert item.get("issued", {}).get("date-parts") == ([[source.year]] if source.year else None)
        assert len(item.get("author", ())) == len(authors_of(source))


def test_only_a_name_with_initials_is_separated(sources):
    parts = {a.literal or (a.family, a.given) for a in authors_of(HOSTILE)}
    assert parts == {("Döring", "F."), ("O'Neil", "J.-P."), ("Le Rouzic", "V."), "Panel on A & B {x}"}
    for source in sources:
        whole = [
            name
            for name in source.authors
            if not AND_OTHERS.fullmatch(name) and not NOT_NAMED.fullmatch(name)
        ]
        for author, name in zip(authors_of(source), whole, strict=True):
            letters = re.sub(r"[. ]", "", f"{author.family}{author.given}{author.literal}")
            assert letters == re.sub(r"[. ]", "", name)


FIRMS = (
    "Keller and Heckman LLP",
    "Teva Pharmaceuticals USA",
    "H E B",
    "US FDA CDER",
    "O. Hayden Griffin III",
)


@pytest.mark.parametrize("name", FIRMS)
def test_a_name_that_may_not_be_a_family_name_with_initials_stays_whole(name):
    (author,) = authors_of(Source(slug="s", title="t", kind="review", authors=(name,)))
    assert author.literal == name


def test_unlisted_authors_are_marked_as_missing():
    assert "and others}" in bibtex([HOSTILE], "1")
    assert all("Further authors are not listed" in write([HOSTILE], "1") for write in (bibtex, ris, csl_json))


@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
def test_an_unread_source_says_so_in_its_note(write, sources):
    for source in sources:
        note = write([source], "2026.11.1")
        assert ("Not opened by us: needs verification" in note) == (
            source.identification == "needs_verification"
        )
        assert "release 2026.11.1" in note


TYPES = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}


@pytest.mark.parametrize("style", TYPES)
def test_one_source_and_all_sources_are_exported(style, library_with_shipped_content):
    one, every = open_page(f"/sources/tanna2023.{style}"), open_page(f"/sources.{style}")
    assert one.status == every.status == 200
    assert one.response["Content-Type"] == f"{TYPES[style]}; charset=utf-8"
    assert one.response["Content-Disposition"] == f'attachment; filename="tanna2023.{style}"'
    release = library_with_shipped_content
    assert f"kratom-sources-{release.manifest.version}.{style}" in every.response["Content-Disposition"]
    assert all(source.slug in every.html for source in release.release.sources)
    assert open_page(f"/releases/{release.manifest.version}/sources.{style}").status == 200


def test_a_source_or_style_that_is_not_there_is_not_found(library_with_shipped_content):
    for path in ("/sources/nothing.bib", "/sources/tanna2023.docx", "/sources.docx"):
        assert open_page(path).status == 404

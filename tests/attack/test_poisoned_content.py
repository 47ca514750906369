"""Every free text of a release holds markup, script and formulas: no page, answer, table or feed lets one through.

What an editor, a publisher or a stolen account could put into the content, and what a reader could type.
"""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from django.test import Client

from reference.release.schema.release import Release
from tests.sealing import seal_into

pytestmark = pytest.mark.attack
POISON = "\"><img src=x onerror=alert(1)>'</script><script>alert(2)</script>{{7*7}}{%load%}`${x}`=cmd|A0"
TYPED = '<script>alert(9)</script>\n"><img src=x onerror=alert(9)>\n=1+1\nxanacks\nquetiapine'
LISTED = "quetiapine\nnaloxone\ntramadol\nsertraline\nalcohol\nkratom extract"
FREE_TEXT = {
    "text", "title", "headline", "summary", "question", "note", "notes", "what", "reason", "when", "value",
    "container", "authors", "funder", "volume", "issue", "pages", "locator", "definition",
    "threshold", "conditions", "explanation", "description", "comment", "statement", "journal", "topic",
    "place",
}  # fmt: skip
"""Fields that people fill with words. Names stay: lines are found by them."""
NUMBER = re.compile(r"[\d.,eE+-]*")
ADDRESSES = {"url", "read_at"}
ENTRANCES = [
    "/", "/interactions/", "/interactions/?format=csv", "/kratom/", "/kratom/pharmacology/", "/method/", "/about/",
    "/sources/", "/sources.bib", "/risks/", "/claims/", "/answers/", "/releases/", "/releases/compare/",
    "/releases/feed.atom", "/corrections/", "/predict/", "/report/?entry=practice_notes/naloxone", "/medications/",
    "/offline/", "/alkaloids/mitragynine/",
]  # fmt: skip
MOST_PAGES = 700


class Page(HTMLParser):
    """What on a page would run, load or lead somewhere that the content chose; and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.bad: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if any(name.startswith("on") or name == "style" for name in given):
            self.bad.append(self.get_starttag_text() or tag)
        if tag == "img" and not given.get("src", "").startswith("/static/"):
            self.bad.append(self.get_starttag_text() or tag)
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.bad.append(self.get_starttag_text() or tag)
        leads_to = (given.get("href") or given.get("action") or "").strip().lower()
        if leads_to.startswith(("javascript:", "data:", "vbscript:")):
            self.bad.append(leads_to)
        if tag == "a" and leads_to.startswith("/"):
            self.links.append(given["href"].split("#")[0])


def poisoned(value: Any, field: str = "") -> Any:
    """The same data with every free text and address poisoned."""
    if isinstance(value, dict):
        return {name: poisoned(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [poisoned(inner, field) for inner in value]
    if not isinstance(value, str) or NUMBER.fullmatch(
        value
    ):  # with words for a number nothing could be published
        return value
    if field in ADDRESSES:
        return f"javascript:alert(3)//{value}"
    return value + POISON if field in FREE_TEXT else value


def poison_release(release: Release) -> tuple[Release, int]:
    """As many records as still decode, and how many those are."""
    data = msgspec.json.decode(msgspec.json.encode(msgspec.structs.replace(release, manifest=None)))
    count = 0
    for collection, records in data.items():
        for position, record in enumerate(records if isinstance(records, list) else ()):
            changed = poisoned(record)
            try:
                msgspec.convert({collection: [changed]}, Release)
            except msgspec.ValidationError:
                continue
            count += changed != record
            records[position] = changed
    return msgspec.convert(data, Release), count


@pytest.fixture(scope="module")
def folder(shipped_release, tmp_path_factory):
    release, count = poison_release(shipped_release)
    assert count > 900
    folder = tmp_path_factory.mktemp("poisoned")
    seal_into(folder, release)
    return folder


@pytest.fixture
def reader(folder, settings):
    settings.RELEASES_DIR = folder
    return Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)


def test_no_page_lets_markup_of_the_content_through(reader):
    seen: set[str] = set()
    waiting, bad = list(ENTRANCES), []
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if path in seen or path.startswith(("/admin", "/static")):
            continue
        seen.add(path)
        answer = reader.get(path)
        if answer.status_code >= 500:
            bad.append((path, answer.status_code))
        waiting += look_at(path, answer, bad)
    assert not bad
    assert len(seen) > 300


def look_at(path: str, answer: Any, bad: list[Any]) -> list[str]:
    """Its links; what is wrong with it goes among the bad."""
    text, kind = answer.content.decode(), answer.headers.get("Content-Type", "")
    if "html" in kind:
        page = Page(text)
        bad += [(path, found) for found in page.bad]
        if "49{" in text:
            bad.append((path, "a template was run"))
        return page.links
    if "csv" in kind:
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        bad += [(path, cell) for cell in cells if re.match(r"[=+\-@\t\r]", cell)]
    if "atom" in kind:
        bad += [(path, node.tag) for node in ET.fromstring(text).iter() if "<img" in (node.text or "")]
    return []


@pytest.mark.parametrize("path", ["/", "/handout/", "/read/", "/suggest/"])
@pytest.mark.parametrize("listed", [LISTED, TYPED], ids=["poisoned content", "poisoned list"])
def test_no_answer_lets_markup_through(reader, path, listed):
    answer = reader.post(path, {"medications": listed, "typed": listed[:60]})
    assert answer.status_code in (200, 400)
    if "html" in answer.headers["Content-Type"]:
        assert Page(answer.content.decode()).bad == []

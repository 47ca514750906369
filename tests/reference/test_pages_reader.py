"""Reads a page as its readers' tools do: links, anchors, what is inline; notices undefined variables."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

from django.conf import settings
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client, override_settings

PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
RAW = ("script", "style")
VOID = frozenset({"meta", "link", "img", "input", "br", "rect", "line", "path", "hr", "wbr", "col"})


class Page(HTMLParser):
    """One answer, taken apart."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__(convert_charrefs=True)
        self.response, self.status = response, response.status_code
        self.html = response.content.decode()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []  # what the content security policy would block
        self.unclosed: list[str] = []
        self.labels: set[str] = set()
        self.unnamed: list[str] = []
        self._text: list[str] = []
        self._fields: list[tuple[str, bool]] = []
        self.feed(self.html)
        self.text = " ".join(" ".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self.unclosed.append(tag)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        if tag == "label":
            self.labels.add(given.get("for") or "")
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            self._fields.append((given.get("id") or "", "aria-label" in given))
        if (
            "style" in given
            or (tag in RAW and "src" not in given)
            or any(name.startswith("on") for name in given)
        ):
            self.inline.append(self.get_starttag_text() or tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self.unclosed and self.unclosed[-1] != tag:
            self.inline.append(f"</{tag}> closes <{self.unclosed.pop()}>")
        if self.unclosed:
            self.unclosed.pop()

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    @property
    def fields_without_label(self) -> list[str]:
        return [field for field, named in self._fields if not named and field not in self.labels]


def open_page(path: str, data: dict[str, str] | None = None, **headers: str) -> Page:
    """A page as a browser without cookies gets it. An undefined template variable fails the test."""
    client = Client(enforce_csrf_checks=True, headers=headers)
    with (
        override_settings(STORAGES=PLAIN_STATIC, STATIC_ROOT=settings.BASE_DIR / "static"),
        undefined_variables() as undefined,
    ):
        response = client.get(path) if data is None else client.post(path, data)
    assert not undefined, undefined
    return Page(response)


@contextmanager
def undefined_variables() -> Iterator[list[str]]:
    """Django prints nothing for a variable that does not exist, and reports it only in its log."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "resolving variable" in record.getMessage():
                found.append(record.getMessage())

    logger, collector = logging.getLogger("django.template"), Collector()
    level = logger.level
    logger.addHandler(collector)
    logger.setLevel(logging.DEBUG)
    try:
        yield found
    finally:
        logger.removeHandler(collector)
        logger.setLevel(level)


def test_the_reader_sees_inline_code_and_missing_labels():
    page = Page(
        HttpResponse('<p style="x">a<script>b()</script><a href="/c/" onclick="d">e</a></p><input id="f">')
    )
    assert len(page.inline) == 3
    assert page.links == ["/c/"]
    assert page.fields_without_label == ["f"]


def test_an_undefined_variable_is_noticed():
    with undefined_variables() as undefined:
        Template("{% if there %}{{ there.nothing }}{% endif %}").render(Context({"there": object()}))
    assert len(undefined) == 1

"""What a browser would send for a page: the successful controls of a form, read from its HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from django.http import QueryDict
from django.template.loader import render_to_string

from reference.admin.record_form.form import RecordForm


def rendered(form: RecordForm) -> str:
    return render_to_string("admin/reference/_record_form.html", {"form": form})


def sent_by(html: str, **changes: str | list[str]) -> QueryDict:
    """The form data of a page, with some values typed over. A value of [] unticks or takes out a field."""
    reader = _Controls()
    reader.feed(html)
    data = QueryDict(mutable=True)
    for name, value in reader.values:
        data.appendlist(name, value)
    for name, change in changes.items():
        data.setlist(name.replace("__", "-"), [change] if isinstance(change, str) else change)
    return data


def written_on(page: bytes, **changes: str | list[str]) -> dict[str, list[str]]:
    """What the entry form on a whole admin page would send, for Django's test client."""
    html = page.decode()
    start = html.index('<form method="post" id="entry_form"')
    return dict(sent_by(html[start : html.index("</form>", start)], **changes).lists())


class _Controls(HTMLParser):
    """Collects name and value as HTML's form submission does; what lies in <template> is not part of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[tuple[str, str]] = []
        self.select: str | None = None
        self.first: str | None = None
        self.chosen: str | None = None
        self.area: str | None = None
        self.text: list[str] = []
        self.inert = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attrs}
        if tag == "template":
            self.inert += 1
        if self.inert:
            return
        if tag == "input":
            self._input(a)
        elif tag == "select":
            self.select, self.first, self.chosen = a["name"], None, None
        elif tag == "option" and self.select:
            self.first = a["value"] if self.first is None else self.first
            self.chosen = a["value"] if "selected" in a else self.chosen
        elif tag == "textarea":
            self.area, self.text = a["name"], []

    def _input(self, a: dict[str, str]) -> None:
        if a.get("type") in ("submit", "button"):
            return  # sent only when pressed
        if a.get("type") not in ("checkbox", "radio"):
            self.values.append((a["name"], a.get("value", "")))
        elif "checked" in a:
            self.values.append((a["name"], a.get("value", "on")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.inert -= 1
        if self.inert:
            return
        if tag == "select" and self.select:
            chosen = self.chosen if self.chosen is not None else self.first
            self.values.append((self.select, chosen or ""))
            self.select = None
        elif tag == "textarea" and self.area:
            text = "".join(self.text)
            self.values.append((self.area, text.removeprefix("\n").replace("\n", "\r\n")))
            self.area = None

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text.append(data)

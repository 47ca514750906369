"""One reader's visit: a page, every request it made, and everything that went wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Request


class Visit:
    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[Request] = []
        self.errors: list[str] = []
        context.on("request", lambda request: self.requests.append(request))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.context = context
        self.page = context.new_page()

    @property
    def hosts(self) -> set[str]:
        return {address.netloc for r in self.requests if (address := urlsplit(r.url)).scheme != "data"}

    @property
    def posted(self) -> dict[str, str]:
        """The fields of the last form that was sent, as the server got them."""
        sent = (r for r in reversed(self.requests) if r.method == "POST")
        body = next(r.post_data for r in sent if not r.url.endswith(("/suggest/", "/read/")))
        fields = parse_qs(body or "", keep_blank_values=True, strict_parsing=True)
        return {name: values[-1].replace("\r\n", "\n") for name, values in fields.items()}

    @property
    def list(self) -> Locator:
        return self.page.get_by_label("Medicines, one per line")

    def check(self, text: str) -> None:
        """Type a list on the first page and send it; returns with the answer."""
        self.page.goto("/")
        self.list.fill(text)
        self.send()

    def send(self) -> None:
        with self.page.expect_navigation():
            self.press_check()

    def press_check(self) -> None:
        self.page.locator(".check-form").get_by_role("button", name="Check", exact=True).click()

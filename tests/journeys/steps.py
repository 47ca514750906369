"""What a reader does in a task, counted: one step is one thing typed, pressed or chosen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from .visit import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class Steps:
    """A visit from the first page on. Seconds are the machine's, without a reader's reading and thinking."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page
        self.done: list[str] = []
        self.page.goto("/")
        self._began = time.perf_counter()

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._began

    def list(self, *lines: str) -> Page:
        """Type or paste the list."""
        self.visit.list.fill("\n".join(lines))
        return self._did(f"types {lines[0]!r}" + (f" and {len(lines) - 1} more" if lines[1:] else ""))

    def answer(self, label: str, value: str) -> Page:
        """Answer one question about the patient."""
        self.page.get_by_label(label, exact=True).select_option(value)
        return self._did(f"{label}: {value}")

    def check(self) -> Page:
        self.visit.send()
        return self._did("Check")

    def press(self, *keys: str) -> Page:
        for key in keys:
            self.page.keyboard.press(key)
        return self._did(" ".join(keys))

    def type(self, text: str) -> Page:
        self.page.keyboard.type(text)
        return self._did(f"types {text!r}")

    def click(self, target: Locator) -> Page:
        name = " ".join(target.inner_text().split())
        target.click()
        return self._did(f"chooses {name!r}")

    def _did(self, step: str) -> Page:
        self.done.append(step)
        return self.page

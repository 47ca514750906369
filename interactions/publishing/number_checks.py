"""Checks that a sentence agrees with every name that is put into it: one medicine adds, several add."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reference.publishing.findings import Finding
from reference.release.schema.release import Release
from reference.release.schema.traverse import texts_in

UNMARKED = re.compile(
    r"(?P<before>[^.:;]*)\{medicine\}(?: (?:also|never|usually|often|then))? (?P<verb>\w{2,}[^su\W]s|is|has|was)\b"
)
"""A name that may be a subject, and a verb that fits one medicine only."""
NOT_THE_SUBJECT = re.compile(
    r"(?:\b(?:of|from|with|for|to|on|against|than|by|through|without|about|in)|\b\w+ing(?: out)?) $"
)
BRACES = re.compile(r"\{(?!medicine\}|[^{}|]*\|[^{}|]*\})")
FIX = "Mark both numbers: “{medicine} {adds|add} to”."


def check_number(release: Release) -> Iterator[Finding]:
    for entry in release.interactions:
        for text in dict.fromkeys(texts_in(entry)):
            for problem in disagreements(text):
                yield Finding(f"interactions/{entry.slug}", problem, FIX)


def disagreements(text: str) -> Iterator[str]:
    """What in a sentence fits one medicine only, or cannot be read as a place for a name."""
    for found in UNMARKED.finditer(text):
        if not NOT_THE_SUBJECT.search(found["before"]):
            yield f"“{{medicine}} {found['verb']}” does not fit a name in the plural"
    for brace in BRACES.finditer(text):
        yield f"braces that stand for nothing: “{text[brace.start() : brace.start() + 30]}”"

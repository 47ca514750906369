"""The words that keep silence from reassuring are written in one place, so that they are changed in one."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from reference.release.schema.terms import NOT_ASSESSED, NOT_THE_SAME_AS_SAFE

HOME = "reference/release/schema/terms.py"
PRODUCT = ("config", "reference", "interactions", "templates", "static")
LABEL = re.compile(rf"\b{NOT_ASSESSED}\b(?! by\b)")  # "Not assessed by any regulator" is another statement
SAFE = re.compile(r"\bsame as safe\b", re.IGNORECASE)


def files_that_spell(words: re.Pattern[str]) -> list[str]:
    found = []
    for folder in PRODUCT:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".js") and words.search(path.read_text(encoding="utf-8")):
                found.append(path.relative_to(settings.BASE_DIR).as_posix())
    return found


@pytest.mark.parametrize("words", [LABEL, SAFE], ids=[NOT_ASSESSED, NOT_THE_SAME_AS_SAFE])
def test_what_silence_means_is_written_once(words: re.Pattern[str]):
    assert files_that_spell(words) == [HOME]

"""What was not looked up is never called free of known vulnerabilities; the parts list names what is installed."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings

from .audit import NOT_REACHED, judged

GOOD = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1"}]}
SKIPPED = {"name": "c", "skip_reason": "c could not be looked up"}


@pytest.mark.parametrize(
    ("packages", "status", "said"),
    [
        ([], 2, NOT_REACHED),
        ([SKIPPED], 2, NOT_REACHED),
        ([GOOD], 0, "1 of 1 packages were looked up.\nNone is known to be vulnerable."),
        ([GOOD, SKIPPED], 2, "1 of 2 packages were looked up."),
        ([GOOD, BAD, SKIPPED], 1, "Known to be vulnerable: b 2: PYSEC-1"),
    ],
)
def test_packages_that_were_not_looked_up_are_named(packages, status, said):
    found, words = judged(packages)
    assert found == status
    assert said in words
    assert ("None is known" in words) == (status != 1 and said != NOT_REACHED)


def test_the_parts_list_names_every_locked_package_and_no_other():
    locked = re.findall(
        r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", (settings.BASE_DIR / "requirements.txt").read_text(), re.M
    )
    parts = json.loads((settings.BASE_DIR / "sbom.cdx.json").read_text())
    assert parts["bomFormat"] == "CycloneDX"
    assert locked
    assert {(c["name"], c["version"]) for c in parts["components"]} == set(locked)
